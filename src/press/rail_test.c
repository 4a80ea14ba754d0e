#include "press/page_test.h"

/* Moments around nights in Kyiv, which is two hours east of UTC in winter and three in summer. */
#define UTC_2026_03_28_2159 INT64_C(1774735140000)
#define MINUTE              INT64_C(60000)
#define HOUR                (60 * MINUTE)

static const char *rail(struct press *p, unsigned edition, struct headline *at, size_t count)
{
        struct headlines newest = {at, count};
        assert_int_equal(press_rail(p->setting.presser, edition, &newest, 0, &p->stored).code, OK);
        return plain(&p->text, &p->stored);
}

static struct headline headline_at(int64_t published_ms, const char *text)
{
        return (struct headline){
                .edition = UK, .path = SLICE("/news/1/"), .text = slice_of(text), .published_ms = published_ms};
}

static void headlines_stand_under_the_dates_of_their_zone(void **state)
{
        const int64_t spring = UTC_2026_03_28_2159; /* 23:59 of the 28th; the clocks go forward at 03:00 of the 29th */
        struct headline at[] = {
                headline_at(spring + 23 * HOUR + MINUTE, "midnight"), /* 00:00 of the 30th: that day had 23 hours */
                headline_at(spring + 23 * HOUR, "late"),              /* 23:59 of the 29th */
                headline_at(spring + 3 * HOUR + MINUTE, "summer"),    /* 04:00 */
                headline_at(spring + 3 * HOUR, "winter"),             /* 02:59 */
                headline_at(spring + MINUTE, "first"),                /* 00:00 */
                headline_at(spring, "before"),
        };
        static const char *const order[] = {
                "<h3>Понеділок, 30 березня 2026</h3>",
                "2026-03-30T00:00:00+03:00\">00:00<",
                "midnight",
                "<h3>Неділя, 29 березня 2026</h3>",
                ">23:59<",
                "late",
                ">04:00<",
                "summer",
                ">02:59<",
                "winter",
                "2026-03-29T00:00:00+02:00\">00:00<",
                "first",
                "<h3>Субота, 28 березня 2026</h3>",
                ">23:59<",
                "before",
                NULL,
        };
        const char *text = rail(*state, UK, at, sizeof at / sizeof at[0]);
        assert_order(text, order);
        unsigned headings = 0;
        for (const char *h3 = text; (h3 = strstr(h3, "<h3>")); h3++)
                headings++;
        assert_int_equal(headings, 3);
}

static void the_hour_that_comes_twice_is_one_day(void **state)
{
        const int64_t autumn =
                INT64_C(1792888200000); /* 2026-10-25 00:30 UTC, 03:30 in summer time; at 04:00 it is 03:00 */
        struct headline at[] = {headline_at(autumn + HOUR, "second"), headline_at(autumn, "first")};
        static const char *const order[] = {
                "<h3>Неділя, 25 жовтня 2026</h3>",
                "2026-10-25T03:30:00+02:00\">03:30<",
                "second",
                "2026-10-25T03:30:00+03:00\">03:30<",
                "first",
                NULL,
        };
        const char *text = rail(*state, UK, at, 2);
        assert_order(text, order);
        assert_null(strstr(strstr(text, "<h3>") + 1, "<h3>"));
}

static void what_matters_is_bold_and_breaking_news_say_so(void **state)
{
        struct headline at[] = {
                headline_at(0, "usual"),
                headline_at(0, "grave"),
                headline_at(0, "sudden"),
        };
        at[1].urgency = URGENCY_IMPORTANT;
        at[2].urgency = URGENCY_BREAKING;
        const char *text = rail(*state, UK, at, 3);
        assert_has(text, "<a href=\"/news/1/\">usual</a>");
        assert_has(text, "<a href=\"/news/1/\"><strong>grave</strong></a>");
        assert_has(text, "<strong><span class=\"flash\">Терміново</span> sudden</strong>");
}

static void live_coverage_says_so_as_long_as_it_goes_on(void **state)
{
        struct headline at[] = {headline_at(8 * HOUR, "newest"), headline_at(1, "long"), headline_at(0, "over")};
        at[1].is_running = true;
        at[1].urgency = URGENCY_BREAKING;
        const char *text = rail(*state, UK, at, 3);
        assert_has(text, "<strong><span class=\"flash\">Наживо</span> long</strong>");
        assert_has(text, "<a href=\"/news/1/\">over</a>");
        at[1].is_running = false;
        assert_has(rail(*state, UK, at, 3), "<strong>long</strong>");
}

static void breaking_news_are_important_ones_six_hours_later(void **state)
{
        struct headline at[] = {headline_at(6 * HOUR, "newest"), headline_at(1, "sudden"), headline_at(0, "past")};
        at[1].urgency = at[2].urgency = URGENCY_BREAKING;
        const char *text = rail(*state, UK, at, 3);
        assert_has(text, "<strong><span class=\"flash\">Терміново</span> sudden</strong>");
        assert_has(text, "<a href=\"/news/1/\"><strong>past</strong></a>");
}

static void breaking_news_are_called_so_until_their_time_is_over(void **state)
{
        struct press *p = *state;
        struct headline at[] = {headline_at(1, "sudden")};
        const struct headlines newest = {at, 1};
        at[0].urgency = URGENCY_BREAKING;
        assert_int_equal(press_rail(p->setting.presser, UK, &newest, 6 * HOUR, &p->stored).code, OK);
        assert_has(plain(&p->text, &p->stored), "<span class=\"flash\">Терміново</span> sudden");
        assert_int_equal(press_rail(p->setting.presser, UK, &newest, 6 * HOUR + 1, &p->stored).code, OK);
        assert_has(plain(&p->text, &p->stored), "<a href=\"/news/1/\"><strong>sudden</strong></a>");
}

static void each_edition_has_its_rail(void **state)
{
        struct headline line = headline_at(UTC_2026_03_28_2159, "news");
        static const char *const order[] = {
                "href=\"/eng/news/\">All news",
                "Recent news",
                "<h3>Saturday, 28 March 2026</h3>",
                NULL,
        };
        assert_order(rail(*state, EN, &line, 1), order);
}

static void a_rail_ends_after_its_last_line(void **state)
{
        struct headline at[RAIL_HEADLINES + 1];
        for (size_t i = 0; i < RAIL_HEADLINES + 1; i++)
                at[i] = headline_at(0, i == RAIL_HEADLINES ? "too old" : "news");
        const char *text = rail(*state, UK, at, RAIL_HEADLINES + 1);
        assert_lacks(text, "too old");
        unsigned lines = 0;
        for (const char *line = text; (line = strstr(line, "<li>")); line++)
                lines++;
        assert_int_equal(lines, RAIL_HEADLINES);
}

static void a_rail_without_news_still_leads_to_all_of_them(void **state)
{
        const char *text = rail(*state, UK, NULL, 0);
        assert_has(text, "href=\"/news/\"");
        assert_lacks(text, "<h3>");
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(headlines_stand_under_the_dates_of_their_zone),
                TEST(the_hour_that_comes_twice_is_one_day),
                TEST(what_matters_is_bold_and_breaking_news_say_so),
                TEST(live_coverage_says_so_as_long_as_it_goes_on),
                TEST(breaking_news_are_important_ones_six_hours_later),
                TEST(breaking_news_are_called_so_until_their_time_is_over),
                TEST(each_edition_has_its_rail),
                TEST(a_rail_ends_after_its_last_line),
                TEST(a_rail_without_news_still_leads_to_all_of_them),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
