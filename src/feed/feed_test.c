/* Records, the text of articles, feeds and sitemaps, through the room's headers. */
#include "feed/body.h"
#include "feed/feed.h"
#include "feed/feed_list.h"
#include "feed/record.h"
#include "feed/sitemap.h"
#include "feed/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { TEXT_MAX_BYTES = 1 << 20 };

#define LISTING "s https://news.example\nt City | News\nd What is new\nk en\nn News\n"
#define ARTICLE                                                                                                        \
        "u /news/1/\ng urn:a:1\nt A & \"B\" <i>\nl Lead\np 1700000000000\na Anna\nc City\nh en /news/1/\nh uk "        \
        "/ukr/1/\n"                                                                                                    \
        "i https://news.example/m/1.jpg image/jpeg 1200 800 A \"cat\"\nr Petro & sons\n"
static const struct slice listing = {LISTING, sizeof LISTING - 1}, article = {ARTICLE, sizeof ARTICLE - 1};

static bool has(struct buf *text, const char *wanted)
{
        return slice_find(buf_slice(text), slice_of(wanted)) != NULL;
}

static void expect_body(const char *main, const char *wanted)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(TEXT_MAX_BYTES);
        feed_add_body(&text, slice_of(main), SLICE("https://news.example"), SLICE("https://news.example/news/1/"));
        assert_string_equal(buf_text(&text), wanted);
}

static void a_record_keeps_each_value_to_its_line(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf text = BUF_INIT(TEXT_MAX_BYTES);
        record_add(&text, 't', SLICE("One\nu /elsewhere/\x01"));
        record_add(&text, 'l', SLICE(""));
        record_add(&text, 'u', SLICE("/here/"));
        assert_string_equal(buf_text(&text), "t One u /elsewhere/ \nu /here/\n");
        struct slice found = record_find(buf_slice(&text), 'u');
        assert_true(slice_eq(found, SLICE("/here/")));
        assert_int_equal(record_find(buf_slice(&text), 'l').len, 0);
}

static void a_body_stands_alone_with_whole_addresses(void **state)
{
        (void)state;
        expect_body("<h1>No</h1><div class=\"body\">\n<p class=\"x\">A <a href=\"/b/\" "
                    "rel=\"me\">b</a></p>\n</div><p>No</p>",
                    "<p>A <a href=\"https://news.example/b/\">b</a></p>");
        expect_body("<div class=\"body\"><div class=\"t\"><a href=\"#n\">n</a></div>x</div>",
                    "<a href=\"https://news.example/news/1/#n\">n</a>x");
        expect_body("<div class=\"body\"><a href=\"//other.example/\">n</a></div>",
                    "<a href=\"//other.example/\">n</a>");
        expect_body("<div class=\"body\"><img alt=\"a > b\" src=\"/1.jpg\" onload=\"x()\"></div>",
                    "<img alt=\"a > b\" src=\"https://news.example/1.jpg\">");
        expect_body("<div class=\"body\"><ol reversed start=\"3\"><li>x</li></ol></div>",
                    "<ol start=\"3\"><li>x</li></ol>");
}

static void the_picture_before_and_the_corrections_come_along(void **state)
{
        (void)state;
        expect_body(
                "<figure class=\"picture\"><picture><source srcset=\"/1.webp\"><img src=\"/1.jpg\"></picture></figure>"
                "<div class=\"body\"><p>x</p></div><div class=\"corrections\" id=\"corrections\"><p>y</p></div>",
                "<figure><img src=\"https://news.example/1.jpg\"></figure><p>x</p><p>y</p>");
}

static void a_picture_has_the_size_of_the_file_that_is_named(void **state)
{
        (void)state;
        expect_body("<div class=\"body\"><img src=\"/media/ab/640.jpg\" srcset=\"/media/ab/1280.jpg 1280w\" "
                    "width=\"1920\" height=\"1281\" alt=\"x\"></div>",
                    "<img src=\"https://news.example/media/ab/640.jpg\" width=\"640\" height=\"427\" alt=\"x\">");
        /* What names no width, or has no size, is left as it is; so is a picture elsewhere. */
        expect_body("<div class=\"body\"><img width=\"8\" height=\"5\" src=\"/a/640.jpg\"></div>",
                    "<img width=\"8\" height=\"5\" src=\"https://news.example/a/640.jpg\">");
        expect_body("<div class=\"body\"><img src=\"/media/ab/640.jpg\" width=\"0\" height=\"5\"></div>",
                    "<img src=\"https://news.example/media/ab/640.jpg\" width=\"0\" height=\"5\">");
        expect_body("<div class=\"body\"><img src=\"https://other.example/media/640.jpg\" width=\"9\"></div>",
                    "<img src=\"https://other.example/media/640.jpg\" width=\"9\">");
}

