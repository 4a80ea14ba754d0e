#include "store/known_headlines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct headline a_headline(int64_t article)
{
        return (struct headline){.article = article,
                                 .path = SLICE("/a/"),
                                 .text = SLICE("Сніг"),
                                 .picture = {.alt = SLICE("Поле"), .uri = SLICE("urn:p")}};
}

static void keeps_a_headline_until_it_is_forgotten(void **state)
{
        (void)state;
        struct known_headlines *known = known_headlines_new();
        for (int64_t article = 1; article <= 2; article++) {
                struct headline headline = a_headline(article);
                known_headlines_keep(known, &headline);
        }
        const struct headline *found = known_headlines_find(known, 1);
        assert_non_null(found);
        if (!found) return; /* for the analyser */
        assert_true(slice_eq(found->text, SLICE("Сніг")) && slice_eq(found->picture.uri, SLICE("urn:p")));
        assert_true(slice_eq(found->path, SLICE("/a/")) && found->lead.len == 0);
        known_headlines_forget(known, 3);
        known_headlines_forget(known, 1);
        assert_null(known_headlines_find(known, 1));
        assert_non_null(known_headlines_find(known, 2));
        known_headlines_forget(known, 0);
        assert_null(known_headlines_find(known, 2));
        known_headlines_free(known);
}

static void one_that_comes_to_anothers_place_is_kept_in_its_stead(void **state)
{
        (void)state;
        struct known_headlines *known = known_headlines_new();
        struct headline older = a_headline(5), newer = a_headline(5 + 1024);
        known_headlines_keep(known, &older);
        known_headlines_forget(known, newer.article);
        assert_non_null(known_headlines_find(known, 5));
        known_headlines_keep(known, &newer);
        assert_null(known_headlines_find(known, 5));
        assert_non_null(known_headlines_find(known, newer.article));
        known_headlines_free(known);
}

static void a_copy_outlives_what_it_was_made_of(void **state)
{
        (void)state;
        struct arena arena = {0};
        struct known_headlines *known = known_headlines_new();
        struct headline headline = a_headline(9);
        known_headlines_keep(known, &headline);
        struct headline copy = headline_copy(known_headlines_find(known, 9), &arena);
        known_headlines_free(known);
        assert_true(slice_eq(copy.picture.alt, SLICE("Поле")));
        arena_clear(&arena);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(keeps_a_headline_until_it_is_forgotten),
                cmocka_unit_test(one_that_comes_to_anothers_place_is_kept_in_its_stead),
                cmocka_unit_test(a_copy_outlives_what_it_was_made_of),
        };
        return cmocka_run_group_tests_name("known headlines", tests, NULL, NULL);
}
