#include "publish/newsroom_test.h"

/* ---- one article ---- */

static void the_first_run_makes_what_every_site_has(void **state)
{
        struct setting *s = *state;
        struct publish_report report = publish_pending(s);
        assert_int_equal(report.changes, 0);
        assert_int_equal(report.articles, 0);
        assert_true(says(read_page(s, "/robots.txt"), "User-agent"));
        static const char *const pages[] = {"/",
                                            "/eng/",
                                            "/news/",
                                            "/eng/news/",
                                            "/sport/",
                                            "/eng/sport/",
                                            "/svit/",
                                            "/robots.txt",
                                            "/manifest.webmanifest",
                                            "/eng/manifest.webmanifest",
                                            "/search/",
                                            "/eng/search/",
                                            "/most-read/",
                                            "/eng/most-read/",
                                            "/feeds.opml",
                                            "/eng/feeds.opml",
                                            "/sitemap.xml",
                                            "/sitemap-pages.xml",
                                            "/icon.svg",
                                            "/icon-192.png",
                                            "/icon-512.png",
                                            "/apple-touch-icon.png",
                                            "/favicon.ico"};
        for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
                assert_int_equal(kind_of(s, pages[i]), PATH_PAGE);
        int64_t count;
        must_work(archive_path_count(s->archive, &count));
        assert_int_equal(count, sizeof pages / sizeof pages[0]);
        expect_same_as_rebuilt(s);
}

static void an_article_stands_at_its_address_and_on_its_listings(void **state)
{
        struct setting *s = *state;
        struct article article = an_article("urn:1", "Перший сніг", MORNING);
        int64_t id = save(s, &article);
        struct publish_report report = publish_pending(s);
        assert_int_equal(report.changes, 1);
        assert_int_equal(report.change, 1);
        assert_int_equal(report.articles, 1);
        assert_int_equal(id, 1);
        assert_true(says(read_page(s, "/news/2023/08/01/1/"), "Перший"));
        static const char *const listings[] = {"/news/", "/news/2023/08/01/", "/sport/", "/sport/2023/8/1/"};
        for (size_t i = 0; i < sizeof listings / sizeof listings[0]; i++) {
                assert_true(says(read_page(s, listings[i]), "/news/2023/08/01/1/"));
                assert_int_equal(load_page(s, listings[i]).modified_ms, MORNING);
        }
        assert_true(says(read_page(s, "/"), "/news/2023/08/01/1/"));
        assert_true(says(read_rails(s), "/news/2023/08/01/1/"));
        assert_false(says(read_page(s, "/svit/"), "/news/2023/08/01/1/"));
        assert_false(says(read_page(s, "/eng/"), "/news/2023/08/01/1/"));
        assert_int_equal(load_page(s, "/news/2023/08/01/1/").modified_ms, MORNING);
        expect_same_as_rebuilt(s);
}

static void an_article_without_a_section_stands_in_the_news_alone(void **state)
{
        struct setting *s = *state;
        struct article article = an_article("urn:1", "Сніг", MORNING);
        article.section = 0;
        publish(s, &article);
        assert_true(says(read_page(s, "/news/"), "/news/2023/08/01/1/"));
        assert_true(says(read_page(s, "/news/2023/08/01/"), "/news/2023/08/01/1/"));
        assert_false(says(read_page(s, "/sport/"), "/news/2023/08/01/1/"));
        assert_int_equal(kind_of(s, "/sport/2023/8/1/"), 0);
        expect_same_as_rebuilt(s);
}

static void a_section_that_its_edition_does_not_have_is_no_listing(void **state)
{
        struct setting *s = *state;
        struct article article = an_article("urn:1", "Snow", MORNING);
        article.edition = EN;
        article.section = WORLD;
        publish(s, &article);
        assert_true(says(read_page(s, "/eng/news/"), "/eng/news/2023/08/01/1/"));
        expect_same_as_rebuilt(s);
}

static void with_nothing_to_do_nothing_is_written(void **state)
{
        struct setting *s = *state;
        publish_simple(s, "urn:1", "Сніг", MORNING);
        struct publish_report report = publish_pending(s);
        assert_int_equal(report.changes, 0);
        assert_int_equal(report.change, 1);
        assert_int_equal(report.step_ns[PUBLISH_WRITE], 0);
}

