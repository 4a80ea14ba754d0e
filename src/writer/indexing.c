#include "writer/indexing.h"

#include "base/clock.h"
#include "base/log.h"
#include "os/process.h"
#include "store/structure.h"
#include "writer/indexing_document.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

enum {
        CHANGES_A_SLICE = 32,
        ARTICLES_A_SLICE = 32,
        OF_A_SHELF = 500, /* that is called otherwise: its newest articles are indexed anew at once, the others when
                             they change */
        QUIET_MS = 60,
        WAITS_MOST_MS = 1000,
        IDLE_MS = 1000,
        RETRY_MS = 30000,
        TELL_PERIOD_MS = 10000,
};

struct indexing {
        const char *store_path, *archive_folder; /* borrowed */
        pthread_t thread;
        pthread_mutex_t lock; /* guards the next four */
        pthread_cond_t bell;
        bool rung, stopping;
        bool is_news; /* something was published since the bell was heard */
        enum founds_state { FOUNDS_NONE, FOUNDS_THERE, FOUNDS_TAKEN } founds_state;
        struct indexing_founds founds; /* the thread's own, but while they are there */

        /* the thread's own */
        struct stemmer *stemmer;
        struct search_index *index;
        struct store *store;
        struct index_newsroom newsroom;
        int64_t told_ms;
};

/* ---- opening ---- */

static void close_all(struct indexing *x)
{
        index_newsroom_clear(&x->newsroom);
        store_close(x->store);
        search_index_close(x->index);
        x->store = NULL;
        x->index = NULL;
}

static struct err open_all(struct indexing *x)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        struct err err = {0};
        if (!x->stemmer) err = stemmer_open(&x->stemmer, &why);
        if (err.code == OK) err = search_index_open(x->archive_folder, x->stemmer, &x->index, &why);
        if (err.code == OK) err = store_open(x->store_path, STORE_READ, &x->store, &why);
        if (err.code == OK) err = index_newsroom_load(&x->newsroom, x->store);
        if (err.code != OK) log_err(err, "search index: %s", buf_text(&why));
        return err;
}

/* ---- a slice ---- */

static struct err index_all(struct indexing *x, const struct article_ids *articles)
{
        for (size_t i = 0; i < articles->count; i++)
                TRY(index_article(x->index, &x->newsroom, x->store, articles->at[i]));
        return NO_ERR;
}

static struct err index_shelf(struct indexing *x, int64_t id, struct arena *a)
{
        struct shelf shelf;
        struct headlines newest;
        TRY(store_load_shelf(x->store, id, a, &shelf));
        if (shelf.merged_into) TRY(store_load_shelf(x->store, shelf.merged_into, a, &shelf));
        TRY(store_newest(x->store, (struct newest){.edition = shelf.edition, .shelf = shelf.id, .limit = OF_A_SHELF}, a,
                         &newest));
        for (size_t i = 0; i < newest.count; i++)
                TRY(index_article(x->index, &x->newsroom, x->store, newest.at[i].article));
        return NO_ERR;
}

static struct err apply(struct indexing *x, const struct change *change, struct arena *a)
{
        switch (change->act) {
        case CHANGE_PUBLISHED:
                TRY(search_index_seek(x->index, change->article));
                return index_article(x->index, &x->newsroom, x->store, change->article);
        case CHANGE_WITHDRAWN:
                return index_article(x->index, &x->newsroom, x->store, change->article);
        case CHANGE_NEWSROOM:
                return index_newsroom_load(&x->newsroom, x->store);
        case CHANGE_SHELF:
                /* No article has what is said of it. */
                return change->year == CHANGE_NO_MONTH ? NO_ERR : index_shelf(x, change->shelf, a);
        }
        return NO_ERR;
}

static struct err apply_changes(struct indexing *x, struct search_progress *progress, unsigned *ret_count)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct changes changes;
        TRY(store_changes(x->store, progress->change, CHANGES_A_SLICE, &arena, &changes));
        for (unsigned i = 0; i < changes.count; i++)
                TRY(apply(x, &changes.at[i], &arena));
        if (changes.count) progress->change = changes.at[changes.count - 1].number;
        *ret_count = changes.count;
        return NO_ERR;
}

