/* What a client says it has heard: the number of an event, or nothing that can be used. */
#include "live/live.h"

static int64_t number_of(struct slice text)
{
        uint64_t number = 0;
        return slice_to_u64(text, INT64_MAX, &number) ? (int64_t)number : -1;
}

/* A browser that lost the line says both: what it heard last, and the address with what the page had at first. */
int64_t live_asked_for(struct slice last_event_id, struct slice query)
{
        int64_t number = number_of(last_event_id);
        while (number < 0 && query.len) {
                struct slice pair = slice_cut(&query, '&');
                if (slice_starts_with(pair, SLICE("from="))) number = number_of(slice_skip(pair, strlen("from=")));
        }
        return number;
}
