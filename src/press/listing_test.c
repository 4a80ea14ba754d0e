/* Listings and fronts: what leads to articles. */
#include "press/page_test.h"

static struct headline story(const char *text)
{
        return (struct headline){
                .edition = UK,
                .section = 1,
                .path = SLICE("/news/1/"),
                .text = slice_of(text),
                .lead = SLICE("Lead."),
                .published_ms = INT64_C(1690857240000), /* 1 August 2023, 05:34 in Kyiv */
        };
}

/* ---- listings ---- */

static const char *opened(struct press *p, const struct listing_view *view)
{
        assert_int_equal(press_listing(p->setting.presser, view, &p->listing).code, OK);
        return buf_text(&p->listing.open);
}

static void each_kind_of_listing_says_what_it_lists(void **state)
{
        struct press *p = *state;
        const struct section *city = &p->setting.newsroom.sections[0];
        struct shelf city_ru = shelf_of_section(city, RU), city_uk = shelf_of_section(city, UK);
        struct listing_view all = {.kind = LISTING_ALL, .edition = UK};
        assert_has(opened(p, &all), "<h1>Усі новини</h1>");
        struct listing_view section = {.kind = LISTING_SHELF, .edition = RU, .shelf = city_ru};
        assert_has(opened(p, &section), "<h1>Город</h1>");
        struct listing_view month = {.kind = LISTING_SHELF_MONTH, .edition = UK, .shelf = city_uk, .day = {2023, 8, 0}};
        assert_has(opened(p, &month), "<h1>Місто, серпень 2023</h1>");
        struct listing_view day = {.kind = LISTING_DAY, .edition = EN, .day = {2023, 8, 1}};
        assert_has(opened(p, &day), "<h1>All news for 1\u00a0August 2023</h1>");
        day.edition = UK;
        assert_has(opened(p, &day), "<h1>Усі новини за\u00a01\u00a0серпня 2023\u00a0року</h1>");
        assert_has(plain(&p->stored, &p->listing.page.head), "<title>Усі новини за\u00a01 серпня 2023\u00a0року");
}

static void every_day_has_its_own_name_however_many_were_named_before(void **state)
{
        struct press *p = *state;
        static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                             "July",    "August",   "September", "October", "November", "December"};
        for (int number = 0; number < 2 * 8 * 12 * 28; number++) {
                struct day day = {2020 + number / 28 / 12 % 8, 1 + number / 28 % 12, 1 + number % 28};
                struct listing_view view = {.kind = LISTING_DAY, .edition = EN, .day = day};
                char heading[100];
                snprintf(heading, sizeof heading, "for %d\u00a0%s %d</h1>", day.day, months[day.month - 1], day.year);
                assert_has(opened(p, &view), heading);
        }
}

static void a_list_without_items_is_truly_empty(void **state)
{
        struct press *p = *state;
        struct listing_view view = {.kind = LISTING_ALL, .edition = EN};
        opened(p, &view);
        buf_add(&p->listing.open, buf_slice(&p->listing.close));
        assert_has(buf_text(&p->listing.open), "data-empty=\"No stories yet.\"></ol>");
        assert_int_equal(p->listing.page.main.len, 0);
}

static void a_page_of_a_month_leads_to_its_neighbours(void **state)
{
        struct press *p = *state;
        struct listing_view view = {
                .kind = LISTING_SHELF_MONTH,
                .edition = EN,
                .shelf = shelf_of_section(&p->setting.newsroom.sections[0], EN),
                .day = {2023, 8, 0},
                .page = 2,
                .of_several = true,
                .newer_path = SLICE("/eng/city/2023/8/3/"),
                .older_path = SLICE("/eng/city/2023/8/1/"),
        };
        opened(p, &view);
        static const char *const order[] = {
                "<nav",        "href=\"/eng/city/2023/8/3/\">Newer",
                "Page\u00a02", "href=\"/eng/city/2023/8/1/\">Older",
                "</nav>",      "</main>",
                NULL,
        };
        assert_order(plain(&p->text, &p->listing.page.more), order);
}