/* What was there before the index was begun, the newest first. */
static struct err go_back(struct indexing *x, struct search_progress *progress)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct article_ids articles;
        TRY(store_live_articles_before(x->store, progress->before, ARTICLES_A_SLICE, &arena, &articles));
        TRY(index_all(x, &articles));
        progress->before = articles.count ? articles.at[articles.count - 1] : 0;
        return NO_ERR;
}

static struct err do_slice(struct indexing *x, struct search_progress *progress, bool *ret_more)
{
        unsigned count = 0;
        TRY(apply_changes(x, progress, &count));
        if (count == 0 && progress->before) TRY(go_back(x, progress));
        *ret_more = count == CHANGES_A_SLICE || progress->before;
        return NO_ERR;
}

/* An index that was just begun, or is ahead of the store (which was brought back from a backup), begins with the last
 * change and goes back from there. */
static struct err where_to_begin(struct indexing *x, struct search_progress *ret, bool *ret_anything)
{
        int64_t last = 0;
        TRY(store_last_change(x->store, &last));
        TRY(search_index_progress(x->index, ret));
        *ret_anything = ret->change != last || ret->before;
        if (ret->change < 0 || ret->change > last) *ret = (struct search_progress){last, INT64_MAX};
        return NO_ERR;
}

static void tell(struct indexing *x, const struct search_progress *before, const struct search_progress *now)
{
        int64_t count = 0;
        bool is_done = before->before && !now->before;
        if (!is_done && (!now->before || clock_steady_ms() - x->told_ms < TELL_PERIOD_MS)) return;
        x->told_ms = clock_steady_ms();
        if (search_index_count(x->index, &count).code != OK) return;
        log_event(LOG_INFO, "search index: %lld articles%s", (long long)count, is_done ? ", all there are" : " so far");
}

static struct err index_slice(struct indexing *x, bool *ret_more)
{
        struct search_progress before, progress;
        bool anything = false;
        *ret_more = false;
        TRY(where_to_begin(x, &before, &anything));
        if (!anything) return NO_ERR;
        progress = before;
        TRY(search_index_begin(x->index));
        struct err err = do_slice(x, &progress, ret_more);
        if (err.code != OK) {
                search_index_rollback(x->index);
                return err;
        }
        TRY(search_index_commit(x->index, progress));
        tell(x, &before, &progress);
        bool merges = false;
        TRY(search_index_merge(x->index, &merges));
        return *ret_more ? search_index_checkpoint(x->index) : NO_ERR;
}

/* ---- what is alike ---- */

static enum founds_state look_at_founds(struct indexing *x)
{
        pthread_mutex_lock(&x->lock);
        enum founds_state state = x->founds_state;
        pthread_mutex_unlock(&x->lock);
        return state;
}

static void set_founds(struct indexing *x, enum founds_state state)
{
        pthread_mutex_lock(&x->lock);
        x->founds_state = state;
        pthread_mutex_unlock(&x->lock);
}

static struct err forget_sought(struct indexing *x)
{
        struct search_progress progress;
        TRY(search_index_progress(x->index, &progress));
        TRY(search_index_begin(x->index));
        for (unsigned i = 0; i < x->founds.count; i++) {
                struct err err = search_index_seek_done(x->index, x->founds.at[i].article);
                if (err.code == OK) continue;
                search_index_rollback(x->index);
                return err;
        }
        return search_index_commit(x->index, progress);
}

static struct err find_alike(struct indexing *x)
{
        int64_t sought[INDEXING_FOUNDS_MAX];
        TRY(search_index_sought(x->index, INDEXING_FOUNDS_MAX, sought, &x->founds.count));
        for (unsigned i = 0; i < x->founds.count; i++) {
                x->founds.at[i].article = sought[i];
                TRY(search_index_alike(x->index, sought[i], &x->founds.at[i].alike));
        }
        return NO_ERR;
}

static bool found_any(const struct indexing_founds *founds)
{
        for (unsigned i = 0; i < founds->count; i++)
                if (founds->at[i].alike.count) return true;
        return false;
}

/* Of an index that has everything. Where nothing is alike nobody is asked. */
static struct err seek_alike(struct indexing *x, bool *ret_more)
{
        enum founds_state state = look_at_founds(x);
        *ret_more = false;
        if (state == FOUNDS_THERE) return NO_ERR;
        if (state == FOUNDS_NONE) TRY(find_alike(x));
        *ret_more = x->founds.count > 0;
        if (state == FOUNDS_NONE && found_any(&x->founds)) {
                *ret_more = false;
                set_founds(x, FOUNDS_THERE);
                return NO_ERR;
        }
        if (x->founds.count) TRY(forget_sought(x));
        x->founds.count = 0;
        set_founds(x, FOUNDS_NONE);
        return NO_ERR;
}

