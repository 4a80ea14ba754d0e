#include "news/coverage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct arena arena;
static const struct span words = {.text = {"Words", 5}}, title = {.text = {"Title", 5}};
static struct block below[] = {{.kind = BLOCK_PARAGRAPH, .id = {"below", 5}, .text = {&words, 1}}};

static struct block entry(const char *id, int64_t time_ms)
{
        return (struct block){.kind = BLOCK_TIMELINE,
                              .id = slice_of(id),
                              .time_ms = time_ms,
                              .children = below,
                              .child_count = COUNT(below)};
}

static const char *ids(const struct body *body)
{
        struct slice all = SLICE("");
        for (size_t i = 0; i < body->count; i++)
                all = arena_format(&arena, "%.*s%.*s", SLICE_ARGS(all), SLICE_ARGS(body->blocks[i].id));
        return all.len ? all.at : "";
}

static void entries_stand_apart_in_either_order_pinned_ones_first(void **state)
{
        (void)state;
        struct block blocks[] = {entry("a", 10), {.kind = BLOCK_PARAGRAPH, .id = SLICE("p")},
                                 entry("b", 30), entry("c", 20),
                                 entry("d", 20), entry("e", 5)};
        blocks[5].pinned = true;
        const struct body body = {blocks, COUNT(blocks)};
        struct coverage newest = coverage_of(&body, COVERAGE_NEWEST_FIRST, &arena);
        struct coverage as_it_came = coverage_of(&body, COVERAGE_AS_IT_CAME, &arena);
        assert_string_equal(ids(&newest.text), "p");
        assert_string_equal(ids(&newest.entries), "ebdca");
        assert_string_equal(ids(&as_it_came.entries), "eacdb");
        struct body page = coverage_page(&as_it_came.entries, 1, &arena);
        assert_string_equal(ids(&page), "eacdb");
        blocks[2].pinned = true;
        as_it_came = coverage_of(&body, COVERAGE_AS_IT_CAME, &arena);
        page = coverage_page(&as_it_came.entries, 1, &arena);
        assert_string_equal(ids(&page), "ebacd");
        assert_string_equal(ids(&as_it_came.entries), "eacdb");
}

/* `count` entries, one a second, with ids of two characters. */
static struct body entries(size_t count)
{
        struct body body = {arena_array(&arena, count, sizeof *body.blocks), count};
        for (size_t i = 0; i < count; i++)
                body.blocks[i] = entry(arena_format(&arena, "%c%c", (char)('A' + i / 26), (char)('a' + i % 26)).at,
                                       1000 * (int64_t)i);
        return body;
}

static void pages_from_the_first_entry_on_stay_as_they_are_when_they_are_full(void **state)
{
        (void)state;
        static const size_t counts[] = {0, 1, 50, 51, 100, 101};
        static const unsigned pages[] = {1, 1, 1, 2, 2, 3};
        for (size_t i = 0; i < COUNT(counts); i++)
                assert_int_equal(coverage_page_count(counts[i]), pages[i]);
        struct body few = entries(50), many = entries(101);
        many.blocks[99].pinned = true;
        struct body full = coverage_page(&few, 1, &arena), first = coverage_page(&many, 1, &arena);
        assert_string_equal(ids(&full), ids(&first));
        struct body second = coverage_page(&many, 2, &arena), last = coverage_page(&many, 3, &arena);
        assert_int_equal(second.count, 50);
        assert_true(slice_eq(second.blocks[0].id, many.blocks[99].id)); /* pinned */
        assert_true(slice_eq(second.blocks[1].id, many.blocks[50].id));
        assert_int_equal(last.count, 1);
        for (size_t i = 0; i < many.count; i++)
                assert_int_equal(coverage_page_of(&many, &many.blocks[i]), i / 50 + 1);
}

