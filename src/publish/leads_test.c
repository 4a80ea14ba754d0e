/* What articles lead on to: pages that show a story follow it, whoever chose it. */
#include "publish/newsroom_test.h"

static struct topic bridge = {.kind = TOPIC_SUBJECT, .name = {"Міст", sizeof "Міст" - 1}};

/* About the bridge; changed before it is published. */
static struct article about_the_bridge(const char *uri, const char *headline, int64_t published_ms)
{
        struct article article = an_article(uri, headline, published_ms);
        article.topics = &bridge;
        article.topic_count = 1;
        return article;
}

static int64_t publish_about(struct setting *s, const char *uri, const char *headline, int64_t published_ms)
{
        struct article article = about_the_bridge(uri, headline, published_ms);
        return publish(s, &article);
}

static const char *read_more(struct setting *s, const char *path)
{
        struct archive_page page = load_page(s, path);
        buf_truncate(&s->text);
        add_inflated(s, page.more);
        return buf_text(&s->text);
}

#define FIRST  "/news/2023/08/01/1/"
#define SECOND "/news/2023/08/01/2/"
#define THIRD  "/news/2023/08/01/3/"

static void a_story_leads_on_to_those_about_the_same_and_to_its_section(void **state)
{
        struct setting *s = *state;
        publish_about(s, "urn:1", "Перший", MORNING);
        publish_simple(s, "urn:2", "Інше", MORNING + MINUTE);
        publish_about(s, "urn:3", "Третій", MORNING + 2 * MINUTE);
        const char *more = read_more(s, THIRD);
        assert_true(says(more, "Читайте також"));
        assert_true(says(more, FIRST));
        assert_true(says(more, "<a href=\"/sport/\">Ще в\u00a0розділі «Спорт»</a>"));
        assert_true(says(more, SECOND));
        assert_true(strstr(more, FIRST) < strstr(more, SECOND));
        /* The first, which had nobody when it came, leads to who came since. */
        more = read_more(s, FIRST);
        assert_true(says(more, "Читайте також"));
        assert_true(strstr(more, THIRD) < strstr(more, SECOND));
        assert_true(says(more, SECOND));
        assert_false(says(read_more(s, SECOND), "Читайте також"));
        expect_same_as_rebuilt(s);
}

static void what_was_chosen_is_kept(void **state)
{
        struct setting *s = *state;
        publish_about(s, "urn:1", "Перший", MORNING);
        publish_about(s, "urn:2", "Другий", MORNING + MINUTE);
        for (int i = 3; i <= 12; i++) {
                struct article other =
                        about_the_bridge(arena_format(&s->arena, "urn:%d", i).at, "Ще одне", MORNING + i * MINUTE);
                other.section = 0;
                publish(s, &other);
        }
        publish_about(s, "urn:2", "Другий, виправлений", MORNING + MINUTE);
        assert_true(says(read_more(s, SECOND), FIRST));
        assert_true(says(read_more(s, SECOND), THIRD));
        assert_false(says(read_more(s, SECOND), "/news/2023/08/01/12/"));
        expect_same_as_rebuilt(s);
}

/* The ninth, about the bridge too, leads to six of those about the city; the tenth is about the bridge alone. */
static void a_follow_up_takes_the_place_of_a_loose_match_at_once(void **state)
{
        struct setting *s = *state;
        struct topic topics[] = {bridge, {.kind = TOPIC_SUBJECT, .name = SLICE("Місто")}};
        for (int i = 1; i <= 9; i++) {
                struct article article =
                        an_article(arena_format(&s->arena, "urn:%d", i).at, "Про місто", MORNING + i * MINUTE);
                article.section = 0;
                article.topics = i == 9 ? topics : topics + 1;
                article.topic_count = i == 9 ? 2 : 1;
                publish(s, &article);
        }
        assert_true(says(read_more(s, "/news/2023/08/01/9/"), THIRD));
        struct article follow_up = about_the_bridge("urn:10", "Міст відкрито", MORNING + 10 * MINUTE);
        follow_up.section = 0;
        publish(s, &follow_up);
        assert_true(says(read_more(s, "/news/2023/08/01/9/"), "Міст відкрито"));
        assert_false(says(read_more(s, "/news/2023/08/01/9/"), THIRD));
        expect_same_as_rebuilt(s);
        withdraw(s, "urn:10");
        publish_pending(s);
        assert_false(says(read_more(s, "/news/2023/08/01/9/"), "Міст відкрито"));
        expect_same_as_rebuilt(s);
}

static void a_corrected_headline_is_right_where_it_was_chosen(void **state)
{
        struct setting *s = *state;
        publish_about(s, "urn:1", "Снігх", MORNING);
        publish_about(s, "urn:2", "Про міст", MORNING + MINUTE);
        publish_simple(s, "urn:3", "З розділу", MORNING + 2 * MINUTE);
        assert_true(says(read_more(s, SECOND), "Снігх"));
        assert_true(says(read_more(s, THIRD), "Снігх"));
        publish_about(s, "urn:1", "Сніг", MORNING);
        assert_false(says(read_more(s, SECOND), "Снігх"));
        assert_true(says(read_more(s, SECOND), "Сніг"));
        assert_false(says(read_more(s, THIRD), "Снігх"));
        expect_same_as_rebuilt(s);
}

static void another_address_is_led_to_at_once(void **state)
{
        struct setting *s = *state;
        publish_about(s, "urn:1", "Сніг", MORNING);
        publish_about(s, "urn:2", "Про міст", MORNING + MINUTE);
        publish_about(s, "urn:1", "Сніг", MORNING - DAY);
        assert_true(says(read_more(s, SECOND), "/news/2023/07/31/1/"));
        assert_false(says(read_more(s, SECOND), FIRST));
        expect_same_as_rebuilt(s);
}

