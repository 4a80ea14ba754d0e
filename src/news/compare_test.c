#include "news/compare.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

static struct arena arena;

static struct rich_text text_of(struct slice words)
{
        struct span *span = arena_alloc(&arena, sizeof *span);
        span->text = words;
        return (struct rich_text){span, words.len > 0};
}

static struct slice plain(struct rich_text text)
{
        struct slice all = SLICE("");
        for (size_t i = 0; i < text.count; i++)
                all = arena_format(&arena, "%.*s%.*s", SLICE_ARGS(all), SLICE_ARGS(text.spans[i].text));
        return all;
}

/* "the [-old-]{+new+} town" */
static const char *drawn(const struct compared_text *compared)
{
        static const char *const marks[][2] = {
                [COMPARED_SAME] = {"", ""}, [COMPARED_REMOVED] = {"[-", "-]"}, [COMPARED_ADDED] = {"{+", "+}"}};
        struct slice all = SLICE("");
        for (size_t i = 0; i < compared->count; i++) {
                const char *const *around = marks[compared->at[i].kind];
                struct slice run = plain(compared->at[i].text);
                all = arena_format(&arena, "%.*s%s%.*s%s", SLICE_ARGS(all), around[0], SLICE_ARGS(run), around[1]);
        }
        return all.at;
}

static void expect(const char *before, const char *after, const char *expected)
{
        struct compared_text compared;
        compare_texts(text_of(slice_of(before)), text_of(slice_of(after)), &arena, &compared);
        assert_string_equal(drawn(&compared), expected);
}

static void tells_words_that_were_added_and_removed(void **state)
{
        (void)state;
        expect("the old town", "the old town", "the old town");
        expect("the old town", "the new town", "the [-old-]{+new+} town");
        expect("the town", "the new town", "the {+new +}town");
        expect("the old town", "the town", "the [-old -]town");
        expect("", "all new", "{+all new+}");
        expect("all gone", "", "[-all gone-]");
        expect("", "", "");
        expect("Повінь затопила 12 сіл", "Повінь затопила 15 сіл і місто",
               "Повінь затопила [-12-]{+15+} сіл{+ і місто+}");
}

static void shared_words_between_two_replaced_are_replaced_with_them(void **state)
{
        (void)state;
        expect("the old mill burns", "the new bridge burns", "the [-old mill-]{+new bridge+} burns");
        expect("сіл 12 і 14 затопило", "сіл 13 і 15 затопило", "сіл [-12 і 14-]{+13 і 15+} затопило");
        expect("a 1 x 2 y 3 b", "a 4 x 5 y 6 b", "a [-1 x 2 y 3-]{+4 x 5 y 6+} b");
        expect("a 1 two words 2 b", "a 3 two words 4 b", "a [-1-]{+3+} two words [-2-]{+4+} b");
        expect("a 1 x b", "a 2 x 3 b", "a [-1-]{+2+} x{+ 3+} b");
        expect("a b c d", "a 1 b 2 c d", "a {+1 +}b{+ 2+} c d");
        expect("1\n2", "3\n4", "[-1-]{+3+}\n[-2-]{+4+}");
}

static void counts_words_not_spaces(void **state)
{
        (void)state;
        struct compared_text compared;
        compare_texts(text_of(SLICE("one two three")), text_of(SLICE("one four five three six")), &arena, &compared);
        assert_int_equal(compared.removed, 1);
        assert_int_equal(compared.added, 3);
}

static void other_marks_make_another_word(void **state)
{
        (void)state;
        struct span before = {.text = SLICE("the old town")};
        struct span after[] = {
                {.text = SLICE("the ")}, {.text = SLICE("old"), .marks = MARK_BOLD}, {.text = SLICE(" town")}};
        struct compared_text compared;
        compare_texts((struct rich_text){&before, 1}, (struct rich_text){after, 3}, &arena, &compared);
        assert_string_equal(drawn(&compared), "the [-old-]{+old+} town");
        assert_int_equal(compared.at[2].text.spans[0].marks, MARK_BOLD);
        assert_int_equal(compared.at[0].text.count, 1);
}

/* The same rounds every time (xorshift32), so that a failure can be looked at again. */
static uint32_t chance_state;
static unsigned chance(void)
{
        chance_state ^= chance_state << 13;
        chance_state ^= chance_state >> 17;
        chance_state ^= chance_state << 5;
        return chance_state;
}

