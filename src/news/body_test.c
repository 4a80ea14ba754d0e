#include "news/body.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define ID                          "\"attrs\":{\"id\":\"a\"}"
#define DOC(blocks)                 "{\"type\":\"doc\",\"content\":[" blocks "]}"
#define PARAGRAPH(texts)            "{\"type\":\"paragraph\"," ID ",\"content\":[" texts "]}"
#define TEXT                        "{\"type\":\"text\",\"text\":\"x\"}"
#define MARKED(marks)               "{\"type\":\"text\",\"text\":\"x\",\"marks\":[" marks "]}"
#define BLOCK(type, attrs, content) "{\"type\":\"" type "\",\"attrs\":{\"id\":\"" attrs "},\"content\":[" content "]}"
#define ATOM(type, attrs)           "{\"type\":\"" type "\",\"attrs\":{\"id\":\"" attrs "}}"
#define LINE(texts)                 "{\"type\":\"line\",\"content\":[" texts "]}"
#define SHA                         "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* The outcome of reading `json`, with the reason in `why`. */
static enum err_code read_body(const char *json, struct arena *a, struct body *ret, struct buf *why)
{
        json_t *parsed = json_loads(json, 0, NULL);
        if (!parsed) fail_msg("the test's own JSON is broken: %s", json);
        enum err_code code = (enum err_code)body_from_json(parsed, a, ret, why).code;
        json_decref(parsed);
        return code;
}

static void assert_refused(const char *json, const char *reason)
{
        CLEANUP(arena_clear) struct arena a = {0};
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4000);
        struct body body = {0};
        enum err_code code = read_body(json, &a, &body, &why);
        if (code != ERR_INVALID || strcmp(buf_text(&why), reason) != 0)
                fail_msg("%s\n gave '%s'\n not '%s'", json, buf_text(&why), reason);
}

/* Reads, writes, and compares with what was read. */
static void assert_kept(const char *json)
{
        CLEANUP(arena_clear) struct arena a = {0};
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4000);
        struct body body = {0};
        if (read_body(json, &a, &body, &why) != OK) fail_msg("%s\n was refused: %s", json, buf_text(&why));
        json_t *before = json_loads(json, 0, NULL), *after = body_to_json(&body);
        assert_true(json_equal(before, after));
        json_decref(before);
        json_decref(after);
}

static void keeps_every_block_as_it_was(void **state)
{
        (void)state;
        static const char *const blocks[] = {
                BLOCK("paragraph", "a\"", TEXT),
                BLOCK("paragraph", "a\"", ""),
                BLOCK("labelled", "a\",\"label\":\"source\"", TEXT),
                BLOCK("labelled", "a\",\"label\":\"custom\",\"label_text\":\"Погода\"", TEXT),
                BLOCK("heading", "a\",\"level\":2", TEXT),
                BLOCK("heading", "a\",\"level\":3", TEXT),
                BLOCK("list", "a\"", BLOCK("item", "b\"", LINE(TEXT)) "," BLOCK("item", "c\"", LINE(""))),
                BLOCK("list", "a\",\"ordered\":true",
                      BLOCK("item", "b\"", LINE(TEXT) "," BLOCK("list", "c\"", BLOCK("item", "d\"", LINE(TEXT))))),
                BLOCK("quote", "a\",\"attribution\":\"Хтось\"", BLOCK("paragraph", "b\"", TEXT)),
                ATOM("image", "a\",\"asset\":\"" SHA "\",\"caption\":\"c\",\"credit\":\"d\",\"alt\":\"e\""),
                ATOM("image", "a\""),
                BLOCK("gallery", "a\"", ATOM("image", "b\"") "," ATOM("image", "c\"")),
                BLOCK("table", "a\",\"caption\":\"t\"",
                      BLOCK("row", "b\"", BLOCK("cell", "c\",\"header\":true", TEXT) "," BLOCK("cell", "d\"", ""))),
                ATOM("embed", "a\",\"provider\":\"youtube\",\"embed_id\":\"abc\",\"caption\":\"c\""),
                ATOM("divider", "a\""),
                BLOCK("timeline", "a\",\"time_ms\":1690857240000", LINE(TEXT) "," BLOCK("paragraph", "b\"", TEXT)),
        };
        for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
                char json[2000];
                snprintf(json, sizeof json, DOC("%s"), blocks[i]);
                assert_kept(json);
        }
        assert_kept(DOC(""));
}