static void a_draft_is_not_published(void **state)
{
        struct setting *s = *state;
        struct article article = an_article("urn:1", "Чернетка", MORNING);
        article.intent = INTENT_WITHHOLD;
        save(s, &article);
        publish_pending(s);
        assert_int_equal(kind_of(s, "/news/2023/08/01/1/"), 0);
        assert_false(says(read_rails(s), "Чернетка"));
}

/* ---- who notices ---- */

struct heard {
        int64_t pages[20];
        size_t page_count, path_count;
};

static struct err hear_path(void *context, const struct archive_path *path)
{
        struct heard *heard = context;
        (void)path;
        heard->path_count++;
        return NO_ERR;
}

static struct err hear_page(void *context, int64_t page)
{
        struct heard *heard = context;
        heard->pages[heard->page_count++] = page;
        return NO_ERR;
}

/* Publishes that many of one day and section, and listens to the last. */
static struct heard hear_last_of(struct setting *s, int count)
{
        struct heard heard = {0};
        for (int i = 1; i <= count; i++)
                publish_simple(s, arena_format(&s->arena, "urn:%d", i).at, "Сніг", MORNING + i * MINUTE);
        must_work(archive_changes(s->archive, count - 1, hear_path, hear_page, &heard));
        return heard;
}

static void publishing_disturbs_only_the_pages_that_show_it(void **state)
{
        struct heard heard = hear_last_of(*state, 6);
        assert_int_equal(heard.path_count, 1);
        assert_int_equal(heard.page_count, 7); /* itself, all news, day, section, month, sitemap, front */
}

static void the_first_of_a_section_are_disturbed_as_well(void **state)
{
        struct heard heard = hear_last_of(*state, 3);
        assert_int_equal(heard.path_count, 1);
        assert_int_equal(heard.page_count, 7 + 2);
}

static void a_corrected_headline_is_right_everywhere(void **state)
{
        struct setting *s = *state;
        struct slice related[] = {SLICE("urn:1")};
        struct article reader = an_article("urn:2", "Читають також", MORNING);
        reader.related = related;
        reader.related_count = 1;
        publish_simple(s, "urn:1", "Снігх", MORNING);
        publish(s, &reader);
        assert_true(says(read_page(s, "/news/2023/08/01/2/"), "Снігх"));

        publish_simple(s, "urn:1", "Завірюха", MORNING);
        static const char *const pages[] = {"/",
                                            "/news/",
                                            "/news/2023/08/01/",
                                            "/sport/",
                                            "/sport/2023/8/1/",
                                            "/news/2023/08/01/1/",
                                            "/news/2023/08/01/2/"};
        for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
                const char *text = read_page(s, pages[i]);
                assert_true(says(text, "Завірюха"));
                assert_false(says(text, "Снігх"));
        }
        assert_true(says(read_rails(s), "Завірюха"));
        expect_same_as_rebuilt(s);
}

static void a_withdrawn_story_disappears_from_everywhere(void **state)
{
        struct setting *s = *state;
        struct slice related[] = {SLICE("urn:1")};
        struct article reader = an_article("urn:2", "Читають також", MORNING);
        reader.related = related;
        reader.related_count = 1;
        publish_simple(s, "urn:1", "Сніг", MORNING);
        publish(s, &reader);
        withdraw(s, "urn:1");
        assert_int_equal(publish_pending(s).withdrawn, 1);

        assert_int_equal(kind_of(s, "/news/2023/08/01/1/"), PATH_GONE);
        static const char *const pages[] = {"/",       "/news/",           "/news/2023/08/01/",
                                            "/sport/", "/sport/2023/8/1/", "/news/2023/08/01/2/"};
        for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
                assert_false(says(read_page(s, pages[i]), "/news/2023/08/01/1/"));
        assert_false(says(read_rails(s), "/news/2023/08/01/1/"));
        expect_same_as_rebuilt(s);
}

static void a_withdrawn_story_can_come_back(void **state)
{
        struct setting *s = *state;
        publish_simple(s, "urn:1", "Сніг", MORNING);
        withdraw(s, "urn:1");
        publish_pending(s);
        assert_int_equal(kind_of(s, "/news/2023/08/01/"), PATH_GONE); /* nothing is left of the day */
        publish_simple(s, "urn:1", "Сніг таки", MORNING);
        assert_int_equal(kind_of(s, "/news/2023/08/01/1/"), PATH_PAGE);
        assert_true(says(read_page(s, "/news/2023/08/01/"), "таки"));
        expect_same_as_rebuilt(s);
}

