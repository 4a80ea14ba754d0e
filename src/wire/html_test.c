#include "wire/html.h"
#include "wire/outline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A picture of 10 by 20 pixels, as far as its header goes. */
#define PNG "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAGQAAADICAIA"

struct mapping {
        const char *html, *outline;
};

static void assert_mapped(const struct mapping *rows, size_t count)
{
        for (size_t i = 0; i < count; i++) {
                CLEANUP(arena_clear) struct arena a = {0};
                CLEANUP(buf_clear) struct buf outline = BUF_INIT(100000), why = BUF_INIT(4000);
                struct intake in;
                struct body body = {0};
                intake_init(&in, &a);
                struct err err = html_read(slice_of(rows[i].html), &in, &body, &why);
                if (err.code != OK) fail_msg("%s\n refused: %s", rows[i].html, buf_text(&why));
                outline_blocks(body.blocks, body.count, &outline);
                if (strcmp(buf_text(&outline), rows[i].outline) != 0)
                        fail_msg("%s\n gave %s\n not  %s", rows[i].html, buf_text(&outline), rows[i].outline);
        }
}
#define ASSERT_MAPPED(rows) assert_mapped(rows, sizeof(rows) / sizeof(rows)[0])

static void maps_lines_and_headings(void **state)
{
        (void)state;
        static const struct mapping rows[] = {
                {"", ""},
                {"<p>one</p><p>two</p>", "p(one) p(two)"},
                {"<p>one<p>two", "p(one) p(two)"},
                {"bare <i>text</i>", "p(bare _text_)"},
                {"a<div>b<div>c</div>d</div>e", "p(a) p(b) p(c) p(d) p(e)"},
                {"<section><article><p>x</article></section>", "p(x)"},
                {"<h1>a</h1><h2>b</h2><h3>c</h3><h4>d</h4><h6>e</h6>", "h2(a) h2(b) h3(c) h3(d) h3(e)"},
                {"<p>  much \n\t space </p><p> </p><p>\u00a0kept\u00a0</p>", "p(much space) p(\u00a0kept\u00a0)"},
                {"<p>a<br>b</p>", "p(a/b)"},
                {"<p>a <br/> b<br></p>", "p(a/b)"},
                {"a<br><br>b<br><br><br>c", "p(a) p(b) p(c)"},
                {"<pre>one\n  two\n\nthree</pre>", "p(one/two) p(three)"},
                {"<p>a<hr>b", "p(a) hr p(b)"},
                {"<html><head><title>t</title><style>s</style></head><body><p>x</body></html>", "p(x)"},
                {"<p>it &amp; that &lt;b&gt; &#1111;</p>", "p(it & that <b> ї)"},
                {"<p>a\x01z\xff</p>", "p(az)"},
                /* NOLINTNEXTLINE(misc-misleading-bidirectional): it is what is tested */
                {"<p>x\u202ealert\u202c &#x202e;\u2066y&#8297; \ufeff</p>", "p(xalert y)"},
                {"<p>👩\u200d💻 сло\u00adво</p>", "p(👩\u200d💻 сло\u00adво)"},
        };
        ASSERT_MAPPED(rows);
}

static void maps_marks_and_links(void **state)
{
        (void)state;
        static const struct mapping rows[] = {
                {"<b>a</b> <strong>b</strong>", "p(*a* *b*)"},
                {"<em>a<b>b</b></em>", "p(_a_*_b_*)"},
                {"x<sup>2</sup><sub>i</sub>", "p(x^2^~i~)"},
                {"<span>a</span><u>b</u><font color=red>c</font>", "p(abc)"},
                {"<b class=x>a</b>", "p(*a*)"},
                {"<a href='https://e.org/'>x</a>", "p([x](https://e.org/))"},
                {"<a href=' HTTPS://e.org/a b?q=\"#f#g '>x</a>", "p([x](HTTPS://e.org/a%20b?q=%22#f%23g))"},
                {"<a href='https://e.org/100%'>x</a>", "p([x](https://e.org/100%25))"},
                {"<a href='mailto:a@e.org'><b>x</b></a>", "p([*x*](mailto:a@e.org))"},
                {"<a href='javascript:alert(1)'>x</a>", "p(x)"},
                {"<a href='java\nscript:alert(1)'>x</a>", "p(x)"},
                {"<a href='/eng/about/?a#b'>x</a><a href=/%D0%B0/>y</a>", "p([x](/eng/about/?a#b)[y](/%D0%B0/))"},
                {"<a href='about/'>x</a><a href=#n>y</a><a name=n>z</a>", "p(xyz)"},
                {"<a href=//e.org/>x</a><a href='/\t/e.org/'>y</a><a href='/\\e.org/'>z</a>", "p(xyz)"},
                {"<a href='https://e.org/'><p>a</p><p>b</p></a>", "p([a](https://e.org/)) p([b](https://e.org/))"},
        };
        ASSERT_MAPPED(rows);
}

