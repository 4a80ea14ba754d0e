#include "news/rendition.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void expect_widths(unsigned width, size_t count, const unsigned *expected)
{
        unsigned widths[RENDITIONS_MAX];
        assert_int_equal(rendition_widths(width, widths), count);
        assert_memory_equal(widths, expected, count * sizeof *expected);
}

static void a_large_picture_has_all_sizes_up_to_1920(void **state)
{
        (void)state;
        const unsigned all[] = {320, 480, 640, 960, 1280, 1920};
        expect_widths(1920, 6, all);
        expect_widths(6000, 6, all);
}

static void a_smaller_one_ends_with_its_own_width(void **state)
{
        (void)state;
        expect_widths(1300, 6, (const unsigned[]){320, 480, 640, 960, 1280, 1300});
        expect_widths(640, 3, (const unsigned[]){320, 480, 640});
        expect_widths(641, 4, (const unsigned[]){320, 480, 640, 641});
        expect_widths(320, 1, (const unsigned[]){320});
        expect_widths(1, 1, (const unsigned[]){1});
}

static void no_width_is_no_rendition(void **state)
{
        (void)state;
        unsigned widths[RENDITIONS_MAX];
        assert_int_equal(rendition_widths(0, widths), 0);
}

static void heights_keep_the_shape_and_are_never_nothing(void **state)
{
        (void)state;
        assert_int_equal(rendition_height(3000, 2000, 480), 320);
        assert_int_equal(rendition_height(1000, 667, 320), 213);
        assert_int_equal(rendition_height(20000, 3, 320), 1);
        assert_int_equal(rendition_height(20000, 20000, 1920), 1920);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(a_large_picture_has_all_sizes_up_to_1920),
                cmocka_unit_test(a_smaller_one_ends_with_its_own_width),
                cmocka_unit_test(no_width_is_no_rendition),
                cmocka_unit_test(heights_keep_the_shape_and_are_never_nothing),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
