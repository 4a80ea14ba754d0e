#include "news/settings.h"

#include "base/builtin.h"
#include "news/colour.h"
#include "news/newsroom.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

enum { UK = 0, EN = 1 };
#define BODY                                                                                                           \
        "{\"type\":\"doc\",\"content\":[{\"type\":\"paragraph\",\"attrs\":{\"id\":\"a\"},\"content\":"                 \
        "[{\"type\":\"text\",\"text\":\"Words.\"}]}]}"

struct writer {
        struct newsroom newsroom;
        struct arena arena;
        struct buf why;
        struct settings settings;
};

static int start(void **state)
{
        struct writer *d = calloc(1, sizeof *d);
        d->newsroom = (struct newsroom){
                .editions = {{.id = 1, .code = SLICE("uk"), .prefix = SLICE("")},
                             {.id = 2, .code = SLICE("en"), .prefix = SLICE("/eng")}},
                .edition_count = 2,
                .sections = {{.id = 1,
                              .names = {SLICE("Спорт"), SLICE("Sport")},
                              .slugs = {SLICE("sport"), SLICE("sport")},
                              .key = SLICE("sport")}},
                .section_count = 1,
        };
        buf_init(&d->why, 4000);
        *state = d;
        return 0;
}

static int stop(void **state)
{
        struct writer *d = *state;
        arena_clear(&d->arena);
        buf_clear(&d->why);
        free(d);
        return 0;
}

static struct err read_text(struct writer *d, const char *json)
{
        json_error_t fault;
        json_t *document = json_loads(json, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &fault);
        if (!document) fail_msg("%s: %s", fault.text, json);
        buf_truncate(&d->why);
        struct err err = settings_read(document, &d->newsroom, &d->arena, &d->settings, &d->why);
        json_decref(document);
        return err;
}

static const struct settings *settings_of(struct writer *d, const char *json)
{
        struct err err = read_text(d, json);
        if (err.code) fail_msg("%s", buf_text(&d->why));
        assert_string_equal(buf_text(&d->why), "");
        return &d->settings;
}

static void assert_text(struct slice text, const char *wanted)
{
        if (!slice_eq(text, slice_of(wanted))) fail_msg("%.*s is not %s", SLICE_ARGS(text), wanted);
}

static void reads_nothing_as_nothing_set(void **state)
{
        const struct settings *s = settings_of(*state, "{}");
        assert_int_equal(s->page_count + s->creative_count + s->ads_txt.len + s->accent.len, 0);
}

static void reads_pages_in_their_order(void **state)
{
        const struct settings *s =
                settings_of(*state, "{\"pages\":{\"rules\":{\"en\":{\"title\":\" Rules \",\"body\":" BODY
                                    "}},\"about\":{\"uk\":{\"title\":\"Про нас\",\"body\":" BODY
                                    "},\"en\":{\"title\":\"About us\",\"body\":" BODY "}}}}");
        assert_int_equal(s->page_count, 2);
        assert_text(s->pages[0].slug, "rules");
        assert_text(s->pages[0].texts[EN].title, "Rules");
        assert_text(s->pages[0].texts[UK].title, "");
        assert_text(s->pages[1].texts[UK].title, "Про нас");
        assert_int_equal(s->pages[1].texts[UK].body.count, 1);
}

static void puts_pages_in_the_order_that_is_set(void **state)
{
        const struct settings *s =
                settings_of(*state, "{\"pages\":{\"about\":{\"uk\":{\"title\":\"A\",\"body\":" BODY
                                    "}},\"rules\":{\"uk\":{\"title\":\"R\","
                                    "\"body\":" BODY "}},\"team\":{\"uk\":{\"title\":\"T\",\"body\":" BODY
                                    "}}},\"page_order\":[\"team\",\"gone\",\"rules\"]}");
        assert_text(s->pages[0].slug, "team");
        assert_text(s->pages[1].slug, "rules");
        assert_text(s->pages[2].slug, "about");
}

static void reads_a_newsrooms_own_words(void **state)
{
        const struct settings *s =
                settings_of(*state, "{\"words\":{\"en\":{\"support_us\":\" Help us \",\"foot\":\"Since 1901\"}}}");
        assert_text(s->words[EN].support_us, "Help us");
        assert_text(s->words[EN].foot, "Since 1901");
        assert_text(s->words[EN].support_text, "");
        assert_text(s->words[UK].foot, "");
}