static void the_lead_of_the_page_is_the_first_paragraph(void **state)
{
        (void)state;
        expect_body("<h1>No</h1><p class=\"standfirst\">A &amp; <em>b</em></p><div class=\"meta\"><p>No</p></div>"
                    "<figure class=\"picture\"><img src=\"/1.jpg\"></figure><div class=\"body\"><p>x</p></div>",
                    "<p>A &amp; <em>b</em></p><figure><img src=\"https://news.example/1.jpg\"></figure><p>x</p>");
        /* What stands in the text itself is no lead. */
        expect_body("<div class=\"body\"><p>x</p><p class=\"standfirst\">y</p></div>", "<p>x</p><p>y</p>");
        expect_body("<p class=\"standfirst\">A</p><div class=\"body\">\n</div>", "<p>A</p>");
}

static void what_leads_about_the_page_is_left_out(void **state)
{
        (void)state;
        expect_body("<div class=\"body\"><nav id=\"entries\"><strong>Newest</strong> <nav>x</nav><a "
                    "href=\"/1/oldest/\">Oldest"
                    "</a></nav><p>x</p></div>",
                    "<p>x</p>");
        expect_body("<div class=\"body\"><p>x</p><navy>y</navy><nav>no end</div>", "<p>x</p><navy>y</navy>");
}

static void a_page_that_is_otherwise_has_no_text(void **state)
{
        (void)state;
        expect_body("", "");
        expect_body("<p>Another theme</p>", "");
        expect_body("<div class=\"body\"><p>no end", "");
        expect_body("<div class=\"body\"", "");
}

static void xml_has_no_place_for_controls(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf text = BUF_INIT(TEXT_MAX_BYTES);
        feed_add_xml(&text, SLICE("a\x01\x0b<\xEF\xBF\xBE\xEF\xBF\xBD>&\"\n"));
        assert_string_equal(buf_text(&text), "a&lt;\xEF\xBF\xBD&gt;&amp;&quot;\n");
}

static void make(enum feed_format format, struct slice about, struct buf *ret)
{
        struct feed feed = {.format = format, .about = about, .path = SLICE("/city/"), .modified_ms = 1700000001000};
        const struct feed_entry entry = {.about = article,
                                         .main = SLICE("<div class=\"body\"><p>]]&gt; \"x\"</p></div>"),
                                         .modified_ms = 1700000001000};
        feed_open(&feed, ret);
        feed_add(&feed, &entry, ret);
        feed_add(&feed, &entry, ret);
        feed_close(&feed, ret);
        assert_false(ret->full);
}

static void every_format_says_the_same(void **state)
{
        (void)state;
        static const char *const wanted[FEED_FORMATS][5] = {
                [FEED_RSS] = {"<title>A &amp; &quot;B&quot; &lt;i&gt;</title>",
                              "<pubDate>Tue, 14 Nov 2023 22:13:20 GMT</pubDate>",
                              "<guid isPermaLink=\"false\">urn:a:1</guid>",
                              "<content:encoded>&lt;p&gt;]]&amp;gt; &quot;x&quot;&lt;/p&gt;</content:encoded>",
                              "<dc:creator>Anna</dc:creator>"},
                [FEED_ATOM] = {"<title>A &amp; &quot;B&quot; &lt;i&gt;</title>",
                               "<published>2023-11-14T22:13:20Z</published>", "<id>urn:a:1</id>",
                               "<updated>2023-11-14T22:13:21Z</updated>", "<category term=\"City\"/>"},
                [FEED_JSON] = {"\"title\":\"A & \\\"B\\\" <i>\"", "\"date_published\":\"2023-11-14T22:13:20Z\"",
                               "\"id\":\"urn:a:1\"", "\"authors\":[{\"name\":\"Anna\"}]",
                               "\"image\":\"https://news.example/m/1.jpg\""},
        };
        for (int format = 0; format < FEED_FORMATS; format++) {
                CLEANUP(buf_clear) struct buf text = BUF_INIT(TEXT_MAX_BYTES);
                make((enum feed_format)format, listing, &text);
                for (size_t i = 0; i < 5; i++)
                        if (!has(&text, wanted[format][i])) fail_msg("%s in %s", wanted[format][i], buf_text(&text));
                assert_false(has(&text, "hub"));
        }
}

