#include "fragment/fragment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sodium.h>
#include <stdlib.h>
#include <zlib.h>

enum { PARTS_MAX = 40 };

static struct deflater *deflater;

static int start(void **state)
{
        (void)state;
        return sodium_init() < 0 || deflater_new(DEFLATE_SMALL, &deflater).code != OK;
}

static int stop(void **state)
{
        (void)state;
        deflater_free(deflater);
        return 0;
}

static struct fragment pressed(struct slice plain, struct buf *stored)
{
        struct fragment fragment;
        assert_int_equal(fragment_press(deflater, plain, stored).code, OK);
        assert_int_equal(fragment_read(buf_slice(stored), &fragment).code, OK);
        return fragment;
}

static void presses_and_inflates_to_the_same_bytes(void **state)
{
        (void)state;
        struct slice text = SLICE("Потяг до Зеленого Яру з понеділка рушає на 12 хвилин раніше.");
        struct buf stored = BUF_INIT(1000), plain = BUF_INIT(1000);
        struct fragment fragment = pressed(text, &stored);
        assert_int_equal(fragment_inflate(&fragment, &plain).code, OK);
        assert_true(slice_eq(buf_slice(&plain), text));
        buf_clear(&stored);
        buf_clear(&plain);
}

static void a_run_that_changed_is_not_read(void **state)
{
        (void)state;
        struct buf stored = BUF_INIT(1000);
        struct fragment fragment = pressed(SLICE("The train leaves twelve minutes earlier."), &stored);
        for (size_t i = FRAGMENT_HEAD_BYTES; i < stored.len; i++) {
                stored.at[i] ^= 1;
                assert_int_equal(fragment_read(buf_slice(&stored), &fragment).code, ERR_INVALID);
                stored.at[i] ^= 1;
        }
        buf_clear(&stored);
}

/* Its head was 16 bytes, without the run's own CRC. */
static void reads_what_older_programs_stored(void **state)
{
        (void)state;
        struct slice text = SLICE("The train leaves twelve minutes earlier.");
        struct buf stored = BUF_INIT(1000), older = BUF_INIT(1000), plain = BUF_INIT(1000);
        struct fragment fragment = pressed(text, &stored);
        stored.at[15] = 0;
        buf_add(&older, (struct slice){stored.at, 16});
        buf_add(&older, fragment.run);
        assert_int_equal(fragment_read(buf_slice(&older), &fragment).code, OK);
        assert_int_equal(fragment_inflate(&fragment, &plain).code, OK);
        assert_true(slice_eq(buf_slice(&plain), text));
        buf_clear(&stored);
        buf_clear(&older);
        buf_clear(&plain);
}

static void equal_text_has_an_equal_id_and_other_text_another(void **state)
{
        (void)state;
        struct buf a = BUF_INIT(1000), b = BUF_INIT(1000), c = BUF_INIT(1000);
        uint64_t first = pressed(SLICE("snow"), &a).id;
        assert_true(first == pressed(SLICE("snow"), &b).id);
        assert_true(first != pressed(SLICE("rain"), &c).id);
        buf_clear(&a);
        buf_clear(&b);
        buf_clear(&c);
}

static void the_empty_fragment_is_stored_as_nothing_and_stitches_as_nothing(void **state)
{
        (void)state;
        struct buf stored = BUF_INIT(1000);
        struct fragment empty = pressed(SLICE(""), &stored);
        assert_int_equal(stored.len, 0);
        struct stitch stitch = STITCH_EMPTY;
        stitch_add(&stitch, &empty);
        assert_memory_equal(&stitch, &STITCH_EMPTY, sizeof stitch);
}

/* Texts without a match, which need the most room, around the length at which another stream takes them. */
static void a_text_of_any_length_comes_out_the_same_whatever_came_before(void **state)
{
        (void)state;
        static char text[5000];
        randombytes_buf_deterministic(text, sizeof text, (const unsigned char[randombytes_SEEDBYTES]){1});
        static const size_t lengths[] = {1, 2045, 2046, 2047, 2048, 4094, 5000};
        struct buf first = BUF_INIT(10000), again = BUF_INIT(10000), plain = BUF_INIT(10000);
        for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
                buf_truncate(&first);
                buf_truncate(&plain);
                struct fragment fragment = pressed((struct slice){text, lengths[i]}, &first);
                assert_int_equal(fragment_inflate(&fragment, &plain).code, OK);
                assert_true(slice_eq(buf_slice(&plain), (struct slice){text, lengths[i]}));
                buf_truncate(&again);
                pressed(SLICE("snow and snow and snow"), &again);
                buf_truncate(&again);
                pressed((struct slice){text, lengths[i]}, &again);
                assert_true(slice_eq(buf_slice(&first), buf_slice(&again)));
        }
        buf_clear(&first);
        buf_clear(&again);
        buf_clear(&plain);
}

