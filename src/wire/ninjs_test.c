#include "wire/ninjs.h"
#include "wire/outline.h"
#include "wire/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#define PNG "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAGQAAADICAIA"
/* What every item of these tests has, so that a test says only what it is about. */
#define ITEM(fields)                                                                                                   \
        "{\"uri\":\"urn:x:1\",\"language\":\"en\",\"versionCreated\":\"2023-08-01T02:34:00Z\","                        \
        "\"headlines\":[{\"value\":\"Headline\"}]" fields "}"

/* One item read; everything lives in the arena. */
struct reading {
        struct arena arena;
        struct buf why, text;
        json_t *json;
        struct newsroom newsroom;
        struct intake intake;
        struct article article;
        enum err_code code;
};

static int begin(void **state)
{
        struct reading *r = calloc(1, sizeof *r);
        buf_init(&r->why, 4000);
        buf_init(&r->text, 100000);
        r->newsroom = sample_newsroom();
        *state = r;
        return 0;
}

static int end(void **state)
{
        struct reading *r = *state;
        json_decref(r->json);
        arena_clear(&r->arena);
        buf_clear(&r->why);
        buf_clear(&r->text);
        free(r);
        return 0;
}

static void read_json(struct reading *r, json_t *json)
{
        r->article = (struct article){0};
        buf_truncate(&r->why);
        intake_init(&r->intake, &r->arena);
        r->code = (enum err_code)ninjs_read(json, &r->newsroom, &r->intake, &r->article, &r->why).code;
}

static const struct article *read_item(struct reading *r, const char *item)
{
        json_decref(r->json);
        r->json = json_loads(item, 0, NULL);
        if (!r->json) fail_msg("the test's own JSON is broken: %s", item);
        read_json(r, r->json);
        if (r->code != OK) fail_msg("%s\n refused: %s", item, buf_text(&r->why));
        return &r->article;
}

static void assert_refused(struct reading *r, const char *item, const char *reason)
{
        json_decref(r->json);
        r->json = json_loads(item, JSON_DECODE_ANY, NULL);
        if (!r->json) fail_msg("the test's own JSON is broken: %s", item);
        read_json(r, r->json);
        if (r->code != ERR_INVALID || strcmp(buf_text(&r->why), reason) != 0)
                fail_msg("%s\n gave '%s'\n not '%s'", item, buf_text(&r->why), reason);
}

static void assert_text(struct slice text, const char *expected)
{
        if (!slice_eq(text, slice_of(expected))) fail_msg("'%.*s' is not '%s'", SLICE_ARGS(text), expected);
}

static void assert_body(struct reading *r, const char *item, const char *outline)
{
        const struct article *article = read_item(r, item);
        buf_truncate(&r->text);
        outline_blocks(article->body.blocks, article->body.count, &r->text);
        assert_string_equal(buf_text(&r->text), outline);
}

static void assert_lost(struct reading *r, const char *item, const char *lost)
{
        read_item(r, item);
        buf_truncate(&r->text);
        losses_write(&r->intake.lost, &r->text);
        assert_string_equal(buf_text(&r->text), lost);
}

static void refuses_an_item_and_names_the_field(void **state)
{
        static const struct {
                const char *item, *reason;
        } rows[] = {
                {"7", "item: not a JSON object"},
                {"{}", "uri: missing; it is what identifies the item"},
                {"{\"uri\":7}", "uri: missing; it is what identifies the item"},
                {"{\"uri\":\"u\"}", "language: missing; add it to the item (this site has uk, ru, en)"},
                {"{\"uri\":\"u\",\"language\":\"sv\"}", "language: 'sv' has no edition here; this site has uk, ru, en"},
                {"{\"uri\":\"u\",\"pubStatus\":\"gone\"}",
                 "pubStatus: 'gone' is none of usable, withheld and canceled"},
                {"{\"uri\":\"u\",\"language\":\"en\"}", "headlines: missing, and there is no title in its stead"},
                {"{\"uri\":\"u\",\"language\":\"en\",\"headline\":\"h\",\"body_html\":\"b\"}",
                 "headlines: missing; with 'headline' this looks like ninjs 1.x, and 2.x or 3.x is wanted"},
                {"{\"uri\":\"u\",\"language\":\"en\",\"title\":\"t\"}",
                 "versionCreated: missing, like firstCreated and contentCreated; add one of them"},
                {ITEM(",\"type\":\"event\""), "type: 'event': only texts are taken"},
                {ITEM(",\"type\":\"picture\",\"bodies\":[{\"value\":\"Text\"}]"),
                 "type: 'picture': only texts are taken"},
                {ITEM(",\"embargoedUntil\":\"soon\""), "embargoedUntil: 'soon' is no date-time"},
                {ITEM(",\"embargoed\":\"soon\""), "embargoed: 'soon' is no date-time"},
                {ITEM(",\"firstCreated\":\"2023-02-30\""), "firstCreated: '2023-02-30' is no date-time"},
                {ITEM(",\"contentCreated\":7"), "contentCreated: '' is no date-time"},
        };
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
                assert_refused(*state, rows[i].item, rows[i].reason);
}

