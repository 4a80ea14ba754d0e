/* What is pressed ahead for its time, and what is told of a story that is gone. */
#include "publish/newsroom_test.h"

#define NOON (MORNING + 5 * 60 * MINUTE)

/* The rows of a kind in edition UK, a line each: from, until, creative, weight. */
struct rows {
        struct setting *setting;
        enum furniture_kind kind;
        struct buf *text;
};

static struct err write_row(void *context, const struct archive_furniture *row)
{
        struct rows *rows = context;
        if (row->kind != rows->kind || row->edition != UK) return NO_ERR;
        buf_add_format(rows->text, "%lld %lld %.*s %u;", (long long)row->from_ms,
                       (long long)(row->until_ms == INT64_MAX ? -1 : row->until_ms), SLICE_ARGS(row->creative),
                       row->weight);
        return NO_ERR;
}

static const char *rows_of(struct setting *s, enum furniture_kind kind)
{
        struct rows rows = {s, kind, &s->text};
        buf_truncate(&s->text);
        must_work(archive_each_furniture(s->archive, write_row, &rows));
        return buf_text(&s->text);
}

/* As if an editor had set it: the newsroom is pressed with these settings. */
static void set(struct setting *s, const struct settings *settings)
{
        struct publish_report report;
        publisher_free(s->publisher);
        presser_free(s->presser);
        s->newsroom.settings = *settings;
        must_work(presser_new(&s->newsroom, s->theme, &s->presser));
        must_work(publisher_new(s->store, s->archive, &s->newsroom, s->presser, &s->publisher));
        must_work(publish_changes(s->publisher, 1000, &report));
}

static void breaking_news_are_pressed_with_their_time_and_without_them_before_and_after(void **state)
{
        struct setting *s = *state;
        struct settings settings = {
                .breaking[UK - 1] = {.text = SLICE("Міст закрито"), .from_ms = MORNING, .until_ms = NOON}};
        char expected[100];
        assert_string_equal(rows_of(s, FURNITURE_BAR), "");
        set(s, &settings);
        snprintf(expected, sizeof expected, "0 %lld  0;%lld %lld  0;%lld -1  0;", (long long)MORNING,
                 (long long)MORNING, (long long)NOON, (long long)NOON);
        assert_string_equal(rows_of(s, FURNITURE_BAR), expected);
        expect_same_as_rebuilt(s);
        settings.breaking[UK - 1].text = SLICE("");
        set(s, &settings);
        assert_string_equal(rows_of(s, FURNITURE_BAR), "0 -1  0;");
        expect_same_as_rebuilt(s);
}

static void breaking_news_without_an_end_stay(void **state)
{
        struct setting *s = *state;
        struct settings settings = {.breaking[UK - 1] = {.text = SLICE("Міст закрито")}};
        set(s, &settings);
        assert_string_equal(rows_of(s, FURNITURE_BAR), "0 -1  0;");
        expect_same_as_rebuilt(s);
}

static void a_front_is_pressed_ahead_for_the_ends_of_its_pins_and_has_no_furniture_without(void **state)
{
        struct setting *s = *state;
        struct slice placed[] = {SLICE("urn:b")};
        struct front_pin pins[] = {{SLICE("urn:b"), NOON}, {SLICE("urn:a"), MORNING}};
        struct settings settings = {
                .fronts[UK - 1] = {
                        .lead = SLICE("urn:a"), .placed = placed, .placed_count = 1, .pins = pins, .pin_count = 2}};
        char expected[200];
        set(s, &settings);
        snprintf(expected, sizeof expected, "0 %lld  0;%lld %lld  0;%lld -1  0;", (long long)MORNING,
                 (long long)MORNING, (long long)NOON, (long long)NOON);
        assert_string_equal(rows_of(s, FURNITURE_FRONT), expected);
        expect_same_as_rebuilt(s);
        settings.fronts[UK - 1].pin_count = 0;
        set(s, &settings);
        assert_string_equal(rows_of(s, FURNITURE_FRONT), "");
        expect_same_as_rebuilt(s);
}

static struct creative creatives[] = {
        {.key = {"bakery", 6},
         .slot = SLOT_RAIL,
         .editions = 1 << (UK - 1) | 1 << (EN - 1),
         .weight = 5,
         .title = {"Хліб", 8},
         .url = {"https://bakery.example/", 23}},
        {.key = {"books", 5},
         .slot = SLOT_RAIL,
         .editions = 1 << (UK - 1),
         .from_ms = MORNING,
         .until_ms = NOON,
         .weight = 1,
         .title = {"Книги", 10},
         .url = {"/books/", 7}},
        {.key = {"zoo", 3},
         .slot = SLOT_ARTICLE,
         .editions = 1 << (EN - 1),
         .weight = 1,
         .title = {"Zoo", 3},
         .url = {"https://zoo.example/", 20}},
};