static void a_day_leads_to_the_days_beside_it(void **state)
{
        struct press *p = *state;
        struct listing_view view = {
                .kind = LISTING_DAY,
                .edition = EN,
                .day = {2023, 8, 1},
                .older_path = SLICE("/eng/news/2023/07/30/"),
                .older_day = {2023, 7, 30},
        };
        opened(p, &view);
        const char *more = plain(&p->text, &p->listing.page.more);
        assert_has(more, "href=\"/eng/news/2023/07/30/\">Previous day: 30 July 2023</a>");
        assert_lacks(more, "Next day");
}

/* As in a calendar: what was before stands left. */
static void the_day_before_stands_before_the_day_after(void **state)
{
        struct press *p = *state;
        struct listing_view view = {
                .kind = LISTING_DAY,
                .edition = EN,
                .day = {2023, 8, 1},
                .newer_path = SLICE("/eng/news/2023/08/02/"),
                .newer_day = {2023, 8, 2},
                .older_path = SLICE("/eng/news/2023/07/30/"),
                .older_day = {2023, 7, 30},
        };
        opened(p, &view);
        static const char *const order[] = {
                "<nav",
                "rel=\"prev\" href=\"/eng/news/2023/07/30/\">Previous day: 30 July 2023</a>",
                "rel=\"next\" href=\"/eng/news/2023/08/02/\">Next day: 2 August 2023</a>",
                "</nav>",
                NULL,
        };
        assert_order(plain(&p->text, &p->listing.page.more), order);
}

static struct shelf a_source(void)
{
        return (struct shelf){
                .kind = SHELF_SOURCE,
                .edition = EN,
                .name = SLICE("The <Institute>"),
                .slug = SLICE("the-institute"),
                .url = SLICE("https://www.institute.example/daily?a=1&b=2"),
        };
}

static void a_shelf_says_in_a_word_what_it_is(void **state)
{
        struct press *p = *state;
        static const char *const words[] = {
                [SHELF_TOPIC] = "In the news", [SHELF_PERSON] = "Person", [SHELF_SOURCE] = "Source"};
        struct listing_view view = {.kind = LISTING_SHELF, .edition = EN, .shelf = a_source()};
        for (enum shelf_kind kind = SHELF_TOPIC; kind <= SHELF_SOURCE; kind++) {
                view.shelf.kind = kind;
                opened(p, &view);
                const char *order[] = {"<p class=\"kicker\">", words[kind], "<h1>The &lt;Institute&gt;</h1>", NULL};
                assert_order(buf_text(&p->listing.open), order);
                assert_has(plain(&p->text, &p->listing.page.head), "<title>The &lt;Institute&gt; | Herald</title>");
        }
        view.shelf = shelf_of_section(&p->setting.newsroom.sections[0], EN);
        assert_lacks(opened(p, &view), "kicker");
}

static void a_source_leads_to_its_own_site(void **state)
{
        struct press *p = *state;
        struct listing_view view = {.kind = LISTING_SHELF, .edition = EN, .shelf = a_source()};
        assert_has(opened(p, &view), "<a href=\"https://www.institute.example/daily?a=1&amp;b=2\" rel=\"noopener\">"
                                     "institute.example</a>");
        view.shelf.url = SLICE("");
        assert_lacks(opened(p, &view), "<a ");
}

static void a_month_of_a_shelf_leads_back_to_it(void **state)
{
        struct press *p = *state;
        struct listing_view view = {.kind = LISTING_SHELF_MONTH,
                                    .edition = EN,
                                    .shelf = a_source(),
                                    .shelf_path = SLICE("/eng/source/the-institute/"),
                                    .day = {2023, 8, 0},
                                    .page = 1};
        const char *open = opened(p, &view);
        assert_has(open, "Source: <a href=\"/eng/source/the-institute/\">The &lt;Institute&gt;</a>");
        assert_has(open, "<h1>The &lt;Institute&gt;, August 2023</h1>");
        assert_lacks(open, "institute.example");
}

