#include "store/most_read.h"

#include "store/fixture.h"
#include "store/read_sums.h"

enum { HOUR = 469680 };
#define HALF_PAST (HOUR * (int64_t)READS_HOUR_MS + READS_HOUR_MS / 2)

static int64_t save_as(struct fixture *f, const char *uri)
{
        struct article article = sample_article(slice_of(uri));
        return save(f, &article).article;
}

static bool keep(struct fixture *f, const struct most_read *list)
{
        bool changed = false;
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_keep_most_read(f->store, list, NOW, &changed).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
        return changed;
}

static void is_kept_again_only_in_another_order(void **state)
{
        struct fixture *f = *state;
        int64_t first = save_as(f, "urn:a"), second = save_as(f, "urn:b"), ms = -1;
        struct most_read list = {.edition = 1, .span = READ_DAY, .articles = {first, second}, .count = 2};
        assert_int_equal(store_most_read_ms(f->store, &ms).code, OK);
        assert_int_equal(ms, 0);
        assert_true(keep(f, &list));
        assert_false(keep(f, &list));
        list.articles[0] = second;
        list.articles[1] = first;
        assert_true(keep(f, &list));
        list.count = 1;
        assert_true(keep(f, &list));
        list.count = 0;
        assert_true(keep(f, &list));
        assert_false(keep(f, &list));
        list.span = READ_HOUR;
        list.count = 2;
        assert_true(keep(f, &list));
        assert_int_equal(store_most_read_ms(f->store, &ms).code, OK);
        assert_int_equal(ms, NOW);
}

static void shows_what_is_live_in_the_order_of_the_list(void **state)
{
        struct fixture *f = *state;
        CLEANUP(arena_clear) struct arena arena = {0};
        struct headlines shown;
        int64_t first = save_as(f, "urn:a"), second = save_as(f, "urn:b"), third = save_as(f, "urn:c");
        const struct most_read list = {.edition = 1, .span = READ_WEEK, .articles = {third, first, second}, .count = 3};
        keep(f, &list);
        withdraw(f, SLICE("urn:a"));
        assert_int_equal(store_most_read(f->store, 1, READ_WEEK, &arena, &shown).code, OK);
        assert_int_equal(shown.count, 2);
        assert_int_equal(shown.at[0].article, third);
        assert_int_equal(shown.at[1].article, second);
        assert_int_equal(store_most_read(f->store, 1, READ_DAY, &arena, &shown).code, OK);
        assert_int_equal(shown.count, 0);
        assert_int_equal(store_most_read(f->store, 2, READ_WEEK, &arena, &shown).code, OK);
        assert_int_equal(shown.count, 0);

        bool in[EDITION_MAX + 1] = {false}, live = true;
        assert_int_equal(store_most_read_in(f->store, first, in).code, OK);
        assert_true(in[1]);
        assert_false(in[2]);
        assert_int_equal(store_is_live_in(f->store, first, 1, &live).code, OK);
        assert_false(live);
        assert_int_equal(store_is_live_in(f->store, second, 1, &live).code, OK);
        assert_true(live);
        assert_int_equal(store_is_live_in(f->store, second, 2, &live).code, OK);
        assert_false(live);
}

static void sums_spans_that_end_now(void **state)
{
        (void)state;
        CLEANUP(read_sums_clear) struct read_sums sums;
        read_sums_init(&sums, HALF_PAST);
        static const struct hour_reads rows[] = {
                {HOUR - 168, 7, 20, 1}, /* half of the hour is within a week */
                {HOUR - 24, 8, 60, 1},  {HOUR - 1, 7, 10, 1}, {HOUR, 7, 3, 1}, {HOUR, 9, 50, 2}, {HOUR, -2, 5, 1},
        };
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
                read_sums_add(&sums, &rows[i]);
        read_sums_merge(&sums);
        assert_int_equal(sums.count, 3);
        assert_int_equal(read_sum_measure(&sums.at[0], READ_HOUR), 8);
        assert_int_equal(read_sum_measure(&sums.at[0], READ_DAY), 13);
        assert_int_equal(read_sum_measure(&sums.at[0], READ_WEEK), 23);
        assert_int_equal(read_sum_measure(&sums.all, READ_HOUR), 63);

        const struct read_sum *most[3];
        struct most_wanted wanted = {.edition = 1, .measure = READ_DAY, .least = 1, .limit = 3};
        assert_int_equal(read_sums_most(&sums, &wanted, most), 2);
        assert_int_equal(most[0]->article, 8); /* 30 reads */
        assert_int_equal(most[1]->article, 7);
        wanted.least = 14;
        assert_int_equal(read_sums_most(&sums, &wanted, most), 1);
        wanted = (struct most_wanted){.measure = READ_HOUR, .least = 1, .limit = 1};
        assert_int_equal(read_sums_most(&sums, &wanted, most), 1);
        assert_int_equal(most[0]->article, 9);
}

static void of_equals_the_newer_article_comes_first(void **state)
{
        (void)state;
        CLEANUP(read_sums_clear) struct read_sums sums;
        read_sums_init(&sums, HALF_PAST);
        for (int64_t article = 1; article <= 2000; article++)
                read_sums_add(&sums, &(struct hour_reads){HOUR, article, 10, 1});
        read_sums_merge(&sums);
        const struct read_sum *most[MOST_READ_MAX];
        const struct most_wanted wanted = {.measure = READ_HOUR, .least = 10, .limit = MOST_READ_MAX};
        assert_int_equal(read_sums_most(&sums, &wanted, most), MOST_READ_MAX);
        for (int64_t i = 0; i < MOST_READ_MAX; i++)
                assert_int_equal(most[i]->article, 2000 - i);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(is_kept_again_only_in_another_order),
                STORE_TEST(shows_what_is_live_in_the_order_of_the_list),
                cmocka_unit_test(sums_spans_that_end_now),
                cmocka_unit_test(of_equals_the_newer_article_comes_first),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