static void finds_the_edition_by_language(void **state)
{
        struct reading *r = *state;
        assert_int_equal(read_item(r, ITEM(""))->edition, 3);
        assert_int_equal(
                read_item(r, "{\"uri\":\"u\",\"language\":\"uk-UA\",\"title\":\"t\",\"versionCreated\":\"2023\"}")
                        ->edition,
                1);
        r->newsroom.edition_count = 1; /* a site of one language needs no telling */
        assert_int_equal(read_item(r, "{\"uri\":\"u\",\"title\":\"t\",\"versionCreated\":\"2023\"}")->edition, 1);
}

static void takes_the_main_headline(void **state)
{
        struct reading *r = *state;
#define HEADED(fields) "{\"uri\":\"u\",\"language\":\"en\",\"versionCreated\":\"2023\"," fields "}"
        assert_text(read_item(r, HEADED("\"headlines\":[{\"value\":\"a\"},{\"role\":\"main\",\"value\":\" b\\n c \"}]"))
                            ->headline,
                    "b c");
        assert_text(
                read_item(r, HEADED("\"headlines\":[{\"role\":\"seo\",\"value\":\"a\"},{\"value\":\"b\"}]"))->headline,
                "a");
        assert_text(read_item(r, HEADED("\"headlines\":[{\"value\":\" \"}],\"title\":\"t\""))->headline, "t");
        assert_text(
                read_item(r, HEADED("\"headlines\":[{\"contentType\":\"text/html\",\"value\":\"<b>a</b> &amp; b\"}]"))
                        ->headline,
                "a & b");
}

/* But not the newsroom's own, from an export: they are as it wants them. */
static void sets_marks_as_the_language_does(void **state)
{
        struct reading *r = *state;
        const struct article *a = read_item(
                r, "{\"uri\":\"u\",\"language\":\"uk\",\"versionCreated\":\"2023-08-01T09:00:00Z\","
                   "\"headlines\":[{\"value\":\"\\\"Міст\\\" - п'ять років...\"}],"
                   "\"bodies\":[{\"contentType\":\"text/html\",\"value\":"
                   "\"<p>Він <b>\\\"так</b> і\\\" сказав -- <a href='https://a.example/--x'>тут</a></p>\"}]}");
        assert_text(a->headline, "«Міст» — п’ять років…");
        assert_int_equal(a->body.blocks[0].text.count, 4);
        assert_text(a->body.blocks[0].text.spans[1].text, "«так");
        assert_text(a->body.blocks[0].text.spans[2].text, " і» сказав — ");
        assert_text(a->body.blocks[0].text.spans[3].href, "https://a.example/--x");
        assert_text(a->slug, "mist-piat-rokiv");
}

static void makes_a_slug_of_the_headline(void **state)
{
        assert_text(
                read_item(*state,
                          "{\"uri\":\"u\",\"language\":\"uk\",\"title\":\"Їжак у Києві\",\"versionCreated\":\"2023\"}")
                        ->slug,
                "yizhak-u-kyievi");
}

static void takes_the_lead_among_the_descriptions(void **state)
{
        struct reading *r = *state;
        assert_text(read_item(r, ITEM(",\"descriptions\":[{\"role\":\"caption\",\"value\":\"c\"},{\"value\":\"d\"}]"))
                            ->lead,
                    "d");
        assert_text(
                read_item(r, ITEM(",\"descriptions\":[{\"value\":\"d\"},{\"role\":\"lead\",\"value\":\"l\"}]"))->lead,
                "l");
        assert_text(read_item(r, ITEM(",\"descriptions\":[{\"role\":\"creditline\",\"value\":\"c\"}]"))->lead, "");
}

