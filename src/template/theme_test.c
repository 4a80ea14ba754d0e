#include "template/theme.h"

#include "base/builtin.h"
#include "template/template_set.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

enum { NAMES_MAX = 8 };

/* A theme folder that lives for one test. */
struct folder {
        char path[64];
        char *files[NAMES_MAX]; /* owned paths */
        size_t count;
};

static struct folder *folder_make(void)
{
        struct folder *f = calloc(1, sizeof *f);
        assert_non_null(f);
        memcpy(f->path, "/tmp/stoppress-theme-XXXXXX", sizeof "/tmp/stoppress-theme-XXXXXX");
        assert_non_null(mkdtemp(f->path));
        return f;
}

static void folder_write(struct folder *f, const char *name, const char *text)
{
        assert_true(f->count < NAMES_MAX);
        assert_true(asprintf(&f->files[f->count], "%s/%s", f->path, name) > 0);
        FILE *file = fopen(f->files[f->count++], "w");
        assert_non_null(file);
        fputs(text, file);
        assert_int_equal(fclose(file), 0);
}

static void folder_remove(struct folder *f)
{
        for (size_t i = 0; i < f->count; i++) {
                unlink(f->files[i]);
                free(f->files[i]);
        }
        assert_int_equal(rmdir(f->path), 0);
        free(f);
}

static struct theme *load(const struct folder *f)
{
        struct theme *t = NULL;
        struct buf why = BUF_INIT(1024);
        struct err err = theme_load_folder(f->path, &t, &why);
        if (err.code) fail_msg("%s", buf_text(&why));
        buf_clear(&why);
        return t;
}

static void assert_refused(const struct folder *f, const char *expected)
{
        struct theme *t = NULL;
        struct buf why = BUF_INIT(1024);
        assert_int_equal(theme_load_folder(f->path, &t, &why).code, ERR_INVALID);
        assert_string_equal(buf_text(&why), expected);
        assert_null(t);
        buf_clear(&why);
}

static void assert_theme_renders(const struct theme *t, const char *name, const char *expected)
{
        json_t *data = json_pack("{s:s}", "x", "<1>");
        struct buf out = BUF_INIT(1 << 16);
        assert_int_equal(theme_render(t, slice_of(name), data, &out).code, OK);
        assert_string_equal(buf_text(&out), expected);
        buf_clear(&out);
        json_decref(data);
}

static void renders_a_folder_with_its_partials_and_parents(void **state)
{
        (void)state;
        struct folder *f = folder_make();
        folder_write(f, "test_page.mustache", "{{<test_frame}}{{$main}}{{>test_item}}{{/main}}{{/test_frame}}");
        folder_write(f, "test_frame.mustache", "<main>{{$main}}{{/main}}</main>");
        folder_write(f, "test_item.mustache", "<li>{{x}}");
        CLEANUP(theme_freep) struct theme *t = load(f);
        assert_theme_renders(t, "test_page", "<main><li>&lt;1&gt;</main>");
        struct buf out = BUF_INIT(64);
        assert_int_equal(theme_render(t, SLICE("test_pag"), NULL, &out).code, ERR_NOT_FOUND);
        folder_remove(f);
}

static void shrinks_the_style_sheet_of_the_folder(void **state)
{
        (void)state;
        struct folder *f = folder_make();
        folder_write(f, "style.css", "/* paper */\na {\n  color: red;\n}\n");
        CLEANUP(theme_freep) struct theme *t = load(f);
        assert_true(slice_eq(theme_style(t, THEME_STYLE), SLICE("a{color:red}")));
        assert_int_equal(theme_style(t, THEME_PAGES_STYLE).len, 0); /* nothing of the program's own joins it */
        folder_remove(f);
}

