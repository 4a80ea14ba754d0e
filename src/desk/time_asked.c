#include "desk/time_asked.h"

#include "desk/edition_clock.h"

const char *time_asked_read(struct visit *v, unsigned edition, struct slice text, struct time_asked *ret)
{
        struct clock_moments moments;
        const char *fault = clock_read(v, newsroom_edition(visit_newsroom(v), edition), text, &moments);
        if (fault) return fault;
        *ret = (struct time_asked){.ms = moments.at[moments.count - 1], .comes_twice = moments.count > 1};
        return ret->ms > v->now_ms ? NULL : "time_past";
}
