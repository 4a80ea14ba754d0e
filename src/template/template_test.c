/* The Mustache specification's own cases (tests/suites/mustache-spec), then what it leaves open. */
#include "template/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#define SPECS "tests/suites/mustache-spec/specs/"

enum { PARTIALS_MAX = 8, OUTPUT_MAX = 1 << 20 };

struct partials {
        struct slice names[PARTIALS_MAX];
        struct template *templates[PARTIALS_MAX];
        size_t count;
};

static struct template *parse(const char *text)
{
        struct template *t = NULL;
        struct template_fault fault = {0};
        struct err err = template_parse(slice_of(text), &t, &fault);
        if (err.code) fail_msg("line %u: %s in: %s", fault.line, fault.what, text);
        return t;
}

static void partials_add(struct partials *p, const char *name, const char *text)
{
        assert_true(p->count < PARTIALS_MAX);
        p->names[p->count] = slice_of(name);
        p->templates[p->count++] = parse(text);
}

static void partials_clear(struct partials *p)
{
        for (size_t i = 0; i < p->count; i++)
                template_free(p->templates[i]);
        p->count = 0;
}

static const struct template *partials_find(void *context, struct slice name)
{
        const struct partials *p = context;
        for (size_t i = 0; i < p->count; i++)
                if (slice_eq(p->names[i], name)) return p->templates[i];
        return NULL;
}

/* Renders and frees the partials; the caller clears `out`. */
static void render(const char *text, const json_t *data, struct partials *partials, struct buf *out)
{
        CLEANUP(template_freep) struct template *t = parse(text);
        assert_int_equal(template_render(t, data, partials_find, partials, out).code, OK);
        partials_clear(partials);
}

static void assert_renders(const char *text, const char *json, const char *expected)
{
        json_t *data = json_loads(json, JSON_DECODE_ANY, NULL);
        assert_non_null(data);
        struct buf out = BUF_INIT(OUTPUT_MAX);
        render(text, data, &(struct partials){0}, &out);
        assert_string_equal(buf_text(&out), expected);
        buf_clear(&out);
        json_decref(data);
}

static void assert_brings_in(const char *text, const char *name, const char *partial, const char *expected)
{
        struct partials partials = {0};
        partials_add(&partials, name, partial);
        json_t *data = json_pack("{s:s, s:[s,s]}", "x", "1\n2", "list", "a", "b");
        struct buf out = BUF_INIT(OUTPUT_MAX);
        render(text, data, &partials, &out);
        assert_string_equal(buf_text(&out), expected);
        buf_clear(&out);
        json_decref(data);
}

static bool passes(const json_t *test)
{
        struct partials partials = {0};
        const char *name;
        json_t *text;
        json_object_foreach(json_object_get(test, "partials"), name, text)
                partials_add(&partials, name, json_string_value(text));

        struct buf out = BUF_INIT(OUTPUT_MAX);
        render(json_string_value(json_object_get(test, "template")), json_object_get(test, "data"), &partials, &out);
        const char *expected = json_string_value(json_object_get(test, "expected"));
        bool same = slice_eq(buf_slice(&out), slice_of(expected));
        if (!same)
                print_error("%s\n expected: %s\n rendered: %s\n", json_string_value(json_object_get(test, "desc")),
                            expected, buf_text(&out));
        buf_clear(&out);
        return same;
}

static size_t count_passing(const char *file)
{
        json_t *suite = json_load_file(file, 0, NULL);
        if (!suite) fail_msg("cannot read %s (run from the root of the repository)", file);
        size_t passed = 0, index;
        json_t *test;
        json_array_foreach(json_object_get(suite, "tests"), index, test) passed += passes(test);
        json_decref(suite);
        return passed;
}

static void passes_the_136_core_cases_of_the_specification(void **state)
{
        (void)state;
        size_t passed = count_passing(SPECS "comments.json") + count_passing(SPECS "delimiters.json") +
                        count_passing(SPECS "interpolation.json") + count_passing(SPECS "inverted.json") +
                        count_passing(SPECS "partials.json") + count_passing(SPECS "sections.json");
        print_message("Mustache core cases passed: %zu\n", passed);
        assert_int_equal(passed, 136);
}

static void passes_the_27_inheritance_cases_of_the_specification(void **state)
{
        (void)state;
        size_t passed = count_passing(SPECS "~inheritance.json");
        print_message("Mustache inheritance cases passed: %zu\n", passed);
        assert_int_equal(passed, 27);
}

static void escapes_all_five_characters_that_html_needs(void **state)
{
        (void)state;
        assert_renders("{{x}}", "{\"x\": \"<a href='q\\\"'>&</a>\"}",
                       "&lt;a href=&#39;q&quot;&#39;&gt;&amp;&lt;/a&gt;");
        assert_renders("{{{x}}}", "{\"x\": \"<b>'\"}", "<b>'");
}

