#include "news/body_lines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

static struct body body_of(const char *json, struct arena *a)
{
        struct body body;
        struct buf why = BUF_INIT(1000);
        json_t *document = json_loads(json, 0, NULL);
        assert_non_null(document);
        if (body_from_json(document, a, &body, &why).code) fail_msg("%s", buf_text(&why));
        json_decref(document);
        buf_clear(&why);
        return body;
}

static void assert_body(const struct body *body, const char *wanted)
{
        json_t *document = body_to_json(body), *expected = json_loads(wanted, 0, NULL);
        char *text = json_dumps(document, JSON_COMPACT);
        if (!json_equal(document, expected)) fail_msg("%s is not %s", text, wanted);
        free(text);
        json_decref(document);
        json_decref(expected);
}

static void expect_lines(const struct body *body, const char *wanted)
{
        struct buf lines = BUF_INIT(10000);
        body_write_lines(body, &lines);
        assert_string_equal(buf_text(&lines), wanted);
        buf_clear(&lines);
}

#define DOC(content)        "{\"type\":\"doc\",\"content\":[" content "]}"
#define SAID(words)         "{\"type\":\"text\",\"text\":\"" words "\"}"
#define P(id, inside)       "{\"type\":\"paragraph\",\"attrs\":{\"id\":\"" id "\"},\"content\":[" inside "]}"
#define MARKED(words, mark) "{\"type\":\"text\",\"text\":\"" words "\",\"marks\":[{\"type\":\"" mark "\"}]}"

static void writes_and_reads_back_what_lines_can_say(void **state)
{
        (void)state;
        static const char json[] =
                DOC("{\"type\":\"heading\",\"attrs\":{\"id\":\"0\",\"level\":3},\"content\":[" SAID("Who") "]}," P(
                        "1",
                        SAID("2 * 3 ") "," MARKED("bold", "bold") "," MARKED("flat", "italic") "," SAID(
                                " ") ",{\"type\":\"text\",\"text\":\"here\",\"marks\":[{\"type\":\"link\",\"attrs\":"
                                     "{\"href\":\"https://a.example/x_y(z)\"}}]}") ","
                                                                                   "{\"type\":\"list\",\"attrs\":{"
                                                                                   "\"id\":\"2\"},\"content\":["
                                                                                   "{\"type\":\"item\",\"attrs\":{"
                                                                                   "\"id\":\"3\"},\"content\":[{"
                                                                                   "\"type\":\"line\",\"content\":"
                                                                                   "[" SAID(
                                                                                           "one") "]}]},"
                                                                                                  "{\"type\":\"item\","
                                                                                                  "\"attrs\":{\"id\":"
                                                                                                  "\"4\"},\"content\":["
                                                                                                  "{\"type\":\"line\","
                                                                                                  "\"content\":[" SAID(
                                                                                                          "two") "]}]}]"
                                                                                                                 "}");
        struct arena arena = {0};
        struct body body = body_of(json, &arena), none = {0}, back;
        static const char lines[] =
                "### Who\n\n2 \\* 3 **bold**_flat_ [here](https://a.example/x_y(z))\n\n- one\n- two";
        expect_lines(&body, lines);
        body_read_lines(slice_of(lines), &none, &arena, &back);
        assert_body(&back, json);
        arena_clear(&arena);
}

static void keeps_what_was_not_changed_as_it_was(void **state)
{
        (void)state;
        static const char json[] =
                DOC(P("a", SAID("One.")) ",{\"type\":\"divider\",\"attrs\":{\"id\":\"d\"}}," P("b", SAID("Two.")));
        struct arena arena = {0};
        struct body body = body_of(json, &arena), back;
        expect_lines(&body, "One.\n\n[[divider d]]\n\nTwo.");
        body_read_lines(SLICE("Two.\n\n\nNew.\n\n[[divider d]]\n\nOne.\n"), &body, &arena, &back);
        assert_int_equal(back.count, 4);
        assert_true(slice_eq(back.blocks[0].id, SLICE("b")));
        assert_true(back.blocks[2].kind == BLOCK_DIVIDER);
        assert_true(slice_eq(back.blocks[3].id, SLICE("a")));
        assert_true(back.blocks[1].id.len > 0);
        arena_clear(&arena);
}

static void takes_what_is_no_sign_as_letters(void **state)
{
        (void)state;
        static const char *const texts[] = {"[not a link", "[a]()", "\\", "-5 degrees", "12", "#1", "(b)"};
        for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
                struct arena arena = {0};
                struct body none = {0}, body;
                body_read_lines(slice_of(texts[i]), &none, &arena, &body);
                assert_int_equal(body.count, 1);
                assert_int_equal(body.blocks[0].kind, BLOCK_PARAGRAPH);
                assert_true(slice_eq(body.blocks[0].text.spans[0].text, slice_of(texts[i])));
                arena_clear(&arena);
        }
}

static void an_empty_text_has_no_blocks(void **state)
{
        (void)state;
        struct arena arena = {0};
        struct body none = {0}, body;
        body_read_lines(SLICE(" \n\n \n"), &none, &arena, &body);
        assert_int_equal(body.count, 0);
        body_read_lines(SLICE("****"), &none, &arena, &body);
        assert_int_equal(body.count, 0);
        arena_clear(&arena);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                cmocka_unit_test(writes_and_reads_back_what_lines_can_say),
                cmocka_unit_test(keeps_what_was_not_changed_as_it_was),
                cmocka_unit_test(takes_what_is_no_sign_as_letters),
                cmocka_unit_test(an_empty_text_has_no_blocks),
        };
        return cmocka_run_group_tests_name("body lines", tests, NULL, NULL);
}