static void reads_ways_to_support(void **state)
{
        const struct settings *s = settings_of(
                *state,
                "{\"support\":{\"uk\":{\"title\":\"Підтримати\",\"body\":" BODY
                ",\"ways\":[{\"title\":\"Картка\",\"url\":\"https://pay.example/\",\"amounts\":[\"100 ₴\",\"500 ₴\"]},"
                "{\"title\":\"Рахунок\",\"description\":\"Для переказу\",\"details\":\"IBAN UA00\\nБанк\"}]}}}");
        const struct support *support = &s->support[UK];
        assert_int_equal(s->support[EN].way_count, 0);
        assert_int_equal(support->way_count, 2);
        assert_int_equal(support->ways[0].amount_count, 2);
        assert_text(support->ways[0].amounts[1], "500 ₴");
        assert_text(support->ways[1].details, "IBAN UA00\nБанк");
        assert_int_equal(support->body.count, 1);
}

static void reads_what_goes_by_the_clock(void **state)
{
        const struct settings *s = settings_of(
                *state, "{\"breaking\":{\"en\":{\"text\":\"Flood\",\"url\":\"/eng/news/"
                        "\",\"until\":\"2026-11-30T18:00:00+02:00\"}},"
                        "\"creatives\":[{\"key\":\"club-1\",\"slot\":\"rail\",\"editions\":[\"en\"],\"weight\":3,"
                        "\"title\":\"The club\",\"url\":\"https://club.example/\",\"from\":\"2026-11-01T00:00Z\"}]}");
        assert_int_equal(s->breaking[EN].until_ms, INT64_C(1796054400000));
        assert_int_equal(s->breaking[EN].from_ms, 0);
        assert_int_equal(s->creative_count, 1);
        assert_int_equal(s->creatives[0].slot, SLOT_RAIL);
        assert_int_equal(s->creatives[0].editions, 2);
        assert_int_equal(s->creatives[0].weight, 3);
        assert_int_equal(s->creatives[0].until_ms, 0);
}

static void reads_the_rest(void **state)
{
        const struct settings *s = settings_of(
                *state, "{\"front\":{\"uk\":{\"lead\":\"urn:a\",\"placed\":[\"urn:b\",\"urn:c\"]}},"
                        "\"follow\":{\"en\":[{\"name\":\"Mastodon\",\"url\":\"https://social.example/@us\"}]},"
                        "\"ads_txt\":\"one.example, 1, DIRECT\\ntwo.example, 2, RESELLER\","
                        "\"security\":{\"contact\":\"mailto:safe@news.example\",\"expires\":\"2027-12-31T00:00:00Z\"},"
                        "\"accent\":{\"light\":\"#0B4F8A\",\"dark\":\"#8fc1f5\"}}");
        assert_text(s->fronts[UK].lead, "urn:a");
        assert_int_equal(s->fronts[UK].placed_count, 2);
        assert_text(s->fronts[UK].placed[1], "urn:c");
        assert_int_equal(s->follow[EN].count, 1);
        assert_text(s->follow[EN].at[0].name, "Mastodon");
        assert_text(s->security_contact, "mailto:safe@news.example");
        assert_text(s->accent, "#0B4F8A");
        assert_text(s->accent_dark, "#8fc1f5");
}