#define ENTRY(time, rest)                                                                                              \
        "<section class='a timeline-entry'><p><time datetime=" time ">06:10</time></p>" rest "</section>"
#define T1 "2026-11-20T06:10:00+02:00" /* 1795147800000 */

static void maps_entries_of_a_timeline(void **state)
{
        (void)state;
        static const struct mapping rows[] = {
                {ENTRY(T1, "<h3>It <i>snows</i></h3><p>a<p><b>Source:</b> b"),
                 "timeline{1795147800000}(It _snows_ p(a) label:source(b))"},
                {"x" ENTRY(T1, "a") ENTRY("2026-11-20T04:11:00Z", "b") "y",
                 "p(x) timeline{1795147800000}(p(a)) timeline{1795147860000}(p(b)) p(y)"},
                {ENTRY(T1, "<p>a</p><h2>b</h2>"), "timeline{1795147800000}(p(a) h2(b))"},
                {ENTRY(T1, "<h3>a</h3><h3>b</h3>"), "timeline{1795147800000}(a h3(b))"},
                {"<section class=timeline-entry><time datetime=" T1 ">x</time> y</section>",
                 "timeline{1795147800000}(p(y))"},
                {ENTRY(T1, "<ul><li>a</ul><blockquote>b</blockquote><table><tr><td>c</table><hr>"),
                 "timeline{1795147800000}(ul(li(a)) quote{}(p(b)) table{}(tr(td(c))) hr)"},
                {ENTRY(T1, ""), ""},
                {ENTRY(T1, "<h3>a</h3>" ENTRY(T1, "b") "c"), "timeline{1795147800000}(a p(06:10) p(b) p(c))"},
                {"<ul><li>x" ENTRY(T1, "a") "</ul>", "ul(li(x/06:10/a))"},
                {ENTRY("yesterday", "a"), "p(06:10) p(a)"},
                {"<section class=timeline-entry>a <time datetime=" T1 ">b</time></section>", "p(a b)"},
                {"<section class=timeline-entries><time datetime=" T1 ">b</time></section>", "p(b)"},
                {ENTRY(T1, "<ul><li>1<ul><li>2<ul><li>3<ul><li>4</ul></ul></ul></ul>"),
                 "timeline{1795147800000}(ul(li(1 ul(li(2 ul(li(3) li(4)))))))"},
        };
        ASSERT_MAPPED(rows);
}

#define STRUCK(time, words)  "<section class=timeline-entry><time datetime=" T1 ">x</time> " DEL(time, words)
#define DEL(datetime, words) "<del datetime='" datetime "'>" words "</del>"

static void maps_an_entry_that_was_struck(void **state)
{
        (void)state;
        static const struct mapping rows[] = {
                {STRUCK(T1, "<h3>a</h3><p>b</p><p>c</p>") "</section><p>d",
                 "timeline{1795147800000 -1795147800000}(a p(b) p(c)) p(d)"},
                {STRUCK(T1, "b") "<!-- c --> </section>", "timeline{1795147800000 -1795147800000}(p(b))"},
                {STRUCK(T1, "b") "<p>c</p></section>", "timeline{1795147800000}(p(b) p(c))"},
                {STRUCK("", "b") "</section>", "timeline{1795147800000}(p(b))"},
                {STRUCK("9999-01-01T00:00:00Z", "b") "</section>", "timeline{1795147800000}(p(b))"},
                {ENTRY(T1, DEL(T1, "b")), "timeline{1795147800000}(p(b))"},
                {"<p>" DEL(T1, "b") "</p>", "p(b)"},
        };
        ASSERT_MAPPED(rows);
}

