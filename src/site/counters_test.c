#include "site/counters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

enum { THREADS = 2, MINUTE_MS = 60 * 1000 };

struct taken {
        bool refuses;
        unsigned calls;
        uint64_t views, clicks;
        char last_key[COUNTER_KEY_MAX_BYTES + 1];
};

static bool take(void *context, const struct count *count)
{
        struct taken *taken = context;
        taken->calls++;
        if (taken->refuses) return false;
        taken->views += count->views;
        taken->clicks += count->clicks;
        memcpy(taken->last_key, count->key.at, count->key.len);
        taken->last_key[count->key.len] = '\0';
        return true;
}

static void view(struct counters *c, unsigned thread, unsigned counter)
{
        count_one_more(&counters_cell(c, thread, counter)->views);
}

static int start(void **state)
{
        return counters_new(THREADS, (struct counters **)state).code;
}

static int stop(void **state)
{
        counters_free(*state);
        return 0;
}

static void a_key_keeps_its_counter(void **state)
{
        struct counters *c = *state;
        unsigned bakery = counters_find(c, SLICE("bakery"), 1000), books = counters_find(c, SLICE("books"), 1000);
        assert_int_not_equal(bakery, 0);
        assert_int_not_equal(bakery, books);
        assert_int_equal(counters_find(c, SLICE("bakery"), 10 * MINUTE_MS), bakery);
}

static void counts_of_all_threads_are_given_once(void **state)
{
        struct counters *c = *state;
        struct taken taken = {0};
        unsigned bakery = counters_find(c, SLICE("bakery"), 1000);
        counters_find(c, SLICE("books"), 1000);
        view(c, 0, bakery);
        view(c, 1, bakery);
        count_one_more(&counters_cell(c, 1, bakery)->clicks);
        counters_collect(c, take, &taken);
        counters_collect(c, take, &taken);
        assert_int_equal(taken.calls, 1);
        assert_string_equal(taken.last_key, "bakery");
        assert_int_equal(taken.views, 2);
        assert_int_equal(taken.clicks, 1);
}

static void what_is_not_taken_is_counted_on(void **state)
{
        struct counters *c = *state;
        struct taken taken = {.refuses = true};
        unsigned bakery = counters_find(c, SLICE("bakery"), 1000);
        view(c, 0, bakery);
        counters_collect(c, take, &taken);
        view(c, 0, bakery);
        taken.refuses = false;
        counters_collect(c, take, &taken);
        assert_int_equal(taken.views, 2);
}

static void a_key_that_is_empty_or_too_long_is_not_counted(void **state)
{
        struct counters *c = *state;
        char key[COUNTER_KEY_MAX_BYTES + 1];
        memset(key, 'a', sizeof key);
        assert_int_equal(counters_find(c, SLICE(""), 1000), 0);
        assert_int_equal(counters_find(c, (struct slice){key, sizeof key}, 1000), 0);
        assert_int_not_equal(counters_find(c, (struct slice){key, sizeof key - 1}, 1000), 0);
}

static void use_up(struct counters *c, int64_t now_ms)
{
        char key[20];
        for (int i = 1; i < COUNTERS_MAX; i++) {
                snprintf(key, sizeof key, "key-%d", i);
                assert_int_not_equal(counters_find(c, slice_of(key), now_ms), 0);
        }
}

static void a_counter_goes_to_another_key_when_its_own_is_long_gone(void **state)
{
        struct counters *c = *state;
        use_up(c, 1000);
        assert_int_equal(counters_find(c, SLICE("late"), 2000), 0);
        unsigned in_use = counters_find(c, SLICE("key-1"), MINUTE_MS);
        unsigned late = counters_find(c, SLICE("late"), 2 * MINUTE_MS);
        assert_int_not_equal(late, 0);
        assert_int_not_equal(late, in_use);
        assert_int_equal(counters_find(c, SLICE("key-1"), 2 * MINUTE_MS), in_use);
}

static void a_counter_is_not_given_away_before_it_was_collected(void **state)
{
        struct counters *c = *state;
        struct taken taken = {0};
        use_up(c, 1000);
        for (unsigned i = 1; i < COUNTERS_MAX; i++)
                view(c, 1, i);
        assert_int_equal(counters_find(c, SLICE("late"), 2 * MINUTE_MS), 0);
        counters_collect(c, take, &taken);
        assert_int_equal(taken.views, COUNTERS_MAX - 1);
        assert_int_not_equal(counters_find(c, SLICE("late"), 2 * MINUTE_MS), 0);
        counters_collect(c, take, &taken);
        assert_int_equal(taken.views, COUNTERS_MAX - 1); /* nothing of its former key's */
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, start, stop)
int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(a_key_keeps_its_counter),
                TEST(counts_of_all_threads_are_given_once),
                TEST(what_is_not_taken_is_counted_on),
                TEST(a_key_that_is_empty_or_too_long_is_not_counted),
                TEST(a_counter_goes_to_another_key_when_its_own_is_long_gone),
                TEST(a_counter_is_not_given_away_before_it_was_collected),
        };
        return cmocka_run_group_tests_name("counters", tests, NULL, NULL);
}