static void has_a_style_sheet_for_pages_that_are_no_articles(void **state)
{
        (void)state;
        struct folder *f = folder_make();
        folder_write(f, "style.css", "a { color: red }");
        folder_write(f, "pages.css", "/* none */\nb { color: blue }\n");
        CLEANUP(theme_freep) struct theme *t = load(f);
        assert_true(slice_eq(theme_style(t, THEME_PAGES_STYLE), SLICE("b{color:blue}")));
        folder_write(f, "pages.css", "\n");
        CLEANUP(theme_freep) struct theme *without = load(f);
        assert_int_equal(theme_style(without, THEME_PAGES_STYLE).len, 0);
        assert_false(theme_is_same(t, without));
        folder_write(f, "pages.css", "b {\n");
        assert_refused(f, "pages.css:1: bracket is not closed");
        folder_remove(f);
}

static void is_another_with_another_icon_and_pages_are_the_same(void **state)
{
        (void)state;
        struct folder *f = folder_make();
        uint8_t own_print[THEME_FINGERPRINT_BYTES], print[THEME_FINGERPRINT_BYTES];
        CLEANUP(theme_freep) struct theme *own = load(f);
        folder_write(f, "favicon.ico", "mine");
        CLEANUP(theme_freep) struct theme *t = load(f);
        assert_false(theme_is_same(t, own));
        theme_fingerprint(own, own_print);
        theme_fingerprint(t, print);
        assert_memory_equal(print, own_print, sizeof print);
        folder_remove(f);
}

static void refuses_a_style_sheet_that_is_not_utf8(void **state)
{
        (void)state;
        struct folder *f = folder_make();
        folder_write(f, "style.css", "a { }\nb::after { content: \"\xff\" }\n");
        assert_refused(f, "style.css:2: not UTF-8: save the file in that encoding");
        folder_remove(f);
}

static void ignores_hidden_and_foreign_files(void **state)
{
        (void)state;
        struct folder *f = folder_make();
        folder_write(f, ".#x.mustache", "{{#broken");
        folder_write(f, "notes.txt", "{{#broken");
        CLEANUP(theme_freep) struct theme *t = load(f);
        assert_non_null(t);
        folder_remove(f);
}

static void names_file_and_line_of_a_mistake(void **state)
{
        (void)state;
        struct folder *f = folder_make();
        folder_write(f, "article_main.mustache", "a\n{{#b}}\n");
        assert_refused(f, "article_main.mustache:2: section is not closed: \"b\"");
        folder_remove(f);
}

static void refuses_a_broken_style_sheet(void **state)
{
        (void)state;
        struct folder *f = folder_make();
        folder_write(f, "style.css", "a { color: red }\nb {\n  color: blue\n");
        assert_refused(f, "style.css:2: bracket is not closed");
        folder_remove(f);
}

static void refuses_an_empty_style_sheet(void **state)
{
        (void)state;
        struct folder *f = folder_make();
        folder_write(f, "style.css", "\n/* nothing */\n");
        assert_refused(f, "style.css:1: there is no rule in it");
        folder_remove(f);
}

static bool knows_x_and_y(struct slice name)
{
        return slice_eq(name, SLICE("x")) || slice_eq(name, SLICE("x.y"));
}

static void names_file_and_line_of_a_name_that_nobody_knows(void **state)
{
        (void)state;
        CLEANUP(template_set_freep) struct template_set *s = NULL;
        struct buf why = BUF_INIT(1024);
        assert_int_equal(template_set_new(&s).code, OK);
        assert_int_equal(template_set_add(s, SLICE("a"), SLICE("{{#x}}{{$z}}{{x.y}}{{/z}}{{/x}}{{>z}}"), &why).code,
                         OK);
        assert_int_equal(template_set_check_names(s, knows_x_and_y, &why).code, OK);
        assert_int_equal(template_set_add(s, SLICE("b"), SLICE("{{x}}\n{{^x}}\n{{{x.z}}}{{/x}}"), &why).code, OK);
        assert_int_equal(template_set_check_names(s, knows_x_and_y, &why).code, ERR_INVALID);
        assert_string_equal(buf_text(&why), "b.mustache:3: nothing is called \"x.z\"");
        buf_clear(&why);
}

