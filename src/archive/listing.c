/* Listings: which articles stand on which listing pages, and how they look there. A listing page's text is not kept; it
 * is put together from the items when a reader asks, so a corrected headline is right everywhere at once. */
#include "archive/archive_inside.h"
#include "archive/shown.h"

static int64_t limit_of(unsigned item_max)
{
        return item_max ? (int64_t)item_max : -1; /* SQLite: no limit */
}

/* ---- items ---- */

static struct err run_with_article(struct archive *a, enum archive_statement statement, int64_t article)
{
        CLEANUP(query_end) struct query q = query_start(a->database, statement);
        query_bind_int(&q, article);
        return query_run(&q);
}

struct err item_drop(struct archive *a, int64_t article)
{
        TRY(change_log_note_listings(a, article));
        TRY(run_with_article(a, PLACE_DROP_ALL, article));
        return run_with_article(a, ITEM_DROP, article);
}

struct err archive_put_item(struct archive *a, int64_t article, int64_t modified_ms, struct slice html,
                            struct slice about)
{
        archive_check_writing(a);
        CLEANUP(query_end) struct query q = query_start(a->database, ITEM_PUT);
        query_bind_int(&q, article);
        query_bind_int(&q, modified_ms);
        query_bind_text(&q, html);
        query_bind_text(&q, about);
        TRY(query_run(&q));
        return database_changed_rows(a->database) ? change_log_note_listings(a, article) : NO_ERR;
}

/* ---- places ---- */

static struct err put_place(struct archive *a, int64_t article, struct archive_place place)
{
        CLEANUP(query_end) struct query q = query_start(a->database, PLACE_PUT);
        query_bind_int(&q, article);
        query_bind_int(&q, place.listing);
        query_bind_int(&q, place.rank);
        TRY(query_run(&q));
        return database_changed_rows(a->database) ? change_log_note_page(a, place.listing) : NO_ERR;
}

static struct err drop_place(struct archive *a, int64_t article, int64_t listing)
{
        CLEANUP(query_end) struct query q = query_start(a->database, PLACE_DROP);
        query_bind_int(&q, article);
        query_bind_int(&q, listing);
        TRY(query_run(&q));
        return change_log_note_page(a, listing);
}

static bool stands_on(int64_t listing, const struct archive_place *places, size_t count)
{
        for (size_t i = 0; i < count; i++)
                if (places[i].listing == listing) return true;
        return false;
}

static struct err drop_other_places(struct archive *a, int64_t article, const struct archive_place *places,
                                    size_t count)
{
        CLEANUP(query_end) struct query q = query_start(a->database, PLACE_LIST);
        query_bind_int(&q, article);
        bool row;
        for (;;) {
                TRY(query_step(&q, &row));
                if (!row) return NO_ERR;
                int64_t listing = query_int(&q, 0);
                if (!stands_on(listing, places, count)) TRY(drop_place(a, article, listing));
        }
}

struct err archive_put_places(struct archive *a, int64_t article, const struct archive_place *places, size_t count)
{
        archive_check_writing(a);
        TRY(drop_other_places(a, article, places, count));
        for (size_t i = 0; i < count; i++)
                TRY(put_place(a, article, places[i]));
        return NO_ERR;
}

struct err archive_has_places(struct archive *a, int64_t listing, bool *ret)
{
        archive_check(a);
        CLEANUP(query_end) struct query q = query_start(a->database, PLACE_ANY);
        query_bind_int(&q, listing);
        return query_step(&q, ret);
}

/* ---- listings that show the items of others ---- */

struct err archive_shows_same(struct archive *a, int64_t listing, struct slice shows, bool *ret)
{
        archive_check(a);
        CLEANUP(query_end) struct query q = query_start(a->database, SHOWS_SAME);
        query_bind_int(&q, listing);
        query_bind_text(&q, shows);
        TRY(query_row(&q));
        *ret = query_int(&q, 0);
        return NO_ERR;
}

struct err archive_show_besides(struct archive *a, int64_t listing, int64_t shown)
{
        archive_check_writing(a);
        CLEANUP(query_end) struct query q = query_start(a->database, SHOWS_ADD);
        query_bind_int(&q, listing);
        query_bind_int(&q, shown);
        TRY(query_run(&q));
        return database_changed_rows(a->database) ? change_log_note_page(a, listing) : NO_ERR;
}

/* ---- reading ---- */

static struct err newest_of(struct query *q, int64_t *ret)
{
        TRY(query_row(q));
        *ret = query_int(q, 0); /* no items: NULL, read as 0 */
        return NO_ERR;
}

static struct err newest_shown(struct archive *a, struct slice shows, int64_t *ret)
{
        CLEANUP(query_end) struct query q = query_start(a->database, ITEM_NEWEST_SHOWN);
        query_bind_text(&q, shows);
        return newest_of(&q, ret);
}

struct err listing_modified_ms(struct archive *a, const struct archive_page *listing, int64_t *ret)
{
        *ret = 0;
        if (listing->shows.len) TRY(newest_shown(a, listing->shows, ret));
        if (*ret) return NO_ERR;
        CLEANUP(query_end) struct query q = query_start(a->database, ITEM_NEWEST);
        query_bind_int(&q, listing->id);
        query_bind_int(&q, limit_of(listing->item_max));
        return newest_of(&q, ret);
}

static struct err add_each(struct query *q, struct buf *ret)
{
        bool row;
        for (;;) {
                TRY(query_step(q, &row));
                if (!row) return NO_ERR;
                buf_add(ret, query_slice(q, 0));
        }
}

static struct err add_shown(struct archive *a, struct slice shows, struct buf *ret)
{
        CLEANUP(query_end) struct query q = query_start(a->database, ITEM_LIST_SHOWN);
        query_bind_text(&q, shows);
        return add_each(&q, ret);
}

static struct err add_own(struct archive *a, int64_t listing, unsigned item_max, struct buf *ret)
{
        CLEANUP(query_end) struct query q = query_start(a->database, ITEM_LIST);
        query_bind_int(&q, listing);
        query_bind_int(&q, limit_of(item_max));
        return add_each(&q, ret);
}

struct err archive_load_item(struct archive *a, int64_t article, struct buf *ret)
{
        archive_check(a);
        CLEANUP(query_end) struct query q = query_start(a->database, ITEM_GET);
        query_bind_int(&q, article);
        TRY(query_row(&q));
        buf_add(ret, query_slice(&q, 0));
        return BUF_OK(ret, "load a list item");
}

struct err archive_load_items(struct archive *a, int64_t listing, struct buf *ret)
{
        archive_check(a);
        CLEANUP(query_end) struct query q = query_start(a->database, LISTING_GET);
        query_bind_int(&q, listing);
        TRY(query_row(&q));
        buf_add(ret, query_slice(&q, 0));
        size_t before = ret->len;
        if (query_slice(&q, 3).len) TRY(add_shown(a, query_slice(&q, 3), ret));
        if (ret->len == before) TRY(add_own(a, listing, (unsigned)query_int(&q, 2), ret));
        buf_add(ret, query_slice(&q, 1));
        return BUF_OK(ret, "put a listing together");
}