static void maps_what_an_entry_of_live_coverage_says_besides(void **state)
{
        (void)state;
#define MARKED(marks, rest) "<section class='timeline-entry" marks "><time datetime=" T1 ">x</time>" rest "</section>"
        static const struct mapping rows[] = {
                {MARKED(" pinned'", "a"), "timeline{1795147800000!}(p(a))"},
                {MARKED("' data-corrected=" T1, "a"), "timeline{1795147800000 +1795147800000}(p(a))"},
                {MARKED("' data-corrected=''", "a"), "timeline{1795147800000}(p(a))"},
                {MARKED("' data-corrected=soon", "a"), "timeline{1795147800000}(p(a))"},
        };
        ASSERT_MAPPED(rows);
}

static uint64_t deletions_lost(const char *html)
{
        CLEANUP(arena_clear) struct arena a = {0};
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4000);
        struct intake in;
        struct body body = {0};
        intake_init(&in, &a);
        assert_int_equal(html_read(slice_of(html), &in, &body, &why).code, OK);
        assert_true(in.lost.count <= 1);
        return in.lost.count ? in.lost.at[0].count : 0;
}

static void words_that_were_struck_are_lost_unless_they_are_all_of_an_entry(void **state)
{
        (void)state;
        assert_int_equal(deletions_lost(STRUCK(T1, "a") "</section>"), 0);
        assert_int_equal(deletions_lost(STRUCK(T1, "a<del>b</del>") "</section>"), 1);
        assert_int_equal(deletions_lost(STRUCK(T1, "a") "b</section>"), 1);
        assert_int_equal(deletions_lost(STRUCK("then", "a") "</section><del>b</del>"), 2);
}

static void maps_lists(void **state)
{
        (void)state;
        static const struct mapping rows[] = {
                {"<ul><li>a<li>b</ul>", "ul(li(a) li(b))"},
                {"<ol><li>a</li></ol>", "ol(li(a))"},
                {"<ul><li><p>a</p><p>b</p></li></ul>", "ul(li(a/b))"},
                {"<ul><li>a<ul><li>b</ul><li>c</ul>", "ul(li(a ul(li(b))) li(c))"},
                {"<ul><li>a<ul><li>b</ul>c</ul>", "ul(li(a ul(li(b))) li(c))"},
                {"<ul><li><ol><li>b</ol></ul>", "ul(li(ol(li(b))))"},
                {"<ul><li>a<ul><li>b</ul><ul><li>c</ul></ul>", "ul(li(a ul(li(b))) li(ul(li(c))))"},
                {"<ul><ul><li>a</ul></ul>", "ul(li(ul(li(a))))"},
                {"<ul><li></li></ul><ul></ul>", ""},
                {"<ul>bare</ul>", "ul(li(bare))"},
                {"<li>alone", "p(alone)"},
                {"<ul><li><blockquote><p>a</blockquote><h2>b</h2><table><tr><td>c<td>d</table></ul>",
                 "ul(li(a/b/c/d))"},
                {"<ul><li>1<ul><li>2<ul><li>3<ul><li>4<ul><li>5</ul></ul></ul></ul></ul>",
                 "ul(li(1 ul(li(2 ul(li(3 ul(li(4) li(5))))))))"},
        };
        ASSERT_MAPPED(rows);
}

static void maps_quotes(void **state)
{
        (void)state;
        static const struct mapping rows[] = {
                {"<blockquote>a</blockquote>", "quote{}(p(a))"},
                {"<blockquote><p>a<p>b</blockquote>", "quote{}(p(a) p(b))"},
                {"<blockquote><p>a</p><footer>— Who</footer></blockquote>", "quote{Who}(p(a))"},
                {"<blockquote><p>a <cite>Who</cite></p></blockquote>", "quote{Who}(p(a))"},
                {"<blockquote><p>as <cite>Hamlet</cite> says</p></blockquote>", "quote{}(p(as Hamlet says))"},
                {"<blockquote><cite>Who</cite></blockquote>", "p(Who)"},
                {"<p>a <cite>title</cite></p>", "p(a title)"},
                {"<footer>end</footer>", "p(end)"},
                {"<blockquote><ul><li>a<li>b</ul><blockquote>c</blockquote></blockquote>", "quote{}(p(a) p(b) p(c))"},
        };
        ASSERT_MAPPED(rows);
}