static void refuses_a_partial_that_is_not_there(void **state)
{
        (void)state;
        struct folder *f = folder_make();
        folder_write(f, "test_page.mustache", "<p>\n{{>listing_open}}\n<a>{{>misspelt}}</a>\n");
        assert_refused(f, "test_page.mustache:3: there is no template \"misspelt\"");
        folder_remove(f);
}

static void refuses_a_file_of_more_than_a_megabyte(void **state)
{
        (void)state;
        struct folder *f = folder_make();
        struct buf big = BUF_INIT(2 << 20);
        while (big.len <= 1 << 20)
                buf_add_text(&big, "0123456789abcdef");
        folder_write(f, "big.mustache", buf_text(&big));
        struct buf why = BUF_INIT(1024);
        struct theme *t = NULL;
        assert_int_equal(theme_load_folder(f->path, &t, &why).code, ERR_INVALID);
        assert_true(slice_ends_with(buf_slice(&why), SLICE("/big.mustache: larger than 1 MB")));
        buf_clear(&why);
        buf_clear(&big);
        folder_remove(f);
}

static void says_which_folder_cannot_be_read(void **state)
{
        (void)state;
        struct buf why = BUF_INIT(1024);
        struct theme *t = NULL;
        assert_int_equal(theme_load_folder("/nowhere/theme", &t, &why).code, ERR_IO);
        assert_string_equal(buf_text(&why), "/nowhere/theme: No such file or directory");
        buf_clear(&why);
}

static void loads_the_theme_in_the_binary(void **state)
{
        (void)state;
        struct theme *t = NULL;
        struct buf why = BUF_INIT(1024);
        struct err err = theme_load_builtin(&t, &why);
        if (err.code) fail_msg("%s", buf_text(&why));
        bool has_style = builtin_find(SLICE("themes/default/style.css")).at != NULL;
        assert_int_equal(theme_style(t, THEME_STYLE).len > 0, has_style);
        theme_free(t);
        buf_clear(&why);
}

static void takes_from_the_binary_what_the_folder_does_not_have(void **state)
{
        (void)state;
        struct folder *f = folder_make();
        folder_write(f, "test_page.mustache", "x");
        CLEANUP(theme_freep) struct theme *t = load(f);
        struct theme *builtin = NULL;
        struct buf why = BUF_INIT(1024);
        assert_int_equal(theme_load_builtin(&builtin, &why).code, OK);
        assert_true(slice_eq(theme_style(t, THEME_STYLE), theme_style(builtin, THEME_STYLE)));
        theme_free(builtin);
        folder_remove(f);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(renders_a_folder_with_its_partials_and_parents),
                cmocka_unit_test(shrinks_the_style_sheet_of_the_folder),
                cmocka_unit_test(ignores_hidden_and_foreign_files),
                cmocka_unit_test(names_file_and_line_of_a_mistake),
                cmocka_unit_test(has_a_style_sheet_for_pages_that_are_no_articles),
                cmocka_unit_test(is_another_with_another_icon_and_pages_are_the_same),
                cmocka_unit_test(refuses_a_style_sheet_that_is_not_utf8),
                cmocka_unit_test(refuses_a_broken_style_sheet),
                cmocka_unit_test(refuses_an_empty_style_sheet),
                cmocka_unit_test(names_file_and_line_of_a_name_that_nobody_knows),
                cmocka_unit_test(refuses_a_partial_that_is_not_there),
                cmocka_unit_test(refuses_a_file_of_more_than_a_megabyte),
                cmocka_unit_test(says_which_folder_cannot_be_read),
                cmocka_unit_test(loads_the_theme_in_the_binary),
                cmocka_unit_test(takes_from_the_binary_what_the_folder_does_not_have),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
