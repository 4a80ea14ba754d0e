#include "publish/newsroom_test.h"

/* Publishes `count` articles of a minute each, numbered from `first`. */
static void publish_many(struct setting *s, int first, int count, int64_t from_ms)
{
        for (int i = first; i < first + count; i++) {
                char uri[20], headline[40];
                snprintf(uri, sizeof uri, "urn:%d", i);
                snprintf(headline, sizeof headline, "Новина %d", i);
                struct article article = an_article(uri, headline, from_ms + i * MINUTE);
                save(s, &article);
        }
        publish_pending(s);
}

static size_t items_on(struct setting *s, const char *path)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(1 << 20);
        size_t count = 0;
        must_work(archive_load_items(s->archive, load_page(s, path).id, &text));
        for (const char *at = buf_text(&text); (at = strstr(at, "<li")); at++)
                count++;
        return count;
}

static const char *more_of(struct setting *s, const char *path)
{
        struct archive_page page = load_page(s, path);
        buf_truncate(&s->text);
        add_inflated(s, page.more);
        return buf_text(&s->text);
}

/* ---- a section's months ---- */

static void a_month_goes_on_with_another_page_after_thirty_places(void **state)
{
        struct setting *s = *state;
        publish_many(s, 1, 30, MORNING);
        assert_int_equal(kind_of(s, "/sport/2023/8/2/"), 0);
        assert_false(says(more_of(s, "/sport/2023/8/1/"), "/sport/2023/8/2/"));
        publish_many(s, 31, 1, MORNING);
        assert_int_equal(items_on(s, "/sport/2023/8/1/"), 30);
        assert_int_equal(items_on(s, "/sport/2023/8/2/"), 1);
        assert_true(says(more_of(s, "/sport/2023/8/1/"), "/sport/2023/8/2/"));
        assert_true(says(more_of(s, "/sport/2023/8/2/"), "/sport/2023/8/1/"));
        assert_true(says(more_of(s, "/sport/"), "/sport/2023/8/2/"));
        assert_int_equal(items_on(s, "/sport/"), 31);
        assert_int_equal(items_on(s, "/news/"), 30);
        assert_int_equal(items_on(s, "/news/2023/08/01/"), 31);
        expect_same_as_rebuilt(s);
}

static void months_are_linked_with_each_other(void **state)
{
        struct setting *s = *state;
        publish_many(s, 1, 1, MORNING);
        publish_many(s, 2, 1, MORNING + 60 * DAY);
        assert_int_equal(kind_of(s, "/sport/2023/9/1/"), PATH_PAGE); /* 60 days later it is the 30th of September */
        publish_many(s, 3, 1, MORNING + 70 * DAY);
        publish_many(s, 4, 30, MORNING + 31 * DAY); /* now September goes on over two pages */
        assert_true(says(more_of(s, "/sport/2023/8/1/"), "/sport/2023/9/1/"));
        assert_true(says(more_of(s, "/sport/2023/9/1/"), "/sport/2023/8/1/"));
        assert_true(says(more_of(s, "/sport/2023/9/1/"), "/sport/2023/9/2/"));
        assert_true(says(more_of(s, "/sport/2023/9/2/"), "/sport/2023/10/1/"));
        assert_true(says(more_of(s, "/sport/2023/10/1/"), "/sport/2023/9/2/"));
        assert_true(says(more_of(s, "/sport/"), "/sport/2023/8/1/"));
        expect_same_as_rebuilt(s);
}

static void month_pages_keep_their_articles_whatever_happens_to_others(void **state)
{
        struct setting *s = *state;
        publish_many(s, 1, 32, MORNING);
        withdraw(s, "urn:3");
        publish_pending(s);
        publish_many(s, 33, 1, MORNING - 10 * MINUTE * 60); /* backdated, still of the first of August */
        struct article moved = an_article("urn:5", "Новина 5", MORNING + 5 * MINUTE);
        moved.section = WORLD;
        publish(s, &moved);
        assert_int_equal(items_on(s, "/sport/2023/8/1/"), 28);
        assert_int_equal(items_on(s, "/sport/2023/8/2/"), 3);
        assert_true(says(read_page(s, "/sport/2023/8/2/"), "/news/2023/08/01/33/"));
        assert_true(says(read_page(s, "/svit/2023/8/1/"), "/news/2023/08/01/5/"));
        assert_true(says(read_page(s, "/svit/"), "/news/2023/08/01/5/"));
        assert_false(says(read_page(s, "/sport/"), "/news/2023/08/01/5/"));
        expect_same_as_rebuilt(s);
}