static void keeps_nul_bytes_and_utf8_of_the_data(void **state)
{
        (void)state;
        CLEANUP(template_freep) struct template *t = parse("{{x}}");
        json_t *data = json_pack("{s:s%}", "x", "ї\0<", (size_t)4);
        struct buf out = BUF_INIT(OUTPUT_MAX);
        assert_int_equal(template_render(t, data, NULL, NULL, &out).code, OK);
        assert_true(slice_eq(buf_slice(&out), SLICE("ї\0&lt;")));
        buf_clear(&out);
        json_decref(data);
}

static void writes_numbers_with_the_fewest_digits(void **state)
{
        (void)state;
        assert_renders("{{.}}", "0.1", "0.1");
        assert_renders("{{.}}", "-12.5", "-12.5");
        assert_renders("{{.}}", "3.0", "3");
        assert_renders("{{.}}", "0.30000000000000004", "0.30000000000000004");
        assert_renders("{{.}}", "9007199254740993", "9007199254740993");
}

static void treats_zero_and_empty_text_as_false(void **state)
{
        (void)state;
        const char *text = "{{#x}}yes{{/x}}{{^x}}no{{/x}}";
        assert_renders(text, "{\"x\": \"\"}", "no");
        assert_renders(text, "{\"x\": 0}", "no");
        assert_renders(text, "{\"x\": 0.0}", "no");
        assert_renders(text, "{\"x\": \"0\"}", "yes");
        assert_renders(text, "{\"x\": {}}", "yes");
        assert_renders(text, "{\"x\": true}", "yes");
}

static void does_not_make_true_the_context_of_a_section(void **state)
{
        (void)state;
        assert_renders("{{#list}}{{#up}}{{.}}{{/up}}{{/list}}", "{\"up\": true, \"list\": [1, 2]}", "12");
}

static void does_not_look_outside_for_what_a_null_hides(void **state)
{
        (void)state;
        assert_renders("{{#a}}{{x}}{{/a}}", "{\"x\": \"outer\", \"a\": {\"x\": null}}", "");
}

static void keeps_line_ends_of_lines_with_two_sections(void **state)
{
        (void)state;
        assert_renders("{{#a}}{{#b}}\nx{{/b}}{{/a}}\n", "{\"a\": true, \"b\": true}", "\nx\n");
}

static void indents_every_line_of_a_partial_but_not_of_its_values(void **state)
{
        (void)state;
        assert_brings_in("<ul>\n  {{>p}}\n</ul>\n", "p", "{{#list}}\n<li>{{.}}\n{{/list}}\n{{{x}}}\n",
                         "<ul>\n  <li>a\n  <li>b\n  1\n2\n</ul>\n");
}

static void gives_a_block_alone_on_its_line_one_line_end(void **state)
{
        (void)state;
        const char *parent = "<\n {{$b}}{{/b}}\n>\n";
        assert_brings_in("{{<p}}{{$b}}x{{/b}}{{/p}}", "p", parent, "<\n x\n>\n");
        assert_brings_in("{{<p}}{{$b}}\nx\n{{/b}}{{/p}}", "p", parent, "<\n x\n>\n");
        assert_brings_in("{{<p}}{{/p}}", "p", parent, "<\n>\n");
        assert_brings_in("{{<p}}{{$b}}x{{/b}}{{/p}}", "p", "<\r\n {{$b}}{{/b}}\r\n>", "<\r\n x\r\n>");
}

static void does_not_let_an_argument_expand_itself(void **state)
{
        (void)state;
        assert_brings_in("{{<p}}{{$b}}<{{$b}}inner{{/b}}>{{/b}}{{/p}}", "p", "{{$b}}default{{/b}}", "<inner>");
}

static void renders_nothing_for_a_missing_partial(void **state)
{
        (void)state;
        assert_brings_in("[{{>q}}{{<q}}{{$b}}x{{/b}}{{/q}}]", "p", "there", "[]");
}

static void refuses_endless_recursion(void **state)
{
        (void)state;
        struct partials partials = {0};
        partials_add(&partials, "p", "{{>p}}{{>p}}");
        struct buf out = BUF_INIT(OUTPUT_MAX);
        assert_int_equal(template_render(partials.templates[0], NULL, partials_find, &partials, &out).code, ERR_FULL);
        partials_clear(&partials);
        buf_clear(&out);
}

static void refuses_repetition_without_end(void **state)
{
        (void)state;
        struct buf nested = BUF_INIT(OUTPUT_MAX);
        for (size_t i = 0; i < 12; i++)
                buf_add_text(&nested, "{{#list}}");
        for (size_t i = 0; i < 12; i++)
                buf_add_text(&nested, "{{/list}}");
        CLEANUP(template_freep) struct template *t = parse(buf_text(&nested));
        json_t *data = json_pack("{s:[i,i,i,i,i,i,i,i]}", "list", 1, 2, 3, 4, 5, 6, 7, 8);
        struct buf out = BUF_INIT(OUTPUT_MAX);
        assert_int_equal(template_render(t, data, NULL, NULL, &out).code, ERR_FULL);
        buf_clear(&out);
        buf_clear(&nested);
        json_decref(data);
}