static void a_picture_comes_with_its_words_and_its_credit(void **state)
{
        (void)state;
        for (int format = FEED_RSS; format <= FEED_ATOM; format++) {
                CLEANUP(buf_clear) struct buf text = BUF_INIT(TEXT_MAX_BYTES);
                make((enum feed_format)format, listing, &text);
                assert_true(has(&text, "<media:description>A &quot;cat&quot;</media:description>\n"
                                       "<media:credit>Petro &amp; sons</media:credit>\n"));
        }
}

static void an_item_without_a_text_is_its_lead_in_json(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf text = BUF_INIT(TEXT_MAX_BYTES);
        struct feed feed = {.format = FEED_JSON, .about = listing, .path = SLICE("/city/")};
        const struct feed_entry whole = {.about = article}, bare = {.about = SLICE("u /2/\ng urn:a:2\nt Title\n")};
        feed_add(&feed, &whole, &text);
        feed_add(&feed, &bare, &text);
        assert_true(has(&text, "\"content_text\":\"Lead\""));
        assert_true(has(&text, "\"content_text\":\"Title\""));
}

static void a_hub_is_named_where_one_is_set(void **state)
{
        (void)state;
        for (int format = 0; format < FEED_FORMATS; format++) {
                CLEANUP(buf_clear) struct buf about = BUF_INIT(TEXT_MAX_BYTES), text = BUF_INIT(TEXT_MAX_BYTES);
                buf_add(&about, listing);
                record_add(&about, 'w', SLICE("https://hub.example/"));
                make((enum feed_format)format, buf_slice(&about), &text);
                assert_true(has(&text, "https://hub.example/"));
        }
}

static void a_sitemap_names_siblings_and_one_of_news_the_title(void **state)
{
        (void)state;
        for (int of_news = 0; of_news < 2; of_news++) {
                CLEANUP(buf_clear) struct buf text = BUF_INIT(TEXT_MAX_BYTES);
                const struct sitemap sitemap = {listing, of_news};
                const struct feed_entry entry = {.about = article, .modified_ms = 1700000001000};
                sitemap_open(&sitemap, &text);
                assert_true(sitemap_add(&sitemap, &entry, &text));
                sitemap_close(&sitemap, &text);
                assert_true(has(&text, "<loc>https://news.example/news/1/</loc>"));
                assert_int_equal(has(&text, "hreflang=\"uk\" href=\"https://news.example/ukr/1/\""), !of_news);
                assert_int_equal(has(&text, "<news:title>A &amp; "), of_news);
        }
}

static void a_sitemap_has_pages_and_their_list_says_when_each_changed(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf text = BUF_INIT(1 << 20);
        const struct sitemap sitemap = {SLICE("s https://a.example\n"), false};
        sitemap_open(&sitemap, &text);
        assert_true(sitemap_add_page(&sitemap, SLICE("/a/"), &text));
        sitemap_close(&sitemap, &text);
        assert_non_null(strstr(buf_text(&text), "<url>\n<loc>https://a.example/a/</loc>\n</url>\n"));
        buf_truncate(&text);
        sitemap_index_open(&text);
        assert_true(sitemap_index_add(sitemap.about, SLICE("/a.xml"), INT64_C(1690891200000), &text));
        assert_true(sitemap_index_add(sitemap.about, SLICE("/b.xml"), 0, &text));
        sitemap_index_close(&text);
        assert_non_null(strstr(buf_text(&text),
                               "<sitemap><loc>https://a.example/a.xml</loc><lastmod>2023-08-01T12:00:00Z"
                               "</lastmod></sitemap>\n<sitemap><loc>https://a.example/b.xml</loc></sitemap>"));
}

static void a_sitemap_stops_before_it_is_too_large(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf text = BUF_INIT(100 * 1024);
        const struct sitemap sitemap = {listing, false};
        const struct feed_entry entry = {.about = article};
        unsigned count = 0;
        sitemap_open(&sitemap, &text);
        while (sitemap_add(&sitemap, &entry, &text))
                count++;
        sitemap_close(&sitemap, &text);
        assert_true(count > 10);
        assert_false(text.full);
}

