/* A picture as its original bytes, named by their SHA-256. Only its header is looked at: decoding what strangers shaped
 * is for a sandboxed worker. */
#pragma once
#include "base/arena.h"
#include "base/err.h"

struct picture_file {
        struct slice asset; /* SHA-256, hexadecimal */
        struct slice bytes;
        struct slice media_type; /* by its first bytes, whatever it was called */
        unsigned width, height;  /* pixels, by its header; 0 when it does not say */
};

enum picture_fault { PICTURE_GOOD, PICTURE_ELSEWHERE, PICTURE_BROKEN, PICTURE_TOO_LARGE, PICTURE_OF_OTHER_TYPE };

/* What a report calls the fault ("at an address that is not fetched"). */
const char *picture_fault_name(enum picture_fault fault);

/* Reads a `data:` URL (RFC 2397) in base64 that holds a JPEG, PNG, WebP or GIF. */
enum picture_fault picture_file_read(struct slice href, struct arena *a, struct picture_file *ret);

/* Writes it into the folder of originals, durably, unless it is there. */
struct err picture_file_keep(const struct picture_file *file, const char *folder) CHECKED;