static void the_articles_page_has_thirty_entries_and_fewer_long_ones(void **state)
{
        (void)state;
        enum { LONG = 3000 };
        static char text[LONG];
        memset(text, 'w', sizeof text);
        const struct span span = {.text = {text, sizeof text}};
        struct block paragraph = {.kind = BLOCK_PARAGRAPH, .id = SLICE("long"), .text = {&span, 1}};
        struct body body = entries(40);
        assert_int_equal(coverage_shown(&body), 30);
        body.count = 3;
        assert_int_equal(coverage_shown(&body), 3);
        body.count = 40;
        body.blocks[7].children = &paragraph;
        body.blocks[9].children = &paragraph;
        assert_int_equal(coverage_shown(&body), 30);
        body.blocks[8].children = &paragraph;
        body.blocks[20].children = &paragraph;
        assert_int_equal(coverage_shown(&body), 20);
        for (size_t i = 0; i < body.count; i++)
                body.blocks[i].children = &paragraph;
        assert_int_equal(coverage_shown(&body), 5);
}

static void pinned_entries_leave_room_for_five_of_the_newest(void **state)
{
        (void)state;
        enum { LONG = 1500 };
        static char text[LONG];
        memset(text, 'w', sizeof text);
        const struct span span = {.text = {text, sizeof text}};
        struct block paragraph = {.kind = BLOCK_PARAGRAPH, .id = SLICE("long"), .text = {&span, 1}};
        struct body body = entries(60);
        for (size_t i = 0; i < 7; i++) {
                body.blocks[i].children = &paragraph;
                body.blocks[i].pinned = true;
        }
        assert_int_equal(coverage_shown(&body), 12);
        body.count = 8;
        assert_int_equal(coverage_shown(&body), 8);
        body.count = 60;
        for (size_t i = 0; i < 40; i++) {
                body.blocks[i].children = below;
                body.blocks[i].pinned = true;
        }
        assert_int_equal(coverage_shown(&body), 45);
        for (size_t i = 0; i < body.count; i++)
                body.blocks[i].pinned = true;
        assert_int_equal(coverage_shown(&body), 60);
}

static void a_body_without_entries_has_none(void **state)
{
        (void)state;
        const struct body body = {0};
        struct coverage coverage = coverage_of(&body, COVERAGE_NEWEST_FIRST, &arena);
        assert_int_equal(coverage.text.count, 0);
        assert_int_equal(coverage.entries.count, 0);
        assert_int_equal(coverage_find(&body, SLICE("a")), 0);
}

static void an_entry_is_found_by_its_id_and_nothing_else_is(void **state)
{
        (void)state;
        struct block blocks[] = {{.kind = BLOCK_PARAGRAPH, .id = SLICE("p")}, entry("a", 10)};
        const struct body body = {blocks, COUNT(blocks)};
        assert_int_equal(coverage_find(&body, SLICE("a")), 1);
        assert_int_equal(coverage_find(&body, SLICE("p")), 2);
        assert_int_equal(coverage_find(&body, SLICE("below")), 2);
}

static void what_came_behind_a_moment_and_stands_is_new(void **state)
{
        (void)state;
        struct block blocks[] = {entry("a", 10), entry("b", 30), entry("c", 20), entry("d", 40)};
        blocks[3].struck_ms = 50;
        const struct body body = {blocks, COUNT(blocks)};
        const struct block *newest;
        assert_int_equal(coverage_count_new(&body, 10, &newest), 2);
        assert_ptr_equal(newest, &blocks[1]);
        assert_int_equal(coverage_count_new(&body, 30, &newest), 0);
        assert_null(newest);
}

static void an_entry_says_its_words_or_else_its_headline(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf text = BUF_INIT(1000);
        struct block block = entry("a", 10);
        coverage_write_headline(&block, &text);
        assert_string_equal(buf_text(&text), "");
        coverage_write_text(&block, &text);
        assert_string_equal(buf_text(&text), "Words");
        block.text = (struct rich_text){&title, 1};
        coverage_write_headline(&block, &text);
        assert_string_equal(buf_text(&text), "Title");
        block.child_count = 0;
        coverage_write_text(&block, &text);
        assert_string_equal(buf_text(&text), "Title");
}