static void what_is_said_of_a_shelf_stands_on_its_page_and_on_no_other(void **state)
{
        struct press *p = *state;
        struct listing_view view = {
                .kind = LISTING_SHELF, .edition = EN, .shelf = a_source(), .path = SLICE("/eng/person/kos/")};
        view.shelf.kind = SHELF_PERSON;
        view.shelf.name = SLICE("Nina Kos");
        assert_lacks(opened(p, &view), "about");
        assert_lacks(plain(&p->text, &p->listing.page.head), "\"Person\"");
        view.shelf.description = SLICE("Writes of <rivers> & boats.\n\n nina@herald.example");
        assert_has(opened(p, &view), "</h1>\n<div class=\"about\">\n<p>Writes of &lt;rivers&gt; &amp; boats.</p>\n"
                                     "<p>nina@herald.example</p>\n</div>");
        const char *head = plain(&p->text, &p->listing.page.head);
        assert_has(head,
                   "<meta name=\"description\" content=\"Writes of &lt;rivers&gt; &amp; boats. nina@herald.example\">");
        assert_has(head, "og:description\" content=\"Writes of &lt;rivers&gt; &amp; boats. nina@herald.example\">");
        assert_has(head,
                   "{\"@type\":\"Person\",\"name\":\"Nina Kos\",\"description\":\"Writes of \\u003crivers> & boats."
                   "\\n\\n nina@herald.example\",\"url\":\"https://news.example/eng/person/kos/\"}");
        assert_has(buf_text(&p->listing.about), "\nd Writes of <rivers> & boats.   nina@herald.example\n");

        view.kind = LISTING_SHELF_MONTH;
        view.day = (struct day){2023, 8, 0};
        assert_lacks(opened(p, &view), "about");
        head = plain(&p->text, &p->listing.page.head);
        assert_lacks(head, "rivers");
        assert_lacks(head, "\"Person\"");
}

/* ---- the calendar ---- */

static const char *calendar(struct press *p, unsigned edition, struct day day, struct calendar calendar)
{
        struct listing_view view = {.kind = LISTING_DAY, .edition = edition, .day = day, .calendar = calendar};
        assert_int_equal(press_listing_more(p->setting.presser, &view, &p->stored).code, OK);
        return plain(&p->text, &p->stored);
}

static void a_calendar_links_the_days_that_have_pages(void **state)
{
        struct press *p = *state;
        struct calendar august = {
                .days = 1u << 1 | 1u << 8 | 1u << 31, .before = {2023, 7, 30}, .after = {2023, 10, 2}};
        const char *text = calendar(p, EN, (struct day){2023, 8, 8}, august);
        static const char *const order[] = {
                "<caption>August 2023</caption>",
                "title=\"Monday\">Mon<",
                "title=\"Sunday\">Sun<",
                /* It began on a Tuesday. */
                "<tr><td></td><td><a href=\"/eng/news/2023/08/01/\">1</a></td><td>2</td>",
                "<td>6</td></tr>",
                "<td>7</td><td><a href=\"/eng/news/2023/08/08/\" aria-current=\"date\">8</a></td>",
                "<td><a href=\"/eng/news/2023/08/31/\">31</a></td><td></td><td></td><td></td></tr>",
                "</table>",
                "href=\"/eng/news/2023/07/30/\">Previous month: July 2023</a>",
                "href=\"/eng/news/2023/10/02/\">Next month: October 2023</a>",
                NULL,
        };
        assert_order(text, order);
        assert_lacks(text, "32");
}

