/* A parsed template in memory: what the parser builds and the renderer walks. For this room only.
 *
 * One array of nodes in the order of the text. The descendants of a node stand directly behind it, up to, and without,
 * its `end`: rendering reads the array forwards, and skipping a section is one assignment. Names and text point into
 * the template's own copy of its source. */
#pragma once
#include "base/slice.h"

#include <stdint.h>

/* How deep sections, blocks and parents may nest in a text, and all of them with partials while rendering. */
enum { TEMPLATE_LEVELS_MAX = 64 };

enum node_kind {
        NODE_TEXT,
        NODE_LINE_END,  /* what ends a line of a block's tag: shown unless the block ended its last line itself */
        NODE_VALUE,     /* {{name}} */
        NODE_RAW_VALUE, /* {{{name}}} {{&name}} */
        NODE_SECTION,   /* {{#name}} */
        NODE_INVERTED,  /* {{^name}} */
        NODE_PARTIAL,   /* {{>name}} */
        NODE_PARENT,    /* {{<name}} */
        NODE_BLOCK,     /* {{$name}}: a parameter or, as a child of a parent, an argument */
};

struct node {
        struct slice text;        /* the text, or the name */
        struct slice indentation; /* of a tag that stands alone: goes before every line of what it brings in */
        uint32_t end;             /* index behind the last descendant */
        uint8_t kind;             /* enum node_kind */
        bool begins_line;         /* a text: the first thing on its line */
        bool alone;               /* a tag: on a line of tags only, which therefore leaves no line behind */
};

struct template
{
        struct slice text; /* owned copy of the source */
        struct node *nodes;
        uint32_t count;
};