static void prefers_html_among_the_bodies(void **state)
{
        struct reading *r = *state;
        assert_body(r,
                    ITEM(",\"bodies\":[{\"contentType\":\"text/plain\",\"value\":\"a\"},"
                         "{\"contentType\":\"application/xhtml+xml\",\"value\":\"<p><b>b</b></p>\"}]"),
                    "p(*b*)");
        assert_body(r,
                    ITEM(",\"bodies\":[{\"contentType\":\"text/html\",\"value\":\"<p>a\"},"
                         "{\"role\":\"main\",\"contentType\":\"text/html\",\"value\":\"<p>b\"}]"),
                    "p(b)");
        assert_body(r, ITEM(",\"bodies\":[{\"value\":\"one\\ntwo <b>\"}]"), "p(one) p(two <b>)");
        assert_body(r, ITEM(",\"bodies\":[{\"role\":\"richtext\",\"value\":\"<p>a\"}]"), "p(a)");
        assert_body(r, ITEM(",\"bodies\":[{\"contenttype\":\"text/html\",\"value\":\"<p>a\"}]"), "p(a)");
        assert_body(r, ITEM(",\"type\":\"composite\",\"bodies\":[{\"value\":\"a\"}]"), "p(a)");
        assert_body(r, ITEM(""), "");
}

static void leaves_out_a_body_s_own_headline(void **state)
{
        assert_body(*state, ITEM(",\"bodies\":[{\"contentType\":\"text/html\",\"value\":\"<h1>HEADLINE</h1><p>a\"}]"),
                    "p(a)");
        assert_body(*state, ITEM(",\"bodies\":[{\"value\":\"Headline\\na\"}]"), "p(a)");
}

static void counts_bodies_that_it_cannot_read(void **state)
{
        assert_lost(*state, ITEM(",\"bodies\":[{\"contentType\":\"text/vnd.IPTC.NITF\",\"value\":\"<nitf/>\"}]"),
                    "bodies: text/vnd.IPTC.NITF: 1, first in urn:x:1\n");
        assert_lost(*state,
                    ITEM(",\"bodies\":[{\"contentType\":\"text/vnd.IPTC.NITF\",\"value\":\"n\"},{\"value\":\"a\"}]"),
                    "");
}

static void refuses_a_body_that_cannot_be_kept(void **state)
{
        struct reading *r = *state;
        CLEANUP(buf_clear) struct buf item = BUF_INIT(100000);
        buf_add_text(&item, "{\"uri\":\"u\",\"language\":\"en\",\"title\":\"t\",\"bodies\":[{\"value\":\"");
        for (int i = 0; i <= BODY_BLOCKS_MAX; i++)
                buf_add_text(&item, "x\\n");
        buf_add_text(&item, "\"}]}");
        assert_refused(r, buf_text(&item), "bodies: content[5000]: more than 5000 blocks");
}

static void reads_the_times(void **state)
{
        struct reading *r = *state;
        const struct article *a = read_item(r, ITEM(""));
        assert_int_equal(a->published_ms, 1690857240000);
        assert_int_equal(a->created_ms, 1690857240000);
        assert_int_equal(a->updated_ms, 0);
        a = read_item(r, ITEM(",\"firstCreated\":\"2023-08-01T02:00:00Z\""));
        assert_int_equal(a->published_ms, 1690855200000);
        assert_int_equal(a->updated_ms, 1690857240000);
        a = read_item(r, ITEM(",\"firstCreated\":\"2023-08-01T02:33:30Z\""));
        assert_int_equal(a->updated_ms, 0); /* half a minute is no change worth telling */
        a = read_item(r,
                      ITEM(",\"firstCreated\":\"2023-08-01T02:00:00Z\",\"contentCreated\":\"2023-08-01T01:00:00Z\""));
        assert_int_equal(a->created_ms, 1690855200000);
        assert_int_equal(a->published_ms, 1690851600000);
        a = read_item(r, ITEM(",\"embargoed\":\"2023-08-01T03:00:00+00:00\""));
        assert_int_equal(a->embargo_ms, 1690858800000);
        a = read_item(r,
                      "{\"uri\":\"u\",\"language\":\"en\",\"title\":\"t\",\"firstcreated\":\"2023-08-01T02:34:00Z\"}");
        assert_int_equal(a->published_ms, 1690857240000);
}

