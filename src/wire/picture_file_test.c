#include "wire/import.h"
#include "wire/picture_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static struct slice as_href(struct arena *a, const void *bytes, size_t len)
{
        size_t size = sodium_base64_ENCODED_LEN(len, sodium_base64_VARIANT_ORIGINAL);
        char *text = arena_alloc(a, size);
        sodium_bin2base64(text, size, bytes, len, sodium_base64_VARIANT_ORIGINAL);
        return arena_format(a, "data:;base64,%s", text);
}

static const unsigned char jpeg[] = {0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x04, 0x00, 0x00, 0xFF, 0xC0, 0x00,
                                     0x0B, 0x08, 0x01, 0xE0, 0x02, 0x80, 0x01, 0x01, 0x11, 0x00};
static const char png[] = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xE0";
static const char gif[] = "GIF89a\x80\x02\xE0\x01";
static const char webp_lossy[] = "RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9D\x01\x2A\x80\x02\xE0\x01";
static const char webp_lossless[] = "RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2F\x7F\xC2\x77\0\0\0\0\0\0";
static const char webp_extended[] = "RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x7F\x02\0\xDF\x01\0";

static void knows_pictures_by_their_bytes(void **state)
{
        (void)state;
        static const struct {
                const void *bytes;
                size_t len;
                const char *media_type;
        } rows[] = {
                {jpeg, sizeof jpeg, "image/jpeg"},
                {png, sizeof png - 1, "image/png"},
                {gif, sizeof gif - 1, "image/gif"},
                {webp_lossy, sizeof webp_lossy - 1, "image/webp"},
                {webp_lossless, sizeof webp_lossless - 1, "image/webp"},
                {webp_extended, sizeof webp_extended - 1, "image/webp"},
        };
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
                CLEANUP(arena_clear) struct arena a = {0};
                struct picture_file file = {0};
                assert_int_equal(picture_file_read(as_href(&a, rows[i].bytes, rows[i].len), &a, &file), PICTURE_GOOD);
                assert_string_equal(file.media_type.at, rows[i].media_type);
                assert_int_equal(file.width, 640);
                assert_int_equal(file.height, 480);
                assert_int_equal(file.asset.len, 64);
                assert_true(slice_eq(file.bytes, (struct slice){rows[i].bytes, rows[i].len}));
        }
}

static void measures_only_what_is_there(void **state)
{
        (void)state;
        for (size_t len = 3; len < sizeof jpeg; len++) {
                CLEANUP(arena_clear) struct arena a = {0};
                struct picture_file file = {0};
                assert_int_equal(picture_file_read(as_href(&a, jpeg, len), &a, &file), PICTURE_GOOD);
                assert_true(file.width == 0 || file.width == 640);
        }
        for (size_t len = 16; len < sizeof webp_extended; len++) {
                CLEANUP(arena_clear) struct arena a = {0};
                struct picture_file file = {0};
                assert_int_equal(picture_file_read(as_href(&a, webp_extended, len), &a, &file), PICTURE_GOOD);
        }
}

static void tells_why_it_is_no_picture(void **state)
{
        (void)state;
        static const struct {
                const char *href;
                enum picture_fault fault;
        } rows[] = {
                {"https://example.org/a.jpg", PICTURE_ELSEWHERE},
                {"", PICTURE_ELSEWHERE},
                {"data", PICTURE_ELSEWHERE},
                {"data:image/png,plain", PICTURE_BROKEN},
                {"data:image/png;base64", PICTURE_BROKEN},
                {"data:image/png;base64,iVBOR!", PICTURE_BROKEN},
                {"data:image/png;base64,", PICTURE_OF_OTHER_TYPE},
                {"data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=", PICTURE_OF_OTHER_TYPE},
        };
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
                CLEANUP(arena_clear) struct arena a = {0};
                struct picture_file file = {0};
                assert_int_equal(picture_file_read(slice_of(rows[i].href), &a, &file), rows[i].fault);
        }
}

static void tells_what_is_too_small_or_too_long_to_be_one(void **state)
{
        (void)state;
        static const struct {
                const char bytes[10];
                enum picture_fault fault;
        } rows[] = {
                {"GIF89a\x01\0\x01", PICTURE_TOO_SMALL},    {"GIF89a\x0F\0\x64", PICTURE_TOO_SMALL},
                {"GIF89a\x64\0\x0F", PICTURE_TOO_SMALL},    {"GIF89a\x10\0\x10", PICTURE_GOOD},
                {"GIF89a\x40\x01\x10", PICTURE_GOOD},       {"GIF89a\x41\x01\x10", PICTURE_TOO_LONG},
                {"GIF89a\x10\0\x41\x01", PICTURE_TOO_LONG},
        };
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
                CLEANUP(arena_clear) struct arena a = {0};
                struct picture_file file = {0};
                assert_int_equal(picture_file_read(as_href(&a, rows[i].bytes, 10), &a, &file), rows[i].fault);
        }
}

static void refuses_endless_pictures(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        struct slice head = SLICE("data:;base64,");
        size_t len = head.len + IMPORT_PICTURE_MAX_BYTES / 3 * 4 + 64;
        char *href = arena_alloc(&a, len);
        memset(href, 'A', len);
        memcpy(href, head.at, head.len);
        struct picture_file file = {0};
        assert_int_equal(picture_file_read((struct slice){href, len}, &a, &file), PICTURE_TOO_LARGE);
}

static void reads_the_name_that_its_sender_gave_it(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        struct picture_file file = {0};
        assert_int_equal(picture_file_read(SLICE("data:;name=a%20%D1%84.gif;base64,R0lGODlhAAAA"), &a, &file),
                         PICTURE_GOOD);
        assert_true(slice_eq(file.name, SLICE("a ф.gif")));
        assert_int_equal(picture_file_read(SLICE("data:;name=100%;base64,R0lGODlhAAAA"), &a, &file), PICTURE_GOOD);
        assert_true(slice_eq(file.name, SLICE("100%")));
}

static void names_the_type_that_it_does_not_take(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        struct picture_file file = {0};
        assert_int_equal(picture_file_read(SLICE("data:image/jpeg;base64,SUkqAAAAAAA="), &a, &file),
                         PICTURE_OF_OTHER_TYPE);
        assert_true(slice_eq(file.media_type, SLICE("image/tiff")));
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(knows_pictures_by_their_bytes),
                cmocka_unit_test(measures_only_what_is_there),
                cmocka_unit_test(tells_why_it_is_no_picture),
                cmocka_unit_test(tells_what_is_too_small_or_too_long_to_be_one),
                cmocka_unit_test(refuses_endless_pictures),
                cmocka_unit_test(reads_the_name_that_its_sender_gave_it),
                cmocka_unit_test(names_the_type_that_it_does_not_take),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