static void a_month_page_shows_the_newest_first_whichever_came_first(void **state)
{
        struct setting *s = *state;
        publish_many(s, 2, 1, MORNING);
        publish_many(s, 1, 1, MORNING);
        const char *text = read_page(s, "/sport/2023/8/1/");
        const char *newer = strstr(text, "Новина 2"), *older = strstr(text, "Новина 1");
        assert_true(newer && older && newer < older);
        expect_same_as_rebuilt(s);
}

static void a_month_page_whose_articles_are_gone_stays(void **state)
{
        struct setting *s = *state;
        publish_many(s, 1, 1, MORNING);
        withdraw(s, "urn:1");
        publish_pending(s);
        assert_int_equal(items_on(s, "/sport/2023/8/1/"), 0);
        assert_int_equal(load_page(s, "/sport/2023/8/1/").modified_ms, 0);
        expect_same_as_rebuilt(s);
}

/* ---- days ---- */

static void days_are_linked_over_days_without_news(void **state)
{
        struct setting *s = *state;
        publish_many(s, 1, 1, MORNING);
        publish_many(s, 2, 1, MORNING + 7 * DAY);
        assert_true(says(more_of(s, "/news/2023/08/01/"), "rel=\"next\" href=\"/news/2023/08/08/"));
        assert_true(says(more_of(s, "/news/2023/08/08/"), "rel=\"prev\" href=\"/news/2023/08/01/"));
        assert_true(says(more_of(s, "/news/"), "/news/2023/08/08/"));

        publish_many(s, 3, 1, MORNING + 3 * DAY);
        assert_true(says(more_of(s, "/news/2023/08/01/"), "rel=\"next\" href=\"/news/2023/08/04/"));
        assert_false(says(more_of(s, "/news/2023/08/01/"), "rel=\"next\" href=\"/news/2023/08/08/"));
        assert_true(says(more_of(s, "/news/2023/08/08/"), "rel=\"prev\" href=\"/news/2023/08/04/"));
        expect_same_as_rebuilt(s);

        withdraw(s, "urn:3");
        publish_pending(s);
        assert_int_equal(kind_of(s, "/news/2023/08/04/"), PATH_GONE);
        assert_true(says(more_of(s, "/news/2023/08/01/"), "rel=\"next\" href=\"/news/2023/08/08/"));
        assert_true(says(more_of(s, "/news/2023/08/08/"), "rel=\"prev\" href=\"/news/2023/08/01/"));
        expect_same_as_rebuilt(s);
}

static void all_news_go_on_with_the_newest_day_that_they_do_not_show_whole(void **state)
{
        struct setting *s = *state;
        publish_many(s, 1, 1, MORNING);
        publish_many(s, 2, 29, MORNING + 7 * DAY);
        assert_false(says(more_of(s, "/news/"), "rel=\"next\""));
        publish_many(s, 31, 1, MORNING + 7 * DAY);
        assert_true(says(more_of(s, "/news/"), "rel=\"next\" href=\"/news/2023/08/01/\""));
        expect_same_as_rebuilt(s);
        publish_many(s, 32, 5, MORNING + 7 * DAY);
        assert_true(says(more_of(s, "/news/"), "rel=\"next\" href=\"/news/2023/08/08/\""));
        expect_same_as_rebuilt(s);
        static const char *const newest[] = {"urn:32", "urn:33", "urn:34", "urn:35", "urn:36"};
        for (size_t i = 0; i < 5; i++)
                withdraw(s, newest[i]);
        publish_pending(s);
        assert_true(says(more_of(s, "/news/"), "rel=\"next\" href=\"/news/2023/08/01/\""));
        expect_same_as_rebuilt(s);
}

