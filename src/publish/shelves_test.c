/* The pages of topics, people and sources. */
#include "publish/newsroom_test.h"
#include "store/structure.h"

static struct topic snow_uk = {TOPIC_SUBJECT, {"Сніг", 8}, {"urn:snow", 8}};
static struct topic snow_en = {TOPIC_SUBJECT, {"Snow", 4}, {"urn:snow", 8}};
static struct author kos = {{"Ніна Кос", 15}, {"urn:kos", 7}};
static struct source office = {{"Обсерваторія", 24}, {"https://office.example/", 23}, {"urn:office", 10}};

static struct article filed(const char *uri, int64_t published_ms)
{
        struct article article = an_article(uri, "Новина", published_ms);
        article.topics = &snow_uk;
        article.topic_count = 1;
        article.authors = &kos;
        article.author_count = 1;
        article.sources = &office;
        article.source_count = 1;
        return article;
}

static struct article in_english(const char *uri)
{
        struct article article = an_article(uri, "News", MORNING);
        article.edition = EN;
        article.topics = &snow_en;
        article.topic_count = 1;
        return article;
}

static void publish_filed(struct setting *s, int first, int count, int64_t from_ms)
{
        for (int i = first; i < first + count; i++) {
                char uri[20];
                snprintf(uri, sizeof uri, "urn:%d", i);
                struct article article = filed(uri, from_ms + i * MINUTE);
                save(s, &article);
        }
        publish_pending(s);
}

static void an_article_stands_on_the_pages_of_all_its_shelves(void **state)
{
        struct setting *s = *state;
        publish_filed(s, 1, 1, MORNING);
        static const char *const paths[] = {
                "/topic/snih/",           "/topic/snih/2023/8/1/",
                "/person/nina-kos/",      "/person/nina-kos/2023/8/1/",
                "/source/observatoriia/", "/source/observatoriia/2023/8/1/",
        };
        for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
                assert_true(says(read_page(s, paths[i]), "/news/2023/08/01/1/"));
        assert_true(says(read_page(s, "/topic/snih/"), "/topic/snih/2023/8/1/"));
        assert_true(says(read_page(s, "/source/observatoriia/"), "https://office.example/"));
        const char *article = read_page(s, "/news/2023/08/01/1/");
        for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i += 2)
                assert_true(says(article, paths[i]));
        expect_same_as_rebuilt(s);
}

static void a_shelf_goes_on_over_pages_and_months(void **state)
{
        struct setting *s = *state;
        publish_filed(s, 1, 31, MORNING);
        publish_filed(s, 32, 1, MORNING + 31 * DAY);
        assert_true(says(read_page(s, "/topic/snih/2023/8/1/"), "/topic/snih/2023/8/2/"));
        assert_true(says(read_page(s, "/topic/snih/2023/8/2/"), "/topic/snih/2023/9/1/"));
        assert_true(says(read_page(s, "/topic/snih/2023/9/1/"), "/topic/snih/2023/8/2/"));
        assert_true(says(read_page(s, "/topic/snih/"), "/topic/snih/2023/8/2/"));
        expect_same_as_rebuilt(s);
}

static bool goes_on_with(struct setting *s, const char *path, const char *older)
{
        char link[120];
        snprintf(link, sizeof link, "rel=\"next\" href=\"%s\"", older);
        return says(read_page(s, path), link);
}

static void a_shelf_that_shows_all_it_has_leads_to_nothing_older(void **state)
{
        struct setting *s = *state;
        publish_filed(s, 1, 1, MORNING);
        publish_filed(s, 2, 28, MORNING + 31 * DAY);
        publish_filed(s, 30, 1, MORNING + 62 * DAY);
        assert_false(says(read_page(s, "/topic/snih/"), "rel=\"next\""));
        assert_false(says(read_page(s, "/topic/snih/"), "class=\"pager\""));
        assert_true(says(read_page(s, "/topic/snih/"), "/topic/snih/2023/8/1/")); /* in the list of months */
        expect_same_as_rebuilt(s);
}

