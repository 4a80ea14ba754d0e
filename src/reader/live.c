/* What pages ask for while they are open: /live/{edition} is a stream of events (HTML, 9.2), /live/{edition}/{n}.json
 * one of them, for ever the same, /live/{edition}/tail.json how it stands; and the script that asks.
 *
 * The follower reads events from the archive and puts them into memory (live/live.h) before the pages that name them;
 * streams are told of them behind that. */
#include "reader/reader_inside.h"

#include <limits.h>

enum { STREAM_MAX_BYTES = 1 << 20 };

_Static_assert(LIVE_CHANNELS_MAX < CHAR_BIT * sizeof((struct reader *)NULL)->said,
               "`said` has a bit a channel, and one");

static const struct slice folder = {"/live/", 6}, json_end = {".json", 5};

/* ---- the follower ---- */

struct following {
        struct reader *r;
        struct archive *archive;
        const struct furniture *now;
        struct arena arena; /* of the events' texts */
        struct live_event events[LIVE_EVENTS_KEPT];
        size_t count;
};

static struct err add_event(void *context, int64_t number, struct slice data)
{
        struct following *f = context;
        if (f->count == LIVE_EVENTS_KEPT) return ERR(ERR_FULL, "read more events than are kept");
        f->events[f->count++] = (struct live_event){number, arena_copy(&f->arena, data)};
        return NO_ERR;
}

static struct slice text_of(const struct edition_furniture *e, enum furniture_part part, struct slice otherwise)
{
        struct slice text = e ? piece_fragment(e->parts[part], ENCODING_IDENTITY)->run : SLICE("");
        return text.len ? text : otherwise;
}

static struct err follow_edition(void *context, const struct archive_live *live)
{
        struct following *f = context;
        CLEANUP(arena_clear) struct arena kept = {0};
        struct slice code = arena_copy(&kept, live->code);
        int64_t known = live_last(f->r->live, code);
        int said;
        f->count = 0;
        TRY(archive_each_event(f->archive, live->edition, known, add_event, f));
        const struct edition_furniture *e = furniture_find(f->now, live->edition);
        struct live_state state = {
                .code = code,
                .complete_after = live->complete_after,
                .last = live->last,
                .rail = text_of(e, FURNITURE_PART_LIVE_RAIL, SLICE("[]")),
                .bar = text_of(e, FURNITURE_PART_LIVE_BAR, SLICE("null")),
                .words = text_of(e, FURNITURE_PART_LIVE_WORDS, SLICE("{}")),
                .front_turned_ms = e ? e->front_turned_ms : 0,
                .events = f->events,
                .event_count = f->count,
        };
        TRY(live_tell(f->r->live, &state, &said));
        if (said != LIVE_NOBODY) f->r->said |= 1U << said;
        return NO_ERR;
}

struct err live_follow(struct reader *r, struct archive *archive, const struct furniture *now)
{
        struct following following = {.r = r, .archive = archive, .now = now};
        struct err err = archive_each_live(archive, follow_edition, &following);
        arena_clear(&following.arena);
        return err;
}

void live_ring(struct reader *r)
{
        unsigned said = r->said;
        r->said = 0;
        for (unsigned channel = 0; r->server && said >> channel; channel++)
                if (said >> channel & 1) server_tell(r->server, channel);
}

/* ---- answering ---- */

unsigned live_news(void *context, unsigned channel, uint64_t *position, struct iovec *parts, unsigned max)
{
        const struct reader *r = context;
        return live_behind(r->live, (int)channel, position, parts, max);
}

/* "/live/uk/7.json": the channel, and behind it "7"; empty for the stream itself. */
static int channel_of(const struct reader *r, struct slice path, struct slice *ret_name)
{
        if (!slice_starts_with(path, folder)) return LIVE_NOBODY;
        *ret_name = slice_skip(path, folder.len);
        bool is_stream = !memchr(ret_name->at, '/', ret_name->len);
        struct slice code = slice_cut(ret_name, '/');
        if (is_stream) return live_find(r->live, code);
        if (!slice_ends_with(*ret_name, json_end) || ret_name->len == json_end.len) return LIVE_NOBODY;
        ret_name->len -= json_end.len;
        return live_find(r->live, code);
}

