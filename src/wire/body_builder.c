#include "wire/body_builder.h"

#include "wire/labelled.h"

void body_builder_init(struct body_builder *b, struct arena *a)
{
        *b = (struct body_builder){.arena = a};
        line_init(&b->line, a);
        line_init(&b->aside_line, a);
}

void body_builder_clear(struct body_builder *b)
{
        line_clear(&b->line);
        line_clear(&b->aside_line);
}

/* How many blocks are collected: what is much more than a body can hold would only be refused at the end. */
enum { COLLECTED_MAX = 2 * BODY_BLOCKS_MAX };

static void push(struct body_builder *b, struct block_list *list, struct block block)
{
        if (b->collected == COLLECTED_MAX) {
                b->too_large = true;
                return;
        }
        b->collected++;
        if (list->count == list->size) {
                size_t size = list->size ? 2 * list->size : 8;
                struct block *at = arena_array(b->arena, size, sizeof *at);
                if (list->at) memcpy(at, list->at, list->count * sizeof *at);
                list->at = at;
                list->size = size;
        }
        list->at[list->count++] = block;
}

/* Where a block of the body's own goes now. */
static void place(struct body_builder *b, struct block block)
{
        push(b, b->container == CONTAINER_NONE ? &b->body : &b->behind, block);
}

static struct rich_text plain_rich_text(struct body_builder *b, struct slice plain)
{
        if (plain.len == 0) return (struct rich_text){0};
        struct span *span = arena_array(b->arena, 1, sizeof *span);
        span->text = plain;
        return (struct rich_text){span, 1};
}

static void place_plain(struct body_builder *b, struct slice plain)
{
        if (plain.len) place(b, (struct block){.kind = BLOCK_PARAGRAPH, .text = plain_rich_text(b, plain)});
}

/* What has been collected beside the text, which is spent by it. When it is longer than an attribute may be, it becomes
 * a paragraph. */
static struct slice take_aside(struct body_builder *b, enum aside aside)
{
        static const size_t max_bytes[ASIDES] = {CAPTION_MAX_BYTES, CREDIT_MAX_BYTES, ATTRIBUTION_MAX_BYTES};
        struct slice text = b->asides[aside];
        b->asides[aside] = (struct slice){0};
        if (text.len <= max_bytes[aside]) return text;
        place_plain(b, text);
        return (struct slice){0};
}

/* ---- lines ---- */

/* The aside that takes the text now; ASIDES when it is the container's own text. */
static enum aside present_aside(const struct body_builder *b)
{
        bool in_table = b->container == CONTAINER_TABLE && !b->flattened;
        if (b->asides_open[ASIDE_CREDIT] && b->figures) return ASIDE_CREDIT;
        if (b->asides_open[ASIDE_CAPTION] && (b->figures || in_table)) return ASIDE_CAPTION;
        if (b->asides_open[ASIDE_ATTRIBUTION] && b->container == CONTAINER_QUOTE) return ASIDE_ATTRIBUTION;
        return ASIDES;
}

static struct line *present_line(struct body_builder *b)
{
        return present_aside(b) == ASIDES ? &b->line : &b->aside_line;
}

static void end_aside_line(struct body_builder *b, enum aside aside)
{
        struct slice text = line_take_plain(&b->aside_line), *all = &b->asides[aside];
        if (text.len == 0) return;
        *all = all->len ? arena_format(b->arena, "%.*s %.*s", SLICE_ARGS(*all), SLICE_ARGS(text)) : text;
}

static void add_paragraph(struct body_builder *b, struct block_list *to)
{
        struct rich_text text = line_take(&b->line);
        if (text.count == 0) return;
        struct block block = {.kind = BLOCK_PARAGRAPH, .text = text};
        if (to == &b->body) labelled_split(text, b->arena, &block);
        push(b, to, block);
}

void builder_add_text(struct body_builder *b, struct slice text, unsigned marks, struct slice href)
{
        line_add(present_line(b), text, marks, href);
}

void builder_break_line(struct body_builder *b)
{
        struct line *line = present_line(b);
        if (line_ends_with_break(line))
                builder_end_line(b);
        else
                line_break(line);
}

