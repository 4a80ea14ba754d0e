#include "template/style.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_shrinks(const char *css, const char *expected)
{
        struct buf out = BUF_INIT(1 << 16);
        style_shrink(slice_of(css), &out);
        assert_string_equal(buf_text(&out), expected);
        buf_clear(&out);
}

static void drops_comments_and_white_space_without_meaning(void **state)
{
        (void)state;
        assert_shrinks(
                "/* top */\nbody {\n  margin: 0;\n  color : red ;\n}\n\n@media (min-width: 48em) {\n a , b{x:y}\n}\n",
                "body{margin:0;color :red}@media (min-width:48em){a,b{x:y}}");
        assert_shrinks("a > b { }", "a>b{}");
}

static void keeps_white_space_that_means_something(void **state)
{
        (void)state;
        assert_shrinks("a  :hover\n.b { margin: 0  auto }", "a :hover .b{margin:0 auto}");
        assert_shrinks("p { width: calc( 1px  +  2em ) }", "p{width:calc( 1px + 2em )}");
        assert_shrinks(".\\31  .b { }", ".\\31  .b{}");
        assert_shrinks("@media screen and (width >= 600px) { }", "@media screen and (width>= 600px){}");
}

static void keeps_strings_and_addresses_as_they_are(void **state)
{
        (void)state;
        assert_shrinks("q::before { content: \"a  /* b */ ; \\\"  } \" ; }",
                       "q::before{content:\"a  /* b */ ; \\\"  } \"}");
        assert_shrinks("i { background: url(x/*y ) ; }", "i{background:url(x/*y )}");
        assert_shrinks("i { background: url( \"a )  b\" ) }", "i{background:url( \"a )  b\" )}");
        assert_shrinks(".a\\{  b { }", ".a\\{ b{}");
}

static void keeps_apart_what_only_a_comment_separates(void **state)
{
        (void)state;
        assert_shrinks("p{margin:0/* top */auto}", "p{margin:0/**/auto}");
        assert_shrinks("p{margin:0 /* top */ auto}", "p{margin:0 auto}");
        assert_shrinks("p{/* nothing */}", "p{}");
}

static void survives_what_is_cut_off(void **state)
{
        (void)state;
        assert_shrinks("a{b:\"c", "a{b:\"c");
        assert_shrinks("a{b:url(c", "a{b:url(c");
        assert_shrinks("a /* b", "a");
        assert_shrinks("a\\", "a\\");
        assert_shrinks("", "");
}

static void is_idempotent_and_appends(void **state)
{
        (void)state;
        struct buf out = BUF_INIT(1 << 16);
        buf_add_text(&out, "<style>");
        style_shrink(SLICE("} a { b : c ; }"), &out);
        assert_string_equal(buf_text(&out), "<style>}a{b :c}");
        assert_shrinks("a :b{c:d /**/e}", "a :b{c:d e}");
        buf_clear(&out);
}

struct faulty {
        const char *css, *fault; /* NULL: there is none */
        unsigned line;
};

static void assert_fault(const struct faulty *row)
{
        unsigned line = 0;
        const char *fault = style_fault(slice_of(row->css), &line);
        if (!row->fault) {
                if (fault) fail_msg("%s: %s", row->css, fault);
                return;
        }
        if (!fault) fail_msg("%s: no fault", row->css);
        assert_string_equal(fault, row->fault);
        assert_int_equal(line, row->line);
}

static void names_the_line_of_what_is_not_closed(void **state)
{
        (void)state;
        static const struct faulty rows[] = {
                {"a { b: c }\n@media x { d { e: f } }", NULL, 0},
                {"a { b: url(x{) }", NULL, 0},
                {"a { b: url( \"x)\" ) }", NULL, 0},
                {"a::before { content: \"}\\\"\" } /* { */", NULL, 0},
                {".\\{ { }", NULL, 0},
                {"a {\n b: c", "bracket is not closed", 1},
                {"a { }\nb { c: calc(1px }", "nothing is open that this bracket closes", 2},
                {"a { }\n}", "nothing is open that this bracket closes", 2},
                {"a { }\n\n/* b", "comment is not closed", 3},
                {"a { b: \"c }", "string is not closed", 1},
                {"a { b: 'c;\n}\nd::before { content: 'e' }", "string is not closed", 1},
                {"a {\n b: url(c }", "address is not closed", 2},
                {"a { }\n@import url(x.css);", "another style sheet is asked for", 2},
                {"@IMPORT \"x.css\";", "another style sheet is asked for", 1},
                {"a { }\nb { c: url(https://x.example/y) }", "address of another host", 2},
                {"a { b: url( '//x.example/y' ) }", "address of another host", 1},
                {"a { }\n/* a\n</STYLE> */", "\"</style\" ends the style in the middle of the page", 3},
                {"a { b: url(data:image/png;base64,AA//) } /* @import url(//x) */ c::after { content: \"@import\" }",
                 NULL, 0},
        };
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
                assert_fault(&rows[i]);
}

static void sees_other_hosts_however_they_are_spelled(void **state)
{
        (void)state;
        static const struct faulty rows[] = {
                {"a { b: image-set( \"http://x.example/y\" 1x ) }", "address of another host", 1},
                {"a { b: image-set(\"/y\" 1x,\n\"//x.example/y\" 2x) }", "address of another host", 2},
                {"a { b: -webkit-image-set('https://x.example/y' 1x) }", "address of another host", 1},
                {"a { b: src(\"https://x.example/y\") }", "address of another host", 1},
                {"a { b: image-set(var(--c) 1x) }", "an address that is not written out", 1},
                {"a { b: url(\\68ttp://x.example/y) }", "address of another host", 1},
                {"a { b: url(\"\\68 ttp\\3a //x.example/y\") }", "address of another host", 1},
                {"a { b: url(\"ht\\\ntp://x.example/y\") }", "address of another host", 1},
                {"a { b: url(\"\\9 h\\a ttp://x.example/y\") }", "address of another host", 1},
                {"a { b: url(\"/\\\\x.example/y\") }", "address of another host", 1},
                {"a { b: url(ftp://x.example/y) }", "address of another host", 1},
                {"a { b: u\\72l(/y) }", "an address or a rule spelled so that it is not seen", 1},
                {"a { b: \\55RL(/*) } /* */", "an address or a rule spelled so that it is not seen", 1},
                {"a { b: i\\6d age-set(\"/y\" 1x) }", "an address or a rule spelled so that it is not seen", 1},
                {"a { }\n@\\69mport \"x.css\";", "another style sheet is asked for", 2},
                {"@\\000049 MPORT \"x.css\";", "another style sheet is asked for", 1},
                {"@i\\mport \"x.css\";", "another style sheet is asked for", 1},
                {"a { b: image-set(\"/y\" type(\"http:\") 1x, url(/z) 2x) } c { content: \"http://x\" } @important{}",
                 NULL, 0},
                {"a { --var: var(--url); --curl: x } .url\\:x, .\\75 rl { b: c } d { e: url(data:x) }", NULL, 0},
        };
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
                assert_fault(&rows[i]);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(drops_comments_and_white_space_without_meaning),
                cmocka_unit_test(keeps_white_space_that_means_something),
                cmocka_unit_test(keeps_strings_and_addresses_as_they_are),
                cmocka_unit_test(keeps_apart_what_only_a_comment_separates),
                cmocka_unit_test(survives_what_is_cut_off),
                cmocka_unit_test(is_idempotent_and_appends),
                cmocka_unit_test(names_the_line_of_what_is_not_closed),
                cmocka_unit_test(sees_other_hosts_however_they_are_spelled),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
