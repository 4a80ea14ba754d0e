#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "news/readiness.h"

#include <string.h>

enum { NOW_MS = 1000 };

static const struct span one_span[] = {{.text = {"The bridge is open.", 19}}};
static struct block paragraph = {.kind = BLOCK_PARAGRAPH, .text = {one_span, 1}};
static struct author author = {.name = {"Ira Koval", 9}};
static struct picture picture = {.asset = {"a", 1}, .alt = {"A bridge", 8}, .credit = {"I. Koval", 8}};

static struct article whole(void)
{
        return (struct article){
                .headline = SLICE("Bridge open again"),
                .lead = SLICE("After three weeks."),
                .section = 1,
                .authors = &author,
                .author_count = 1,
                .pictures = &picture,
                .picture_count = 1,
                .body = {&paragraph, 1},
        };
}

static bool lacks(const struct article *article, const char *key, bool blocks)
{
        struct lacks found;
        article_find_lacks(article, NOW_MS, &found);
        for (size_t i = 0; i < found.count; i++)
                if (strcmp(found.at[i].key, key) == 0 && found.at[i].blocks == blocks) return true;
        return false;
}

static void a_whole_article_lacks_nothing(void **state)
{
        (void)state;
        const struct article article = whole();
        struct lacks found;
        article_find_lacks(&article, NOW_MS, &found);
        assert_int_equal(found.count, 0);
        assert_false(lacks_block(&found));
}

static void what_readers_must_have_keeps_it_back(void **state)
{
        (void)state;
        struct article article = whole();
        article.headline = SLICE("");
        article.section = 0;
        article.author_count = 0;
        article.embargo_ms = NOW_MS + 1;
        const char *keys[] = {"headline", "section", "author", "embargo"};
        for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
                assert_true(lacks(&article, keys[i], true));
        struct lacks found;
        article_find_lacks(&article, NOW_MS, &found);
        assert_true(lacks_block(&found));
        article.embargo_ms = NOW_MS;
        assert_false(lacks(&article, "embargo", true));
}

static const struct lack *lack_of(const struct article *article, const char *key)
{
        static struct lacks found;
        article_find_lacks(article, NOW_MS, &found);
        for (size_t i = 0; i < found.count; i++)
                if (strcmp(found.at[i].key, key) == 0) return &found.at[i];
        return NULL;
}

static bool is_mended_at(const struct article *article, const char *key, const char *field)
{
        const struct lack *found = lack_of(article, key);
        return found && strcmp(found->field, field) == 0;
}

static void a_picture_needs_words_for_those_who_do_not_see_it(void **state)
{
        (void)state;
        struct article article = whole();
        struct picture bare = {.asset = {"a", 1}};
        article.pictures = &bare;
        assert_true(lacks(&article, "alt", true));
        assert_true(lacks(&article, "credit", true));
        assert_true(is_mended_at(&article, "alt", "picture-alt"));
        assert_true(is_mended_at(&article, "credit", "picture-credit"));

        struct block image = {.kind = BLOCK_IMAGE, .asset = {"b", 1}};
        struct block gallery = {.kind = BLOCK_GALLERY, .children = &image, .child_count = 1};
        article = whole();
        article.body = (struct body){&gallery, 1};
        assert_true(lacks(&article, "alt", true));
        assert_true(is_mended_at(&article, "alt", "body"));
        assert_string_equal(lack_of(&article, "alt")->part, "alt");
        assert_string_equal(lack_of(&article, "credit")->part, "credit");
}