/* Items and cells may have several lines: there the end of a line is a break, and the whole is taken at their end. */
void builder_end_line(struct body_builder *b)
{
        enum aside aside = present_aside(b);
        if (aside != ASIDES)
                end_aside_line(b, aside);
        else if (b->container == CONTAINER_NONE)
                add_paragraph(b, &b->body);
        else if (b->container == CONTAINER_QUOTE)
                add_paragraph(b, &b->paragraphs);
        else if (!line_ends_with_break(&b->line))
                line_break(&b->line);
}

void builder_end_heading(struct body_builder *b, unsigned level)
{
        if (b->container != CONTAINER_NONE || present_aside(b) != ASIDES) {
                builder_end_line(b);
                return;
        }
        struct rich_text text = line_take(&b->line);
        if (text.count == 0) return;
        if (b->in_entry && b->body.count == 0 && b->entry.text.count == 0)
                b->entry.text = text;
        else
                push(b, &b->body, (struct block){.kind = BLOCK_HEADING, .level = level, .text = text});
}

/* ---- lists ---- */

static struct list_level *present_level(struct body_builder *b)
{
        return &b->levels[b->level_count - 1];
}

static void end_item(struct body_builder *b)
{
        struct rich_text text = line_take(&b->line);
        if (text.count == 0) return;
        push(b, &present_level(b)->items, (struct block){.kind = BLOCK_ITEM, .text = text});
        present_level(b)->item_begins = false;
}

void builder_begin_item(struct body_builder *b)
{
        builder_end_line(b);
        if (b->container != CONTAINER_LIST) return;
        end_item(b);
        present_level(b)->item_begins = true;
}

static void open_level(struct body_builder *b, bool ordered)
{
        b->levels[b->level_count++] = (struct list_level){.ordered = ordered};
}

/* A list in a list stands in an item, which has no text when there was none before it. */
static void open_inner_level(struct body_builder *b, bool ordered)
{
        end_item(b);
        struct list_level *outer = present_level(b);
        struct block_list *items = &outer->items;
        if (outer->item_begins || items->count == 0 || items->at[items->count - 1].child_count)
                push(b, items, (struct block){.kind = BLOCK_ITEM});
        outer->item_begins = false;
        open_level(b, ordered);
}

static void close_level(struct body_builder *b)
{
        end_item(b);
        struct list_level closed = *present_level(b);
        b->level_count--;
        if (closed.items.count == 0) return;
        struct block list = {.kind = BLOCK_LIST,
                             .ordered = closed.ordered,
                             .children = closed.items.at,
                             .child_count = closed.items.count};
        if (b->level_count == 0) {
                push(b, &b->body, list);
                return;
        }
        struct block_list *items = &present_level(b)->items, inner = {0};
        push(b, &inner, list);
        if (b->too_large) return;
        items->at[items->count - 1].children = inner.at;
        items->at[items->count - 1].child_count = 1;
}

/* ---- tables ---- */

static void end_cell(struct body_builder *b)
{
        if (!b->in_cell) {
                add_paragraph(b, &b->body); /* text between the cells has no place in a table */
                return;
        }
        b->in_cell = false;
        push(b, &b->cells,
             (struct block){.kind = BLOCK_CELL, .header = b->cell_is_header, .text = line_take(&b->line)});
        for (unsigned i = 1; i < b->cell_span; i++)
                push(b, &b->cells, (struct block){.kind = BLOCK_CELL, .header = b->cell_is_header});
}

static void end_row(struct body_builder *b)
{
        end_cell(b);
        if (b->cells.count)
                push(b, &b->rows,
                     (struct block){.kind = BLOCK_ROW, .children = b->cells.at, .child_count = b->cells.count});
        b->cells = (struct block_list){0};
}

void builder_begin_row(struct body_builder *b)
{
        builder_end_line(b);
        if (b->container == CONTAINER_TABLE && !b->flattened) end_row(b);
}

void builder_begin_cell(struct body_builder *b, bool header, unsigned span)
{
        builder_end_line(b);
        if (b->container != CONTAINER_TABLE || b->flattened) return;
        end_cell(b);
        b->in_cell = true;
        b->cell_is_header = header;
        b->cell_span = span;
}

