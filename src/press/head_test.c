/* What a page's head says of it: one line of description, data by schema.org, a picture to share. */
#include "press/page_test.h"
#include "press/surroundings.h"

static void expect_line(struct slice text, const char *line)
{
        CLEANUP(buf_clear) struct buf got = BUF_INIT(DESCRIPTION_MAX_BYTES);
        description_write(text, &got);
        assert_string_equal(buf_text(&got), line);
}

static void a_description_is_one_line(void **state)
{
        (void)state;
        expect_line(SLICE(""), "");
        expect_line(SLICE("  "), "");
        expect_line(SLICE("  One\n line,\t\r\n told "), "One line, told");
}

/* 199, 200 and 201 characters of two bytes each, with a word's end where it is told. */
static void a_description_ends_behind_a_word_that_still_fits(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf text = BUF_INIT(4000), line = BUF_INIT(4000);
        for (unsigned i = 0; i < 200; i++)
                buf_add_text(&text, "ї");
        expect_line(buf_slice(&text), buf_text(&text));
        buf_add_text(&line, buf_text(&text));
        buf_add_text(&line, "…");
        buf_add_text(&text, " ще");
        expect_line(buf_slice(&text), buf_text(&line));
        buf_truncate(&text);
        buf_add_text(&text, "Слово, ");
        for (unsigned i = 0; i < 300; i++)
                buf_add_text(&text, "ї");
        expect_line(buf_slice(&text), "Слово…");
}

static void a_word_longer_than_a_description_is_cut(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf text = BUF_INIT(4000), line = BUF_INIT(4000);
        for (unsigned i = 0; i < 201; i++)
                buf_add_text(&text, "ї");
        buf_add(&line, (struct slice){text.at, text.len - 2});
        buf_add_text(&line, "…");
        expect_line(buf_slice(&text), buf_text(&line));
}

static const char *head_of(struct press *p, const struct article *article, const struct siblings *siblings)
{
        const struct article_view view = {.article = article, .path = SLICE("/news/7/"), .siblings = *siblings};
        assert_int_equal(press_article_siblings(p->setting.presser, &view, &p->page).code, OK);
        return plain(&p->text, &p->page.head);
}

static void an_article_without_a_lead_is_described_by_its_opening_or_its_title(void **state)
{
        struct press *p = *state;
        struct span words[] = {{.text = SLICE("Вода ")}, {.text = SLICE("спала.")}};
        struct block blocks[] = {{.kind = BLOCK_HEADING, .text = {words, 1}},
                                 {.kind = BLOCK_PARAGRAPH, .text = {words, 2}}};
        struct article article = {.edition = UK, .headline = SLICE("Flood"), .published_ms = 1, .body = {blocks, 2}};
        const struct siblings alone = {0};
        assert_has(head_of(p, &article, &alone), "<meta name=\"description\" content=\"Вода спала.\">");
        article.body.count = 1;
        assert_has(head_of(p, &article, &alone), "<meta name=\"description\" content=\"Вісник: Flood.\">");
        article.lead = SLICE("The river rose.");
        assert_has(head_of(p, &article, &alone), "<meta name=\"description\" content=\"The river rose.\">");
}

static void an_article_names_its_section_sources_and_translations(void **state)
{
        struct press *p = *state;
        struct sibling at[] = {{.edition = RU, .article = 9, .path = SLICE("/rus/news/9/")}};
        struct source source = {.name = SLICE("Institute"), .url = SLICE("https://institute.example/")};
        struct article article = {.edition = UK,
                                  .section = 1,
                                  .headline = SLICE("Flood"),
                                  .published_ms = 1,
                                  .sources = &source,
                                  .source_count = 1};
        const char *head = head_of(p, &article, &(struct siblings){at, 1});
        assert_has(head, "\"isBasedOn\":[{\"@type\":\"CreativeWork\",\"name\":\"Institute\","
                         "\"url\":\"https://institute.example/\"}]");
        assert_has(head, "\"workTranslation\":[{\"@type\":\"NewsArticle\",\"url\":\"https://news.example/rus/news/9/\","
                         "\"inLanguage\":\"ru\"}]");
        assert_has(head, "\"name\":\"Місто\",\"position\":2,\"item\":{\"@id\":\"https://news.example/city/\"}");
        assert_has(head, "<meta name=\"twitter:card\" content=\"summary\">");
        assert_has(head, "<meta property=\"og:image\" content=\"https://news.example/icon-512.png\">");
}

static void a_byline_is_a_person_unless_it_is_the_house(void **state)
{
        struct press *p = *state;
        static const struct {
                struct slice byline;
                const char *author;
        } cases[] = {
                {{"Jane Doe", 8}, "\"author\":[{\"@type\":\"Person\",\"name\":\"Jane Doe\"}]"},
                {{"", 0}, "\"author\":[{\"@type\":\"NewsMediaOrganization\",\"name\":\"Вісник\","},
                {{"вісник", 12}, "\"author\":[{\"@type\":\"NewsMediaOrganization\",\"name\":\"Вісник\","},
                {{"Вестник", 14}, "\"author\":[{\"@type\":\"NewsMediaOrganization\",\"name\":\"Вісник\","},
        };
        for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
                struct article article = {
                        .edition = UK, .headline = SLICE("Flood"), .published_ms = 1, .byline = cases[c].byline};
                assert_has(head_of(p, &article, &(struct siblings){0}), cases[c].author);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(a_description_is_one_line),
                cmocka_unit_test(a_description_ends_behind_a_word_that_still_fits),
                cmocka_unit_test(a_word_longer_than_a_description_is_cut),
                TEST(an_article_without_a_lead_is_described_by_its_opening_or_its_title),
                TEST(an_article_names_its_section_sources_and_translations),
                TEST(a_byline_is_a_person_unless_it_is_the_house),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
