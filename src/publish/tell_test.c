/* What pages that are open are told of a publication. */
#include "archive/live.h"

#include "publish/newsroom_test.h"

static struct err keep(void *context, int64_t number, struct slice data)
{
        struct setting *s = context;
        (void)number;
        buf_truncate(&s->text);
        buf_add(&s->text, data);
        return NO_ERR;
}

/* The last event of edition UK; "" when there is none behind `after`. */
static const char *told_after(struct setting *s, int64_t after)
{
        buf_truncate(&s->text);
        must_work(archive_each_event(s->archive, UK, after, keep, s));
        return buf_text(&s->text);
}

static int64_t last_of(struct setting *s)
{
        int64_t last = 0;
        must_work(archive_live_last(s->archive, UK, &last));
        return last;
}

static void a_new_headline_is_told_and_those_before_are_named_by_their_paths(void **state)
{
        struct setting *s = *state;
        publish_simple(s, "urn:1", "Перший", MORNING);
        int64_t before = last_of(s);
        publish_simple(s, "urn:2", "Другий <i>", MORNING + MINUTE);
        const char *event = told_after(s, before);
        assert_true(says(event, "\"headline\":\"Другий <i>\""));
        assert_true(says(event, "/1/\"],\"front\":1}"));
        assert_false(says(event, "Перший"));
        assert_false(says(event, "articles"));
        char after[40];
        snprintf(after, sizeof after, "\"after\":%lld,\"rail\":[{", (long long)before);
        assert_true(says(event, after));
        expect_same_as_rebuilt(s);
}

static void a_headline_that_looks_like_the_end_of_a_line_is_told_whole(void **state)
{
        struct setting *s = *state;
        publish_simple(s, "urn:1", "Перший \"},{\"path\":\"/інше/\"}]", MORNING);
        publish_simple(s, "urn:2", "Другий", MORNING + MINUTE);
        int64_t before = last_of(s);
        publish_simple(s, "urn:3", "},{\"day\":[", MORNING + 2 * MINUTE);
        CLEANUP(buf_clear) struct buf wanted = BUF_INIT(1000);
        buf_add_format(&wanted, "\"headline\":\"},{\\\"day\\\":[\"},\"/news/2023/08/01/2/\",\"/news/2023/08/01/1/\"]");
        assert_true(says(told_after(s, before), buf_text(&wanted)));
        expect_same_as_rebuilt(s);
}

static void what_is_as_before_is_not_told(void **state)
{
        struct setting *s = *state;
        publish_simple(s, "urn:1", "Перший", MORNING);
        int64_t before = last_of(s);
        struct article article = an_article("urn:1", "Перший", MORNING);
        save(s, &article);
        publish_pending(s);
        assert_string_equal(told_after(s, before), "");
        put_settings(s, "{\"words\":{\"uk\":{\"foot\":\"Рядок\"}}}");
        end_pressing_anew(s);
        assert_string_equal(told_after(s, before), "");
}

static void an_article_that_gets_a_later_time_is_told_and_one_that_is_mended_silently_is_not(void **state)
{
        struct setting *s = *state;
        publish_simple(s, "urn:1", "Перший", MORNING);
        int64_t before = last_of(s);
        struct article article = an_article("urn:1", "Перший, виправлений мовчки", MORNING);
        publish(s, &article);
        assert_true(says(told_after(s, before), "виправлений мовчки"));
        assert_false(says(told_after(s, before), "articles"));
        article.updated_ms = MORNING + 60 * MINUTE;
        article.lead = SLICE("Інший.");
        publish(s, &article);
        assert_true(says(told_after(s, before),
                         "\"what\":\"updated\",\"text\":\"Матеріал оновлено. Показати нову версію\""));
        struct correction correction = {SLICE("Не перший."), MORNING + 90 * MINUTE};
        article.corrections = &correction;
        article.correction_count = 1;
        publish(s, &article);
        assert_true(says(told_after(s, before), "\"what\":\"corrected\""));
        struct correction corrections[] = {correction, {SLICE("І не другий."), MORNING + 100 * MINUTE}};
        article.corrections = corrections;
        article.correction_count = 2;
        article.updated_ms = MORNING + 100 * MINUTE + 1; /* as an agency's version is made behind its correction */
        publish(s, &article);
        assert_true(says(told_after(s, before), "\"what\":\"corrected\""));
        article.updated_ms = MORNING + 110 * MINUTE;
        article.lead = SLICE("Ще інший.");
        publish(s, &article);
        assert_true(says(told_after(s, before), "\"what\":\"updated\""));
        withdraw(s, "urn:1");
        publish_pending(s);
        assert_true(says(told_after(s, before), "\"what\":\"withdrawn\""));
        assert_true(says(told_after(s, before), "\"rail\":[]"));
        assert_false(says(told_after(s, before), "\"time\""));
        expect_same_as_rebuilt(s);
}

