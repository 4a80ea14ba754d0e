/* "Did you mean", as find.h tells it. */
#include "search/archive_test.h"

static void what_was_meant_is_shown(void **state)
{
        static const struct {
                unsigned edition;
                const char *typed, *meant;
        } cases[] = {
                {UK, "ghbdsn", "привіт"},
                {UK, "gitybwz", "пшениця"},
                {EN, "цруфе", "wheat"},
                {EN, "scietnists", "scientists"},
                {EN, "whaet salty", "wheat salty"},
                {UK, "пшиницю", "пшеницю"},
                {RU, "учоные", "ученые"},
                {EN, "zzzzzz", ""},
                {EN, "<wheet>", "<wheat>"},
        };
        (void)state;
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
                struct search_result result = find(ask(cases[i].edition, cases[i].typed));
                assert_true(result.unfound);
                if (*cases[i].meant == 0 || result.instead.len == 0) {
                        assert_string_equal(result.instead.at, cases[i].meant);
                        continue;
                }
                assert_string_equal(result.instead.at, cases[i].meant);
                assert_true(result.total > 0);
        }
}

static void what_nobody_looks_for_is_not_meant(void **state)
{
        static const struct {
                unsigned edition;
                const char *typed, *meant;
        } cases[] = {
                {UK, "трам", "трамвай"}, /* and not «там», though three have it, nor «трамвайний», which one has */
                {EN, "mayr", "mayor"},   {EN, "scient", "scientists"}, {EN, "brid", "bridge"}, {EN, "tham", ""},
        };
        (void)state;
        for (int64_t i = 7; i < 10; i++)
                put(i, UK, i < 9 ? "Там їздить трамвай" : "Там є трамвайний парк", "");
        for (int64_t i = 10; i < 13; i++)
                put(i, EN, "They may go there", "");
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
                struct search_result result = find(ask(cases[i].edition, cases[i].typed));
                assert_true(result.unfound);
                assert_string_equal(result.instead.len ? result.instead.at : "", cases[i].meant);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(what_was_meant_is_shown, start, stop),
                cmocka_unit_test_setup_teardown(what_nobody_looks_for_is_not_meant, start, stop),
        };
        int failed = cmocka_run_group_tests(tests, NULL, NULL);
        stemmer_close(stemmer);
        return failed;
}
