/* A few threads that bring pages from the archive. One load a page, however many requests wait for it: a waiting load
 * remembers, a bit a thread, whom to wake. Loads that are under way stay in the list until their page is in the cache.
 */
#include "reader/editions.h"
#include "reader/reader_inside.h"

#include "base/clock.h"
#include "base/log.h"
#include "reader/entry_address.h"

#include <stdlib.h>

enum {
        LOADS_MAX = 1024,
        LOADERS_MAX = 16,
        LISTING_MAX_BYTES = FRAGMENT_PLAIN_MAX_BYTES,
        TELL_FAILURES_EVERY_MS = 60000
};

struct load {
        struct wish wish;
        uint64_t waiting_threads; /* a bit each */
        bool taken;               /* by a loader */
};

struct loader {
        struct reader *reader;
        pthread_t threads[LOADERS_MAX];
        unsigned thread_count;
        pthread_mutex_t lock; /* guards everything below */
        pthread_cond_t work;
        struct load loads[LOADS_MAX];
        unsigned load_count;
        bool stopping;
};

/* ---- one page ---- */

/* A page without a time of its own has no Last-Modified. `date` is where Last-Modified is written, and must outlive the
 * source. */
static struct page_source source_of(struct page_key key, const struct archive_page *page, char date[HTTP_DATE_LEN])
{
        if (page->modified_ms) http_write_date(date, page->modified_ms);
        return (struct page_source){
                .key = key,
                .path = page->path,
                .content_type = page->content_type,
                .bare = page->kind == ARCHIVE_BARE,
                .alone = page->kind == ARCHIVE_ALONE,
                .article = page->kind == ARCHIVE_ARTICLE,
                .front = page->kind == ARCHIVE_FRONT,
                .gone = page->kind == ARCHIVE_STATUS,
                .search = page->kind == ARCHIVE_SEARCH,
                .edition = page->edition,
                .last_modified = {date, page->modified_ms ? HTTP_DATE_LEN : 0},
                .stored = {page->head, page->languages, page->main, page->more},
        };
}

/* A listing's main is made of its items, here and now; pages that have a main bring it along. */
static struct err add_items(struct archive *archive, struct deflater *deflater, const struct archive_page *page,
                            struct buf *pressed)
{
        CLEANUP(buf_clear) struct buf plain = BUF_INIT(LISTING_MAX_BYTES);
        TRY(archive_load_items(archive, page->id, &plain));
        return fragment_press(deflater, buf_slice(&plain), pressed);
}

static struct err load_page(struct archive *archive, struct deflater *deflater, struct page_key key, struct page **ret)
{
        struct archive_page page = {0};
        CLEANUP(buf_clear) struct buf main = BUF_INIT(LISTING_MAX_BYTES + 65536);
        CLEANUP(arena_clear) struct arena arena = {0};
        TRY(archive_load_page(archive, (int64_t)key.id, &page));
        char date[HTTP_DATE_LEN];
        struct page_source source = source_of(key, &page, date);
        if (page.kind != ARCHIVE_LISTING) return page_new(&source, ret);
        if (page.content_type.len) return listing_document_load(archive, deflater, &page, ret, key);

        /* The next call on the archive ends the slices of this one. */
        source.path = arena_copy(&arena, source.path);
        for (int i = 0; i < PAGE_PARTS; i++)
                source.stored[i] = arena_copy(&arena, source.stored[i]);
        TRY(add_items(archive, deflater, &page, &main));
        source.stored[PAGE_MAIN] = buf_slice(&main);
        return page_new(&source, ret);
}

static struct err load_redirect(struct archive *archive, struct page_key key, struct page **ret)
{
        struct page_source source = {.key = key};
        TRY(archive_load_location(archive, (int64_t)key.id, &source.path, &source.location));
        return page_new(&source, ret);
}

static struct err load_variant(struct archive *archive, struct deflater *deflater, struct page_key key,
                               struct page **ret)
{
        switch (key.variant) {
        case PAGE_REDIRECT:
                return load_redirect(archive, key, ret);
        case PAGE_TEXT:
                return text_edition_load(archive, deflater, key, ret);
        case PAGE_RSS:
        case PAGE_ATOM:
        case PAGE_JSON_FEED:
        case PAGE_NEWS_SITEMAP:
                return feed_page_load(archive, deflater, key, ret);
        case PAGE_NINJS:
                return ninjs_edition_load(archive, key, ret);
        case PAGE_ENTRIES:
                return entries_load(archive, key, ret);
        case PAGE_ITSELF:
        case PAGE_VARIANTS:
                break;
        }
        return load_page(archive, deflater, key, ret);
}

