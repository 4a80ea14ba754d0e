#include "base/err.h"
#include "news/address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct edition root = {.id = 1, .prefix = {"", 0}}, english = {.id = 3, .prefix = {"/eng", 4}};

static const struct section politics = {
        .id = 1,
        .slugs = {{"polityka", 8}, {"politika", 8}, {"politics", 8}},
};

static void writes_every_address_of_an_edition(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        struct day day = {2023, 8, 1};
        assert_string_equal(address_front(&a, &english).at, "/eng/");
        assert_string_equal(address_all_news(&a, &english).at, "/eng/news/");
        assert_string_equal(address_article(&a, &english, day, 7413981).at, "/eng/news/2023/08/01/7413981/");
        assert_string_equal(address_day(&a, &english, day).at, "/eng/news/2023/08/01/");
        assert_string_equal(address_section(&a, &english, &politics).at, "/eng/politics/");
        assert_string_equal(address_section_month(&a, &english, &politics, day, 2).at, "/eng/politics/2023/8/2/");
}

static void needs_no_prefix(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        assert_string_equal(address_front(&a, &root).at, "/");
        assert_string_equal(address_article(&a, &root, (struct day){1999, 12, 31}, 1).at, "/news/1999/12/31/1/");
        assert_string_equal(address_section(&a, &root, &politics).at, "/polityka/");
}

static void puts_thirty_places_on_a_page(void **state)
{
        (void)state;
        assert_int_equal(address_page_of_place(1), 1);
        assert_int_equal(address_page_of_place(30), 1);
        assert_int_equal(address_page_of_place(31), 2);
        assert_int_equal(address_page_of_place(60), 2);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(writes_every_address_of_an_edition),
                cmocka_unit_test(needs_no_prefix),
                cmocka_unit_test(puts_thirty_places_on_a_page),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