static const struct {
        const char *json, *why;
} refusals[] = {
        {"[]", "settings: must be an object"},
        {"{\"slots\":{}}", "settings: 'slots' is nothing that can be set here; there are: pages, page_order, support"},
        {"{\"pages\":[]}", "pages: must be an object"},
        {"{\"pages\":{\"About\":{}}}", "pages: 'About' can be no page's name"},
        {"{\"pages\":{\"support\":{}}}", "pages: 'support' can be no page's name, for it stands in the address"},
        {"{\"pages\":{\"a\\nb\":{}}}", "pages: 'this' can be no page's name"},
        {"{\"pages\":{\"sport\":{}}}", "pages: /sport/ is taken by a section or an edition"},
        {"{\"pages\":{\"eng\":{}}}", "pages: /eng/ is taken by a section or an edition"},
        {"{\"pages\":{\"about\":{}}}", "pages.about: empty; write it for at least one edition"},
        {"{\"pages\":{\"about\":{\"fr\":{}}}}", "pages.about: this site has no edition 'fr'; it has: uk, en"},
        {"{\"pages\":{\"about\":{\"en-GB\":{}}}}", "pages.about: this site has no edition 'en-GB'"},
        {"{\"pages\":{\"about\":{\"uk\":{\"body\":" BODY "}}}}",
         "pages.about.uk.title: missing; give the page its title"},
        {"{\"pages\":{\"about\":{\"uk\":{\"title\":\" \",\"body\":" BODY "}}}}", "pages.about.uk.title: empty; give"},
        {"{\"pages\":{\"about\":{\"uk\":{\"title\":\"a\\nb\",\"body\":" BODY "}}}}",
         "pages.about.uk.title: 'this' must be one line"},
        {"{\"pages\":{\"about\":{\"uk\":{\"title\":\"A\"}}}}", "pages.about.uk.body: missing; write the page's text"},
        {"{\"pages\":{\"about\":{\"uk\":{\"title\":\"A\",\"body\":{\"type\":\"doc\",\"content\":[{\"type\":\"script\"}]"
         "}}}}}",
         "pages.about.uk.body.content[0]"},
        {"{\"pages\":{\"about\":{\"uk\":{\"title\":\"A\",\"body\":{\"type\":\"doc\",\"content\":[]}}}}}",
         "pages.about.uk.body: empty; write the page's text"},
        {"{\"support\":{\"uk\":{\"title\":\"A\",\"body\":" BODY ",\"ways\":[]}}}",
         "support.uk.ways: empty; name at least one way"},
        {"{\"support\":{\"uk\":{\"title\":\"A\",\"body\":" BODY ",\"ways\":[{\"title\":\"Card\"}]}}}",
         "support.uk.ways[0].url: give either a \"url\""},
        {"{\"support\":{\"uk\":{\"title\":\"A\",\"body\":" BODY
         ",\"ways\":[{\"title\":\"Card\",\"url\":\"http://pay.example/\"}]}}}",
         "support.uk.ways[0].url: 'http://pay.example/' must be an address that begins with https://"},
        {"{\"breaking\":{\"uk\":{\"text\":\"A\"}}}", "breaking.uk.until: missing; say when the bar ends"},
        {"{\"breaking\":{\"uk\":{\"text\":\"A\",\"until\":\"2026-11-30\"}}}",
         "breaking.uk.until: '2026-11-30' must be a moment"},
        {"{\"breaking\":{\"uk\":{\"text\":\"A\",\"until\":\"2026-11-30T18:00:00\"}}}",
         "breaking.uk.until: '2026-11-30T18:00:00'"},
        {"{\"breaking\":{\"uk\":{\"text\":\"A\",\"until\":1796054400}}}", "breaking.uk.until: 'this' must be a moment"},
        {"{\"breaking\":{\"uk\":{\"text\":\"A\",\"from\":\"2026-11-30T18:00:00Z\",\"until\":\"2026-11-30T17:00:00Z\"}}"
         "}",
         "breaking.uk.until: it ends before it begins"},
        {"{\"breaking\":{\"uk\":{\"text\":\"A\",\"url\":\"//else.example/\",\"until\":\"2026-11-30T18:00:00Z\"}}}",
         "breaking.uk.url: '//else.example/' must be an address"},
        {"{\"breaking\":{\"uk\":{\"text\":\"A\",\"url\":\"javascript:alert(1)\",\"until\":\"2026-11-30T18:00:00Z\"}}}",
         "breaking.uk.url: 'javascript:alert(1)' must be"},
        {"{\"words\":{\"uk\":{\"foot\":\"a\\nb\"}}}", "words.uk.foot: 'this' must be one line"},
        {"{\"words\":{\"uk\":{\"give\":\"x\"}}}", "words.uk: 'give' is nothing that can be set here"},
        {"{\"page_order\":{}}", "page_order: must be a list"},
        {"{\"follow\":{\"uk\":{}}}", "follow.uk: must be a list"},
        {"{\"follow\":{\"uk\":[{\"name\":\"M\"}]}}", "follow.uk[0].url: missing; give its address"},
        {"{\"creatives\":[{\"key\":\"A b\"}]}", "creatives[0].key: 'A b' must be a-z, 0-9 and hyphens"},
        {"{\"creatives\":[{\"slot\":\"top\"}]}", "creatives[0].slot: 'top' must be \"article\" or \"rail\""},
        {"{\"creatives\":[{\"weight\":0}]}", "creatives[0].weight: must be a whole number from 1 to 1000"},
        {"{\"creatives\":[{\"weight\":1.5}]}", "creatives[0].weight: must be a whole number"},
        {"{\"creatives\":[{\"editions\":[\"fr\"]}]}", "creatives[0].editions: this site has no edition 'fr'"},
        {"{\"creatives\":[{\"editions\":[]}]}", "creatives[0].editions: must be a list of editions"},
        {"{\"creatives\":[{\"picture\":\"photo.jpg\"}]}", "creatives[0].picture: 'photo.jpg' must be the SHA-256"},
        {"{\"ads_txt\":7}", "ads_txt: must be a text"},
        {"{\"security\":{\"contact\":\"+380\",\"expires\":\"2027-01-01T00:00Z\"}}", "security.contact: '+380' must be"},
        {"{\"accent\":{\"light\":\"red\",\"dark\":\"#8fc1f5\"}}", "accent.light: 'red' must be # and six"},
        {"{\"accent\":{\"light\":\"#0b4f8a\"}}", "accent.dark: missing; give the colour for dark mode"},
        {"{\"accent\":{\"light\":\"#ffcc00\",\"dark\":\"#8fc1f5\"}}",
         "accent.light: #ffcc00 has a contrast of 1.48 to 1 against the page's ground (#fdfdfb), and words need 4.5 to "
         "1; "
         "choose a darker colour"},
        {"{\"accent\":{\"light\":\"#0b4f8a\",\"dark\":\"#0b4f8a\"}}", "accent.dark: #0b4f8a has a contrast of "},
};

