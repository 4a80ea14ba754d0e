/* A publication that somebody waits for, and what it leaves to the next one. */
#include "archive/furniture.h"
#include "base/clock.h"
#include "publish/newsroom_test.h"

enum { ONLY_IN_UK = 10 };
static const char *const names[] = {"Міст", "Сніг", "Потяг"};

/* How the store's transaction ends: as it is, or with what follows on it prepared; or that, and then it fails. */
enum ending { COMMIT, PREPARE_COMMIT, PREPARE_FAIL };

static void save_ending(struct setting *s, const struct article *article, enum ending ending)
{
        struct save_result result;
        must_work(article_check(article, &s->why));
        must_work(store_begin(s->store));
        must_work(store_save(s->store, article, MORNING, &result));
        if (ending != COMMIT) publish_prepare(s->publisher, 1000);
        if (ending != PREPARE_FAIL) {
                must_work(store_commit(s->store));
                return;
        }
        store_rollback(s->store);
        publish_forget(s->publisher);
}

/* About one of three things. */
static void save_about_ending(struct setting *s, unsigned number, unsigned name, int64_t published_ms,
                              enum ending ending)
{
        char uri[20];
        char topic_uri[20];
        snprintf(uri, sizeof uri, "urn:%u", number);
        snprintf(topic_uri, sizeof topic_uri, "urn:topic:%u", name);
        struct topic topic = {.kind = TOPIC_SUBJECT, .name = slice_of(names[name]), .uri = slice_of(topic_uri)};
        struct article article = an_article(uri, "Новина", published_ms);
        if (number > ONLY_IN_UK && number % 2) article.edition = EN;
        article.topics = &topic;
        article.topic_count = 1;
        article.urgency = number % 3 ? URGENCY_NORMAL : URGENCY_BREAKING;
        save_ending(s, &article, ending);
}

static void save_about(struct setting *s, unsigned number, unsigned name, int64_t published_ms)
{
        save_about_ending(s, number, name, published_ms, COMMIT);
}

static struct publish_report publish_at_once(struct setting *s)
{
        struct publish_report report = {0};
        must_work(publish_ahead(s->publisher, 1000, &report));
        must_work(publish_settle(s->publisher));
        return report;
}

static bool is_there(struct setting *s, const char *path)
{
        struct archive_path found;
        return archive_find_path(s->archive, slice_of(path), &found).code == OK && found.kind == PATH_PAGE;
}

static bool leads_on(struct setting *s, const char *path, const char *to)
{
        buf_truncate(&s->text);
        add_inflated(s, load_page(s, path).more);
        return says(buf_text(&s->text), to);
}

static struct err count_rail(void *context, const struct archive_furniture *row)
{
        size_t *count = context;
        *count += row->kind == FURNITURE_RAIL && row->edition == UK;
        return NO_ERR;
}

/* Stretches of time for which the rail was pressed. */
static size_t rails_of(struct setting *s)
{
        size_t count = 0;
        must_work(archive_each_furniture(s->archive, count_rail, &count));
        return count;
}

static void withdraw_if_there(struct setting *s, const char *uri)
{
        struct save_result result;
        must_work(store_begin(s->store));
        struct err err = store_withdraw(s->store, slice_of(uri), SLICE("помилка"), MORNING, &result);
        if (err.code == OK)
                must_work(store_commit(s->store));
        else
                store_rollback(s->store);
}

#define FIRST  "/news/2023/08/01/1/"
#define SECOND "/news/2023/08/01/2/"

static void it_is_before_readers_at_once_and_the_rest_comes_behind(void **state)
{
        struct setting *s = *state;
        save_about(s, 1, 0, MORNING);
        publish_pending(s);
        save_about(s, 2, 1, MORNING + MINUTE);
        assert_true(publish_at_once(s).later > 0);
        assert_true(is_there(s, SECOND) && is_there(s, "/topic/snih/"));
        assert_true(says(read_page(s, "/"), SECOND));
        assert_true(says(read_page(s, "/topic/snih/"), SECOND));
        assert_false(is_there(s, "/topic/snih/2023/8/1/"));
        assert_false(leads_on(s, FIRST, SECOND));
        must_work(publish_verify(s->publisher, &s->why));
        assert_true(says(buf_text(&s->why), "left for later was not done"));

        assert_int_equal(publish_pending(s).changes, 0);
        assert_true(is_there(s, "/topic/snih/2023/8/1/"));
        assert_true(leads_on(s, FIRST, SECOND));
        expect_same_as_rebuilt(s);
        int64_t commits, commits_after;
        must_work(archive_commits(s->archive, &commits));
        publish_pending(s); /* nothing is left */
        must_work(archive_commits(s->archive, &commits_after));
        assert_int_equal(commits, commits_after);
}

