#include "base/err.h"
#include "news/address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct edition root = {.id = 1, .prefix = {"", 0}}, english = {.id = 3, .prefix = {"/eng", 4}};

static const struct article_words none = {0};

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
        assert_string_equal(address_article(&a, &english, day, 7413981, &none).at, "/eng/news/2023/08/01/7413981/");
        assert_string_equal(address_day(&a, &english, day).at, "/eng/news/2023/08/01/");
}

static void writes_the_addresses_of_shelves_and_their_months(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        struct day day = {2023, 8, 1};
        struct shelf section = shelf_of_section(&politics, 3), snow = {.slug = SLICE("snow")};
        assert_string_equal(address_shelf(&a, &english, &section).at, "/eng/politics/");
        assert_string_equal(address_shelf_month(&a, &english, &section, day, 2).at, "/eng/politics/2023/8/2/");
        snow.kind = SHELF_TOPIC;
        assert_string_equal(address_shelf(&a, &english, &snow).at, "/eng/topic/snow/");
        assert_string_equal(address_shelf_month(&a, &root, &snow, day, 11).at, "/topic/snow/2023/8/11/");
        snow.kind = SHELF_PERSON;
        assert_string_equal(address_shelf(&a, &root, &snow).at, "/person/snow/");
        snow.kind = SHELF_SOURCE;
        assert_string_equal(address_shelf(&a, &root, &snow).at, "/source/snow/");
}

static void needs_no_prefix(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        assert_string_equal(address_front(&a, &root).at, "/");
        assert_string_equal(address_article(&a, &root, (struct day){1999, 12, 31}, 1, &none).at, "/news/1999/12/31/1/");
        struct shelf section = shelf_of_section(&politics, 1);
        assert_string_equal(address_shelf(&a, &root, &section).at, "/polityka/");
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
                cmocka_unit_test(writes_the_addresses_of_shelves_and_their_months),
                cmocka_unit_test(needs_no_prefix),
                cmocka_unit_test(puts_thirty_places_on_a_page),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
