/* A line of text in the making: pieces with marks come in, white space is collapsed, spans come out. */
#pragma once
#include "base/buf.h"
#include "news/body.h"

struct line_run; /* a stretch of equal marks */
struct line {
        struct arena *arena; /* spans and their texts live here */
        struct buf text;     /* owned */
        struct line_run *runs;
        size_t run_count, run_size;
        uint64_t hidden;  /* characters left out because they are not seen (news/text.h) */
        bool space_waits; /* to be written when something follows */
        unsigned space_marks;
        struct slice space_href;
};

void line_init(struct line *l, struct arena *a);
void line_clear(struct line *l);

/* Appends text; with MARK_LINK, `href` must live as long as the arena. */
void line_add(struct line *l, struct slice text, unsigned marks, struct slice href);

/* A line break, unless the line is empty. */
void line_break(struct line *l);

bool line_is_empty(const struct line *l);
bool line_ends_with_break(const struct line *l);

/* What has come in, without space or breaks at its ends; the line is empty after it. */
struct rich_text line_take(struct line *l);
/* The same as plain text of one line. */
struct slice line_take_plain(struct line *l);