static void maps_tables(void **state)
{
        (void)state;
        static const struct mapping rows[] = {
                {"<table><tr><th>a<th>b<tr><td>c<td>d</table>", "table{}(tr(th(a) th(b)) tr(td(c) td(d)))"},
                {"<table><caption>t</caption><tr><td>a</table>", "table{t}(tr(td(a)))"},
                {"<table><tr><td colspan=2>a<td>b<tr><td>c</table>",
                 "table{}(tr(td(a) td() td(b)) tr(td(c) td() td()))"},
                {"<table><thead><tr><th>a</thead><tbody><tr><td>b</tbody></table>", "table{}(tr(th(a)) tr(td(b)))"},
                {"<table><tr><td><p>a</p><p>b</p></table>", "table{}(tr(td(a/b)))"},
                {"<table><tr><td>a<table><tr><td>b<td>c</table>d</table>", "table{}(tr(td(a/b/c/d)))"},
                {"<table></table><table><tr></tr></table>", ""},
                {"<table>loose<tr><td>a</table>", "p(loose) table{}(tr(td(a)))"},
                {"<table><tr><td colspan=0>a<td colspan=x>b</table>", "table{}(tr(td(a) td(b)))"},
        };
        ASSERT_MAPPED(rows);
}

static void maps_pictures(void **state)
{
        (void)state;
        static const struct mapping rows[] = {
                {"<img src='" PNG "' alt='A bridge'>", "IMG{A bridge||}"},
                {"<img src='https://e.org/a.jpg' alt=a>", "img{a||}"},
                {"<img src='https://e.org/a.jpg'>", ""},
                {"<p>a<img alt=x>b</p>", "p(a) img{x||} p(b)"},
                {"<figure><img alt=a><figcaption>c <cite>d</cite></figcaption></figure>", "img{a|c|d}"},
                {"<figure><img src='" PNG "'><figcaption>one<br>line</figcaption></figure>", "IMG{|one line|}"},
                {"<figure><img alt=a><img alt=b><figcaption>c</figcaption></figure>", "gallery(img{a|c|} img{b||})"},
                {"<figure><img></figure>", ""},
                {"<figure><video src=x></video><figcaption>c</figcaption></figure>", "p(c)"},
                {"<figure><blockquote>q</blockquote><figcaption>c</figcaption></figure>", "quote{}(p(q)) p(c)"},
                {"<ul><li>a<img alt=x></ul>b", "ul(li(a)) img{x||} p(b)"},
                {"<table><tr><td>a<figure><img alt=x><figcaption>c</figcaption></figure>b</table>",
                 "table{}(tr(td(a/b))) img{x|c|}"},
                {"<figcaption>alone</figcaption>", "p(alone)"},
        };
        ASSERT_MAPPED(rows);
}

static void maps_frames_of_sites_it_knows(void **state)
{
        (void)state;
        static const struct mapping rows[] = {
                {"<p>a<iframe src='https://www.youtube.com/embed/abcDEF12345'></iframe>b",
                 "p(a) embed{youtube abcDEF12345|} p(b)"},
                {"<figure><iframe src='//player.vimeo.com/video/77'></iframe><figcaption>c</figcaption></figure>",
                 "embed{vimeo 77|c}"},
                {"<figure><iframe src='https://t.me/town/9?embed=1'></iframe><img "
                 "alt=x><figcaption>c</figcaption></figure>",
                 "embed{telegram town/9|} img{x|c|}"},
                {"<ul><li>a<iframe src='https://youtu.be/abcDEF12345'></iframe>b</ul>",
                 "ul(li(a/b)) embed{youtube abcDEF12345|}"},
                {"<figure><iframe src='https://e.org/1'></iframe><figcaption>c</figcaption></figure>", "p(c)"},
                {"<figure><iframe src='//vimeo.com/77'></iframe><figcaption>c <cite>d</cite></figcaption></figure>",
                 "embed{vimeo 77|c} p(d)"},
                {"<blockquote>a<iframe src='//vimeo.com/77'></iframe></blockquote>", "quote{}(p(a)) embed{vimeo 77|}"},
                {"<table><tr><td>a<figure><iframe src='//vimeo.com/77'></iframe><figcaption>c</figcaption></figure>"
                 "</table>",
                 "table{}(tr(td(a))) embed{vimeo 77|c}"},
                {"<iframe srcdoc='<p>x'></iframe>", ""},
        };
        ASSERT_MAPPED(rows);
}

