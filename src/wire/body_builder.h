/* Builds a sound body from what a text from outside consists of, in its order: pieces of text, ends of lines,
 * containers that open and close. Whatever comes, the result keeps the rules of news/body.h:
 *
 * 1. The outermost container (list, quote or table) decides what its lines become; containers of another kind inside it
 *    are flattened: their lines are its lines.
 * 2. Lists stand in lists up to LIST_DEPTH_MAX; deeper ones continue the list they stand in.
 * 3. Pictures and embeds inside a container stand behind it.
 * 4. Rows of a table are filled up to the longest.
 * 5. An entry of a timeline holds what comes while it is open; in a container, a figure or another entry there is none.
 */
#pragma once
#include "wire/line.h"

enum { LIST_DEPTH_MAX = BODY_DEPTH_MAX / 2 };

/* A growing array of blocks. */
struct block_list {
        struct block *at; /* in the arena; moves as it grows */
        size_t count, size;
};

enum container { CONTAINER_NONE, CONTAINER_LIST, CONTAINER_QUOTE, CONTAINER_TABLE };

/* Text that stands beside a container's or figure's own. */
enum aside { ASIDE_CAPTION, ASIDE_CREDIT, ASIDE_ATTRIBUTION, ASIDES };

struct list_level {
        struct block_list items;
        bool ordered;
        bool item_begins; /* what comes next is the text of a new item */
};

struct body_builder {
        struct arena *arena;
        struct line line, aside_line;
        struct block_list body, behind; /* `behind`: what will stand behind the open container */
        struct block_list outside;
        struct block entry; /* with its time and, once it has come, its headline */

        enum container container;
        unsigned flattened; /* containers open inside it that are not kept */
        struct list_level levels[LIST_DEPTH_MAX];
        unsigned level_count;
        struct block_list paragraphs, rows, cells, figure_images, figure_embeds;
        size_t figure_described; /* of the images: those whose own figure, inside of another, has ended */
        bool in_cell, cell_is_header;
        bool in_entry; /* then `body` is what it holds, and `outside` the body */
        unsigned cell_span;

        unsigned figures;             /* open */
        unsigned asides_open[ASIDES]; /* likewise */
        struct slice asides[ASIDES];  /* what has come for the open container or figure */
        size_t collected;             /* blocks */
        bool too_large;               /* there was more than a body can hold, and it was left out */
};

void body_builder_init(struct body_builder *b, struct arena *a);
void body_builder_clear(struct body_builder *b);

/* Text on the present line. With MARK_LINK, `href` must live as long as the arena. */
void builder_add_text(struct body_builder *b, struct slice text, unsigned marks, struct slice href);
/* A line break; the second in a row begins a paragraph. */
void builder_break_line(struct body_builder *b);
/* What has come is a line by itself. */
void builder_end_line(struct body_builder *b);
/* The same, and outside of containers it is a heading. */
void builder_end_heading(struct body_builder *b, unsigned level);

void builder_open(struct body_builder *b, enum container container, bool ordered);
void builder_close(struct body_builder *b, enum container container);
void builder_begin_item(struct body_builder *b);
void builder_begin_row(struct body_builder *b);
void builder_begin_cell(struct body_builder *b, bool header, unsigned span);

/* An entry of a timeline; its headline is the heading that opens it. False when there can be none here: then what comes
 * is where it would be without it. */
bool builder_open_entry(struct body_builder *b, int64_t time_ms);
void builder_close_entry(struct body_builder *b);

void builder_open_figure(struct body_builder *b);
void builder_close_figure(struct body_builder *b);
void builder_open_aside(struct body_builder *b, enum aside aside);
void builder_close_aside(struct body_builder *b, enum aside aside);

/* `asset` and `alt` must live as long as the arena. */
void builder_add_image(struct body_builder *b, struct slice asset, struct slice alt);
/* What news/embed.h knows; `id` must live as long as the arena, `provider` for ever. */
void builder_add_embed(struct body_builder *b, struct slice provider, struct slice id);
void builder_add_divider(struct body_builder *b);

/* The body, with ids. False when there was more than a body can hold. */
bool body_builder_finish(struct body_builder *b, struct body *ret);