/* The shelf has more than its page has room for, so that it shows pages of its months. */
static void a_shelf_shows_at_once_what_begins_a_page_of_its_months(void **state)
{
        struct setting *s = *state;
        for (unsigned number = 1; number <= 60; number++)
                if (number <= ONLY_IN_UK || number % 2 == 0) save_about(s, number, 1, MORNING + number * MINUTE);
        publish_pending(s);
        save_about(s, 62, 1, MORNING + 31 * DAY);
        publish_at_once(s);
        assert_false(is_there(s, "/topic/snih/2023/9/1/"));
        assert_true(says(read_page(s, "/topic/snih/"), "/news/2023/09/01/36/"));
        publish_pending(s);
        assert_true(says(read_page(s, "/topic/snih/"), "/news/2023/09/01/36/"));
        expect_same_as_rebuilt(s);
}

static void the_marks_that_the_clock_takes_away_come_behind(void **state)
{
        struct setting *s = *state;
        save_about(s, 3, 0, MORNING);
        publish_pending(s); /* the first run of a publisher starts what presses beside it */
        save_about(s, 6, 0, MORNING + MINUTE);
        publish_at_once(s);
        assert_int_equal(rails_of(s), 1);
        publish_pending(s);
        assert_true(rails_of(s) > 1);
        expect_same_as_rebuilt(s);
}

struct shown {
        struct setting *setting;
        enum furniture_kind kind;
        int64_t now_ms;
};

static struct err add_shown(void *context, const struct archive_furniture *row)
{
        const struct shown *shown = context;
        bool is_now = row->from_ms <= shown->now_ms && shown->now_ms < row->until_ms;
        if (row->kind == shown->kind && row->edition == UK && is_now) add_inflated(shown->setting, row->stored);
        return NO_ERR;
}

/* What readers get now of what the clock changes. */
static const char *shown_now(struct setting *s, enum furniture_kind kind)
{
        struct shown shown = {s, kind, clock_wall_ms()};
        buf_truncate(&s->text);
        must_work(archive_each_furniture(s->archive, add_shown, &shown));
        if (kind == FURNITURE_FRONT && s->text.len == 0) add_inflated(s, load_page(s, "/").main);
        return buf_text(&s->text);
}

static void save_hours_old(struct setting *s, const char *uri, enum urgency urgency, int hours)
{
        struct article article = an_article(uri, "Новина", clock_wall_ms() - hours * 60 * MINUTE);
        article.urgency = urgency;
        save(s, &article);
}

static void what_broke_long_ago_is_not_called_so_while_the_rest_is_to_come(void **state)
{
        struct setting *s = *state;
        static const char mark[] = "Терміново";
        save_hours_old(s, "urn:1", URGENCY_NORMAL, 11);
        publish_pending(s); /* the first run of a publisher starts what presses beside it */
        save_hours_old(s, "urn:2", URGENCY_BREAKING, 8);
        save_hours_old(s, "urn:3", URGENCY_NORMAL, 9);
        publish_at_once(s);
        assert_false(says(shown_now(s, FURNITURE_FRONT), mark));
        assert_false(says(shown_now(s, FURNITURE_RAIL), mark));
        publish_pending(s);
        assert_false(says(shown_now(s, FURNITURE_FRONT), mark));
        assert_false(says(shown_now(s, FURNITURE_RAIL), mark));
        expect_same_as_rebuilt(s);

        save_hours_old(s, "urn:4", URGENCY_BREAKING, 1);
        publish_at_once(s);
        assert_true(says(shown_now(s, FURNITURE_FRONT), mark));
        assert_true(says(shown_now(s, FURNITURE_RAIL), mark));
        publish_pending(s);
        expect_same_as_rebuilt(s);
}