static void refuses_what_breaks_a_rule_and_says_where(void **state)
{
        struct writer *d = *state;
        for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
                assert_int_equal(read_text(d, refusals[i].json).code, ERR_INVALID);
                if (strncmp(buf_text(&d->why), refusals[i].why, strlen(refusals[i].why)) != 0)
                        fail_msg("%s: \"%s\" does not begin with \"%s\"", refusals[i].json, buf_text(&d->why),
                                 refusals[i].why);
        }
}

static const struct {
        const char *document, *named, *merged;
} merges[] = {
        {"{\"front\":{\"uk\":1,\"en\":2}}", "{\"front\":{\"en\":3}}", "{\"front\":{\"uk\":1,\"en\":3}}"},
        {"{\"front\":{\"uk\":{\"lead\":\"a\"}}}", "{\"front\":{\"uk\":{\"placed\":[]}}}",
         "{\"front\":{\"uk\":{\"placed\":[]}}}"},
        {"{\"front\":{\"uk\":1,\"en\":2}}", "{\"front\":{\"en\":null}}", "{\"front\":{\"uk\":1}}"},
        {"{\"follow\":{\"uk\":1},\"ads_txt\":\"a\"}", "{\"follow\":{\"uk\":null}}", "{\"ads_txt\":\"a\"}"},
        {"{\"follow\":{\"uk\":1}}", "{\"follow\":null}", "{}"},
        {"{\"pages\":{\"about\":{\"uk\":1,\"en\":2},\"rules\":{\"uk\":3}}}",
         "{\"pages\":{\"about\":{\"en\":4},\"rules\":null,\"terms\":{\"en\":5}}}",
         "{\"pages\":{\"about\":{\"uk\":1,\"en\":4},\"terms\":{\"en\":5}}}"},
        {"{\"pages\":{\"about\":{\"uk\":1}}}", "{\"pages\":{\"about\":{\"uk\":null}}}", "{}"},
        {"{}", "{\"pages\":{\"about\":{}}}", "{\"pages\":{\"about\":{}}}"},
        {"{\"accent\":{\"light\":1,\"dark\":2}}", "{\"accent\":{\"light\":3}}", "{\"accent\":{\"light\":3}}"},
        {"{\"creatives\":[1,2]}", "{\"creatives\":[3]}", "{\"creatives\":[3]}"},
        {"{\"front\":{\"uk\":1}}", "{\"front\":7,\"nothing\":{\"a\":null}}", "{\"front\":7,\"nothing\":{\"a\":null}}"},
};

