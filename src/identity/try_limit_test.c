#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/err.h"
#include "identity/try_limit.h"

enum { HOUR_MS = 60 * 60 * 1000, MINUTE_MS = 60 * 1000, FLOOD = 100000 };
#define HERE  SLICE("192.0.2.7")
#define START INT64_C(123456789)

static int begin(void **state)
{
        static const uint8_t seed[TRY_SEED_BYTES] = "a seed for tests";
        *state = try_limit_new(seed);
        return 0;
}

static int end(void **state)
{
        try_limit_free(*state);
        return 0;
}

static struct slice numbered(struct arena *arena, const char *format, int number)
{
        return arena_format(arena, "%s%d", format, number);
}

static void use_up(struct try_limit *limit, struct slice account, int64_t now_ms)
{
        for (int i = 0; i < TRY_ACCOUNT_LIMIT; i++)
                assert_int_equal(try_limit_take(limit, account, HERE, now_ms), 0);
}

static void an_account_has_ten_tries(void **state)
{
        use_up(*state, SLICE("olena"), START);
        assert_true(try_limit_take(*state, SLICE("olena"), HERE, START) > 0);
        assert_true(try_limit_take(*state, SLICE("olena"), SLICE("203.0.113.1"), START) > 0);
        assert_int_equal(try_limit_take(*state, SLICE("petro"), HERE, START), 0);
}

static void in_no_hour_are_there_more_than_ten(void **state)
{
        enum { TRIES = 600, SECONDS = 20 };
        int64_t taken_ms[TRIES];
        size_t taken = 0;
        for (int i = 0; i < TRIES * 2; i++) { /* every twenty seconds, for some hours */
                int64_t now_ms = START + (int64_t)i * SECONDS * 1000;
                if (try_limit_take(*state, SLICE("olena"), HERE, now_ms) == 0) taken_ms[taken++] = now_ms;
        }
        for (size_t i = TRY_ACCOUNT_LIMIT; i < taken; i++)
                assert_true(taken_ms[i] - taken_ms[i - TRY_ACCOUNT_LIMIT] > HOUR_MS);
        assert_in_range(taken, 6 * TRY_ACCOUNT_LIMIT, 7 * TRY_ACCOUNT_LIMIT);
}

static void says_how_long_to_wait(void **state)
{
        use_up(*state, SLICE("olena"), START);
        int64_t wait_ms = try_limit_take(*state, SLICE("olena"), HERE, START + MINUTE_MS);
        assert_in_range(wait_ms, HOUR_MS - MINUTE_MS, HOUR_MS + TRY_SPAN_MS - MINUTE_MS);
        assert_true(try_limit_take(*state, SLICE("olena"), HERE, START + MINUTE_MS + wait_ms - 1) > 0);
        assert_int_equal(try_limit_take(*state, SLICE("olena"), HERE, START + MINUTE_MS + wait_ms), 0);
}

static void a_refused_try_does_not_count(void **state)
{
        use_up(*state, SLICE("olena"), START);
        for (int i = 0; i < 1000; i++)
                assert_true(try_limit_take(*state, SLICE("olena"), HERE, START + HOUR_MS / 2) > 0);
        assert_int_equal(try_limit_take(*state, SLICE("olena"), HERE, START + HOUR_MS + TRY_SPAN_MS), 0);
}

static void a_good_try_is_given_back_and_no_other(void **state)
{
        for (int i = 0; i < 9; i++)
                assert_int_equal(try_limit_take(*state, SLICE("olena"), HERE, START), 0);
        for (int i = 0; i < 1000; i++) {
                assert_int_equal(try_limit_take(*state, SLICE("olena"), HERE, START), 0);
                try_limit_give_back(*state, SLICE("olena"), HERE, START);
        }
        assert_int_equal(try_limit_take(*state, SLICE("olena"), HERE, START), 0);
        assert_true(try_limit_take(*state, SLICE("olena"), HERE, START) > 0);
}

static void giving_back_what_was_never_taken_does_nothing(void **state)
{
        try_limit_give_back(*state, SLICE("olena"), HERE, START);
        use_up(*state, SLICE("olena"), START);
        assert_true(try_limit_take(*state, SLICE("olena"), HERE, START) > 0);
}

