#include "publish/preview.h"
#include "publish/front.h"

#include "archive/furniture.h"
#include "fragment/fragment.h"
#include "publish/publish_inside.h"

enum { PIECE_MAX_BYTES = FRAGMENT_PLAIN_MAX_BYTES + 1 };

/* ---- what its page shows besides its own text ---- */

/* The shelves of names that the published article has, too, lead to their pages; a new name has none yet. */
static bool is_named(const struct shelf *shelf, struct slice uri, struct slice name)
{
        return shelf->uri.len && uri.len ? slice_eq(shelf->uri, uri) : slice_eq(shelf->name, name);
}

static struct shelf shelf_named(const struct shelf *known, size_t count, struct slice uri, struct slice name)
{
        for (size_t i = 0; known && i < count; i++)
                if (is_named(&known[i], uri, name)) return known[i];
        return (struct shelf){0};
}

static void put_shelves(const struct article *text, const struct published *published, struct arena *a,
                        struct article_view *view)
{
        const struct article *was = &published->article;
        struct shelf *authors = arena_array(a, text->author_count, sizeof *authors);
        struct shelf *topics = arena_array(a, text->topic_count, sizeof *topics);
        struct shelf *sources = arena_array(a, text->source_count, sizeof *sources);
        for (size_t i = 0; i < text->author_count; i++)
                authors[i] =
                        shelf_named(published->authors, was->author_count, text->authors[i].uri, text->authors[i].name);
        for (size_t i = 0; i < text->topic_count; i++)
                topics[i] = shelf_named(published->topics, was->topic_count, text->topics[i].uri, text->topics[i].name);
        for (size_t i = 0; i < text->source_count; i++)
                sources[i] =
                        shelf_named(published->sources, was->source_count, text->sources[i].uri, text->sources[i].name);
        view->authors = authors;
        view->topics = topics;
        view->sources = sources;
}

static bool has_article(const struct headlines *list, int64_t article)
{
        for (size_t i = 0; i < list->count; i++)
                if (list->at[i].article == article) return true;
        return false;
}

static void add_headline(struct headlines *list, const struct headline *headline, int64_t except, size_t max)
{
        if (list->count < max && headline->article != except && !has_article(list, headline->article))
                list->at[list->count++] = *headline;
}

/* What its editors name, then what the store chose when it went live; of one that never did, that is not known yet. */
static struct err load_related(struct publisher *p, const struct preview *preview, const struct leads *leads,
                               struct arena *a, struct headlines *ret)
{
        const struct article *text = preview->text;
        *ret = (struct headlines){.at = arena_array(a, RELATED_SHOWN, sizeof *ret->at)};
        for (size_t i = 0; i < text->related_count; i++) {
                struct headlines named;
                TRY(store_named(p->store, text->edition, text->related[i], a, &named));
                if (named.count) add_headline(ret, &named.at[0], preview->article, RELATED_SHOWN);
        }
        for (size_t i = 0; i < leads->related.count; i++)
                add_headline(ret, &leads->related.at[i], preview->article, RELATED_SHOWN);
        return NO_ERR;
}

static struct err load_of_section(struct publisher *p, const struct preview *preview, const struct leads *leads,
                                  struct arena *a, struct headlines *ret)
{
        struct headlines newest;
        const struct newest of = {.edition = preview->text->edition,
                                  .section = preview->text->section,
                                  .limit = OF_SECTION_SHOWN + RELATED_SHOWN + 1};
        *ret = leads->of_section;
        if (ret->count || !preview->text->section) return NO_ERR;
        TRY(store_newest(p->store, of, a, &newest));
        ret->at = arena_array(a, OF_SECTION_SHOWN, sizeof *ret->at);
        for (size_t i = 0; i < newest.count; i++)
                add_headline(ret, &newest.at[i], preview->article, OF_SECTION_SHOWN);
        return NO_ERR;
}

static struct err load_view(struct publisher *p, const struct preview *preview, struct arena *a,
                            struct article_view *ret)
{
        struct published published;
        struct leads leads;
        TRY(store_load(p->store, preview->article, a, &published));
        TRY(store_leads(p->store, preview->article, a, &leads));
        *ret = (struct article_view){.article = preview->text, .id = preview->article, .path = published.path};
        TRY(store_siblings(p->store, published.story, preview->article, a, &ret->siblings));
        TRY(load_related(p, preview, &leads, a, &ret->related));
        TRY(load_of_section(p, preview, &leads, a, &ret->of_section));
        put_shelves(preview->text, &published, a, ret);
        return NO_ERR;
}

/* ---- put together ---- */

struct furnishing {
        unsigned edition;
        int64_t now_ms;
        struct buf plain[FURNITURE_KINDS]; /* owned; by kind */
};

static void furnishing_clear(struct furnishing *f)
{
        for (size_t i = 0; i < FURNITURE_KINDS; i++)
                buf_clear(&f->plain[i]);
}