static void fill_row(struct body_builder *b, struct block *row, size_t width)
{
        struct block_list cells = {row->children, row->child_count, row->child_count};
        while (cells.count < width && !b->too_large)
                push(b, &cells, (struct block){.kind = BLOCK_CELL});
        row->children = cells.at;
        row->child_count = cells.count;
}

static void close_table(struct body_builder *b)
{
        end_row(b);
        struct block_list rows = b->rows;
        struct slice caption = take_aside(b, ASIDE_CAPTION);
        b->rows = (struct block_list){0};
        size_t width = 0;
        for (size_t i = 0; i < rows.count; i++)
                if (rows.at[i].child_count > width) width = rows.at[i].child_count;
        if (rows.count == 0) {
                place_plain(b, caption);
                return;
        }
        if (width > BODY_BLOCKS_MAX / rows.count) {
                b->too_large = true;
                return;
        }
        for (size_t i = 0; i < rows.count; i++)
                fill_row(b, &rows.at[i], width);
        push(b, &b->body,
             (struct block){.kind = BLOCK_TABLE, .children = rows.at, .child_count = rows.count, .caption = caption});
}

/* ---- containers ---- */

/* Pages set their own dash before whom a quotation is by. */
static struct slice without_dash(struct slice attribution)
{
        static const char *const dashes[] = {"—", "–", "-"};
        for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++)
                if (slice_starts_with(attribution, slice_of(dashes[i])))
                        return slice_trim(slice_skip(attribution, strlen(dashes[i])));
        return attribution;
}

static void close_quote(struct body_builder *b)
{
        struct block_list paragraphs = b->paragraphs;
        b->paragraphs = (struct block_list){0};
        struct slice attribution = without_dash(take_aside(b, ASIDE_ATTRIBUTION));
        if (paragraphs.count == 0)
                place_plain(b, attribution);
        else
                push(b, &b->body,
                     (struct block){.kind = BLOCK_QUOTE,
                                    .children = paragraphs.at,
                                    .child_count = paragraphs.count,
                                    .attribution = attribution});
}

/* An entry of a timeline takes a level of the body's depth. */
static unsigned level_max(const struct body_builder *b)
{
        return b->in_entry ? LIST_DEPTH_MAX - 1 : LIST_DEPTH_MAX;
}

void builder_open(struct body_builder *b, enum container container, bool ordered)
{
        builder_end_line(b);
        if (b->container == CONTAINER_NONE) {
                b->container = container;
                if (container == CONTAINER_LIST) open_level(b, ordered);
        } else if (b->container == CONTAINER_LIST && container == CONTAINER_LIST && !b->flattened &&
                   b->level_count < level_max(b)) {
                open_inner_level(b, ordered);
        } else {
                b->flattened++;
        }
}

static void place_what_waits_behind(struct body_builder *b)
{
        for (size_t i = 0; i < b->behind.count; i++)
                push(b, &b->body, b->behind.at[i]);
        b->behind = (struct block_list){0};
}

void builder_close(struct body_builder *b, enum container container)
{
        builder_end_line(b);
        if (b->flattened) {
                b->flattened--;
                return;
        }
        must(b->container == container);
        if (container == CONTAINER_LIST) {
                close_level(b);
                if (b->level_count) return;
        } else if (container == CONTAINER_QUOTE) {
                close_quote(b);
        } else {
                close_table(b);
        }
        b->container = CONTAINER_NONE;
        place_what_waits_behind(b);
}

/* ---- entries of a timeline ---- */

bool builder_open_entry(struct body_builder *b, int64_t time_ms)
{
        builder_end_line(b);
        if (b->in_entry || b->container != CONTAINER_NONE || b->figures) return false;
        b->in_entry = true;
        b->entry = (struct block){.kind = BLOCK_TIMELINE, .time_ms = time_ms};
        b->outside = b->body;
        b->body = (struct block_list){0};
        return true;
}