static void reads_urgency_and_intent(void **state)
{
        struct reading *r = *state;
        assert_int_equal(read_item(r, ITEM(""))->urgency, URGENCY_NORMAL);
        assert_int_equal(read_item(r, ITEM(",\"urgency\":1"))->urgency, URGENCY_BREAKING);
        assert_int_equal(read_item(r, ITEM(",\"urgency\":2"))->urgency, URGENCY_BREAKING);
        assert_int_equal(read_item(r, ITEM(",\"urgency\":3"))->urgency, URGENCY_IMPORTANT);
        assert_int_equal(read_item(r, ITEM(",\"urgency\":5"))->urgency, URGENCY_NORMAL);
        assert_int_equal(read_item(r, ITEM(""))->intent, INTENT_PUBLISH);
        assert_int_equal(read_item(r, ITEM(",\"pubStatus\":\"usable\""))->intent, INTENT_PUBLISH);
        assert_int_equal(read_item(r, ITEM(",\"pubStatus\":\"withheld\""))->intent, INTENT_WITHHOLD);
        assert_int_equal(read_item(r, ITEM(",\"pubstatus\":\"canceled\""))->intent, INTENT_CANCEL);
}

static void tells_authors_from_people_it_is_about(void **state)
{
        const struct article *a = read_item(
                *state, ITEM(",\"by\":\"A and B\",\"people\":[{\"name\":\"A\",\"rel\":\"author\",\"uri\":\"urn:a\"},"
                             "{\"name\":\"B\",\"role\":\"http://cv.iptc.org/role/"
                             "Author\"},{\"name\":\"C\",\"rel\":\"about\"}]"));
        assert_text(a->byline, "A and B");
        assert_int_equal(a->author_count, 2);
        assert_text(a->authors[0].name, "A");
        assert_text(a->authors[0].uri, "urn:a");
        assert_text(a->authors[1].name, "B");
        assert_int_equal(a->topic_count, 1);
        assert_int_equal(a->topics[0].kind, TOPIC_PERSON);
        assert_text(a->topics[0].name, "C");
}

static void reads_sources(void **state)
{
        const struct article *a = read_item(
                *state, ITEM(",\"infoSources\":[{\"name\":\"ISW\",\"uri\":\"https://isw.example/\"},"
                             "{\"literal\":\"AFP\",\"uri\":\"urn:afp\"},{\"name\":\"D\",\"role\":\"author\"}]"));
        assert_int_equal(a->source_count, 2);
        assert_text(a->sources[0].name, "ISW");
        assert_text(a->sources[0].url, "https://isw.example/");
        assert_text(a->sources[0].uri, "https://isw.example/");
        assert_text(a->sources[1].name, "AFP");
        assert_text(a->sources[1].url, "");
        assert_text(a->authors[0].name, "D");
        assert_int_equal(read_item(*state, ITEM(",\"infosources\":[{\"name\":\"ISW\"}]"))->source_count, 1);
}

static void finds_the_section_among_the_subjects(void **state)
{
        struct reading *r = *state;
        const struct article *a = read_item(r, ITEM(",\"subjects\":[{\"name\":\"Sport\"},{\"literal\":\"war\"},{"
                                                    "\"name\":\"War\"},{\"name\":\"Sport\"}]"));
        assert_int_equal(a->section, 1);
        assert_int_equal(a->topic_count,
                         2); /* the second subject that is a section is a topic; one named twice is one */
        assert_text(a->topics[0].name, "Sport");
        assert_text(a->topics[1].name, "War");
        assert_int_equal(read_item(r, ITEM(",\"subjects\":[{\"uri\":\"voyna\"}]"))->section, 1);
        a = read_item(r, ITEM(",\"subjects\":[{\"name\":\"Київ\"}]")); /* a section that this edition has not */
        assert_int_equal(a->section, 0);
        assert_text(a->topics[0].name, "Київ");
}

static void makes_topics_of_what_it_is_about(void **state)
{
        const struct article *a = read_item(
                *state,
                ITEM(",\"organisations\":[{\"name\":\"O\",\"uri\":\"urn:o\"}],\"places\":[{\"literal\":\"P\"}]"));
        assert_int_equal(a->topic_count, 2);
        assert_int_equal(a->topics[0].kind, TOPIC_ORGANISATION);
        assert_text(a->topics[0].uri, "urn:o");
        assert_int_equal(a->topics[1].kind, TOPIC_PLACE);
        assert_text(a->topics[1].name, "P");
        assert_lost(*state, ITEM(",\"places\":[{\"uri\":\"urn:p\"}]"),
                    "places: without a name, or with an endless one: 1, first in urn:x:1\n");
}

