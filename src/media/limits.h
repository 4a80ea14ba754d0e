/* What is taken of a picture, and what its worker may use. */
#pragma once

enum {
        PICTURE_FILE_MAX_BYTES = 40 * 1024 * 1024,
        PICTURE_PIXELS_MAX = 100 * 1000 * 1000,
        PICTURE_SIDE_MAX = 20000,
        RENDITION_HEIGHT_MAX = 16383, /* of WebP */
        ANSWER_MAX_BYTES = 96 * 1024 * 1024,
        WORKER_DEADLINE_MS = 60 * 1000,
        WORKER_CPU_SECONDS = 45,
};
#define WORKER_MEMORY_BYTES (UINT64_C(3) << 30)
