/* What was counted of a creative, by days: as a picture that the server draws, and as a table. */
#include "desk/creative.h"

#include "desk/article.h"
#include "news/json_value.h"
#include "store/counts.h"

enum { DAYS_SHOWN = 30, DAY_MS = 24 * 60 * 60 * 1000, CHART_HEIGHT = 120, BAR_WIDTH = 16, BAR_STEP = 20 };

struct err creative_put_sums(struct visit *v, struct slice key, json_t *values)
{
        struct creative_counts counts;
        json_put(values, "views", json_integer(0));
        json_put(values, "clicks", json_integer(0));
        TRY(store_creative_counts(visit_store(v), visit_arena(v), &counts));
        for (size_t i = 0; i < counts.count; i++) {
                if (!slice_eq(counts.at[i].creative, key)) continue;
                json_put(values, "views", json_integer(counts.at[i].views));
                json_put(values, "clicks", json_integer(counts.at[i].clicks));
                json_put(values, "counted_from", text_value(counts.at[i].first_day));
        }
        return NO_ERR;
}

static int64_t most_of(const struct creative_days *days)
{
        int64_t most = 1;
        for (size_t i = 0; i < days->count; i++)
                if (days->at[i].views > most) most = days->at[i].views;
        return most;
}

/* The day in words; UTC's noon is of that day nearly everywhere. */
static json_t *day_value(struct visit *v, int64_t day)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(200);
        language_write_date(v->texts, day * DAY_MS + DAY_MS / 2, DATE_SHORT_DAY, &text);
        return text_value(buf_slice(&text));
}

/* A bar of at least a line where anything was. */
static json_t *bar_of(const struct creative_day *day, size_t place, int64_t most)
{
        int64_t height = (day->views * CHART_HEIGHT + most / 2) / most;
        if (day->views && height < 2) height = 2;
        return json_pack("{s:i, s:I, s:i, s:I}", "x", (int)place * BAR_STEP, "y", (json_int_t)(CHART_HEIGHT - height),
                         "width", BAR_WIDTH, "height", (json_int_t)height);
}

/* Days are UTC's, as they are counted. */
struct err creative_put_days(struct visit *v, struct slice key, json_t *values)
{
        struct creative_days days = {.first = v->now_ms / DAY_MS - (DAYS_SHOWN - 1), .count = DAYS_SHOWN};
        TRY(store_creative_days(visit_store(v), key, visit_arena(v), &days));
        json_t *bars = json_array(), *rows = json_array();
        int64_t views = 0, clicks = 0, most = most_of(&days);
        for (size_t i = 0; i < days.count; i++) {
                const struct creative_day *day = &days.at[i];
                views += day->views;
                clicks += day->clicks;
                json_append(bars, bar_of(day, i, most));
                if (day->views || day->clicks)
                        json_append(rows,
                                    json_pack("{s:o, s:I, s:I}", "day", day_value(v, days.first + (int64_t)i), "views",
                                              (json_int_t)day->views, "clicks", (json_int_t)day->clicks));
        }
        json_put(values, "has_days", json_boolean(json_array_size(rows) > 0));
        json_put(values, "bars", bars);
        json_put(values, "days", rows);
        json_put(values, "month_views", json_integer(views));
        json_put(values, "month_clicks", json_integer(clicks));
        json_put(values, "most", json_integer(most));
        json_put(values, "chart_first", day_value(v, days.first));
        json_put(values, "chart_last", day_value(v, days.first + DAYS_SHOWN - 1));
        return NO_ERR;
}
