#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/markup.h"

#include <string.h>

static void escapes_wherever_a_character_stands(void **state)
{
        (void)state;
        enum { LONG = 50 };
        for (size_t len = 1; len < LONG; len++) {
                for (size_t at = 0; at < len; at++) {
                        char text[LONG], expected[LONG + 10];
                        memset(text, 'x', sizeof text);
                        memset(expected, 'x', sizeof expected);
                        text[at] = '<';
                        memcpy(expected + at, "&lt;", 4);
                        CLEANUP(buf_clear) struct buf out = BUF_INIT(1000);
                        markup_escape((struct slice){text, len}, &out);
                        assert_true(slice_eq(buf_slice(&out), (struct slice){expected, len + 3}));
                }
        }
}

static void escapes_what_would_be_markup_or_end_an_attribute(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf out = BUF_INIT(1000);
        markup_escape(SLICE("<a b=\"c\" d='e'>&"), &out);
        assert_string_equal(buf_text(&out), "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;");
}

static void what_was_escaped_is_had_back(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf html = BUF_INIT(1000), text = BUF_INIT(1000);
        struct slice hostile = SLICE("&amp;<a b=\"c\" d='e'>& &lt; &#x27;&&;");
        markup_escape(hostile, &html);
        markup_unescape(buf_slice(&html), &text);
        assert_string_equal(buf_text(&text), hostile.at);
        buf_truncate(&text);
        markup_unescape(SLICE("&nbsp;&eacute;&amp"), &text);
        assert_string_equal(buf_text(&text), "&nbsp;&eacute;&amp");
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(escapes_wherever_a_character_stands),
                cmocka_unit_test(what_was_escaped_is_had_back),
                cmocka_unit_test(escapes_what_would_be_markup_or_end_an_attribute),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
