#include "press/own_pages.h"
#include "press/page_test.h"

/* 1 August 2023, 05:34 in Kyiv. */
#define MORNING INT64_C(1690857240000)
/* SLICE() where only a constant may stand. */
#define TEXT(literal)                                                                                                  \
        {                                                                                                              \
                literal, sizeof(literal) - 1                                                                           \
        }

static struct span words[] = {{.text = TEXT("Вода спала.")}};
static struct block paragraphs[] = {
        {.kind = BLOCK_PARAGRAPH, .text = {words, 1}},
        {.kind = BLOCK_LABELLED, .label = LABEL_SOURCE, .text = {words, 1}},
};
static struct author authors[] = {{.name = TEXT("Ann Author")}, {.name = TEXT("Bob Author")}};
static struct source sources[] = {{.name = TEXT("Institute"), .url = TEXT("https://institute.example/")},
                                  {.name = TEXT("An official"), .url = TEXT("")}};
static struct topic topics[] = {{.kind = TOPIC_SUBJECT, .name = TEXT("Snow")},
                                {.kind = TOPIC_PERSON, .name = TEXT("Nina K.")}};
static struct shelf author_shelves[] = {{.kind = SHELF_PERSON, .name = TEXT("Ann A."), .slug = TEXT("ann")},
                                        {.kind = SHELF_PERSON, .name = TEXT("Bob A."), .slug = TEXT("bob")}};
static struct shelf topic_shelves[] = {{.kind = SHELF_TOPIC, .name = TEXT("Snow"), .slug = TEXT("snow")},
                                       {.kind = SHELF_PERSON, .name = TEXT("Nina"), .slug = TEXT("nina")}};
static struct shelf source_shelves[] = {{.kind = SHELF_SOURCE, .name = TEXT("Institute"), .slug = TEXT("institute")},
                                        {.kind = SHELF_SOURCE, .name = TEXT("Official"), .slug = TEXT("official")}};