static void what_goes_by_edition_is_merged_edition_by_edition(void **state)
{
        (void)state;
        for (size_t i = 0; i < sizeof merges / sizeof merges[0]; i++) {
                json_auto_t *document = json_loads(merges[i].document, 0, NULL);
                json_auto_t *named = json_loads(merges[i].named, 0, NULL);
                json_auto_t *merged = json_loads(merges[i].merged, 0, NULL);
                assert_true(document && named && merged);
                settings_merge(document, named);
                char *text = json_dumps(document, JSON_COMPACT);
                if (!json_equal(document, merged)) fail_msg("%s: %s", merges[i].named, text);
                free(text);
        }
}

static void refuses_two_creatives_of_one_key(void **state)
{
        struct writer *d = *state;
#define CREATIVE                                                                                                       \
        "{\"key\":\"a\",\"slot\":\"rail\",\"editions\":[\"uk\"],\"weight\":1,\"title\":\"A\",\"url\":\"/about/\"}"
        assert_int_equal(read_text(d, "{\"creatives\":[" CREATIVE "]}").code, OK);
        assert_int_equal(read_text(d, "{\"creatives\":[" CREATIVE "," CREATIVE "]}").code, ERR_INVALID);
        assert_string_equal(buf_text(&d->why), "creatives[1].key: 'a' is also that of creatives[0]; give each its own");
#undef CREATIVE
}

static void refuses_more_than_there_may_be(void **state)
{
        struct writer *d = *state;
        CLEANUP(buf_clear) struct buf json = BUF_INIT(10000);
        buf_add_text(&json, "{\"front\":{\"uk\":{\"placed\":[");
        for (int i = 0; i <= PLACED_MAX; i++)
                buf_add_format(&json, "%s\"urn:%d\"", i ? "," : "", i);
        buf_add_text(&json, "]}}}");
        assert_int_equal(read_text(d, buf_text(&json)).code, ERR_INVALID);
        assert_string_equal(buf_text(&d->why), "front.uk.placed: has 31 elements; there may be 30");
}

static void the_ground_is_that_of_the_default_theme(void **state)
{
        (void)state;
        struct slice style = builtin_find(SLICE("themes/default/style.css"));
        assert_non_null(slice_find(style, SLICE("--bg: #fdfdfb")));
        assert_non_null(slice_find(style, SLICE("--bg: #15171b")));
        assert_true(slice_eq(GROUND_LIGHT, SLICE("#fdfdfb")) && slice_eq(GROUND_DARK, SLICE("#15171b")));
}

static void contrast_is_that_of_wcag(void **state)
{
        (void)state;
        assert_true(colour_contrast(SLICE("#000000"), SLICE("#FFFFFF")) == 21.0);
        assert_true(colour_contrast(SLICE("#777777"), SLICE("#ffffff")) < 4.5);
        assert_true(colour_contrast(SLICE("#767676"), SLICE("#ffffff")) > 4.5);
        assert_false(colour_is_well_formed(SLICE("#12345")));
        assert_false(colour_is_well_formed(SLICE("#12345g")));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, start, stop)

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(reads_nothing_as_nothing_set),
                TEST(reads_pages_in_their_order),
                TEST(puts_pages_in_the_order_that_is_set),
                TEST(reads_a_newsrooms_own_words),
                TEST(reads_ways_to_support),
                TEST(reads_what_goes_by_the_clock),
                TEST(reads_the_rest),
                TEST(refuses_what_breaks_a_rule_and_says_where),
                cmocka_unit_test(what_goes_by_edition_is_merged_edition_by_edition),
                TEST(refuses_two_creatives_of_one_key),
                TEST(refuses_more_than_there_may_be),
                cmocka_unit_test(the_ground_is_that_of_the_default_theme),
                cmocka_unit_test(contrast_is_that_of_wcag),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
