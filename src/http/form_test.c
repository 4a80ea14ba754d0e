#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "http/form.h"

/* The pairs as "name=value|…", with "!" at the end when the form was refused. */
static void assert_form(const char *encoded, const char *expected)
{
        struct arena arena = {0};
        struct buf text = BUF_INIT(4096);
        struct http_form form;
        struct http_form_pair pair;
        enum http_form_answer answer;
        http_form_init(&form, slice_of(encoded), &arena);
        while ((answer = http_form_next(&form, &pair)) == HTTP_FORM_PAIR) {
                assert_int_equal(strlen(pair.name.at), pair.name.len);
                assert_int_equal(strlen(pair.value.at), pair.value.len);
                buf_add_format(&text, "%s=%s|", pair.name.at, pair.value.at);
        }
        assert_int_equal(http_form_next(&form, &pair), answer);
        if (answer == HTTP_FORM_REFUSED) buf_add_char(&text, '!');
        assert_string_equal(buf_text(&text), expected);
        buf_clear(&text);
        arena_clear(&arena);
}

static void reads_the_pairs_in_order(void **state)
{
        (void)state;
        assert_form("", "");
        assert_form("a=1&b=2&a=3", "a=1|b=2|a=3|");
        assert_form("&&a=1&&b=2&", "a=1|b=2|");
        assert_form("a&b=&c=d=e", "a=|b=|c=d=e|");
        assert_form("q=a*b-c.d_e~f!g'h(i)", "q=a*b-c.d_e~f!g'h(i)|");
}

static void decodes_percent_sequences_and_plus(void **state)
{
        (void)state;
        assert_form("q=a+b%2Bc%2bd%26e%3D", "q=a b+c+d&e=|");
        assert_form("%71=%D1%96%d0%B6", "q=\xd1\x96\xd0\xb6|");
        assert_form("t=one%0D%0Atwo%FF", "t=one\r\ntwo\xff|");
        assert_form("q=%2525", "q=%25|");
}

static void refuses_what_no_browser_writes(void **state)
{
        (void)state;
        assert_form("a=1&q=%", "a=1|!");
        assert_form("q=%4", "!");
        assert_form("q=%4&b=1", "!");
        assert_form("q=%4g", "!");
        assert_form("q=%G4", "!");
        assert_form("q=%+4", "!");
        assert_form("q=%00", "!");
        assert_form("%00=1", "!");
        assert_form("q=a b", "!");
        assert_form("q=\xd1\x96", "!");
        assert_form("q=\x7f", "!");
        assert_form("q=a\r\n", "!");
        assert_form("=1", "!");
}

static struct http_form limited(struct arena *arena, const char *encoded)
{
        struct http_form form;
        http_form_init(&form, slice_of(encoded), arena);
        form.pairs_left = 2;
        form.name_max = 3;
        form.value_max = 4;
        return form;
}

static void keeps_to_its_limits(void **state)
{
        (void)state;
        struct arena arena = {0};
        struct http_form_pair pair;
        struct http_form form = limited(&arena, "abc=abcd&x=%41%42%43%44&y=1");
        assert_int_equal(http_form_next(&form, &pair), HTTP_FORM_PAIR);
        assert_int_equal(http_form_next(&form, &pair), HTTP_FORM_PAIR);
        assert_int_equal(http_form_next(&form, &pair), HTTP_FORM_REFUSED);
        form = limited(&arena, "abcd=1");
        assert_int_equal(http_form_next(&form, &pair), HTTP_FORM_REFUSED);
        form = limited(&arena, "a=abcde");
        assert_int_equal(http_form_next(&form, &pair), HTTP_FORM_REFUSED);
        form = limited(&arena, "a=%41%42%43%44e");
        assert_int_equal(http_form_next(&form, &pair), HTTP_FORM_REFUSED);
        arena_clear(&arena);
}

static void reads_what_it_has_written(void **state)
{
        (void)state;
        struct arena arena = {0};
        struct http_form form;
        struct http_form_pair pair;
        CLEANUP(buf_clear) struct buf text = BUF_INIT(1000);
        struct slice value = SLICE("/list?find=%D1%96 + \"a\"&b=\xd1\x96#1~");
        buf_add_text(&text, "next=");
        http_form_encode(value, &text);
        assert_false(slice_find(slice_skip(buf_slice(&text), 5), SLICE("=")));
        http_form_init(&form, buf_slice(&text), &arena);
        assert_int_equal(http_form_next(&form, &pair), HTTP_FORM_PAIR);
        assert_true(slice_eq(pair.value, value));
        assert_int_equal(http_form_next(&form, &pair), HTTP_FORM_END);
        arena_clear(&arena);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(reads_the_pairs_in_order),       cmocka_unit_test(decodes_percent_sequences_and_plus),
                cmocka_unit_test(refuses_what_no_browser_writes), cmocka_unit_test(keeps_to_its_limits),
                cmocka_unit_test(reads_what_it_has_written),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