static struct picture pictures[] = {{
        .asset = TEXT("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        .width = 480,
        .height = 300,
        .caption = TEXT("The bridge"),
        .credit = TEXT("Agency"),
        .alt = TEXT("A bridge"),
}};
static struct headline related[] = {
        {.article = 8, .edition = UK, .section = 2, .path = TEXT("/news/8/"), .text = TEXT("Flood before")},
};
static struct sibling siblings[] = {{.edition = RU, .article = 9, .path = TEXT("/rus/news/9/")}};

static struct article flood(void)
{
        return (struct article){
                .edition = UK,
                .section = 1,
                .headline = SLICE("Flood"),
                .lead = SLICE("The river rose."),
                .body = {paragraphs, 2},
                .authors = authors,
                .author_count = 2,
                .sources = sources,
                .source_count = 2,
                .topics = topics,
                .topic_count = 2,
                .pictures = pictures,
                .picture_count = 1,
                .published_ms = MORNING,
        };
}

static void press_view(struct press *p, const struct article *article, size_t sibling_count, size_t related_count)
{
        struct article_view view = {
                .article = article,
                .id = 7,
                .path = SLICE("/news/2023/08/01/7/"),
                .authors = author_shelves,
                .topics = topic_shelves,
                .sources = source_shelves,
                .siblings = {siblings, sibling_count},
                .related = {related, related_count},
        };
        assert_int_equal(press_article(p->setting.presser, &view, &p->page).code, OK);
}

static const char *article_text(struct press *p, const struct article *article)
{
        press_view(p, article, 1, 1);
        struct headlines newest = {related, 1};
        return whole_page(&p->setting, article->edition, &p->page, &newest, &p->text);
}

/* ---- the article ---- */

static void an_article_is_read_in_its_order(void **state)
{
        struct article article = flood();
        static const char *const order[] = {
                "<!doctype html>",
                "<title>Flood | Вісник</title>",
                "</head>",
                "Перейти до\u00a0вмісту",
                "<header",
                "Вісник",
                "Підтримати нас",
                "Укр",
                "Рус",
                "Eng",
                "Усі розділи",
                "Місто",
                "Річка",
                "</header>",
                "<main",
                "<h1>Flood</h1>",
                "The river rose.",
                "Ann Author</a>, <a href=\"/person/bob/\" rel=\"author\">Bob Author</a>",
                "2023-08-01T05:34:00+03:00",
                "Вівторок, 1 серпня 2023, 05:34",
                "<figure",
                "The bridge",
                "Agency",
                "<p>Вода спала.</p>",
                "<strong>Джерело:</strong> Вода спала.",
                "Джерела",
                "Institute",
                "An official",
                "Читайте також",
                "Flood before",
                "</main>",
                "<aside",
                "Усі новини",
                "Останні новини",
                "Flood before",
                "</aside>",
                "<footer",
                "</html>",
                NULL,
        };
        assert_order(article_text(*state, &article), order);
}

static void each_edition_speaks_its_language(void **state)
{
        static const struct {
                const char *language, *sections, *time, *rail;
        } expected[] = {
                {"<html lang=\"uk\">", "Усі розділи", "Вівторок, 1 серпня 2023, 05:34", "Останні новини"},
                {"<html lang=\"ru\">", "Все разделы", "Вторник, 1 августа 2023, 05:34", "Последние новости"},
                {"<html lang=\"en\">", "All sections", "Tuesday, 1 August 2023, 05:34", "Recent news"},
        };
        for (unsigned edition = UK; edition <= EN; edition++) {
                struct article article = flood();
                article.edition = edition;
                const char *text = article_text(*state, &article);
                assert_has(text, expected[edition - 1].language);
                assert_has(text, expected[edition - 1].sections);
                assert_has(text, expected[edition - 1].time);
                assert_has(text, expected[edition - 1].rail);
        }
}

static void leads_to_a_sibling_where_there_is_one_and_to_the_front_otherwise(void **state)
{
        struct press *p = *state;
        struct article article = flood();
        press_view(p, &article, 1, 0);
        static const char *const order[] = {
                "<span aria-current=\"true\">",
                "Українська",
                "<a href=\"/rus/news/9/\" hreflang=\"ru\">",
                "Русский",
                "<a href=\"/eng/\" hreflang=\"en\" title=\"",
                "English",
                "<small>на головну</small>",
                NULL,
        };
        const char *text = plain(&p->text, &p->page.languages);
        assert_order(text, order);
        assert_null(strstr(strstr(text, "<small>") + 1, "<small>"));
}

static void alternates_name_the_page_and_its_siblings(void **state)
{
        struct press *p = *state;
        struct article article = flood();
        press_view(p, &article, 1, 0);
        const char *text = plain(&p->text, &p->page.head);
        assert_has(text, "<link rel=\"canonical\" href=\"https://news.example/news/2023/08/01/7/\">");
        assert_has(text, "hreflang=\"uk\" href=\"https://news.example/news/2023/08/01/7/\"");
        assert_has(text, "hreflang=\"ru\" href=\"https://news.example/rus/news/9/\"");
        assert_lacks(text, "hreflang=\"en\"");

        press_view(p, &article, 0, 0);
        assert_lacks(plain(&p->text, &p->page.head), "hreflang");
}

static void a_lead_that_opens_the_body_is_shown_once(void **state)
{
        struct press *p = *state;
        struct article article = flood();
        article.lead = SLICE("Вода спала.");
        press_view(p, &article, 0, 0);
        assert_lacks(plain(&p->text, &p->page.main), "standfirst");

        article.lead = SLICE("Вода");
        press_view(p, &article, 0, 0);
        assert_lacks(plain(&p->text, &p->page.main), "standfirst");

        static const char *const others[] = {"Вода спала. Усюди.", "Вод"};
        for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
                article.lead = slice_of(others[i]);
                press_view(p, &article, 0, 0);
                assert_has(plain(&p->text, &p->page.main), "standfirst");
        }
}

static void an_article_without_author_is_its_agency_s_or_the_newsroom_s(void **state)
{
        struct press *p = *state;
        struct article article = flood();
        article.author_count = 0;
        article.byline = SLICE("Agency desk");
        press_view(p, &article, 0, 0);
        assert_has(plain(&p->text, &p->page.main), "<p class=\"byline\">Agency desk</p>");

        article.byline = SLICE("");
        press_view(p, &article, 0, 0);
        assert_has(plain(&p->text, &p->page.main), "<p class=\"byline\">Вісник</p>");
}

