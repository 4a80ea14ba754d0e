/* The paragraph in hand while a page is walked through, and all that the walk remembers. Inside `plain`. */
#pragma once
#include "plain/links.h"
#include "plain/table.h"

enum { WORDS_MAX_BYTES = 1 << 20, LISTS_MAX = 12 };

enum paragraph_kind {
        PARAGRAPH_PLAIN,
        PARAGRAPH_HEADLINE,
        PARAGRAPH_HEADING,
        PARAGRAPH_CAPTION,
        PARAGRAPH_ATTRIBUTION
};

struct list_level {
        bool ordered, in_item;
        unsigned number;
        size_t margin; /* before the item */
};

struct walk {
        struct arena *arena;
        struct paper paper;
        struct links links;
        struct buf words; /* the paragraph so far, with single spaces; LF breaks a line */
        bool owes_space;
        enum paragraph_kind kind;
        struct slice url; /* of the link that is open; else empty */
        size_t url_from;  /* where its text begins in `words` */
        bool past_headline;

        struct list_level lists[LISTS_MAX];
        size_t list_count, lists_too_deep;
        size_t quotes, quote_margin;
        bool in_figure, figure_has_quote, figure_has_caption;
        struct slice figure_alt;

        struct table table;
        size_t tables; /* how many are open; the inner ones are text */
        bool in_cell, cell_is_head;
};

/* Adds text of the page, not decoded, to the paragraph. */
void walk_add_text(struct walk *w, struct slice text);
/* A space before whatever comes next. */
void walk_add_space(struct walk *w);

/* The link that is open ends here: its number is added. */
void walk_close_link(struct walk *w);

/* The paragraph in hand is whole and is written. In a table's cell it only ends a word. */
void walk_end_paragraph(struct walk *w);
/* The same, and an empty line is to follow. */
void walk_end_block(struct walk *w);