/* It shows pages of its months whole, until it has thirty places. */
static void a_shelf_goes_on_where_a_page_of_its_months_begins(void **state)
{
        struct setting *s = *state;
        publish_filed(s, 1, 30, MORNING);
        assert_false(says(read_page(s, "/topic/snih/"), "rel=\"next\""));
        publish_filed(s, 31, 29, MORNING + 31 * DAY);
        assert_false(says(read_page(s, "/topic/snih/"), "rel=\"next\""));
        publish_filed(s, 60, 1, MORNING + 31 * DAY); /* September fills the shelf's page, and a page of its own */
        assert_true(goes_on_with(s, "/topic/snih/", "/topic/snih/2023/8/1/"));
        publish_filed(s, 61, 1, MORNING + 31 * DAY);
        assert_true(goes_on_with(s, "/topic/snih/", "/topic/snih/2023/8/1/"));
        publish_filed(s, 62, 29, MORNING + 31 * DAY); /* the second is full */
        assert_true(goes_on_with(s, "/topic/snih/", "/topic/snih/2023/9/1/"));
        publish_filed(s, 91, 1, MORNING + 31 * DAY);
        assert_true(goes_on_with(s, "/topic/snih/", "/topic/snih/2023/9/1/"));
        expect_same_as_rebuilt(s);
}

/* ---- reading on ---- */

enum { MET_MAX = 200, PATH_TEXT_BYTES = 120 };

/* Of "2023/8/1/7/…" it is 7. */
static unsigned long number_of_article(const char *day_and_number)
{
        char *at = NULL;
        const char *from = day_and_number;
        for (int i = 0; i < 3; i++, from = at + 1)
                (void)strtoul(from, &at, 10);
        return strtoul(from, NULL, 10);
}

static void note_met(const char *items, unsigned met[MET_MAX])
{
        for (const char *at = items; (at = strstr(at, "<li")); at++) {
                const char *href = strstr(at, "href=\"/news/");
                assert_non_null(href);
                unsigned long article = number_of_article(href + strlen("href=\"/news/"));
                assert_true(article < MET_MAX);
                met[article]++;
        }
}

/* How often a reader meets each article that reads on from the shelf's page to its oldest. */
static void read_on(struct setting *s, const char *shelf, unsigned met[MET_MAX])
{
        char path[PATH_TEXT_BYTES];
        const char *next;
        memset(met, 0, MET_MAX * sizeof *met);
        snprintf(path, sizeof path, "%s", shelf);
        do {
                CLEANUP(buf_clear) struct buf items = BUF_INIT(1 << 20);
                must_work(archive_load_items(s->archive, load_page(s, path).id, &items));
                note_met(buf_text(&items), met);
                next = strstr(read_page(s, path), "rel=\"next\" href=\"");
        } while (next && sscanf(next, "rel=\"next\" href=\"%119[^\"]", path) == 1);
}

static void expect_each_once(struct setting *s, unsigned first, unsigned last)
{
        unsigned met[MET_MAX];
        read_on(s, "/topic/snih/", met);
        for (unsigned article = 1; article < MET_MAX; article++)
                assert_int_equal(met[article], article >= first && article <= last);
}

/* They come in another order than that of their times; a few of them go. */
static void whoever_reads_on_from_a_shelf_meets_each_article_once(void **state)
{
        struct setting *s = *state;
        for (int i = 0; i < 25; i++) {
                publish_filed(s, 1 + 7 * i, 7, MORNING + i / 9 * 31 * DAY + i * 3 % 7 * DAY);
                expect_each_once(s, 1, 7 * ((unsigned)i + 1));
        }
        expect_same_as_rebuilt(s);
        withdraw(s, "urn:1");
        withdraw(s, "urn:175");
        withdraw(s, "urn:174");
        publish_pending(s);
        expect_each_once(s, 2, 173);
        expect_same_as_rebuilt(s);
}

/* No page comes with most of these places, yet the shelf's page goes on with another. */
static void a_shelf_goes_on_rightly_when_the_archive_is_behind(void **state)
{
        struct setting *s = *state;
        struct publish_report report;
        for (int i = 0; i < 90; i++) {
                char uri[20];
                snprintf(uri, sizeof uri, "urn:%d", i);
                struct article article = filed(uri, MORNING + i % 9 * 31 * DAY + i * MINUTE);
                save(s, &article);
                if (i % 2) must_work(publish_changes(s->publisher, 1, &report));
                if (i == 40) publish_pending(s);
        }
        publish_pending(s);
        expect_same_as_rebuilt(s);
}