static void a_network_has_a_hundred_tries(void **state)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        for (int i = 0; i < TRY_NETWORK_LIMIT; i++) {
                struct slice address = numbered(&arena, "198.51.100.", i);
                assert_int_equal(try_limit_take(*state, numbered(&arena, "name", i), address, START), 0);
        }
        assert_true(try_limit_take(*state, SLICE("olena"), SLICE("198.51.100.255"), START) > 0);
        assert_true(try_limit_take(*state, SLICE("olena"), SLICE("::ffff:198.51.100.9"), START) > 0);
        assert_int_equal(try_limit_take(*state, SLICE("olena"), SLICE("198.51.101.1"), START), 0);
}

static void an_ipv6_network_is_a_64(void **state)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        for (int i = 0; i < TRY_NETWORK_LIMIT; i++) {
                struct slice address = numbered(&arena, "2001:db8:0:7:a:b:c:", i);
                assert_int_equal(try_limit_take(*state, numbered(&arena, "name", i), address, START), 0);
        }
        assert_true(try_limit_take(*state, SLICE("olena"), SLICE("2001:db8:0:7::1"), START) > 0);
        assert_int_equal(try_limit_take(*state, SLICE("olena"), SLICE("2001:db8:0:8::1"), START), 0);
}

static void what_is_no_address_is_one_network(void **state)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        for (int i = 0; i < TRY_NETWORK_LIMIT; i++) {
                struct slice address =
                        i % 2 ? SLICE("") : numbered(&arena, "no address at all, and far too long for one ", i);
                assert_int_equal(try_limit_take(*state, numbered(&arena, "name", i), address, START), 0);
        }
        assert_true(try_limit_take(*state, SLICE("olena"), SLICE("unknown"), START) > 0);
        assert_int_equal(try_limit_take(*state, SLICE("olena"), HERE, START), 0);
}

static void a_hundred_wrong_passkeys_of_a_network_are_noted(void **state)
{
        for (int i = 0; i < TRY_NETWORK_LIMIT; i++)
                assert_true(try_limit_notes(*state, HERE, START));
        assert_false(try_limit_notes(*state, HERE, START));
        assert_true(try_limit_notes(*state, SLICE("203.0.113.1"), START));
        assert_int_equal(try_limit_take(*state, SLICE("olena"), HERE, START), 0);
        assert_true(try_limit_notes(*state, HERE, START + 2 * 60 * 60 * 1000));
}

/* A hundred thousand networks with a name each, in the same hour. */
static void a_flood_does_not_wash_out_what_was_tried_often(void **state)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        use_up(*state, SLICE("olena"), START);
        for (int i = 0; i < FLOOD; i++) {
                struct slice address =
                        arena_format(&arena, "2001:db8:%x:%x::1", (unsigned)i >> 16, (unsigned)i & 0xFFFF);
                assert_int_equal(try_limit_take(*state, numbered(&arena, "name", i), address, START + i), 0);
        }
        assert_true(try_limit_take(*state, SLICE("olena"), HERE, START + FLOOD) > 0);
}

static void a_clock_that_goes_back_forgets_nothing(void **state)
{
        use_up(*state, SLICE("olena"), START + HOUR_MS);
        assert_true(try_limit_take(*state, SLICE("olena"), HERE, START) > 0);
        assert_true(try_limit_take(*state, SLICE("olena"), HERE, 0) > 0);
        assert_int_equal(try_limit_take(*state, SLICE("petro"), HERE, 0), 0);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
                TEST(an_account_has_ten_tries),
                TEST(in_no_hour_are_there_more_than_ten),
                TEST(says_how_long_to_wait),
                TEST(a_refused_try_does_not_count),
                TEST(a_good_try_is_given_back_and_no_other),
                TEST(giving_back_what_was_never_taken_does_nothing),
                TEST(a_network_has_a_hundred_tries),
                TEST(an_ipv6_network_is_a_64),
                TEST(what_is_no_address_is_one_network),
                TEST(a_hundred_wrong_passkeys_of_a_network_are_noted),
                TEST(a_flood_does_not_wash_out_what_was_tried_often),
                TEST(a_clock_that_goes_back_forgets_nothing),
        };
        return cmocka_run_group_tests_name("try_limit", tests, NULL, NULL);
}
