#include "store/counts.h"

#include "store/fixture.h"

enum { AUGUST_1_DAY = 19570 };

static void add(struct fixture *f, const char *creative, int64_t day, int64_t views, int64_t clicks)
{
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_add_counts(f->store, slice_of(creative), day, views, clicks).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
}

static void sums_what_was_counted_on_all_days_by_creative(void **state)
{
        struct fixture *f = *state;
        struct creative_counts counts;
        add(f, "zoo", AUGUST_1_DAY, 7, 0);
        add(f, "bakery", AUGUST_1_DAY, 10, 1);
        add(f, "bakery", AUGUST_1_DAY, 5, 0);
        add(f, "bakery", AUGUST_1_DAY + 30, 100, 2);
        assert_int_equal(store_creative_counts(f->store, &f->arena, &counts).code, OK);
        assert_int_equal(counts.count, 2);
        const struct creative_count *bakery = &counts.at[0];
        assert_true(slice_eq(bakery->creative, SLICE("bakery")));
        assert_true(slice_eq(bakery->first_day, SLICE("2023-08-01")));
        assert_true(slice_eq(bakery->last_day, SLICE("2023-08-31")));
        assert_int_equal(bakery->views, 115);
        assert_int_equal(bakery->clicks, 3);
        assert_int_equal(counts.at[1].views, 7);
}

static void knows_which_creatives_were_ever_counted(void **state)
{
        struct fixture *f = *state;
        bool has = true;
        assert_int_equal(store_has_counts(f->store, SLICE("bakery"), &has).code, OK);
        assert_false(has);
        add(f, "bakery", AUGUST_1_DAY, 1, 0);
        assert_int_equal(store_has_counts(f->store, SLICE("bakery"), &has).code, OK);
        assert_true(has);
}

static void tells_each_day_also_those_on_which_nothing_was(void **state)
{
        struct fixture *f = *state;
        struct creative_days days = {.first = AUGUST_1_DAY - 1, .count = 3};
        add(f, "bakery", AUGUST_1_DAY, 10, 1);
        add(f, "zoo", AUGUST_1_DAY + 1, 7, 0);
        assert_int_equal(store_creative_days(f->store, SLICE("bakery"), &f->arena, &days).code, OK);
        assert_true(slice_eq(days.at[0].day, SLICE("2023-07-31")));
        assert_int_equal(days.at[0].views + days.at[2].views, 0);
        assert_int_equal(days.at[1].views, 10);
        assert_int_equal(days.at[1].clicks, 1);
}

static void counting_is_no_change(void **state)
{
        struct fixture *f = *state;
        int64_t before = last_change(f);
        add(f, "bakery", AUGUST_1_DAY, 1, 0);
        assert_int_equal(last_change(f), before);
        assert_string_equal(faults(f), "");
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(sums_what_was_counted_on_all_days_by_creative),
                STORE_TEST(knows_which_creatives_were_ever_counted),
                STORE_TEST(tells_each_day_also_those_on_which_nothing_was),
                STORE_TEST(counting_is_no_change),
        };
        return cmocka_run_group_tests_name("counts", tests, NULL, NULL);
}