static void the_same_shelf_in_two_languages_is_linked(void **state)
{
        struct setting *s = *state;
        publish_filed(s, 1, 1, MORNING);
        publish_filed(s, 2, 1, MORNING + 31 * DAY);
        assert_false(says(read_page(s, "/topic/snih/"), "/eng/topic/snow/"));
        assert_false(says(read_page(s, "/topic/snih/2023/8/1/"), "/eng/topic/snow/"));
        struct article en = in_english("urn:en");
        publish(s, &en);
        assert_true(says(read_page(s, "/topic/snih/"), "/eng/topic/snow/"));
        /* Pages of its months lead there, too, and say to no program that it is the same page. */
        assert_true(says(read_page(s, "/topic/snih/2023/8/1/"), "<a href=\"/eng/topic/snow/\" hreflang=\"en\">"));
        assert_true(says(read_page(s, "/topic/snih/2023/9/1/"), "<a href=\"/eng/topic/snow/\" hreflang=\"en\">"));
        assert_true(says(read_page(s, "/eng/topic/snow/2023/8/1/"), "<a href=\"/topic/snih/\" hreflang=\"uk\">"));
        assert_false(says(read_page(s, "/topic/snih/2023/8/1/"), "rel=\"alternate\" hreflang"));
        assert_true(says(read_page(s, "/eng/topic/snow/"), "href=\"/topic/snih/\""));
        expect_same_as_rebuilt(s);
        withdraw(s, "urn:en"); /* its page stays, for its address has been told */
        publish_pending(s);
        assert_true(says(read_page(s, "/eng/topic/snow/"), "No stories yet."));
        expect_same_as_rebuilt(s);
}

static void an_article_that_is_filed_elsewhere_goes_there(void **state)
{
        struct setting *s = *state;
        publish_filed(s, 1, 2, MORNING);
        struct topic frost = {TOPIC_SUBJECT, SLICE("Мороз"), SLICE("")};
        struct article moved = filed("urn:1", MORNING + MINUTE);
        moved.topics = &frost;
        publish(s, &moved);
        assert_false(says(read_page(s, "/topic/snih/"), "/news/2023/08/01/1/"));
        assert_false(says(read_page(s, "/topic/snih/2023/8/1/"), "/news/2023/08/01/1/"));
        assert_true(says(read_page(s, "/topic/moroz/"), "/news/2023/08/01/1/"));
        assert_true(says(read_page(s, "/person/nina-kos/"), "/news/2023/08/01/1/"));
        expect_same_as_rebuilt(s);
}

static void a_renamed_shelf_is_pressed_anew(void **state)
{
        struct setting *s = *state;
        publish_filed(s, 1, 2, MORNING);
        publish_filed(s, 3, 1, MORNING + 31 * DAY);
        struct topic renamed = snow_uk;
        struct source moved = office;
        renamed.name = SLICE("Снігопад");
        moved.url = SLICE("https://new.example/");
        struct article newest = filed("urn:3", MORNING + 31 * DAY + 3 * MINUTE);
        newest.topics = &renamed;
        newest.sources = &moved;
        publish(s, &newest);
        assert_true(says(read_page(s, "/topic/snih/"), "<h1>Снігопад</h1>"));
        assert_true(says(read_page(s, "/topic/snih/2023/9/1/"), "<h1>Снігопад, вересень 2023</h1>"));
        assert_true(says(read_page(s, "/topic/snih/2023/8/1/"), "<h1>Сніг, серпень 2023</h1>"));
        assert_true(says(read_page(s, "/source/observatoriia/"), "https://new.example/"));
        expect_same_as_rebuilt(s);
        withdraw(s, "urn:3");
        publish_pending(s);
        assert_true(says(read_page(s, "/topic/snih/"), "<h1>Сніг</h1>"));
        assert_true(says(read_page(s, "/topic/snih/2023/9/1/"), "<h1>Сніг, вересень 2023</h1>"));
        expect_same_as_rebuilt(s);
}

