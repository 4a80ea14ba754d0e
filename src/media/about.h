/* about.json: what a picture's files are. Written by this program alone, and checked when it is read. */
#pragma once
#include "media/folder.h"

enum { ABOUT_MAX_BYTES = 64 * 1024, ABOUT_DIGEST_BYTES = 65, ABOUT_PARTS_MAX = 1 + 2 * RENDITIONS_MAX };

struct about_part {
        char name[16]; /* "original", "640.webp" */
        uint64_t bytes;
        char digest[ABOUT_DIGEST_BYTES]; /* SHA-256, hexadecimal, with its NUL */
};

struct about_file {
        struct about about;
        struct about_part parts[ABOUT_PARTS_MAX]; /* the original, then the renditions */
        size_t part_count;
};

void about_digest(struct slice bytes, char ret[ABOUT_DIGEST_BYTES]);
/* "640.webp"; with a width of 0 the kind alone. */
void about_name(struct about_part *part, unsigned width, const char *kind);

struct err about_write(const struct about_file *file, struct buf *ret) CHECKED;
/* ERR_INVALID when it is none. */
struct err about_read(struct slice text, struct arena *a, struct about_file *ret) CHECKED;