static void takes_pictures_and_related_stories_from_associations(void **state)
{
        struct reading *r = *state;
        const struct article *a = read_item(
                r,
                ITEM(",\"associations\":[{\"type\":\"picture\",\"uri\":\"urn:p\",\"by\":\"Credit\","
                     "\"headlines\":[{\"value\":\"H\"}],\"descriptions\":[{\"role\":\"caption\",\"value\":\"Caption\"},"
                     "{\"role\":\"alt\",\"value\":\"Alt\"}],"
                     "\"renditions\":[{\"href\":\"https://e.org/a.jpg\"},{\"href\":\"" PNG "\"}]},"
                     "{\"type\":\"text\",\"uri\":\"urn:x:2\"},{\"type\":\"text\",\"uri\":\"urn:x:2\"},"
                     "{\"type\":\"composite\",\"uri\":\"urn:x:1\"},{\"type\":\"picture\",\"copyrightHolder\":\"H\","
                     "\"headlines\":[{\"value\":\"Only a headline\"}],\"href\":\"https://e.org/b.jpg\"}]"));
        assert_int_equal(a->picture_count, 2);
        assert_text(a->pictures[0].caption, "Caption");
        assert_text(a->pictures[0].credit, "Credit");
        assert_text(a->pictures[0].alt, "Alt");
        assert_text(a->pictures[0].uri, "urn:p");
        assert_text(a->pictures[0].media_type, "image/png");
        assert_int_equal(a->pictures[0].height, 200);
        assert_text(a->pictures[0].asset, r->intake.pictures[0].asset.at);
        assert_text(a->pictures[1].caption, "Only a headline");
        assert_text(a->pictures[1].credit, "H");
        assert_int_equal(a->pictures[1].asset.len, 0);
        assert_int_equal(a->related_count, 1);
        assert_text(a->related[0], "urn:x:2");
}

static void describes_the_bodys_images_as_their_associations_do(void **state)
{
        const struct article *a =
                read_item(*state, ITEM(",\"bodies\":[{\"contentType\":\"text/html\",\"value\":\"<figure><img src='" PNG
                                       "' alt=Own></figure><figure><img alt=x><img src='" PNG "'></figure>\"}],"
                                       "\"associations\":[{\"type\":\"graphic\",\"by\":\"Artist\",\"href\":\"" PNG "\","
                                       "\"descriptions\":[{\"role\":\"caption\",\"value\":\"Caption\"},"
                                       "{\"role\":\"alt\",\"value\":\"Alt\"}]}]"));
        const struct block *single = &a->body.blocks[0], *gallery = &a->body.blocks[1];
        assert_int_equal(a->body.count, 2);
        assert_true(single->illustration);
        assert_text(single->alt, "Own");
        assert_text(single->caption, "Caption");
        assert_text(single->credit, "Artist");
        assert_false(gallery->children[0].illustration);
        assert_true(gallery->children[1].illustration);
        assert_text(gallery->children[1].alt, "Alt");
}

static void reads_a_caption_as_html_when_there_is_no_plain_one(void **state)
{
        struct reading *r = *state;
        const struct article *a = read_item(
                r, ITEM(",\"associations\":[{\"type\":\"picture\",\"descriptions\":"
                        "[{\"role\":\"caption\",\"value\":\"<p>Below <b>zero</b></p>\"},"
                        "{\"role\":\"alt\",\"value\":\"<i>Alt</i>\"},{\"role\":\"alt\",\"value\":\"Plain\"}]},"
                        "{\"type\":\"picture\",\"descriptions\":[{\"role\":\"caption\",\"value\":\"It was < 0\"}]}]"));
        assert_text(a->pictures[0].caption, "Below zero");
        assert_text(a->pictures[0].alt, "Plain");
        assert_text(a->pictures[1].caption, "It was < 0");
}

static void reads_where_a_crop_must_look_and_what_is_drawn(void **state)
{
        const struct article *a = read_item(
                *state,
                ITEM(",\"associations\":[{\"type\":\"graphic\",\"renditions\":[{\"href\":\"" PNG "\",\"width\":400,"
                     "\"height\":200,\"poi\":{\"x\":100,\"y\":200}}]},"
                     "{\"type\":\"picture\",\"genres\":[{\"name\":\"Illustration\"}],\"href\":\"" PNG "\","
                     "\"poi\":{\"x\":9999,\"y\":1}},{\"type\":\"picture\",\"href\":\"" PNG "\"}]"));
        assert_int_equal(a->picture_count, 3);
        assert_int_equal(a->pictures[0].focal_x, 250);
        assert_int_equal(a->pictures[0].focal_y, 1000);
        assert_int_equal(a->pictures[0].kind, PICTURE_ILLUSTRATION);
        assert_int_equal(a->pictures[1].focal_x, 0); /* outside of the picture: the middle */
        assert_int_equal(a->pictures[1].focal_y, 0);
        assert_int_equal(a->pictures[1].kind, PICTURE_ILLUSTRATION);
        assert_int_equal(a->pictures[2].kind, PICTURE_PHOTO);
}