/* ---- siblings ---- */

static void a_sibling_is_linked_from_the_article_that_was_there(void **state)
{
        struct setting *s = *state;
        struct article uk = an_article("urn:uk", "Сніг", MORNING), en = an_article("urn:en", "Snow", MORNING);
        uk.story_key = en.story_key = SLICE("snow");
        en.edition = EN;
        publish(s, &uk);
        struct archive_page before = load_page(s, "/news/2023/08/01/1/");
        struct slice main = arena_copy(&s->arena, before.main);
        assert_false(says(read_page(s, "/news/2023/08/01/1/"), "/eng/news/2023/08/01/2/"));
        publish(s, &en);
        assert_true(says(read_page(s, "/news/2023/08/01/1/"), "/eng/news/2023/08/01/2/"));
        assert_true(says(read_page(s, "/eng/news/2023/08/01/2/"), "/news/2023/08/01/1/"));
        assert_true(slice_eq(load_page(s, "/news/2023/08/01/1/").main, main));
        expect_same_as_rebuilt(s);

        withdraw(s, "urn:en");
        publish_pending(s);
        assert_false(says(read_page(s, "/news/2023/08/01/1/"), "/eng/news/2023/08/01/2/"));
        expect_same_as_rebuilt(s);
}

/* An article of the same story as every other that is made here. */
static struct article a_sibling(const char *uri, unsigned edition)
{
        struct article article = an_article(uri, uri, MORNING);
        article.story_key = SLICE("snow");
        article.edition = edition;
        return article;
}

static void a_sibling_is_linked_from_every_article_of_its_story(void **state)
{
        struct setting *s = *state;
        struct article first = a_sibling("urn:uk", UK), second = a_sibling("urn:uk-2", UK),
                       en = a_sibling("urn:en", EN);
        publish(s, &first);
        publish(s, &second);
        publish(s, &en);
        assert_true(says(read_page(s, "/news/2023/08/01/1/"), "/eng/news/2023/08/01/3/"));
        assert_true(says(read_page(s, "/news/2023/08/01/2/"), "/eng/news/2023/08/01/3/"));
        expect_same_as_rebuilt(s);

        withdraw(s, "urn:en");
        publish_pending(s);
        assert_false(says(read_page(s, "/news/2023/08/01/2/"), "/eng/news/2023/08/01/3/"));
        expect_same_as_rebuilt(s);
}

static void siblings_notice_that_an_article_changed_its_edition(void **state)
{
        struct setting *s = *state;
        struct article mover = a_sibling("urn:mover", UK), uk = a_sibling("urn:uk", UK), en = a_sibling("urn:en", EN);
        mover.section = 0; /* else they lead to each other for their section, too */
        publish(s, &mover);
        publish(s, &uk);
        publish(s, &en);
        assert_true(says(read_page(s, "/eng/news/2023/08/01/3/"), "/news/2023/08/01/1/"));
        mover.edition = EN;
        publish(s, &mover);
        assert_false(says(read_page(s, "/eng/news/2023/08/01/3/"), "/news/2023/08/01/1/"));
        assert_true(says(read_page(s, "/eng/news/2023/08/01/3/"), "/news/2023/08/01/2/"));
        assert_true(says(read_page(s, "/news/2023/08/01/2/"), "/eng/news/2023/08/01/1/"));
        expect_same_as_rebuilt(s);
}

/* ---- addresses ---- */

static void a_former_address_leads_to_the_present_one(void **state)
{
        struct setting *s = *state;
        struct archive_path old;
        struct slice from, to;
        publish_simple(s, "urn:1", "Сніг", MORNING);
        publish_simple(s, "urn:1", "Сніг", MORNING + DAY);
        must_work(archive_find_path(s->archive, SLICE("/news/2023/08/01/1/"), &old));
        assert_int_equal(old.kind, PATH_MOVED);
        must_work(archive_load_location(s->archive, old.page, &from, &to));
        assert_true(slice_eq(to, SLICE("/news/2023/08/02/1/")));
        assert_true(says(read_page(s, "/news/2023/08/02/"), "/news/2023/08/02/1/"));
        assert_int_equal(kind_of(s, "/news/2023/08/01/"), PATH_GONE);
        expect_same_as_rebuilt(s);

        withdraw(s, "urn:1");
        publish_pending(s);
        assert_int_equal(kind_of(s, "/news/2023/08/01/1/"), PATH_GONE);
        assert_int_equal(kind_of(s, "/news/2023/08/02/1/"), PATH_GONE);
        expect_same_as_rebuilt(s);
}

