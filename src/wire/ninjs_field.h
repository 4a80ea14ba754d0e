/* Fields of a ninjs object; what the parts of its reading share. */
#pragma once
#include "wire/ninjs.h"
#include "wire/ninjs_write.h"

struct ninjs {
        const json_t *item;
        const struct newsroom *newsroom;
        struct intake *intake;
        struct buf *why;
};

/* The field by its name in 3.x ("contentType"), which in 2.x is all small letters; NULL when there is none. */
const json_t *ninjs_field(const json_t *object, const char *name);

/* A text field as one line; empty when it is missing or no string. */
struct slice ninjs_line(const struct ninjs *n, const json_t *object, const char *name);

/* The same as it came. */
struct slice ninjs_string(const json_t *object, const char *name);

/* Walks a field that lists objects: an array of them or, as 1.x had it, an object of objects by name. */
struct ninjs_list {
        const json_t *list; /* NULL: an empty one */
        size_t next;        /* in an array */
        void *at;           /* in an object; NULL before the first */
};
const json_t *ninjs_next(struct ninjs_list *l); /* NULL at the end */

/* ERR_INVALID, with "field: reason" added to `why`. */
struct err ninjs_fault(const struct ninjs *n, const char *field, const char *format, ...)
        __attribute__((format(printf, 3, 4))) CHECKED;

/* The parts of the reading, each a file. */
struct err ninjs_read_texts(struct ninjs *n, struct article *ret) CHECKED; /* headline, lead, body */
void ninjs_read_corrections(struct ninjs *n, struct article *ret);         /* after its times */
void ninjs_read_topics(struct ninjs *n, struct article *ret);              /* section, topics, authors, sources */
void ninjs_read_associations(struct ninjs *n, struct article *ret);        /* pictures, related */
void ninjs_count_lost_fields(const struct ninjs *n);

/* ninjs_back.c: what an item of an export says besides. */
void ninjs_read_back(struct ninjs *n, const struct edition *edition);
struct slice ninjs_id(const struct ninjs *n, const json_t *object, const char *role);
void ninjs_read_withdrawal(struct ninjs *n);
void ninjs_order_topics(const struct ninjs *n, struct article *article);
void ninjs_read_own_body(struct ninjs *n, struct article *ret);
void ninjs_read_coverage(struct ninjs *n, struct article *ret);
