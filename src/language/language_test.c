/* The catalogues agree with each other; texts and placeholders. */
#include "language/language.h"

#include "base/builtin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <jansson.h>

static const char *const codes[] = {"uk", "ru", "en"};
enum { CODE_COUNT = sizeof codes / sizeof codes[0] };

static struct language *open_language(const char *code)
{
        struct language *l = NULL;
        assert_int_equal(language_open(slice_of(code), SLICE("Europe/Kyiv"), &l).code, OK);
        return l;
}

static json_t *load_catalogue(const char *code)
{
        struct buf name = BUF_INIT(64);
        buf_add_format(&name, "messages/%s.json", code);
        struct slice file = builtin_find(buf_slice(&name));
        assert_non_null(file.at);
        json_error_t error;
        json_t *texts = json_loadb(file.at, file.len, JSON_REJECT_DUPLICATES, &error);
        if (!texts) fail_msg("%s:%d: %s", buf_text(&name), error.line, error.text);
        buf_clear(&name);
        return texts;
}

static int by_name(const void *a, const void *b)
{
        return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

/* The placeholders of a text, sorted: "{page} of {pages}" gives "page pages ". */
static void write_placeholders(struct slice text, struct buf *ret)
{
        enum { NAMES_MAX = 8 };
        struct slice names[NAMES_MAX];
        size_t count = 0;
        for (slice_cut(&text, '{'); text.len; slice_cut(&text, '{')) {
                assert_true(count < NAMES_MAX);
                names[count++] = slice_cut(&text, '}');
        }
        qsort(names, count, sizeof names[0], by_name);
        for (size_t i = 0; i < count; i++)
                buf_add_format(ret, "%.*s ", SLICE_ARGS(names[i]));
}

static void assert_same_placeholders(const char *code, const char *key, const json_t *ours, const json_t *theirs)
{
        struct buf a = BUF_INIT(256), b = BUF_INIT(256);
        write_placeholders(slice_of(json_string_value(ours)), &a);
        write_placeholders(slice_of(json_string_value(theirs)), &b);
        if (!slice_eq(buf_slice(&a), buf_slice(&b)))
                fail_msg("%s: %s has {%s}, in %s {%s}", key, codes[0], buf_text(&a), code, buf_text(&b));
        buf_clear(&a);
        buf_clear(&b);
}

/* Every key of `from` is a text in `to` with the same placeholders. */
static void assert_covers(const char *code, json_t *from, json_t *to)
{
        const char *key;
        json_t *text;
        json_object_foreach(from, key, text)
        {
                if (!json_is_string(json_object_get(to, key))) fail_msg("%s: \"%s\" is missing on one side", code, key);
                assert_same_placeholders(code, key, text, json_object_get(to, key));
        }
}

static void catalogues_have_the_same_keys_and_placeholders(void **state)
{
        (void)state;
        json_t *first = load_catalogue(codes[0]);
        for (size_t i = 1; i < CODE_COUNT; i++) {
                json_t *other = load_catalogue(codes[i]);
                assert_covers(codes[i], first, other);
                assert_covers(codes[i], other, first);
                json_decref(other);
        }
        json_decref(first);
}

static void a_word_ends_where_no_letter_follows(void **state)
{
        (void)state;
        static const char *const ends[] = {"", " body", ". Next", "—", "- next", "», he said"};
        static const char *const middles[] = {"body", "ґанок", "7", "-op", "’я", "\xcc\x81", "\u2060-\u2060й"};
        for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
                assert_true(language_is_word_end(slice_of(ends[i])));
        for (size_t i = 0; i < sizeof middles / sizeof middles[0]; i++)
                assert_false(language_is_word_end(slice_of(middles[i])));
}

static void texts_are_typeset(void **state)
{
        (void)state;
        for (size_t i = 0; i < CODE_COUNT; i++) {
                json_t *texts = load_catalogue(codes[i]), *text;
                const char *key;
                json_object_foreach(texts, key, text)
                {
                        struct slice plain = slice_of(json_string_value(text));
                        struct buf typeset = BUF_INIT(1024);
                        language_write_nonbreaking(slice_of(codes[i]), plain, &typeset);
                        const char *typewriter =
                                strncmp(key, "date_", 5) ? "'\"`" : "\"`"; /* ICU's patterns quote with ' */
                        if (!slice_eq(plain, buf_slice(&typeset)) || strpbrk(plain.at, typewriter))
                                fail_msg("%s: \"%s\" wants %s", codes[i], key, buf_text(&typeset));
                        buf_clear(&typeset);
                }
                json_decref(texts);
        }
}

static void knows_the_texts_of_three_languages(void **state)
{
        (void)state;
        static const char *const names[] = {"Українська", "Русский", "English"};
        static const char *const recent[] = {"Останні новини", "Последние новости", "Recent news"};
        for (size_t i = 0; i < CODE_COUNT; i++) {
                CLEANUP(language_closep) struct language *l = open_language(codes[i]);
                assert_string_equal(language_text(l, "language_name").at, names[i]);
                assert_string_equal(language_text(l, "recent_news").at, recent[i]);
        }
}

static void refuses_unknown_languages_and_zones(void **state)
{
        (void)state;
        struct language *l = NULL;
        assert_int_equal(language_open(SLICE("xx"), SLICE("Europe/Kyiv"), &l).code, ERR_NOT_FOUND);
        assert_int_equal(language_open(SLICE("../uk"), SLICE("Europe/Kyiv"), &l).code, ERR_NOT_FOUND);
        assert_int_equal(language_open(SLICE("desk/uk"), SLICE("Europe/Kyiv"), &l).code, ERR_NOT_FOUND);
        assert_int_equal(language_open(SLICE(""), SLICE("Europe/Kyiv"), &l).code, ERR_NOT_FOUND);
        static const char *const zones[] = {
                "",       "Europe/Kyjiv", "GMT+3",
                "+03:00", "Київ",         "Europe/Kyiv/A/Name/That/Is/Longer/Than/Any/Time/Zone/Has/Ever/Been"};
        for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++)
                assert_int_equal(language_open(SLICE("uk"), slice_of(zones[i]), &l).code, ERR_INVALID);
        assert_null(l);
}

