#include "press/page_test.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
/* A block's text of a single unmarked span, and its children, as values that live to the end of the test. */
#define WORDS(literal) ((struct rich_text){&(struct span){.text = SLICE(literal)}, 1})
#define WITH(...)      .children = (struct block[]){__VA_ARGS__}, .child_count = COUNT(((struct block[]){__VA_ARGS__}))
#define BODY(...)      ((struct body){(struct block[]){__VA_ARGS__}, COUNT(((struct block[]){__VA_ARGS__}))})

static const char *drawn(struct press *p, unsigned edition, struct body body)
{
        struct article article = {.edition = edition, .headline = SLICE("H"), .body = body};
        struct article_view view = {.article = &article, .path = SLICE("/news/1/")};
        assert_int_equal(press_article(p->setting.presser, &view, &p->page).code, OK);
        return strstr(plain(&p->text, &p->page.main), "<div class=\"body\">");
}

static const char *drawn_spans(struct press *p, const struct span *spans, size_t count)
{
        return drawn(p, EN, BODY({.kind = BLOCK_PARAGRAPH, .text = {spans, count}}));
}

/* ---- text ---- */

static void marks_nest_in_one_order_whatever_order_they_came_in(void **state)
{
        struct span spans[] = {
                {.text = SLICE("a"), .marks = MARK_SUBSCRIPT | MARK_BOLD},
                {.text = SLICE("b"), .marks = MARK_BOLD},
                {.text = SLICE("c"), .marks = MARK_ITALIC | MARK_SUPERSCRIPT},
                {.text = SLICE("d"), .marks = MARK_BOLD | MARK_ITALIC},
                {.text = SLICE("e")},
        };
        assert_has(drawn_spans(*state, spans, COUNT(spans)), "<p><strong><sub>a</sub>b</strong><em><sup>c</sup></em>"
                                                             "<strong><em>d</em></strong>e</p>");
}

static void a_link_with_a_bold_word_stays_one_link(void **state)
{
        struct slice href = SLICE("https://elsewhere.example/?a=1&b=2");
        struct span spans[] = {
                {.text = SLICE("a "), .marks = MARK_LINK, .href = href},
                {.text = SLICE("bold"), .marks = MARK_LINK | MARK_BOLD, .href = href},
                {.text = SLICE(" word"), .marks = MARK_LINK, .href = href},
        };
        assert_has(drawn_spans(*state, spans, COUNT(spans)),
                   "<p><a href=\"https://elsewhere.example/?a=1&amp;b=2\" rel=\"noopener\">a <strong>bold</strong> "
                   "word</a></p>");
}

static void two_links_side_by_side_stay_two(void **state)
{
        struct span spans[] = {
                {.text = SLICE("a"), .marks = MARK_LINK, .href = SLICE("https://news.example/a/")},
                {.text = SLICE("b"), .marks = MARK_LINK, .href = SLICE("https://news.example/b/")},
        };
        assert_has(drawn_spans(*state, spans, COUNT(spans)),
                   "<p><a href=\"https://news.example/a/\">a</a><a href=\"https://news.example/b/\">b</a></p>");
}

static void only_links_to_other_sites_hide_where_readers_come_from(void **state)
{
        static const struct {
                struct slice href;
                bool elsewhere;
        } links[] = {
                {{"https://news.example", 20}, false},     {{"https://news.example/x/", 23}, false},
                {{"mailto:desk@news.example", 24}, false}, {{"https://news.example.evil.example/", 34}, true},
                {{"http://news.example/", 20}, true},      {{"Https://elsewhere.example/", 26}, true},
        };
        for (size_t i = 0; i < COUNT(links); i++) {
                struct span span = {.text = SLICE("a"), .marks = MARK_LINK, .href = links[i].href};
                bool told = strstr(drawn_spans(*state, &span, 1), "noopener") != NULL;
                assert_int_equal(told, links[i].elsewhere);
        }
}

static void lines_within_a_paragraph_stay_lines(void **state)
{
        struct span span = {.text = SLICE("one\ntwo\n\nfour")};
        assert_has(drawn_spans(*state, &span, 1), "<p>one<br>two<br><br>four</p>");
}

static void texts_get_the_non_breaking_spaces_of_their_language(void **state)
{
        struct body body = BODY({.kind = BLOCK_PARAGRAPH, .text = WORDS("Вода — у селі")});
        assert_has(drawn(*state, UK, body), "Вода\u00a0— у\u00a0селі");
}

/* ---- labelled paragraphs ---- */