static void what_no_page_takes_is_told_at_its_field(void **state)
{
        (void)state;
        static char letters[LEAD_CHARACTERS + 1];
        memset(letters, 'a', sizeof letters);
        const struct slice long_line = {letters, HEADLINE_CHARACTERS + 1};
        struct article article = whole();
        struct author authors[] = {{.name = long_line}, {.name = long_line}};
        struct topic topic = {.name = long_line};
        struct source source = {.name = long_line, .url = SLICE("over there")};
        article.headline = long_line;
        article.lead = (struct slice){letters, sizeof letters};
        article.authors = authors;
        article.author_count = 2;
        article.topics = &topic;
        article.sources = &source;
        article.topic_count = article.source_count = 1;
        const char *found[][2] = {{"headline_long", "headline"}, {"lead_long", "lead"},
                                  {"author_long", "authors"},    {"topic_long", "topics"},
                                  {"source_long", "sources"},    {"source_address", "sources"}};
        for (size_t i = 0; i < sizeof found / sizeof found[0]; i++) {
                assert_true(lacks(&article, found[i][0], true));
                assert_true(is_mended_at(&article, found[i][0], found[i][1]));
        }
        struct lacks all;
        article_find_lacks(&article, NOW_MS, &all);
        assert_int_equal(all.count, sizeof found / sizeof found[0]);
        assert_false(lacks(&article, "long", false));
}

static void a_source_that_is_only_an_address_lacks_its_name(void **state)
{
        (void)state;
        struct article article = whole();
        struct source sources[] = {{.name = SLICE("The river office"), .url = SLICE("https://river.example/")},
                                   {.url = SLICE("https://bridge.example/")},
                                   {.url = SLICE("https://road.example/")}};
        article.sources = sources;
        article.source_count = 1;
        assert_null(lack_of(&article, "source_nameless"));
        article.source_count = 3;
        const struct lack *lack = lack_of(&article, "source_nameless");
        assert_non_null(lack);
        assert_true(lack->blocks);
        assert_string_equal(lack->field, "sources");
        assert_int_equal(lack->item, 1); /* the first of them */
        assert_string_equal(lack->part, "name");
        sources[0].url = SLICE("over there");
        lack = lack_of(&article, "source_address");
        assert_non_null(lack);
        assert_int_equal(lack->item, 0);
        assert_string_equal(lack->part, "url");
}

static void what_would_be_better_is_only_told(void **state)
{
        (void)state;
        struct article article = whole();
        const struct span left[] = {{.text = {"It cost ??? in all.", 19}}};
        struct block block = {.kind = BLOCK_PARAGRAPH, .text = {left, 1}};
        article.body = (struct body){&block, 1};
        article.lead = SLICE("");
        article.picture_count = 0;
        article.headline =
                SLICE("A headline that goes on and on until nobody can remember how it began, and then some");
        const char *keys[] = {"marks", "lead", "picture", "long"};
        for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
                assert_true(lacks(&article, keys[i], false));
        struct lacks found;
        article_find_lacks(&article, NOW_MS, &found);
        assert_false(lacks_block(&found));
        article.body.count = 0;
        assert_true(lacks(&article, "body", false));
}

static void a_headline_is_measured_in_characters(void **state)
{
        (void)state;
        struct article article = whole();
        article.headline = SLICE("Міст через річку знову відкритий для всіх"); /* 41 characters, 76 bytes */
        assert_false(lacks(&article, "long", false));

        static char letters[2 * (HEADLINE_CHARACTERS + 1)];
        for (size_t i = 0; i < sizeof letters; i += 2)
                memcpy(letters + i, "ж", 2);
        article.headline = (struct slice){letters, sizeof letters - 2};
        assert_false(lacks(&article, "headline_long", true));
        article.headline = (struct slice){letters, sizeof letters};
        assert_true(lacks(&article, "headline_long", true));
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(a_whole_article_lacks_nothing),
                cmocka_unit_test(what_readers_must_have_keeps_it_back),
                cmocka_unit_test(a_picture_needs_words_for_those_who_do_not_see_it),
                cmocka_unit_test(what_no_page_takes_is_told_at_its_field),
                cmocka_unit_test(a_source_that_is_only_an_address_lacks_its_name),
                cmocka_unit_test(what_would_be_better_is_only_told),
                cmocka_unit_test(a_headline_is_measured_in_characters),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
