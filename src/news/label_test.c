#include "news/body.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void knows_the_labels_of_three_languages(void **state)
{
        (void)state;
        static const struct {
                const char *word;
                enum label label;
        } rows[] = {
                {"Source:", LABEL_SOURCE},
                {"Джерело:", LABEL_SOURCE},
                {"Источник:", LABEL_SOURCE},
                {"Details:", LABEL_DETAILS},
                {"Деталі:", LABEL_DETAILS},
                {"Детали:", LABEL_DETAILS},
                {"Quote:", LABEL_QUOTE},
                {"Пряма мова:", LABEL_QUOTE},
                {"Прямая речь:", LABEL_QUOTE},
                {"Background:", LABEL_BACKGROUND},
                {"Передісторія:", LABEL_BACKGROUND},
                {"Предыстория:", LABEL_BACKGROUND},
                {"Update:", LABEL_UPDATE},
                {"Оновлено:", LABEL_UPDATE},
                {"Обновлено:", LABEL_UPDATE},
                {"Literally:", LABEL_LITERALLY},
                {"Дослівно:", LABEL_LITERALLY},
                {"Дословно:", LABEL_LITERALLY},
        };
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
                assert_int_equal(label_for(slice_of(rows[i].word)), rows[i].label);
}

static void minds_neither_case_nor_colon_nor_space(void **state)
{
        (void)state;
        assert_int_equal(label_for(SLICE("ДЖЕРЕЛО")), LABEL_SOURCE);
        assert_int_equal(label_for(SLICE(" source : ")), LABEL_SOURCE);
        assert_int_equal(label_for(SLICE("details")), LABEL_DETAILS);
}

static void leaves_other_words_to_the_writer(void **state)
{
        (void)state;
        assert_int_equal(label_for(SLICE("Погода:")), LABEL_CUSTOM);
        assert_int_equal(label_for(SLICE("")), LABEL_CUSTOM);
        assert_int_equal(label_for(SLICE(":")), LABEL_CUSTOM);
}

static void names_every_label(void **state)
{
        (void)state;
        assert_string_equal(label_name(LABEL_CUSTOM), "custom");
        assert_string_equal(label_name(LABEL_SOURCE), "source");
        assert_string_equal(label_name(LABEL_LITERALLY), "literally");
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(knows_the_labels_of_three_languages),
                cmocka_unit_test(minds_neither_case_nor_colon_nor_space),
                cmocka_unit_test(leaves_other_words_to_the_writer),
                cmocka_unit_test(names_every_label),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