static void what_a_crash_has_left_is_done_when_the_desk_opens(void **state)
{
        struct setting *s = *state;
        save_about(s, 1, 0, MORNING);
        save_about(s, 2, 1, MORNING + MINUTE);
        publish_at_once(s);
        close_publisher(s);
        open_publisher(s);
        publish_pending(s);
        expect_same_as_rebuilt(s);
}

static void what_was_prepared_is_published_once_it_is_committed(void **state)
{
        struct setting *s = *state;
        save_about(s, 1, 0, MORNING);
        publish_pending(s); /* the first run of a publisher starts what presses beside it */
        save_about_ending(s, 2, 1, MORNING + MINUTE, PREPARE_COMMIT);
        assert_false(is_there(s, SECOND));
        struct publish_report report = publish_at_once(s);
        assert_true(report.prepared_ns > 0 && report.articles > 0);
        assert_true(is_there(s, SECOND) && says(read_page(s, "/"), SECOND));
        publish_pending(s);
        expect_same_as_rebuilt(s);
}

static void what_was_prepared_and_not_committed_is_never_seen(void **state)
{
        struct setting *s = *state;
        save_about(s, 1, 0, MORNING);
        publish_pending(s);
        save_about_ending(s, 2, 1, MORNING + MINUTE, PREPARE_FAIL);
        struct publish_report report = publish_at_once(s);
        assert_true(report.changes == 0 && report.prepared_ns == 0);
        assert_false(is_there(s, SECOND) || says(read_page(s, "/"), SECOND));
        save_about_ending(s, 3, 2, MORNING + 2 * MINUTE, PREPARE_COMMIT);
        assert_int_equal(publish_at_once(s).changes, 1);
        publish_pending(s);
        expect_same_as_rebuilt(s);
}

static void what_was_prepared_is_not_good_when_more_has_come_since(void **state)
{
        struct setting *s = *state;
        save_about(s, 1, 0, MORNING);
        publish_pending(s);
        save_about_ending(s, 2, 1, MORNING + MINUTE, PREPARE_COMMIT);
        save_about(s, 3, 2, MORNING + 2 * MINUTE);
        struct publish_report report = publish_at_once(s);
        assert_true(report.changes == 2 && report.prepared_ns == 0);
        publish_pending(s);
        expect_same_as_rebuilt(s);
}

/* Whatever comes in between, and however often: in the end the archive is as one pressed anew. */
static void the_end_is_the_same_in_any_order(void **state)
{
        struct setting *s = *state;
        uint32_t dice = 20261129;
        for (unsigned i = 0; i < 60; i++) {
                dice = dice * 1664525u + 1013904223u;
                unsigned number = 1 + (dice >> 8) % 20, name = (dice >> 16) % 3, act = (dice >> 24) % 10;
                char uri[20];
                snprintf(uri, sizeof uri, "urn:%u", number);
                if (act == 0 && number < i / 3)
                        withdraw_if_there(s, uri);
                else
                        save_about_ending(s, number, name, MORNING + (int64_t)number * 5 * DAY, (dice >> 20) % 3);
                if (act < 8)
                        publish_at_once(s);
                else
                        publish_pending(s);
        }
        publish_pending(s);
        expect_same_as_rebuilt(s);
}

int main(void)
{
        must(sodium_init() >= 0);
        const struct CMUnitTest tests[] = {
                TEST(it_is_before_readers_at_once_and_the_rest_comes_behind),
                TEST(a_shelf_shows_at_once_what_begins_a_page_of_its_months),
                TEST(the_marks_that_the_clock_takes_away_come_behind),
                TEST(what_broke_long_ago_is_not_called_so_while_the_rest_is_to_come),
                TEST(what_a_crash_has_left_is_done_when_the_desk_opens),
                TEST(what_was_prepared_is_published_once_it_is_committed),
                TEST(what_was_prepared_and_not_committed_is_never_seen),
                TEST(what_was_prepared_is_not_good_when_more_has_come_since),
                TEST(the_end_is_the_same_in_any_order),
        };
        return cmocka_run_group_tests_name("later", tests, NULL, NULL);
}