static void labels_are_written_in_the_edition_s_language(void **state)
{
        static const struct {
                unsigned edition;
                enum label label;
                const char *html;
        } expected[] = {
                {UK, LABEL_SOURCE, "<p class=\"labelled source\"><strong>Джерело:</strong> x</p>"},
                {RU, LABEL_SOURCE, "<p class=\"labelled source\"><strong>Источник:</strong> x</p>"},
                {EN, LABEL_SOURCE, "<p class=\"labelled source\"><strong>Source:</strong> x</p>"},
                {UK, LABEL_DETAILS, "<strong>Деталі:</strong>"},
                {UK, LABEL_QUOTE, "<p class=\"labelled quote\"><strong>Пряма мова:</strong>"},
                {RU, LABEL_BACKGROUND, "<strong>Предыстория:</strong>"},
                {EN, LABEL_UPDATE, "<strong>Updated:</strong>"},
                {RU, LABEL_LITERALLY, "<strong>Дословно:</strong>"},
        };
        for (size_t i = 0; i < COUNT(expected); i++) {
                struct body body = BODY({.kind = BLOCK_LABELLED, .label = expected[i].label, .text = WORDS("x")});
                assert_has(drawn(*state, expected[i].edition, body), expected[i].html);
        }
}

static void a_custom_label_is_the_editor_s_word(void **state)
{
        struct body body = BODY({.kind = BLOCK_LABELLED, .label_text = SLICE("Weather"), .text = WORDS("x")});
        assert_has(drawn(*state, EN, body), "<p class=\"labelled custom\"><strong>Weather:</strong> x</p>");
}

/* ---- blocks ---- */

static void no_heading_skips_a_level(void **state)
{
        struct body body = BODY({.kind = BLOCK_HEADING, .level = 3, .text = WORDS("first")},
                                {.kind = BLOCK_HEADING, .level = 3, .text = WORDS("second")},
                                {.kind = BLOCK_HEADING, .level = 2, .text = WORDS("third")},
                                {.kind = BLOCK_TIMELINE, .text = WORDS("fourth")});
        static const char *const order[] = {
                "<h2>first</h2>", "<h3>second</h3>", "<h2>third</h2>", "<h3>fourth</h3>", NULL,
        };
        assert_order(drawn(*state, EN, body), order);
}

static void lists_hold_lists(void **state)
{
        struct body body = BODY(
                {.kind = BLOCK_LIST,
                 WITH({.kind = BLOCK_ITEM,
                       .text = WORDS("a"),
                       WITH({.kind = BLOCK_LIST, .ordered = true, WITH({.kind = BLOCK_ITEM, .text = WORDS("b")})})})});
        static const char *const order[] = {"<ul>", "<li>a<ol>", "<li>b</li>", "</ol>", "</li>", "</ul>", NULL};
        assert_order(drawn(*state, EN, body), order);
}

static void a_quote_says_who_spoke(void **state)
{
        struct body body = BODY({.kind = BLOCK_QUOTE,
                                 .attribution = SLICE("Olha"),
                                 WITH({.kind = BLOCK_PARAGRAPH, .text = WORDS("Words")})});
        static const char *const order[] = {"<blockquote>", "<p>Words</p>",  "</blockquote>",
                                            "Olha",         "</figcaption>", NULL};
        assert_order(drawn(*state, EN, body), order);
}

static void of_a_picture_without_files_nothing_is_said(void **state)
{
        struct body body = BODY({.kind = BLOCK_IMAGE, .caption = SLICE("The bridge"), .credit = SLICE("Agency")},
                                {.kind = BLOCK_IMAGE, .alt = SLICE("A tram")});
        const char *html = drawn(*state, EN, body);
        assert_lacks(html, "<figure");
        assert_lacks(html, "The bridge");
        assert_lacks(html, "A tram");
}