static void an_article_leads_to_the_shelves_on_which_it_is_filed(void **state)
{
        struct press *p = *state;
        struct article article = flood();
        press_view(p, &article, 0, 0);
        static const char *const main_order[] = {
                "<p class=\"byline\"><a href=\"/person/ann/\" rel=\"author\">Ann Author</a>, <a href=\"/person/bob/\"",
                "Вода спала.",
                "<h2 id=\"topics\">Про кого й\u00a0про\u00a0що</h2>",
                "<a href=\"/topic/snow/\">Snow</a>",
                "<a href=\"/person/nina/\">Nina K.</a>",
                "</article>",
                NULL,
        };
        assert_order(plain(&p->text, &p->page.main), main_order);
        static const char *const more_order[] = {
                "<a href=\"/source/institute/\">Institute</a>",
                "<a class=\"outward\" href=\"https://institute.example/\" rel=\"noopener\">institute.example</a>",
                "<li><a href=\"/source/official/\">An official</a></li>",
                NULL,
        };
        assert_order(plain(&p->text, &p->page.more), more_order);

        article.topic_count = 1; /* a subject */
        press_view(p, &article, 0, 0);
        assert_has(plain(&p->text, &p->page.main), "<h2 id=\"topics\">Теми</h2>");
}

static void an_update_is_told_only_when_it_came_later(void **state)
{
        struct press *p = *state;
        struct article article = flood();
        article.updated_ms = MORNING;
        press_view(p, &article, 0, 0);
        assert_lacks(plain(&p->text, &p->page.main), "Оновлено");

        article.updated_ms = MORNING + INT64_C(3600000);
        press_view(p, &article, 0, 0);
        assert_has(plain(&p->text, &p->page.main),
                   "Оновлено: <time datetime=\"2023-08-01T06:34:00+03:00\">вівторок, 1 серпня 2023, 06:34</time>");
}

/* A correction is an update, too: of the two, when they came in one minute, readers are told the one that says more. */
static void a_correction_of_the_same_minute_stands_for_the_update(void **state)
{
        struct press *p = *state;
        struct article article = flood();
        struct correction corrections[] = {{SLICE("The river is longer."), MORNING + INT64_C(3600000)}};
        article.corrections = corrections;
        article.correction_count = 1;
        article.updated_ms = MORNING + INT64_C(3600000) + 59999;
        press_view(p, &article, 0, 0);
        assert_has(plain(&p->text, &p->page.main), "Виправлено: <time datetime=\"2023-08-01T06:34:00+03:00\">");
        assert_lacks(plain(&p->text, &p->page.main), "Оновлено");

        article.updated_ms = MORNING + INT64_C(3660000);
        press_view(p, &article, 0, 0);
        assert_has(plain(&p->text, &p->page.main), "Оновлено: <time datetime=\"2023-08-01T06:35:00+03:00\">");
        assert_has(plain(&p->text, &p->page.main), "Виправлено: <time datetime=\"2023-08-01T06:34:00+03:00\">");
}

static void corrections_stand_behind_the_text_with_their_times(void **state)
{
        struct press *p = *state;
        struct article article = flood();
        struct correction corrections[] = {{SLICE("The river is <b>longer</b>."), MORNING + INT64_C(3600000)},
                                           {SLICE("And wider."), MORNING + INT64_C(7200000)}};
        article.corrections = corrections;
        article.correction_count = 2;
        article.edition = EN;
        press_view(p, &article, 0, 0);
        static const char *const order[] = {
                "<a href=\"#corrections\">Corrected: <time datetime=\"2023-08-01T07:34:00+03:00\">",
                "Вода спала.",
                "<div class=\"corrections\" id=\"corrections\">",
                "<strong>Correction</strong>, <time datetime=\"2023-08-01T06:34:00+03:00\">",
                "1 August 2023, 06:34</time>: The river is &lt;b&gt;longer&lt;/b&gt;.",
                "<strong>Correction</strong>, <time datetime=\"2023-08-01T07:34:00+03:00\">",
                "And wider.",
                "</article>",
                NULL,
        };
        assert_order(plain(&p->text, &p->page.main), order);
        static const char *const data[] = {
                "\"dateModified\":\"2023-08-01T07:34:00+03:00\"",
                "\"correction\":[{\"@type\":\"CorrectionComment\",\"text\":\"The river is \\u003cb>longer\\u003c/b>.\","
                "\"datePublished\":\"2023-08-01T06:34:00+03:00\"},",
                NULL,
        };
        assert_order(plain(&p->text, &p->page.head), data);
}