static void keeps_every_mark_as_it_was(void **state)
{
        (void)state;
        assert_kept(DOC(PARAGRAPH(MARKED("{\"type\":\"bold\"}"))));
        assert_kept(DOC(PARAGRAPH(MARKED("{\"type\":\"bold\"},{\"type\":\"italic\"}"))));
        assert_kept(DOC(PARAGRAPH(MARKED("{\"type\":\"superscript\"}") "," MARKED("{\"type\":\"subscript\"}"))));
        assert_kept(DOC(PARAGRAPH(MARKED("{\"type\":\"link\",\"attrs\":{\"href\":\"https://example.org/\"}}"))));
        assert_kept(DOC(PARAGRAPH("{\"type\":\"text\",\"text\":\"one\\ntwo\"}")));
}

static void refuses_what_is_not_in_the_tables(void **state)
{
        (void)state;
        static const struct {
                const char *json, *reason;
        } rows[] = {
                {"[]", "body: not an object with a type"},
                {"{\"type\":\"paragraph\"}", "body: its type is 'paragraph', not 'doc'"},
                {"{\"type\":\"doc\",\"content\":{}}", "body.content: not an array"},
                {"{\"type\":\"doc\",\"attrs\":{}}", "body: unknown key 'attrs'"},
                {DOC("7"), "content[0]: not an object with a type"},
                {DOC("{\"type\":\"script\"}"), "content[0]: unknown type 'script'"},
                {DOC("{\"type\":\"paragraph\"," ID ",\"style\":1}"), "content[0]: unknown key 'style'"},
                {DOC("{\"type\":\"paragraph\",\"attrs\":{\"id\":\"a\",\"onclick\":\"x\"}}"),
                 "content[0].attrs: unknown attribute 'onclick'"},
                {DOC("{\"type\":\"paragraph\",\"attrs\":{\"id\":\"a\",\"level\":2}}"),
                 "content[0].attrs: unknown attribute 'level'"},
                {DOC("{\"type\":\"paragraph\",\"attrs\":[]}"), "content[0].attrs: not an object"},
                {DOC("{\"type\":\"paragraph\"," ID ",\"content\":{}}"), "content[0].content: not an array"},
                {DOC("{\"type\":\"divider\"," ID ",\"content\":[]}"), "content[0].content: nothing may stand in it"},
                {DOC(PARAGRAPH("{\"type\":\"paragraph\"}")), "content[0].content[0]: 'paragraph' where text stands"},
                {DOC(PARAGRAPH("{\"type\":\"text\"}")), "content[0].content[0]: a text node needs a text"},
                {DOC(PARAGRAPH("{\"type\":\"text\",\"text\":\"x\",\"marks\":{}}")),
                 "content[0].content[0].marks: not an array"},
                {DOC(PARAGRAPH(TEXT "," MARKED("{\"type\":\"color\"}"))),
                 "content[0].content[1].marks[0]: unknown mark 'color'"},
                {DOC(PARAGRAPH(MARKED("7"))), "content[0].content[0].marks[0]: not an object with a type"},
                {DOC(PARAGRAPH(MARKED("{\"type\":\"bold\"},{\"type\":\"bold\"}"))),
                 "content[0].content[0].marks[1]: mark 'bold' stands twice"},
                {DOC(PARAGRAPH(MARKED("{\"type\":\"bold\",\"attrs\":{}}"))),
                 "content[0].content[0].marks[0]: mark 'bold' takes no attributes"},
                {DOC(PARAGRAPH(MARKED("{\"type\":\"link\"}"))), "content[0].content[0].marks[0]: a link needs a href"},
                {DOC(PARAGRAPH(MARKED("{\"type\":\"link\",\"attrs\":{\"href\":\"https://e.org\",\"target\":\"x\"}}"))),
                 "content[0].content[0].marks[0]: unknown attribute 'target'"},
                {DOC(BLOCK("list", "a\"", BLOCK("item", "b\"", ""))),
                 "content[0].content[0].content[0]: not an object with a type"},
                {DOC(BLOCK("list", "a\"", BLOCK("item", "b\"", PARAGRAPH("")))),
                 "content[0].content[0].content[0]: unknown key 'attrs'"},
                {DOC(BLOCK("heading", "a\",\"level\":\"2\"", "")), "content[0].attrs: 'level' has a wrong value"},
                {DOC(BLOCK("list", "a\",\"ordered\":1", "")), "content[0].attrs: 'ordered' has a wrong value"},
                {DOC(BLOCK("labelled", "a\",\"label\":\"x\"", "")), "content[0].attrs: 'label' has a wrong value"},
                {DOC(BLOCK("timeline", "a\",\"time_ms\":1.5", "")), "content[0].attrs: 'time_ms' has a wrong value"},
        };
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
                assert_refused(rows[i].json, rows[i].reason);
}

