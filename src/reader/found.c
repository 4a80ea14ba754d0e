#include "archive/archive.h"
#include "base/markup.h"
#include "fragment/found_page.h"
#include "reader/finder.h"

#include <stdlib.h>

enum { ITEM_MAX_BYTES = 65536, QUERY_MAX_BYTES = 16384 };

struct writing {
        const struct found_source *source;
        struct slice pieces[FOUND_PIECES];
        struct archive *archive;
        struct buf *ret;
};

static struct err cut_pieces(struct slice plain, struct slice ret[FOUND_PIECES])
{
        for (int i = 0; i < FOUND_PIECES; i++) {
                if (plain.len == 0) return ERR(ERR_INVALID, "read the pieces of the search page");
                ret[i] = slice_cut(&plain, *FOUND_CUT);
        }
        return NO_ERR;
}

static void add_piece(struct writing *w, enum found_piece piece)
{
        buf_add(w->ret, w->pieces[piece]);
}

/* ---- the form ---- */

/* Marks the <option> with this value as chosen, in a piece that has several <select>. */
static struct slice select_option(struct slice piece, const char *name, struct slice value, struct arena *a)
{
        if (value.len == 0) return piece;
        const char *begin = slice_find(piece, arena_format(a, "name=\"%s\"", name));
        struct slice option = arena_format(a, "value=\"%.*s\"", SLICE_ARGS(value));
        const char *at = begin ? slice_find(slice_skip(piece, (size_t)(begin - piece.at)), option) : NULL;
        if (!at) return piece;
        size_t before = (size_t)(at - piece.at) + option.len;
        struct slice rest = slice_skip(piece, before);
        return arena_format(a, "%.*s selected%.*s", (int)before, piece.at, SLICE_ARGS(rest));
}

static void add_choices(struct writing *w, const struct search_query *q)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct slice piece = w->pieces[FOUND_CHOICES];
        struct slice section = q->section ? arena_format(&arena, "%u", q->section) : SLICE("");
        piece = select_option(piece, "order", q->newest ? SLICE("new") : SLICE(""), &arena);
        piece = select_option(piece, "section", section, &arena);
        piece = select_option(piece, "in", q->in_all ? SLICE("all") : SLICE(""), &arena);
        buf_add(w->ret, piece);
}

static void add_form(struct writing *w)
{
        const struct search_query *q = w->source->query;
        add_piece(w, FOUND_OPEN);
        markup_escape(q->words, w->ret);
        add_piece(w, FOUND_DETAILS);
        if (search_query_has_filters(q)) buf_add_text(w->ret, " open");
        add_choices(w, q);
        markup_escape(q->from, w->ret);
        add_piece(w, FOUND_UNTIL);
        markup_escape(q->until, w->ret);
        add_piece(w, FOUND_TOPIC);
        markup_escape(q->topic, w->ret);
        add_piece(w, FOUND_AUTHOR);
        markup_escape(q->author, w->ret);
        add_piece(w, FOUND_SOURCE);
        markup_escape(q->source, w->ret);
        add_piece(w, FOUND_FORM_END);
        if (q->days_are_wrong) add_piece(w, FOUND_WRONG_DAYS);
}

/* ---- what is said of the answer ---- */

/* The same search with another page, or with other words. */
static void add_address(struct writing *w, struct slice words, unsigned page)
{
        CLEANUP(buf_clear) struct buf query = BUF_INIT(QUERY_MAX_BYTES);
        struct search_query other = *w->source->query;
        other.words = words;
        other.page = page;
        search_query_write(&other, &query);
        buf_add(w->ret, w->source->path);
        buf_add_char(w->ret, '?');
        markup_escape(buf_slice(&query), w->ret);
}

static void add_nothing(struct writing *w)
{
        struct slice words = w->source->query->words, instead = w->source->result->instead;
        if (words.len) {
                add_piece(w, FOUND_NONE);
                markup_escape(words, w->ret);
                add_piece(w, FOUND_NONE_END);
        } else {
                add_piece(w, FOUND_NONE_FILTERED);
        }
        if (instead.len == 0) {
                add_piece(w, w->source->result->has_some ? FOUND_SOME : FOUND_HINTS);
                return;
        }
        add_piece(w, FOUND_INSTEAD);
        buf_add_text(w->ret, "<a href=\"");
        add_address(w, instead, 1);
        buf_add_text(w->ret, "\">");
        markup_escape(instead, w->ret);
        buf_add_text(w->ret, "</a>");
        add_piece(w, FOUND_INSTEAD_END);
}

static void add_count(struct writing *w)
{
        unsigned total = w->source->result->total;
        add_piece(w, FOUND_COUNT);
        buf_add_format(w->ret, "%u", total);
        if (total == SEARCH_HITS_MAX) add_piece(w, FOUND_OR_MORE);
        add_piece(w, FOUND_COUNT_END);
}

/* ---- what was found ---- */

/* Before the item's time, or at the end of its <article>, or of the item. */
static size_t place_of_snippet(struct slice item)
{
        static const char *const places[] = {"<p class=\"when\">", "</article>", "</li>"};
        for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
                const char *at = slice_find(item, slice_of(places[i]));
                if (at) return (size_t)(at - item.at);
        }
        return item.len;
}

