/* What one item brings besides its article: the pictures to be kept, and a count of what could not be kept. */
#pragma once
#include "base/buf.h"
#include "wire/picture_file.h"

/* A kind of thing that was lost. */
struct loss {
        struct slice what;
        uint64_t count;
        struct slice first_uri; /* of the first item that it was lost from */
};

enum { LOSSES_MAX = 100, LOSS_NAME_MAX_BYTES = 100 };
struct losses {
        struct arena *arena; /* what `at` points to lives here */
        struct loss at[LOSSES_MAX];
        size_t count;
};

/* Counts `count` more of `what`; when there are too many kinds already, as "other things". Copies both texts. */
void losses_add(struct losses *l, struct slice what, uint64_t count, struct slice uri);

/* Appends a line a kind: "bodies: video: 12, first in urn:x". */
void losses_write(const struct losses *l, struct buf *ret);

enum { INTAKE_PICTURES_MAX = 100 };
struct intake {
        struct arena *arena; /* all that the item becomes lives here */
        struct slice uri;    /* of the item; what is lost is counted under it */
        struct picture_file pictures[INTAKE_PICTURES_MAX];
        size_t picture_count;
        struct losses lost;
        bool time_is_of_version; /* the item says when this version was made, not when the story first appeared */
};

void intake_init(struct intake *in, struct arena *a);

/* Counts one thing lost; what the format takes from the item is cut to a readable length. */
void intake_lose(struct intake *in, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Takes the picture of a `data:` address to be kept; NULL when it is none that can be, which is counted. */
const struct picture_file *intake_take_picture(struct intake *in, struct slice href);
