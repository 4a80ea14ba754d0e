#include "news/merge.h"

#include "news/same.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

static struct arena arena;

/* A body of paragraphs: "a=one b=two". */
static struct article article_of(const char *paragraphs)
{
        struct article article = {.uri = SLICE("urn:a"), .edition = 1, .headline = SLICE("Headline")};
        article.body.blocks = arena_array(&arena, strlen(paragraphs) + 1, sizeof *article.body.blocks);
        for (struct slice rest = slice_of(paragraphs); rest.len;) {
                struct slice words = slice_cut(&rest, ' '), id = slice_cut(&words, '=');
                struct span *span = arena_alloc(&arena, sizeof *span);
                span->text = words;
                article.body.blocks[article.body.count++] =
                        (struct block){.kind = BLOCK_PARAGRAPH, .id = id, .text = {span, 1}};
        }
        return article;
}

static const char *body_text(const struct article *article)
{
        struct slice all = SLICE("");
        for (size_t i = 0; i < article->body.count; i++) {
                const struct block *b = &article->body.blocks[i];
                all = arena_format(&arena, "%.*s%s%.*s=%.*s", SLICE_ARGS(all), i ? " " : "", SLICE_ARGS(b->id),
                                   SLICE_ARGS(b->text.spans[0].text));
        }
        return all.at;
}

static struct merge merge_of(const char *base, const char *mine, const char *theirs)
{
        struct article *sides = arena_array(&arena, 3, sizeof *sides);
        struct merge merge;
        sides[0] = article_of(base);
        sides[1] = article_of(mine);
        sides[2] = article_of(theirs);
        merge_articles(&sides[0], &sides[1], &sides[2], &arena, &merge);
        return merge;
}

static void expect(const char *base, const char *mine, const char *theirs, const char *expected)
{
        struct merge merge = merge_of(base, mine, theirs);
        assert_string_equal(body_text(&merge.article), expected);
        assert_int_equal(merge.conflict_count, 0);
}

static void takes_what_one_side_changed(void **state)
{
        (void)state;
        expect("a=1 b=2 c=3", "a=1 b=mine c=3", "a=1 b=2 c=theirs", "a=1 b=mine c=theirs");
        expect("a=1 b=2", "a=1 b=2", "a=theirs b=2", "a=theirs b=2");
        expect("a=1 b=2", "a=same b=2", "a=same b=2", "a=same b=2");
        expect("a=1 b=2 c=3", "a=1 c=3", "a=1 b=2 c=3 d=4", "a=1 c=3 d=4");
        expect("a=1", "a=1 m=mine", "t=theirs a=1", "t=theirs a=1 m=mine");
        expect("", "m=mine", "t=theirs", "m=mine t=theirs");
        expect("a=1 b=2 c=3", "c=3 a=1 b=2", "a=1 b=2 n=new c=3", "c=3 a=1 b=2 n=new");
        expect("a=1 b=2 c=3", "a=1 b=mine c=3", "c=3 b=2 a=1", "c=3 b=mine a=1");
}

static void tells_what_both_changed(void **state)
{
        (void)state;
        struct merge merge = merge_of("a=1 b=2", "a=mine b=2", "a=theirs b=2");
        assert_int_equal(merge.conflict_count, 1);
        assert_true(slice_eq(merge.conflicts[0].block, SLICE("a")));
        assert_true(slice_eq(slice_trim(merge.conflicts[0].mine), SLICE("mine")));
        assert_true(slice_eq(slice_trim(merge.conflicts[0].theirs), SLICE("theirs")));
        assert_string_equal(body_text(&merge.article), "a=mine b=2");

        merge = merge_of("a=1 b=2", "a=1", "a=1 b=theirs");
        assert_int_equal(merge.conflict_count, 1);
        assert_null(merge.conflicts[0].mine_block);
        assert_string_equal(body_text(&merge.article), "a=1 b=theirs");
}

static void fields_and_lists_merge_like_blocks(void **state)
{
        (void)state;
        struct article base = article_of("a=1"), mine = base, theirs = base;
        struct topic topic = {.kind = TOPIC_SUBJECT, .name = SLICE("frost")};
        struct slice related = SLICE("urn:b");
        struct merge merge;
        mine.headline = SLICE("Mine");
        mine.topics = &topic;
        mine.topic_count = 1;
        theirs.lead = SLICE("Theirs");
        theirs.related = &related;
        theirs.related_count = 1;
        theirs.urgency = URGENCY_BREAKING;
        merge_articles(&base, &mine, &theirs, &arena, &merge);
        assert_int_equal(merge.conflict_count, 0);
        assert_int_equal(merge.taken_count, 3);
        assert_true(slice_eq(merge.article.headline, SLICE("Mine")));
        assert_true(slice_eq(merge.article.lead, SLICE("Theirs")));
        assert_int_equal(merge.article.urgency, URGENCY_BREAKING);
        assert_int_equal(merge.article.topic_count, 1);
        assert_int_equal(merge.article.related_count, 1);

        theirs.headline = SLICE("Theirs");
        merge_articles(&base, &mine, &theirs, &arena, &merge);
        assert_int_equal(merge.conflict_count, 1);
        assert_string_equal(merge.conflicts[0].field, "headline");
        assert_true(slice_eq(merge.conflicts[0].theirs, SLICE("\"Theirs\"")));
}

