/* The body as HTML: each kind of block has a template, "block_KIND", so a theme can draw it anew. Blocks inside a block
 * are drawn first and reach its template as ready HTML. */
#include "press/blocks.h"
#include "news/coverage.h"
#include "news/embed.h"
#include "press/number.h"

enum { HTML_MAX_BYTES = 10 * BODY_JSON_MAX_BYTES };

struct drawing {
        struct presser *presser;
        const struct imprint *imprint;
        unsigned heading_level; /* of the heading above; 1: the page's */
        int entry_day;          /* of the timeline's last entry; 0: there was none */
        bool in_gallery;        /* in one of several pictures */
        struct slice coverage;  /* path of the article that is one; empty: it is none */
};

static struct err draw_blocks(struct drawing *d, const struct block *blocks, size_t count, struct buf *ret) CHECKED;

/* ---- values of single kinds ---- */

static json_t *html_of(const struct drawing *d, const struct rich_text *text)
{
        CLEANUP(buf_clear) struct buf html = BUF_INIT(HTML_MAX_BYTES);
        inline_write(d->imprint, text, &html);
        must(!html.full);
        return json_from_slice(buf_slice(&html));
}

static struct err put_text(struct drawing *d, const struct block *b, json_t *values)
{
        json_put(values, "text", html_of(d, &b->text));
        return NO_ERR;
}

static struct err put_children(struct drawing *d, const struct block *b, json_t *values)
{
        CLEANUP(buf_clear) struct buf html = BUF_INIT(HTML_MAX_BYTES);
        TRY(draw_blocks(d, b->children, b->child_count, &html));
        json_put(values, "children", json_from_slice(buf_slice(&html)));
        return NO_ERR;
}

static struct err put_text_and_children(struct drawing *d, const struct block *b, json_t *values)
{
        TRY(put_text(d, b, values));
        return put_children(d, b, values);
}

static struct err put_labelled(struct drawing *d, const struct block *b, json_t *values)
{
        enum { KEY_MAX_BYTES = 64 };
        CLEANUP(buf_clear) struct buf key = BUF_INIT(KEY_MAX_BYTES);
        buf_add_format(&key, "label_%s", label_name(b->label));
        bool custom = b->label == LABEL_CUSTOM;
        json_put(values, "kind", json_string(label_name(b->label)));
        json_put(values, "label",
                 json_from_slice(custom ? b->label_text : language_text(d->imprint->language, buf_text(&key))));
        return put_text(d, b, values);
}

/* A level deeper than the heading above at most: whoever moves through a page by its headings must not miss one. */
static void put_level(struct drawing *d, unsigned level, json_t *values)
{
        if (level > d->heading_level + 1) level = d->heading_level + 1;
        d->heading_level = level;
        json_put(values, "level", json_integer(level));
}

static struct err put_heading(struct drawing *d, const struct block *b, json_t *values)
{
        put_level(d, b->level, values);
        return put_text(d, b, values);
}

static struct err put_list(struct drawing *d, const struct block *b, json_t *values)
{
        json_put(values, "ordered", json_boolean(b->ordered));
        return put_children(d, b, values);
}

static struct err put_quote(struct drawing *d, const struct block *b, json_t *values)
{
        json_put(values, "attribution", values_wording(d->imprint, b->attribution));
        return put_children(d, b, values);
}

static struct err put_image(struct drawing *d, const struct block *b, json_t *values)
{
        struct picture picture = {.asset = b->asset,
                                  .width = b->width,
                                  .height = b->height,
                                  .kind = b->illustration ? PICTURE_ILLUSTRATION : PICTURE_PHOTO,
                                  .caption = b->caption,
                                  .credit = b->credit,
                                  .alt = b->alt};
        json_put(values, "picture", values_picture(d->imprint, &picture));
        json_put(values, "in_gallery", json_boolean(d->in_gallery));
        return NO_ERR;
}

static struct err put_gallery(struct drawing *d, const struct block *b, json_t *values)
{
        d->in_gallery = b->child_count > 1;
        struct err err = put_children(d, b, values);
        d->in_gallery = false;
        return err;
}

/* Where a cell stands in its table. */
struct place {
        const struct block *table;
        size_t row, column;
};

/* A cell heads its column in the first row and its row elsewhere; an empty one heads nothing. */
static json_t *cell_values(const struct drawing *d, struct place at)
{
        const struct block *cell = &at.table->children[at.row].children[at.column];
        bool is_number = number_is_cell(cell) || number_fills_column(at.table, at.column);
        json_t *values = json_object();
        json_put(values, "text", html_of(d, &cell->text));
        json_put(values, "header", json_boolean(cell->header && cell->text.count));
        json_put(values, "scope", json_string(at.row == 0 ? "col" : "row"));
        json_put(values, "number", json_boolean(is_number));
        return values;
}

/* What a reader who comes to it by keyboard is told: it scrolls, so it is a stop. */
static json_t *table_name(const struct imprint *i, const struct block *table)
{
        if (table->caption.len) return values_wording(i, table->caption);
        return json_from_slice(language_text(i->language, "table"));
}