static const char *described(void *press, struct slice caption, struct slice credit)
{
        struct body body = BODY({.kind = BLOCK_IMAGE,
                                 .asset = SLICE("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
                                 .width = 480,
                                 .height = 300,
                                 .caption = caption,
                                 .credit = credit});
        return drawn(press, EN, body);
}

static void a_caption_before_a_credit_is_a_sentence(void **state)
{
        assert_has(described(*state, SLICE("The bridge"), SLICE("Ann")), "<figcaption>The bridge. <span");
        assert_has(described(*state, SLICE("Is it open?"), SLICE("Ann")), "<figcaption>Is it open? <span");
        assert_has(described(*state, SLICE("It says “Closed.”"), SLICE("Ann")), "<figcaption>It says “Closed.” <span");
        assert_has(described(*state, SLICE("Міст «Новий»"), SLICE("Ann")), "<figcaption>Міст «Новий». <span");
        assert_has(described(*state, SLICE("The bridge"), SLICE("")), "<figcaption>The bridge</figcaption>");
        assert_has(described(*state, SLICE(""), SLICE("Ann")), "<figcaption> <span");
}

static void a_picture_in_the_body_has_files_size_and_kind(void **state)
{
        struct body body = BODY({.kind = BLOCK_IMAGE,
                                 .asset = SLICE("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
                                 .width = 480,
                                 .height = 300,
                                 .illustration = true,
                                 .credit = SLICE("Ann"),
                                 .alt = SLICE("A \"tram\"")});
        static const char *const order[] = {
                "<figure",
                "srcset=\"/media/0123",
                "480.webp 480w\"",
                "<img src=\"/media/0123",
                "width=\"480\" height=\"300\"",
                "alt=\"A &quot;tram&quot;\" loading=\"lazy\" decoding=\"async\">",
                "Illustration:\u00a0Ann",
                "</figure>",
                NULL,
        };
        assert_order(drawn(*state, EN, body), order);
}

static void cells_head_columns_in_the_first_row_and_rows_elsewhere(void **state)
{
        struct body body = BODY({.kind = BLOCK_TABLE,
                                 .caption = SLICE("Times"),
                                 WITH({.kind = BLOCK_ROW,
                                       WITH({.kind = BLOCK_CELL, .header = true},
                                            {.kind = BLOCK_CELL, .header = true, .text = WORDS("Monday")})},
                                      {.kind = BLOCK_ROW,
                                       WITH({.kind = BLOCK_CELL, .header = true, .text = WORDS("Tram")},
                                            {.kind = BLOCK_CELL, .text = WORDS("05:30")})})});
        static const char *const order[] = {
                "<caption>Times</caption>",
                "<td></td><th scope=\"col\">Monday</th>",
                "<th scope=\"row\">Tram</th><td>05:30</td>",
                "</table>",
                NULL,
        };
        assert_order(drawn(*state, EN, body), order);
}

/* So that their figures stand below one another; what heads such a column stands with them. */
static void cells_that_are_numbers_are_told(void **state)
{
        struct body body = BODY(
                {.kind = BLOCK_TABLE,
                 WITH({.kind = BLOCK_ROW,
                       WITH({.kind = BLOCK_CELL, .header = true, .text = WORDS("District")},
                            {.kind = BLOCK_CELL, .header = true, .text = WORDS("Homes")},
                            {.kind = BLOCK_CELL, .header = true, .text = WORDS("Change")})},
                      {.kind = BLOCK_ROW,
                       WITH({.kind = BLOCK_CELL, .text = WORDS("Quay")}, {.kind = BLOCK_CELL, .text = WORDS("1,204")},
                            {.kind = BLOCK_CELL, .text = WORDS("−3%")})},
                      {.kind = BLOCK_ROW,
                       WITH({.kind = BLOCK_CELL, .text = WORDS("Hill")}, {.kind = BLOCK_CELL, .text = WORDS("—")},
                            {.kind = BLOCK_CELL, .text = WORDS("unknown")})})});
        static const char *const order[] = {
                "<th scope=\"col\">District</th><th scope=\"col\" class=\"number\">Homes</th><th "
                "scope=\"col\">Change</th>",
                "<td>Quay</td><td class=\"number\">1,204</td><td class=\"number\">−3%</td>",
                "<td>Hill</td><td class=\"number\">—</td><td>unknown</td>",
                NULL,
        };
        assert_order(drawn(*state, EN, body), order);
}

/* It scrolls where it is too wide, so the keyboard stops at it. */
static void a_table_has_a_name_also_without_a_caption(void **state)
{
        struct block row = {.kind = BLOCK_ROW, WITH({.kind = BLOCK_CELL, .text = WORDS("05:30")})};
        struct body named = BODY({.kind = BLOCK_TABLE, .caption = SLICE("Times"), .children = &row, .child_count = 1});
        struct body bare = BODY({.kind = BLOCK_TABLE, .children = &row, .child_count = 1});
        assert_has(drawn(*state, EN, named), "aria-label=\"Times\"");
        const char *html = drawn(*state, EN, bare);
        assert_has(html, "aria-label=\"Table\"");
        assert_lacks(html, "<caption>");
        assert_has(drawn(*state, UK, bare), "aria-label=\"Таблиця\"");
        assert_has(drawn(*state, RU, bare), "aria-label=\"Таблица\"");
}

static void an_embed_is_a_link_that_loads_nothing(void **state)
{
        struct body body = BODY({.kind = BLOCK_EMBED, .provider = SLICE("youtube"), .embed_id = SLICE("abc")});
        const char *html = drawn(*state, EN, body);
        assert_has(html, "abc\" rel=\"noopener\">View on\u00a0YouTube</a>");
        assert_lacks(html, "iframe");
        assert_lacks(html, "src=");
}

static void a_timeline_entry_has_its_time_and_blocks(void **state)
{
        struct body body = BODY({.kind = BLOCK_TIMELINE,
                                 .time_ms = INT64_C(1690857240000),
                                 .text = WORDS("Alarm"),
                                 WITH({.kind = BLOCK_PARAGRAPH, .text = WORDS("Sirens.")})});
        static const char *const order[] = {
                "<time datetime=\"2023-08-01T05:34:00+03:00\">",
                "<h2>Alarm</h2>",
                "<p>Sirens.</p>",
                NULL,
        };
        assert_order(drawn(*state, EN, body), order);
}

static void entries_of_a_day_tell_the_clock_and_have_headlines_of_one_level(void **state)
{
        struct body body = BODY({.kind = BLOCK_TIMELINE, .time_ms = INT64_C(1690857240000), .text = WORDS("One")},
                                {.kind = BLOCK_TIMELINE, .time_ms = INT64_C(1690860840000), .text = WORDS("Two")},
                                {.kind = BLOCK_TIMELINE, .time_ms = INT64_C(1690923600000), .text = WORDS("Three")},
                                {.kind = BLOCK_HEADING, .level = 2, .text = WORDS("Then")},
                                {.kind = BLOCK_TIMELINE, .time_ms = INT64_C(1690923660000), .text = WORDS("Four")},
                                {.kind = BLOCK_TIMELINE, .time_ms = INT64_C(1690923720000), .text = WORDS("Five")});
        static const char *const order[] = {
                ">Tuesday, 1 August 2023, 05:34</time>",
                "<h2>One</h2>",
                ">06:34</time>",
                "<h2>Two</h2>",
                ">Wednesday, 2 August 2023, 00:00</time>",
                "<h2>Three</h2>",
                "<h2>Then</h2>",
                ">00:01</time>",
                "<h3>Four</h3>",
                ">00:02</time>",
                "<h3>Five</h3>",
                NULL,
        };
        assert_order(drawn(*state, EN, body), order);
}

static void the_deepest_body_is_drawn(void **state)
{
        struct block items[BODY_DEPTH_MAX / 2], lists[BODY_DEPTH_MAX / 2];
        struct rich_text words = WORDS("item");
        for (size_t i = 0; i < COUNT(items); i++) {
                items[i] = (struct block){.kind = BLOCK_ITEM, .text = words};
                if (i) items[i].children = &lists[i - 1], items[i].child_count = 1;
                lists[i] = (struct block){.kind = BLOCK_LIST, .children = &items[i], .child_count = 1};
        }
        const char *html = drawn(*state, EN, (struct body){&lists[COUNT(lists) - 1], 1});
        unsigned count = 0;
        for (const char *at = html; (at = strstr(at, "<li>item")); at++)
                count++;
        assert_int_equal(count, COUNT(items));
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(marks_nest_in_one_order_whatever_order_they_came_in),
                TEST(a_link_with_a_bold_word_stays_one_link),
                TEST(two_links_side_by_side_stay_two),
                TEST(only_links_to_other_sites_hide_where_readers_come_from),
                TEST(lines_within_a_paragraph_stay_lines),
                TEST(texts_get_the_non_breaking_spaces_of_their_language),
                TEST(labels_are_written_in_the_edition_s_language),
                TEST(a_custom_label_is_the_editor_s_word),
                TEST(no_heading_skips_a_level),
                TEST(lists_hold_lists),
                TEST(a_quote_says_who_spoke),
                TEST(of_a_picture_without_files_nothing_is_said),
                TEST(a_caption_before_a_credit_is_a_sentence),
                TEST(a_picture_in_the_body_has_files_size_and_kind),
                TEST(cells_head_columns_in_the_first_row_and_rows_elsewhere),
                TEST(cells_that_are_numbers_are_told),
                TEST(a_table_has_a_name_also_without_a_caption),
                TEST(an_embed_is_a_link_that_loads_nothing),
                TEST(a_timeline_entry_has_its_time_and_blocks),
                TEST(entries_of_a_day_tell_the_clock_and_have_headlines_of_one_level),
                TEST(the_deepest_body_is_drawn),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
