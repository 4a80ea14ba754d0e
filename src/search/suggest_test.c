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
                {RU, "учоные", "учёные"},
                {UK, "сим'ї", "сім’ї"},
                {UK, "сим'ї енергетика", "сім’ї енергетика"},
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

static void a_word_is_offered_as_the_archive_writes_it(void **state)
{
        (void)state;
        put(7, UK, "ПІДʼЇЗД і ґанок", "");
        put(8, EN, "A Café opens", "");
        put(9, EN, "The cafe closes", "");
        put(10, UK, "Під'їзди", "");
        assert_string_equal(find(ask(UK, "под'їзд")).instead.at, "підʼїзд");
        assert_string_equal(find(ask(UK, "ґинок")).instead.at, "ґанок");
        assert_string_equal(find(ask(EN, "cfae")).instead.at, "café");
        assert_string_equal(find(ask(UK, "пiд'їзди")).instead.at, "під'їзди");
        put(8, EN, "A bar opens", "");
        put(9, EN, "The bar closes", "");
        assert_int_equal(find(ask(EN, "cfae")).instead.len, 0);
        put(9, EN, "The cafe is open", "");
        assert_string_equal(find(ask(EN, "cfae")).instead.at, "cafe");
}

/* Where both words stand side by side somewhere, and no word is near to what was typed. */
static void a_space_that_was_left_out_is_put(void **state)
{
        (void)state;
        put(7, UK, "За пів року", "Добігли місяці ремонту.");
        put(8, EN, "Half marathon in town", "The finish was a long way away.");
        assert_string_equal(find(ask(UK, "півроку")).instead.at, "пів року");
        assert_string_equal(find(ask(EN, "halfmarathon")).instead.at, "half marathon");
        assert_string_equal(find(ask(EN, "\"halfmarathon in town\"")).instead.at, "\"half marathon in town\"");
        assert_int_equal(find(ask(EN, "marathonhalf")).instead.len, 0);
        assert_int_equal(find(ask(EN, "halffinish")).instead.len, 0);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(what_was_meant_is_shown, start, stop),
                cmocka_unit_test_setup_teardown(what_nobody_looks_for_is_not_meant, start, stop),
                cmocka_unit_test_setup_teardown(a_word_is_offered_as_the_archive_writes_it, start, stop),
                cmocka_unit_test_setup_teardown(a_space_that_was_left_out_is_put, start, stop),
        };
        int failed = cmocka_run_group_tests(tests, NULL, NULL);
        stemmer_close(stemmer);
        return failed;
}