static struct err put_table(struct drawing *d, const struct block *b, json_t *values)
{
        json_t *rows = json_array();
        for (size_t r = 0; r < b->child_count; r++) {
                json_t *cells = json_array();
                for (size_t c = 0; c < b->children[r].child_count; c++)
                        json_append(cells, cell_values(d, (struct place){b, r, c}));
                json_t *row = json_object();
                json_put(row, "cells", cells);
                json_append(rows, row);
        }
        json_put(values, "rows", rows);
        json_put(values, "caption", values_wording(d->imprint, b->caption));
        json_put(values, "name", table_name(d->imprint, b));
        return NO_ERR;
}

static struct err put_embed(struct drawing *d, const struct block *b, json_t *values)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct language_value provider = {"provider", embed_provider_name(b->provider)};
        json_put(values, "url", json_from_slice(embed_url(&arena, b->provider, b->embed_id)));
        json_put(values, "open", values_filled(d->imprint, "embed_open", &provider, 1));
        json_put(values, "caption", values_wording(d->imprint, b->caption));
        return NO_ERR;
}

/* Whether no entry above is of the same day. */
static bool is_new_day(struct drawing *d, int64_t time_ms)
{
        struct local_time time = language_local(d->imprint->language, time_ms);
        int day = (time.year * 12 + time.month) * 31 + time.day;
        bool is_new = day != d->entry_day;
        d->entry_day = day;
        return is_new;
}

/* What readers of live coverage see of an entry besides. */
static void put_entry(const struct drawing *d, const struct block *b, json_t *values)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        bool is_live = d->coverage.len > 0, is_struck = is_live && b->struck_ms;
        bool is_corrected = is_live && b->corrected_ms;
        json_put(values, "anchor", is_live ? json_from_slice(coverage_anchor(b, &arena)) : json_false());
        json_put(values, "link", is_live ? json_from_slice(coverage_link(d->coverage, b, &arena)) : json_false());
        json_put(values, "pinned",
                 is_live && b->pinned ? json_from_slice(language_text(d->imprint->language, "pinned")) : json_false());
        json_put(values, "corrected",
                 is_corrected ? values_said(d->imprint, "corrected_at", b->corrected_ms) : json_false());
        json_put(values, "struck", is_struck ? values_said(d->imprint, "struck_at", b->struck_ms) : json_false());
}

/* The headlines of entries stand side by side, so that of one does not count as being above the next. */
static struct err put_timeline(struct drawing *d, const struct block *b, json_t *values)
{
        unsigned level_above = d->heading_level;
        json_put(values, "time", values_moment_of_line(d->imprint, b->time_ms));
        json_put(values, "new_day", json_boolean(is_new_day(d, b->time_ms)));
        put_entry(d, b, values);
        if (b->text.count)
                put_level(d, 3, values);
        else
                json_put(values, "level", json_false());
        struct err err = put_text_and_children(d, b, values);
        d->heading_level = level_above;
        return err;
}

static struct err put_nothing(struct drawing *d, const struct block *b, json_t *values)
{
        (void)d, (void)b, (void)values;
        return NO_ERR;
}

/* ---- the tree ---- */

typedef struct err put_fn(struct drawing *d, const struct block *b, json_t *values);

/* Rows and cells are drawn by their table. */
static const struct {
        const char *template;
        put_fn *put;
} drawings[] = {
        [BLOCK_PARAGRAPH] = {"block_paragraph", put_text},    [BLOCK_LABELLED] = {"block_labelled", put_labelled},
        [BLOCK_HEADING] = {"block_heading", put_heading},     [BLOCK_LIST] = {"block_list", put_list},
        [BLOCK_ITEM] = {"block_item", put_text_and_children}, [BLOCK_QUOTE] = {"block_quote", put_quote},
        [BLOCK_IMAGE] = {"block_image", put_image},           [BLOCK_GALLERY] = {"block_gallery", put_gallery},
        [BLOCK_TABLE] = {"block_table", put_table},           [BLOCK_EMBED] = {"block_embed", put_embed},
        [BLOCK_DIVIDER] = {"block_divider", put_nothing},     [BLOCK_TIMELINE] = {"block_timeline", put_timeline},
};

static struct err draw_block(struct drawing *d, const struct block *b, struct buf *ret)
{
        must((size_t)b->kind < sizeof drawings / sizeof drawings[0] && drawings[b->kind].put);
        json_auto_t *values = json_object();
        TRY(drawings[b->kind].put(d, b, values));
        return press_plain(d->presser, drawings[b->kind].template, values, ret);
}

/* Recursion ends where the body's does, at BODY_DEPTH_MAX. */
static struct err draw_blocks(struct drawing *d, const struct block *blocks, size_t count, struct buf *ret)
{
        for (size_t i = 0; i < count; i++)
                TRY(draw_block(d, &blocks[i], ret));
        return NO_ERR;
}

struct err blocks_write(struct presser *p, const struct imprint *i, const struct body *body, struct buf *ret)
{
        struct drawing d = {.presser = p, .imprint = i, .heading_level = 1};
        return draw_blocks(&d, body->blocks, body->count, ret);
}

struct err entries_write(struct presser *p, struct slice article, const struct imprint *i, const struct body *entries,
                         struct buf *ret)
{
        struct drawing d = {.presser = p, .imprint = i, .heading_level = 1, .coverage = article};
        return draw_blocks(&d, entries->blocks, entries->count, ret);
}
