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

/* What an item of an export says besides (ninjs_write.h); all 0 of others. */
struct coming_back {
        int64_t number; /* that the article had; then all of its texts are as they are to be, and what is not said is
                           not */
        struct slice *former_paths;
        size_t former_path_count;
        bool is_withdrawn;
        struct slice withdrawn_reason;
};

enum { INTAKE_PICTURES_MAX = 100 };
struct intake {
        struct arena *arena;                 /* all that the item becomes lives here */
        struct slice uri;                    /* of the item; what is lost is counted under it */
        const struct picture_keeper *keeper; /* NULL: pictures are looked at and not kept */
        struct picture_file pictures[INTAKE_PICTURES_MAX];
        struct kept_picture kept[INTAKE_PICTURES_MAX]; /* what became of the first `kept_count`; width 0: refused */
        size_t picture_count, kept_count;
        struct losses lost;
        bool time_is_of_version; /* the item says when this version was made, not when the story first appeared */
        struct coming_back back;
};

void intake_init(struct intake *in, struct arena *a); /* without a keeper */

/* Has the keeper keep the pictures of an article, or of a body that stands alone, and writes into it what is known of
 * them then: size, and, where the item is silent, credit and caption. What is refused stays as a description, and is
 * counted with the reason; so is what moved and does no more. Without a keeper nothing is done. Errors are the
 * machine's. */
struct body;
struct article;
struct err intake_keep_pictures(struct intake *in, struct article *article) CHECKED;
struct err intake_keep_body_pictures(struct intake *in, struct body *body) CHECKED;
/* Likewise one picture that was taken; `ret` has a width of 0 when it is refused. */
struct err intake_keep_picture(struct intake *in, const struct picture_file *file, struct kept_picture *ret) CHECKED;

/* Counts one thing lost; what the format takes from the item is cut to a readable length. */
void intake_lose(struct intake *in, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Counts characters that were left out because they are not seen (news/text.h). */
void intake_lose_hidden(struct intake *in, uint64_t count);
/* A text of the item as plain_line() makes it; what is hidden in it is counted. */
struct slice intake_line(struct intake *in, struct slice text);

/* Takes the picture of a `data:` address to be kept. What cannot be is counted; `file` is NULL then. */
struct taken_picture {
        const struct picture_file *file;
        bool is_none; /* nothing that anybody was to look at: not even a description is to stay of it */
};
struct taken_picture intake_take_picture(struct intake *in, struct slice href);