static void the_list_of_feeds_has_them_in_folders_and_leaves_out_what_has_no_name(void **state)
{
        (void)state;
        static const struct {
                const char *about, *path;
        } feeds[] = {
                {"s https://a.example\nt Sport\nk en\nf 1 Sections\nz 5f\n", "/a-sport/"},
                {"s https://a.example\nt City\nk en\nf 1 Sections\nz 4301\n", "/city/"},
                {"s https://a.example\nt All\nk en\n", "/news/"},
                {"s https://a.example\n", "/nameless/"},
                {"s https://a.example\nt Lost\nf 9 Nowhere\n", "/lost/"},
                {"s https://a.example\nt Cities\nk en\nf 1 Sections\nz 43\n", "/cities/"},
                {"s https://a.example\nt A & B\nk en\nf 4 <Sources>\n", "/source/a-b/"},
        };
        CLEANUP(buf_clear) struct buf text = BUF_INIT(TEXT_MAX_BYTES);
        CLEANUP(feed_list_clear) struct feed_list list = {0};
        for (size_t i = 0; i < sizeof feeds / sizeof feeds[0]; i++)
                assert_true(feed_list_add(&list, slice_of(feeds[i].about), slice_of(feeds[i].path)));
        assert_true(feed_list_write(&list, SLICE("t The Paper\nn Paper\n"), &text));
#define FEED(title, path)                                                                                              \
        "<outline type=\"rss\" text=\"" title "\" title=\"" title                                                      \
        "\" language=\"en\" htmlUrl=\"https://a.example" path "\" xmlUrl=\"https://a.example" path "rss.xml\"/>\n"
        assert_string_equal(
                buf_text(&text),
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head>\n"
                "<title>The Paper</title>\n</head>\n<body>\n"
                "<outline text=\"Paper\" title=\"Paper\">\n" FEED(
                        "All", "/news/") "<outline text=\"Sections\" title=\"Sections\">\n" FEED("Cities", "/cities/")
                        FEED("City", "/city/")
                                FEED("Sport", "/a-sport/") "</outline>\n<outline text=\"&lt;Sources&gt;\" "
                                                           "title=\"&lt;Sources&gt;\">\n" FEED(
                                                                   "A &amp; B",
                                                                   "/source/a-b/") "</outline>\n</outline>\n</body>\n</"
                                                                                   "opml>\n");
#undef FEED
}

static size_t count_of(struct buf *text, const char *wanted)
{
        size_t count = 0;
        for (const char *at = buf_text(text); (at = strstr(at, wanted)); at++)
                count++;
        return count;
}

static void a_list_of_feeds_says_when_it_is_full(void **state)
{
        (void)state;
        CLEANUP(feed_list_clear) struct feed_list list = {0};
        CLEANUP(buf_clear) struct buf text = BUF_INIT(4 << 20), short_text = BUF_INIT(64 << 10);
        const struct slice about = SLICE("s https://a.example\nt Topic\nf 2 Topics\n");
        for (unsigned i = 0; i < FEED_LIST_MAX; i++)
                assert_true(feed_list_add(&list, about, SLICE("/a/")));
        assert_true(feed_list_write(&list, SLICE("t A\nn A\n"), &text));
        assert_int_equal(count_of(&text, "type=\"rss\""), FEED_LIST_MAX);
        assert_false(feed_list_write(&list, SLICE("t A\nn A\n"), &short_text));
        assert_false(short_text.full);
        assert_int_equal(count_of(&short_text, "<outline"),
                         count_of(&short_text, "</outline>") + count_of(&short_text, "type=\"rss\""));
        list.is_cut = false;
        assert_false(feed_list_add(&list, about, SLICE("/b/")));
        buf_truncate(&text);
        assert_false(feed_list_write(&list, SLICE("t A\nn A\n"), &text));
        assert_int_equal(count_of(&text, "type=\"rss\""), FEED_LIST_MAX);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(a_record_keeps_each_value_to_its_line),
                cmocka_unit_test(a_body_stands_alone_with_whole_addresses),
                cmocka_unit_test(the_picture_before_and_the_corrections_come_along),
                cmocka_unit_test(a_picture_has_the_size_of_the_file_that_is_named),
                cmocka_unit_test(the_lead_of_the_page_is_the_first_paragraph),
                cmocka_unit_test(what_leads_about_the_page_is_left_out),
                cmocka_unit_test(a_page_that_is_otherwise_has_no_text),
                cmocka_unit_test(xml_has_no_place_for_controls),
                cmocka_unit_test(every_format_says_the_same),
                cmocka_unit_test(a_picture_comes_with_its_words_and_its_credit),
                cmocka_unit_test(an_item_without_a_text_is_its_lead_in_json),
                cmocka_unit_test(a_hub_is_named_where_one_is_set),
                cmocka_unit_test(a_sitemap_names_siblings_and_one_of_news_the_title),
                cmocka_unit_test(a_sitemap_has_pages_and_their_list_says_when_each_changed),
                cmocka_unit_test(a_sitemap_stops_before_it_is_too_large),
                cmocka_unit_test(the_list_of_feeds_has_them_in_folders_and_leaves_out_what_has_no_name),
                cmocka_unit_test(a_list_of_feeds_says_when_it_is_full),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