static const struct merge_conflict *conflict_of(const struct merge *merge, const char *field)
{
        for (size_t i = 0; i < merge->conflict_count; i++)
                if (strcmp(merge->conflicts[i].field, field) == 0) return &merge->conflicts[i];
        return NULL;
}

static void expect_values(const struct merge *merge, const char *field, const char *mine, const char *theirs)
{
        const struct merge_conflict *conflict = conflict_of(merge, field);
        assert_non_null(conflict);
        assert_string_equal(arena_copy(&arena, conflict->mine).at, mine);
        assert_string_equal(arena_copy(&arena, conflict->theirs).at, theirs);
}

static void a_field_that_both_changed_is_told_with_its_values(void **state)
{
        (void)state;
        struct article base = article_of("a=1"), mine = base, theirs = base;
        struct picture one = {.asset = SLICE("one"), .alt = SLICE("A bridge")},
                       other = {.caption = SLICE("Only words")};
        struct merge merge;
        mine.section = 1;
        theirs.section = 2;
        mine.urgency = URGENCY_IMPORTANT;
        theirs.urgency = URGENCY_BREAKING;
        mine.lead = SLICE("");
        base.lead = SLICE("Lead");
        theirs.lead = SLICE("\"Theirs\"");
        mine.pictures = &one;
        theirs.pictures = &other;
        mine.picture_count = theirs.picture_count = 1;
        merge_articles(&base, &mine, &theirs, &arena, &merge);
        assert_int_equal(merge.conflict_count, 4);
        expect_values(&merge, "section", "1", "2");
        expect_values(&merge, "urgency", "\"important\"", "\"breaking\"");
        expect_values(&merge, "lead", "\"\"", "\"\\\"Theirs\\\"\"");
        assert_non_null(strstr(arena_copy(&arena, conflict_of(&merge, "pictures")->mine).at, "\"alt\":\"A bridge\""));
        assert_non_null(strstr(arena_copy(&arena, conflict_of(&merge, "pictures")->theirs).at, "\"Only words\""));
        assert_int_equal(merge.article.section, 1);
        assert_true(slice_eq(merge.article.pictures[0].asset, SLICE("one")));
}

static void expect_begun(int64_t base, int64_t mine, int64_t theirs, int64_t expected)
{
        struct article sides[3] = {article_of("a=1"), article_of("a=1"), article_of("a=1")};
        struct merge merge;
        sides[0].coverage_from_ms = base;
        sides[1].coverage_from_ms = mine;
        sides[2].coverage_from_ms = theirs;
        sides[1].headline = SLICE("Mine");
        merge_articles(&sides[0], &sides[1], &sides[2], &arena, &merge);
        assert_int_equal(merge.conflict_count, 0);
        assert_int_equal(merge.article.coverage_from_ms, expected);
        assert_true(slice_eq(merge.article.headline, SLICE("Mine")));
}

static void a_coverage_that_has_not_begun_after_all_is_so_in_a_draft_too(void **state)
{
        (void)state;
        expect_begun(100, 100, 0, 0);
        expect_begun(100, 0, 0, 0);
        expect_begun(100, 100, 200, 200);
        expect_begun(0, 0, 0, 0);
        expect_begun(0, 0, 100, 100);
}

/* Authors from "Olena Ivan". */
static void put_authors(struct article *article, const char *names)
{
        article->authors = arena_array(&arena, strlen(names) + 1, sizeof *article->authors);
        article->author_count = 0;
        for (struct slice rest = slice_of(names); rest.len;)
                article->authors[article->author_count++] = (struct author){.name = slice_cut(&rest, ' ')};
}

static const char *authors_of(const struct article *article)
{
        struct slice all = SLICE("");
        for (size_t i = 0; i < article->author_count; i++)
                all = arena_format(&arena, "%.*s%s%.*s", SLICE_ARGS(all), i ? " " : "",
                                   SLICE_ARGS(article->authors[i].name));
        return all.at;
}