static void ring(struct indexing *x, bool is_news)
{
        pthread_mutex_lock(&x->lock);
        x->rung = true;
        x->is_news |= is_news;
        pthread_cond_signal(&x->bell);
        pthread_mutex_unlock(&x->lock);
}

const struct indexing_founds *indexing_found_alike(struct indexing *x)
{
        return x && look_at_founds(x) == FOUNDS_THERE ? &x->founds : NULL;
}

void indexing_took_alike(struct indexing *x)
{
        set_founds(x, FOUNDS_TAKEN);
        ring(x, false);
}

/* ---- when there is nothing to index ---- */

/* What makes searching quick again. */
static struct err tidy(struct indexing *x, bool *ret_more)
{
        TRY(search_index_merge(x->index, ret_more));
        return search_index_checkpoint(x->index);
}

/* ---- the thread ---- */

static struct timespec from_now(int64_t ms)
{
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec += ms / 1000;
        until.tv_nsec += ms % 1000 * 1000000;
        if (until.tv_nsec >= 1000000000) {
                until.tv_sec++;
                until.tv_nsec -= 1000000000;
        }
        return until;
}

/* At most so long, with the lock held; whether the bell rang for news. */
static bool hear(struct indexing *x, int64_t ms)
{
        struct timespec until = from_now(ms);
        int code = 0;
        while (!x->rung && !x->stopping && code == 0 && ms > 0)
                code = pthread_cond_timedwait(&x->bell, &x->lock, &until);
        bool is_news = x->rung && x->is_news;
        x->rung = x->is_news = false;
        return is_news;
}

/* Whoever publishes one story publishes the next: nobody's publication is to share the processor with the indexing of
 * the one before. So it begins when it is quiet, or when the first has waited long enough. */
static bool wait_for_bell(struct indexing *x, int64_t ms)
{
        pthread_mutex_lock(&x->lock);
        bool is_news = hear(x, ms);
        for (int64_t begun_ms = clock_steady_ms(); ms > 0 && is_news && !x->stopping;)
                is_news = hear(x, QUIET_MS) && clock_steady_ms() - begun_ms < WAITS_MOST_MS;
        bool goes_on = !x->stopping;
        pthread_mutex_unlock(&x->lock);
        return goes_on;
}

static void *work(void *context)
{
        struct indexing *x = context;
        process_stand_back(STAND_BACK_LAST); /* publishing wakes it, and would wait for it */
        int64_t wait_ms = 0;
        while (wait_for_bell(x, wait_ms)) {
                bool more = false;
                struct err err = x->store ? NO_ERR : open_all(x);
                if (err.code == OK) err = index_slice(x, &more);
                if (err.code == OK && !more) err = seek_alike(x, &more);
                if (err.code == OK && !more) err = tidy(x, &more);
                wait_ms = more ? 0 : IDLE_MS;
                if (err.code == OK) continue;
                log_err(err, "search index");
                close_all(x);
                wait_ms = RETRY_MS;
        }
        close_all(x);
        stemmer_close(x->stemmer);
        return NULL;
}

struct err indexing_start(const char *store_path, const char *archive_folder, struct indexing **ret)
{
        struct indexing *x = calloc(1, sizeof *x);
        if (!x) return ERR(ERR_FULL, "allocate what indexes");
        x->store_path = store_path;
        x->archive_folder = archive_folder;
        pthread_mutex_init(&x->lock, NULL);
        pthread_cond_init(&x->bell, NULL);
        if (pthread_create(&x->thread, NULL, work, x) != 0) {
                free(x);
                return ERR(ERR_IO, "start what indexes");
        }
        *ret = x;
        return NO_ERR;
}

void indexing_ring(struct indexing *x)
{
        if (x) ring(x, true);
}

void indexing_stop(struct indexing *x)
{
        if (!x) return;
        pthread_mutex_lock(&x->lock);
        x->stopping = true;
        pthread_cond_signal(&x->bell);
        pthread_mutex_unlock(&x->lock);
        pthread_join(x->thread, NULL);
        pthread_cond_destroy(&x->bell);
        pthread_mutex_destroy(&x->lock);
        free(x);
}
