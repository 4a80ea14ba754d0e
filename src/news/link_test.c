#include "news/link.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void takes_links_of_three_schemes(void **state)
{
        (void)state;
        static const char *const good[] = {
                "http://example.org",
                "https://example.org/a/b?c=d&e=f#part",
                "HTTPS://example.org:8080/",
                "https://приклад.укр/новини",
                "https://example.org/%D0%B0",
                "mailto:desk@example.org",
                "https://example.org/@name/post",
        };
        for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
                assert_true(link_is_allowed(slice_of(good[i])));
}

static void refuses_other_schemes_and_what_is_no_url(void **state)
{
        (void)state;
        static const char *const bad[] = {
                "",
                "javascript:alert(1)",
                "java\nscript:alert(1)",
                "data:text/html,x",
                "ftp://example.org/",
                "//example.org/",
                "/relative/",
                "https:example.org",
                "https://",
                "https:///path",
                "https://?q",
                "https://.org",
                "https://name:password@example.org/",
                "https://example.org@elsewhere.example/",
                "https://example.org:99999/",
                "https://example.org/a b",
                "https://example.org/<b>",
                "https://example.org/\"onclick=",
                "https://example.org/%zz",
                "https://example.org/%4",
                "https://example.org/#a#b",
                "https://[::1]/",
                "https://example.org/\x01",
                "https://example.org/\xff",
                "mailto:",
                " https://example.org/",
        };
        for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
                assert_false(link_is_allowed(slice_of(bad[i])));
}

static void takes_paths_of_this_site_and_nothing_that_leads_elsewhere(void **state)
{
        (void)state;
        static const char *const good[] = {"/", "/en/about/", "/news/?a=b#part", "/%D0%B0/", "/новини/", "/a:b", "/#x"};
        static const char *const bad[] = {"",      "about/", "./about/",   "//example.org/", "/\\example.org/",
                                          "\\/x",  "#part",  "?q",         "/a b",           "/<b>",
                                          "/\"x",  "/%zz",   "/a#b#c",     "/\n/x",          "/\t/example.org",
                                          "/\x01", " /x",    "https://a/", "javascript:/x"};
        for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
                assert_true(link_is_path(slice_of(good[i])));
        for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
                assert_false(link_is_path(slice_of(bad[i])));
}

static void refuses_endless_links(void **state)
{
        (void)state;
        char url[LINK_MAX_BYTES + 1] = "https://example.org/";
        memset(url + strlen(url), 'a', sizeof url - strlen(url));
        assert_false(link_is_allowed((struct slice){url, LINK_MAX_BYTES + 1}));
        assert_true(link_is_allowed((struct slice){url, LINK_MAX_BYTES}));
}

static void finds_addresses_in_what_was_typed(void **state)
{
        (void)state;
        static const struct {
                const char *text, *address;
        } cases[] = {
                {"", ""},
                {"no address", ""},
                {"https://a.example", "https://a.example"},
                {"see https://a.example/b, and", "https://a.example/b"},
                {"see https://a.example/b?c=d#e.", "https://a.example/b?c=d#e"},
                {"«https://a.example/»…", "https://a.example/"},
                {"(https://a.example/x_(y)).", "https://a.example/x_(y)"},
                {"(https://a.example/b)", "https://a.example/b"},
                {"http and https and http://b.example/новини!", "http://b.example/новини"},
                {"xhttps://a.example/ https://b.example/", "https://b.example/"},
                {"https:// https://?x", ""},
                {"https://user:word@a.example/", ""},
                {"javascript:alert(1) ftp://a.example/ mailto:a@b.example", ""},
                {"https://a.example/<b>", "https://a.example/"},
                {"Https://a.example/b", "Https://a.example/b"},
                {"https://a.example/—so", "https://a.example/"},
                {"«https://a.example/»ish", "https://a.example/"},
                {"https://a.example/x’y’", "https://a.example/x’y"},
                {"https://a.example/\u2003b", "https://a.example/"},
                {"://https://a.example/ ://", "https://a.example/"},
                {"http://http://http://a.example/", "http://a.example/"},
                {"https://a.example/%zz https://b.example/%20", "https://b.example/%20"},
        };
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
                assert_true(slice_eq(link_find(slice_of(cases[i].text)), slice_of(cases[i].address)));
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(takes_links_of_three_schemes),
                cmocka_unit_test(refuses_other_schemes_and_what_is_no_url),
                cmocka_unit_test(takes_paths_of_this_site_and_nothing_that_leads_elsewhere),
                cmocka_unit_test(refuses_endless_links),
                cmocka_unit_test(finds_addresses_in_what_was_typed),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
