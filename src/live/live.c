/* A log is immutable: a new one shares its entries with the one before. Entries are counted by the follower alone,
 * which makes logs and destroys them (quiescent_collect is its own).
 *
 * Invariants:
 *   1. Entries stand in the order of positions, each the one before plus 1; the last has the log's position.
 *   2. Entries' numbers never fall; an entry without an event of its own has the number of the last event before it.
 *   3. A log has an entry for each event behind `complete_after`. */
#include "live/live.h"

#include "base/arena.h"
#include "fragment/fragment.h"

#include <stdatomic.h>
#include <stdlib.h>

enum { CODE_MAX_BYTES = 16, RETRY_SPREAD = 8 };

struct entry {
        unsigned refs; /* logs that have it */
        uint64_t position;
        int64_t number;
        bool is_event;         /* with a number of its own */
        struct slice text;     /* as it is sent */
        struct live_text data; /* of it, the JSON */
        char bytes[];
};

struct log {
        struct deflater *deflater; /* the follower's */
        int64_t complete_after, last;
        uint64_t position;
        struct slice rail, bar, words;
        int64_t front_turned_ms;
        struct slice greeting; /* what is said to everybody who comes */
        struct slice state;    /* how it stands, as an event */
        struct live_text tail; /* of that, the JSON */
        struct arena arena;    /* of these texts */
        size_t count;
        struct entry *entries[LIVE_KEPT_MAX];
};

struct channel {
        char code[CODE_MAX_BYTES];
        size_t code_len;
        _Atomic(struct log *) log;
};

struct live {
        struct quiescent *quiescent; /* borrowed */
        struct deflater *deflater;   /* owned: the follower's */
        struct channel channels[LIVE_CHANNELS_MAX];
        atomic_uint channel_count;
};

/* ---- entries and logs ---- */

static void entry_unref(struct entry *entry)
{
        if (--entry->refs == 0) free(entry);
}

static void log_free(void *log)
{
        struct log *l = log;
        if (!l) return;
        for (size_t i = 0; i < l->count; i++)
                entry_unref(l->entries[i]);
        arena_clear(&l->arena);
        free(l);
}

static struct slice with_number(struct arena *a, int64_t number, struct slice data)
{
        return arena_format(a, "id: %lld\ndata: %.*s\n\n", (long long)number, SLICE_ARGS(data));
}

/* Compressed once a change, whoever asks. What cannot be compressed goes out as it is. */
static void write_gzip(struct deflater *d, struct slice plain, struct buf *ret)
{
        enum { PAYS_FROM_BYTES = 300 };
        uint64_t id;
        if (plain.len < PAYS_FROM_BYTES) return;
        struct err err = fragment_write_gzip(d, plain, ret, &id);
        if (err.code != OK || ret->len >= plain.len) buf_truncate(ret);
}

/* Appends an entry whose text is `text`, the JSON in it being `data_len` bytes before its last two. */
static struct err append(struct log *log, int64_t number, bool is_event, struct slice text, size_t data_len)
{
        CLEANUP(buf_clear) struct buf gzip = BUF_INIT(FRAGMENT_PLAIN_MAX_BYTES);
        size_t data_at = text.len - 2 - data_len;
        if (is_event) write_gzip(log->deflater, (struct slice){text.at + data_at, data_len}, &gzip);
        struct entry *entry = malloc(sizeof *entry + text.len + gzip.len);
        if (!entry) return ERR(ERR_FULL, "keep an event");
        memcpy(entry->bytes, text.at, text.len);
        if (gzip.len) memcpy(entry->bytes + text.len, gzip.at, gzip.len);
        entry->refs = 1;
        entry->position = ++log->position;
        entry->number = number;
        entry->is_event = is_event;
        entry->text = (struct slice){entry->bytes, text.len};
        entry->data = (struct live_text){{entry->bytes + data_at, data_len}, {entry->bytes + text.len, gzip.len}};
        if (log->count == LIVE_KEPT_MAX) {
                if (log->entries[0]->is_event) log->complete_after = log->entries[0]->number;
                entry_unref(log->entries[0]);
                memmove(log->entries, log->entries + 1, sizeof log->entries - sizeof(struct entry *));
                log->count--;
        }
        log->entries[log->count++] = entry;
        return NO_ERR;
}

static struct err append_data(struct log *log, int64_t number, bool is_event, struct slice data)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct slice text =
                is_event ? with_number(&arena, number, data) : arena_format(&arena, "data: %.*s\n\n", SLICE_ARGS(data));
        return append(log, number, is_event, text, data.len);
}