static void turns_bold_openings_into_labels(void **state)
{
        (void)state;
        static const struct mapping rows[] = {
                {"<p><b>Source:</b> an official</p>", "label:source(an official)"},
                {"<p><strong>Джерело</strong>: ОП</p>", "label:source(ОП)"},
                {"<p><b>Детали: </b><i>так</i> было</p>", "label:details(_так_ было)"},
                {"<p><b>Пряма мова:</b><br>«Так»</p>", "label:quote(«Так»)"},
                {"<p><b>Погода в Києві:</b> сонце</p>", "label\"Погода в Києві\"(сонце)"},
                {"<p><b>one two three four five:</b> no label</p>", "p(*one two three four five:* no label)"},
                {"<p><b>anextremelylongwordthatnobodywouldtakeforalabel:</b> x</p>",
                 "p(*anextremelylongwordthatnobodywouldtakeforalabel:* x)"},
                {"<p><b>Source:</b></p>", "p(*Source:*)"},
                {"<p><b>Source</b> says</p>", "p(*Source* says)"},
                {"<p><b>:</b> x</p>", "p(*:* x)"},
                {"<p><b><a href='https://e.org/'>Source:</a></b> x</p>", "p([*Source:*](https://e.org/) x)"},
                {"<p>Source: x</p>", "p(Source: x)"},
                {"<blockquote><b>Source:</b> x</blockquote>", "quote{}(p(*Source:* x))"},
        };
        ASSERT_MAPPED(rows);
}

static void counts_what_it_drops(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        CLEANUP(buf_clear) struct buf lost = BUF_INIT(10000), why = BUF_INIT(4000);
        struct intake in;
        struct body body = {0};
        intake_init(&in, &a);
        in.uri = SLICE("urn:x");
        static const char html[] =
                "<p>a<script>alert('<p>b')</script><iframe src=x></iframe><video></video><video></video>"
                "<form><p>c</p><input></form><svg><g><text>d</text></g></svg><u>e</u>"
                "<a href='javascript:x'>f</a><a href=g>g</a><object>h</object><img src='https://e.org/i'>"
                "<img src='data:image/png;base64,!!'><img src='data:text/html;base64,aGVsbG8='>"
                "<table><tr><td rowspan=2>j</table>";
        assert_int_equal(html_read(slice_of(html), &in, &body, &why).code, OK);
        losses_write(&in.lost, &lost);
        assert_string_equal(buf_text(&lost),
                            "bodies: script: 1, first in urn:x\n"
                            "bodies: iframe: 1, first in urn:x\n"
                            "bodies: video: 2, first in urn:x\n"
                            "bodies: form: 1, first in urn:x\n"
                            "bodies: svg: 1, first in urn:x\n"
                            "bodies: looks of <u>: 1, first in urn:x\n"
                            "bodies: link of scheme javascript: 1, first in urn:x\n"
                            "bodies: link that is neither an address nor a path of this site: 1, first in urn:x\n"
                            "bodies: object: 1, first in urn:x\n"
                            "pictures at an address that is not fetched: 1, first in urn:x\n"
                            "pictures in a data: address that cannot be read: 1, first in urn:x\n"
                            "pictures that are no JPEG, PNG, WebP or GIF: 1, first in urn:x\n"
                            "bodies: table cell over several rows: 1, first in urn:x\n");
}

static void takes_the_pictures_that_come_with_the_text(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4000);
        struct intake in;
        struct body body = {0};
        intake_init(&in, &a);
        assert_int_equal(html_read(SLICE("<img src='" PNG "'><img src='" PNG "'>"), &in, &body, &why).code, OK);
        assert_int_equal(in.picture_count, 1); /* twice the same */
        assert_int_equal(body.count, 2);
        assert_true(slice_eq(body.blocks[0].asset, in.pictures[0].asset));
        assert_int_equal(in.pictures[0].width, 100);
}

/* `part` again and again, as the body of a text. */
static enum err_code read_repeated(const char *part, size_t times, struct buf *why)
{
        CLEANUP(arena_clear) struct arena a = {0};
        CLEANUP(buf_clear) struct buf html = BUF_INIT(64u << 20);
        struct intake in;
        struct body body = {0};
        intake_init(&in, &a);
        for (size_t i = 0; i < times; i++)
                buf_add_text(&html, part);
        return (enum err_code)html_read(buf_slice(&html), &in, &body, why).code;
}

static void bears_deep_nesting(void **state)
{
        (void)state;
        static const char *const parts[] = {"<div>",        "<b>",        "<ul><li>", "<table><tr><td>",
                                            "<blockquote>", "<b x=1><p>", "<figure>", "<a href=x><div>",
                                            "<svg><g>",     "<span>x"};
        for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
                CLEANUP(buf_clear) struct buf why = BUF_INIT(4000);
                enum err_code code = read_repeated(parts[i], 3000, &why);
                assert_true(code == OK || (code == ERR_INVALID && why.len));
        }
}

