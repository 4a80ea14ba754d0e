/* What is found while one types: articles to lead on to, names of authors and topics, an address. */
#include "desk/handlers.h"
#include "desk/list.h"
#include "store/find.h"
#include "store/publication.h"
#include "store/work_list.h"

enum { FOUND_MAX = 8 };

static unsigned edition_of(struct visit *v)
{
        uint64_t number = 0;
        return slice_to_u64(visit_query(v, "edition"), UINT32_MAX, &number) ? (unsigned)number : 0;
}

static json_t *found_value(struct visit *v, const struct work_row *row, struct slice uri)
{
        const struct edition *edition = newsroom_edition(visit_newsroom(v), row->edition);
        struct slice headline = row->headline.len ? row->headline : visit_text(v, "no_headline");
        return json_pack("{s:I, s:o, s:o, s:o, s:o}", "id", (json_int_t)row->article, "uri", text_value(uri),
                         "headline", text_value(headline), "language", text_value(edition->code), "state_name",
                         text_value(visit_text(v, list_state_key(row->state))));
}

struct err handle_find_articles(struct visit *v)
{
        struct work_rows rows;
        const bool is_any = visit_query(v, "all").len > 0; /* drafts too, for going to them */
        const struct work_filter filter = {
                .view = WORK_ALL,
                .state = is_any ? 0 : STATE_PUBLISHED,
                .edition = edition_of(v),
                .text = visit_query(v, "find"),
                .limit = FOUND_MAX,
        };
        TRY(store_work_list(visit_store(v), &filter, visit_arena(v), &rows));
        json_t *found = json_array();
        for (size_t i = 0; i < rows.count; i++) {
                struct published published;
                if (is_any && !visit_may(v, MAY_WRITE_OWN, rows.at[i].edition)) continue;
                TRY(store_load(visit_store(v), rows.at[i].article, visit_arena(v), &published));
                json_array_append_new(found, found_value(v, &rows.at[i], published.article.uri));
        }
        return reply_json(v, 200, json_pack("{s:o}", "found", found));
}

/* A headline as an address's words: romanised by the rules of the edition's language, cut between words. */
struct err handle_offer_slug(struct visit *v)
{
        enum { SLUG_OFFER_BYTES = 80 };
        CLEANUP(buf_clear) struct buf slug = BUF_INIT(SLUG_OFFER_BYTES + 1);
        const struct newsroom *newsroom = visit_newsroom(v);
        unsigned edition = edition_of(v);
        if (edition < 1 || edition > newsroom->edition_count) return reply_refused(v, 400, "refused_request");
        language_write_slug(newsroom->editions[edition - 1].code, visit_query(v, "text"), SLUG_OFFER_BYTES, &slug);
        return reply_json(v, 200, json_pack("{s:o}", "slug", text_value(buf_slice(&slug))));
}

struct err handle_find_names(struct visit *v)
{
        struct shelves shelves;
        bool is_author = slice_eq(visit_query(v, "kind"), SLICE("author"));
        const struct shelf_search search = {
                .kind = is_author ? SHELF_PERSON : SHELF_TOPIC,
                .edition = edition_of(v),
                .text = visit_query(v, "find"),
                .limit = FOUND_MAX,
        };
        TRY(store_find_shelves(visit_store(v), &search, visit_arena(v), &shelves));
        json_t *found = json_array();
        for (size_t i = 0; i < shelves.count; i++) {
                json_t *one = json_pack("{s:o, s:o}", "name", text_value(shelves.at[i].name), "uri",
                                        text_value(shelves.at[i].uri));
                if (!is_author) json_object_set_new(one, "kind", json_string("subject"));
                json_array_append_new(found, one);
        }
        return reply_json(v, 200, json_pack("{s:o}", "found", found));
}
