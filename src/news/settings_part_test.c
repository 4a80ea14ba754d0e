#include "news/settings_part.h"

#include "base/err.h"
#include "news/settings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#define DOCUMENT                                                                                                       \
        "{\"pages\":{\"about\":{\"uk\":{\"title\":\"Про\"},\"en\":{\"title\":\"About\"}}},"                         \
        "\"creatives\":[{\"key\":\"a\",\"title\":\"A\"},{\"key\":\"b\",\"title\":\"B\"}],\"ads_txt\":\"x\"}"

static json_t *read_json(const char *text)
{
        json_t *value = json_loads(text, JSON_DECODE_ANY, NULL);
        if (!value) fail_msg("no JSON: %s", text);
        return value;
}

static void assert_json(const json_t *value, const char *wanted)
{
        char *text = value ? json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_SORT_KEYS) : NULL;
        assert_string_equal(text ? text : "nothing", wanted);
        free(text);
}

static void finds_what_a_name_leads_to(void **state)
{
        (void)state;
        json_t *document = read_json(DOCUMENT);
        assert_json(settings_part(document, SLICE("pages.about.en")), "{\"title\":\"About\"}");
        assert_json(settings_part(document, SLICE("creatives.b")), "{\"key\":\"b\",\"title\":\"B\"}");
        assert_json(settings_part(document, SLICE("ads_txt")), "\"x\"");
        assert_null(settings_part(document, SLICE("pages.rules.en")));
        assert_null(settings_part(document, SLICE("creatives.c")));
        assert_null(settings_part(document, SLICE("ads_txt.en")));
        json_decref(document);
}

/* What the document becomes. */
static void expect_put(const char *part, const char *value, const char *where, const char *wanted)
{
        json_t *document = read_json(DOCUMENT);
        json_t *named = settings_part_named(document, slice_of(part), value ? read_json(value) : NULL);
        settings_merge(document, named);
        assert_json(settings_part(document, slice_of(where)), wanted);
        json_decref(named);
        json_decref(document);
}

static void puts_a_part_and_leaves_the_others(void **state)
{
        (void)state;
        expect_put("pages.about.uk", "{\"title\":\"Ми\"}", "pages.about",
                   "{\"en\":{\"title\":\"About\"},\"uk\":{\"title\":\"Ми\"}}");
        expect_put("pages.about.uk", NULL, "pages.about", "{\"en\":{\"title\":\"About\"}}");
        expect_put("creatives.a", "{\"key\":\"a\"}", "creatives", "[{\"key\":\"a\"},{\"key\":\"b\",\"title\":\"B\"}]");
        expect_put("creatives.c", "{\"key\":\"c\"}", "creatives.c", "{\"key\":\"c\"}");
        expect_put("creatives.a", NULL, "creatives", "[{\"key\":\"b\",\"title\":\"B\"}]");
        expect_put("support.uk", "{\"title\":\"S\"}", "support", "{\"uk\":{\"title\":\"S\"}}");
        expect_put("ads_txt", NULL, "ads_txt", "nothing");
}

static void note(void *context, struct slice part)
{
        char *told = context;
        size_t len = strlen(told);
        memcpy(told + len, part.at, part.len);
        memcpy(told + len + part.len, " ", 2);
}

static void expect_differences(const char *after, const char *wanted)
{
        char told[500] = "";
        json_t *before = read_json(DOCUMENT), *now = read_json(after);
        settings_compare(before, now, note, told);
        assert_string_equal(told, wanted);
        json_decref(before);
        json_decref(now);
}

static void names_the_parts_that_differ(void **state)
{
        (void)state;
        expect_differences(DOCUMENT, "");
        expect_differences("{}", "pages.about.uk pages.about.en creatives.a creatives.b ads_txt ");
        expect_differences(
                "{\"pages\":{\"about\":{\"en\":{\"title\":\"About\"},\"uk\":{\"title\":\"Ми\"}},\"rules\":{\"en\":{}}},"
                "\"creatives\":[{\"key\":\"b\",\"title\":\"C\"},{\"key\":\"a\",\"title\":\"A\"}],\"ads_txt\":\"x\","
                "\"words\":{\"uk\":{\"foot\":\"x\"}}}",
                "pages.about.uk pages.rules.en words.uk creatives.b ");
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                cmocka_unit_test(finds_what_a_name_leads_to),
                cmocka_unit_test(puts_a_part_and_leaves_the_others),
                cmocka_unit_test(names_the_parts_that_differ),
        };
        return cmocka_run_group_tests_name("settings part", tests, NULL, NULL);
}