static struct slice some_words(unsigned count, unsigned kinds)
{
        struct slice all = SLICE("");
        for (unsigned i = 0; i < count; i++)
                all = arena_format(&arena, "%.*s%sw%u", SLICE_ARGS(all), i ? " " : "", chance() % kinds);
        return all;
}

static struct slice without(const struct compared_text *compared, enum compared kind)
{
        struct slice all = SLICE("");
        for (size_t i = 0; i < compared->count; i++) {
                if (compared->at[i].kind == kind) continue;
                struct slice run = plain(compared->at[i].text);
                all = arena_format(&arena, "%.*s%.*s", SLICE_ARGS(all), SLICE_ARGS(run));
        }
        return all;
}

static void both_texts_can_be_read_from_the_runs(void **state)
{
        (void)state;
        chance_state = 20230801;
        for (int round = 0; round < 500; round++) {
                struct slice before = some_words(chance() % 30, 5), after = some_words(chance() % 30, 5);
                struct compared_text compared;
                compare_texts(text_of(before), text_of(after), &arena, &compared);
                assert_true(slice_eq(without(&compared, COMPARED_ADDED), before));
                assert_true(slice_eq(without(&compared, COMPARED_REMOVED), after));
                arena_clear(&arena);
        }
}

static void texts_that_differ_too_much_are_not_gone_through(void **state)
{
        (void)state;
        struct slice before = some_words(1500, 1000000), after = some_words(1500, 1000000);
        before = arena_format(&arena, "begins %.*s ends", SLICE_ARGS(before));
        after = arena_format(&arena, "begins %.*s ends", SLICE_ARGS(after));
        struct compared_text compared;
        compare_texts(text_of(before), text_of(after), &arena, &compared);
        assert_int_equal(compared.count, 4);
        assert_true(slice_eq(without(&compared, COMPARED_ADDED), before));
        assert_true(slice_eq(without(&compared, COMPARED_REMOVED), after));
}

static void pairs_blocks_by_their_ids(void **state)
{
        (void)state;
        struct span one = {.text = SLICE("one")}, other = {.text = SLICE("other")};
        struct block before[] = {{.kind = BLOCK_PARAGRAPH, .id = SLICE("a"), .text = {&one, 1}},
                                 {.kind = BLOCK_PARAGRAPH, .id = SLICE("b"), .text = {&one, 1}},
                                 {.kind = BLOCK_PARAGRAPH, .id = SLICE("c"), .text = {&one, 1}}};
        struct block after[] = {{.kind = BLOCK_PARAGRAPH, .id = SLICE("c"), .text = {&one, 1}},
                                {.kind = BLOCK_PARAGRAPH, .id = SLICE("a"), .text = {&other, 1}},
                                {.kind = BLOCK_PARAGRAPH, .id = SLICE("d"), .text = {&one, 1}}};
        struct compared_body compared;
        compare_bodies(&(struct body){before, 3}, &(struct body){after, 3}, &arena, &compared);
        static const enum compared_block_kind kinds[] = {BLOCK_SAME, BLOCK_CHANGED, BLOCK_REMOVED, BLOCK_ADDED};
        assert_int_equal(compared.count, 4);
        assert_int_equal(compared.differing, 3);
        for (size_t i = 0; i < 4; i++)
                assert_int_equal(compared.at[i].kind, kinds[i]);
        assert_ptr_equal(compared.at[1].before, &before[0]);
        assert_ptr_equal(compared.at[2].before, &before[1]);
        assert_null(compared.at[2].after);
}

static int clear(void **state)
{
        (void)state;
        arena_clear(&arena);
        return 0;
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                cmocka_unit_test_teardown(tells_words_that_were_added_and_removed, clear),
                cmocka_unit_test_teardown(shared_words_between_two_replaced_are_replaced_with_them, clear),
                cmocka_unit_test_teardown(counts_words_not_spaces, clear),
                cmocka_unit_test_teardown(other_marks_make_another_word, clear),
                cmocka_unit_test_teardown(both_texts_can_be_read_from_the_runs, clear),
                cmocka_unit_test_teardown(texts_that_differ_too_much_are_not_gone_through, clear),
                cmocka_unit_test_teardown(pairs_blocks_by_their_ids, clear),
        };
        return cmocka_run_group_tests_name("compare", tests, NULL, NULL);
}
