#include "wire/html.h"
#include "wire/ninjs.h"
#include "wire/ninjs_write.h"
#include "wire/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct writing {
        struct newsroom newsroom;
        struct arena arena;
        struct intake intake;
        struct buf json, why;
};

static int begin(void **state)
{
        static struct writing w;
        w = (struct writing){.newsroom = sample_newsroom(), .json = BUF_INIT(1 << 24), .why = BUF_INIT(10000)};
        intake_init(&w.intake, &w.arena);
        *state = &w;
        return 0;
}

static int end(void **state)
{
        struct writing *w = *state;
        buf_clear(&w->json);
        buf_clear(&w->why);
        arena_clear(&w->arena);
        return 0;
}

/* A GIF of 100 × 200 pixels, for whatever has a file. */
static void give_picture(void *context, struct slice asset, struct buf *ret)
{
        (void)context;
        if (asset.len) buf_add_text(ret, "data:;base64,R0lGODlhZADIAA==");
}

static void write_out(struct writing *w, const struct ninjs_article *article, enum ninjs_purpose purpose)
{
        struct ninjs_writer *writer = NULL;
        const struct ninjs_writing how = {.newsroom = &w->newsroom, .purpose = purpose, .picture = give_picture};
        assert_int_equal(ninjs_writer_new(&how, &writer).code, OK);
        assert_int_equal(ninjs_write(writer, article, &w->json).code, OK);
        ninjs_writer_free(writer);
}

/* A slice where a constant must stand. */
#define TEXT(literal)                                                                                                  \
        {                                                                                                              \
                literal, sizeof(literal) - 1                                                                           \
        }

static const char html[] =
        "<p>One <b>bold <i>both</i></b> &lt;not&gt; <a href=\"https://example.org/?a=1&amp;b=2\">there</a><br>next</p>"
        "<p><b>Source:</b> us</p><p><b>Odd:</b> "
        "custom</p><h2>Two</h2><h3>Three</h3><ul><li>a<ol><li>b</li></ol></li></ul>"
        "<blockquote><p>Said</p><footer>Who</footer></blockquote><figure><img alt=\"seen\"><figcaption>Words "
        "<cite>Credit"
        "</cite></figcaption></figure><table><caption>T</caption><tr><th>h</th><td></td></tr></table><hr>"
        "<figure><iframe src=\"https://youtu.be/abc_DEF\"></iframe><figcaption>Film</figcaption></figure>"
        "<section class=\"timeline-entry pinned\" data-corrected=\"2026-11-20T04:20:00Z\"><time "
        "datetime=\"2026-11-20T04:10:00.5Z\">x</time><h3>First</h3><p>t</p></section>"
        "<section class=\"timeline-entry\"><time datetime=\"2026-11-20T04:11:00Z\">x</time>"
        "<del datetime=\"2026-11-20T05:00:00.25Z\"><h3>Second</h3><p>u</p></del></section>"
        "<figure><figure><img alt=\"l\"><figcaption>Left</figcaption></figure><figure><img alt=\"r\"><figcaption>Right"
        "</figcaption></figure></figure>";

/* One that has everything, which another edition of it may share. */
static struct article sample_article(struct writing *w)
{
        static struct author authors[] = {{TEXT("Olena"), TEXT("urn:olena")}};
        static struct source sources[] = {{TEXT("Office"), TEXT("https://office.example/"), TEXT("urn:office")},
                                          {TEXT("Town"), TEXT("https://town.example/"), TEXT("https://town.example/")}};
        static struct topic topics[] = {{TOPIC_PLACE, TEXT("Quay"), {0}},
                                        {TOPIC_SUBJECT, TEXT("War"), TEXT("urn:war")},
                                        {TOPIC_PERSON, TEXT("Mayor"), {0}}};
        static struct slice related[] = {{"urn:other", 9}};
        static struct correction corrections[] = {{TEXT("Not 5 but 6 <b>"), 1763700000123}};
        struct article a = {
                .uri = SLICE("urn:a"),
                .story_key = SLICE("urn:story"),
                .edition = 3,
                .section = 1,
                .headline = SLICE("\"A\" & <b> \xc2\xa0 spaced"),
                .lead = SLICE("Two\nlines"),
                .slug = SLICE("of-its-own"),
                .byline = SLICE("By us"),
                .authors = authors,
                .sources = sources,
                .topics = topics,
                .related = related,
                .corrections = corrections,
                .author_count = 1,
                .source_count = 2,
                .topic_count = 3,
                .related_count = 1,
                .correction_count = 1,
                .urgency = URGENCY_IMPORTANT,
                .published_ms = 1763611800000,
                .updated_ms = 1763611830001, /* half a minute later, which others' items need not tell */
                .created_ms = 1763611700000,
                .coverage_from_ms = 1763611810000,
                .coverage_until_ms = 1763611820000,
        };
        assert_int_equal(html_read(slice_of(html), &w->intake, &a.body, &w->why).code, OK);
        return a;
}

