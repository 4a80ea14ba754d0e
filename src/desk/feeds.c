/* Feeds: what each edition offers to those who follow it by programs, with the addresses to hand on. */
#include "desk/article.h"
#include "desk/handlers.h"
#include "desk/me.h"
#include "desk/structure.h"

#include "feed/feed.h"
#include "news/address.h"
#include "store/find.h"
#include "store/publication.h"
#include "store/structure.h"

enum { FOUND_SHOWN = 30 };

/* What has feeds, and when it got its newest story (0: it has none). */
struct followed {
        struct slice name, path;
        int64_t newest_ms;
};

static struct slice whole(struct visit *v, struct slice path)
{
        return arena_format(visit_arena(v), "%.*s%.*s", SLICE_ARGS(visit_newsroom(v)->url), SLICE_ARGS(path));
}

static json_t *row_of(struct visit *v, const struct followed *f)
{
        static const char *const keys[FEED_FORMATS] = {"rss", "atom", "json"};
        json_t *row = json_pack("{s:o, s:o, s:o}", "name", text_value(f->name), "page", text_value(whole(v, f->path)),
                                "newest", f->newest_ms ? moment_value(v, f->newest_ms) : json_null());
        for (size_t i = 0; i < FEED_FORMATS; i++) {
                struct slice path =
                        arena_format(visit_arena(v), "%.*s%.*s", SLICE_ARGS(f->path), SLICE_ARGS(feed_kinds[i].name));
                json_object_set_new(row, keys[i], text_value(whole(v, path)));
        }
        return row;
}

/* ---- the edition and its sections ---- */

static struct err add_newest(struct visit *v, struct newest of, struct followed *f, json_t *rows)
{
        struct headlines newest;
        TRY(store_newest(visit_store(v), of, visit_arena(v), &newest));
        f->newest_ms = newest.count ? newest.at[0].published_ms : 0;
        json_array_append_new(rows, row_of(v, f));
        return NO_ERR;
}

static struct err put_sections(struct visit *v, const struct edition *e, json_t *values)
{
        json_t *rows = json_array();
        json_object_set_new(values, "rows", rows);
        struct followed all = {.name = visit_text(v, "feeds_all"), .path = address_all_news(visit_arena(v), e)};
        TRY(add_newest(v, (struct newest){.edition = e->id, .limit = 1}, &all, rows));
        struct section_list sections = newsroom_sections(visit_newsroom(v), e->id, false);
        for (size_t i = 0; i < sections.count; i++) {
                const struct section *section = sections.at[i];
                const struct shelf shelf = {.kind = SHELF_SECTION, .edition = e->id, .slug = section->slugs[e->id - 1]};
                struct followed one = {.name = section->names[e->id - 1],
                                       .path = address_shelf(visit_arena(v), e, &shelf)};
                TRY(add_newest(v, (struct newest){.edition = e->id, .section = section->id, .limit = 1}, &one, rows));
        }
        return NO_ERR;
}

/* ---- topics, people and sources ---- */

static json_t *kind_choice(struct visit *v, const struct shelf_word *chosen)
{
        json_t *list = json_array();
        for (size_t i = 0; i < SHELF_WORDS; i++)
                json_array_append_new(list, json_pack("{s:s, s:o, s:b}", "word", shelf_words[i].word, "name",
                                                      text_value(visit_text(v, shelf_words[i].text_key)), "is_chosen",
                                                      &shelf_words[i] == chosen));
        return list;
}

static struct err add_found(struct visit *v, const struct edition *e, const struct shelf *shelf, json_t *rows)
{
        struct shelf_use use;
        TRY(store_shelf_use(visit_store(v), shelf->id, &use));
        const struct followed one = {
                .name = shelf->name, .path = address_shelf(visit_arena(v), e, shelf), .newest_ms = use.newest_ms};
        json_array_append_new(rows, row_of(v, &one));
        return NO_ERR;
}

static struct err put_found(struct visit *v, const struct edition *e, const struct shelf_word *kind, json_t *values)
{
        const struct shelf_search search = {.kind = kind->kind,
                                            .edition = e->id,
                                            .text = visit_query(v, "find"),
                                            .limit = SHELVES_SORTED_MAX,
                                            .only_live = true};
        struct shelves found;
        json_t *rows = json_array();
        json_object_set_new(values, "found", rows);
        json_object_set_new(values, "find", text_value(search.text));
        TRY(store_find_shelves(visit_store(v), &search, visit_arena(v), &found));
        shelves_put_in_order(v, search.text, &found);
        for (size_t i = 0; i < found.count && i < FOUND_SHOWN; i++)
                TRY(add_found(v, e, &found.at[i], rows));
        json_object_set_new(values, "has_found", json_boolean(found.count > 0));
        json_object_set_new(values, "has_more", json_boolean(found.count > FOUND_SHOWN));
        return NO_ERR;
}

/* ---- the page ---- */

static struct err put_page(struct visit *v, const struct edition *e, json_t *values)
{
        struct slice hub = visit_newsroom(v)->settings.hub;
        const struct shelf_word *kind = shelf_word_named(visit_query(v, "kind"));
        json_object_set_new(values, "tabs", edition_tabs(v, e, "/feeds?edition="));
        json_object_set_new(values, "edition", text_value(e->code));
        json_object_set_new(values, "kinds", kind_choice(v, kind));
        json_object_set_new(values, "opml", text_value(whole(v, address_feed_list(visit_arena(v), e))));
        json_object_set_new(values, "sitemap", text_value(whole(v, SLICE(ADDRESS_SITEMAPS))));
        json_object_set_new(values, "hub", hub.len ? text_value(hub) : json_null());
        TRY(put_sections(v, e, values));
        return put_found(v, e, kind, values);
}

struct err handle_feeds(struct visit *v)
{
        const struct edition *edition = edition_named(v, visit_query(v, "edition"));
        if (!visit_may(v, MAY_SETTINGS, edition->id)) return reply_not_allowed(v, MAY_SETTINGS);
        json_t *values = json_object();
        struct err err = put_page(v, edition, values);
        if (err.code == OK) return reply_page(v, 200, "feeds", values);
        json_decref(values);
        return err;
}
