/* What a worker says of a picture: a run of parts, each a head and bytes. Whoever reads it trusts none of it: a worker
 * may have been taken over by the file that it looked at. */
#pragma once
#include "base/buf.h"
#include "news/rendition.h"

enum answer_kind {
        ANSWER_REFUSED = 1, /* the reason; nothing follows */
        ANSWER_PICTURE,     /* width and height of the original, turned the right way up */
        ANSWER_CREDIT,      /* the file's own words, each at most once */
        ANSWER_COPYRIGHT,
        ANSWER_CAPTION,
        ANSWER_WEBP, /* renditions, ascending, of each width first this */
        ANSWER_JPEG,
        ANSWER_END,
        ANSWER_MOVES, /* it is the first of several pictures, of an animation; behind the size, at most once */
};

struct answer_head {
        uint32_t kind, width, height, len; /* this machine's order: both ends are this machine */
};

struct rendition {
        unsigned width, height;
        struct slice webp, jpeg;
};

/* Slices borrow from what was read. */
struct answer {
        struct slice refused; /* at == NULL: it was not */
        unsigned width, height;
        bool moves;                              /* the original does; what is made of it does not */
        struct slice credit, copyright, caption; /* lines of UTF-8, perhaps empty */
        struct rendition renditions[RENDITIONS_MAX];
        size_t rendition_count;
};

enum { ANSWER_REASON_MAX_BYTES = 300 };

/* ERR_INVALID unless it is a whole answer: either a reason in one line of text, or a picture within the limits with
 * exactly the renditions that its width asks for, each begun like a file of its kind. */
struct err answer_read(struct slice bytes, struct answer *ret) CHECKED;
