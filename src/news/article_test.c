#include "news/article.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define SHA "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* A sound article with something in every field. */
struct sample {
        struct article article;
        struct block block;
        struct span span;
        struct author author;
        struct source source;
        struct topic topic;
        struct picture picture;
        struct slice related;
        struct correction correction;
};

static struct article *make(struct sample *s)
{
        *s = (struct sample){
                .span = {.text = SLICE("Текст"), .marks = MARK_BOLD},
                .block = {.kind = BLOCK_PARAGRAPH, .id = SLICE("a1"), .text = {&s->span, 1}},
                .author = {SLICE("Олена Петренко"), SLICE("urn:author:1")},
                .source = {SLICE("Institute"), SLICE("https://example.org/")},
                .topic = {TOPIC_PLACE, SLICE("Київ"), SLICE("urn:place:kyiv")},
                .picture = {.asset = SLICE(SHA),
                            .media_type = SLICE("image/jpeg"),
                            .caption = SLICE("Міст"),
                            .credit = SLICE("Photo"),
                            .alt = SLICE("A bridge"),
                            .uri = SLICE("urn:p:1"),
                            .width = 640,
                            .height = 480},
                .related = SLICE("urn:x:2"),
                .correction = {SLICE("Міст збудовано 1967 року, а не 1976-го."), 1690900000000},
        };
        s->article = (struct article){
                .uri = SLICE("urn:x:1"),
                .story_key = SLICE("story-1"),
                .edition = 1,
                .section = 2,
                .headline = SLICE("Заголовок \"у лапках\""),
                .lead = SLICE("Лід"),
                .slug = SLICE("zaholovok"),
                .byline = SLICE("Олена Петренко"),
                .body = {&s->block, 1},
                .authors = &s->author,
                .sources = &s->source,
                .topics = &s->topic,
                .pictures = &s->picture,
                .related = &s->related,
                .corrections = &s->correction,
                .author_count = 1,
                .source_count = 1,
                .topic_count = 1,
                .picture_count = 1,
                .related_count = 1,
                .correction_count = 1,
                .urgency = URGENCY_BREAKING,
                .intent = INTENT_WITHHOLD,
                .published_ms = 1690857240000,
                .updated_ms = 1690857300000,
                .created_ms = 1690857000000,
                .embargo_ms = 1690857240000,
        };
        return &s->article;
}

static void keeps_a_whole_article(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        CLEANUP(buf_clear) struct buf first = BUF_INIT(10000), again = BUF_INIT(10000), why = BUF_INIT(1000);
        struct sample sample;
        struct article *article = make(&sample), read = {0};
        assert_int_equal(article_check(article, &why).code, OK);
        assert_int_equal(article_write(article, &first).code, OK);
        assert_int_equal(article_read(buf_slice(&first), &a, &read, &why).code, OK);
        assert_int_equal(article_write(&read, &again).code, OK);
        assert_string_equal(buf_text(&first), buf_text(&again));

        assert_true(slice_eq(read.headline, article->headline));
        assert_int_equal(read.urgency, URGENCY_BREAKING);
        assert_int_equal(read.intent, INTENT_WITHHOLD);
        assert_int_equal(read.topics[0].kind, TOPIC_PLACE);
        assert_int_equal(read.pictures[0].height, 480);
        assert_true(slice_eq(read.related[0], SLICE("urn:x:2")));
        assert_int_equal(read.correction_count, 1);
        assert_true(slice_eq(read.corrections[0].text, article->corrections[0].text));
        assert_int_equal(read.corrections[0].time_ms, 1690900000000);
        assert_int_equal(read.body.blocks[0].text.spans[0].marks, MARK_BOLD);
}

/* Whatever the texts say, which look like the keys around the body here. */
static void reads_what_is_about_an_article_without_its_body(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        CLEANUP(buf_clear) struct buf whole = BUF_INIT(10000), about = BUF_INIT(10000), why = BUF_INIT(1000);
        struct sample sample;
        struct article *article = make(&sample), read = {0};
        sample.author.name = SLICE("a\\,\"body\":{");
        sample.span.text = SLICE("b\\,\"byline\":\"c\"");
        assert_int_equal(article_write(article, &whole).code, OK);
        assert_int_equal(article_read_about(buf_slice(&whole), &a, &read, &why).code, OK);
        assert_int_equal(read.body.count, 0);
        read.body = article->body;
        assert_int_equal(article_write(&read, &about).code, OK);
        assert_string_equal(buf_text(&whole), buf_text(&about));
}