/* What the directory knows and the archive does not was withdrawn a moment ago, and the follower has not come by since;
 * if it has, the archive has lost it. Within the read transaction that did not find it. */
static struct err withdrawn_or_lost(const struct reader *r, struct archive *archive)
{
        int64_t commits = 0;
        TRY(archive_commits(archive, &commits));
        return commits == r->commits ? ERR(ERR_INVALID, "find a published page in the archive")
                                     : ERR(ERR_NOT_FOUND, "load a page that was just withdrawn");
}

static struct err load(const struct reader *r, struct archive *archive, struct deflater *deflater, struct page_key key,
                       struct page **ret)
{
        TRY(archive_read_begin(archive));
        struct err err = load_variant(archive, deflater, key, ret);
        if (err.code == ERR_NOT_FOUND) err = withdrawn_or_lost(r, archive);
        archive_read_end(archive);
        return err;
}

static enum page_lack lack_of(struct page_key key, struct err err)
{
        if (err.code == ERR_NOT_FOUND) return PAGE_JUST_WITHDRAWN;
        if (err.code == ERR_CONFLICT && key.variant >= PAGE_TEXT) return PAGE_HAS_NO_TEXT;
        if (err.code == ERR_BUSY && key.variant == PAGE_NINJS) return PAGE_NOT_WRITTEN_YET;
        return err.code == ERR_BUSY || err.code == ERR_FULL ? PAGE_NOT_LOADED : PAGE_DAMAGED;
}

/* Readers may ask for a damaged page as often as they like: one line a minute tells of it, and of how many there were.
 */
static void log_failed(struct reader *r, struct page_key key, struct err err)
{
        int64_t now_ms = clock_steady_ms(), next_ms = atomic_load(&r->failures_told_again_ms);
        uint64_t failed = atomic_fetch_add(&r->failed_loads, 1) + 1;
        if (now_ms < next_ms ||
            !atomic_compare_exchange_strong(&r->failures_told_again_ms, &next_ms, now_ms + TELL_FAILURES_EVERY_MS))
                return;
        log_err(err,
                "page %llu; %llu loads failed since the start; `stoppress check` finds what is damaged, "
                "`stoppress rebuild` makes it anew",
                (unsigned long long)key.id, (unsigned long long)failed);
}

static struct page *page_lacking(struct reader *r, struct page_key key, struct err err)
{
        struct page *page = NULL;
        struct page_source lacking = {.key = key, .lack = lack_of(key, err)};
        if (lacking.lack == PAGE_NOT_LOADED || lacking.lack == PAGE_DAMAGED) log_failed(r, key, err);
        must(page_new(&lacking, &page).code == OK);
        return page;
}

void loader_load(struct reader *r, struct archive *archive, struct deflater *deflater, struct page_key key)
{
        struct page *page = NULL;
        struct err err = archive ? load(r, archive, deflater, key, &page)
                                 : ERR(ERR_BUSY, "load a page: the archive is not open");
        if (err.code != OK) page = page_lacking(r, key, err);
        page_cache_add(r->cache, page);
        atomic_fetch_add(&r->loads, 1);
}

/* ---- the threads ---- */

static void connect_again(struct reader *r, struct connection *c, unsigned generation)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        archive_close(c->archive);
        *c = (struct connection){.generation = generation};
        struct err err = archive_open(r->options.archive_folder, ARCHIVE_READ, &c->archive, &why);
        if (err.code != OK) {
                c->archive = NULL;
                log_err(err, "%s", buf_text(&why));
        }
}

static struct load *next_load(struct loader *l)
{
        for (unsigned i = 0; i < l->load_count; i++)
                if (!l->loads[i].taken) return &l->loads[i];
        return NULL;
}

/* Pages' tokens are below 2^63, pictures' are not. Of two files with one token, which there will never be, the second
 * would be woken by the first and ask again. */