static void a_point_at_an_edge_is_not_one_that_nobody_gave(void **state)
{
        static const struct {
                const char *said;
                unsigned x, y;
        } rows[] = {
                {"\"poi\":{\"x\":0,\"y\":100}", 0, 500},
                {"\"poi\":{\"x\":50,\"y\":0}", 500, 0},
                {"\"poi\":{\"x\":0,\"y\":0}", 1, 1},
                {"\"poi\":{\"x\":0}", 0, 0},
                {"\"altIds\":[{\"role\":\"focalPoint\",\"value\":\"0 412\"}]", 0, 412},
                {"\"altIds\":[{\"role\":\"focalPoint\",\"value\":\"412 0\"}]", 412, 0},
                {"\"altIds\":[{\"role\":\"focalPoint\",\"value\":\"0 0\"}]", 0, 0},
                {"\"altIds\":[{\"role\":\"focalPoint\",\"value\":\"0 1001\"}]", 0, 0},
        };
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
                char item[1000];
                snprintf(item, sizeof item, ITEM(",\"associations\":[{\"type\":\"picture\",\"href\":\"" PNG "\",%s}]"),
                         rows[i].said);
                const struct article *a = read_item(*state, item);
                assert_int_equal(a->pictures[0].focal_x, rows[i].x);
                assert_int_equal(a->pictures[0].focal_y, rows[i].y);
        }
}

static void takes_associations_by_name_as_well(void **state)
{
        const struct article *a = read_item(
                *state, ITEM(",\"associations\":{\"one\":{\"type\":\"text\",\"uri\":\"urn:x:2\"},"
                             "\"two\":{\"type\":\"picture\",\"renditions\":{\"r\":{\"href\":\"" PNG "\"}}}}"));
        assert_int_equal(a->related_count, 1);
        assert_int_equal(a->picture_count, 1);
        assert_int_equal(a->pictures[0].asset.len, 64);
}

static void counts_what_it_cannot_keep(void **state)
{
        struct reading *r = *state;
        assert_lost(r,
                    ITEM(",\"associations\":[{\"type\":\"video\"},{\"uri\":\"urn:y\"},{\"type\":\"picture\"},"
                         "{\"type\":\"picture\",\"href\":\"https://e.org/\"}]"),
                    "associations: video: 1, first in urn:x:1\n"
                    "associations: of no type: 1, first in urn:x:1\n"
                    "pictures without an address: 1, first in urn:x:1\n"
                    "pictures at an address that is not fetched: 1, first in urn:x:1\n");
        assert_lost(r,
                    ITEM(",\"copyrightNotice\":\"c\",\"representationType\":\"full\",\"events\":[],\"profile\":\"p\""),
                    "field copyrightNotice: 1, first in urn:x:1\nfield events: 1, first in urn:x:1\n");
}

static void reads_corrections_with_their_times(void **state)
{
        const struct article *a = read_item(
                *state, ITEM(",\"firstCreated\":\"2023-07-01T00:00:00Z\",\"descriptions\":["
                             "{\"role\":\"correction\",\"value\":\"2023-08-02T12:00:00+02:00 The bridge\\nis older.\"},"
                             "{\"role\":\"Correction\",\"contentType\":\"text/html\",\"value\":\"<p>It&amp;they "
                             "<b>came</b></p>\"},"
                             "{\"role\":\"correction\",\"value\":\"1967 was the year.\"},"
                             "{\"role\":\"summary\",\"value\":\"Lead\"}]"));
        assert_text(a->lead, "Lead");
        assert_int_equal(a->correction_count, 3);
        assert_text(a->corrections[0].text, "The bridge is older.");
        assert_int_equal(a->corrections[0].time_ms, 1690970400000);
        assert_text(a->corrections[1].text, "It&they came");
        assert_text(a->corrections[2].text, "1967 was the year.");
        assert_int_equal(a->corrections[2].time_ms, 1690857240000); /* the version's */
}