static void more_of_the_section_stands_behind_the_related_and_leads_to_it(void **state)
{
        struct press *p = *state;
        struct article article = flood();
        struct headline newest[] = {
                {.article = 9, .edition = UK, .section = 1, .path = SLICE("/news/9/"), .text = SLICE("Rain")}};
        struct article_view view = {
                .article = &article, .path = SLICE("/news/7/"), .related = {related, 1}, .of_section = {newest, 1}};
        static const char *const order[] = {"Flood before", "<a href=\"/city/\">Ще в\u00a0розділі «Місто»</a>", "Rain",
                                            NULL};
        assert_int_equal(press_article_more(p->setting.presser, &view, &p->page).code, OK);
        assert_order(plain(&p->text, &p->page.more), order);
        view.of_section.count = 0;
        assert_int_equal(press_article_more(p->setting.presser, &view, &p->page).code, OK);
        assert_lacks(plain(&p->text, &p->page.more), "/city/\">Ще");
        article.section = 0;
        view.of_section.count = 1;
        assert_int_equal(press_article_more(p->setting.presser, &view, &p->page).code, OK);
        assert_lacks(plain(&p->text, &p->page.more), "Rain");
}

static void what_an_article_does_not_have_leaves_nothing_behind(void **state)
{
        struct press *p = *state;
        struct article article = {.edition = UK, .headline = SLICE("Flood"), .published_ms = MORNING};
        press_view(p, &article, 0, 0);
        const char *main = plain(&p->text, &p->page.main);
        assert_lacks(main, "figure");
        assert_lacks(main, "kicker");
        assert_lacks(main, "standfirst");
        assert_lacks(main, "corrections");
        assert_lacks(main, "topics");
        assert_lacks(plain(&p->text, &p->page.head), "correction");
        const char *more = plain(&p->text, &p->page.more);
        assert_lacks(more, "Джерела");
        assert_lacks(more, "Читайте також");
}

static void structured_data_say_what_the_page_says(void **state)
{
        struct press *p = *state;
        struct article article = flood();
        press_view(p, &article, 0, 0);
        static const char *const order[] = {
                "\"@type\":\"NewsArticle\"",
                "\"headline\":\"Flood\"",
                "\"inLanguage\":\"uk\"",
                "\"datePublished\":\"2023-08-01T05:34:00+03:00\"",
                "\"name\":\"Ann Author\"",
                "\"name\":\"Bob Author\"",
                "\"publisher\":",
                "\"name\":\"Вісник\"",
                NULL,
        };
        assert_order(plain(&p->text, &p->page.head), order);
}

/* ---- parts and bytes ---- */

static void a_sibling_changes_head_and_languages_only(void **state)
{
        struct press *p = *state;
        struct article article = flood();
        struct article_view view = {.article = &article, .path = SLICE("/news/7/"), .siblings = {siblings, 1}};
        assert_int_equal(press_article_siblings(p->setting.presser, &view, &p->page).code, OK);
        assert_has(plain(&p->text, &p->page.head), "/rus/news/9/");
        assert_has(plain(&p->text, &p->page.languages), "/rus/news/9/");
        assert_int_equal(p->page.main.len, 0);
        assert_int_equal(p->page.more.len, 0);
}

static void a_related_story_changes_more_only(void **state)
{
        struct press *p = *state;
        struct article article = flood();
        struct article_view view = {.article = &article, .path = SLICE("/news/7/"), .related = {related, 1}};
        assert_int_equal(press_article_more(p->setting.presser, &view, &p->page).code, OK);
        assert_has(plain(&p->text, &p->page.more), "Flood before");
        assert_int_equal(p->page.head.len, 0);
        assert_int_equal(p->page.languages.len, 0);
        assert_int_equal(p->page.main.len, 0);
}

static void assert_equal_bufs(const struct buf *a, const struct buf *b)
{
        assert_int_equal(a->len, b->len);
        assert_memory_equal(a->at, b->at, a->len);
}

static void equal_input_gives_equal_bytes(void **state)
{
        struct press *p = *state;
        struct press *again = NULL;
        start((void **)&again);
        struct article article = flood();
        press_view(again, &article, 0, 0); /* what was pressed before leaves no trace */
        press_view(again, &article, 1, 1);
        press_view(p, &article, 1, 1);
        assert_equal_bufs(&p->page.head, &again->page.head);
        assert_equal_bufs(&p->page.languages, &again->page.languages);
        assert_equal_bufs(&p->page.main, &again->page.main);
        assert_equal_bufs(&p->page.more, &again->page.more);
        stop((void **)&again);
}

/* Far more texts than a presser keeps pressed, each of them twice. */
static void no_fragment_stands_for_another_however_many_were_pressed(void **state)
{
        struct press *p = *state;
        struct article article = flood();
        for (unsigned i = 0; i < 1000; i++) {
                char path[] = "/rus/news/000/";
                for (unsigned digit = 12, rest = i % 500; digit >= 10; digit--, rest /= 10)
                        path[digit] = (char)('0' + rest % 10);
                struct sibling sibling = {.edition = RU, .article = 9, .path = slice_of(path)};
                struct article_view view = {.article = &article, .path = SLICE("/news/7/"), .siblings = {&sibling, 1}};
                assert_int_equal(press_article_siblings(p->setting.presser, &view, &p->page).code, OK);
                assert_has(plain(&p->text, &p->page.languages), path);
        }
}

