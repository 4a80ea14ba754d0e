/* However the archive came about (one by one, in batches of any size, after a crash, all at once) it is the same. */
#include "archive/generation.h"
#include "publish/newsroom_test.h"

enum { ARTICLES = 120, STEPS = 300 };

/* ---- a lively newsroom, the same at each run ---- */

static uint32_t next_random(uint32_t *seed)
{
        *seed = *seed * 1664525u + 1013904223u;
        return *seed >> 8;
}

/* One of ARTICLES articles in some state: its time, edition, section, urgency, related list, intent and text are drawn;
 * three have a story, so two of them are in one edition. */
static void save_something(struct setting *s, uint32_t *seed)
{
        unsigned number = next_random(seed) % ARTICLES;
        char uri[20], related_uri[20], story[20], headline[40];
        snprintf(uri, sizeof uri, "urn:%u", number);
        snprintf(story, sizeof story, "story:%u", number / 3);
        snprintf(related_uri, sizeof related_uri, "urn:%u", next_random(seed) % ARTICLES);
        snprintf(headline, sizeof headline, "Новина %u, %u", number, next_random(seed) % 3);
        struct slice related[] = {slice_of(related_uri)};
        struct article article = an_article(uri, headline, MORNING + (int64_t)(next_random(seed) % 40) * DAY / 3);
        article.edition = next_random(seed) % 2 ? EN : UK;
        article.section = next_random(seed) % 3;
        article.story_key = slice_of(story);
        article.urgency = (enum urgency)(next_random(seed) % 3);
        article.related = related;
        article.related_count = next_random(seed) % 2;
        if (next_random(seed) % 3 == 0) article.intent = INTENT_CANCEL;
        save(s, &article);
}

static void live_through(struct setting *s, bool publishing)
{
        uint32_t seed = 7;
        for (int step = 0; step < STEPS; step++) {
                save_something(s, &seed);
                if (publishing) publish_pending(s);
        }
}

static void one_by_one_is_the_same_as_all_at_once(void **state)
{
        struct setting *s = *state;
        live_through(s, true);
        expect_same_as_rebuilt(s);
}

static void batches_of_any_size_are_the_same_as_all_at_once(void **state)
{
        struct setting *s = *state;
        static const unsigned limits[] = {1, 7, 50, 1000};
        struct publish_report report = {0};
        live_through(s, false);
        for (unsigned batch = 0; batch == 0 || report.changes > 0; batch++)
                must_work(publish_changes(s->publisher, limits[batch % 4], &report));
        expect_same_as_rebuilt(s);
}

static void what_was_not_published_before_a_crash_is_published_afterwards(void **state)
{
        struct setting *s = *state;
        uint32_t seed = 11;
        for (int crash = 0; crash < 10; crash++) {
                for (int step = 0; step < 10; step++)
                        save_something(s, &seed);
                publish_pending(s);
                save_something(s, &seed);
                save_something(s, &seed);
                close_publisher(s);
                open_publisher(s);
        }
        publish_pending(s);
        expect_same_as_rebuilt(s);
}

static void a_run_that_fails_leaves_the_archive_as_it_was(void **state)
{
        struct setting *s = *state;
        struct publish_report report;
        int64_t change, count, count_before;
        publish_simple(s, "urn:1", "Сніг", MORNING);
        must_work(archive_path_count(s->archive, &count_before));

        /* Something that is no article stands where the next one is to stand. */
        struct archive_page obstacle = {.path = SLICE("/news/2023/08/01/3/"),
                                        .kind = ARCHIVE_BARE,
                                        .id = archive_page_id(s->archive, SLICE("/news/2023/08/01/3/"))};
        must_work(archive_begin(s->archive));
        must_work(archive_put_page(s->archive, &obstacle));
        must_work(archive_commit(s->archive, 1));
        struct article two = an_article("urn:2", "Дощ", MORNING), three = an_article("urn:3", "Град", MORNING);
        save(s, &two);
        save(s, &three);
        assert_int_equal(publish_changes(s->publisher, 10, &report).code, ERR_CONFLICT);
        must_work(archive_change(s->archive, &change));
        must_work(archive_path_count(s->archive, &count));
        assert_int_equal(change, 1);
        assert_int_equal(count, count_before + 1);
}

