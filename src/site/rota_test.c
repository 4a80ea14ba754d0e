#include "site/rota.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MINUTES = 30000 };
#define NOON INT64_C(1690891200000)

static size_t chosen(unsigned edition, unsigned slot, int64_t utc_ms, const unsigned *weights, size_t count)
{
        struct rota rota = rota_begin(edition, slot, utc_ms);
        size_t last = count;
        for (size_t i = 0; i < count; i++)
                if (rota_takes(&rota, weights[i])) last = i;
        return last;
}

static void each_has_its_share_of_the_minutes(void **state)
{
        (void)state;
        static const unsigned weights[] = {1, 5, 3, 1};
        size_t minutes[4] = {0};
        for (int64_t i = 0; i < MINUTES; i++)
                minutes[chosen(1, 2, NOON + i * ROTA_MINUTE_MS, weights, 4)]++;
        for (size_t i = 0; i < 4; i++) {
                size_t share = MINUTES / 10 * weights[i];
                assert_in_range(minutes[i], share - share / 10, share + share / 10);
        }
}

static void one_alone_is_always_shown(void **state)
{
        (void)state;
        static const unsigned weight = 1;
        for (int64_t i = 0; i < 100; i++)
                assert_int_equal(chosen(1, 1, NOON + i * ROTA_MINUTE_MS, &weight, 1), 0);
}

static void a_minute_has_one_answer(void **state)
{
        (void)state;
        static const unsigned weights[] = {1, 1, 1};
        for (int64_t i = 0; i < 100; i++) {
                int64_t minute = NOON + i * ROTA_MINUTE_MS;
                assert_int_equal(chosen(1, 1, minute, weights, 3), chosen(1, 1, minute + 59999, weights, 3));
        }
}

static void editions_and_slots_do_not_go_in_step(void **state)
{
        (void)state;
        static const unsigned weights[] = {1, 1};
        int same_edition = 0, same_slot = 0;
        for (int64_t i = 0; i < 1000; i++) {
                int64_t minute = NOON + i * ROTA_MINUTE_MS;
                size_t here = chosen(1, 1, minute, weights, 2);
                same_edition += here == chosen(2, 1, minute, weights, 2);
                same_slot += here == chosen(1, 2, minute, weights, 2);
        }
        assert_in_range(same_edition, 430, 570);
        assert_in_range(same_slot, 430, 570);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(each_has_its_share_of_the_minutes),
                cmocka_unit_test(one_alone_is_always_shown),
                cmocka_unit_test(a_minute_has_one_answer),
                cmocka_unit_test(editions_and_slots_do_not_go_in_step),
        };
        return cmocka_run_group_tests_name("rota", tests, NULL, NULL);
}
