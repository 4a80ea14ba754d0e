/* Pages and files that come of the settings: there, changed, gone; the archive is always as a rebuilt one. */
#include "publish/newsroom_test.h"

#define TEXT "{\"type\":\"text\",\"text\":\"%s\"}"
#define BODY                                                                                                           \
        "{\"type\":\"doc\",\"content\":["                                                                              \
        "{\"type\":\"paragraph\",\"attrs\":{\"id\":\"a\"},\"content\":[" TEXT "]}]}"

static const char *pages(struct setting *s, const char *format, const char *word)
{
        buf_truncate(&s->why);
        buf_add_format(&s->why, format, word, word);
        struct slice copy = arena_copy(&s->arena, buf_slice(&s->why));
        buf_truncate(&s->why);
        return copy.at;
}

#define ABOUT                                                                                                          \
        "{\"pages\":{\"about\":{\"uk\":{\"title\":\"Про нас\",\"body\":" BODY                                          \
        "},\"en\":{\"title\":\"About us\",\"body\":" BODY "}}}}"
#define ABOUT_IN_ONE "{\"pages\":{\"about\":{\"uk\":{\"title\":\"Про нас\",\"body\":" BODY "}}}}"

static void a_page_is_at_its_address_and_leads_to_its_siblings(void **state)
{
        struct setting *s = *state;
        put_settings(s, pages(s, ABOUT, "words"));
        const char *page = read_page(s, "/eng/about/");
        assert_true(says(page, "<h1>About us</h1>"));
        assert_true(says(page, "<p>words</p>"));
        assert_true(says(page, "href=\"/about/\" hreflang=\"uk\""));
        assert_true(says(page, "<link rel=\"alternate\" hreflang=\"uk\" href=\"https://example.org/about/\">"));
        expect_same_as_rebuilt(s);
}

static void a_page_that_is_taken_away_is_gone_and_may_come_back(void **state)
{
        struct setting *s = *state;
        put_settings(s, pages(s, ABOUT, "words"));
        put_settings(s, pages(s, ABOUT_IN_ONE, "words"));
        assert_int_equal(kind_of(s, "/eng/about/"), PATH_GONE);
        assert_false(says(read_page(s, "/about/"), "href=\"/eng/about/\""));
        expect_same_as_rebuilt(s);
        put_settings(s, "{}");
        assert_int_equal(kind_of(s, "/about/"), PATH_GONE);
        expect_same_as_rebuilt(s);
        put_settings(s, pages(s, ABOUT, "other"));
        assert_true(says(read_page(s, "/eng/about/"), "<p>other</p>"));
        expect_same_as_rebuilt(s);
}

static void a_section_takes_the_address_of_a_page_that_is_no_more(void **state)
{
        struct setting *s = *state;
        put_settings(s, pages(s, ABOUT, "words"));
        put_settings(s, "{}");
        struct section section = {.names = {SLICE("Про"), SLICE("About")},
                                  .slugs = {SLICE("about"), SLICE("about")},
                                  .key = SLICE("about")};
        must_work(store_begin(s->store));
        must_work(store_put_section(s->store, &section, MORNING));
        must_work(store_commit(s->store));
        close_publisher(s);
        open_publisher(s);
        publish_pending(s);
        assert_int_equal(kind_of(s, "/eng/about/"), PATH_PAGE);
        expect_same_as_rebuilt(s);
}

#define SUPPORT                                                                                                        \
        "{\"support\":{\"en\":{\"title\":\"Support\",\"body\":" BODY                                                   \
        ",\"ways\":[{\"title\":\"Card %s\",\"url\":\"https://pay.example/\"}]}}}"

static void the_support_page_stands_alone(void **state)
{
        struct setting *s = *state;
        put_settings(s, pages(s, SUPPORT, "words"));
        assert_true(says(read_page(s, "/eng/support/"), "<h2>Card words</h2>"));
        assert_int_equal(load_page(s, "/eng/support/").kind, ARCHIVE_ALONE);
        assert_int_equal(kind_of(s, "/support/"), 0);
        expect_same_as_rebuilt(s);
}

static void small_files_are_there_as_they_are_set(void **state)
{
        struct setting *s = *state;
        put_settings(s,
                     "{\"ads_txt\":\"market.example, 1, DIRECT\",\"security\":{\"contact\":\"mailto:safe@example.org\","
                     "\"expires\":\"2027-12-31T00:00:00Z\"}}");
        assert_string_equal(read_page(s, "/ads.txt"), "market.example, 1, DIRECT\n");
        assert_string_equal(read_page(s, "/.well-known/security.txt"),
                            "Contact: mailto:safe@example.org\nExpires: 2027-12-31T02:00:00+02:00\n"
                            "Preferred-Languages: uk, en\nCanonical: https://example.org/.well-known/security.txt\n");
        assert_int_equal(kind_of(s, "/security.txt"), PATH_MOVED);
        assert_true(says(read_page(s, "/robots.txt"), "Disallow: /go/\n"));
        assert_true(says(read_page(s, "/eng/manifest.webmanifest"), "\"name\":\"The Messenger\""));
        assert_true(says(read_page(s, "/icon.svg"), ">В</text>"));
        assert_int_equal(kind_of(s, "/favicon.ico"), PATH_PAGE);
        expect_same_as_rebuilt(s);
        put_settings(s, "{}");
        assert_int_equal(kind_of(s, "/ads.txt"), PATH_GONE);
        assert_int_equal(kind_of(s, "/.well-known/security.txt"), PATH_GONE);
        assert_int_equal(kind_of(s, "/security.txt"), PATH_GONE);
        expect_same_as_rebuilt(s);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(a_page_is_at_its_address_and_leads_to_its_siblings),
                TEST(a_page_that_is_taken_away_is_gone_and_may_come_back),
                TEST(a_section_takes_the_address_of_a_page_that_is_no_more),
                TEST(the_support_page_stands_alone),
                TEST(small_files_are_there_as_they_are_set),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
