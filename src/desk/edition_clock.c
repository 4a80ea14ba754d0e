#include "desk/edition_clock.h"

#include "desk/article.h"
#include "news/date_time.h"

/* As if it was UTC. */
static bool read_local(struct visit *v, struct slice text, int64_t *ret_ms)
{
        bool has_seconds = text.len == sizeof "2026-11-25T08:00:00" - 1;
        if (!has_seconds && text.len != sizeof "2026-11-25T08:00" - 1) return false;
        const char *rest = has_seconds ? "Z" : ":00Z";
        return date_time_read(arena_format(visit_arena(v), "%.*s%s", SLICE_ARGS(text), rest), ret_ms);
}

const char *clock_read(struct visit *v, const struct edition *edition, struct slice text, struct clock_moments *ret)
{
        CLEANUP(language_closep) struct language *language = NULL;
        int64_t local_ms = 0;
        *ret = (struct clock_moments){.count = 0};
        if (!read_local(v, text, &local_ms)) return "time_unreadable";
        if (language_open(edition->code, edition->zone, &language).code == OK)
                *ret = language_moments(language, local_ms);
        return ret->count ? NULL : "time_skipped";
}

static struct language *desk_language_at(struct visit *v, struct slice zone)
{
        struct language *language = NULL;
        struct slice code = {visit_text(v, "locale").at, 2};
        return language_open_for_desk(code, zone, &language).code == OK ? language : NULL;
}

struct slice clock_field(struct visit *v, const struct edition *edition, int64_t ms)
{
        CLEANUP(language_closep) struct language *language = ms ? desk_language_at(v, edition->zone) : NULL;
        if (!language) return SLICE("");
        struct local_time at = language_local(language, ms);
        return arena_format(visit_arena(v), "%04d-%02d-%02dT%02d:%02d", at.year, at.month, at.day, at.hour, at.minute);
}

json_t *clock_value(struct visit *v, const struct edition *edition, int64_t ms)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(200);
        CLEANUP(language_closep) struct language *language = desk_language_at(v, edition->zone);
        if (!language) return json_null();
        language_write_date(language, ms, DATE_SHORT_DAY, &text);
        buf_add_text(&text, ", ");
        language_write_date(language, ms, DATE_CLOCK, &text);
        return text_value(buf_slice(&text));
}

struct slice clock_iso(struct visit *v, int64_t ms)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(100);
        language_write_date(v->texts, ms, DATE_ISO, &text);
        return arena_copy(visit_arena(v), buf_slice(&text));
}