static void a_slot_has_the_creatives_of_its_edition(void **state)
{
        struct setting *s = *state;
        struct settings settings = {.creatives = creatives, .creative_count = 3};
        char expected[100];
        set(s, &settings);
        snprintf(expected, sizeof expected, "0 -1 bakery 5;%lld %lld books 1;", (long long)MORNING, (long long)NOON);
        assert_string_equal(rows_of(s, FURNITURE_SLOT_RAIL), expected);
        assert_string_equal(rows_of(s, FURNITURE_SLOT_ARTICLE), "");
        expect_same_as_rebuilt(s);
        settings.creative_count = 1;
        set(s, &settings);
        assert_string_equal(rows_of(s, FURNITURE_SLOT_RAIL), "0 -1 bakery 5;");
        expect_same_as_rebuilt(s);
}

static struct err write_link(void *context, const struct archive_creative *creative)
{
        buf_add_format(context, "%.*s %.*s;", SLICE_ARGS(creative->key), SLICE_ARGS(creative->url));
        return NO_ERR;
}

static void every_creative_leads_somewhere(void **state)
{
        struct setting *s = *state;
        struct settings settings = {.creatives = creatives, .creative_count = 3};
        set(s, &settings);
        buf_truncate(&s->text);
        must_work(archive_each_creative(s->archive, write_link, &s->text));
        assert_string_equal(buf_text(&s->text),
                            "bakery https://bakery.example/;books /books/;zoo https://zoo.example/;");
}

/* ---- what asks below articles ---- */

static struct err add_ask(void *context, const struct archive_furniture *furniture)
{
        struct setting *s = context;
        if (furniture->kind == FURNITURE_ASK) add_inflated(s, furniture->stored);
        return NO_ERR;
}

static void where_to_follow_changes_below_all_articles_and_none_is_pressed(void **state)
{
        struct setting *s = *state;
        struct follow place = {SLICE("Mastodon"), SLICE("https://social.example/@visnyk")};
        struct settings settings = {.follow[UK - 1] = {&place, 1}};
        publish_simple(s, "urn:1", "Сніг", MORNING);
        assert_false(says(read_page(s, "/news/2023/08/01/1/"), "</main>"));
        struct slice more = arena_copy(&s->arena, load_page(s, "/news/2023/08/01/1/").more);
        set(s, &settings);
        assert_true(slice_eq(load_page(s, "/news/2023/08/01/1/").more, more));
        buf_truncate(&s->text);
        must_work(archive_each_furniture(s->archive, add_ask, s));
        assert_true(
                says(buf_text(&s->text), "<a href=\"https://social.example/@visnyk\" rel=\"noopener\">Mastodon</a>"));
        assert_true(says(buf_text(&s->text), "</main>"));
        expect_same_as_rebuilt(s);
}

/* ---- gone ---- */

static const char *read_gone(struct setting *s, const char *path)
{
        struct archive_path found = {0};
        struct archive_page page = {0};
        must_work(archive_find_path(s->archive, slice_of(path), &found));
        assert_int_equal(found.kind, PATH_GONE);
        must_work(archive_load_page(s->archive, found.page, &page));
        buf_truncate(&s->text);
        add_inflated(s, page.main);
        return buf_text(&s->text);
}

static void a_withdrawn_story_says_why_at_all_its_addresses(void **state)
{
        struct setting *s = *state;
        publish_simple(s, "urn:1", "Перша", MORNING);
        publish_simple(s, "urn:1", "Перша", MORNING + DAY);
        assert_int_equal(kind_of(s, "/news/2023/08/01/1/"), PATH_MOVED);
        withdraw(s, "urn:1");
        publish_pending(s);
        assert_true(says(read_gone(s, "/news/2023/08/02/1/"), "помилка"));
        assert_true(says(read_gone(s, "/news/2023/08/01/1/"), "помилка"));
        expect_same_as_rebuilt(s);
}

static void a_story_that_comes_back_leaves_no_reason_behind(void **state)
{
        struct setting *s = *state;
        publish_simple(s, "urn:1", "Перша", MORNING);
        withdraw(s, "urn:1");
        publish_pending(s);
        publish_simple(s, "urn:1", "Перша знову", MORNING);
        assert_true(says(read_page(s, "/news/2023/08/01/1/"), "Перша знову"));
        expect_same_as_rebuilt(s);
}

int main(void)
{
        must(sodium_init() >= 0);
        const struct CMUnitTest tests[] = {
                TEST(breaking_news_are_pressed_with_their_time_and_without_them_before_and_after),
                TEST(breaking_news_without_an_end_stay),
                TEST(a_front_is_pressed_ahead_for_the_ends_of_its_pins_and_has_no_furniture_without),
                TEST(a_slot_has_the_creatives_of_its_edition),
                TEST(every_creative_leads_somewhere),
                TEST(where_to_follow_changes_below_all_articles_and_none_is_pressed),
                TEST(a_withdrawn_story_says_why_at_all_its_addresses),
                TEST(a_story_that_comes_back_leaves_no_reason_behind),
        };
        return cmocka_run_group_tests_name("timed", tests, NULL, NULL);
}
