#include "template/forbidden.h"

#include "base/builtin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

typedef void forbidden_fn(struct slice file, struct slice text, struct buf *ret);

static void assert_told(forbidden_fn *fn, const char *text, const char *expected)
{
        struct buf told = BUF_INIT(4000);
        fn(SLICE("f"), slice_of(text), &told);
        assert_false(told.full);
        assert_string_equal(told.len ? buf_text(&told) : "", expected);
        buf_clear(&told);
}

static void tells_what_will_not_run(void **state)
{
        (void)state;
#define WILL_NOT_RUN ": it will not run: pages run nothing\n"
        assert_told(forbidden_in_template, "<p>\n<script src=\"/x.js\"></script>", "f:2: <script>" WILL_NOT_RUN);
        assert_told(forbidden_in_template, "<SCRIPT\n>", "f:1: <script>" WILL_NOT_RUN);
        assert_told(forbidden_in_template, "<a\nhref='javascript:x()'>", "f:2: javascript:x()" WILL_NOT_RUN);
        assert_told(forbidden_in_template, "<b {{#x}}onClick=\"y()\"{{/x}}>", "f:1: onClick" WILL_NOT_RUN);
        assert_told(forbidden_in_template, "<b a=\"1\">\n<i\nonload=x>\n<script>",
                    "f:3: onload" WILL_NOT_RUN "f:4: <script>" WILL_NOT_RUN);
#undef WILL_NOT_RUN
}

static void tells_what_will_not_be_loaded(void **state)
{
        (void)state;
        const char *pictures = ": it will not be loaded: pages show pictures of this site alone\n";
        const char *const foreign[][2] = {{"<img alt=\"\" src=\"https://a.example/b\">", "https://a.example/b"},
                                          {"<img src=//a.example/b>", "//a.example/b"},
                                          {"<source srcset=\"/a 1x, https://b 2x\">", "/a 1x, https://b 2x"},
                                          {"<img src='data:image/png;base64,A'>", "data:image/png;base6"}};
        char expected[200];
        for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++) {
                snprintf(expected, sizeof expected, "f:1: %.20s%s", foreign[i][1], pictures);
                assert_told(forbidden_in_template, foreign[i][0], expected);
        }
        snprintf(expected, sizeof expected, "f:1: //a%s", pictures); /* a line of the log is one line */
        assert_told(forbidden_in_template, "<img src='//a\nb'>", expected);
        assert_told(forbidden_in_template, "<link rel=\"icon stylesheet\" href=\"/x.css\">",
                    "f:1: stylesheet: it will not be loaded: the style stands in style.css, and pages load no other\n");
        assert_told(forbidden_in_template, "<link rel=icon href=https://a/b>",
                    "f:1: https://a/b: it will not be loaded: pages load nothing of another host\n");
        assert_told(forbidden_in_template, "<iframe src=\"/x\"></iframe>",
                    "f:1: iframe: it will not be shown: pages hold nothing of other pages\n");
        assert_told(forbidden_in_template, "<video></video>",
                    "f:1: video: it will not be loaded: pages load pictures alone\n");
        assert_told(forbidden_in_template, "<form action=\"https://a/\">",
                    "f:1: https://a/: nothing will be sent there: forms send to this site alone\n");
        assert_told(forbidden_in_template, "<base href=\"/\">",
                    "f:1: base: it will have no effect: addresses are as they are written\n");
}

static void passes_over_what_is_allowed_and_what_is_a_remark(void **state)
{
        (void)state;
        const char *const fine[] = {"",
                                    "<",
                                    "< script>",
                                    "<a",
                                    "<a href=\"",
                                    "</script>",
                                    "<script type=\"application/ld+json\">{{{structured}}}</script>",
                                    "<!-- <script> -->",
                                    "<!--",
                                    "{{! <script> }}",
                                    "<a href=\"https://elsewhere.example/\" title='onload=x'>on</a>",
                                    "<img src=\"{{url}}\" srcset=\"/a 1x, /b 2x\">",
                                    "<link rel=\"canonical\" href=\"{{url}}\">",
                                    "<p on=2 data-on3=\"\" on-x=1>",
                                    "{{#a}}<img src=\"/b\"{{#c}} alt=\"\"{{/c}}>{{/a}}"};
        for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++)
                assert_told(forbidden_in_template, fine[i], "");
}

static void tells_of_fonts_and_pictures_in_a_style(void **state)
{
        (void)state;
        assert_told(forbidden_in_style, "a { }\n@Font-Face { }",
                    "f:2: @font-face: it will not be loaded: pages are set in the readers' own fonts\n");
        assert_told(forbidden_in_style, "a { b: url(\"data:x\") }",
                    "f:1: url(data:): it will not be shown: pages show pictures of this site alone\n");
        assert_told(forbidden_in_style, "/* @font-face */ a { b: url(/x.png) }", "");
}

static void the_programs_own_theme_asks_for_nothing_forbidden(void **state)
{
        (void)state;
        for (const struct builtin_file *file = builtin_files; file->name; file++) {
                struct buf told = BUF_INIT(4000);
                struct slice name = slice_of(file->name);
                if (!slice_starts_with(name, SLICE("themes/"))) continue;
                if (slice_ends_with(name, SLICE(".mustache"))) forbidden_in_template(name, file->bytes, &told);
                if (slice_ends_with(name, SLICE(".css"))) forbidden_in_style(name, file->bytes, &told);
                if (told.len) fail_msg("%s", buf_text(&told));
                buf_clear(&told);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(tells_what_will_not_run),
                cmocka_unit_test(tells_what_will_not_be_loaded),
                cmocka_unit_test(passes_over_what_is_allowed_and_what_is_a_remark),
                cmocka_unit_test(tells_of_fonts_and_pictures_in_a_style),
                cmocka_unit_test(the_programs_own_theme_asks_for_nothing_forbidden),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