static void note_language(void *context, struct slice code)
{
        buf_add_format(context, "%.*s ", SLICE_ARGS(code));
}

static void names_every_language_that_can_be_opened(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf known = BUF_INIT(256);
        language_each(note_language, &known);
        assert_string_equal(buf_text(&known), "en ru uk ");
}

static void fills_placeholders_by_name(void **state)
{
        (void)state;
        CLEANUP(language_closep) struct language *l = open_language("en");
        struct language_value values[] = {{"name", SLICE("12")}, {"page", SLICE("{page}")}};
        struct buf text = BUF_INIT(256);
        language_write_text(l, "page_number", values, 2, &text);
        language_write_text(l, "all_news", NULL, 0, &text);
        assert_string_equal(buf_text(&text), "Page\u00a0{page}All news");
        buf_clear(&text);
}

static int by_key(const void *a, const void *b)
{
        return strcmp(a, b); /* it stands first */
}

static void texts_stand_in_the_order_of_the_alphabet(void **state)
{
        (void)state;
        static const struct {
                const char *code, *names[8];
        } cases[] = {
                {"uk", {"Єдність", "Ґанок", "Індустрія", "Йод", "Гончарі", "Зоря", "яблука", "Економіка"}},
                {"ru", {"Ёлки", "Юг", "жизнь", "Ель", "Щит", "Час", "Шум", "Яр"}},
                {"en", {"élan", "Zoo", "Eleven", "apple", "Elf", "B", "City 2", "City"}},
        };
        static const char *const wanted[] = {"Гончарі Ґанок Економіка Єдність Зоря Індустрія Йод яблука ",
                                             "Ёлки Ель жизнь Час Шум Щит Юг Яр ",
                                             "apple B City City 2 élan Eleven Elf Zoo "};
        for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
                CLEANUP(language_closep) struct language *l = open_language(cases[c].code);
                struct named {
                        char key[2 * LANGUAGE_SORT_KEY_BYTES + 1];
                        const char *name;
                } named[8];
                for (size_t i = 0; i < 8; i++) {
                        CLEANUP(buf_clear) struct buf key = BUF_INIT(2 * LANGUAGE_SORT_KEY_BYTES + 1);
                        language_write_sort_key(l, slice_of(cases[c].names[i]), &key);
                        named[i].name = cases[c].names[i];
                        assert_true(key.len > 0 && key.len < sizeof named[i].key);
                        memcpy(named[i].key, buf_text(&key), key.len + 1);
                }
                qsort(named, 8, sizeof named[0], by_key);
                CLEANUP(buf_clear) struct buf text = BUF_INIT(1000);
                for (size_t i = 0; i < 8; i++)
                        buf_add_format(&text, "%s ", named[i].name);
                assert_string_equal(buf_text(&text), wanted[c]);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(catalogues_have_the_same_keys_and_placeholders),
                cmocka_unit_test(a_word_ends_where_no_letter_follows),
                cmocka_unit_test(texts_are_typeset),
                cmocka_unit_test(knows_the_texts_of_three_languages),
                cmocka_unit_test(refuses_unknown_languages_and_zones),
                cmocka_unit_test(names_every_language_that_can_be_opened),
                cmocka_unit_test(fills_placeholders_by_name),
                cmocka_unit_test(texts_stand_in_the_order_of_the_alphabet),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
