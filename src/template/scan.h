/* Cuts a template's text into pieces: runs of text, at most a line long, and tags. For this room only.
 *
 * A tag "stands alone" when its line has no other content; the specification removes such lines. The scanner finds this
 * out by looking ahead once at the beginning of each line, so scanning stays linear. */
#pragma once
#include "base/slice.h"

enum piece_kind {
        PIECE_END,
        PIECE_TEXT,
        PIECE_VALUE,
        PIECE_RAW_VALUE,
        PIECE_SECTION,
        PIECE_INVERTED,
        PIECE_CLOSE,
        PIECE_PARTIAL,
        PIECE_PARENT,
        PIECE_BLOCK,
        PIECE_COMMENT,
        PIECE_DELIMITERS,
};

struct piece {
        enum piece_kind kind;
        struct slice text; /* of a text: with its line end, if it has one; of a tag: its name */
        bool begins_line;
        bool alone; /* on a line of tags only (the white space of such a line too) */
        unsigned line;
};

struct scanner {
        struct slice rest;
        struct slice open, close; /* the delimiters in force */
        unsigned line;            /* of `rest`, from 1 */
        bool begins_line;         /* `rest` does */
        bool alone;               /* the line of `rest` has tags only */
        const char *fault;        /* literal: why scan_next() said false */
};

void scan_start(struct scanner *s, struct slice text);

/* The next piece; PIECE_END at the end. False when a tag is malformed: `fault` at `line`. */
bool scan_next(struct scanner *s, struct piece *ret);