/* ---- other pages ---- */

static void pages_for_a_status_lead_on_and_are_not_indexed(void **state)
{
        static const struct {
                unsigned status;
                const char *title;
        } expected[] = {{404, "Page not found"},
                        {410, "This page is no longer here"},
                        {500, "Something went wrong"},
                        {503, "We are very busy"}};
        struct press *p = *state;
        struct headlines newest = {related, 1};
        for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
                assert_int_equal(
                        press_status_page(p->setting.presser, EN, expected[i].status, SLICE(""), &p->page).code, OK);
                const char *text = whole_page(&p->setting, EN, &p->page, &newest, &p->text);
                assert_has(text, "<meta name=\"robots\" content=\"noindex\">");
                assert_lacks(text, "<link rel=\"canonical\"");
                assert_has(text, expected[i].title);
                assert_has(text, "<a class=\"button\" href=\"/eng/\">");
                assert_has(text, "Flood before");
                assert_lacks(text, "Reason");
        }
}

static void a_withdrawn_story_says_why(void **state)
{
        struct press *p = *state;
        assert_int_equal(press_status_page(p->setting.presser, EN, 410, SLICE("an error"), &p->page).code, OK);
        assert_has(plain(&p->text, &p->page.main), "Reason: an error");
}

static void robots_may_read_everything(void **state)
{
        struct press *p = *state;
        assert_int_equal(press_robots(p->setting.presser, &p->page).code, OK);
        assert_string_equal(plain(&p->text, &p->page.main),
                            "User-agent: *\nAllow: /\nDisallow: /go/\n\nSitemap: https://news.example/sitemap.xml\n"
                            "Sitemap: https://news.example/news/sitemap.xml\n"
                            "Sitemap: https://news.example/rus/news/sitemap.xml\n"
                            "Sitemap: https://news.example/eng/news/sitemap.xml\n");
        assert_int_equal(p->page.head.len, 0);
}

static void a_newsroom_of_one_language_has_no_switcher(void **state)
{
        struct press *p = *state;
        p->setting.newsroom.edition_count = 1;
        struct article article = flood();
        press_view(p, &article, 0, 0);
        assert_int_equal(p->page.languages.len, 0);
}

static void days_are_those_of_the_edition_s_zone(void **state)
{
        struct press *p = *state;
        struct day day = presser_local_day(p->setting.presser, UK, INT64_C(1690837200000)); /* 2023-07-31T21:00Z */
        assert_int_equal(day.year, 2023);
        assert_int_equal(day.month, 8);
        assert_int_equal(day.day, 1);
        day = presser_local_day(p->setting.presser, UK, INT64_C(1690837199999));
        assert_int_equal(day.month, 7);
        assert_int_equal(day.day, 31);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(an_article_is_read_in_its_order),
                TEST(each_edition_speaks_its_language),
                TEST(leads_to_a_sibling_where_there_is_one_and_to_the_front_otherwise),
                TEST(alternates_name_the_page_and_its_siblings),
                TEST(a_lead_that_opens_the_body_is_shown_once),
                TEST(an_article_without_author_is_its_agency_s_or_the_newsroom_s),
                TEST(an_article_leads_to_the_shelves_on_which_it_is_filed),
                TEST(an_update_is_told_only_when_it_came_later),
                TEST(a_correction_of_the_same_minute_stands_for_the_update),
                TEST(corrections_stand_behind_the_text_with_their_times),
                TEST(more_of_the_section_stands_behind_the_related_and_leads_to_it),
                TEST(what_an_article_does_not_have_leaves_nothing_behind),
                TEST(structured_data_say_what_the_page_says),
                TEST(a_sibling_changes_head_and_languages_only),
                TEST(a_related_story_changes_more_only),
                TEST(equal_input_gives_equal_bytes),
                TEST(no_fragment_stands_for_another_however_many_were_pressed),
                TEST(pages_for_a_status_lead_on_and_are_not_indexed),
                TEST(a_withdrawn_story_says_why),
                TEST(robots_may_read_everything),
                TEST(a_newsroom_of_one_language_has_no_switcher),
                TEST(days_are_those_of_the_edition_s_zone),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