static void a_withdrawn_story_is_led_to_no_more_until_it_comes_back(void **state)
{
        struct setting *s = *state;
        publish_about(s, "urn:1", "Сніг", MORNING);
        publish_about(s, "urn:2", "Про міст", MORNING + MINUTE);
        publish_simple(s, "urn:3", "З розділу", MORNING + 2 * MINUTE);
        withdraw(s, "urn:1");
        publish_pending(s);
        assert_false(says(read_more(s, SECOND), FIRST));
        assert_false(says(read_more(s, THIRD), FIRST));
        expect_same_as_rebuilt(s);
        publish_about(s, "urn:1", "Сніг таки", MORNING);
        assert_true(says(read_more(s, SECOND), "Сніг таки"));
        assert_true(says(read_more(s, THIRD), "Сніг таки"));
        expect_same_as_rebuilt(s);
}

static void another_topic_leads_elsewhere(void **state)
{
        struct setting *s = *state;
        struct topic school = {.kind = TOPIC_SUBJECT, .name = SLICE("Школа")};
        publish_about(s, "urn:1", "Сніг", MORNING);
        struct article second = about_the_bridge("urn:2", "Про школу", MORNING + MINUTE);
        second.section = 0;
        second.topics = &school;
        publish(s, &second);
        struct article third = about_the_bridge("urn:3", "Про що?", MORNING + 2 * MINUTE);
        third.section = 0;
        publish(s, &third);
        assert_true(says(read_more(s, THIRD), FIRST));
        third.topics = &school;
        publish(s, &third);
        assert_false(says(read_more(s, THIRD), FIRST));
        assert_true(says(read_more(s, THIRD), SECOND));
        assert_false(says(read_more(s, THIRD), "Ще в"));
        expect_same_as_rebuilt(s);
}

/* ---- of the section ---- */

/* Publishes those numbered from `first` to `last`, each a minute later than the one before. */
static void publish_some(struct setting *s, int first, int last)
{
        for (int i = first; i <= last; i++)
                publish_simple(s, arena_format(&s->arena, "urn:%d", i).at, "Сніг", MORNING + i * MINUTE);
}

/* The stored bytes of what a page leads on to; they live as long as the setting. */
static struct slice stored_more(struct setting *s, const char *path)
{
        return arena_copy(&s->arena, load_page(s, path).more);
}

static void the_first_of_a_section_follow_it_until_they_lead_to_four(void **state)
{
        struct setting *s = *state;
        publish_some(s, 1, 1);
        assert_false(says(read_more(s, FIRST), "Ще в"));
        publish_some(s, 2, 2);
        assert_true(says(read_more(s, FIRST), SECOND));
        assert_true(says(read_more(s, SECOND), FIRST));
        publish_some(s, 3, 5);
        assert_true(says(read_more(s, FIRST), "/news/2023/08/01/5/"));
        expect_same_as_rebuilt(s);

        struct slice complete = stored_more(s, FIRST);
        publish_some(s, 6, 9);
        assert_true(slice_eq(stored_more(s, FIRST), complete));
        expect_same_as_rebuilt(s);
}

static void what_leaves_its_section_makes_room_for_another_at_once(void **state)
{
        struct setting *s = *state;
        publish_some(s, 1, 7);
        assert_true(says(read_more(s, FIRST), SECOND));
        assert_false(says(read_more(s, FIRST), "/news/2023/08/01/6/"));
        withdraw(s, "urn:2");
        publish_pending(s);
        assert_false(says(read_more(s, FIRST), SECOND));
        assert_true(says(read_more(s, FIRST), "/news/2023/08/01/6/"));
        expect_same_as_rebuilt(s);

        struct article third = an_article("urn:3", "Сніг", MORNING + 3 * MINUTE);
        third.section = WORLD;
        publish(s, &third);
        assert_false(says(read_more(s, FIRST), THIRD));
        assert_true(says(read_more(s, FIRST), "/news/2023/08/01/7/"));
        assert_false(says(read_more(s, THIRD), FIRST));
        expect_same_as_rebuilt(s);
}

/* However they come in, in one run or one by one, the pages are those of a rebuilt archive. */
static void many_at_once_lead_as_when_rebuilt(void **state)
{
        struct setting *s = *state;
        char uris[60][16];
        for (int i = 0; i < 60; i++) {
                snprintf(uris[i], sizeof uris[i], "urn:%d", i);
                struct article article = about_the_bridge(uris[i], uris[i], MORNING + (i * 37 % 60) * MINUTE);
                article.edition = i % 3 ? UK : EN;
                article.section = i % 5 ? SPORT : 0;
                article.topic_count = (size_t)i % 2;
                save(s, &article);
        }
        publish_pending(s);
        withdraw(s, "urn:31");
        publish_pending(s);
        expect_same_as_rebuilt(s);
}

int main(void)
{
        must(sodium_init() >= 0);
        const struct CMUnitTest tests[] = {
                TEST(a_story_leads_on_to_those_about_the_same_and_to_its_section),
                TEST(what_was_chosen_is_kept),
                TEST(a_follow_up_takes_the_place_of_a_loose_match_at_once),
                TEST(a_corrected_headline_is_right_where_it_was_chosen),
                TEST(another_address_is_led_to_at_once),
                TEST(a_withdrawn_story_is_led_to_no_more_until_it_comes_back),
                TEST(another_topic_leads_elsewhere),
                TEST(the_first_of_a_section_follow_it_until_they_lead_to_four),
                TEST(what_leaves_its_section_makes_room_for_another_at_once),
                TEST(many_at_once_lead_as_when_rebuilt),
        };
        return cmocka_run_group_tests_name("leads", tests, NULL, NULL);
}