static void counts_corrections_that_say_nothing(void **state)
{
        struct reading *r = *state;
        assert_lost(r,
                    ITEM(",\"descriptions\":[{\"role\":\"correction\",\"value\":\"2023-08-02T12:00:00Z\"},"
                         "{\"role\":\"correction\",\"value\":7}]"),
                    "descriptions: a correction that says nothing, or one too many: 2, first in urn:x:1\n");
        assert_int_equal(r->article.correction_count, 0);
        assert_text(r->article.lead, "");
}

static void reads_the_story_key(void **state)
{
        struct reading *r = *state;
        assert_text(
                read_item(r,
                          ITEM(",\"altIds\":[{\"role\":\"x\",\"value\":\"1\"},{\"role\":\"story\",\"value\":\"s-7\"}]"))
                        ->story_key,
                "s-7");
        assert_text(read_item(r, ITEM(",\"altids\":[{\"role\":\"story\",\"value\":\"s-8\"}]"))->story_key, "s-8");
        assert_text(read_item(r, ITEM(""))->story_key, "");
}

static void bears_fields_of_the_wrong_type(void **state)
{
        struct reading *r = *state;
        static const char *const fields[] = {"bodies",   "descriptions", "people",    "organisations", "places",
                                             "subjects", "infoSources",  "altIds",    "associations",  "by",
                                             "urgency",  "type",         "headlines", "title"};
        static const char *const values[] = {
                "7", "\"x\"", "null", "[7,null,\"x\",[]]", "{\"a\":7}", "[{\"value\":7,\"name\":[]}]"};
        for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
                for (size_t v = 0; v < sizeof values / sizeof values[0]; v++) {
                        char item[1000];
                        snprintf(item, sizeof item, ITEM(",\"%s\":%s"), fields[i], values[v]);
                        json_decref(r->json);
                        r->json = json_loads(item, 0, NULL);
                        read_json(r, r->json);
                        assert_true(r->code == OK || (r->code == ERR_INVALID && r->why.len));
                }
}

static void counts_fields_of_the_wrong_type(void **state)
{
        struct reading *r = *state;
        assert_lost(r, ITEM(",\"urgency\":\"1\",\"by\":7,\"bodies\":\"Text\",\"infosources\":true,\"people\":null"),
                    "urgency: of the wrong type: 1, first in urn:x:1\n"
                    "by: of the wrong type: 1, first in urn:x:1\n"
                    "bodies: of the wrong type: 1, first in urn:x:1\n"
                    "infoSources: of the wrong type: 1, first in urn:x:1\n");
        assert_int_equal(r->article.urgency, URGENCY_NORMAL);
        assert_lost(r, ITEM(",\"subjects\":[7,{\"name\":\"Rail\"},\"x\"],\"places\":{\"a\":{\"name\":\"Kyiv\"}}"),
                    "subjects: without a name, or with an endless one: 2, first in urn:x:1\n"
                    "subjects: one of the wrong type: 2, first in urn:x:1\n");
        assert_int_equal(r->article.topic_count, 2);
        assert_lost(r, ITEM(",\"version\":3,\"standard\":\"ninjs\",\"urgency\":null,\"subjects\":null"), "");
}

static void an_embargo_has_another_name_in_each_version(void **state)
{
        struct reading *r = *state;
        assert_int_equal(read_item(r, ITEM(",\"embargoed\":\"2023-08-01T03:00:00Z\""))->embargo_ms, 1690858800000);
        assert_int_equal(read_item(r, ITEM(",\"embargoedUntil\":\"2023-08-01T03:00:00Z\""))->embargo_ms, 1690858800000);
        assert_int_equal(
                read_item(r, ITEM(",\"embargoeduntil\":\"2023-08-01T03:00:00Z\",\"embargoed\":\"2023\""))->embargo_ms,
                1690858800000);
}

static void reads_which_version_it_is(void **state)
{
        struct reading *r = *state;
        r->json = json_loads("{\"versioncreated\":\"2023-08-01T02:34:00Z\",\"version\":\"12\"}", 0, NULL);
        struct import_version version = ninjs_read_version(r->json);
        assert_int_equal(version.made_ms, 1690857240000);
        assert_int_equal(version.number, 12);
        json_decref(r->json);
        r->json = json_loads("{\"versioncreated\":\"soon\",\"version\":\"second\"}", 0, NULL);
        version = ninjs_read_version(r->json);
        assert_int_equal(version.made_ms, 0);
        assert_int_equal(version.number, 0);
}