/* Far more texts than a deflater keeps, each twice, and long ones between: nobody gets another's run. */
static void a_text_pressed_before_comes_out_as_it_did(void **state)
{
        enum { TEXTS = 3000 };
        (void)state;
        for (unsigned round = 0; round < 2; round++) {
                for (unsigned i = 0; i < TEXTS; i++) {
                        CLEANUP(buf_clear)
                        struct buf text = BUF_INIT(20000), stored = BUF_INIT(20000), plain = BUF_INIT(20000);
                        buf_add_format(&text, "<li>%u %*s</li>", i / 2, (int)(i % 7 == 0 ? 9000 : i % 50), "");
                        struct fragment fragment = pressed(buf_slice(&text), &stored);
                        assert_int_equal(fragment_inflate(&fragment, &plain).code, OK);
                        assert_true(slice_eq(buf_slice(&plain), buf_slice(&text)));
                }
        }
}

static void refuses_text_above_the_limit(void **state)
{
        (void)state;
        char *big = calloc(1, FRAGMENT_PLAIN_MAX_BYTES + 1);
        struct buf stored = BUF_INIT(16 * 1024 * 1024);
        assert_int_equal(fragment_press(deflater, (struct slice){big, FRAGMENT_PLAIN_MAX_BYTES + 1}, &stored).code,
                         ERR_FULL);
        free(big);
        buf_clear(&stored);
}

/* A damaged bit is noticed, or it is one of the at most seven that fill up the run's last byte and say nothing. */
static void no_flipped_bit_changes_a_text_unnoticed(void **state)
{
        (void)state;
        struct slice text = SLICE("<p>The river will freeze by Friday, the river will not.</p>");
        struct buf stored = BUF_INIT(1000), plain = BUF_INIT(1000);
        pressed(text, &stored);
        unsigned harmless = 0;
        for (size_t bit = 0; bit < stored.len * 8; bit++) {
                stored.at[bit / 8] = (char)(stored.at[bit / 8] ^ (1 << (bit % 8)));
                struct fragment fragment;
                buf_truncate(&plain);
                bool good = fragment_read(buf_slice(&stored), &fragment).code == OK &&
                            fragment_inflate(&fragment, &plain).code == OK;
                if (good) assert_true(slice_eq(buf_slice(&plain), text));
                harmless += good;
                stored.at[bit / 8] = (char)(stored.at[bit / 8] ^ (1 << (bit % 8)));
        }
        assert_in_range(harmless, 0, 7);
        buf_clear(&stored);
        buf_clear(&plain);
}

static void refuses_a_truncated_fragment(void **state)
{
        (void)state;
        struct buf stored = BUF_INIT(1000), plain = BUF_INIT(1000);
        pressed(SLICE("Library hours change in December."), &stored);
        for (size_t len = 1; len < stored.len; len++) {
                struct fragment fragment;
                buf_truncate(&plain);
                struct slice cut = {stored.at, len};
                assert_false(fragment_read(cut, &fragment).code == OK &&
                             fragment_inflate(&fragment, &plain).code == OK);
        }
        buf_clear(&stored);
        buf_clear(&plain);
}

static size_t random_text(char *at, size_t max)
{
        static const char alphabet[] = "<p class=item>aбвгд\n</p> 0123456789";
        size_t len = randombytes_uniform((uint32_t)max);
        bool noise = randombytes_uniform(4) == 0;
        for (size_t i = 0; i < len; i++)
                at[i] = noise ? (char)randombytes_uniform(256) : alphabet[randombytes_uniform(sizeof alphabet - 1)];
        return len;
}

static bool gunzip(struct slice gzip, struct buf *plain)
{
        z_stream stream = {.next_in = (unsigned char *)(uintptr_t)gzip.at, .avail_in = (uInt)gzip.len};
        if (inflateInit2(&stream, 15 + 16) != Z_OK) return false;
        char *at = buf_reserve(plain, plain->max - plain->len);
        stream.next_out = (unsigned char *)at;
        stream.avail_out = (uInt)(plain->max - plain->len);
        bool good = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0;
        plain->len += stream.total_out;
        inflateEnd(&stream);
        return good;
}