static void what_is_said_of_a_shelf_presses_its_page_alone(void **state)
{
        struct setting *s = *state;
        const struct shelf named = {.kind = SHELF_TOPIC, .edition = UK, .uri = SLICE("urn:snow")};
        struct shelf snow;
        publish_filed(s, 1, 2, MORNING);
        must_work(store_named_shelf(s->store, &named, &s->arena, &snow));
        static const char *const texts[] = {"Усе про зиму.", "Про іншу зиму.", ""};
        for (size_t i = 0; i < 3; i++) {
                must_work(store_begin(s->store));
                must_work(store_describe_shelf(s->store, snow.id, slice_of(texts[i]), MORNING));
                must_work(store_commit(s->store));
                publish_pending(s);
                const char *page = read_page(s, "/topic/snih/");
                assert_int_equal(says(page, "<div class=\"about\">"), texts[i][0] != 0);
                assert_true(says(page, texts[i]));
                assert_false(says(read_page(s, "/topic/snih/2023/8/1/"), "<div class=\"about\">"));
                expect_same_as_rebuilt(s);
        }
}

/* The store is ahead of the archive by more than a renaming. */
static void a_renaming_comes_through_whatever_comes_behind_it(void **state)
{
        struct setting *s = *state;
        publish_filed(s, 1, 1, MORNING);
        struct topic renamed = snow_uk;
        renamed.name = SLICE("Снігопад");
        struct article newest = filed("urn:1", MORNING + MINUTE);
        newest.topics = &renamed;
        save(s, &newest);
        newest.topic_count = 0; /* the shelf keeps the name, for nothing else is on it */
        save(s, &newest);
        publish_pending(s);
        assert_true(says(read_page(s, "/topic/snih/2023/8/1/"), "<h1>Снігопад, серпень 2023</h1>"));
        expect_same_as_rebuilt(s);
        struct article later = filed("urn:2", MORNING + 40 * DAY);
        save(s, &newest);
        save(s, &later);
        publish_pending(s);
        expect_same_as_rebuilt(s);
}

static void a_shelf_of_drafts_has_no_page(void **state)
{
        struct setting *s = *state;
        struct article draft = filed("urn:1", MORNING);
        draft.intent = INTENT_WITHHOLD;
        save(s, &draft);
        publish_pending(s);
        assert_int_equal(kind_of(s, "/topic/snih/"), 0);
        expect_same_as_rebuilt(s);
        struct article en = in_english("urn:en");
        publish(s, &en);
        assert_false(says(read_page(s, "/eng/topic/snow/"), "/topic/snih/"));
        expect_same_as_rebuilt(s);
}

static void in_batches_the_pages_are_the_same(void **state)
{
        struct setting *s = *state;
        for (int i = 1; i <= 90; i++) {
                char uri[20], name[40], topic_uri[20];
                snprintf(uri, sizeof uri, "urn:%d", i);
                snprintf(name, sizeof name, "Тема %d", i % 7 + i / 40);
                snprintf(topic_uri, sizeof topic_uri, "urn:t:%d", i % 7);
                struct topic topic = {TOPIC_SUBJECT, slice_of(name), slice_of(topic_uri)};
                struct article article = filed(uri, MORNING + (i * 37 % 90) * DAY);
                article.topics = &topic;
                article.edition = i % 3 ? UK : EN;
                save(s, &article);
                struct publish_report report;
                if (i % 8 == 0) must_work(publish_changes(s->publisher, 5, &report)); /* always behind */
                if (i % 30 == 0) withdraw(s, uri);
        }
        publish_pending(s);
        expect_same_as_rebuilt(s);
}

int main(void)
{
        must(sodium_init() >= 0);
        const struct CMUnitTest tests[] = {
                TEST(an_article_stands_on_the_pages_of_all_its_shelves),
                TEST(a_shelf_goes_on_over_pages_and_months),
                TEST(a_shelf_that_shows_all_it_has_leads_to_nothing_older),
                TEST(a_shelf_goes_on_where_a_page_of_its_months_begins),
                TEST(whoever_reads_on_from_a_shelf_meets_each_article_once),
                TEST(a_shelf_goes_on_rightly_when_the_archive_is_behind),
                TEST(the_same_shelf_in_two_languages_is_linked),
                TEST(an_article_that_is_filed_elsewhere_goes_there),
                TEST(a_renamed_shelf_is_pressed_anew),
                TEST(what_is_said_of_a_shelf_presses_its_page_alone),
                TEST(a_renaming_comes_through_whatever_comes_behind_it),
                TEST(a_shelf_of_drafts_has_no_page),
                TEST(in_batches_the_pages_are_the_same),
        };
        return cmocka_run_group_tests_name("publish: shelves", tests, NULL, NULL);
}
