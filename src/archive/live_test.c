/* What open pages are told, as the archive keeps it. */
#include "archive/live.h"

#include "archive/setting_test.h"

static void add(struct setting *s, int64_t number, bool of_rail, const char *data)
{
        must_work(archive_begin(s->archive));
        must_work(archive_live_add(s->archive, 1, number, of_rail, slice_of(data)));
        must_work(archive_commit(s->archive, number));
}

static void begin_at(struct setting *s, int64_t number)
{
        must_work(archive_begin(s->archive));
        must_work(archive_live_begin(s->archive, 1, SLICE("uk"), number));
        must_work(archive_commit(s->archive, number));
}

static struct err write_live(void *context, const struct archive_live *live)
{
        buf_add_format(context, "%u %.*s behind %lld, last %lld, rail %lld;", live->edition, SLICE_ARGS(live->code),
                       (long long)live->complete_after, (long long)live->last, (long long)live->rail);
        return NO_ERR;
}

static struct err write_event(void *context, int64_t number, struct slice data)
{
        buf_add_format(context, " %lld %.*s", (long long)number, SLICE_ARGS(data));
        return NO_ERR;
}

static void expect(struct archive *archive, int64_t after, const char *expected)
{
        struct buf text = BUF_INIT(1 << 20);
        must_work(archive_each_live(archive, write_live, &text));
        must_work(archive_each_event(archive, 1, after, write_event, &text));
        assert_string_equal(buf_text(&text), expected);
        buf_clear(&text);
}

static void events_are_kept_in_their_order_and_counted(void **state)
{
        struct setting *s = *state;
        begin_at(s, 5);
        expect(s->archive, 0, "1 uk behind 5, last 5, rail 5;");
        add(s, 7, true, "{}");
        add(s, 9, false, "[]");
        expect(s->archive, 0, "1 uk behind 5, last 9, rail 7; 7 {} 9 []");
        expect(s->archive, 7, "1 uk behind 5, last 9, rail 7; 9 []");
        int64_t last = 0;
        must_work(archive_live_last(s->archive, 1, &last));
        assert_int_equal(last, 9);
        assert_int_equal(archive_live_last(s->archive, 2, &last).code, ERR_NOT_FOUND);
}

static void what_was_told_is_not_told_again(void **state)
{
        struct setting *s = *state;
        begin_at(s, 5);
        add(s, 7, true, "{}");
        add(s, 7, false, "other");
        begin_at(s, 7);
        expect(s->archive, 0, "1 uk behind 5, last 7, rail 7; 7 {}");
}

static void the_oldest_are_forgotten(void **state)
{
        struct setting *s = *state;
        begin_at(s, 0);
        for (int64_t number = 1; number <= LIVE_EVENTS_KEPT + 2; number++)
                add(s, number, true, "{}");
        struct buf text = BUF_INIT(1 << 20);
        must_work(archive_each_live(s->archive, write_live, &text));
        must_work(archive_each_event(s->archive, 1, 0, write_event, &text));
        assert_memory_equal(buf_text(&text), "1 uk behind 2, last 258, rail 258; 3 {} 4 {}", 43);
        buf_clear(&text);
}

static void what_is_rolled_back_was_never_told(void **state)
{
        struct setting *s = *state;
        begin_at(s, 5);
        must_work(archive_begin(s->archive));
        must_work(archive_live_add(s->archive, 1, 6, true, SLICE("{}")));
        archive_rollback(s->archive);
        expect(s->archive, 0, "1 uk behind 5, last 5, rail 5;");
}

static void an_archive_made_anew_goes_on_as_the_one_before(void **state)
{
        struct setting *s = *state;
        struct archive *anew = NULL;
        begin_at(s, 5);
        add(s, 7, true, "{}");
        must_work(archive_open_scratch(s->archive, &anew));
        must_work(archive_begin(anew));
        must_work(archive_live_begin(anew, 1, SLICE("uk"), 7));
        must_work(archive_commit(anew, 7));
        must_work(archive_live_take_over(anew, s->archive));
        expect(anew, 0, "1 uk behind 5, last 7, rail 7; 7 {}");
        int64_t change = 0;
        must_work(archive_change(anew, &change));
        assert_int_equal(change, 7);
        archive_close(anew);
}

int main(void)
{
#define A_TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
        const struct CMUnitTest tests[] = {
                A_TEST(events_are_kept_in_their_order_and_counted),
                A_TEST(what_was_told_is_not_told_again),
                A_TEST(the_oldest_are_forgotten),
                A_TEST(what_is_rolled_back_was_never_told),
                A_TEST(an_archive_made_anew_goes_on_as_the_one_before),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
