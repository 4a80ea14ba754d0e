#include "news/coverage.h"

#include "news/link.h"

#include <stdlib.h>

struct placed {
        const struct block *block;
        size_t place;
};

/* Those of one moment as they stand in the body. */
static int by_time(const void *a, const void *b)
{
        const struct placed *x = a, *y = b;
        if (x->block->time_ms != y->block->time_ms) return x->block->time_ms < y->block->time_ms ? -1 : 1;
        return x->place < y->place ? -1 : 1;
}

/* Pinned ones first, which stand as they came. */
static int newest_first(const void *a, const void *b)
{
        const struct placed *x = a, *y = b;
        if (x->block->pinned != y->block->pinned) return x->block->pinned ? -1 : 1;
        return x->block->pinned ? by_time(a, b) : by_time(b, a);
}

struct coverage coverage_of(const struct body *body, enum coverage_order order, struct arena *a)
{
        static int (*const orders[])(const void *a, const void *b) = {
                [COVERAGE_NEWEST_FIRST] = newest_first, [COVERAGE_AS_IT_CAME] = by_time};
        struct placed *placed = arena_array(a, body->count + 1, sizeof *placed);
        struct coverage c = {.text.blocks = arena_array(a, body->count + 1, sizeof *c.text.blocks),
                             .entries.blocks = arena_array(a, body->count + 1, sizeof *c.entries.blocks)};
        for (size_t i = 0; i < body->count; i++) {
                if (body->blocks[i].kind == BLOCK_TIMELINE)
                        placed[c.entries.count++] = (struct placed){&body->blocks[i], i};
                else
                        c.text.blocks[c.text.count++] = body->blocks[i];
        }
        qsort(placed, c.entries.count, sizeof *placed, orders[order]);
        for (size_t i = 0; i < c.entries.count; i++)
                c.entries.blocks[i] = *placed[i].block;
        return c;
}

bool coverage_is_running(const struct article *article)
{
        return article->coverage_from_ms && !article->coverage_until_ms;
}

/* ---- pages ---- */

size_t coverage_shown(const struct body *newest_first)
{
        enum { SHOWN_MAX = 30, NEWEST_MIN = 5, TEXT_MAX_BYTES = 9 * 1024 };
        CLEANUP(buf_clear) struct buf text = BUF_INIT(BODY_JSON_MAX_BYTES);
        size_t shown = 0, newest = 0;
        for (; shown < newest_first->count; shown++) {
                const struct body next = {&newest_first->blocks[shown], 1};
                body_write_text(&next, &text);
                bool is_heavy = text.len > TEXT_MAX_BYTES || shown >= SHOWN_MAX;
                if (is_heavy && newest >= NEWEST_MIN) break;
                newest += !next.blocks->pinned;
        }
        return shown;
}

enum { PAGE_ENTRIES = 50 };

unsigned coverage_page_count(size_t entry_count)
{
        return entry_count ? (unsigned)((entry_count - 1) / PAGE_ENTRIES) + 1 : 1;
}

static void add_of_page(const struct body *page, bool pinned, struct body *ret)
{
        for (size_t i = 0; i < page->count; i++)
                if (page->blocks[i].pinned == pinned) ret->blocks[ret->count++] = page->blocks[i];
}

struct body coverage_page(const struct body *as_it_came, unsigned page, struct arena *a)
{
        must(page >= 1 && page <= coverage_page_count(as_it_came->count));
        size_t first = (page - 1) * (size_t)PAGE_ENTRIES, rest = as_it_came->count - first;
        const struct body in_order = {as_it_came->blocks + first, rest < PAGE_ENTRIES ? rest : PAGE_ENTRIES};
        struct body entries = {.blocks = arena_array(a, in_order.count + 1, sizeof *entries.blocks)};
        add_of_page(&in_order, true, &entries);
        add_of_page(&in_order, false, &entries);
        return entries;
}