static void what_was_struck_is_not_in_the_text_that_stands(void **state)
{
        (void)state;
        struct buf text = BUF_INIT(1000), places = BUF_INIT(1000);
        const struct span opened = {.text = {"Opened", 6}};
        struct block blocks[] = {{.kind = BLOCK_PARAGRAPH, .id = SLICE("p"), .text = {&opened, 1}}, entry("a", 10)};
        const struct body body = {blocks, COUNT(blocks)};
        coverage_write_standing(&body, &text, &places);
        assert_true(slice_eq(buf_slice(&text), SLICE("Opened\nWords\n")));
        assert_string_equal(buf_text(&places), " 0\na 7\n");
        buf_clear(&places);
        blocks[1].struck_ms = 20;
        buf_truncate(&text);
        coverage_write_standing(&body, &text, NULL);
        assert_true(slice_eq(buf_slice(&text), SLICE("Opened\n")));
        buf_clear(&text);
}

static void addresses_are_made_of_path_and_id(void **state)
{
        (void)state;
        const struct block block = entry("a1", 10);
        assert_true(slice_eq(coverage_anchor(&block, &arena), SLICE("e-a1")));
        assert_true(slice_eq(coverage_page_path(SLICE("/news/1/"), 1, &arena), SLICE("/news/1/oldest/")));
        assert_true(slice_eq(coverage_page_path(SLICE("/news/1/"), 12, &arena), SLICE("/news/1/oldest/12/")));
        assert_true(slice_eq(coverage_link(SLICE("/news/1/"), &block, &arena), SLICE("/news/1/e-a1/")));
}

static void a_struck_entry_keeps_the_place_of_those_behind_it_and_one_that_goes_does_not(void **state)
{
        (void)state;
        struct body many = entries(51);
        many.blocks[0].struck_ms = 60000;
        struct body struck = coverage_of(&many, COVERAGE_AS_IT_CAME, &arena).entries;
        assert_int_equal(coverage_page_of(&struck, &many.blocks[50]), 2);
        const struct body rest = {many.blocks + 1, many.count - 1};
        struct body left = coverage_of(&rest, COVERAGE_AS_IT_CAME, &arena).entries;
        assert_int_equal(coverage_page_of(&left, &many.blocks[50]), 1);
}

static void addresses_that_were_typed_are_links(void **state)
{
        (void)state;
        struct rich_text text = coverage_words(SLICE("https://a.example/, then http://b.example: see"), &arena);
        assert_int_equal(text.count, 4);
        assert_true(slice_eq(text.spans[0].href, SLICE("https://a.example/")) && text.spans[0].marks == MARK_LINK);
        assert_true(slice_eq(text.spans[1].text, SLICE(", then ")) && text.spans[1].marks == 0);
        assert_true(slice_eq(text.spans[2].text, SLICE("http://b.example")));
        assert_true(slice_eq(text.spans[3].text, SLICE(": see")));
        assert_true(coverage_is_typed(&text));
        const struct span named = {.text = SLICE("here"), .marks = MARK_LINK, .href = SLICE("https://a.example/")};
        assert_false(coverage_is_typed(&(struct rich_text){&named, 1}));
        assert_int_equal(coverage_words(SLICE("No address."), &arena).count, 1);
}

static int clear(void **state)
{
        (void)state;
        arena_clear(&arena);
        return 0;
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(entries_stand_apart_in_either_order_pinned_ones_first),
                cmocka_unit_test(pages_from_the_first_entry_on_stay_as_they_are_when_they_are_full),
                cmocka_unit_test(the_articles_page_has_thirty_entries_and_fewer_long_ones),
                cmocka_unit_test(pinned_entries_leave_room_for_five_of_the_newest),
                cmocka_unit_test(a_body_without_entries_has_none),
                cmocka_unit_test(an_entry_is_found_by_its_id_and_nothing_else_is),
                cmocka_unit_test(what_came_behind_a_moment_and_stands_is_new),
                cmocka_unit_test(an_entry_says_its_words_or_else_its_headline),
                cmocka_unit_test(what_was_struck_is_not_in_the_text_that_stands),
                cmocka_unit_test(addresses_are_made_of_path_and_id),
                cmocka_unit_test(a_struck_entry_keeps_the_place_of_those_behind_it_and_one_that_goes_does_not),
                cmocka_unit_test(addresses_that_were_typed_are_links),
        };
        return cmocka_run_group_tests(tests, NULL, clear);
}
