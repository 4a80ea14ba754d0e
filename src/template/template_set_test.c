#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "template/template_set.h"

struct scene {
        struct template_set *set;
        struct buf why, out;
};

static int begin(void **state)
{
        static struct scene scene;
        scene = (struct scene){.why = BUF_INIT(1000), .out = BUF_INIT(1000)};
        assert_int_equal(template_set_new(&scene.set).code, OK);
        *state = &scene;
        return 0;
}

static int end(void **state)
{
        struct scene *s = *state;
        template_set_free(s->set);
        buf_clear(&s->why);
        buf_clear(&s->out);
        return 0;
}

static void add(struct scene *s, const char *name, const char *text)
{
        assert_int_equal(template_set_add(s->set, slice_of(name), slice_of(text), &s->why).code, OK);
}

static void assert_renders(struct scene *s, const char *name, const char *text)
{
        json_t *data = json_pack("{s:s}", "word", "news");
        buf_truncate(&s->out);
        assert_int_equal(template_set_render(s->set, slice_of(name), data, &s->out).code, OK);
        assert_string_equal(buf_text(&s->out), text);
        json_decref(data);
}

static void templates_find_each_other_whatever_the_order(void **state)
{
        struct scene *s = *state;
        add(s, "page", "{{<layout}}{{$main}}{{word}}, {{>line}}{{/main}}{{/layout}}");
        add(s, "line", "line");
        add(s, "layout", "<{{$main}}{{/main}}>");
        assert_int_equal(template_set_check(s->set, &s->why).code, OK);
        assert_renders(s, "page", "<news, line>");
        assert_true(template_set_has(s->set, SLICE("layout")));
        assert_false(template_set_has(s->set, SLICE("lay")));
}

static void of_two_with_one_name_the_first_stays(void **state)
{
        struct scene *s = *state;
        add(s, "line", "first");
        add(s, "line", "second");
        assert_renders(s, "line", "first");
}

static void a_fault_is_told_with_file_and_line(void **state)
{
        struct scene *s = *state;
        struct err err = template_set_add(s->set, SLICE("list"), SLICE("a\n{{#rows}}\n"), &s->why);
        assert_int_equal(err.code, ERR_INVALID);
        assert_string_equal(buf_text(&s->why), "list.mustache:2: section is not closed: \"rows\"");
}

static void a_partial_that_is_not_there_is_told_with_its_line(void **state)
{
        struct scene *s = *state;
        add(s, "list", "a\n{{>misspelt}}\n");
        assert_int_equal(template_set_check(s->set, &s->why).code, ERR_INVALID);
        assert_string_equal(buf_text(&s->why), "list.mustache:2: there is no template \"misspelt\"");
}

static void a_circle_is_told_with_its_line(void **state)
{
        struct scene *s = *state;
        add(s, "page", "{{>foot}}");
        add(s, "foot", "once\n{{>line}}\n{{>line}}");
        add(s, "line", "one");
        assert_int_equal(template_set_check(s->set, &s->why).code, OK);
        add(s, "a", "{{>b}}");
        add(s, "b", "\n{{<c}}{{/c}}");
        add(s, "c", "{{>a}}");
        assert_int_equal(template_set_check(s->set, &s->why).code, ERR_INVALID);
        assert_string_equal(buf_text(&s->why), "c.mustache:1: \"a\" brings itself in, so it would never end");
}

static void what_brings_itself_in_is_refused(void **state)
{
        struct scene *s = *state;
        add(s, "foot", "\n{{>foot}}");
        assert_int_equal(template_set_check(s->set, &s->why).code, ERR_INVALID);
        assert_string_equal(buf_text(&s->why), "foot.mustache:2: \"foot\" brings itself in, so it would never end");
}

static void what_is_not_there_is_not_found(void **state)
{
        struct scene *s = *state;
        json_t *data = json_object();
        assert_int_equal(template_set_render(s->set, SLICE("list"), data, &s->out).code, ERR_NOT_FOUND);
        json_decref(data);
}

static void the_desks_own_templates_are_whole(void **state)
{
        struct scene *s = *state;
        struct template_set *desk = NULL;
        assert_int_equal(template_set_load_builtin("desk-web/templates/", &desk, &s->why).code, OK);
        assert_true(template_set_has(desk, SLICE("layout")));
        template_set_free(desk);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(templates_find_each_other_whatever_the_order, begin, end),
                cmocka_unit_test_setup_teardown(of_two_with_one_name_the_first_stays, begin, end),
                cmocka_unit_test_setup_teardown(a_fault_is_told_with_file_and_line, begin, end),
                cmocka_unit_test_setup_teardown(a_partial_that_is_not_there_is_told_with_its_line, begin, end),
                cmocka_unit_test_setup_teardown(a_circle_is_told_with_its_line, begin, end),
                cmocka_unit_test_setup_teardown(what_brings_itself_in_is_refused, begin, end),
                cmocka_unit_test_setup_teardown(what_is_not_there_is_not_found, begin, end),
                cmocka_unit_test_setup_teardown(the_desks_own_templates_are_whole, begin, end),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