unsigned coverage_page_of(const struct body *as_it_came, const struct block *entry)
{
        return (unsigned)(coverage_find(as_it_came, entry->id) / PAGE_ENTRIES) + 1;
}

struct slice coverage_page_path(struct slice article, unsigned page, struct arena *a)
{
        return page == 1 ? arena_format(a, "%.*soldest/", SLICE_ARGS(article))
                         : arena_format(a, "%.*soldest/%u/", SLICE_ARGS(article), page);
}

struct slice coverage_link(struct slice article, const struct block *entry, struct arena *a)
{
        return arena_format(a, "%.*s%.*s/", SLICE_ARGS(article), SLICE_ARGS(coverage_anchor(entry, a)));
}

/* ---- words ---- */

struct slice coverage_anchor(const struct block *entry, struct arena *a)
{
        return arena_format(a, "e-%.*s", SLICE_ARGS(entry->id));
}

void coverage_write_headline(const struct block *entry, struct buf *ret)
{
        buf_truncate(ret);
        for (size_t i = 0; i < entry->text.count; i++)
                buf_add(ret, entry->text.spans[i].text);
}

void coverage_write_text(const struct block *entry, struct buf *ret)
{
        const struct body below = {entry->children, entry->child_count};
        buf_truncate(ret);
        body_write_text(&below, ret);
        while (ret->len && ret->at[ret->len - 1] == '\n')
                ret->len--;
        if (ret->len == 0) coverage_write_headline(entry, ret);
}

void coverage_write_standing(const struct body *body, struct buf *ret, struct buf *ret_places)
{
        for (size_t i = 0; i < body->count; i++) {
                const struct body one = {&body->blocks[i], 1};
                bool is_entry = one.blocks->kind == BLOCK_TIMELINE;
                struct slice id = is_entry ? one.blocks->id : SLICE("");
                if (is_entry && one.blocks->struck_ms) continue;
                if (ret_places) buf_add_format(ret_places, "%.*s %zu\n", SLICE_ARGS(id), ret->len);
                body_write_text(&one, ret);
        }
}

struct rich_text coverage_words(struct slice typed, struct arena *a)
{
        enum { ADDRESS_MIN_BYTES = 8 }; /* each has a span, and one before it */
        struct span *spans = arena_array(a, 2 * (typed.len / ADDRESS_MIN_BYTES) + 1, sizeof *spans);
        size_t count = 0;
        while (typed.len) {
                struct slice link = link_find(typed);
                struct slice before = {typed.at, link.len ? (size_t)(link.at - typed.at) : typed.len};
                if (before.len) spans[count++] = (struct span){.text = before};
                if (link.len) spans[count++] = (struct span){.text = link, .marks = MARK_LINK, .href = link};
                typed = slice_skip(typed, before.len + link.len);
        }
        return (struct rich_text){spans, count};
}

bool coverage_is_typed(const struct rich_text *words)
{
        for (size_t i = 0; i < words->count; i++) {
                const struct span *span = &words->spans[i];
                if (span->marks && !(span->marks == MARK_LINK && slice_eq(span->href, span->text))) return false;
        }
        return true;
}

size_t coverage_find(const struct body *body, struct slice id)
{
        size_t i = 0;
        while (i < body->count && !(body->blocks[i].kind == BLOCK_TIMELINE && slice_eq(body->blocks[i].id, id)))
                i++;
        return i;
}

unsigned coverage_count_new(const struct body *body, int64_t after_ms, const struct block **ret_newest)
{
        unsigned count = 0;
        *ret_newest = NULL;
        for (size_t i = 0; i < body->count; i++) {
                const struct block *block = &body->blocks[i];
                if (block->kind != BLOCK_TIMELINE || block->struck_ms || block->time_ms <= after_ms) continue;
                if (!*ret_newest || block->time_ms >= (*ret_newest)->time_ms) *ret_newest = block;
                count++;
        }
        return count;
}