static void a_calendar_is_in_its_edition_s_language(void **state)
{
        struct press *p = *state;
        struct calendar september = {.days = 1u << 3};
        const char *text = calendar(p, UK, (struct day){2023, 9, 3}, september);
        assert_has(text, "<caption>Вересень 2023</caption>");
        assert_has(text, "title=\"п’ятниця\">пт<");
        assert_has(text, "<td><a href=\"/news/2023/09/03/\" aria-current=\"date\">3</a></td></tr>"); /* a Sunday */
        assert_lacks(text, "Попередній місяць");
        assert_lacks(text, "Наступний місяць");
        text = calendar(p, RU, (struct day){2024, 2, 29}, (struct calendar){.days = 1u << 29});
        assert_has(text, "<caption>Февраль 2024</caption>");
        assert_has(text, "title=\"воскресенье\">вс<");
        assert_lacks(text, "<td>30</td>");
}

static void all_news_have_the_calendar_of_the_newest_month_and_none_without_news(void **state)
{
        struct press *p = *state;
        struct listing_view view = {
                .kind = LISTING_ALL, .edition = EN, .day = {2023, 8, 0}, .calendar = {.days = 1u << 1 | 1u << 8}};
        assert_int_equal(press_listing_more(p->setting.presser, &view, &p->stored).code, OK);
        assert_has(plain(&p->text, &p->stored), "<caption>August 2023</caption>");
        assert_has(plain(&p->text, &p->stored), "<a href=\"/eng/news/2023/08/08/\">8</a>");
        view = (struct listing_view){.kind = LISTING_ALL, .edition = EN};
        assert_int_equal(press_listing_more(p->setting.presser, &view, &p->stored).code, OK);
        assert_lacks(plain(&p->text, &p->stored), "<table");
}

static void a_shelf_has_no_calendar(void **state)
{
        struct press *p = *state;
        struct listing_view view = {.kind = LISTING_SHELF, .edition = EN, .older_path = SLICE("/eng/news/2023/08/01/")};
        assert_int_equal(press_listing_more(p->setting.presser, &view, &p->stored).code, OK);
        assert_lacks(plain(&p->text, &p->stored), "<table");
}

static void a_listing_leads_to_its_months(void **state)
{
        struct press *p = *state;
        struct day months[] = {{2023, 8, 0}, {2023, 7, 0}};
        struct slice paths[] = {SLICE("/2023/8/1/"), SLICE("/2023/7/2/")};
        struct listing_view view = {
                .kind = LISTING_ALL, .edition = UK, .months = months, .month_paths = paths, .month_count = 2};
        opened(p, &view);
        static const char *const order[] = {
                "За місяцями",
                "href=\"/2023/8/1/\">Серпень 2023",
                "href=\"/2023/7/2/\">Липень 2023",
                NULL,
        };
        assert_order(plain(&p->text, &p->listing.page.more), order);
}

static void an_item_tells_time_section_headline_and_lead(void **state)
{
        struct press *p = *state;
        struct headline headline = story("Flood");
        assert_int_equal(press_item(p->setting.presser, &headline, &p->text).code, OK);
        static const char *const order[] = {
                "<li>",
                "<article",
                "Місто",
                "<h2><a href=\"/news/1/\">Flood</a></h2>",
                "Lead.",
                "<time datetime=\"2023-08-01T05:34:00+03:00\">",
                "1 серпня 2023",
                "05:34",
                "</article>",
                "</li>",
                NULL,
        };
        assert_order(buf_text(&p->text), order);
        assert_int_equal(press_item(p->setting.presser, &headline, &p->text).code, OK);
        assert_null(strstr(strstr(buf_text(&p->text), "<li>") + 1, "<li>")); /* it replaces what was there */
}

static void a_story_without_lead_or_section_does_not_show_another_s(void **state)
{
        struct press *p = *state;
        struct headline bare = story("Flood");
        bare.lead = SLICE("");
        bare.section = 0;
        struct front_block block = {&p->setting.newsroom.sections[1], {&bare, 1}};
        struct front_view view = {.edition = UK, .blocks = &block, .block_count = 1};
        assert_int_equal(press_front(p->setting.presser, &view, &p->page).code, OK);
        const char *main = plain(&p->text, &p->page.main);
        assert_lacks(main, "kicker");
        assert_lacks(main, "class=\"lead\"");
}