static void all_news_lead_to_each_month_of_the_archive(void **state)
{
        struct setting *s = *state;
        publish_many(s, 1, 1, MORNING);             /* 1 August */
        publish_many(s, 2, 1, MORNING + 4 * DAY);   /* 5 August */
        publish_many(s, 3, 1, MORNING + 370 * DAY); /* 5 August of the next year */
        assert_true(says(more_of(s, "/news/"), "<li><a href=\"/news/2024/08/05/\">"));
        assert_true(says(more_of(s, "/news/"), "<li><a href=\"/news/2023/08/05/\">Серпень 2023"));
        withdraw(s, "urn:2");
        publish_pending(s);
        assert_true(says(more_of(s, "/news/"), "<li><a href=\"/news/2023/08/01/\">Серпень 2023"));
        expect_same_as_rebuilt(s);
        withdraw(s, "urn:1");
        publish_pending(s);
        assert_false(says(more_of(s, "/news/"), "Серпень 2023"));
        expect_same_as_rebuilt(s);
}

static void calendars_follow_the_days_that_come_and_go(void **state)
{
        struct setting *s = *state;
        publish_many(s, 1, 1, MORNING);            /* 1 August */
        publish_many(s, 2, 1, MORNING + 4 * DAY);  /* 5 August */
        publish_many(s, 3, 1, MORNING - 20 * DAY); /* 12 July */
        publish_many(s, 4, 1, MORNING + 40 * DAY); /* 10 September */
        expect_same_as_rebuilt(s);
        publish_many(s, 5, 1, MORNING + 19 * DAY); /* 20 August: now the last of the month */
        assert_true(says(more_of(s, "/news/2023/08/01/"), "<td><a href=\"/news/2023/08/20/\">20</a>"));
        assert_true(says(more_of(s, "/news/2023/08/05/"), "<td><a href=\"/news/2023/08/20/\">20</a>"));
        assert_true(says(more_of(s, "/news/2023/09/10/"), "<a href=\"/news/2023/08/20/\">Попередній місяць"));
        assert_true(says(more_of(s, "/news/2023/07/12/"), "<a href=\"/news/2023/08/01/\">Наступний місяць"));
        expect_same_as_rebuilt(s);

        withdraw(s, "urn:1");
        publish_pending(s);
        assert_false(says(more_of(s, "/news/2023/08/20/"), "/news/2023/08/01/"));
        assert_true(says(more_of(s, "/news/2023/07/12/"), "<a href=\"/news/2023/08/05/\">Наступний місяць"));
        expect_same_as_rebuilt(s);
        withdraw(s, "urn:2");
        withdraw(s, "urn:5"); /* August is empty */
        publish_pending(s);
        assert_true(says(more_of(s, "/news/2023/07/12/"), "<a href=\"/news/2023/09/10/\">Наступний місяць"));
        assert_true(says(more_of(s, "/news/2023/09/10/"), "<a href=\"/news/2023/07/12/\">Попередній місяць"));
        expect_same_as_rebuilt(s);
}

static void a_day_is_the_editions_own_day(void **state)
{
        struct setting *s = *state;
        int64_t half_past_midnight_in_kyiv = MORNING + 14 * 60 * MINUTE + 30 * MINUTE;
        publish_simple(s, "urn:1", "Опівночі", half_past_midnight_in_kyiv);
        assert_true(says(read_page(s, "/news/2023/08/02/"), "/news/2023/08/02/1/"));
        expect_same_as_rebuilt(s);
}

static void the_same_day_in_two_languages_is_linked(void **state)
{
        struct setting *s = *state;
        struct article en = an_article("urn:en", "Snow", MORNING);
        en.edition = EN;
        publish_simple(s, "urn:uk", "Сніг", MORNING);
        assert_false(says(read_page(s, "/news/2023/08/01/"), "/eng/news/2023/08/01/"));
        publish(s, &en);
        assert_true(says(read_page(s, "/news/2023/08/01/"), "/eng/news/2023/08/01/"));
        withdraw(s, "urn:en");
        publish_pending(s);
        assert_false(says(read_page(s, "/news/2023/08/01/"), "/eng/news/2023/08/01/"));
        expect_same_as_rebuilt(s);
}

/* ---- the front ---- */

/* Where the article's address first stands in the front's main part; SIZE_MAX when it does not. */
static size_t place_on_front(struct setting *s, int64_t article)
{
        char path[60];
        struct archive_page page = load_page(s, "/");
        buf_truncate(&s->text);
        add_inflated(s, page.main);
        snprintf(path, sizeof path, "/%lld/\"", (long long)article);
        const char *at = strstr(buf_text(&s->text), path);
        return at ? (size_t)(at - buf_text(&s->text)) : SIZE_MAX;
}

