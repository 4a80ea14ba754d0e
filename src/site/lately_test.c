#include "site/lately.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sodium.h>

static struct lately *make(void)
{
        struct lately *l = NULL;
        assert_true(sodium_init() >= 0);
        assert_int_equal(lately_new(&l).code, OK);
        lately_pass(l, 1000);
        return l;
}

static void who_reads_an_article_again_is_known_for_a_while(void **state)
{
        (void)state;
        struct lately *l = make();
        struct slice one = SLICE("\x01\x02\x03\x04"), other = SLICE("\x01\x02\x03\x05");
        assert_true(lately_is_first(l, one, 7));
        for (int i = 0; i < 20; i++)
                assert_false(lately_is_first(l, one, 7));
        assert_true(lately_is_first(l, other, 7));
        assert_true(lately_is_first(l, one, 8));
        assert_true(lately_is_first(l, SLICE(""), 7));
        assert_false(lately_is_first(l, SLICE(""), 7));
        lately_pass(l, 1000 + LATELY_MS - 1);
        assert_false(lately_is_first(l, one, 7));
        lately_pass(l, 1000 + LATELY_MS);
        assert_true(lately_is_first(l, one, 7));
        assert_false(lately_is_first(l, one, 7));
        lately_free(l);
}

/* A network of zeros is not the shorter one. */
static void networks_of_two_kinds_are_two(void **state)
{
        (void)state;
        struct lately *l = make();
        static const char zeros[LATELY_WHO_MAX_BYTES] = {0};
        for (size_t len = 0; len <= sizeof zeros; len += 4)
                assert_true(lately_is_first(l, (struct slice){zeros, len}, 7));
        lately_free(l);
}

static unsigned count_firsts(struct lately *l, uint32_t readers)
{
        unsigned firsts = 0;
        for (uint32_t i = 0; i < readers; i++)
                firsts += lately_is_first(l, (struct slice){(const char *)&i, sizeof i}, 7);
        return firsts;
}

/* With room for half a million, and through more ages than a cell can tell. */
static void nobody_is_taken_for_another(void **state)
{
        enum { READERS = 100000, ROUNDS = 40 };
        (void)state;
        struct lately *l = make();
        for (int round = 1; round < ROUNDS; round++) {
                assert_in_range(count_firsts(l, READERS), READERS - 50, READERS);
                if (round % 10 == 1) assert_in_range(count_firsts(l, READERS), 0, 50);
                lately_pass(l, 1000 + (int64_t)round * LATELY_MS);
        }
        lately_free(l);
}

static void more_than_there_is_room_for_count_all_the_same(void **state)
{
        enum { READERS = 2000000 };
        (void)state;
        struct lately *l = make();
        assert_in_range(count_firsts(l, READERS), READERS - 200, READERS);
        lately_free(l);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(who_reads_an_article_again_is_known_for_a_while),
                cmocka_unit_test(networks_of_two_kinds_are_two),
                cmocka_unit_test(nobody_is_taken_for_another),
                cmocka_unit_test(more_than_there_is_room_for_count_all_the_same),
        };
        return cmocka_run_group_tests_name("lately", tests, NULL, NULL);
}