static void stops_when_the_output_is_full(void **state)
{
        (void)state;
        CLEANUP(template_freep) struct template *t = parse("{{#list}}0123456789{{/list}}");
        json_t *data = json_pack("{s:[i,i,i]}", "list", 1, 2, 3);
        struct buf out = BUF_INIT(25);
        assert_int_equal(template_render(t, data, NULL, NULL, &out).code, ERR_FULL);
        assert_int_equal(out.len, 20);
        buf_clear(&out);
        json_decref(data);
}

static void names_the_line_of_each_mistake(void **state)
{
        (void)state;
        static const struct {
                const char *text, *what;
                unsigned line;
        } cases[] = {
                {"a\n{{#b}}\n{{#c}}\n{{/c}}\n", "section is not closed: \"b\"", 2},
                {"a\n\n{{b", "tag is not closed", 3},
                {"{{{b}}", "tag is not closed", 1},
                {"\n{{/b}}", "nothing is open that this tag could close: \"b\"", 2},
                {"{{#a}}\n{{#b}}\n{{/a}}", "tag closes another section than the open one: \"b\"", 3},
                {"{{!\n\n}}{{ }}", "tag has no name", 3},
                {"{{a b}}", "a name must not have white space in it", 1},
                {"{{=<%=}}", "a tag that sets delimiters must name two, without =", 1},
                {"{{=<% % %>=}}", "a tag that sets delimiters must name two, without =", 1},
                {"{{> *name }}", "a partial cannot be chosen by the data", 1},
        };
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
                struct template *t = NULL;
                struct template_fault fault = {0};
                assert_int_equal(template_parse(slice_of(cases[i].text), &t, &fault).code, ERR_INVALID);
                CLEANUP(buf_clear) struct buf what = BUF_INIT(OUTPUT_MAX);
                template_fault_write(&fault, &what);
                assert_string_equal(buf_text(&what), cases[i].what);
                assert_int_equal(fault.line, cases[i].line);
                assert_null(t);
        }
}

static void refuses_sections_nested_too_deeply(void **state)
{
        (void)state;
        struct buf text = BUF_INIT(OUTPUT_MAX);
        for (int i = 0; i < 100; i++)
                buf_add_text(&text, "{{#a}}");
        struct template *t = NULL;
        struct template_fault fault = {0};
        assert_int_equal(template_parse(buf_slice(&text), &t, &fault).code, ERR_INVALID);
        assert_string_equal(fault.what, "sections nest too deeply");
        buf_clear(&text);
}

static void lists_the_partials_that_a_template_asks_for(void **state)
{
        (void)state;
        CLEANUP(template_freep) struct template *t = parse("{{>a}}{{b}}{{#c}}{{<d}}{{$e}}{{>f}}{{/e}}{{/d}}{{/c}}");
        assert_true(slice_eq(template_partial(t, 0), SLICE("a")));
        assert_true(slice_eq(template_partial(t, 1), SLICE("d")));
        assert_true(slice_eq(template_partial(t, 2), SLICE("f")));
        assert_int_equal(template_partial(t, 3).len, 0);
}

static void knows_on_which_line_a_partial_is_asked_for(void **state)
{
        (void)state;
        CLEANUP(template_freep) struct template *t = parse("{{>a}}\n\n{{b}} {{>c}}\n{{<d}}{{/d}}");
        assert_int_equal(template_line(t, template_partial(t, 0)), 1);
        assert_int_equal(template_line(t, template_partial(t, 1)), 3);
        assert_int_equal(template_line(t, template_partial(t, 2)), 4);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(passes_the_136_core_cases_of_the_specification),
                cmocka_unit_test(passes_the_27_inheritance_cases_of_the_specification),
                cmocka_unit_test(escapes_all_five_characters_that_html_needs),
                cmocka_unit_test(keeps_nul_bytes_and_utf8_of_the_data),
                cmocka_unit_test(writes_numbers_with_the_fewest_digits),
                cmocka_unit_test(treats_zero_and_empty_text_as_false),
                cmocka_unit_test(does_not_make_true_the_context_of_a_section),
                cmocka_unit_test(does_not_look_outside_for_what_a_null_hides),
                cmocka_unit_test(keeps_line_ends_of_lines_with_two_sections),
                cmocka_unit_test(indents_every_line_of_a_partial_but_not_of_its_values),
                cmocka_unit_test(gives_a_block_alone_on_its_line_one_line_end),
                cmocka_unit_test(does_not_let_an_argument_expand_itself),
                cmocka_unit_test(renders_nothing_for_a_missing_partial),
                cmocka_unit_test(refuses_endless_recursion),
                cmocka_unit_test(refuses_repetition_without_end),
                cmocka_unit_test(stops_when_the_output_is_full),
                cmocka_unit_test(names_the_line_of_each_mistake),
                cmocka_unit_test(refuses_sections_nested_too_deeply),
                cmocka_unit_test(lists_the_partials_that_a_template_asks_for),
                cmocka_unit_test(knows_on_which_line_a_partial_is_asked_for),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
