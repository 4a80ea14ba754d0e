#include "press/presser_inside.h"

static bool is_same_day(struct local_time a, struct local_time b)
{
        return a.year == b.year && a.month == b.month && a.day == b.day;
}

/* The headlines of one date, from the first on; returns how many. */
static size_t append_day(const struct imprint *i, const struct headlines *newest, size_t first, int64_t at_ms,
                         json_t *days)
{
        const struct headline *at = newest->at + first;
        size_t count = newest->count - first;
        struct local_time date = language_local(i->language, at[0].published_ms);
        size_t same = 1;
        while (same < count && is_same_day(date, language_local(i->language, at[same].published_ms)))
                same++;
        json_t *day = json_object();
        json_put(day, "name", values_date(i, at[0].published_ms, DATE_DAY_HEADING));
        json_put(day, "stories", values_stories(i, at, same, at_ms));
        json_append(days, day);
        return same;
}

struct err press_rail(struct presser *p, unsigned edition, const struct headlines *newest, int64_t at_ms,
                      struct buf *ret)
{
        const struct imprint *i = presser_imprint(p, edition);
        const struct headlines shown = {newest->at, newest->count < RAIL_HEADLINES ? newest->count : RAIL_HEADLINES};
        const int64_t shown_from_ms = headlines_newest_ms(&shown, at_ms);
        json_t *days = json_array();
        for (size_t first = 0; first < shown.count;)
                first += append_day(i, &shown, first, shown_from_ms, days);
        json_auto_t *values = values_new(i);
        json_put(values, "days", days);
        return press_fragment_quickly(p, "rail", values, ret);
}

struct err press_bar(struct presser *p, unsigned edition, const struct breaking *breaking, struct buf *ret)
{
        const struct imprint *i = presser_imprint(p, edition);
        json_t *news = json_false();
        if (breaking) {
                news = json_object();
                json_put(news, "line", values_wording(i, breaking->text));
                json_put(news, "url", json_from_slice(breaking->url));
                json_put(news, "until", json_integer(breaking->until_ms));
        }
        json_auto_t *values = values_new(i);
        json_put(values, "breaking", news);
        return press_fragment(p, "bar", values, ret);
}

static json_t *follow(const struct presser *p, unsigned edition)
{
        const struct follow_list *list = &p->newsroom->settings.follow[edition - 1];
        json_t *places = json_array();
        for (size_t at = 0; at < list->count; at++) {
                json_t *place = json_object();
                json_put(place, "name", json_from_slice(list->at[at].name));
                json_put(place, "url", json_from_slice(list->at[at].url));
                json_append(places, place);
        }
        return places;
}

static struct err press_ask(struct presser *p, unsigned edition, struct buf *ret)
{
        json_auto_t *values = values_new(presser_imprint(p, edition));
        values_put_list(values, "has_follow", "follow", follow(p, edition));
        return press_fragment(p, "ask", values, ret);
}

static json_t *accent_values(const struct settings *settings)
{
        if (settings->accent.len == 0) return json_false();
        json_t *values = json_object();
        json_put(values, "light", json_from_slice(settings->accent));
        json_put(values, "dark", json_from_slice(settings->accent_dark));
        return values;
}

struct err press_furniture(struct presser *p, unsigned edition, struct pressed_furniture *ret)
{
        const struct imprint *i = presser_imprint(p, edition);
        json_auto_t *values = values_new(i);
        json_put(values, "style", json_from_slice(theme_style(p->theme, THEME_STYLE)));
        values_put_list(values, "has_follow", "follow", follow(p, edition));
        json_put(values, "accent", accent_values(&p->newsroom->settings));
        json_put(values, "foot_line", values_wording(i, p->newsroom->settings.words[edition - 1].foot));
        TRY(press_fragment(p, "top", values, &ret->top));
        TRY(press_bar(p, edition, NULL, &ret->bar));
        TRY(press_fragment(p, "foot", values, &ret->foot));
        return press_ask(p, edition, &ret->ask);
}
