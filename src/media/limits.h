/* What is taken of a picture, and what its worker may use. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

enum {
        PICTURE_FILE_MAX_BYTES = 40 * 1024 * 1024,
        PICTURE_PIXELS_MAX = 100 * 1000 * 1000,
        PICTURE_SIDE_MAX = 20000,
        PICTURE_SIDE_MIN = 16,        /* smaller ones counted readers, or held places */
        PICTURE_PROPORTION_MAX = 20,  /* longer ones divided texts */
        RENDITION_HEIGHT_MAX = 16383, /* of WebP */
        ANSWER_MAX_BYTES = 96 * 1024 * 1024,
        WORKER_DEADLINE_MS = 60 * 1000,
        WORKER_CPU_SECONDS = 45,
};
#define WORKER_MEMORY_BYTES (UINT64_C(3) << 30)

/* Both of sides in pixels; false where one is 0, which is not known. */
static inline bool picture_is_too_small(unsigned width, unsigned height)
{
        return width && height && (width < PICTURE_SIDE_MIN || height < PICTURE_SIDE_MIN);
}

static inline bool picture_is_too_long(unsigned width, unsigned height)
{
        uint64_t shorter = width < height ? width : height, longer = width < height ? height : width;
        return shorter && longer > PICTURE_PROPORTION_MAX * shorter;
}
