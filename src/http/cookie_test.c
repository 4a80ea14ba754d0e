#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/request.h"

static void assert_cookie(const char *cookie, const char *name, const char *expected)
{
        struct slice value = http_cookie(slice_of(cookie), slice_of(name));
        if (!slice_eq(value, slice_of(expected))) fail_msg("%s in \"%s\": %.*s", name, cookie, SLICE_ARGS(value));
}

static void finds_a_cookie_among_others(void **state)
{
        (void)state;
        assert_cookie("a=1; b=2; c=3", "a", "1");
        assert_cookie("a=1; b=2; c=3", "b", "2");
        assert_cookie("a=1; b=2; c=3", "c", "3");
        assert_cookie("a=1;b=2;", "b", "2");
        assert_cookie("b=a=b==", "b", "a=b==");
        assert_cookie("__Host-s=x", "__Host-s", "x");
        assert_cookie("junk; b=2", "b", "2");
}

static void finds_nothing_where_nothing_is(void **state)
{
        (void)state;
        assert_cookie("", "a", "");
        assert_cookie("aa=1; b=a=1", "a", "");
        assert_cookie("A=1", "a", "");
        assert_cookie("a", "a", "");
        assert_cookie("a=", "a", "");
}

static void takes_no_cookie_that_is_there_twice(void **state)
{
        (void)state;
        assert_cookie("a=1; b=2; a=3", "a", "");
        assert_cookie("a=1; a=1", "a", "");
        assert_cookie("a=1; b=2; a=3", "b", "2");
        assert_cookie("a=1; a", "a", "");
}

static void takes_no_value_that_a_cookie_may_not_have(void **state)
{
        (void)state;
        assert_cookie("a=\"1\"", "a", "");
        assert_cookie("a=1 2", "a", "");
        assert_cookie("a=1,2", "a", "");
        assert_cookie("a=1\\2", "a", "");
        assert_cookie("a=\xd1\x96", "a", "");
        assert_cookie("a=1\t2", "a", "");
}

static void reads_several_fields_as_one_and_nothing_between_them(void **state)
{
        (void)state;
        const char *text = "GET / HTTP/1.1\r\nHost: a\r\nX: n=0; o=0\r\nCookie: a=1; b=2\r\nX: y; c=9\r\n"
                           "cookie:d=4\r\nCookies: e=5\r\nCOOKIE:  f=6 \r\nX: g=7\r\n\r\n";
        struct http_request request;
        size_t len;
        unsigned status;
        assert_int_equal(http_parse(slice_of(text), &request, &len, &status), HTTP_PARSED);
        static const char *const expected[][2] = {{"a", "1"}, {"b", "2"}, {"d", "4"}, {"f", "6"}, {"c", ""},
                                                  {"e", ""},  {"g", ""},  {"n", ""},  {"o", ""}};
        for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
                struct slice value = http_cookie(request.cookie, slice_of(expected[i][0]));
                assert_true(slice_eq(value, slice_of(expected[i][1])));
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(finds_a_cookie_among_others),
                cmocka_unit_test(finds_nothing_where_nothing_is),
                cmocka_unit_test(takes_no_cookie_that_is_there_twice),
                cmocka_unit_test(takes_no_value_that_a_cookie_may_not_have),
                cmocka_unit_test(reads_several_fields_as_one_and_nothing_between_them),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
