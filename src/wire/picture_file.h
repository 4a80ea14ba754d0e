/* A picture as its original bytes, named by their SHA-256, and whoever keeps it. Only its header is looked at here:
 * decoding what strangers shaped is for a sandboxed worker, which the keeper has. */
#pragma once
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct picture_file {
        struct slice asset; /* SHA-256, hexadecimal */
        struct slice bytes;
        struct slice name;       /* as its sender called it; may be empty */
        struct slice unread;     /* of PICTURE_UNREAD: why */
        struct slice media_type; /* by its first bytes, whatever it was called */
        unsigned width, height;  /* pixels, by its header; 0 when it does not say */
};

enum picture_fault {
        PICTURE_GOOD,
        PICTURE_ELSEWHERE,
        PICTURE_UNREAD,
        PICTURE_BROKEN,
        PICTURE_TOO_LARGE,
        PICTURE_OF_OTHER_TYPE,
        PICTURE_TOO_SMALL, /* to be a picture (media/limits.h): it counted readers, or held a place */
        PICTURE_TOO_LONG,  /* likewise: a line */
};

/* How the `data:` URL of a file begins that whoever sent the item was to send along and could not read: a reason and
 * the file's name, percent-encoded, stand in it instead of bytes ("data:;unread=REASON;name=photo.jpg,"). */
#define PICTURE_UNREAD_HREF "data:;unread="

/* What a report calls the fault ("at an address that is not fetched"). */
const char *picture_fault_name(enum picture_fault fault);

/* Reads a `data:` URL (RFC 2397) in base64 that holds a JPEG, PNG, WebP or GIF. Of another type, `ret` has the media
 * type, if it is known; of a file that could not be read, its name and, as `unread`, the reason. */
enum picture_fault picture_file_read(struct slice href, struct arena *a, struct picture_file *ret);

/* What became of a picture that was kept. */
struct kept_picture {
        unsigned width, height;                  /* the right way up */
        bool moves;                              /* an animation, of which the first picture is shown */
        struct slice credit, copyright, caption; /* what the file says of itself; perhaps empty */
};
struct picture_keeper {
        void *context;
        /* Keeps the picture durably and makes what pages show of it, unless that was done before. ERR_INVALID, with the
         * reason in `why`: it is refused. Other errors are the machine's. */
        struct err (*keep)(void *context, const struct picture_file *file, struct arena *a, struct kept_picture *ret,
                           struct buf *why);
};