static json_t *read_json(struct writing *w)
{
        json_t *item = json_loadb(w->json.at, w->json.len, JSON_REJECT_DUPLICATES, NULL);
        assert_non_null(item);
        return item;
}

static void assert_same(const struct article *is, const struct article *wanted)
{
        CLEANUP(buf_clear) struct buf a = BUF_INIT(ARTICLE_JSON_MAX_BYTES), b = BUF_INIT(ARTICLE_JSON_MAX_BYTES);
        assert_int_equal(article_write(is, &a).code, OK);
        assert_int_equal(article_write(wanted, &b).code, OK);
        assert_string_equal(buf_text(&a), buf_text(&b));
}

static void what_is_exported_comes_back_as_it_was(void **state)
{
        struct writing *w = *state;
        struct article article = sample_article(w), read;
        size_t lost = w->intake.lost.count; /* its pictures have no files */
        const struct slice former = SLICE("/eng/news/2026/11/19/7/");
        const struct ninjs_article source = {.article = &article,
                                             .number = 7,
                                             .version = 3,
                                             .state = STATE_PUBLISHED,
                                             .path = SLICE("/eng/news/2026/11/20/7/"),
                                             .former_paths = &former,
                                             .former_path_count = 1};
        write_out(w, &source, NINJS_FOR_EXPORT);
        CLEANUP(json_decrefp) json_t *item = read_json(w);
        assert_int_equal(ninjs_read(item, &w->newsroom, &w->intake, &read, &w->why).code, OK);
        assert_same(&read, &article);
        assert_int_equal(w->intake.back.number, 7);
        assert_int_equal(w->intake.back.former_path_count, 1);
        assert_true(slice_eq(w->intake.back.former_paths[0], former));
        assert_int_equal(w->intake.lost.count, lost);
        assert_int_equal(ninjs_read_version(item).number, 3);
}

static void a_focal_point_comes_back_as_it_was(void **state)
{
        struct writing *w = *state;
        static const struct {
                unsigned x, y;
        } points[] = {{0, 412}, {412, 0}, {0, 0}, {1, 1}, {1000, 1000}, {333, 667}};
        for (size_t i = 0; i < sizeof points / sizeof points[0]; i++) {
                struct article article = sample_article(w), read;
                struct picture picture = {.asset = SLICE("kept"), .width = 100, .height = 200};
                picture.focal_x = points[i].x;
                picture.focal_y = points[i].y;
                article.pictures = &picture;
                article.picture_count = 1;
                buf_truncate(&w->json);
                write_out(w, &(struct ninjs_article){.article = &article, .number = 7, .version = 1}, NINJS_FOR_EXPORT);
                CLEANUP(json_decrefp) json_t *item = read_json(w);
                assert_int_equal(ninjs_read(item, &w->newsroom, &w->intake, &read, &w->why).code, OK);
                assert_int_equal(read.picture_count, 1);
                assert_int_equal(read.pictures[0].height, 200);
                assert_int_equal(read.pictures[0].focal_x, points[i].x);
                assert_int_equal(read.pictures[0].focal_y, points[i].y);
        }
}

static void html_alone_keeps_what_html_can_say(void **state)
{
        struct writing *w = *state;
        struct article article = sample_article(w), read;
        write_out(w, &(struct ninjs_article){.article = &article, .number = 7, .version = 1, .state = STATE_PUBLISHED},
                  NINJS_FOR_PAGE);
        CLEANUP(json_decrefp) json_t *item = read_json(w);
        assert_int_equal(json_array_size(json_object_get(item, "bodies")), 1);
        assert_int_equal(ninjs_read(item, &w->newsroom, &w->intake, &read, &w->why).code, OK);
        CLEANUP(json_decrefp) json_t *is = body_to_json(&read.body), *wanted = body_to_json(&article.body);
        assert_true(json_equal(is, wanted));
        assert_int_equal(w->intake.back.number, 0);
}

static void a_withdrawn_one_says_why(void **state)
{
        struct writing *w = *state;
        struct article article = sample_article(w), read;
        const struct ninjs_article source = {.article = &article,
                                             .number = 7,
                                             .version = 1,
                                             .state = STATE_WITHDRAWN,
                                             .withdrawn_reason = SLICE("It was of another town.")};
        write_out(w, &source, NINJS_FOR_EXPORT);
        CLEANUP(json_decrefp) json_t *item = read_json(w);
        assert_int_equal(ninjs_read(item, &w->newsroom, &w->intake, &read, &w->why).code, OK);
        assert_int_equal(read.intent, INTENT_CANCEL);
        assert_true(w->intake.back.is_withdrawn);
        assert_true(slice_eq(w->intake.back.withdrawn_reason, SLICE("It was of another town.")));
        assert_true(slice_eq(read.lead, article.lead));
}

#define WRITE_TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
int main(void)
{
        const struct CMUnitTest tests[] = {
                WRITE_TEST(what_is_exported_comes_back_as_it_was),
                WRITE_TEST(a_focal_point_comes_back_as_it_was),
                WRITE_TEST(html_alone_keeps_what_html_can_say),
                WRITE_TEST(a_withdrawn_one_says_why),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
