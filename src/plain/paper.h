/* What the text is written on: paragraphs wrapped within margins, lines of list marks, underlines. Inside `plain`. */
#pragma once
#include "base/buf.h"

enum { MARGIN_MAX_BYTES = 96 };

struct paper {
        struct buf *text; /* call: what is appended to */
        bool begun;       /* something was written */
        bool wants_gap;   /* an empty line is to stand before the next paragraph */
        /* What the next line begins with, and those after it: list marks stand in the first alone. */
        char first[MARGIN_MAX_BYTES], margin[MARGIN_MAX_BYTES];
        size_t first_len, margin_len;
};

void paper_init(struct paper *paper, struct buf *text);

/* Sets lines that follow further in, behind `mark` on the first of them. Returns what paper_outdent() takes back; past
 * the maximum nothing is set in. */
size_t paper_indent(struct paper *paper, struct slice mark);
void paper_outdent(struct paper *paper, size_t before);

/* The words with single spaces between them; LF breaks the line. Returns the columns of the longest line. */
size_t paper_paragraph(struct paper *paper, struct slice words);
/* One line as it is, whatever its length. */
void paper_line(struct paper *paper, struct slice line);
void paper_underline(struct paper *paper, char mark, size_t columns);
/* How many columns the lines have between the margin and the edge. */
size_t paper_columns(const struct paper *paper);
