/* An article's text: a closed tree of typed blocks, never HTML. What is not named here cannot be stored, so it cannot
 * be shown either.
 *
 * The JSON form is that of a ProseMirror document (type, attrs, content, marks), so the editor reads and writes it as
 * it is:
 * {"type":"doc","content":[{"type":"paragraph","attrs":{"id":"a1b2"},"content":[{"type":"text","text":"..."}]}]}. A
 * node has texts or blocks in its content, never both: an item and a timeline entry keep their own text in a first node
 * of type "line". Attributes are called like the fields below; those that are empty are left out. */
#pragma once
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#include <jansson.h>

enum mark { MARK_BOLD = 1, MARK_ITALIC = 2, MARK_SUPERSCRIPT = 4, MARK_SUBSCRIPT = 8, MARK_LINK = 16 };

struct span {
        struct slice text; /* UTF-8, no control characters but line breaks, never empty */
        unsigned marks;    /* bits of enum mark */
        struct slice href; /* with MARK_LINK: http, https or mailto, or a path of this site (news/link.h) */
};

struct rich_text {
        const struct span *spans;
        size_t count;
};

enum label {
        LABEL_CUSTOM, /* the word is in label_text */
        LABEL_SOURCE,
        LABEL_DETAILS,
        LABEL_QUOTE,
        LABEL_BACKGROUND,
        LABEL_UPDATE,
        LABEL_LITERALLY,
};

enum block_kind {
        BLOCK_PARAGRAPH, /* text */
        BLOCK_LABELLED,  /* label, label_text, text: drawn as "Source: text" */
        BLOCK_HEADING,   /* level 2 or 3, text */
        BLOCK_LIST,      /* ordered, children: BLOCK_ITEM */
        BLOCK_ITEM,      /* text; children: at most one BLOCK_LIST */
        BLOCK_QUOTE,     /* children: BLOCK_PARAGRAPH; attribution */
        BLOCK_IMAGE,     /* asset, width, height, illustration, caption, credit, alt */
        BLOCK_GALLERY,   /* children: BLOCK_IMAGE */
        BLOCK_TABLE,     /* children: BLOCK_ROW, all with equally many cells; caption */
        BLOCK_ROW,       /* children: BLOCK_CELL */
        BLOCK_CELL,      /* header, text */
        BLOCK_EMBED,     /* provider, embed_id (news/embed.h), caption */
        BLOCK_DIVIDER,
        BLOCK_TIMELINE, /* one entry: time_ms, pinned, corrected_ms, struck_ms, text (its headline), children: any but
                           timeline */
};

struct block {
        enum block_kind kind;
        struct slice id; /* stable, 1 to 16 of a-z 0-9, unique in the body */
        struct rich_text text;
        enum label label;
        struct slice label_text;
        unsigned level;
        bool ordered, header, illustration; /* of an image: drawn, not photographed */
        unsigned width, height;             /* of an image, pixels; 0 when unknown */
        struct slice attribution, asset, caption, credit, alt, provider, embed_id;
        int64_t time_ms;
        bool pinned;                     /* an entry that stands above the others */
        int64_t corrected_ms, struck_ms; /* when readers were told so of an entry; 0: they were not */
        struct block *children;
        size_t child_count;
};

struct body {
        struct block *blocks;
        size_t count;
};

enum { BODY_BLOCKS_MAX = 5000, BODY_DEPTH_MAX = 8, BODY_JSON_MAX_BYTES = 2 * 1024 * 1024 };

/* Of the attributes, each one line. */
enum {
        LABEL_TEXT_MAX_BYTES = 200,
        ATTRIBUTION_MAX_BYTES = 1000,
        CAPTION_MAX_BYTES = 4000,
        CREDIT_MAX_BYTES = 1000,
        ALT_MAX_BYTES = 2000,
};

/* Checks and reads the JSON form; everything lives in `a`. ERR_INVALID with `why` naming the path and the fault
 * ("content[3].marks[0]: unknown mark 'color'") for an unknown type, mark or attribute, a wrong kind of child, a link
 * of another scheme, broken UTF-8, a missing or repeated id, or a limit passed. */
struct err body_from_json(const json_t *json, struct arena *a, struct body *ret, struct buf *why) CHECKED;

/* The same rules on a body that did not come from JSON. */
struct err body_check(const struct body *b, struct buf *why) CHECKED;

/* The JSON form of a sound body; a new reference. body_from_json() of it gives the same body. */
json_t *body_to_json(const struct body *b);

/* Appends the plain text, a line a block. */
void body_write_text(const struct body *b, struct buf *ret);

/* Gives every block without an id one that is free: the block's place in the tree, in base 36. Deterministic. */
void body_fill_ids(struct body *b, struct arena *a);

/* Whether a picture's asset can be one: a SHA-256 in lower-case hexadecimal, or nothing (the picture is only
 * described). */
bool asset_is_well_formed(struct slice asset);

/* The label that a bold opening such as "Source:", «Джерело:» or «Детали:» means in any of our languages, with or
 * without its colon, whatever the case; LABEL_CUSTOM when it is none of ours. */
enum label label_for(struct slice word);
/* Its name in JSON ("source") and in the interface catalogue behind "label_". */
const char *label_name(enum label label);