bool live_has(const struct reader *r, struct slice path)
{
        struct slice name;
        return script_find(r->script, path) || channel_of(r, path, &name) != LIVE_NOBODY;
}

static void add_body(struct reply *ret, struct slice body)
{
        ret->head.status = 200;
        ret->head.content_length = body.len;
        ret->parts[ret->part_count++] = (struct iovec){(void *)(uintptr_t)body.at, body.len};
}

static void answer_script(const struct script_file *script, const struct http_request *request, struct reply *ret)
{
        add_body(ret, request->gzip ? script->gzip : script->plain);
        ret->head.gzip = request->gzip;
        ret->head.vary_encoding = true;
        ret->head.content_type = SLICE("text/javascript; charset=utf-8");
        ret->head.cache_control = script->cache_control;
        ret->head.content_security_policy = script->policy;
}

/* Not even how it stands has room: a stream that began with a gap would be worse than none. */
static void refuse_stream(struct reply *ret)
{
        buf_clear(&ret->owned);
        ret->stream = (struct reply_stream){.is_open = false};
        ret->head.status = 503;
        ret->head.content_length = 0;
}

static void answer_stream(const struct reader *r, int channel, const struct http_request *request, struct reply *ret)
{
        ret->head.status = 200;
        ret->head.until_close = true;
        ret->head.content_type = SLICE("text/event-stream");
        ret->head.cache_control = SLICE("no-store");
        ret->head.more = SLICE("X-Accel-Buffering: no\r\n"); /* nginx in front passes on what comes */
        if (request->method == HTTP_HEAD) return;
        buf_init(&ret->owned, STREAM_MAX_BYTES);
        ret->stream = (struct reply_stream){.is_open = true, .channel = (unsigned)channel};
        live_begin_stream(r->live, channel, live_asked_for(request->last_event_id, request->query), &ret->owned,
                          &ret->stream.position);
        ret->head.content_length = ret->owned.len;
        if (ret->owned.full) refuse_stream(ret);
}

static void answer_data(const struct live_text *data, bool gzip, struct slice cache_control, struct reply *ret)
{
        if (data->plain.len) {
                ret->head.gzip = gzip && data->gzip.len;
                ret->head.vary_encoding = true;
                add_body(ret, ret->head.gzip ? data->gzip : data->plain);
                ret->head.content_type = SLICE("application/json");
                ret->head.cache_control = cache_control;
        } else { /* nobody may keep that: it may be there in a moment */
                ret->head.status = 404;
                ret->head.cache_control = SLICE("no-store");
        }
}

/* "tail", or the number of an event. */
static void answer_text(const struct reader *r, int channel, struct slice name, bool gzip, struct reply *ret)
{
        struct live_text text = {0};
        uint64_t number = 0;
        bool is_tail = slice_eq(name, SLICE("tail"));
        if (is_tail)
                text = live_tail(r->live, channel);
        else if (slice_to_u64(name, INT64_MAX, &number))
                text = live_segment(r->live, channel, (int64_t)number);
        answer_data(&text, gzip, is_tail ? SLICE("public, max-age=2") : SLICE("public, max-age=31536000, immutable"),
                    ret);
}

enum app_answer answer_live(struct reader *r, unsigned thread, const struct http_request *request, struct target target,
                            struct reply *ret)
{
        struct slice name = SLICE("");
        (void)thread, (void)target;
        int channel = channel_of(r, request->path, &name);
        if (channel == LIVE_NOBODY)
                answer_script(script_find(r->script, request->path), request, ret);
        else if (name.len == 0)
                answer_stream(r, channel, request, ret);
        else
                answer_text(r, channel, name, request->gzip, ret);
        return APP_REPLY;
}