static const struct {
        const char *json, *reason;
} broken_rules[] = {
        {DOC("{\"type\":\"paragraph\"}"), "content[0].attrs: 'id' must be 1 to 16 of a-z and 0-9"},
        {DOC(BLOCK("paragraph", "A\"", "")), "content[0].attrs: 'id' must be 1 to 16 of a-z and 0-9"},
        {DOC(BLOCK("paragraph", "a0123456789012345\"", "")), "content[0].attrs: 'id' must be 1 to 16 of a-z and 0-9"},
        {DOC(PARAGRAPH("") "," PARAGRAPH("")), "body: id 'a' stands twice"},
        {DOC(PARAGRAPH("{\"type\":\"text\",\"text\":\"\"}")), "content[0].content[0]: a text node without text"},
        {DOC(PARAGRAPH("{\"type\":\"text\",\"text\":\"\\u001b\"}")),
         "content[0].content[0]: text that is not UTF-8, or has control characters"},
        {DOC(PARAGRAPH(MARKED("{\"type\":\"link\",\"attrs\":{\"href\":\"javascript:x\"}}"))),
         "content[0].content[0]: a link must be a well-formed http, https or mailto address, or a path of this site "
         "that begins with one /, not 'javascript:x'"},
        {DOC(PARAGRAPH(MARKED("{\"type\":\"link\",\"attrs\":{\"href\":\"//e.org/\"}}"))),
         "content[0].content[0]: a link must be a well-formed http, https or mailto address, or a path of this site "
         "that begins with one /, not '//e.org/'"},
        {DOC(BLOCK("heading", "a\",\"level\":1", "")), "content[0].attrs: 'level' must be 2 or 3"},
        {DOC(BLOCK("heading", "a\"", "")), "content[0].attrs: 'level' must be 2 or 3"},
        {DOC(BLOCK("labelled", "a\"", "")), "content[0].attrs: 'label_text' belongs to a custom label, which needs it"},
        {DOC(BLOCK("labelled", "a\",\"label\":\"source\",\"label_text\":\"x\"", "")),
         "content[0].attrs: 'label_text' belongs to a custom label, which needs it"},
        {DOC(BLOCK("list", "a\"", "")), "content[0]: an empty list"},
        {DOC(BLOCK("list", "a\"", BLOCK("paragraph", "b\"", ""))),
         "content[0].content[0]: 'paragraph' may not stand in 'list'"},
        {DOC(BLOCK("item", "a\"", LINE(""))), "content[0]: 'item' may not stand in 'doc'"},
        {DOC(BLOCK("list", "a\"",
                   BLOCK("item", "b\"",
                         LINE("") "," BLOCK("list", "c\"", BLOCK("item", "d\"", LINE(""))) "," BLOCK(
                                 "list", "e\"", BLOCK("item", "f\"", LINE("")))))),
         "content[0].content[0]: an item holds at most one list"},
        {DOC(BLOCK("quote", "a\"", BLOCK("heading", "b\",\"level\":2", ""))),
         "content[0].content[0]: 'heading' may not stand in 'quote'"},
        {DOC(ATOM("image", "a\",\"asset\":\"abc\"")), "content[0].attrs: 'asset' must be a SHA-256 in hexadecimal"},
        {DOC(ATOM("image", "a\",\"caption\":\"one\\ntwo\"")), "content[0].attrs: 'caption' is not one line of UTF-8"},
        {DOC(ATOM("embed", "a\",\"provider\":\"elsewhere\",\"embed_id\":\"1\"")),
         "content[0].attrs: nothing is known as '1' of 'elsewhere'"},
        {DOC(BLOCK("table", "a\"",
                   BLOCK("row", "b\"", BLOCK("cell", "c\"", "")) "," BLOCK(
                           "row", "d\"", BLOCK("cell", "e\"", "") "," BLOCK("cell", "f\"", "")))),
         "content[0]: row 1 has 2 cells and the first 1"},
        {DOC(BLOCK("timeline", "a\",\"time_ms\":1690857240000",
                   LINE("") "," BLOCK("timeline", "b\",\"time_ms\":1690857240000", LINE("")))),
         "content[0].content[1]: 'timeline' may not stand in 'timeline'"},
        {DOC(BLOCK("timeline", "a\",\"time_ms\":99999999999999", LINE(""))),
         "content[0].attrs: 'time_ms' is no time of news"},
};

static void refuses_what_breaks_a_rule(void **state)
{
        (void)state;
        for (size_t i = 0; i < sizeof broken_rules / sizeof broken_rules[0]; i++)
                assert_refused(broken_rules[i].json, broken_rules[i].reason);
}

