#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/held.h"

static void assert_held(const struct held *held, const char *expected)
{
        assert_true(slice_eq(held_slice(held), slice_of(expected)));
}

static void keeps_what_it_is_given_instead_of_what_it_had(void **state)
{
        (void)state;
        struct budget budget = {.max_bytes = 100000};
        struct held held = {0};
        char many[5000];
        memset(many, 'x', sizeof many);
        assert_true(held_keep(&held, &budget, SLICE("abcdef")));
        assert_true(held_keep(&held, &budget, (struct slice){many, sizeof many}));
        assert_true(slice_eq(held_slice(&held), (struct slice){many, sizeof many}));
        assert_true(held_keep(&held, &budget, SLICE("abcdef")));
        assert_held(&held, "abcdef");
        assert_true(held_keep(&held, &budget, slice_skip(held_slice(&held), 2))); /* a piece of itself */
        assert_held(&held, "cdef");
        assert_true(held_keep(&held, &budget, SLICE("")));
        assert_held(&held, "");
        assert_int_equal(atomic_load(&budget.used_bytes), 0);
}

static void gives_back_its_memory_with_the_last_byte(void **state)
{
        (void)state;
        struct budget budget = {.max_bytes = 1000};
        struct held held = {0};
        char *at = held_make(&held, &budget, 4);
        assert_non_null(at);
        memset(at, 'd', 4);
        held_drop(&held, &budget, 3);
        assert_held(&held, "d");
        assert_true(atomic_load(&budget.used_bytes) >= 4);
        held_drop(&held, &budget, 1);
        assert_null(held.at);
        assert_int_equal(atomic_load(&budget.used_bytes), 0);
}

static void takes_no_more_than_the_budget_of_all(void **state)
{
        (void)state;
        struct budget budget = {.max_bytes = 1024};
        struct held one = {0}, other = {0};
        char bytes[1024] = {0};
        assert_true(held_keep(&one, &budget, (struct slice){bytes, 512}));
        assert_null(held_make(&other, &budget, 513));
        assert_true(held_keep(&other, &budget, (struct slice){bytes, 512}));
        assert_int_equal(atomic_load(&budget.used_bytes), 1024);

        assert_false(held_keep(&one, &budget, (struct slice){bytes, 1024}));
        assert_held(&one, "");
        assert_int_equal(atomic_load(&budget.used_bytes), 512);
        held_clear(&other, &budget);
        assert_int_equal(atomic_load(&budget.used_bytes), 0);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(keeps_what_it_is_given_instead_of_what_it_had),
                cmocka_unit_test(gives_back_its_memory_with_the_last_byte),
                cmocka_unit_test(takes_no_more_than_the_budget_of_all),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
