/* What the parts of writing ninjs share; nobody else includes it. */
#pragma once
#include "news/json_value.h"
#include "wire/ninjs_write.h"

struct ninjs_writer {
        struct ninjs_writing how;
        struct language *languages[EDITION_MAX]; /* by edition id - 1; owned */
};

/* An item on its way out. */
struct ninjs_item {
        struct ninjs_writer *writer;
        const struct ninjs_article *source;
        const struct article *article;
        json_t *json; /* owned */
        struct arena arena;
};

static inline bool ninjs_is_export(const struct ninjs_item *i)
{
        return i->writer->how.purpose == NINJS_FOR_EXPORT;
}

/* {"role": ..., "contentType": "text/plain", "value": ...} */
json_t *ninjs_text(const char *role, struct slice value);
/* Leaves out what is empty. */
void ninjs_put_line(json_t *object, const char *field, struct slice value);
void ninjs_put_list(json_t *object, const char *field, json_t *list);
void ninjs_put_moment(json_t *object, const char *field, int64_t utc_ms);
void ninjs_append_id(json_t *ids, const char *role, struct slice value);

void ninjs_put_texts(struct ninjs_item *i);        /* headlines, descriptions, bodies */
void ninjs_put_names(struct ninjs_item *i);        /* section, topics, people, sources */
void ninjs_put_associations(struct ninjs_item *i); /* pictures, related */
/* The address of a picture in `ret`: in the export, or of readers' largest rendition. */
void ninjs_picture_address(const struct ninjs_item *i, struct slice asset, unsigned width, struct buf *ret);
