#include "reader/seeks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct page_key key_of(uint64_t id)
{
        return (struct page_key){id, PAGE_ITSELF, ENCODING_GZIP};
}

static void take(struct seeks *s, uint64_t id)
{
        struct seek *seek = seeks_take(s);
        assert_non_null(seek);
        assert_int_equal(seek->key.id, id);
}

/* Whoever is done sooner: the others keep their places. */
static void the_first_that_came_is_the_first_that_is_taken(void **state)
{
        static struct seeks s;
        (void)state;
        for (uint64_t id = 1; id <= 5; id++)
                assert_non_null(seeks_add(&s, key_of(id)));
        take(&s, 1);
        take(&s, 2);
        seeks_drop(&s, seeks_find(&s, key_of(2)));
        assert_non_null(seeks_add(&s, key_of(6)));
        seeks_drop(&s, seeks_find(&s, key_of(1)));
        assert_non_null(seeks_add(&s, key_of(7)));
        for (uint64_t id = 3; id <= 7; id++)
                take(&s, id);
        assert_null(seeks_take(&s));
        assert_non_null(seeks_find(&s, key_of(7)));
        seeks_clear(&s);
        assert_null(seeks_find(&s, key_of(7)));
}

static void there_are_only_so_many(void **state)
{
        enum { ROUNDS = 5 };
        static struct seeks s;
        (void)state;
        uint64_t next = 1, taken = 1;
        for (; next <= SEEKS_MAX; next++)
                assert_non_null(seeks_add(&s, key_of(next)));
        assert_null(seeks_add(&s, key_of(next)));
        for (; taken <= (uint64_t)ROUNDS * SEEKS_MAX; taken++, next++) {
                take(&s, taken);
                assert_null(seeks_add(&s, key_of(next)));
                seeks_drop(&s, seeks_find(&s, key_of(taken)));
                assert_non_null(seeks_add(&s, key_of(next)));
        }
        assert_int_equal(s.waiting, SEEKS_MAX);
        seeks_clear(&s);
        assert_int_equal(s.in_use, 0);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(the_first_that_came_is_the_first_that_is_taken),
                cmocka_unit_test(there_are_only_so_many),
        };
        return cmocka_run_group_tests_name("seeks", tests, NULL, NULL);
}