static struct log *log_new(const struct live *l, const struct log *former, const struct live_state *state)
{
        struct log *log = calloc(1, sizeof *log);
        if (!log) return NULL;
        log->deflater = l->deflater;
        if (former) {
                log->position = former->position;
                log->complete_after = former->complete_after;
                log->last = former->last;
                log->count = former->count;
                memcpy(log->entries, former->entries, sizeof log->entries);
                for (size_t i = 0; i < log->count; i++)
                        log->entries[i]->refs++;
        } else {
                log->complete_after = log->last = state->complete_after;
        }
        log->front_turned_ms = state->front_turned_ms;
        log->rail = arena_copy(&log->arena, state->rail);
        log->bar = arena_copy(&log->arena, state->bar);
        log->words = arena_copy(&log->arena, state->words);
        return log;
}

static int64_t last_but_one(const struct log *log)
{
        for (size_t i = log->count; i-- > 0;)
                if (log->entries[i]->is_event && log->entries[i]->number < log->last) return log->entries[i]->number;
        return log->complete_after < log->last ? log->complete_after : log->last;
}

static void write_state(struct log *log)
{
        struct arena *a = &log->arena;
        long long turned_ms = log->front_turned_ms;
        struct slice turned = turned_ms ? arena_format(a, ",\"turned\":%lld", turned_ms) : SLICE("");
        struct slice always = arena_format(a, "\"bar\":%.*s,\"words\":%.*s%.*s}", SLICE_ARGS(log->bar),
                                           SLICE_ARGS(log->words), SLICE_ARGS(turned));
        log->tail.plain = arena_format(a, "{\"n\":%lld,\"after\":%lld,\"rail\":%.*s,%.*s", (long long)log->last,
                                       (long long)last_but_one(log), SLICE_ARGS(log->rail), SLICE_ARGS(always));
        CLEANUP(buf_clear) struct buf gzip = BUF_INIT(FRAGMENT_PLAIN_MAX_BYTES);
        write_gzip(log->deflater, log->tail.plain, &gzip);
        log->tail.gzip = arena_copy(a, buf_slice(&gzip));
        log->state = with_number(a, log->last, log->tail.plain);
        log->greeting = arena_format(a, "data: {%.*s\n\n", SLICE_ARGS(always));
}

/* ---- the follower ---- */

struct err live_new(struct quiescent *quiescent, struct live **ret)
{
        struct live *l = calloc(1, sizeof *l);
        if (!l) return ERR(ERR_FULL, "allocate the open streams' events");
        l->quiescent = quiescent;
        struct err err = deflater_new(DEFLATE_QUICK, &l->deflater);
        if (err.code == OK)
                *ret = l;
        else
                live_free(l);
        return err;
}

void live_free(struct live *l)
{
        if (!l) return;
        for (unsigned i = 0; i < atomic_load(&l->channel_count); i++)
                log_free(atomic_load(&l->channels[i].log));
        deflater_free(l->deflater);
        free(l);
}

static const struct log *log_of(const struct live *l, int channel)
{
        must(channel >= 0 && (unsigned)channel < atomic_load_explicit(&l->channel_count, memory_order_acquire));
        return atomic_load_explicit(&l->channels[channel].log, memory_order_acquire);
}

int live_find(const struct live *l, struct slice code)
{
        unsigned count = atomic_load_explicit(&l->channel_count, memory_order_acquire);
        for (unsigned i = 0; i < count; i++) {
                const struct channel *channel = &l->channels[i];
                if (slice_eq((struct slice){channel->code, channel->code_len}, code)) return (int)i;
        }
        return LIVE_NOBODY;
}

int64_t live_last(const struct live *l, struct slice code)
{
        int channel = live_find(l, code);
        return channel == LIVE_NOBODY ? -1 : log_of(l, channel)->last;
}

/* Events that nobody here ever heard of are missing before those that are given: what was kept leads nowhere. */
static struct err begin_anew(struct log *log, const struct live_state *state)
{
        for (; log->count; log->count--)
                entry_unref(log->entries[log->count - 1]);
        log->complete_after = log->last = state->last;
        write_state(log);
        return append(log, log->last, false, log->state, log->tail.plain.len);
}

static struct err add_events(struct log *log, const struct live_state *state)
{
        for (size_t i = 0; i < state->event_count; i++) {
                const struct live_event *event = &state->events[i];
                if (event->number <= log->last) continue;
                TRY(append_data(log, event->number, true, event->data));
                log->last = event->number;
        }
        return NO_ERR;
}

/* What the clock changed has no number. */
static struct err add_turns(struct log *log, const struct log *former)
{
        bool is_said = !former || slice_eq(former->greeting, log->greeting);
        return is_said ? NO_ERR : append(log, log->last, false, log->greeting, 0);
}

static struct err fill(struct log *log, const struct log *former, const struct live_state *state)
{
        if (former && (state->complete_after > log->last || state->last < log->last)) return begin_anew(log, state);
        TRY(add_events(log, state));
        write_state(log);
        return add_turns(log, former);
}