static void furnishing_init(struct furnishing *f)
{
        for (size_t i = 0; i < FURNITURE_KINDS; i++)
                buf_init(&f->plain[i], PIECE_MAX_BYTES);
}

static struct err add_plain(struct slice stored, struct buf *ret)
{
        struct fragment fragment;
        TRY(fragment_read(stored, &fragment));
        return fragment_inflate(&fragment, ret);
}

/* Of a slot's creatives any will do: each minute has another one. */
static struct err choose(void *context, const struct archive_furniture *row)
{
        struct furnishing *f = context;
        bool is_now = row->from_ms <= f->now_ms && f->now_ms < row->until_ms;
        if (row->edition != f->edition || !is_now || f->plain[row->kind].len) return NO_ERR;
        return add_plain(row->stored, &f->plain[row->kind]);
}

/* In the order of press/presser.h. */
static struct err put_together(const struct pressed_page *page, const struct furnishing *f, bool is_article,
                               struct buf *ret)
{
        TRY(add_plain(buf_slice(&page->head), ret));
        buf_add(ret, buf_slice(&f->plain[FURNITURE_TOP]));
        TRY(add_plain(buf_slice(&page->languages), ret));
        buf_add(ret, buf_slice(&f->plain[FURNITURE_BAR]));
        TRY(add_plain(buf_slice(&page->main), ret));
        if (is_article) buf_add(ret, buf_slice(&f->plain[FURNITURE_SLOT_ARTICLE]));
        TRY(add_plain(buf_slice(&page->more), ret));
        if (is_article) buf_add(ret, buf_slice(&f->plain[FURNITURE_ASK]));
        buf_add(ret, buf_slice(&f->plain[FURNITURE_RAIL]));
        buf_add(ret, buf_slice(&f->plain[FURNITURE_SLOT_RAIL]));
        buf_add(ret, buf_slice(&f->plain[FURNITURE_FOOT]));
        return BUF_OK(ret, "put a preview together");
}

struct err publish_preview(struct publisher *p, const struct preview *preview, struct buf *ret)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        CLEANUP(furnishing_clear)
        struct furnishing f = {.edition = preview->text->edition, .now_ms = preview->now_ms};
        struct article_view view;
        furnishing_init(&f);
        TRY(load_view(p, preview, &arena, &view));
        TRY(press_article(p->presser, &view, &p->page));
        TRY(archive_each_furniture(p->archive, choose, &f));
        return put_together(&p->page, &f, true, ret);
}

/* ---- a front ---- */

static struct err press_wanted_front(struct publisher *p, const struct front_preview *preview)
{
        struct run run;
        struct front_view view;
        const struct front_at at = {preview->choice, preview->now_ms};
        run_init(&run, p);
        struct err err = load_front_view(&run, preview->edition, &at, &view);
        if (err.code == OK) err = press_front(p->presser, &view, &p->page);
        run_clear(&run);
        return err;
}

struct err publish_preview_front(struct publisher *p, const struct front_preview *preview, struct buf *ret)
{
        CLEANUP(furnishing_clear)
        struct furnishing f = {.edition = preview->edition->id, .now_ms = preview->now_ms};
        furnishing_init(&f);
        TRY(press_wanted_front(p, preview));
        TRY(archive_each_furniture(p->archive, choose, &f));
        return put_together(&p->page, &f, false, ret);
}

/* ---- a slot ---- */

/* Head and languages are those of a page without an address; what it says is left out. */
static struct err put_slot(const struct pressed_page *page, const struct furnishing *f, struct slice slot,
                           struct buf *ret)
{
        TRY(add_plain(buf_slice(&page->head), ret));
        buf_add(ret, buf_slice(&f->plain[FURNITURE_TOP]));
        TRY(add_plain(buf_slice(&page->languages), ret));
        buf_add(ret, buf_slice(&f->plain[FURNITURE_BAR]));
        TRY(add_plain(slot, ret));
        buf_add(ret, buf_slice(&f->plain[FURNITURE_ASK]));
        buf_add(ret, buf_slice(&f->plain[FURNITURE_FOOT]));
        return BUF_OK(ret, "put a slot's preview together");
}

struct err publish_slot_preview(struct publisher *p, const struct slot_preview *preview, struct buf *ret)
{
        CLEANUP(furnishing_clear) struct furnishing f = {.edition = preview->edition, .now_ms = preview->now_ms};
        CLEANUP(buf_clear) struct buf slot = BUF_INIT(PIECE_MAX_BYTES);
        furnishing_init(&f);
        TRY(press_status_page(p->presser, preview->edition, 404, SLICE(""), &p->page));
        TRY(press_slot(p->presser, preview->edition, preview->creative, &slot));
        TRY(archive_each_furniture(p->archive, choose, &f));
        return put_slot(&p->page, &f, buf_slice(&slot), ret);
}
