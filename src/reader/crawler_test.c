#include "reader/reader_inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void browsers_are_no_crawlers(void **state)
{
        static const char *const browsers[] = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 "
                "Safari/537.36",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                "Version/18.6 Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
                "Mozilla/5.0 (Linux; Android 15; Build/AP3A) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 "
                "Mobile "
                "Safari/537.36",
        };
        (void)state;
        for (size_t i = 0; i < sizeof browsers / sizeof browsers[0]; i++)
                assert_false(is_crawler(slice_of(browsers[i])));
}

static void what_says_that_it_is_none_is_one(void **state)
{
        static const char *const crawlers[] = {
                "",
                "curl/8.5.0",
                "Mozilla/5.0 (compatible; Examplebot/2.1; +http://www.example.com/bot.html)",
                "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Finder/1.0; +https://finder.example)",
                "Mozilla/5.0 (compatible; ExampleBot)",
                "Mozilla/5.0 (compatible; crawler)",
                "Mozilla/5.0 Spider",
                "Mozilla/bot",
        };
        (void)state;
        for (size_t i = 0; i < sizeof crawlers / sizeof crawlers[0]; i++)
                assert_true(is_crawler(slice_of(crawlers[i])));
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(browsers_are_no_crawlers),
                cmocka_unit_test(what_says_that_it_is_none_is_one),
        };
        return cmocka_run_group_tests_name("crawler", tests, NULL, NULL);
}
