#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plain/plain.h"

#include <string.h>

#define HEAD "<link rel=\"canonical\" href=\"https://herald.example/news/1/\">"
#define END  "\nhttps://herald.example/news/1/\n"

/* What becomes of each piece of HTML, without the address at the end. */
static const struct {
        const char *html, *text;
} cases[] = {
        /* paragraphs and white space */
        {"<p>one</p><p>two</p>", "one\n\ntwo\n"},
        {"<p>one\n   and\ttwo  </p>", "one and two\n"},
        {"<p>no end<p>of either", "no end\n\nof either\n"},
        {"bare text", "bare text\n"},
        {"<p>a<br>b<br/>c</p>", "a\nb\nc\n"},
        {"<p>a <b>bold</b><i>italic</i> word</p>", "a bolditalic word\n"},
        {"<div><div>a</div><div>b</div></div>", "a\nb\n"},
        {"<p>a</p><hr><p>b</p>", "a\n\n* * *\n\nb\n"},
        {"<p>twelve letters of many words that go on until the line is full and wraps here</p>",
         "twelve letters of many words that go on until the line is full and wraps\nhere\n"},
        {"<p>слово слово слово слово слово слово слово слово слово слово слово слово слово</p>",
         "слово слово слово слово слово слово слово слово слово слово слово слово\nслово\n"},
        {"<p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b</p>",
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nb\n"},
        {"<p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 25&nbsp;km</p>",
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n25 km\n"},
        /* headings */
        {"<h1>Snow</h1><p>fell</p>", "Snow\n====\n\nfell\n"},
        {"<h1>Сніг</h1>", "Сніг\n====\n"},
        {"<h1>雪</h1>", "雪\n==\n"},
        {"<h1>e\xCC\x81</h1>", "e\xCC\x81\n=\n"},
        {"<p>a</p><h2>Part</h2><p>b</p><h3>Less</h3><p>c</p>", "a\n\nPart\n----\n\nb\n\nLess\n\nc\n"},
        /* references and characters that are no text */
        {"<p>&lt;b&gt; &amp;amp; &quot;x&#39;&#x2014;&mdash;</p>", "<b> &amp; \"x'——\n"},
        {"<p>&unknown; & &; &#; &#x; &#xZZ; a&b</p>", "&unknown; & &; &#; &#x; &#xZZ; a&b\n"},
        {"<p>a&#27;[31mb\x1b[0m\x07&#x9b;c</p>", "a[31mb[0mc\n"},
        {"<p>a&shy;b&#x202E;z&#8238;</p>", "abz\n"},
        {"<p>88-\u2060й, 10–\u206015, &#x2060;</p>", "88-й, 10–15,\n"},
        {"<p>\xff\xfe</p>", "\xEF\xBF\xBD\xEF\xBF\xBD\n"},
        {"<p>a < b and <3</p>", "a < b and <3\n"},
        /* what is left out */
        {"<p>a</p><script>if (a</b) '<p>no</p>'</script><style>p{}</style><p>b</p>", "a\n\nb\n"},
        {"<nav><ul><li>no</li></ul><nav>no</nav>no</nav><p>a</p>", "a\n"},
        {"<p>a<span aria-hidden=\"true\">no <span>no</span> no</span>b</p>", "ab\n"},
        {"<div hidden>no</div><p>a</p><form><p>no</p></form>", "a\n"},
        {"<p>a<!-- no <p>no --></p><!doctype html><p>b<?no?></p>", "a\n\nb\n"},
        {"<svg><path d=\"M0 0\"/><text>no</text></svg><p>a</p>", "a\n"},
        {"<custom-thing>a<other>b</other></custom-thing>", "ab\n"},
        {"<P>A</P><SCRIPT>no</SCRIPT><UL><LI>b</UL>", "A\n\n- b\n"},
        /* lists */
        {"<ul><li>one</li><li>two</li></ul><p>a</p>", "- one\n- two\n\na\n"},
        {"<ol><li>one<li>two</ol>", "1. one\n2. two\n"},
        {"<ol start=9><li>nine<li>ten</ol>", "9. nine\n10. ten\n"},
        {"<ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul>", "- one\n  - inner\n- two\n"},
        {"<ul><li>a line that is long enough for two lines and goes on below its own beginning</ul>",
         "- a line that is long enough for two lines and goes on below its own\n  beginning\n"},
        {"<li>of no list</li>", "of no list\n"},
        {"<ul><li></li><li>two</li></ul>", "- two\n"},
        /* quotes and pictures */
        {"<blockquote><p>said</p></blockquote><p>a</p>", "    said\n\na\n"},
        {"<figure class=\"quote\"><blockquote><p>said</p></blockquote><figcaption>Mayor</figcaption></figure>",
         "    said\n\n— Mayor\n"},
        {"<figure><img src=\"/a\" alt=\"a bridge\"><figcaption>The bridge. <span>Photo: A</span></figcaption></figure>",
         "[The bridge. Photo: A]\n"},
        {"<figure><img src=\"/a\" alt=\"a bridge\"></figure>", "[a bridge]\n"},
        {"<p>a <img alt=\"b &amp; c\" src=x> d</p>", "a [b & c] d\n"},
        {"<figure><img src=\"/a\" alt=\"\"></figure><p>a</p>", "a\n"},
        /* tables */
        {"<table><tr><th>Team<th>Points<tr><td>North<td>3<tr><td>Південь<td>12</table>",
         "Team     Points\n---------------\nNorth    3\nПівдень  12\n"},
        {"<table><tr><td>a<td>b<tr><td><td>d</table>", "a  b\n   d\n"},
        {"<p>x<table><caption>All</caption><tr><td>a<p>b</p></td></tr></table><p>y", "x\n\nAll\n\na b\n\ny\n"},
        {"<table><tr><td>a<table><tr><td>in</table>b</table>", "a in b\n"},
        {"<table><tr><th>Bus<th>Where it goes<tr><td>7<td>From the station by the river to the market and then up"
         " the hill to the observatory</table>",
         "Bus: 7\n  Where it goes: From the station by the river to the market and then up\n"
         "  the hill to the observatory\n"},
        {"<td>of no table</td><p>a", "of no table\n\na\n"},
};

static void assert_text(const char *head, const char *main, const char *more, const char *expected)
{
        struct buf text = BUF_INIT(1 << 20);
        struct plain_source source = {slice_of(head), slice_of(main), slice_of(more)};
        assert_int_equal(plain_from_page(&source, &text).code, OK);
        if (strcmp(buf_text(&text), expected) != 0)
                fail_msg("%s\nbecame\n%s\nand should be\n%s", main, buf_text(&text), expected);
        buf_clear(&text);
}

static void makes_text_of_each_kind_of_element(void **state)
{
        (void)state;
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
                assert_text("", cases[i].html, "", cases[i].text);
        }
}

static void numbers_links_behind_the_headline_and_lists_them(void **state)
{
        (void)state;
        assert_text(HEAD,
                    "<p><a href=\"/city/\">City</a></p><h1>Snow</h1><p>An <a href='https://a.example/?x=1&amp;y=2'>act"
                    "</a>, <a href=\"/news/2/\">news</a>, the <a href=\"https://a.example/?x=1&amp;y=2\">same</a>,"
                    " <a href=#here>here</a>, <a href=\"/news/1/all/#here\" rel=\"bookmark\">itself</a>, <a "
                    "href=\"javascript:alert(1)\">no</a>, <a>none</a>.</p>",
                    "",
                    "City\n\nSnow\n====\n\nAn act [1], news [2], the same [1], here, itself, no, none.\n\n"
                    "[1] https://a.example/?x=1&y=2\n[2] https://herald.example/news/2/\n" END);
}

static void an_address_that_is_its_own_text_gets_no_number(void **state)
{
        (void)state;
        assert_text(HEAD,
                    "<h1>A</h1><p><a href=\"https://a.example/\">a.example</a> <a "
                    "href=\"mailto:a@a.example\">a@a.example</a>"
                    " <a href=\"https://b.example/x\">https://b.example/x</a></p>",
                    "", "A\n=\n\na.example a@a.example https://b.example/x\n" END);
}

static void sources_come_from_what_leads_on_and_nothing_else(void **state)
{
        (void)state;
        assert_text(
                HEAD, "<h1>A</h1>",
                "<section class=\"box sources\"><h2>Sources</h2><ul><li><a href=\"https://s.example/\">Station</a></li>"
                "</ul></section><section class=\"related\"><p>Related</p></section><p class=support>Support "
                "us</p></main>",
                "A\n=\n\nSources\n-------\n\n- Station [1]\n\n[1] https://s.example/\n" END);
}

/* One piece over and over, as large as a page may be; the runner's patience is the measure. */
static void repeated(const char *piece, const char *wanted)
{
        enum { REPEATED_BYTES = 1 << 20 };
        struct buf html = BUF_INIT(REPEATED_BYTES + 4096), text = BUF_INIT(64 << 20);
        while (html.len < REPEATED_BYTES)
                buf_add_text(&html, piece);
        struct plain_source source = {buf_slice(&html), buf_slice(&html), buf_slice(&html)};
        assert_int_equal(plain_from_page(&source, &text).code, OK);
        assert_true(wanted[0] == '\0' || strstr(buf_text(&text), wanted) != NULL);
        buf_clear(&html);
        buf_clear(&text);
}

static void a_lot_of_anything_is_done_in_bounded_time_and_memory(void **state)
{
        (void)state;
        repeated("<ul><li><blockquote><a href=\"https://a.example/\">x</a><table><tr>", "x");
        repeated("<table></table>", "");
        repeated("<table><tr><td>a", "a");
        repeated("<td>cell<tr>", "cell");
        repeated("<td>cell", "cell");
        repeated("<section class=sources><svg>", "");
        repeated("<!--", "");
        repeated("<a href=\"", "");
        repeated("<", "<");
        repeated("&", "&");
        repeated("<script>", "");
        repeated("word ", "word word");
        repeated("w", "ww");
}

static void a_table_goes_on_beyond_its_rows_and_columns(void **state)
{
        (void)state;
        struct buf html = BUF_INIT(1 << 20), text = BUF_INIT(1 << 20);
        buf_add_text(&html, "<table><tr>");
        for (int i = 0; i < 20; i++)
                buf_add_format(&html, "<td>c%d", i);
        for (int i = 0; i < 2000; i++)
                buf_add_format(&html, "<tr><td>r%d", i);
        struct plain_source source = {SLICE(""), buf_slice(&html), SLICE("")};
        assert_int_equal(plain_from_page(&source, &text).code, OK);
        assert_non_null(strstr(buf_text(&text), "c19\n"));
        assert_non_null(strstr(buf_text(&text), "r0\n"));
        assert_non_null(strstr(buf_text(&text), "r1999\n"));
        buf_clear(&html);
        buf_clear(&text);
}

static void what_does_not_fit_is_said(void **state)
{
        (void)state;
        struct buf text = BUF_INIT(8);
        struct plain_source source = {SLICE(""), SLICE("<p>more than eight bytes"), SLICE("")};
        assert_int_equal(plain_from_page(&source, &text).code, ERR_FULL);
        buf_clear(&text);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(makes_text_of_each_kind_of_element),
                cmocka_unit_test(numbers_links_behind_the_headline_and_lists_them),
                cmocka_unit_test(an_address_that_is_its_own_text_gets_no_number),
                cmocka_unit_test(sources_come_from_what_leads_on_and_nothing_else),
                cmocka_unit_test(a_table_goes_on_beyond_its_rows_and_columns),
                cmocka_unit_test(a_lot_of_anything_is_done_in_bounded_time_and_memory),
                cmocka_unit_test(what_does_not_fit_is_said),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