static void reads_what_was_written_last_as_if_it_parsed_it(void **state)
{
        (void)state;
        struct sample sample, other;
        CLEANUP(arena_clear) struct arena a = {0};
        CLEANUP(article_known_clear) struct article_known known = {0};
        CLEANUP(buf_clear)
        struct buf first = BUF_INIT(10000), last = BUF_INIT(10000), again = BUF_INIT(10000), why = BUF_INIT(1000);
        struct article *article = make(&other);
        article->headline = SLICE("Another \x7E \xC2\xA0 “headline” \\ / \"");
        assert_int_equal(article_write_known(make(&sample), &first, &known).code, OK);
        assert_int_equal(article_write_known(article, &last, &known).code, OK);
        struct slice texts[] = {buf_slice(&first), buf_slice(&last)};
        for (size_t i = 0; i < 2; i++) {
                struct article read;
                buf_truncate(&again);
                assert_int_equal(article_read_known(texts[i], &known, &a, &read, &why).code, OK);
                assert_int_equal(article_write(&read, &again).code, OK);
                assert_true(slice_eq(buf_slice(&again), texts[i]));
        }
        assert_false(slice_eq(texts[0], texts[1]));
}

static void writes_equal_articles_as_equal_bytes_with_sorted_keys(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf json = BUF_INIT(10000);
        struct article article = {.uri = SLICE("u"), .headline = SLICE("h"), .edition = 1, .published_ms = 1};
        assert_int_equal(article_write(&article, &json).code, OK);
        assert_string_equal(
                buf_text(&json),
                "{\"authors\":[],\"body\":{\"content\":[],\"type\":\"doc\"},\"byline\":\"\",\"corrections\":[],"
                "\"created_ms\":0,"
                "\"edition\":1,\"embargo_ms\":0,\"headline\":\"h\",\"intent\":\"publish\",\"lead\":\"\","
                "\"pictures\":[],\"published_ms\":1,\"related\":[],\"section\":0,\"slug\":\"\",\"sources\":[],"
                "\"story_key\":\"\",\"topics\":[],\"updated_ms\":0,\"urgency\":\"normal\",\"uri\":\"u\"}");
}

static void tells_when_there_is_no_room_to_write(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf json = BUF_INIT(10);
        struct sample sample;
        assert_int_equal(article_write(make(&sample), &json).code, ERR_FULL);
}

static void names_the_field_that_cannot_be_read(void **state)
{
        (void)state;
        static const struct {
                const char *find, *put, *reason;
        } rows[] = {
                {"{", "", "article: not JSON"},
                {"\"uri\":\"urn:x:1\"", "\"uri\":7", "uri: "},
                {"\"edition\":1", "\"edition\":-1", "edition: "},
                {"\"urgency\":\"breaking\"", "\"urgency\":\"huge\"", "urgency: "},
                {"\"kind\":\"place\"", "\"kind\":\"planet\"", "kind: "},
                {"\"related\":[\"urn:x:2\"]", "\"related\":[2]", "related: "},
                {"\"related\":[\"urn:x:2\"]", "\"related\":{}", "related: "},
                {"\"published_ms\":1690857240000", "\"published_ms\":\"now\"", "published_ms: "},
                {"\"type\":\"paragraph\"", "\"type\":\"script\"", "content[0]: unknown type 'script'"},
        };
        struct sample sample;
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
                CLEANUP(arena_clear) struct arena a = {0};
                CLEANUP(buf_clear) struct buf json = BUF_INIT(10000), why = BUF_INIT(1000);
                assert_int_equal(article_write(make(&sample), &json).code, OK);
                const char *at = strstr(buf_text(&json), rows[i].find);
                assert_non_null(at);
                struct slice changed = arena_format(&a, "%.*s%s%s", (int)(at - json.at), json.at, rows[i].put,
                                                    at + strlen(rows[i].find));
                struct article read = {0};
                assert_int_equal(article_read(changed, &a, &read, &why).code, ERR_INVALID);
                if (strncmp(buf_text(&why), rows[i].reason, strlen(rows[i].reason)) != 0)
                        fail_msg("%s: %s", rows[i].put, buf_text(&why));
        }
}

static char long_text[LEAD_MAX_BYTES + 1];

static void assert_refused(const struct article *article, const char *field)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        assert_int_equal(article_check(article, &why).code, ERR_INVALID);
        if (strncmp(buf_text(&why), field, strlen(field)) != 0) fail_msg("%s: %s", field, buf_text(&why));
}

static void refuses_an_article_that_lacks_what_it_needs(void **state)
{
        (void)state;
        struct sample s;
        make(&s)->uri.len = 0;
        assert_refused(&s.article, "uri: missing");
        make(&s)->headline.len = 0;
        assert_refused(&s.article, "headline: missing");
        make(&s)->edition = 0;
        assert_refused(&s.article, "edition: missing");
        make(&s)->published_ms = 0;
        assert_refused(&s.article, "published_ms: missing");
}

