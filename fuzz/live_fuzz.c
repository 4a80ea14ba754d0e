/* Last-Event-ID and query of any bytes, the first line being the one and the rest the other; and what comes of them: a
 * number that a stream can begin behind, or none. A stream is whole events, whatever number was asked for. */
#include "base/err.h"
#include "live/live.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TEXT_MAX_BYTES = 1 << 16, KNOWN = 5 };

static struct live *made_once(void)
{
        static struct live *live;
        struct quiescent *quiescent = NULL;
        int said;
        if (live) return live;
        must(quiescent_new(1, &quiescent).code == OK && live_new(quiescent, &live).code == OK);
        struct live_event events[KNOWN];
        for (int64_t i = 0; i < KNOWN; i++)
                events[i] = (struct live_event){10 + 10 * i, SLICE("{}")};
        struct live_state state = {.code = SLICE("uk"),
                                   .complete_after = 5,
                                   .last = events[KNOWN - 1].number,
                                   .rail = SLICE("[]"),
                                   .bar = SLICE("null"),
                                   .words = SLICE("{}"),
                                   .events = events,
                                   .event_count = KNOWN};
        must(live_tell(live, &state, &said).code == OK);
        return live;
}

static unsigned count_events(struct slice text)
{
        unsigned count = 0;
        for (const char *at; (at = slice_find(text, SLICE("\n\n"))); count++)
                text = slice_skip(text, (size_t)(at + 2 - text.at));
        must(text.len == 0);
        return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        struct slice query = {size ? (const char *)data : "", size};
        struct slice id = slice_cut(&query, '\n');
        int64_t number = live_asked_for(id, query);
        must(number >= -1);
        CLEANUP(buf_clear) struct buf text = BUF_INIT(TEXT_MAX_BYTES);
        uint64_t position = 0;
        live_begin_stream(made_once(), 0, number, &text, &position);
        must(!text.full && position == KNOWN);
        unsigned events = count_events(buf_slice(&text)), expected = 1;       /* the bar */
        if ((number >= 0 && number < 5) || number > 10 * KNOWN) expected = 2; /* and how it stands */
        for (int64_t i = 0; number >= 5 && i < KNOWN; i++)
                expected += 10 + 10 * i > number;
        must(events == expected);
        return 0;
}