static void expect_authors(const char *base, const char *mine, const char *theirs, const char *expected)
{
        struct article sides[3] = {article_of("a=1"), article_of("a=1"), article_of("a=1")};
        struct merge merge;
        put_authors(&sides[0], base);
        put_authors(&sides[1], mine);
        put_authors(&sides[2], theirs);
        merge_articles(&sides[0], &sides[1], &sides[2], &arena, &merge);
        assert_int_equal(merge.conflict_count, 0);
        assert_string_equal(authors_of(&merge.article), expected);
}

static void lists_that_both_changed_are_joined(void **state)
{
        (void)state;
        expect_authors("Olena", "Olena Ivan", "Olena Petro", "Olena Ivan Petro");
        expect_authors("Olena", "Ivan", "Olena Petro", "Ivan Petro");
        expect_authors("Olena Marta", "Olena Marta Ivan", "Olena", "Olena Ivan");
        expect_authors("Olena", "Olena Ivan", "Ivan Petro", "Ivan Petro");
        expect_authors("", "Ivan", "Petro Ivan", "Ivan Petro");
        expect_authors("Olena", "Ivan", "", "Ivan");
}

static void what_looks_the_same_is_joined_once(void **state)
{
        (void)state;
        struct article base = article_of("a=1"), mine = base, theirs = base;
        struct source reuters = {.name = SLICE("Reuters"), .url = SLICE("https://example.com/1")}, known = reuters,
                      other = reuters, both[2];
        struct merge merge;
        known.uri = SLICE("urn:reuters");
        other.url = SLICE("https://example.com/2");
        both[0] = known;
        both[1] = other;
        mine.sources = &reuters;
        mine.source_count = 1;
        theirs.sources = both;
        theirs.source_count = 2;
        merge_articles(&base, &mine, &theirs, &arena, &merge);
        assert_int_equal(merge.article.source_count, 2);
        assert_true(slice_eq(merge.article.sources[1].url, other.url));

        /* Theirs told who it is, mine added one: it is not lost for looking the same. */
        struct source added[2] = {reuters, {.name = SLICE("AFP")}};
        base.sources = &reuters;
        base.source_count = 1;
        mine.sources = added;
        mine.source_count = 2;
        theirs.sources = &known;
        theirs.source_count = 1;
        merge_articles(&base, &mine, &theirs, &arena, &merge);
        assert_int_equal(merge.article.source_count, 2);
        assert_true(slice_eq(merge.article.sources[0].name, SLICE("AFP")));
        assert_true(slice_eq(merge.article.sources[1].uri, known.uri));
}

/* Each side has less than an article may have, and together they have more. */
static void lists_that_become_too_long_are_told(void **state)
{
        (void)state;
        struct article base = article_of("a=1"), mine = base, theirs = base;
        struct slice related[2 * ARTICLE_LINKS_MAX];
        struct merge merge;
        for (int i = 0; i < 2 * ARTICLE_LINKS_MAX; i++)
                related[i] = arena_format(&arena, "urn:%d", i);
        mine.related = related;
        theirs.related = related + ARTICLE_LINKS_MAX;
        mine.related_count = theirs.related_count = ARTICLE_LINKS_MAX;
        merge_articles(&base, &mine, &theirs, &arena, &merge);
        assert_int_equal(merge.conflict_count, 1);
        assert_int_equal(merge.article.related_count, ARTICLE_LINKS_MAX);
        assert_non_null(strstr(arena_copy(&arena, merge.conflicts[0].theirs).at, "\"urn:199\""));
}

/* Each side put a list into its text, and both lists have an item x. */
static void ids_below_the_top_level_stay_unique(void **state)
{
        (void)state;
        struct span span = {.text = SLICE("item")};
        struct block item = {.kind = BLOCK_ITEM, .id = SLICE("x"), .text = {&span, 1}}, other_item = item;
        struct block lists[2] = {{.kind = BLOCK_LIST, .id = SLICE("m"), .children = &item, .child_count = 1},
                                 {.kind = BLOCK_LIST, .id = SLICE("t"), .children = &other_item, .child_count = 1}};
        struct article base = article_of(""), mine = base, theirs = base;
        mine.body = (struct body){&lists[0], 1};
        theirs.body = (struct body){&lists[1], 1};
        struct merge merge;
        merge_articles(&base, &mine, &theirs, &arena, &merge);
        assert_int_equal(merge.article.body.count, 2);
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        assert_int_equal(body_check(&merge.article.body, &why).code, OK);
        assert_true(slice_eq(item.id, SLICE("x")));
}

/* The same rounds every time (xorshift32), so that a failure can be looked at again. */
static uint32_t chance_state;
static int chance(void)
{
        chance_state ^= chance_state << 13;
        chance_state ^= chance_state >> 17;
        chance_state ^= chance_state << 5;
        return (int)(chance_state >> 1);
}

/* ---- whatever the sides are ---- */