static void what_is_gone_stays_where_readers_had_it(void **state)
{
        struct setting *s = *state;
        struct article article = an_article("urn:1", "Сніг", MORNING);
        publish(s, &article);
        withdraw(s, "urn:1");
        article.intent = INTENT_CANCEL;
        article.published_ms += 40 * DAY;
        article.edition = EN;
        article.section = 0;
        save(s, &article);
        publish_pending(s);
        assert_int_equal(kind_of(s, "/news/2023/08/01/1/"), PATH_GONE);
        assert_int_equal(kind_of(s, "/eng/news/2023/09/10/1/"), 0);
        expect_same_as_rebuilt(s);

        article.intent = INTENT_PUBLISH;
        publish(s, &article);
        assert_int_equal(kind_of(s, "/news/2023/08/01/1/"), PATH_MOVED);
        assert_int_equal(kind_of(s, "/eng/news/2023/09/10/1/"), PATH_PAGE);
        expect_same_as_rebuilt(s);
}

static void a_gone_page_speaks_the_language_of_its_address(void **state)
{
        struct setting *s = *state;
        struct article article = an_article("urn:1", "Snow", MORNING);
        struct archive_path uk, en;
        publish(s, &article);
        article.edition = EN;
        publish(s, &article);
        withdraw(s, "urn:1");
        publish_pending(s);
        must_work(archive_find_path(s->archive, SLICE("/news/2023/08/01/1/"), &uk));
        must_work(archive_find_path(s->archive, SLICE("/eng/news/2023/08/01/1/"), &en));
        assert_int_equal(uk.kind, PATH_GONE);
        assert_int_equal(en.kind, PATH_GONE);
        assert_int_equal(uk.edition, UK);
        assert_int_equal(en.edition, EN);
}

static void an_article_may_move_to_another_edition(void **state)
{
        struct setting *s = *state;
        struct article article = an_article("urn:1", "Snow", MORNING);
        publish(s, &article);
        article.edition = EN;
        publish(s, &article);
        assert_int_equal(kind_of(s, "/news/2023/08/01/1/"), PATH_MOVED);
        assert_true(says(read_page(s, "/eng/sport/2023/8/1/"), "/eng/news/2023/08/01/1/"));
        assert_false(says(read_page(s, "/sport/2023/8/1/"), "/news/2023/08/01/1/"));
        assert_false(says(read_page(s, "/"), "/news/2023/08/01/1/"));
        expect_same_as_rebuilt(s);
}

/* ---- the newsroom ---- */

static void a_new_section_is_in_every_masthead_and_has_a_page(void **state)
{
        struct setting *s = *state;
        publish_simple(s, "urn:1", "Сніг", MORNING);
        struct section weather = {.names = {SLICE("Погода"), SLICE("Weather")},
                                  .slugs = {SLICE("pohoda"), SLICE("weather")},
                                  .key = SLICE("weather")};
        must_work(store_begin(s->store));
        must_work(store_put_section(s->store, &weather, MORNING));
        must_work(store_commit(s->store));
        close_publisher(s);
        open_publisher(s);
        assert_int_equal(publish_pending(s).changes, 1);
        assert_int_equal(kind_of(s, "/pohoda/"), PATH_PAGE);
        assert_int_equal(kind_of(s, "/eng/weather/"), PATH_PAGE);
        expect_same_as_rebuilt(s);
}

/* ---- checking ---- */

