#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "desk/route.h"

static const struct route *find(enum http_method method, const char *path, struct slice *ret_allow)
{
        struct slice steps[ROUTE_STEPS_MAX];
        return route_find(method, slice_of(path), steps, ret_allow);
}

static void finds_every_row_by_its_own_method_and_path(void **state)
{
        (void)state;
        size_t count;
        const struct route *rows = route_table(&count);
        for (size_t i = 0; i < count; i++) {
                char path[ROUTE_PATH_MAX_BYTES];
                size_t len = 0;
                /* A number stands for any step in braces, one of 64 digits for a picture's asset. */
                for (const char *at = rows[i].path; *at; at++) {
                        size_t digits = strncmp(at, "{asset}", strlen("{asset}")) == 0 ? 64 : 1;
                        memset(path + len, *at == '{' ? '7' : *at, digits);
                        len += digits;
                        if (*at == '{') at = strchr(at, '}');
                }
                path[len] = '\0';
                struct slice allow;
                const struct route *found = find(rows[i].method, path, &allow);
                assert_ptr_equal(found, &rows[i]);
                if (rows[i].method == HTTP_GET) assert_ptr_equal(find(HTTP_HEAD, path, &allow), found);
        }
}

static void gives_what_stood_for_braces(void **state)
{
        (void)state;
        struct slice steps[ROUTE_STEPS_MAX], allow;
        assert_non_null(route_find(HTTP_GET, SLICE("/articles/120"), steps, &allow));
        assert_true(slice_eq(steps[0], SLICE("120")));
        assert_non_null(route_find(HTTP_POST, SLICE("/welcome/a.b-c/passkey"), steps, &allow));
        assert_true(slice_eq(steps[0], SLICE("a.b-c")));
}

static void another_spelling_is_another_path(void **state)
{
        (void)state;
        static const char *const spellings[] = {
                "",
                "*",
                "articles/1",
                "//articles/1",
                "/articles/1/",
                "/articles//1",
                "/./articles/1",
                "/articles/./1",
                "/x/../articles/1",
                "/articles/1/.",
                "/articles/1/..",
                "/articles%2f1",
                "/articles/%31",
                "/%61rticles/1",
                "/Articles/1",
                "/ARTICLES/1",
                "/articles/1;x",
                "/articles;x/1",
                "/articles/1.css",
                "/articles/1%00",
                "/articles/0",
                "/articles/01",
                "/articles/+1",
                "/articles/-1",
                "/articles/1e0",
                "/articles/ 1",
                "/articles/9223372036854775808",
                "/articles/99999999999999999999999",
                "/articles/",
                "/welcome/",
                "/welcome//passkey",
                "//",
                "/.",
                "/..",
                "\\",
        };
        for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++)
                for (enum http_method method = HTTP_GET; method <= HTTP_DELETE; method++) {
                        struct slice allow;
                        assert_null(find(method, spellings[i], &allow));
                        assert_int_equal(allow.len, 0);
                }
        struct slice allow;
        assert_non_null(find(HTTP_GET, "/articles/9223372036854775807", &allow));
}

static void a_path_with_a_nul_is_not_there(void **state)
{
        (void)state;
        struct slice steps[ROUTE_STEPS_MAX], allow;
        assert_null(route_find(HTTP_GET, SLICE("/articles/1\0"), steps, &allow));
        assert_null(route_find(HTTP_GET, SLICE("/\0"), steps, &allow));
}

static void a_path_that_is_too_long_is_not_there(void **state)
{
        (void)state;
        char path[ROUTE_PATH_MAX_BYTES + 2] = "/welcome/";
        struct slice steps[ROUTE_STEPS_MAX], allow;
        memset(path + strlen("/welcome/"), 'a', sizeof path - strlen("/welcome/"));
        assert_non_null(route_find(HTTP_GET, (struct slice){path, ROUTE_PATH_MAX_BYTES}, steps, &allow));
        assert_null(route_find(HTTP_GET, (struct slice){path, ROUTE_PATH_MAX_BYTES + 1}, steps, &allow));
}

static void says_which_methods_a_path_takes(void **state)
{
        (void)state;
        struct slice allow;
        assert_null(find(HTTP_DELETE, "/sign-in", &allow));
        assert_true(slice_eq(allow, SLICE("GET, HEAD, POST")));
        assert_null(find(HTTP_GET, "/sign-out", &allow));
        assert_true(slice_eq(allow, SLICE("POST")));
        assert_null(find(HTTP_POST, "/articles/1/text", &allow));
        assert_true(slice_eq(allow, SLICE("PUT")));
        assert_null(find(HTTP_HEAD, "/sign-out", &allow));
        assert_true(slice_eq(allow, SLICE("POST")));
}

/* Who may must be said for every row, and a look changes nothing. */
static void every_row_is_well_formed(void **state)
{
        (void)state;
        size_t count;
        const struct route *rows = route_table(&count);
        for (size_t i = 0; i < count; i++) {
                assert_true(rows[i].path[0] == '/');
                assert_non_null(rows[i].handle);
                assert_true(rows[i].patience_ms > 0);
                if (rows[i].method == HTTP_GET) assert_int_equal(rows[i].body_max_bytes, 0);
                for (size_t j = 0; j < i; j++)
                        assert_false(rows[i].method == rows[j].method && strcmp(rows[i].path, rows[j].path) == 0);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(finds_every_row_by_its_own_method_and_path),
                cmocka_unit_test(gives_what_stood_for_braces),
                cmocka_unit_test(another_spelling_is_another_path),
                cmocka_unit_test(a_path_with_a_nul_is_not_there),
                cmocka_unit_test(a_path_that_is_too_long_is_not_there),
                cmocka_unit_test(says_which_methods_a_path_takes),
                cmocka_unit_test(every_row_is_well_formed),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
