/* A month as a table of weeks from Monday on: days that have a page are links. */
#include "press/presser_inside.h"

enum { WEEK = 7 };

static json_t *link_to(const struct imprint *i, struct day day)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        return json_from_slice(address_day(&arena, i->edition, day));
}

/* Of a day out of the month's: all empty. */
static json_t *cell(const struct imprint *i, struct day day, const struct calendar *calendar, int number)
{
        bool is_day = number >= 1 && number <= language_days_of_month(day.year, day.month);
        bool has_page = is_day && calendar->days & UINT32_C(1) << number;
        bool is_current = is_day && number == day.day;
        day.day = number;
        json_t *values = json_object();
        json_put(values, "number", is_day ? json_integer(number) : json_false());
        json_put(values, "path", has_page ? link_to(i, day) : json_false());
        json_put(values, "current", json_boolean(is_current));
        return values;
}

static json_t *week(const struct imprint *i, struct day day, const struct calendar *calendar, int monday)
{
        json_t *days = json_array(), *values = json_object();
        for (int number = monday; number < monday + WEEK; number++)
                json_append(days, cell(i, day, calendar, number));
        json_put(values, "days", days);
        return values;
}

/* The month in which a day of another one lies. */
static json_t *month_beside(const struct imprint *i, struct day day)
{
        if (day.year == 0) return json_false();
        json_t *values = json_object();
        json_put(values, "path", link_to(i, day));
        json_put(values, "name", values_day(i, day, DATE_MONTH));
        return values;
}

json_t *values_calendar(const struct imprint *i, struct day day, const struct calendar *calendar)
{
        json_t *weeks = json_array(), *values = json_object();
        int last = language_days_of_month(day.year, day.month);
        for (int monday = 1 - language_weekday(day.year, day.month, 1); monday <= last; monday += WEEK)
                json_append(weeks, week(i, day, calendar, monday));
        json_put(values, "name", values_day(i, day, DATE_MONTH_HEADING));
        json_put(values, "weekdays", json_incref(i->weekdays));
        json_put(values, "weeks", weeks);
        json_put(values, "has_beside", json_boolean(calendar->before.year || calendar->after.year));
        json_put(values, "previous", month_beside(i, calendar->before));
        json_put(values, "next", month_beside(i, calendar->after));
        return values;
}
