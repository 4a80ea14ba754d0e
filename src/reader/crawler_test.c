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
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                "Mobile/15E148 Instagram 390.0.0.28.85 (iPhone14,5; iOS 18_6; uk_UA; uk; scale=3.00; 1170x2532)",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                "GSA/380.0.788317806 Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (Linux; Android 15; SM-S928B Build/AP3A; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
                "Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/530.0.0.48.74;]",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) "
                "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 "
                "YaBrowser/25.8.0 Yowser/2.5 Safari/537.36",
                "Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-A546B) AppleWebKit/537.36 (KHTML, like Gecko) "
                "SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
                "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko",
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
                "Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)",
                "Mozilla/5.0 (Linux; Android 6.0.1) Chrome/140.0.0.0 Mobile Safari/537.36 (compatible; GoogleOther)",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 GoogleOther",
                "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0.0.0 Safari/537.36",
                "Mozilla/5.0 (Linux; Android 7.0; SM-G930V) Chrome/59.0.3071.125 Google-Read-Aloud",
                "Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/534+ (KHTML, like Gecko) BingPreview/1.0b",
                "Mozilla/5.0 facebookexternalhit/1.1",
                "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
                "Mozilla/5.0 meta-externalagent/1.1",
                "Mozilla/5.0 python-requests/2.32",
                "Mozilla/5.0 Go-http-client/2.0",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/109.0.0.0 Safari/537.36 Chrome-Lighthouse",
                "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36 PTST/250901",
                "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0.0.0 Safari/537.36 DatadogSynthetics",
                "Mozilla/5.0 (X11) curl/8",
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