static void reads_the_intent_of_an_item_that_says_no_more(void **state)
{
        struct reading *r = *state;
        struct slice uri = {0};
        enum intent intent = INTENT_PUBLISH;
        r->json = json_loads("{\"uri\":\"u\",\"pubStatus\":\"canceled\"}", 0, NULL);
        assert_int_equal(ninjs_read_intent(r->json, &r->arena, &uri, &intent, &r->why).code, OK);
        assert_text(uri, "u");
        assert_int_equal(intent, INTENT_CANCEL);
}

/* An example of the IPTC's: taken, or refused for a reason that begins with one of its fields. */
static void check_example(struct reading *r, const char *path, json_t *item)
{
        static const char *const fields[] = {"language: ", "headlines: ", "type: ", "versionCreated: "};
        read_json(r, item);
        bool explained = r->code == OK;
        for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
                explained = explained || slice_starts_with(buf_slice(&r->why), slice_of(fields[i]));
        if (!explained) fail_msg("%s: %s", path, buf_text(&r->why));
}

static unsigned check_examples(struct reading *r, const char *folder)
{
        DIR *listing = opendir(folder);
        if (!listing) {
                fail_msg("%s: run the tests from the project's folder", folder);
                return 0;
        }
        unsigned taken = 0;
        const struct dirent *entry;
        while ((entry = readdir(listing))) {
                char path[1000];
                snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
                json_t *json = json_load_file(path, 0, NULL);
                if (!json) continue;
                if (json_is_object(json)) check_example(r, path, json);
                for (size_t i = 0; i < json_array_size(json); i++)
                        check_example(r, path, json_array_get(json, i));
                taken += r->code == OK;
                json_decref(json);
        }
        closedir(listing);
        return taken;
}

static void takes_the_examples_of_the_standard_or_says_why_not(void **state)
{
        struct reading *r = *state;
        r->newsroom.edition_count = 1;
        r->newsroom.editions[0] = r->newsroom.editions[2]; /* English alone: items may leave their language out */
        r->newsroom.editions[0].id = 1;
        assert_int_equal(check_examples(r, "tests/suites/ninjs/examples-3.1"), 5);
        assert_int_equal(check_examples(r, "tests/suites/ninjs/examples-3.0"), 3);
        assert_int_equal(check_examples(r, "tests/suites/ninjs/examples-3.0/collection"), 0);
}

#define NINJS_TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
int main(void)
{
        const struct CMUnitTest tests[] = {
                NINJS_TEST(refuses_an_item_and_names_the_field),
                NINJS_TEST(finds_the_edition_by_language),
                NINJS_TEST(takes_the_main_headline),
                NINJS_TEST(sets_marks_as_the_language_does),
                NINJS_TEST(makes_a_slug_of_the_headline),
                NINJS_TEST(takes_the_lead_among_the_descriptions),
                NINJS_TEST(prefers_html_among_the_bodies),
                NINJS_TEST(leaves_out_a_body_s_own_headline),
                NINJS_TEST(counts_bodies_that_it_cannot_read),
                NINJS_TEST(refuses_a_body_that_cannot_be_kept),
                NINJS_TEST(reads_the_times),
                NINJS_TEST(reads_urgency_and_intent),
                NINJS_TEST(tells_authors_from_people_it_is_about),
                NINJS_TEST(reads_sources),
                NINJS_TEST(finds_the_section_among_the_subjects),
                NINJS_TEST(makes_topics_of_what_it_is_about),
                NINJS_TEST(takes_pictures_and_related_stories_from_associations),
                NINJS_TEST(describes_the_bodys_images_as_their_associations_do),
                NINJS_TEST(reads_a_caption_as_html_when_there_is_no_plain_one),
                NINJS_TEST(takes_associations_by_name_as_well),
                NINJS_TEST(reads_where_a_crop_must_look_and_what_is_drawn),
                NINJS_TEST(a_point_at_an_edge_is_not_one_that_nobody_gave),
                NINJS_TEST(counts_what_it_cannot_keep),
                NINJS_TEST(reads_corrections_with_their_times),
                NINJS_TEST(counts_corrections_that_say_nothing),
                NINJS_TEST(reads_the_story_key),
                NINJS_TEST(bears_fields_of_the_wrong_type),
                NINJS_TEST(counts_fields_of_the_wrong_type),
                NINJS_TEST(an_embargo_has_another_name_in_each_version),
                NINJS_TEST(reads_which_version_it_is),
                NINJS_TEST(reads_the_intent_of_an_item_that_says_no_more),
                NINJS_TEST(takes_the_examples_of_the_standard_or_says_why_not),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
