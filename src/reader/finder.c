#include "reader/finder.h"

#include "base/clock.h"
#include "base/log.h"
#include "reader/reader_inside.h"
#include "reader/seeks.h"
#include "site/quiescent.h"

#include <limits.h>
#include <sodium.h>
#include <stdlib.h>

enum {
        THREADS_MAX = 4,
        KEPT_BYTES = 8 << 20,
        SEARCH_MS = 700, /* of one search in the index */
        MAIN_MAX_BYTES = 1 << 20,
};

_Static_assert((int)QUIESCENT_THREADS_MAX <= (int)(CHAR_BIT * sizeof((struct seek *)NULL)->waiting_threads),
               "a seek has a bit for each server thread that waits");

/* Tokens of searches: above pages', below pictures'. */
static const uint64_t token_mark = UINT64_C(1) << 62;

struct finder {
        struct reader *reader;
        pthread_mutex_t loading;
        struct stemmer *stemmer; /* owned; guarded by `loading`; NULL until it is loaded, and when it cannot be */
        bool loading_failed;     /* likewise */
        struct page_cache *kept;
        uint8_t key[crypto_shorthash_KEYBYTES];
        struct searcher *watcher; /* the follower's */
        atomic_uint_fast64_t index_state;
        atomic_bool begun; /* by a thread */
        pthread_t threads[THREADS_MAX];
        unsigned thread_count;
        pthread_mutex_t lock; /* guards everything below */
        pthread_cond_t work;
        struct seeks seeks;
        bool stopping;
};

/* ---- one search ---- */

/* A thread's own. */
struct seeker {
        struct finder *finder;
        struct searcher *searcher;
        struct deflater *deflater;
        struct connection connection;
};

/* One thread loads the dictionary, the others wait for it. Without one there are no searches, which is said once. */
static struct stemmer *load_stemmer(struct finder *f)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        pthread_mutex_lock(&f->loading);
        struct err err = f->stemmer || f->loading_failed ? NO_ERR : stemmer_open(&f->stemmer, &why);
        f->loading_failed |= err.code != OK;
        struct stemmer *stemmer = f->stemmer;
        pthread_mutex_unlock(&f->loading);
        if (err.code != OK) log_err(err, "search: %s", buf_text(&why));
        return stemmer;
}

static struct err open_searcher(struct seeker *s)
{
        if (s->searcher) return NO_ERR;
        struct stemmer *stemmer = load_stemmer(s->finder);
        if (!stemmer) return ERR(ERR_NOT_FOUND, "search without a dictionary");
        return searcher_new(s->finder->reader->options.archive_folder, stemmer, &s->searcher);
}

static struct search_request request_of(const struct search_query *q, unsigned edition, int64_t until_ms)
{
        int64_t now = clock_steady_ms();
        return (struct search_request){
                .words = q->words,
                .topic = q->topic,
                .author = q->author,
                .source = q->source,
                .edition = q->in_all ? 0 : edition,
                .section = q->section,
                .from_day = q->from_day,
                .until_day = q->until_day,
                .newest = q->newest,
                .page = q->page - 1,
                .now_ms = clock_wall_ms(),
                .give_up_ms = now + SEARCH_MS < until_ms ? now + SEARCH_MS : until_ms,
        };
}

static struct err press_answer(struct seeker *s, const struct seek *seek, struct found_source *source,
                               struct page **ret)
{
        struct archive_page page = {0};
        CLEANUP(arena_clear) struct arena arena = {0};
        CLEANUP(buf_clear)
        struct buf pieces = BUF_INIT(MAIN_MAX_BYTES), plain = BUF_INIT(MAIN_MAX_BYTES),
                   main = BUF_INIT(MAIN_MAX_BYTES + 65536);
        struct fragment stored;
        struct archive *archive = s->connection.archive;
        if (!archive) return ERR(ERR_IO, "answer a search: no archive");
        TRY(archive_load_page(archive, (int64_t)seek->page_id, &page));
        if (page.kind != ARCHIVE_SEARCH) return ERR(ERR_NOT_FOUND, "find the search page");
        TRY(fragment_read(page.main, &stored));
        TRY(fragment_inflate(&stored, &pieces));
        struct page_source answer = {.key = seek->key, .edition = page.edition, .path = arena_copy(&arena, page.path)};
        answer.stored[PAGE_HEAD] = arena_copy(&arena, page.head);
        answer.stored[PAGE_LANGUAGES] = arena_copy(&arena, page.languages);
        answer.stored[PAGE_MORE] = arena_copy(&arena, page.more);
        answer.found_nothing = source->result->unfound && source->query->page == 1;
        source->pieces = buf_slice(&pieces);
        source->path = answer.path;
        source->edition = page.edition;
        TRY(found_write(source, archive, &plain));
        TRY(fragment_press(s->deflater, buf_slice(&plain), &main));
        answer.stored[PAGE_MAIN] = buf_slice(&main);
        return page_new(&answer, ret);
}

