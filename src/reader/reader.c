#include "reader/reader_inside.h"

#include "archive/picture.h"
#include "base/clock.h"
#include "reader/finder.h"
#include "reader/unfound.h"

#include <sodium.h>
#include <stdlib.h>

static void turn_ended(void *context, unsigned thread)
{
        struct reader *r = context;
        quiescent_pass(r->quiescent, thread);
}

struct server_app reader_app(struct reader *r)
{
        return (struct server_app){.context = r,
                                   .answer = reader_answer,
                                   .stream_news = live_news,
                                   .turn_ended = turn_ended,
                                   .error_page = reader_error_page,
                                   .file_hold = picture_hold_file,
                                   .file_release = picture_release_file,
                                   .file_is_at_hand = picture_file_is_at_hand};
}

struct server **reader_server(struct reader *r)
{
        return &r->server;
}

void reader_stop_loading(struct reader *r)
{
        loader_stop(r->loader);
        finder_stop(r->finder);
}

static struct err start(struct reader *r, struct buf *why)
{
        TRY(quiescent_new(r->options.server_threads, &r->quiescent));
        TRY(page_cache_new(r->quiescent, r->options.cache_bytes, &r->cache));
        TRY(picture_cache_new(r->quiescent, r->options.picture_files, &r->pictures));
        TRY(counters_new(r->options.server_threads, &r->counters));
        TRY(reads_new(r->options.server_threads, &r->reads));
        TRY(lately_new(&r->lately));
        TRY(unfound_table_new(&r->unfound));
        TRY(script_new(&r->script));
        TRY(live_new(r->quiescent, &r->live));
        TRY(follow_start(r, why));
        TRY(finder_start(r, &r->finder));
        return loader_start(r, &r->loader);
}

struct err reader_open(const struct reader_options *options, struct reader **ret, struct buf *why)
{
        must(sodium_init() >= 0);
        struct reader *r = calloc(1, sizeof *r);
        if (!r) return ERR(ERR_FULL, "allocate the reader");
        r->options = *options;
        pthread_rwlock_init(&r->applying, NULL);
        struct err err = start(r, why);
        if (err.code == OK)
                *ret = r;
        else
                reader_close(r);
        return err;
}

void reader_close(struct reader *r)
{
        if (!r) return;
        loader_free(r->loader);
        finder_free(r->finder);
        archive_close(r->archive);
        directory_free(atomic_load(&r->directory));
        furniture_free(atomic_load(&r->furniture));
        page_cache_free(r->cache);
        live_free(r->live);
        quiescent_free(r->quiescent);
        picture_cache_free(r->pictures);
        counters_free(r->counters);
        reads_free(r->reads);
        lately_free(r->lately);
        unfound_table_free(r->unfound);
        script_free(r->script);
        pthread_rwlock_destroy(&r->applying);
        free(r);
}

int64_t reader_change(const struct reader *r)
{
        return atomic_load(&r->change);
}

int reader_patience_ms(const struct reader *r, int max_ms)
{
        enum { LEAST_MS = 5 };
        int64_t left = atomic_load(&r->furniture)->next_change_ms - clock_wall_ms();
        if (left > max_ms) return max_ms;
        return left > LEAST_MS ? (int)left : LEAST_MS;
}

/* ---- counting ---- */

struct collecting {
        reader_count_fn *fn;
        void *context;
};

static bool take(void *context, const struct count *count)
{
        const struct collecting *c = context;
        return c->fn(c->context, count->key, count->views, count->clicks);
}

void reader_collect(struct reader *r, reader_count_fn *fn, void *context)
{
        struct collecting collecting = {fn, context};
        counters_collect(r->counters, take, &collecting);
}

void reader_collect_reads(struct reader *r, reader_reads_fn *fn, void *context)
{
        reads_collect(r->reads, fn, context);
}

uint64_t reader_lost_reads(struct reader *r)
{
        return reads_lost(r->reads);
}

void reader_collect_unfound(struct reader *r, reader_unfound_fn *fn, void *context)
{
        unfound_table_collect(r->unfound, fn, context);
}

/* ---- reading back ---- */

static enum app_answer ask(struct reader *r, const struct http_request *request, struct reply *reply)
{
        *reply = (struct reply){0};
        return reader_answer(r, 0, request, reply);
}

/* There is no server thread to be woken: what the request was parked on is waited for here, a load at a time. */
static struct err ask_until_loaded(struct reader *r, const struct http_request *request, struct reply *reply)
{
        if (ask(r, request, reply) == APP_REPLY) return NO_ERR;
        struct page_key key = page_key_unpack(reply->parked_on);
        struct deflater *deflater = NULL;
        TRY(deflater_new(DEFLATE_SMALL, &deflater));
        loader_load(r, r->archive, deflater, key);
        deflater_free(deflater);
        return ask(r, request, reply) == APP_REPLY ? NO_ERR : ERR(ERR_BUSY, "read a page back");
}

struct err reader_fetch(struct reader *r, struct slice path, unsigned *ret_status, struct buf *ret_body)
{
        struct http_request request = {.method = HTTP_GET, .path = path, .if_modified_since_ms = -1};
        struct reply reply;
        if (picture_digest_of_path(path).len) return ERR(ERR_INVALID, "read a picture's file back as a page");
        TRY(ask_until_loaded(r, &request, &reply));
        for (unsigned i = 0; i < reply.part_count; i++)
                buf_add(ret_body, (struct slice){reply.parts[i].iov_base, reply.parts[i].iov_len});
        *ret_status = reply.head.status;
        return BUF_OK(ret_body, "read a page back");
}

struct reader_counts reader_counts(struct reader *r)
{
        return (struct reader_counts){
                .paths = directory_count(atomic_load(&r->directory)),
                .cache_bytes = page_cache_bytes(r->cache),
                .loads = atomic_load(&r->loads),
                .failed_loads = atomic_load(&r->failed_loads),
        };
}
