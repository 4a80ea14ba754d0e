/* What feeds and sitemaps say of listings and their articles. */
#include "archive/archive_inside.h"

struct err archive_each_entry(struct archive *a, const struct archive_entries *of, archive_entry_fn *fn, void *context)
{
        archive_check(a);
        CLEANUP(query_end) struct query q = query_start(a->database, of->with_main ? ENTRY_LIST : ENTRY_LIST_BRIEF);
        query_bind_int(&q, of->listing);
        query_bind_int(&q, (int64_t)of->max);
        bool row, more = true;
        while (more) {
                TRY(query_step(&q, &row));
                if (!row) return NO_ERR;
                struct archive_entry entry = {
                        .article = query_int(&q, 0), .modified_ms = query_int(&q, 1), .about = query_slice(&q, 2)};
                if (of->with_main) entry.main = query_slice(&q, 3);
                TRY(fn(context, &entry, &more));
        }
        return NO_ERR;
}

static struct err each_listing(struct query *q, archive_listing_fn *fn, void *context)
{
        bool row, more = true;
        while (more) {
                TRY(query_step(q, &row));
                if (!row) return NO_ERR;
                const struct archive_listing listing = {query_slice(q, 0), query_slice(q, 1), query_int(q, 2)};
                TRY(fn(context, &listing, &more));
        }
        return NO_ERR;
}

struct err archive_each_feed(struct archive *a, unsigned edition, unsigned max, archive_listing_fn *fn, void *context)
{
        archive_check(a);
        CLEANUP(query_end) struct query q = query_start(a->database, FEED_LIST);
        query_bind_int(&q, edition);
        query_bind_int(&q, max);
        return each_listing(&q, fn, context);
}

struct err archive_each_filled(struct archive *a, unsigned least, unsigned max, archive_listing_fn *fn, void *context)
{
        archive_check(a);
        must(least > 0);
        CLEANUP(query_end) struct query q = query_start(a->database, FILLED_LIST);
        query_bind_int(&q, least - 1);
        query_bind_int(&q, max);
        return each_listing(&q, fn, context);
}

struct err archive_each_sitemap(struct archive *a, unsigned max, archive_listing_fn *fn, void *context)
{
        archive_check(a);
        CLEANUP(query_end) struct query q = query_start(a->database, SITEMAP_LIST);
        query_bind_int(&q, max);
        return each_listing(&q, fn, context);
}

struct err archive_note_stale(struct archive *a, int64_t page)
{
        return change_log_note_page(a, page);
}
