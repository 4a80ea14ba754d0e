#include "base/err.h"
#include "news/permalink.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void takes_patterns_by_which_no_two_pages_meet(void **state)
{
        (void)state;
        static const char *const good[] = {
                PERMALINK_DEFAULT,
                "/{prefix}/{yyyy}/{mm}/{dd}/{slug}/",
                "/{prefix}/{yyyy}/{mm}/{dd}/{id}/",
                "/{prefix}/{section}/{slug}-{id}/",
                "/{prefix}/{section}/{id}/",
                "/{prefix}/{section}/{yyyy}/{mm}/{dd}/{id}/",
                "/{prefix}/news/{id}/",
                "/{prefix}/news/{yyyy}/{mm}/{slug}/",
                "/{prefix}/story/a-{yyyy}-{mm}-{id}/",
        };
        for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
                if (permalink_check(slice_of(good[i]))) fail_msg("%s: %d", good[i], permalink_check(slice_of(good[i])));
}

static const struct {
        const char *pattern;
        enum permalink_fault fault;
} refused[] = {
        {"", PERMALINK_PREFIX},
        {"/", PERMALINK_PREFIX},
        {"/news/{id}/", PERMALINK_PREFIX},
        {"{prefix}/news/{id}/", PERMALINK_PREFIX},
        {"/{prefix}/news/{id}", PERMALINK_END},
        {"/{prefix}/news//{id}/", PERMALINK_END},
        {"/{prefix}//", PERMALINK_END},
        {"/{prefix}/news/{name}/", PERMALINK_TOKEN},
        {"/{prefix}/news/{ID}/", PERMALINK_TOKEN},
        {"/{prefix}/news/{/", PERMALINK_TOKEN},
        {"/{prefix}/news/id}/", PERMALINK_TOKEN},
        {"/{prefix}/news/{prefix}/{id}/", PERMALINK_TOKEN},
        {"/{prefix}/News/{id}/", PERMALINK_LETTERS},
        {"/{prefix}/news/новини-{id}/", PERMALINK_LETTERS},
        {"/{prefix}/news/{yyyy}{mm}-{id}/", PERMALINK_LETTERS},
        {"/{prefix}/news/a{id}/", PERMALINK_LETTERS},
        {"/{prefix}/news/-{id}/", PERMALINK_LETTERS},
        {"/{prefix}/news/{id}-/", PERMALINK_LETTERS},
        {"/{prefix}/news/a--{id}/", PERMALINK_LETTERS},
        {"/{prefix}/news/../{id}/", PERMALINK_LETTERS},
        {"/{prefix}/news/{id}?a/", PERMALINK_LETTERS},
        {"/{prefix}/news/%2f{id}/", PERMALINK_LETTERS},
        {"/{prefix}/news/{id}/{id}/", PERMALINK_TWICE},
        {"/{prefix}/news/{yyyy}/{mm}/{dd}/", PERMALINK_ALIKE},
        {"/{prefix}/", PERMALINK_ALIKE},
        {"/{prefix}/{id}/", PERMALINK_SHORT},
        {"/{prefix}/{slug}-{id}/", PERMALINK_SHORT},
        {"/{prefix}/topic/{id}/", PERMALINK_FIRST},
        {"/{prefix}/media/{slug}/", PERMALINK_FIRST},
        {"/{prefix}/{slug}/{id}/", PERMALINK_FIRST},
        {"/{prefix}/{id}/{slug}/", PERMALINK_FIRST},
        {"/{prefix}/2023/{id}/", PERMALINK_FIRST},
        {"/{prefix}/a-{yyyy}/{id}/", PERMALINK_FIRST},
        {"/{prefix}/news/{yyyy}/{mm}/{id}/", PERMALINK_NUMBERS},
        {"/{prefix}/{section}/{yyyy}/{mm}/{id}/", PERMALINK_NUMBERS},
        {"/{prefix}/story/7/{yyyy}/{id}/", PERMALINK_NUMBERS},
        {"/{prefix}/{yyyy}/{id}/{mm}/{dd}/", PERMALINK_NUMBERS},
};

static void refuses_others_and_says_why(void **state)
{
        (void)state;
        for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
                enum permalink_fault fault = permalink_check(slice_of(refused[i].pattern));
                if (fault != refused[i].fault) fail_msg("%s: %d", refused[i].pattern, fault);
        }
        char longer[PERMALINK_MAX_BYTES + 2];
        memset(longer, 'a', sizeof longer);
        assert_int_equal(permalink_check((struct slice){longer, sizeof longer}), PERMALINK_LONG);
}

static void knows_what_its_addresses_begin_with(void **state)
{
        (void)state;
        assert_true(permalink_takes(SLICE("/{prefix}/story/{id}/"), SLICE("story")));
        assert_false(permalink_takes(SLICE("/{prefix}/story/{id}/"), SLICE("stor")));
        assert_true(permalink_takes(SLICE("/{prefix}/{yyyy}/{id}/"), SLICE("2023")));
        assert_false(permalink_takes(SLICE("/{prefix}/{yyyy}/{id}/"), SLICE("20234")));
        assert_false(permalink_takes(SLICE("/{prefix}/{section}/{id}/"), SLICE("politics")));
        assert_true(permalink_has(SLICE("/{prefix}/{section}/{id}/"), "{section}"));
        assert_false(permalink_has(SLICE("/{prefix}/{section}/{id}/"), "{slug}"));
}

static void expect(const char *pattern, const struct permalink_values *values, const char *address)
{
        CLEANUP(arena_clear) struct arena a = {0};
        assert_string_equal(permalink_write(&a, slice_of(pattern), values).at, address);
}

static void writes_addresses(void **state)
{
        (void)state;
        struct permalink_values v = {.prefix = SLICE("/eng"),
                                     .year = 2023,
                                     .month = 8,
                                     .day = 1,
                                     .id = 42,
                                     .slug = SLICE("first-snow"),
                                     .section = SLICE("town")};
        expect(PERMALINK_DEFAULT, &v, "/eng/news/2023/08/01/42/");
        expect("/{prefix}/{section}/{slug}-{id}/", &v, "/eng/town/first-snow-42/");
        v.prefix = v.section = v.slug = SLICE("");
        expect("/{prefix}/{section}/{slug}/", &v, "/news/n-42/");
        v.slug = SLICE("2024");
        expect("/{prefix}/{yyyy}/{mm}/{slug}/", &v, "/2023/08/n-42/");
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(takes_patterns_by_which_no_two_pages_meet),
                cmocka_unit_test(refuses_others_and_says_why),
                cmocka_unit_test(knows_what_its_addresses_begin_with),
                cmocka_unit_test(writes_addresses),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