static void publish_urgent(struct setting *s, const char *uri, enum urgency urgency, int64_t published_ms)
{
        struct article article = an_article(uri, "Терміново", published_ms);
        article.urgency = urgency;
        publish(s, &article);
}

static void the_front_leads_with_what_is_most_urgent_of_a_day(void **state)
{
        struct setting *s = *state;
        publish_urgent(s, "urn:1", URGENCY_BREAKING, MORNING - 2 * DAY);
        publish_urgent(s, "urn:2", URGENCY_IMPORTANT, MORNING);
        publish_urgent(s, "urn:3", URGENCY_NORMAL, MORNING + MINUTE);
        assert_true(place_on_front(s, 2) < place_on_front(s, 3));
        assert_true(place_on_front(s, 3) < place_on_front(s, 1)); /* breaking once, but too long ago */
        publish_urgent(s, "urn:4", URGENCY_BREAKING, MORNING - MINUTE);
        assert_true(place_on_front(s, 4) < place_on_front(s, 2));
        publish_urgent(s, "urn:5", URGENCY_BREAKING, MORNING);
        assert_true(place_on_front(s, 5) < place_on_front(s, 4));
        assert_int_equal(load_page(s, "/").modified_ms, MORNING + MINUTE);
        expect_same_as_rebuilt(s);
}

static void no_story_stands_on_the_front_twice(void **state)
{
        struct setting *s = *state;
        publish_many(s, 1, 20, MORNING);
        for (int64_t article = 1; article <= 20; article++) {
                char path[60];
                size_t first = place_on_front(s, article);
                snprintf(path, sizeof path, "/%lld/\"", (long long)article);
                if (first != SIZE_MAX) assert_null(strstr(buf_text(&s->text) + first + 1, path));
        }
        assert_int_not_equal(place_on_front(s, 20), SIZE_MAX);
        assert_int_equal(place_on_front(s, 1), SIZE_MAX);
}

static void the_front_shows_what_the_editors_chose_and_the_newest_behind_it(void **state)
{
        struct setting *s = *state;
        for (int i = 1; i <= 6; i++) {
                char uri[20];
                snprintf(uri, sizeof uri, "urn:%d", i);
                publish_urgent(s, uri, URGENCY_NORMAL, MORNING + i * MINUTE);
        }
        put_settings(s,
                     "{\"front\": {\"uk\": {\"lead\": \"urn:2\", \"placed\": [\"urn:4\", \"urn:none\", \"urn:1\"]}}}");
        assert_true(place_on_front(s, 2) < place_on_front(s, 4));
        assert_true(place_on_front(s, 4) < place_on_front(s, 1));
        assert_true(place_on_front(s, 1) < place_on_front(s, 6));
        assert_true(place_on_front(s, 6) < place_on_front(s, 5));
        expect_same_as_rebuilt(s);
        withdraw(s, "urn:2");
        publish_pending(s);
        assert_int_equal(place_on_front(s, 2), SIZE_MAX);
        assert_true(place_on_front(s, 4) < place_on_front(s, 1)); /* the first of those placed leads in its stead */
        assert_true(place_on_front(s, 1) < place_on_front(s, 6));
        expect_same_as_rebuilt(s);
}

int main(void)
{
        must(sodium_init() >= 0);
        const struct CMUnitTest tests[] = {
                TEST(a_month_goes_on_with_another_page_after_thirty_places),
                TEST(months_are_linked_with_each_other),
                TEST(month_pages_keep_their_articles_whatever_happens_to_others),
                TEST(a_month_page_shows_the_newest_first_whichever_came_first),
                TEST(a_month_page_whose_articles_are_gone_stays),
                TEST(days_are_linked_over_days_without_news),
                TEST(all_news_go_on_with_the_newest_day_that_they_do_not_show_whole),
                TEST(all_news_lead_to_each_month_of_the_archive),
                TEST(calendars_follow_the_days_that_come_and_go),
                TEST(a_day_is_the_editions_own_day),
                TEST(the_same_day_in_two_languages_is_linked),
                TEST(the_front_leads_with_what_is_most_urgent_of_a_day),
                TEST(no_story_stands_on_the_front_twice),
                TEST(the_front_shows_what_the_editors_chose_and_the_newest_behind_it),
        };
        return cmocka_run_group_tests_name("publish: listings and fronts", tests, NULL, NULL);
}