static void save_coverage(struct setting *s, struct block *entries, size_t count, int64_t updated_ms)
{
        struct article article = an_article("urn:1", "Перший", MORNING);
        article.body = (struct body){entries, count};
        article.coverage_from_ms = MORNING;
        article.updated_ms = updated_ms;
        save(s, &article);
        publish_pending(s);
}

static void entries_of_live_coverage_are_counted_and_the_last_one_is_told(void **state)
{
        struct setting *s = *state;
        const struct span one = {.text = SLICE("Одне")}, two = {.text = SLICE("Друге \"i\"")};
        struct block entries[] = {
                {.kind = BLOCK_TIMELINE, .id = SLICE("a"), .time_ms = MORNING + MINUTE, .text = {&one, 1}},
                {.kind = BLOCK_TIMELINE, .id = SLICE("b"), .time_ms = MORNING + 2 * MINUTE, .text = {&two, 1}},
        };
        save_coverage(s, entries, 1, MORNING + MINUTE);
        int64_t before = last_of(s);
        save_coverage(s, entries, 2, MORNING + 2 * MINUTE);
        const char *event = told_after(s, before);
        assert_true(says(event, "\"entries\":1"));
        assert_true(says(event, "\"what\":\"entry\",\"text\":\"Друге \\\"i\\\"\""));
        before = last_of(s);
        entries[0].struck_ms = MORNING + 3 * MINUTE;
        save_coverage(s, entries, 2, MORNING + 3 * MINUTE);
        event = told_after(s, before);
        assert_true(says(event, "\"entries\":0"));
        assert_true(says(event, "\"what\":\"updated\""));
        expect_same_as_rebuilt(s);
        withdraw(s, "urn:1");
        publish_pending(s);
        expect_same_as_rebuilt(s);
}

static void several_changes_at_once_are_one_event(void **state)
{
        struct setting *s = *state;
        publish_simple(s, "urn:1", "Перший", MORNING);
        int64_t before = last_of(s);
        for (int i = 2; i < 6; i++) {
                char uri[16];
                snprintf(uri, sizeof uri, "urn:%d", i);
                struct article article = an_article(uri, "Ще один", MORNING + i * MINUTE);
                save(s, &article);
        }
        struct publish_report report = publish_pending(s);
        assert_int_equal(last_of(s), report.change);
        char after[40];
        snprintf(after, sizeof after, "\"after\":%lld,", (long long)before);
        assert_true(says(told_after(s, before), after));
}

static void a_program_that_starts_tells_nothing(void **state)
{
        struct setting *s = *state;
        publish_simple(s, "urn:1", "Перший", MORNING);
        int64_t before = last_of(s);
        close_publisher(s);
        open_publisher(s);
        publish_pending(s);
        assert_int_equal(last_of(s), before);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(a_new_headline_is_told_and_those_before_are_named_by_their_paths),
                TEST(a_headline_that_looks_like_the_end_of_a_line_is_told_whole),
                TEST(what_is_as_before_is_not_told),
                TEST(an_article_that_gets_a_later_time_is_told_and_one_that_is_mended_silently_is_not),
                TEST(entries_of_live_coverage_are_counted_and_the_last_one_is_told),
                TEST(several_changes_at_once_are_one_event),
                TEST(a_program_that_starts_tells_nothing),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