static void refuses_an_article_that_breaks_a_rule(void **state)
{
        (void)state;
        memset(long_text, 'x', sizeof long_text);
        struct sample s;
        make(&s)->headline = (struct slice){long_text, HEADLINE_MAX_BYTES + 1};
        assert_refused(&s.article, "headline: 1201 bytes long; shorten it to 1200");
        make(&s)->headline = SLICE("two\nlines");
        assert_refused(&s.article, "headline: not one line");
        make(&s)->lead = SLICE("\xff");
        assert_refused(&s.article, "lead: not UTF-8");
        make(&s)->lead = (struct slice){long_text, LEAD_MAX_BYTES + 1};
        assert_refused(&s.article, "lead: 8001 bytes");
        make(&s)->published_ms = INT64_MAX;
        assert_refused(&s.article, "published_ms: no time of news");
        make(&s)->updated_ms = 1690857239999;
        assert_refused(&s.article, "updated_ms: before");
        make(&s)->urgency = (enum urgency)9;
        assert_refused(&s.article, "urgency: no value");
        make(&s)->authors[0].name.len = 0;
        assert_refused(&s.article, "authors: one has no name");
        make(&s)->topics[0].name.len = 0;
        assert_refused(&s.article, "topics: one has no name");
        make(&s)->topics[0].name = SLICE("a\nb");
        assert_refused(&s.article, "name: not one line of UTF-8 without control characters (in topics)");
        make(&s)->sources[0].name.len = 0;
        assert_refused(&s.article, "sources: one has no name");
        make(&s)->sources[0].url = SLICE("javascript:x");
        assert_refused(&s.article, "sources: a url");
        make(&s)->pictures[0].asset = SLICE("../../etc/passwd");
        assert_refused(&s.article, "pictures: an asset");
        make(&s)->related[0] = (struct slice){long_text, URI_MAX_BYTES + 1};
        assert_refused(&s.article, "related: 1001 bytes long; shorten it to 1000 (in related)");
        make(&s)->related_count = ARTICLE_LINKS_MAX + 1;
        assert_refused(&s.article, "related: 101 of them");
        make(&s)->corrections[0].text.len = 0;
        assert_refused(&s.article, "corrections: one says nothing");
        make(&s)->corrections[0].text = SLICE("two\nlines");
        assert_refused(&s.article, "text: not one line");
        make(&s)->corrections[0].time_ms = 0;
        assert_refused(&s.article, "corrections: one does not say when");
        make(&s)->body.blocks[0].id = SLICE("");
        assert_refused(&s.article, "content[0].attrs: 'id'");
}

static void what_was_done_last_to_an_article_is_its_modification(void **state)
{
        (void)state;
        struct sample s;
        make(&s);
        assert_int_equal(article_modified_ms(&s.article), 1690900000000);
        s.article.correction_count = 0;
        assert_int_equal(article_modified_ms(&s.article), 1690857300000);
        s.article.updated_ms = 0;
        assert_int_equal(article_modified_ms(&s.article), 1690857240000);
}

static void moves_between_states_by_intent(void **state)
{
        (void)state;
        static const struct {
                enum article_state now;
                enum intent intent;
                bool embargoed;
                enum article_state next;
        } rows[] = {
                {STATE_DRAFT, INTENT_PUBLISH, false, STATE_PUBLISHED},
                {STATE_DRAFT, INTENT_PUBLISH, true, STATE_SCHEDULED},
                {STATE_SCHEDULED, INTENT_PUBLISH, false, STATE_PUBLISHED},
                {STATE_PUBLISHED, INTENT_PUBLISH, true, STATE_SCHEDULED},
                {STATE_WITHDRAWN, INTENT_PUBLISH, false, STATE_PUBLISHED},
                {STATE_DRAFT, INTENT_WITHHOLD, false, STATE_DRAFT},
                {STATE_REVIEW, INTENT_WITHHOLD, false, STATE_REVIEW},
                {STATE_SCHEDULED, INTENT_WITHHOLD, true, STATE_DRAFT},
                {STATE_PUBLISHED, INTENT_WITHHOLD, false, STATE_WITHDRAWN},
                {STATE_PUBLISHED, INTENT_CANCEL, false, STATE_WITHDRAWN},
                {STATE_WITHDRAWN, INTENT_CANCEL, false, STATE_WITHDRAWN},
                {STATE_DRAFT, INTENT_CANCEL, false, STATE_DRAFT},
        };
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
                assert_int_equal(article_next_state(rows[i].now, rows[i].intent, rows[i].embargoed), rows[i].next);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(keeps_a_whole_article),
                cmocka_unit_test(reads_what_is_about_an_article_without_its_body),
                cmocka_unit_test(reads_what_was_written_last_as_if_it_parsed_it),
                cmocka_unit_test(writes_equal_articles_as_equal_bytes_with_sorted_keys),
                cmocka_unit_test(tells_when_there_is_no_room_to_write),
                cmocka_unit_test(names_the_field_that_cannot_be_read),
                cmocka_unit_test(refuses_an_article_that_lacks_what_it_needs),
                cmocka_unit_test(refuses_an_article_that_breaks_a_rule),
                cmocka_unit_test(what_was_done_last_to_an_article_is_its_modification),
                cmocka_unit_test(moves_between_states_by_intent),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
