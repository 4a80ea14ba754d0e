#include "press/presser_inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define DIGEST "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define AT     "/media/" DIGEST "/"

static const struct picture large = {.asset = {DIGEST, 64}, .width = 3000, .height = 2000};

static const char *text_of(const json_t *values, const char *key)
{
        return json_string_value(json_object_get(values, key));
}

static void a_browser_may_choose_from_all_sizes(void **state)
{
        (void)state;
        json_auto_t *image = values_image(&large);
        assert_string_equal(text_of(image, "webp"), AT "320.webp 320w, " AT "480.webp 480w, " AT "640.webp 640w, " AT
                                                       "960.webp 960w, " AT "1280.webp 1280w, " AT "1920.webp 1920w");
        assert_string_equal(text_of(image, "small_jpeg"), AT "320.jpg 320w, " AT "480.jpg 480w, " AT "640.jpg 640w");
        assert_string_equal(text_of(image, "least_webp"), AT "320.webp 320w");
        assert_string_equal(text_of(image, "src"), AT "640.jpg");
        assert_int_equal(json_integer_value(json_object_get(image, "width")), 3000);
        assert_int_equal(json_integer_value(json_object_get(image, "height")), 2000);
        assert_true(json_is_false(json_object_get(image, "position")));
}

static void a_small_picture_has_its_own_size_alone(void **state)
{
        (void)state;
        const struct picture small = {.asset = {DIGEST, 64}, .width = 200, .height = 100};
        json_auto_t *image = values_image(&small);
        assert_string_equal(text_of(image, "webp"), AT "200.webp 200w");
        assert_string_equal(text_of(image, "small_webp"), AT "200.webp 200w");
        assert_string_equal(text_of(image, "src"), AT "200.jpg");
}

static void a_crop_looks_where_its_focal_point_is(void **state)
{
        (void)state;
        struct picture picture = large;
        picture.focal_x = 254;
        picture.focal_y = 1000;
        json_auto_t *image = values_image(&picture);
        assert_string_equal(text_of(image, "position"), "25% 100%");
        picture.focal_x = 0;
        picture.focal_y = 412;
        json_auto_t *at_the_edge = values_image(&picture);
        assert_string_equal(text_of(at_the_edge, "position"), "0% 41%");
}

static void what_is_only_described_has_no_files(void **state)
{
        (void)state;
        json_auto_t *without_asset = values_image(&(struct picture){.width = 10, .height = 10});
        json_auto_t *without_size = values_image(&(struct picture){.asset = {DIGEST, 64}});
        assert_true(json_is_false(without_asset));
        assert_true(json_is_false(without_size));
}

static void a_caption_before_a_credit_ends_as_a_sentence(void **state)
{
        (void)state;
        static const struct {
                const char *caption, *shown;
        } rows[] = {
                {"A bridge", "A bridge."},      {"A bridge.", "A bridge."},
                {"“Closed.”", "“Closed.”"},     {"(“Closed.”)", "(“Closed.”)"},
                {"“(Closed.)”", "“(Closed.)”"}, {"«„Closed!“»)", "«„Closed!“»)"},
                {"(“Closed”)", "(“Closed”)."},  {"”", "”."},
        };
        struct edition edition = {.id = 1, .code = SLICE("en")};
        CLEANUP(language_closep) struct language *language = NULL;
        assert_int_equal(language_open(SLICE("en"), SLICE("Europe/Kyiv"), &language).code, OK);
        const struct imprint imprint = {.edition = &edition, .language = language};
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
                struct picture picture = large;
                picture.caption = slice_of(rows[i].caption);
                picture.credit = SLICE("Credit");
                json_auto_t *values = values_picture(&imprint, &picture);
                assert_string_equal(text_of(values, "caption"), rows[i].shown);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(a_browser_may_choose_from_all_sizes),
                cmocka_unit_test(a_small_picture_has_its_own_size_alone),
                cmocka_unit_test(a_crop_looks_where_its_focal_point_is),
                cmocka_unit_test(what_is_only_described_has_no_files),
                cmocka_unit_test(a_caption_before_a_credit_ends_as_a_sentence),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
