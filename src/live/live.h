/* What readers are told while they read: an edition's events, as numbered pieces of an event stream (HTML, 9.2), the
 * newest of them kept in memory.
 *
 * Text is made once an event, whoever listens: what is sent is always a piece of a log that never changes. One thread,
 * the follower, puts new logs in the place of old ones; server threads read what is there, without a lock, until their
 * next quiescent point.
 *
 * A *position* counts what was ever said on a channel in this process: what an open stream has had. An event's *number*
 * is that of the store's change, for ever: what a client says when it comes back. What has no number (the bar, which
 * the clock changes) is said to everybody who comes, and again when it changes. */
#pragma once
#include "base/buf.h"
#include "base/err.h"
#include "site/quiescent.h"

#include <sys/uio.h>

enum { LIVE_CHANNELS_MAX = 16, LIVE_KEPT_MAX = 256, LIVE_NOBODY = -1 };

struct live;
struct err live_new(struct quiescent *quiescent, struct live **ret) CHECKED;
/* When no thread reads any more. NULL is fine. */
void live_free(struct live *l);

/* ---- the follower ---- */

struct live_event {
        int64_t number;
        struct slice data; /* JSON in one line */
};

/* How an edition stands; everything is copied. */
struct live_state {
        struct slice code;             /* "uk": below /live/ */
        int64_t complete_after;        /* every event behind this number is in `events`, or was told before */
        int64_t last;                  /* the number of the last event there was */
        struct slice rail, bar, words; /* JSON in one line */
        int64_t front_turned_ms;       /* when the clock made the front another; 0: it did not */
        const struct live_event *events;
        size_t event_count;
};

/* Makes it what the edition's channel says; the channel is opened when it is new. `*ret_said` is the channel when there
 * is something to send to open streams, else LIVE_NOBODY. ERR_FULL past the channels there may be. */
struct err live_tell(struct live *l, const struct live_state *state, int *ret_said) CHECKED;
/* The number of the last event that was told; -1 when there is no such channel. */
int64_t live_last(const struct live *l, struct slice code);

/* ---- server threads; what they get lives until their next quiescent point ---- */

/* The channel of an edition, or LIVE_NOBODY. */
int live_find(const struct live *l, struct slice code);

/* The beginning of a stream for somebody who has heard everything up to event `after` (-1: does not say): appended to
 * `ret`, with what was missed; when that is no longer there or has no room in it, or there never was such a number (the
 * store was restored from what was saved earlier), the state of now as one event. `*ret_position` is what it has then
 * had. */
void live_begin_stream(const struct live *l, int channel, int64_t after, struct buf *ret, uint64_t *ret_position);

/* What comes behind `*position`, in at most `max` (1 or more) parts; how many, 0 when there is nothing. The position is
 * then that of who has had them. */
unsigned live_behind(const struct live *l, int channel, uint64_t *position, struct iovec *parts, unsigned max);

/* As it is, and as a gzip member that was made with it; the second is empty where that is not shorter. */
struct live_text {
        struct slice plain, gzip;
};
/* One event's JSON; empty when it is not there. */
struct live_text live_segment(const struct live *l, int channel, int64_t number);
/* How it stands: {"n", "after" (of the last event), "rail", "bar", "words"}, and "turned" where the clock turned the
 * front. */
struct live_text live_tail(const struct live *l, int channel);

/* ---- what clients say ---- */

/* The number that a request names: in Last-Event-ID, else as from= in the query; -1 when neither has one. */
int64_t live_asked_for(struct slice last_event_id, struct slice query);