/* ---- fronts ---- */

static const char *front(struct press *p, struct headline *top, size_t top_count, const struct front_block *blocks,
                         size_t block_count)
{
        struct front_view view = {.edition = UK, .top = {top, top_count}, .blocks = blocks, .block_count = block_count};
        assert_int_equal(press_front(p->setting.presser, &view, &p->page).code, OK);
        return plain(&p->text, &p->page.main);
}

static void a_front_has_its_lead_then_cards_then_sections(void **state)
{
        struct press *p = *state;
        struct headline top[] = {story("one"), story("two"), story("three"), story("four"), story("five")};
        struct headline river[] = {story("six"), story("seven")};
        struct front_block blocks[] = {
                {&p->setting.newsroom.sections[0], {NULL, 0}},
                {&p->setting.newsroom.sections[1], {river, 2}},
        };
        static const char *const order[] = {
                "<h1", "one", "two", "three", "four", "five", "href=\"/river/\">Річка", "<h3", "six", "seven", NULL,
        };
        const char *main = front(p, top, 5, blocks, 2);
        assert_order(main, order);
        assert_lacks(main, "href=\"/city/\""); /* a section without news has no block */
        assert_has(main, "<ul class=\"stories of-1\">");
        assert_has(main, "<section class=\"block of-1 in-words\"");
}

static void a_front_of_few_stories_has_no_empty_lists(void **state)
{
        struct press *p = *state;
        struct headline top[] = {story("one"), story("two")};
        assert_lacks(front(p, top, 0, NULL, 0), "<ul");
        assert_lacks(front(p, top, 1, NULL, 0), "<ul");
        const char *two = front(p, top, 2, NULL, 0);
        assert_has(two, "<ul class=\"cards of-1\">");
        assert_lacks(two, "<ul class=\"stories");
}

static void a_front_without_stories_says_so(void **state)
{
        struct press *p = *state;
        struct headline top[] = {story("one")};
        assert_has(front(p, top, 0, NULL, 0), "Матеріалів поки немає.");
        assert_lacks(front(p, top, 1, NULL, 0), "Матеріалів поки немає.");
}

static void a_front_is_titled_with_the_newsroom_s_name(void **state)
{
        struct press *p = *state;
        front(p, NULL, 0, NULL, 0);
        const char *head = plain(&p->text, &p->page.head);
        assert_has(head, "<title>Вісник: Головні новини</title>");
        assert_has(head, "<link rel=\"canonical\" href=\"https://news.example/\">");
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(each_kind_of_listing_says_what_it_lists),
                TEST(every_day_has_its_own_name_however_many_were_named_before),
                TEST(a_list_without_items_is_truly_empty),
                TEST(a_page_of_a_month_leads_to_its_neighbours),
                TEST(a_day_leads_to_the_days_beside_it),
                TEST(the_day_before_stands_before_the_day_after),
                TEST(a_shelf_says_in_a_word_what_it_is),
                TEST(a_source_leads_to_its_own_site),
                TEST(a_month_of_a_shelf_leads_back_to_it),
                TEST(what_is_said_of_a_shelf_stands_on_its_page_and_on_no_other),
                TEST(a_calendar_links_the_days_that_have_pages),
                TEST(a_calendar_is_in_its_edition_s_language),
                TEST(all_news_have_the_calendar_of_the_newest_month_and_none_without_news),
                TEST(a_shelf_has_no_calendar),
                TEST(a_listing_leads_to_its_months),
                TEST(an_item_tells_time_section_headline_and_lead),
                TEST(a_story_without_lead_or_section_does_not_show_another_s),
                TEST(a_front_has_its_lead_then_cards_then_sections),
                TEST(a_front_of_few_stories_has_no_empty_lists),
                TEST(a_front_without_stories_says_so),
                TEST(a_front_is_titled_with_the_newsroom_s_name),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