void builder_close_entry(struct body_builder *b)
{
        builder_end_line(b);
        must(b->in_entry && b->container == CONTAINER_NONE);
        struct block entry = b->entry;
        entry.children = b->body.at;
        entry.child_count = b->body.count;
        b->body = b->outside;
        b->outside = (struct block_list){0};
        b->in_entry = false;
        if (entry.text.count || entry.child_count) push(b, &b->body, entry);
}

/* ---- figures and asides ---- */

void builder_open_figure(struct body_builder *b)
{
        builder_end_line(b);
        b->figures++;
}

static bool describes_nothing(const struct block *image)
{
        return image->asset.len + image->alt.len + image->caption.len + image->credit.len == 0;
}

/* A figure in a figure is a picture of a gallery, and says what there is to be said of that one. */
static void describe_inner_images(struct body_builder *b)
{
        struct block_list *images = &b->figure_images;
        if (images->count == b->figure_described) return;
        struct block *first = &images->at[b->figure_described];
        first->caption = take_aside(b, ASIDE_CAPTION);
        first->credit = take_aside(b, ASIDE_CREDIT);
        b->figure_described = images->count;
}

/* The outer figure's words are those of its first picture when that has none. */
static void describe_first_image(struct body_builder *b, struct block *first, struct slice caption, struct slice credit)
{
        if (first->caption.len)
                place_plain(b, caption);
        else
                first->caption = caption;
        if (first->credit.len)
                place_plain(b, credit);
        else
                first->credit = credit;
}

void builder_close_figure(struct body_builder *b)
{
        builder_end_line(b);
        if (--b->figures) {
                describe_inner_images(b);
                return;
        }
        b->figure_described = 0;
        struct block_list images = b->figure_images, embeds = b->figure_embeds;
        b->figure_images = b->figure_embeds = (struct block_list){0};
        struct slice caption = take_aside(b, ASIDE_CAPTION), credit = take_aside(b, ASIDE_CREDIT);
        if (images.count == 0 && embeds.count) {
                embeds.at[0].caption = caption;
                caption.len = 0;
        }
        for (size_t i = 0; i < embeds.count; i++)
                place(b, embeds.at[i]);
        if (images.count == 0) {
                place_plain(b, caption);
                place_plain(b, credit);
                return;
        }
        describe_first_image(b, &images.at[0], caption, credit);
        if (images.count == 1 && describes_nothing(&images.at[0])) return;
        if (images.count == 1)
                place(b, images.at[0]);
        else
                place(b, (struct block){.kind = BLOCK_GALLERY, .children = images.at, .child_count = images.count});
}

void builder_open_aside(struct body_builder *b, enum aside aside)
{
        builder_end_line(b);
        b->asides_open[aside]++;
}

void builder_close_aside(struct body_builder *b, enum aside aside)
{
        builder_end_line(b);
        must(b->asides_open[aside]);
        b->asides_open[aside]--;
}

static void add_to_figure_or_place(struct body_builder *b, struct block_list *figures, struct block block)
{
        if (b->figures) {
                push(b, figures, block);
                return;
        }
        if (b->container == CONTAINER_NONE) builder_end_line(b);
        place(b, block);
}

void builder_add_image(struct body_builder *b, struct slice asset, struct slice alt)
{
        add_to_figure_or_place(b, &b->figure_images, (struct block){.kind = BLOCK_IMAGE, .asset = asset, .alt = alt});
}

void builder_add_embed(struct body_builder *b, struct slice provider, struct slice id)
{
        builder_end_line(b);
        add_to_figure_or_place(b, &b->figure_embeds,
                               (struct block){.kind = BLOCK_EMBED, .provider = provider, .embed_id = id});
}

void builder_add_divider(struct body_builder *b)
{
        builder_end_line(b);
        if (b->container == CONTAINER_NONE) push(b, &b->body, (struct block){.kind = BLOCK_DIVIDER});
}

bool body_builder_finish(struct body_builder *b, struct body *ret)
{
        builder_end_line(b);
        must(b->container == CONTAINER_NONE && b->figures == 0 && !b->in_entry);
        if (b->too_large) return false;
        *ret = (struct body){b->body.at, b->body.count};
        body_fill_ids(ret, b->arena);
        return true;
}