static void refuses_a_store_that_is_older_than_the_archive(void **state)
{
        struct setting *s = *state;
        struct publish_report report;
        CLEANUP(buf_clear) struct buf faults = BUF_INIT(10000);
        static const char *const endings[] = {"", "-wal", "-shm"};
        publish_simple(s, "urn:1", "Сніг", MORNING);
        publish_simple(s, "urn:2", "Дощ", MORNING);
        close_publisher(s);
        for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
                unlink(arena_format(&s->arena, "%s%s", s->store_path, endings[i]).at);
        s->newsroom = a_newsroom();
        must_work(store_create(s->store_path, &s->newsroom, &s->why));
        open_publisher(s);
        struct article article = an_article("urn:3", "Град", MORNING);
        save(s, &article);
        assert_int_equal(publish_changes(s->publisher, 10, &report).code, ERR_CONFLICT);
        must_work(publish_verify(s->publisher, &faults));
        assert_true(says(buf_text(&faults), "the archive holds the changes up to 2, the store has 1; a new archive"));
}

/* ---- rebuilding ---- */

struct progress {
        int64_t done, total;
        unsigned times;
};

static void note_progress(void *context, int64_t done, int64_t total)
{
        struct progress *progress = context;
        assert_true(done >= progress->done && done <= total);
        *progress = (struct progress){done, total, progress->times + 1};
}

static struct archive *next_archive(struct setting *s)
{
        struct archive *next = NULL;
        CLEANUP(buf_clear) struct buf name = BUF_INIT(100);
        must_work(archive_create_next(s->folder, archive_path_key(s->archive), &next, &name));
        return next;
}

static void a_rebuilt_archive_goes_on_with_what_comes_later(void **state)
{
        struct setting *s = *state;
        struct publisher *rebuilder = NULL;
        struct publish_report report = {0};
        struct progress progress = {0};
        int64_t change, change_rebuilt;
        CLEANUP(buf_clear) struct buf faults = BUF_INIT(100000);
        live_through(s, true);
        struct archive *next = next_archive(s);
        must_work(publisher_new(s->store, next, &s->newsroom, s->presser, &rebuilder));
        must_work(publish_everything(rebuilder, note_progress, &progress));
        assert_true(progress.times > 0);
        assert_int_equal(progress.done, progress.total);
        must_work(archive_change(s->archive, &change));
        must_work(archive_change(next, &change_rebuilt));
        assert_int_equal(change, change_rebuilt);
        assert_int_equal(publish_everything(rebuilder, NULL, NULL).code, ERR_CONFLICT); /* it is not empty any more */

        uint32_t seed = 99;
        for (int step = 0; step < 20; step++)
                save_something(s, &seed);
        publish_pending(s);
        must_work(publish_changes(rebuilder, 1000, &report));
        must_work(archive_compare(s->archive, next, &faults));
        assert_string_equal(buf_text(&faults), "");
        publisher_free(rebuilder);
        archive_close(next);
}

static void an_archive_of_a_lively_newsroom_is_sound(void **state)
{
        struct setting *s = *state;
        CLEANUP(buf_clear) struct buf faults = BUF_INIT(100000);
        live_through(s, true);
        must_work(archive_verify(s->archive, &faults));
        must_work(store_verify(s->store, &faults));
        assert_string_equal(buf_text(&faults), "");
}

int main(void)
{
        must(sodium_init() >= 0);
        const struct CMUnitTest tests[] = {
                TEST(one_by_one_is_the_same_as_all_at_once),
                TEST(batches_of_any_size_are_the_same_as_all_at_once),
                TEST(what_was_not_published_before_a_crash_is_published_afterwards),
                TEST(a_run_that_fails_leaves_the_archive_as_it_was),
                TEST(refuses_a_store_that_is_older_than_the_archive),
                TEST(a_rebuilt_archive_goes_on_with_what_comes_later),
                TEST(an_archive_of_a_lively_newsroom_is_sound),
        };
        return cmocka_run_group_tests_name("publish: always the same archive", tests, NULL, NULL);
}