static void tells_what_differs_from_the_store(void **state)
{
        struct setting *s = *state;
        CLEANUP(buf_clear) struct buf faults = BUF_INIT(100000);
        publish_simple(s, "urn:1", "Сніг", MORNING);
        publish_simple(s, "urn:2", "Дощ", MORNING);
        must_work(archive_begin(s->archive));
        must_work(archive_put_item(s->archive, 1, MORNING, SLICE("<li>Wrong"), SLICE("")));
        must_work(archive_put_gone(s->archive, SLICE("/news/2023/08/01/2/"), UK, NULL));
        must_work(archive_commit(s->archive, 2));
        must_work(publish_verify(s->publisher, &faults));
        assert_true(says(buf_text(&faults), "the list item of article 1 is not as it should be"));
        assert_true(says(buf_text(&faults), "the path /news/2023/08/01/2/ is not as it should be"));
        assert_true(says(buf_text(&faults), "the page /news/2023/08/01/2/ is missing"));
        assert_true(says(buf_text(&faults), "a place of article 2 is missing"));
}

static void tells_that_the_archive_is_behind(void **state)
{
        struct setting *s = *state;
        CLEANUP(buf_clear) struct buf faults = BUF_INIT(100000);
        struct article article = an_article("urn:1", "Сніг", MORNING);
        save(s, &article);
        must_work(publish_verify(s->publisher, &faults));
        assert_true(says(buf_text(&faults), "the archive holds the changes up to 0, the store has 1"));
}

/* Notices have no picture: the block opens with a story that has one from behind them, but for old ones. */
static void a_block_of_notices_opens_with_a_story_that_has_a_picture(void **state)
{
        enum { NOTICES = 20 };
        const int64_t day_ms = 24 * 60 * MINUTE;
        static const char digest[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
        struct picture picture = {
                .asset = {digest, sizeof digest - 1}, .media_type = SLICE("image/jpeg"), .width = 900, .height = 600};
        struct setting *s = *state;
        char uri[20];
        struct article story = an_article("urn:oak", "Дуб", MORNING);
        story.pictures = &picture;
        story.picture_count = 1;
        publish(s, &story);
        for (unsigned n = 0; n < NOTICES; n++) {
                snprintf(uri, sizeof uri, "urn:n:%u", n);
                publish_simple(s, uri, "Погода", MORNING + day_ms + n * MINUTE);
        }
        const char *front = read_page(s, "/");
        const char *first = strstr(front, "<div class=\"first\">");
        assert_true(first && says(first, "Дуб") && strstr(first, "Дуб") < strstr(first, "Погода"));
        expect_same_as_rebuilt(s);
        for (unsigned n = 0; n < 5; n++) { /* four of them stand above */
                snprintf(uri, sizeof uri, "urn:late:%u", n);
                publish_simple(s, uri, "Погода", MORNING + 16 * day_ms + n * MINUTE);
        }
        assert_false(says(read_page(s, "/"), "Дуб"));
        expect_same_as_rebuilt(s);
}

int main(void)
{
        must(sodium_init() >= 0);
        const struct CMUnitTest tests[] = {
                TEST(the_first_run_makes_what_every_site_has),
                TEST(an_article_stands_at_its_address_and_on_its_listings),
                TEST(an_article_without_a_section_stands_in_the_news_alone),
                TEST(a_section_that_its_edition_does_not_have_is_no_listing),
                TEST(with_nothing_to_do_nothing_is_written),
                TEST(a_draft_is_not_published),
                TEST(publishing_disturbs_only_the_pages_that_show_it),
                TEST(the_first_of_a_section_are_disturbed_as_well),
                TEST(a_corrected_headline_is_right_everywhere),
                TEST(a_withdrawn_story_disappears_from_everywhere),
                TEST(a_withdrawn_story_can_come_back),
                TEST(a_sibling_is_linked_from_the_article_that_was_there),
                TEST(a_sibling_is_linked_from_every_article_of_its_story),
                TEST(siblings_notice_that_an_article_changed_its_edition),
                TEST(a_former_address_leads_to_the_present_one),
                TEST(what_is_gone_stays_where_readers_had_it),
                TEST(a_gone_page_speaks_the_language_of_its_address),
                TEST(an_article_may_move_to_another_edition),
                TEST(a_new_section_is_in_every_masthead_and_has_a_page),
                TEST(tells_what_differs_from_the_store),
                TEST(tells_that_the_archive_is_behind),
                TEST(a_block_of_notices_opens_with_a_story_that_has_a_picture),
        };
        return cmocka_run_group_tests_name("publish", tests, NULL, NULL);
}
