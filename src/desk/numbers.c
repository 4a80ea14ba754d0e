/* Numbers: what is read now, what was read most, and hour by hour. They are requests that reached us, by pages, without
 * anybody's name: behind a CDN it answers most by itself, and says so nowhere to us.
 *
 * All windows are counted from the hours that the store keeps; of the hour that the window begins in, the part that is
 * still inside it counts. The last hour's sum is counted by minutes, as what is read now: a guess beside it would say
 * less than what it holds. Where minutes are known better than hours, hours follow. */
#include "desk/numbers.h"

#include "base/clock.h"
#include "desk/handlers.h"
#include "store/publication.h"
#include "store/read_sums.h"
#include "store/unfound.h"

enum { CHART_HOURS = 24, LISTED = 10, CHART_HEIGHT = 100 };

/* ---- what lists and the editor show too ---- */

int64_t numbers_today(struct visit *v, const struct edition *edition)
{
        CLEANUP(language_closep) struct language *language = NULL;
        struct language *clock =
                language_open(edition->code, edition->zone, &language).code == OK ? language : v->texts;
        struct local_time t = language_local(clock, v->now_ms);
        return language_day_start(clock, t.year, t.month, t.day) / READS_HOUR_MS;
}

int64_t numbers_today_of(struct visit *v, struct todays *todays, unsigned edition)
{
        int64_t *hour = &todays->hours[edition - 1];
        if (!*hour) *hour = numbers_today(v, newsroom_edition(visit_newsroom(v), edition));
        return *hour;
}

json_t *numbers_value(struct visit *v, int64_t count)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(100);
        struct slice digits = arena_format(visit_arena(v), "%lld", (long long)count);
        bool is_english = slice_starts_with(visit_text(v, "locale"), SLICE("en"));
        for (size_t i = 0; i < digits.len; i++) {
                if (i && (digits.len - i) % 3 == 0) buf_add_text(&text, is_english ? "," : "\u00a0");
                buf_add_char(&text, digits.at[i]);
        }
        return text_value(buf_slice(&text));
}

/* ---- counting ---- */

struct tally {
        struct visit *v;
        struct read_sums sums; /* of the edition */
        int64_t by_hour[CHART_HOURS];
};

static void tally_clear(struct tally *t)
{
        read_sums_clear(&t->sums);
}

static void add_row(void *context, const struct hour_reads *row)
{
        struct tally *t = context;
        if (row->edition != t->sums.edition) return;
        read_sums_add(&t->sums, row);
        int64_t age = t->sums.hour - row->hour;
        if (age >= 0 && age < CHART_HOURS) t->by_hour[CHART_HOURS - 1 - age] += row->reads;
}

/* No span has less than one within it. */
static void raise_to_now(struct read_sum *sum)
{
        for (int i = 0; i < READ_SPANS; i++)
                if (read_sum_measure(sum, i) < sum->now) read_sum_set(sum, i, sum->now);
}

static void take_hour(struct tally *t, const struct read_sheet *sheet, int64_t now_ms)
{
        struct read_sum *all = &t->sums.all;
        bool is_all = false;
        int64_t hour = (int64_t)read_sheet_hour(sheet, t->sums.edition, &is_all);
        if (is_all || hour > read_sum_measure(all, READ_HOUR)) read_sum_set(all, READ_HOUR, hour);
        bool is_of_today = now_ms - READS_HOUR_MS >= t->sums.today_hour * READS_HOUR_MS;
        if (is_of_today && all->today < hour) all->today = hour;
}

static struct err count(struct visit *v, const struct edition *edition, struct tally *ret)
{
        struct read_sums *sums = &ret->sums;
        ret->v = v;
        read_sums_init(sums, v->now_ms);
        sums->edition = edition->id;
        sums->today_hour = numbers_today(v, edition);
        const struct read_sheet *sheet = writer_reads(v->desk->writer);
        TRY(store_each_reads(visit_store(v), sums->hour - read_span_hours[READ_WEEK], add_row, ret));
        for (size_t i = 0; sheet && i < sheet->count; i++) {
                const struct read_line *line = &sheet->lines[i];
                if (line->edition != edition->id) continue;
                int64_t now = (int64_t)read_line_now(line);
                sums->all.now += now;
                if (line->page > 0) read_sums_next(sums, line->page, line->edition)->now = now;
        }
        read_sums_merge(sums);
        for (size_t i = 0; i < sums->count; i++)
                raise_to_now(&sums->at[i]);
        if (sheet) take_hour(ret, sheet, v->now_ms);
        return NO_ERR;
}

/* ---- lists ---- */

static struct err put_line(struct visit *v, const struct read_sum *sum, int measure, json_t *list)
{
        struct published published;
        struct err err = store_load(visit_store(v), sum->article, visit_arena(v), &published);
        if (err.code == ERR_NOT_FOUND) return NO_ERR;
        TRY(err);
        json_array_append_new(list, json_pack("{s:I, s:b, s:o, s:o, s:o}", "id", (json_int_t)sum->article, "is_open",
                                              (int)visit_may(v, MAY_WRITE_OWN, published.article.edition), "headline",
                                              text_value(published.article.headline), "count",
                                              numbers_value(v, read_sum_measure(sum, measure)), "today",
                                              numbers_value(v, sum->today)));
        return NO_ERR;
}