/* The item's headline is the text in it that has the headline's words. */
static void add_with_headline(struct writing *w, const struct search_hit *hit, struct slice html)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(ITEM_MAX_BYTES), marked = BUF_INIT(ITEM_MAX_BYTES);
        for (struct slice rest = html; hit->headline.len && rest.len;) {
                slice_cut(&rest, '>');
                struct slice behind = rest, node = slice_cut(&rest, '<');
                buf_truncate(&text);
                markup_unescape(node, &text);
                if (!search_mark_headline(hit, buf_slice(&text), &marked)) continue;
                buf_add(w->ret, (struct slice){html.at, (size_t)(node.at - html.at)});
                buf_add(w->ret, buf_slice(&marked));
                html = slice_skip(behind, node.len);
                break;
        }
        buf_add(w->ret, html);
}

/* An item of another edition says its language. */
static void add_item(struct writing *w, const struct search_hit *hit, struct slice item)
{
        struct slice begin = SLICE("<li");
        if (hit->edition != w->source->edition && hit->language.len && slice_starts_with(item, begin)) {
                buf_add_format(w->ret, "<li lang=\"%.*s\"", SLICE_ARGS(hit->language));
                item = slice_skip(item, begin.len);
        }
        size_t place = place_of_snippet(item);
        add_with_headline(w, hit, (struct slice){item.at, place});
        if (hit->snippet.len) {
                add_piece(w, FOUND_SNIPPET);
                buf_add(w->ret, hit->snippet);
                add_piece(w, FOUND_SNIPPET_END);
        }
        buf_add(w->ret, slice_skip(item, place));
}

/* What is found in an entry of a live coverage leads to the entry. */
static struct err lead_to_entry(struct writing *w, const struct search_hit *hit, struct buf *item)
{
        CLEANUP(buf_clear) struct buf link = BUF_INIT(ITEM_MAX_BYTES), led = BUF_INIT(ITEM_MAX_BYTES);
        struct archive_page page;
        struct err err = archive_load_page(w->archive, hit->article, &page);
        if (err.code == ERR_NOT_FOUND) return NO_ERR;
        TRY(err);
        buf_add_format(&link, "href=\"%.*s\"", SLICE_ARGS(page.path));
        struct slice rest = buf_slice(item);
        for (const char *at; (at = slice_find(rest, buf_slice(&link))) != NULL;) {
                size_t before = (size_t)(at - rest.at) + link.len - 1;
                buf_add(&led, (struct slice){rest.at, before});
                buf_add_format(&led, "e-%.*s/", SLICE_ARGS(hit->entry));
                rest = slice_skip(rest, before);
        }
        buf_add(&led, rest);
        if (led.full) return NO_ERR;
        buf_truncate(item);
        buf_add(item, buf_slice(&led));
        return NO_ERR;
}

/* What is not live any more is passed over: the index may be behind. */
static struct err add_items(struct writing *w)
{
        const struct search_result *result = w->source->result;
        CLEANUP(buf_clear) struct buf item = BUF_INIT(ITEM_MAX_BYTES);
        add_piece(w, FOUND_LIST);
        for (unsigned i = 0; i < result->count; i++) {
                buf_truncate(&item);
                struct err err = archive_load_item(w->archive, result->hits[i].article, &item);
                if (err.code == ERR_NOT_FOUND) continue;
                TRY(err);
                if (result->hits[i].entry.len) TRY(lead_to_entry(w, &result->hits[i], &item));
                add_item(w, &result->hits[i], slice_trim(buf_slice(&item)));
        }
        add_piece(w, FOUND_LIST_END);
        return NO_ERR;
}

static void add_pager(struct writing *w)
{
        const struct search_query *q = w->source->query;
        const struct search_result *result = w->source->result;
        unsigned page = result->page + 1;
        struct slice words = result->instead.len ? result->instead : q->words;
        if (result->total <= SEARCH_PAGE_HITS) return;
        add_piece(w, FOUND_PAGER);
        if (page > 1) {
                add_piece(w, FOUND_PREVIOUS);
                add_address(w, words, page - 1);
                add_piece(w, FOUND_PREVIOUS_END);
        }
        add_piece(w, FOUND_PLACE);
        buf_add_format(w->ret, "%u", page);
        add_piece(w, FOUND_PLACE_END);
        if (page * SEARCH_PAGE_HITS < result->total) {
                add_piece(w, FOUND_NEXT);
                add_address(w, words, page + 1);
                add_piece(w, FOUND_NEXT_END);
        }
        add_piece(w, FOUND_PAGER_END);
}

struct err found_write(const struct found_source *source, struct archive *archive, struct buf *ret)
{
        struct writing w = {.source = source, .archive = archive, .ret = ret};
        const struct search_result *result = source->result;
        TRY(cut_pieces(source->pieces, w.pieces));
        add_form(&w);
        if (!result->asked) {
                add_piece(&w, FOUND_HELP);
        } else if (result->unfound) {
                add_nothing(&w);
        }
        if (result->total) {
                add_count(&w);
                TRY(add_items(&w));
                add_pager(&w);
        }
        add_piece(&w, FOUND_END);
        return BUF_OK(ret, "put the answer of a search together");
}
