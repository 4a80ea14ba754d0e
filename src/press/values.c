#include "press/presser_inside.h"

enum { WORDING_MAX_BYTES = 1 << 20 };

json_t *values_new(const struct imprint *i)
{
        json_t *values = json_object();
        json_put(values, "text", json_incref(i->text));
        json_put(values, "edition", json_incref(i->values));
        return values;
}

static json_t *take(struct buf *text)
{
        must(!text->full);
        json_t *value = json_from_slice(buf_slice(text));
        buf_clear(text);
        return value;
}

json_t *values_wording(const struct imprint *i, struct slice text)
{
        struct buf wording = BUF_INIT(WORDING_MAX_BYTES);
        language_write_nonbreaking(i->edition->code, text, &wording);
        return take(&wording);
}

json_t *values_said(const struct imprint *i, const char *key, int64_t utc_ms)
{
        struct slice after = language_text(i->language, key);
        struct slice before = slice_cut(&after, '{');
        slice_cut(&after, '}');
        json_t *values = values_moment(i, utc_ms);
        json_put(values, "before", json_from_slice(before));
        json_put(values, "after", json_from_slice(after));
        return values;
}

json_t *values_filled(const struct imprint *i, const char *key, const struct language_value *values, size_t count)
{
        struct buf text = BUF_INIT(WORDING_MAX_BYTES);
        language_write_text(i->language, key, values, count, &text);
        return take(&text);
}

void values_put_list(json_t *values, const char *has_key, const char *key, json_t *list)
{
        json_put(values, has_key, json_boolean(json_array_size(list) > 0));
        json_put(values, key, list);
}

json_t *values_date(const struct imprint *i, int64_t utc_ms, enum date_style style)
{
        struct buf date = BUF_INIT(WORDING_MAX_BYTES);
        language_write_date(i->language, utc_ms, style, &date);
        return take(&date);
}

json_t *values_moment(const struct imprint *i, int64_t utc_ms)
{
        json_t *values = json_object();
        json_put(values, "iso", values_date(i, utc_ms, DATE_ISO));
        json_put(values, "clock", values_date(i, utc_ms, DATE_CLOCK));
        json_put(values, "date", values_date(i, utc_ms, DATE_SHORT_DAY));
        json_put(values, "full", values_date(i, utc_ms, DATE_FULL));
        return values;
}

json_t *values_moment_of_line(const struct imprint *i, int64_t utc_ms)
{
        json_t *values = values_moment(i, utc_ms);
        json_put(values, "full_heading", values_date(i, utc_ms, DATE_FULL_HEADING));
        return values;
}

/* Noon, so that the day is the same whatever the zone's clocks do. */
static json_t *day_in_words(const struct imprint *i, struct day day, enum date_style style)
{
        enum { HALF_DAY_MS = 12 * 3600 * 1000 };
        int64_t start = language_day_start(i->language, day.year, day.month, day.day ? day.day : 1);
        return values_date(i, start + HALF_DAY_MS, style);
}

static bool is_known(const struct known_day *known, struct day day, enum date_style style)
{
        return known->value && known->style == style && known->day.year == day.year && known->day.month == day.month &&
               known->day.day == day.day;
}

json_t *values_day(const struct imprint *i, struct day day, enum date_style style)
{
        enum { PLACES = sizeof i->days->at / sizeof i->days->at[0], DAYS = 32, MONTHS = 12 };
        size_t number = (size_t)(day.year * MONTHS + day.month) * DAYS + (size_t)day.day;
        struct known_day *known = &i->days->at[(number + 37 * (size_t)style) % PLACES];
        if (!is_known(known, day, style)) {
                json_decref(known->value);
                *known = (struct known_day){day, style, day_in_words(i, day, style)};
        }
        return json_incref(known->value);
}

json_t *values_full_url(const struct imprint *i, struct slice path)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        return json_from_slice(arena_format(&arena, "%.*s%.*s", SLICE_ARGS(i->site_url), SLICE_ARGS(path)));
}

json_t *values_section(const struct imprint *i, unsigned section)
{
        json_t *values = section >= 1 && section <= SECTION_MAX ? i->sections[section - 1] : NULL;
        return values ? json_incref(values) : json_false();
}

void values_put_site(json_t *values, struct slice url)
{
        struct slice site = url, scheme = slice_cut(&site, ':');
        if (slice_starts_with(site, SLICE("//"))) {
                site = slice_skip(site, 2);
                site = slice_cut(&site, '/');
        }
        if (slice_starts_with(site, SLICE("www."))) site = slice_skip(site, 4);
        json_put(values, "url", json_from_slice(url));
        json_put(values, "site", json_from_slice(site.len ? site : scheme));
}

json_t *values_shelf(const struct imprint *i, const struct shelf *shelf)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct slice path = shelf->slug.len ? address_shelf(&arena, i->edition, shelf) : SLICE("");
        json_t *values = json_object();
        json_put(values, "name", values_wording(i, shelf->name));
        json_put(values, "path", json_from_slice(path));
        return values;
}
