/* The stored form of an article's parts: the one table that reading, checking, writing and merging share; only they
 * include it.
 */
#pragma once
#include "news/article.h"

enum field_type {
        FIELD_LINE,         /* struct slice, one line */
        FIELD_LINES,        /* struct slice, several */
        FIELD_NUMBER,       /* unsigned */
        FIELD_MOMENT,       /* int64_t */
        FIELD_LATER_MOMENT, /* the same of what most articles do not have: left out when it is 0 */
        FIELD_URGENCY,      /* enum urgency, by name; likewise the next three */
        FIELD_INTENT,
        FIELD_TOPIC_KIND,
        FIELD_PICTURE_KIND,
};

struct field {
        const char *name;
        enum field_type type;
        size_t offset;    /* in the struct that the table describes */
        size_t max_bytes; /* of a text */
};

struct form {
        const struct field *fields;
        size_t count, struct_size;
};

/* A list in an article: an array and its count. Related uris are a list of texts, which have no form of their own. */
struct list {
        const char *name;
        const struct form *form; /* NULL: the elements are struct slice, of at most URI_MAX_BYTES */
        size_t offset, count_offset, element_size;
        bool is_joined; /* what two people put into it goes together; of pictures, the first has a meaning of its own */
};

enum { LISTS = 6 };
extern const struct form article_form; /* its fields besides lists and body */
extern const struct list article_lists[LISTS];

/* The names of an enumeration's values; a gap is NULL. */
struct names {
        const char *const *at;
        size_t count;
};
struct names field_names(enum field_type type);

/* A value in its stored form; of what is left out there, null. The caller's. */
struct json_t *field_to_json(const struct article *article, const struct field *field);
struct json_t *list_to_json(const struct article *article, const struct list *list);

static inline const void *field_at(const void *owner, size_t offset)
{
        return (const char *)owner + offset;
}

static inline const void *list_element(const struct article *article, const struct list *list, size_t i)
{
        const char *elements = NULL;
        memcpy(&elements, field_at(article, list->offset), sizeof elements);
        return elements + i * list->element_size;
}

static inline size_t list_count(const struct article *article, const struct list *list)
{
        return *(const size_t *)field_at(article, list->count_offset);
}
