/* What changed with which commit, for readers that follow. Commits have numbers of their own, for not every one brings
 * a change of the store: a new theme presses old articles anew. */
#include "archive/archive_inside.h"

enum { LOG_MAX_ROWS = 100 * 1000 }; /* a reader that is further behind loads everything in less time */

enum noted { NOTED_PATH = 1, NOTED_PAGE };

static struct err note(struct archive *a, enum noted kind, int64_t key)
{
        archive_check_writing(a);
        if (a->change == 0) return NO_ERR; /* nobody follows yet */
        CLEANUP(query_end) struct query q = query_start(a->database, LOG_ADD);
        query_bind_int(&q, a->commits + 1);
        query_bind_int(&q, kind);
        query_bind_int(&q, key);
        TRY(query_run(&q));
        a->log_count += database_changed_rows(a->database);
        return NO_ERR;
}

struct err change_log_note_path(struct archive *a, uint64_t hash)
{
        return note(a, NOTED_PATH, hash_to_key(hash));
}

struct err change_log_note_page(struct archive *a, int64_t page)
{
        return note(a, NOTED_PAGE, page);
}

struct err change_log_note_listings(struct archive *a, int64_t article)
{
        archive_check_writing(a);
        if (a->change == 0) return NO_ERR;
        CLEANUP(query_end) struct query q = query_start(a->database, LOG_ADD_LISTINGS);
        query_bind_int(&q, a->commits + 1);
        query_bind_int(&q, NOTED_PAGE);
        query_bind_int(&q, article);
        TRY(query_run(&q));
        a->log_count += database_changed_rows(a->database);
        return NO_ERR;
}

static struct err drop_oldest(struct archive *a)
{
        int64_t oldest;
        {
                CLEANUP(query_end) struct query q = query_start(a->database, LOG_OLDEST);
                TRY(query_row(&q));
                oldest = query_int(&q, 0);
        }
        CLEANUP(query_end) struct query q = query_start(a->database, LOG_DROP);
        query_bind_int(&q, oldest);
        TRY(query_run(&q));
        a->log_count -= database_changed_rows(a->database);
        a->log_complete_after = oldest;
        return NO_ERR;
}

struct err change_log_prune(struct archive *a)
{
        while (a->log_count > LOG_MAX_ROWS)
                TRY(drop_oldest(a));
        return NO_ERR;
}

/* ---- reading ---- */

static struct err log_reaches_back(struct archive *a, int64_t after)
{
        CLEANUP(query_end) struct query q = query_start(a->database, META_GET);
        TRY(query_row(&q));
        int64_t commits = query_int(&q, 2), complete_after = query_int(&q, 4);
        bool known = after >= complete_after && after <= commits;
        return known ? NO_ERR : ERR(ERR_NOT_FOUND, "follow commits that the log no longer has");
}

static struct err each_path_after(struct archive *a, int64_t after, archive_path_fn *fn, void *context)
{
        CLEANUP(query_end) struct query q = query_start(a->database, LOG_PATHS);
        query_bind_int(&q, after);
        return path_each_row(&q, fn, context);
}

static struct err each_page_after(struct archive *a, int64_t after, archive_stale_fn *fn, void *context)
{
        CLEANUP(query_end) struct query q = query_start(a->database, LOG_PAGES);
        query_bind_int(&q, after);
        bool row;
        for (;;) {
                TRY(query_step(&q, &row));
                if (!row) return NO_ERR;
                TRY(fn(context, query_int(&q, 0)));
        }
}

struct err archive_changes(struct archive *a, int64_t after, archive_path_fn *on_path, archive_stale_fn *on_stale,
                           void *context)
{
        archive_check(a);
        TRY(log_reaches_back(a, after));
        TRY(each_path_after(a, after, on_path, context));
        return each_page_after(a, after, on_stale, context);
}