static struct err press_at_one_moment(struct seeker *s, const struct seek *seek, struct found_source *source,
                                      struct page **ret)
{
        struct reader *r = s->finder->reader;
        connection_follow(r, &s->connection);
        if (!s->connection.archive) return ERR(ERR_IO, "answer a search: no archive");
        TRY(archive_read_begin(s->connection.archive));
        struct err err = press_answer(s, seek, source, ret);
        archive_read_end(s->connection.archive);
        return err;
}

/* Who only opens the page is not kept waiting for dictionary and index. */
static struct err find_if_asked(struct seeker *s, const struct search_request *request, struct arena *a,
                                struct search_result *ret)
{
        bool is_filtered = request->topic.len || request->author.len || request->source.len || request->section ||
                           request->from_day || request->until_day;
        *ret = (struct search_result){.count = 0};
        if (request->words.len == 0 && !is_filtered) return NO_ERR;
        TRY(open_searcher(s));
        return search_find(s->searcher, request, a, ret);
}

static struct err answer(struct seeker *s, const struct seek *seek, struct page **ret)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct search_query query;
        struct search_result result;
        search_query_read(buf_slice(&seek->query), &arena, &query);
        const struct search_request request = request_of(&query, seek->edition, seek->until_ms);
        TRY(find_if_asked(s, &request, &arena, &result));
        struct found_source source = {.query = &query, .result = &result};
        pthread_rwlock_rdlock(&s->finder->reader->applying);
        struct err err = press_at_one_moment(s, seek, &source, ret);
        if (err.code == OK) page_cache_add(s->finder->kept, *ret);
        pthread_rwlock_unlock(&s->finder->reader->applying);
        return err;
}

/* What cannot be answered is kept as that: whoever waits is told so, and so is who asks the same until the follower
 * tidies up (finder_follow), within FINDER_RETRY_S; who comes later asks anew. */
static void find_now(struct seeker *s, const struct seek *seek)
{
        struct page *page = NULL;
        struct err err = {0};
        if (clock_steady_ms() >= seek->until_ms)
                err = ERR(ERR_BUSY, "search in time");
        else
                err = answer(s, seek, &page);
        if (err.code == OK) return;
        if (err.code != ERR_BUSY && err.code != ERR_NOT_FOUND) log_err(err, "search");
        struct page_source lacking = {.key = seek->key, .lack = PAGE_NOT_LOADED};
        must(page_new(&lacking, &page).code == OK);
        page_cache_add(s->finder->kept, page);
}

/* ---- the threads ---- */

static uint64_t token_of(struct page_key key)
{
        return page_key_pack(key) | token_mark;
}

static bool take(struct finder *f, struct seek *ret)
{
        pthread_mutex_lock(&f->lock);
        struct seek *seek = NULL;
        while (!f->stopping && !(seek = seeks_take(&f->seeks)))
                pthread_cond_wait(&f->work, &f->lock);
        if (seek) *ret = *seek; /* with the query's bytes, which nobody else touches now */
        pthread_mutex_unlock(&f->lock);
        return seek != NULL;
}

static void finish(struct finder *f, struct page_key key)
{
        uint64_t token = token_of(key);
        pthread_mutex_lock(&f->lock);
        struct seek *seek = seeks_find(&f->seeks, key);
        must(seek != NULL);
        uint64_t waiting = seek->waiting_threads;
        seeks_drop(&f->seeks, seek);
        pthread_mutex_unlock(&f->lock);
        struct server *server = f->reader->server;
        for (unsigned thread = 0; server && waiting; thread++, waiting >>= 1)
                if (waiting & 1) server_wake(server, thread, token);
}

static void *work(void *context)
{
        struct finder *f = context;
        struct seeker s = {.finder = f};
        struct seek seek;
        bool is_first = !atomic_exchange(&f->begun, true);
        must(deflater_new(DEFLATE_QUICK, &s.deflater).code == OK);
        if (is_first) load_stemmer(f); /* ahead of the first who asks, who may not wait long */
        while (take(f, &seek)) {
                find_now(&s, &seek);
                finish(f, seek.key);
        }
        archive_close(s.connection.archive);
        searcher_free(s.searcher);
        deflater_free(s.deflater);
        return NULL;
}