static struct err put_list(const struct tally *t, int measure, const char *name_key, json_t *lists)
{
        const struct read_sum *most[LISTED];
        const struct most_wanted wanted = {.measure = measure, .least = 1, .limit = LISTED};
        size_t count = read_sums_most(&t->sums, &wanted, most);
        json_t *lines = json_array();
        json_array_append_new(lists, json_pack("{s:s, s:o, s:o, s:b}", "key", name_key, "name",
                                               text_value(visit_text(t->v, name_key)), "lines", lines, "has_lines",
                                               count > 0));
        for (size_t i = 0; i < count; i++)
                TRY(put_line(t->v, most[i], measure, lines));
        return NO_ERR;
}

/* ---- what was not found ---- */

static struct err put_unfound(struct visit *v, const struct edition *edition, json_t *values)
{
        enum { WEEK_DAYS = 7, UNFOUND_LISTED = 20 };
        const struct unfound since = {.day = v->now_ms / UNFOUND_DAY_MS - WEEK_DAYS + 1, .edition = edition->id};
        struct unfound_list most;
        json_t *lines = json_array();
        json_object_set_new(values, "unfound", lines);
        writer_write_unfound(v->desk->writer);
        TRY(store_most_unfound(visit_store(v), &since, UNFOUND_LISTED, visit_arena(v), &most));
        json_object_set_new(values, "has_unfound", json_boolean(most.count > 0));
        for (size_t i = 0; i < most.count; i++)
                json_array_append_new(lines, json_pack("{s:o, s:o}", "words", text_value(most.at[i].words), "count",
                                                       numbers_value(v, most.at[i].times)));
        return NO_ERR;
}

/* ---- the chart ---- */

static struct slice clock_text(struct language *clock, int64_t hour, struct arena *a)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(100);
        language_write_date(clock, hour * READS_HOUR_MS, DATE_CLOCK, &text);
        return arena_copy(a, buf_slice(&text));
}

static int64_t largest(const struct tally *t)
{
        int64_t found = 0;
        for (int i = 0; i < CHART_HOURS; i++)
                if (t->by_hour[i] > found) found = t->by_hour[i];
        return found;
}

/* A bar an hour, and the same as a table. */
static void put_chart(const struct tally *t, struct language *clock, json_t *values)
{
        enum { STEP = 20, LABEL_EVERY = 6 };
        json_t *hours = json_array();
        int64_t most = largest(t);
        for (int i = 0; i < CHART_HOURS; i++) {
                int64_t height = most ? (t->by_hour[i] * CHART_HEIGHT + most - 1) / most : 0;
                struct slice time = clock_text(clock, t->sums.hour - CHART_HOURS + 1 + i, visit_arena(t->v));
                json_array_append_new(hours,
                                      json_pack("{s:i, s:I, s:I, s:o, s:o, s:b}", "x", i * STEP, "y",
                                                (json_int_t)(CHART_HEIGHT - height), "height", (json_int_t)height,
                                                "time", text_value(time), "count", numbers_value(t->v, t->by_hour[i]),
                                                "is_labelled", i % LABEL_EVERY == LABEL_EVERY - 1));
        }
        json_object_set_new(values, "hours", hours);
        json_object_set_new(values, "most", numbers_value(t->v, most));
}

/* ---- the page ---- */

static const struct edition *edition_asked(struct visit *v)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        const struct edition *asked = newsroom_edition_for(newsroom, visit_query(v, "edition"));
        if (!asked) asked = newsroom_edition_for(newsroom, v->person->language);
        return asked ? asked : &newsroom->editions[0];
}

static json_t *tabs(struct visit *v, const struct edition *here)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        json_t *list = json_array();
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                const struct edition *edition = &newsroom->editions[i];
                struct slice href = arena_format(visit_arena(v), "/numbers?edition=%.*s", SLICE_ARGS(edition->code));
                json_array_append_new(list, json_pack("{s:s, s:o, s:o, s:b}", "href", href.at, "name",
                                                      text_value(edition->name), "language", text_value(edition->code),
                                                      "is_here", edition == here));
        }
        return list;
}

static struct err put_page(struct visit *v, const struct edition *edition, json_t *values)
{
        CLEANUP(tally_clear) struct tally tally = {0};
        CLEANUP(language_closep) struct language *language = NULL;
        struct slice code = {visit_text(v, "locale").at, 2};
        TRY(language_open_for_desk(code, edition->zone, &language));
        TRY(count(v, edition, &tally));
        json_t *lists = json_array();
        json_object_set_new(values, "lists", lists);
        json_object_set_new(values, "tabs", tabs(v, edition));
        json_object_set_new(values, "edition", text_value(edition->code));
        json_object_set_new(values, "zone", text_value(edition->zone));
        json_object_set_new(values, "now", numbers_value(v, tally.sums.all.now));
        json_object_set_new(values, "hour", numbers_value(v, read_sum_measure(&tally.sums.all, READ_HOUR)));
        json_object_set_new(values, "today", numbers_value(v, tally.sums.all.today));
        put_chart(&tally, language, values);
        TRY(put_unfound(v, edition, values));
        TRY(put_list(&tally, READ_NOW, "numbers_list_now", lists));
        TRY(put_list(&tally, READ_HOUR, "numbers_list_hour", lists));
        TRY(put_list(&tally, READ_DAY, "numbers_list_day", lists));
        return put_list(&tally, READ_WEEK, "numbers_list_week", lists);
}

struct err handle_numbers(struct visit *v)
{
        json_t *values = json_object();
        struct err err = put_page(v, edition_asked(v), values);
        if (err.code == OK) return reply_page(v, 200, "numbers", values);
        json_decref(values);
        return err;
}
