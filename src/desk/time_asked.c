#include "desk/time_asked.h"

#include "news/date_time.h"

/* "2026-11-25T08:00" or with seconds, as a form's field has it; as if it was UTC. */
static bool read_local(struct visit *v, struct slice text, int64_t *ret_ms)
{
        bool has_seconds = text.len == sizeof "2026-11-25T08:00:00" - 1;
        if (!has_seconds && text.len != sizeof "2026-11-25T08:00" - 1) return false;
        const char *rest = has_seconds ? "Z" : ":00Z";
        return date_time_read(arena_format(visit_arena(v), "%.*s%s", SLICE_ARGS(text), rest), ret_ms);
}

static struct clock_moments moments_in(const struct edition *edition, int64_t local_ms)
{
        struct language *language = NULL;
        struct clock_moments moments = {.count = 0};
        if (language_open(edition->code, edition->zone, &language).code != OK) return moments;
        moments = language_moments(language, local_ms);
        language_close(language);
        return moments;
}

const char *time_asked_read(struct visit *v, unsigned edition, struct slice text, struct time_asked *ret)
{
        int64_t local_ms = 0;
        if (!read_local(v, text, &local_ms)) return "time_unreadable";
        struct clock_moments moments = moments_in(newsroom_edition(visit_newsroom(v), edition), local_ms);
        if (moments.count == 0) return "time_skipped";
        *ret = (struct time_asked){.ms = moments.at[moments.count - 1], .comes_twice = moments.count > 1};
        return ret->ms > v->now_ms ? NULL : "time_past";
}