/* ---- asking ---- */

/* Which of all answers: of this page's search, in this state of index and archive. */
static uint64_t answer_id(struct finder *f, const struct search_ask *ask)
{
        uint64_t hash = 0;
        const uint64_t state[] = {atomic_load(&f->index_state), (uint64_t)atomic_load(&f->reader->change),
                                  ask->page->key.id};
        CLEANUP(buf_clear) struct buf text = BUF_INIT(SEEK_QUERY_MAX_BYTES + sizeof state);
        buf_add(&text, (struct slice){(const char *)state, sizeof state});
        buf_add(&text, ask->query);
        must(crypto_shorthash((unsigned char *)&hash, (const unsigned char *)text.at, text.len, f->key) == 0);
        return hash >> 8 | 1;
}

static bool join(struct finder *f, const struct search_ask *ask, struct page_key key)
{
        pthread_mutex_lock(&f->lock);
        struct seek *seek = seeks_find(&f->seeks, key);
        if (!seek && !f->stopping && (seek = seeks_add(&f->seeks, key))) {
                seek->page_id = ask->page->key.id;
                seek->edition = ask->page->edition;
                seek->until_ms = clock_steady_ms() + FINDER_PATIENCE_MS;
                buf_add(&seek->query, ask->query);
                pthread_cond_signal(&f->work);
        }
        if (seek) seek->waiting_threads |= UINT64_C(1) << ask->thread;
        pthread_mutex_unlock(&f->lock);
        return seek != NULL;
}

enum finding finder_find(struct finder *f, const struct search_ask *ask, const struct page **ret, uint64_t *ret_token)
{
        if (!f) return FINDING_REFUSED;
        struct page_key key = {answer_id(f, ask), PAGE_ITSELF, ask->encoding};
        *ret = page_cache_find(f->kept, key);
        if (*ret) return (*ret)->lack == PAGE_LACKS_NOTHING ? FINDING_FOUND : FINDING_REFUSED;
        if (!join(f, ask, key)) return FINDING_REFUSED;
        *ret_token = token_of(key);
        return FINDING_AWAITED;
}

/* ---- life ---- */

struct err finder_start(struct reader *r, struct finder **ret)
{
        *ret = NULL;
        if (r->options.finder_threads == 0) return NO_ERR;
        struct finder *f = calloc(1, sizeof *f);
        if (!f) return ERR(ERR_FULL, "allocate the finder");
        f->reader = r;
        randombytes_buf(f->key, sizeof f->key);
        pthread_mutex_init(&f->lock, NULL);
        pthread_mutex_init(&f->loading, NULL);
        pthread_cond_init(&f->work, NULL);
        *ret = f;
        TRY(page_cache_new(r->quiescent, KEPT_BYTES, &f->kept));
        TRY(searcher_new(r->options.archive_folder, NULL, &f->watcher));
        finder_follow(f);
        for (; f->thread_count < r->options.finder_threads && f->thread_count < THREADS_MAX; f->thread_count++)
                if (pthread_create(&f->threads[f->thread_count], NULL, work, f) != 0) break;
        return f->thread_count ? NO_ERR : ERR(ERR_IO, "start a finder thread");
}

void finder_follow(struct finder *f)
{
        uint64_t state = 0;
        if (!f) return;
        page_cache_drop_lacking(f->kept);
        struct err err = search_state(f->watcher, &state);
        if (err.code == OK) atomic_store(&f->index_state, state);
}

void finder_stop(struct finder *f)
{
        if (!f) return;
        pthread_mutex_lock(&f->lock);
        f->stopping = true;
        pthread_cond_broadcast(&f->work);
        pthread_mutex_unlock(&f->lock);
        for (unsigned i = 0; i < f->thread_count; i++)
                pthread_join(f->threads[i], NULL);
        f->thread_count = 0;
}

void finder_free(struct finder *f)
{
        if (!f) return;
        finder_stop(f);
        seeks_clear(&f->seeks);
        searcher_free(f->watcher);
        stemmer_close(f->stemmer);
        page_cache_free(f->kept);
        pthread_mutex_destroy(&f->lock);
        pthread_mutex_destroy(&f->loading);
        pthread_cond_destroy(&f->work);
        free(f);
}
