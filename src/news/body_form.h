/* The forms of the body's blocks and marks: names in JSON, what may stand in what. The one table that reading,
 * checking, writing and comparing share; only they include it. */
#pragma once
#include "news/body.h"

enum {
        BLOCK_KINDS = BLOCK_TIMELINE + 1,
        MARKS = 5, /* bit i of enum mark is mark_names[i] */
        IN_ITEM = 1u << BLOCK_LIST,
        IN_BODY = 1u << BLOCK_PARAGRAPH | 1u << BLOCK_LABELLED | 1u << BLOCK_HEADING | 1u << BLOCK_LIST |
                  1u << BLOCK_QUOTE | 1u << BLOCK_IMAGE | 1u << BLOCK_GALLERY | 1u << BLOCK_TABLE | 1u << BLOCK_EMBED |
                  1u << BLOCK_DIVIDER | 1u << BLOCK_TIMELINE,
        IN_TIMELINE = IN_BODY & ~(1u << BLOCK_TIMELINE),
};

extern const char *const mark_names[MARKS];

enum attribute_type {
        ATTRIBUTE_TEXT,
        ATTRIBUTE_FLAG,
        ATTRIBUTE_LEVEL,
        ATTRIBUTE_PIXELS,
        ATTRIBUTE_TIME,
        ATTRIBUTE_LATER_TIME, /* of what need not have been: 0 */
        ATTRIBUTE_LABEL
};

enum attribute_id {
        HAS_ID,
        HAS_LABEL,
        HAS_LABEL_TEXT,
        HAS_LEVEL,
        HAS_ORDERED,
        HAS_HEADER,
        HAS_ATTRIBUTION,
        HAS_ASSET,
        HAS_WIDTH,
        HAS_HEIGHT,
        HAS_ILLUSTRATION,
        HAS_CAPTION,
        HAS_CREDIT,
        HAS_ALT,
        HAS_PROVIDER,
        HAS_EMBED_ID,
        HAS_TIME,
        HAS_PINNED,
        HAS_CORRECTED,
        HAS_STRUCK,
        ATTRIBUTES,
};

struct attribute {
        const char *name;
        enum attribute_type type;
        size_t offset;    /* in struct block */
        size_t max_bytes; /* of a text */
};
extern const struct attribute attributes[ATTRIBUTES];

/* An attribute's own place in a block. */
static inline const void *attribute_of(const struct block *b, const struct attribute *at)
{
        return (const char *)b + at->offset;
}

enum block_content {
        CONTENT_NOTHING,
        CONTENT_TEXT,           /* text nodes */
        CONTENT_BLOCKS,         /* at least one block */
        CONTENT_LINE_AND_BLOCKS /* a node of type "line" with the text nodes, then blocks, if any */
};

struct block_form {
        const char *type;
        enum block_content content;
        unsigned attributes; /* bits 1 << enum attribute_id, besides HAS_ID, which all have */
        unsigned children;   /* bits 1 << enum block_kind */
};
extern const struct block_form block_forms[BLOCK_KINDS];

static inline bool block_has(enum block_kind kind, enum attribute_id id)
{
        return id == HAS_ID || (block_forms[kind].attributes & 1u << id);
}

/* Where in the JSON form somebody is, for messages: the index into each `content` on the way. */
struct body_place {
        size_t index[BODY_DEPTH_MAX + 2]; /* below the deepest block are a line and its text nodes */
        unsigned depth;
        struct buf *why;
};

/* ERR_INVALID, with "content[3].content[0]<part>: <message>" added to `why`. */
struct err body_fault(const struct body_place *place, const char *part, const char *format, ...)
        __attribute__((format(printf, 3, 4))) CHECKED;