static struct err open_channel(struct live *l, struct slice code, struct channel **ret)
{
        int known = live_find(l, code);
        unsigned count = atomic_load(&l->channel_count);
        if (known == LIVE_NOBODY && (count == LIVE_CHANNELS_MAX || code.len > CODE_MAX_BYTES || code.len == 0))
                return ERR(ERR_FULL, "open a channel for an edition's open pages");
        *ret = &l->channels[known == LIVE_NOBODY ? (int)count : known];
        if (known != LIVE_NOBODY) return NO_ERR;
        memcpy((*ret)->code, code.at, code.len);
        (*ret)->code_len = code.len;
        return NO_ERR;
}

static bool is_as_before(const struct log *former, const struct live_state *state)
{
        return former && state->last == former->last && state->front_turned_ms == former->front_turned_ms &&
               slice_eq(former->rail, state->rail) && slice_eq(former->bar, state->bar) &&
               slice_eq(former->words, state->words);
}

struct err live_tell(struct live *l, const struct live_state *state, int *ret_said)
{
        struct channel *channel = NULL;
        *ret_said = LIVE_NOBODY;
        TRY(open_channel(l, state->code, &channel));
        struct log *former = atomic_load(&channel->log);
        if (is_as_before(former, state)) return NO_ERR;
        struct log *log = log_new(l, former, state);
        if (!log) return ERR(ERR_FULL, "keep an edition's events");
        struct err err = fill(log, former, state);
        if (err.code != OK) {
                log_free(log);
                return err;
        }
        atomic_store_explicit(&channel->log, log, memory_order_release);
        int index = (int)(channel - l->channels);
        if ((unsigned)index == atomic_load(&l->channel_count))
                atomic_store_explicit(&l->channel_count, (unsigned)index + 1, memory_order_release);
        if (former && former->position != log->position) *ret_said = index;
        quiescent_retire(l->quiescent, former, log_free);
        return NO_ERR;
}

/* ---- server threads ---- */

/* Where the entries behind a number begin. */
static size_t first_behind_number(const struct log *log, int64_t number)
{
        size_t first = log->count;
        while (first > 0 && log->entries[first - 1]->number > number)
                first--;
        return first;
}

/* They come back together when a process ends: not all in the same moment. */
static unsigned retry_ms(void)
{
        static _Thread_local unsigned turn;
        enum { FIRST_MS = 1000, STEP_MS = 400 };
        return FIRST_MS + STEP_MS * (turn++ % RETRY_SPREAD);
}

/* Whether the events from the entry `first` on are still to be had, as far as somebody is concerned who has heard
 * everything up to `after`, and have room. */
static bool may_hear_all(const struct log *log, int64_t after, size_t first, const struct buf *ret)
{
        if (after > log->last || (after >= 0 && after < log->complete_after)) return false;
        size_t room = ret->max - ret->len;
        for (size_t i = first; i < log->count; i++) {
                const struct entry *entry = log->entries[i];
                if (!entry->is_event) continue;
                if (entry->text.len > room) return false;
                room -= entry->text.len;
        }
        return true;
}

void live_begin_stream(const struct live *l, int channel, int64_t after, struct buf *ret, uint64_t *ret_position)
{
        const struct log *log = log_of(l, channel);
        *ret_position = log->position;
        buf_add_format(ret, "retry: %u\n", retry_ms());
        if (after < 0) buf_add_format(ret, "id: %lld\n", (long long)log->last);
        buf_add(ret, log->greeting);
        size_t first = after < 0 ? log->count : first_behind_number(log, after);
        if (!may_hear_all(log, after, first, ret)) {
                buf_add(ret, log->state);
                return;
        }
        for (size_t i = first; i < log->count; i++)
                if (log->entries[i]->is_event) buf_add(ret, log->entries[i]->text);
}

unsigned live_behind(const struct live *l, int channel, uint64_t *position, struct iovec *parts, unsigned max)
{
        const struct log *log = log_of(l, channel);
        if (*position >= log->position) return 0;
        uint64_t missed = log->position - *position;
        if (missed > log->count) { /* some of it is not kept any more */
                parts[0] = (struct iovec){(void *)(uintptr_t)log->state.at, log->state.len};
                *position = log->position;
                return 1;
        }
        unsigned count = 0;
        for (size_t i = log->count - missed; i < log->count && count < max; i++, count++) {
                const struct entry *entry = log->entries[i];
                parts[count] = (struct iovec){(void *)(uintptr_t)entry->text.at, entry->text.len};
                *position = entry->position;
        }
        return count;
}

struct live_text live_segment(const struct live *l, int channel, int64_t number)
{
        const struct log *log = log_of(l, channel);
        size_t first = first_behind_number(log, number - 1);
        for (; first < log->count && log->entries[first]->number == number; first++)
                if (log->entries[first]->is_event) return log->entries[first]->data;
        return (struct live_text){0};
}

struct live_text live_tail(const struct live *l, int channel)
{
        return log_of(l, channel)->tail;
}