/* The property on which the whole site stands: any fragments in any order make one good gzip of their text. */
static void any_list_of_fragments_is_one_gzip_of_their_text(void **state)
{
        (void)state;
        enum { ROUNDS = 300, TEXT_MAX = 5000 };
        char *text = malloc(TEXT_MAX);
        for (int round = 0; round < ROUNDS; round++) {
                struct buf gzip = BUF_INIT(1 << 20), expected = BUF_INIT(1 << 20), plain = BUF_INIT(1 << 20);
                struct stitch stitch = STITCH_EMPTY;
                buf_add(&gzip, (struct slice){gzip_head, GZIP_HEAD_BYTES});
                unsigned parts = randombytes_uniform(PARTS_MAX);
                for (unsigned i = 0; i < parts; i++) {
                        struct buf stored = BUF_INIT(1 << 16);
                        struct slice part = {text, random_text(text, TEXT_MAX)};
                        struct fragment fragment = pressed(part, &stored);
                        stitch_add(&stitch, &fragment);
                        buf_add(&gzip, fragment.run);
                        buf_add(&expected, part);
                        buf_clear(&stored);
                }
                char tail[GZIP_TAIL_BYTES];
                stitch_gzip_tail(&stitch, tail);
                buf_add(&gzip, (struct slice){tail, sizeof tail});

                assert_int_equal(gzip.len, GZIP_HEAD_BYTES + stitch.run_len + GZIP_TAIL_BYTES);
                assert_int_equal(stitch.plain_len, expected.len);
                assert_true(gunzip(buf_slice(&gzip), &plain));
                assert_true(slice_eq(buf_slice(&plain), buf_slice(&expected)));
                buf_clear(&gzip);
                buf_clear(&expected);
                buf_clear(&plain);
        }
        free(text);
}

static void the_sequence_id_depends_on_every_part_and_the_order(void **state)
{
        (void)state;
        struct buf a = BUF_INIT(1000), b = BUF_INIT(1000);
        struct fragment first = pressed(SLICE("first"), &a), second = pressed(SLICE("second"), &b);
        struct stitch ab = STITCH_EMPTY, ba = STITCH_EMPTY, aa = STITCH_EMPTY, a_only = STITCH_EMPTY;
        stitch_add(&ab, &first);
        stitch_add(&ab, &second);
        stitch_add(&ba, &second);
        stitch_add(&ba, &first);
        stitch_add(&aa, &first);
        stitch_add(&aa, &first);
        stitch_add(&a_only, &first);
        assert_true(ab.id != ba.id && ab.id != aa.id && aa.id != a_only.id && ba.id != aa.id && a_only.id != 0);
        buf_clear(&a);
        buf_clear(&b);
}

/* Also when the memo knew another sequence before, and when it knows this one. */
static void all_at_once_stitch_like_one_by_one(void **state)
{
        (void)state;
        enum { TEXTS = 4 };
        static const struct slice texts[TEXTS] = {{"<head>", 6}, {"main", 4}, {"", 0}, {"more", 4}};
        static const unsigned orders[][TEXTS] = {{0, 1, 2, 3}, {0, 1, 2, 3}, {3, 1, 0, 0}, {2, 2, 2, 2}, {0, 1, 2, 3}};
        struct buf stored[TEXTS];
        struct fragment fragments[TEXTS];
        struct stitch_memo memo = {0};
        for (size_t i = 0; i < TEXTS; i++) {
                stored[i] = BUF_INIT(1000);
                fragments[i] = pressed(texts[i], &stored[i]);
        }
        for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
                const struct fragment *parts[TEXTS];
                struct stitch one_by_one = STITCH_EMPTY, at_once;
                for (size_t k = 0; k < TEXTS; k++) {
                        parts[k] = &fragments[orders[i][k]];
                        stitch_add(&one_by_one, parts[k]);
                }
                stitch_all(parts, TEXTS, &memo, &at_once);
                assert_int_equal(at_once.crc, one_by_one.crc);
                assert_int_equal(at_once.plain_len, one_by_one.plain_len);
                assert_int_equal(at_once.run_len, one_by_one.run_len);
                assert_true(at_once.id == one_by_one.id);
        }
        for (size_t i = 0; i < TEXTS; i++)
                buf_clear(&stored[i]);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(presses_and_inflates_to_the_same_bytes),
                cmocka_unit_test(a_run_that_changed_is_not_read),
                cmocka_unit_test(reads_what_older_programs_stored),
                cmocka_unit_test(equal_text_has_an_equal_id_and_other_text_another),
                cmocka_unit_test(the_empty_fragment_is_stored_as_nothing_and_stitches_as_nothing),
                cmocka_unit_test(a_text_of_any_length_comes_out_the_same_whatever_came_before),
                cmocka_unit_test(a_text_pressed_before_comes_out_as_it_did),
                cmocka_unit_test(refuses_text_above_the_limit),
                cmocka_unit_test(no_flipped_bit_changes_a_text_unnoticed),
                cmocka_unit_test(refuses_a_truncated_fragment),
                cmocka_unit_test(any_list_of_fragments_is_one_gzip_of_their_text),
                cmocka_unit_test(all_at_once_stitch_like_one_by_one),
                cmocka_unit_test(the_sequence_id_depends_on_every_part_and_the_order),
        };
        return cmocka_run_group_tests(tests, start, stop);
}