/* The base with some of its blocks taken away, changed, moved, and others added, whose words begin with `who`. */
static const char *change(const char *base, char who)
{
        struct slice parts[32], result = SLICE("");
        size_t count = 0;
        for (struct slice rest = slice_of(base); rest.len;) {
                struct slice part = slice_cut(&rest, ' ');
                if (chance() % 5 == 0) continue;
                if (chance() % 4 == 0) part = arena_format(&arena, "%c=%c%d", part.at[0], who, chance() % 1000);
                parts[count++] = part;
                if (chance() % 4 == 0) {
                        parts[count] = arena_format(&arena, "%c%zu=%c%d", who, count, who, chance() % 1000);
                        count++;
                }
        }
        if (count > 1 && chance() % 3 == 0) {
                size_t one = (size_t)chance() % count, other = (size_t)chance() % count;
                struct slice moved = parts[one];
                parts[one] = parts[other];
                parts[other] = moved;
        }
        for (size_t i = 0; i < count; i++)
                result = arena_format(&arena, "%.*s%s%.*s", SLICE_ARGS(result), i ? " " : "", SLICE_ARGS(parts[i]));
        return result.at;
}

static bool body_has(const struct body *body, const struct block *block)
{
        for (size_t i = 0; i < body->count; i++)
                if (block_is_same(&body->blocks[i], block)) return true;
        return false;
}

static bool conflict_has(const struct merge *merge, const struct block *block)
{
        for (size_t i = 0; i < merge->conflict_count; i++) {
                const struct merge_conflict *conflict = &merge->conflicts[i];
                if (conflict->mine_block && block_is_same(conflict->mine_block, block)) return true;
                if (conflict->theirs_block && block_is_same(conflict->theirs_block, block)) return true;
        }
        return false;
}

/* What a side wrote, other than the base. */
static void expect_nothing_lost(const struct article *base, const struct article *side, const struct merge *merge)
{
        for (size_t i = 0; i < side->body.count; i++) {
                const struct block *block = &side->body.blocks[i];
                if (body_has(&base->body, block)) continue;
                assert_true(body_has(&merge->article.body, block) || conflict_has(merge, block));
        }
}

static void nothing_that_a_side_wrote_is_lost(void **state)
{
        (void)state;
        chance_state = 20230801;
        for (int round = 0; round < 5000; round++) {
                const char *base = "a=1 b=2 c=3 d=4 e=5", *mine = change(base, 'm'), *theirs = change(base, 't');
                struct article began = article_of(base), one = article_of(mine), other = article_of(theirs);
                struct merge merge, back;
                merge_articles(&began, &one, &other, &arena, &merge);
                merge_articles(&began, &other, &one, &arena, &back);
                expect_nothing_lost(&began, &one, &merge);
                expect_nothing_lost(&began, &other, &merge);

                assert_int_equal(merge.conflict_count, back.conflict_count);
                assert_int_equal(merge.article.body.count, back.article.body.count);
                for (size_t i = 0; !merge.conflict_count && i < merge.article.body.count; i++)
                        assert_true(body_has(&back.article.body, &merge.article.body.blocks[i]));
                CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
                if (merge.article.body.count) assert_int_equal(body_check(&merge.article.body, &why).code, OK);

                merge_articles(&began, &one, &began, &arena, &merge);
                assert_string_equal(body_text(&merge.article), mine);
                assert_int_equal(merge.taken_count + merge.conflict_count, 0);
                merge_articles(&began, &began, &other, &arena, &merge);
                assert_string_equal(body_text(&merge.article), theirs);
                assert_int_equal(merge.conflict_count, 0);
                merge_articles(&began, &one, &one, &arena, &merge);
                assert_string_equal(body_text(&merge.article), mine);
                arena_clear(&arena);
        }
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
                cmocka_unit_test_teardown(takes_what_one_side_changed, clear),
                cmocka_unit_test_teardown(tells_what_both_changed, clear),
                cmocka_unit_test_teardown(fields_and_lists_merge_like_blocks, clear),
                cmocka_unit_test_teardown(a_field_that_both_changed_is_told_with_its_values, clear),
                cmocka_unit_test_teardown(a_coverage_that_has_not_begun_after_all_is_so_in_a_draft_too, clear),
                cmocka_unit_test_teardown(lists_that_both_changed_are_joined, clear),
                cmocka_unit_test_teardown(what_looks_the_same_is_joined_once, clear),
                cmocka_unit_test_teardown(lists_that_become_too_long_are_told, clear),
                cmocka_unit_test_teardown(ids_below_the_top_level_stay_unique, clear),
                cmocka_unit_test_teardown(nothing_that_a_side_wrote_is_lost, clear),
        };
        return cmocka_run_group_tests_name("merge", tests, NULL, NULL);
}