static void gives_up_what_it_cannot_read_in_time(void **state)
{
        (void)state;
        static const char *const parts[] = {"<div>", "<ul><li>"};
        for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
                CLEANUP(buf_clear) struct buf why = BUF_INIT(4000);
                assert_int_equal(read_repeated(parts[i], 10000000 / strlen(parts[i]), &why), ERR_INVALID);
                assert_string_equal(buf_text(&why), "too deeply nested, or too long, to be read in reasonable time");
        }
}

static void refuses_what_no_body_can_hold(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4000);
        assert_int_equal(read_repeated("<p>x", BODY_BLOCKS_MAX + 1, &why), ERR_INVALID);
        assert_non_null(strstr(buf_text(&why), "more than 5000 blocks"));
        buf_truncate(&why);
        static const char *const parts[] = {"<p>x",
                                            "<ul><li>x</ul>",
                                            "<ul><li>x<ul><li>y</ul></ul>",
                                            "<table><tr><td>x</table>",
                                            "<blockquote>x</blockquote>",
                                            "<hr>",
                                            "<img alt=x>",
                                            "<li>x",
                                            "<ul><li><img alt=x></ul>",
                                            "<figure><img alt=x>",
                                            "<iframe src=//vimeo.com/1></iframe>",
                                            "<h2>x</h2>"};
        for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
                assert_int_equal(read_repeated(parts[i], 3 * BODY_BLOCKS_MAX, &why), ERR_INVALID);
                buf_truncate(&why);
        }
        assert_int_equal(read_repeated("<table><tr><td colspan=100>x<td colspan=100>x<tr><tr><td>", 1, &why), OK);
        assert_int_equal(read_repeated("<table><tr><td colspan=100>x", 1, &why), OK);
        CLEANUP(buf_clear) struct buf wide = BUF_INIT(100000);
        buf_add_text(&wide, "<table><tr>");
        for (int i = 0; i < 60; i++)
                buf_add_text(&wide, "<td colspan=100>x");
        assert_int_equal(read_repeated(buf_text(&wide), 1, &why), ERR_INVALID);
        assert_string_equal(buf_text(&why), "longer than a body can be");
}

static void reads_html_as_one_line(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        struct intake in;
        intake_init(&in, &a);
        struct slice line = html_read_line(SLICE("<p>One <b>two</b></p><p>three</p>"), &in);
        assert_true(slice_eq(line, SLICE("One two three")));
}

static void reads_plain_text_a_paragraph_a_line(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        CLEANUP(buf_clear) struct buf outline = BUF_INIT(1000), why = BUF_INIT(4000);
        struct intake in;
        struct body body = {0};
        intake_init(&in, &a);
        assert_int_equal(plain_text_read(SLICE("one\r\n\n  two <b>\x02\nthree"), &in, &body, &why).code, OK);
        outline_blocks(body.blocks, body.count, &outline);
        assert_string_equal(buf_text(&outline), "p(one) p(two <b>) p(three)");
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(maps_lines_and_headings),
                cmocka_unit_test(maps_marks_and_links),
                cmocka_unit_test(maps_entries_of_a_timeline),
                cmocka_unit_test(maps_an_entry_that_was_struck),
                cmocka_unit_test(words_that_were_struck_are_lost_unless_they_are_all_of_an_entry),
                cmocka_unit_test(maps_what_an_entry_of_live_coverage_says_besides),
                cmocka_unit_test(maps_lists),
                cmocka_unit_test(maps_quotes),
                cmocka_unit_test(maps_tables),
                cmocka_unit_test(maps_pictures),
                cmocka_unit_test(maps_frames_of_sites_it_knows),
                cmocka_unit_test(turns_bold_openings_into_labels),
                cmocka_unit_test(counts_what_it_drops),
                cmocka_unit_test(takes_the_pictures_that_come_with_the_text),
                cmocka_unit_test(bears_deep_nesting),
                cmocka_unit_test(gives_up_what_it_cannot_read_in_time),
                cmocka_unit_test(refuses_what_no_body_can_hold),
                cmocka_unit_test(reads_html_as_one_line),
                cmocka_unit_test(reads_plain_text_a_paragraph_a_line),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