static void refuses_lists_nested_without_end(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf json = BUF_INIT(100000);
        enum { LISTS = 200 };
        buf_add_text(&json, "{\"type\":\"doc\",\"content\":[");
        for (int i = 0; i < LISTS; i++)
                buf_add_text(&json, "{\"type\":\"list\",\"content\":[{\"type\":\"item\",\"content\":[" LINE("") ",");
        buf_add_text(&json, PARAGRAPH(""));
        for (int i = 0; i < LISTS; i++)
                buf_add_text(&json, "]}]}");
        buf_add_text(&json, "]}");
        assert_refused(buf_text(&json), "content[0].content[0].content[1].content[0].content[1].content[0].content[1]."
                                        "content[0]: blocks stand in blocks more than 8 deep");
}

static enum err_code check_paragraphs(size_t count, struct span span)
{
        CLEANUP(arena_clear) struct arena a = {0};
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4000);
        struct body body = {arena_array(&a, count, sizeof *body.blocks), count};
        for (size_t i = 0; i < count; i++)
                body.blocks[i] = (struct block){.text = {&span, span.text.len > 0}};
        body_fill_ids(&body, &a);
        return (enum err_code)body_check(&body, &why).code;
}

static void refuses_too_many_blocks_and_too_long_texts(void **state)
{
        (void)state;
        assert_int_equal(check_paragraphs(BODY_BLOCKS_MAX, (struct span){0}), OK);
        assert_int_equal(check_paragraphs(BODY_BLOCKS_MAX + 1, (struct span){0}), ERR_INVALID);

        enum { LONG = BODY_JSON_MAX_BYTES / 4 };
        static char text[LONG];
        memset(text, '"', sizeof text);
        assert_int_equal(check_paragraphs(1, (struct span){.text = {text, LONG}}), OK);
        assert_int_equal(check_paragraphs(2, (struct span){.text = {text, LONG}}), ERR_INVALID);
}

static void refuses_bodies_made_wrong_in_memory(void **state)
{
        (void)state;
        assert_int_equal(check_paragraphs(1, (struct span){.text = SLICE("x")}), OK);
        assert_int_equal(check_paragraphs(1, (struct span){.text = SLICE("\xff")}), ERR_INVALID);
        assert_int_equal(check_paragraphs(1, (struct span){.text = SLICE("x"), .marks = 64}), ERR_INVALID);
        assert_int_equal(check_paragraphs(1, (struct span){.text = SLICE("x"), .marks = MARK_LINK}), ERR_INVALID);
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4000);
        struct block block = {.kind = (enum block_kind)99, .id = SLICE("a")};
        assert_int_equal(body_check(&(struct body){&block, 1}, &why).code, ERR_INVALID);
}

static void fills_ids_around_those_that_are_given(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        struct block items[2] = {{.kind = BLOCK_ITEM}, {.kind = BLOCK_ITEM}};
        struct block blocks[3] = {{.id = SLICE("1")}, {.kind = BLOCK_LIST, .children = items, .child_count = 2}, {0}};
        struct body body = {blocks, 3};
        body_fill_ids(&body, &a);
        assert_string_equal(blocks[0].id.at, "1");
        assert_string_equal(blocks[1].id.at, "6"); /* 1 is taken; a whole body of 5 further is free */
        assert_string_equal(items[0].id.at, "2");
        assert_string_equal(items[1].id.at, "3");
        assert_string_equal(blocks[2].id.at, "4");
}

static void writes_plain_text_a_line_a_block(void **state)
{
        (void)state;
        CLEANUP(arena_clear) struct arena a = {0};
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4000), text = BUF_INIT(4000);
        struct body body = {0};
        assert_int_equal(
                read_body(DOC(PARAGRAPH(TEXT "," MARKED("{\"type\":\"bold\"}")) "," BLOCK(
                                  "labelled", "b\",\"label\":\"custom\",\"label_text\":\"Погода\"",
                                  TEXT) "," BLOCK("quote", "c\",\"attribution\":\"Хтось\"",
                                                  BLOCK("paragraph", "d\"",
                                                        TEXT)) "," ATOM("divider",
                                                                        "e\"") "," ATOM("image",
                                                                                        "f\",\"caption\":\"Міст\"")),
                          &a, &body, &why),
                OK);
        body_write_text(&body, &text);
        assert_string_equal(buf_text(&text), "xx\nПогода: x\nx\nХтось\nМіст\n");
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(keeps_every_block_as_it_was),
                cmocka_unit_test(keeps_every_mark_as_it_was),
                cmocka_unit_test(refuses_what_is_not_in_the_tables),
                cmocka_unit_test(refuses_what_breaks_a_rule),
                cmocka_unit_test(refuses_lists_nested_without_end),
                cmocka_unit_test(refuses_too_many_blocks_and_too_long_texts),
                cmocka_unit_test(refuses_bodies_made_wrong_in_memory),
                cmocka_unit_test(fills_ids_around_those_that_are_given),
                cmocka_unit_test(writes_plain_text_a_line_a_block),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