uint64_t wish_token(const struct wish *wish)
{
        if (!wish->for_picture) return page_key_pack(wish->page);
        uint64_t token;
        memcpy(&token, wish->picture.sha256, sizeof token);
        uint64_t name = (uint64_t)wish->file.width << 1 | (uint64_t)wish->file.format;
        return (token ^ name * UINT64_C(0x9e3779b97f4a7c15)) | UINT64_C(1) << 63;
}

static struct load *find_load(struct loader *l, uint64_t token)
{
        for (unsigned i = 0; i < l->load_count; i++)
                if (wish_token(&l->loads[i].wish) == token) return &l->loads[i];
        return NULL;
}

/* Takes the load off the list and tells everybody who waited. */
static void finish(struct loader *l, uint64_t token)
{
        pthread_mutex_lock(&l->lock);
        struct load *load = find_load(l, token);
        must(load != NULL);
        uint64_t waiting = load->waiting_threads;
        *load = l->loads[--l->load_count];
        pthread_mutex_unlock(&l->lock);

        struct server *server = l->reader->server;
        for (unsigned thread = 0; server && waiting; thread++, waiting >>= 1)
                if (waiting & 1) server_wake(server, thread, token);
}

/* Waits for a load that nobody has taken; false when there is none and there will be none. */
static bool take(struct loader *l, struct wish *ret)
{
        pthread_mutex_lock(&l->lock);
        struct load *load = NULL;
        while (!(load = next_load(l)) && !l->stopping)
                pthread_cond_wait(&l->work, &l->lock);
        if (load) {
                load->taken = true;
                *ret = load->wish;
        }
        pthread_mutex_unlock(&l->lock);
        return load != NULL;
}

void connection_follow(struct reader *r, struct connection *c)
{
        unsigned generation = atomic_load(&r->archive_generation);
        if (!c->archive || c->generation != generation) connect_again(r, c, generation);
}

static void load_page_now(struct reader *r, struct connection *connection, struct deflater *deflater,
                          struct page_key key)
{
        pthread_rwlock_rdlock(&r->applying);
        connection_follow(r, connection);
        loader_load(r, connection->archive, deflater, key);
        pthread_rwlock_unlock(&r->applying);
}

static void *work(void *context)
{
        struct loader *l = context;
        struct reader *r = l->reader;
        struct deflater *deflater = NULL;
        must(deflater_new(DEFLATE_SMALL, &deflater).code == OK);
        struct connection connection = {0};
        struct wish wish;
        while (take(l, &wish)) {
                if (wish.for_picture)
                        picture_load(r, &wish);
                else
                        load_page_now(r, &connection, deflater, wish.page);
                finish(l, wish_token(&wish));
        }
        archive_close(connection.archive);
        deflater_free(deflater);
        return NULL;
}

bool loader_request(struct loader *l, const struct wish *wish, unsigned thread)
{
        pthread_mutex_lock(&l->lock);
        struct load *load = find_load(l, wish_token(wish));
        if (!load && l->load_count < LOADS_MAX && !l->stopping) {
                load = &l->loads[l->load_count++];
                *load = (struct load){.wish = *wish};
                pthread_cond_signal(&l->work);
        }
        if (load) load->waiting_threads |= UINT64_C(1) << thread;
        pthread_mutex_unlock(&l->lock);
        return load != NULL;
}

struct err loader_start(struct reader *r, struct loader **ret)
{
        struct loader *l = calloc(1, sizeof *l);
        if (!l) return ERR(ERR_FULL, "allocate the loader");
        l->reader = r;
        pthread_mutex_init(&l->lock, NULL);
        pthread_cond_init(&l->work, NULL);
        for (; l->thread_count < r->options.loader_threads; l->thread_count++)
                if (pthread_create(&l->threads[l->thread_count], NULL, work, l) != 0) break;
        *ret = l;
        return l->thread_count ? NO_ERR : ERR(ERR_IO, "start a loader thread");
}

void loader_stop(struct loader *l)
{
        pthread_mutex_lock(&l->lock);
        l->stopping = true;
        pthread_cond_broadcast(&l->work);
        pthread_mutex_unlock(&l->lock);
        for (unsigned i = 0; i < l->thread_count; i++)
                pthread_join(l->threads[i], NULL);
        l->thread_count = 0;
}

void loader_free(struct loader *l)
{
        if (!l) return;
        loader_stop(l);
        pthread_mutex_destroy(&l->lock);
        pthread_cond_destroy(&l->work);
        free(l);
}
