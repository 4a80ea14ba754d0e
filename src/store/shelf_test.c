#include "store/fixture.h"

enum { DAYS_OF_AUGUST = 31 };

/* An article with one topic, the uri of which may be empty. */
static struct article about(const char *uri, struct topic *topic)
{
        struct article article = sample_article(slice_of(uri));
        article.topics = topic;
        article.topic_count = 1;
        return article;
}

static struct topic a_topic(const char *name, const char *uri)
{
        return (struct topic){TOPIC_SUBJECT, slice_of(name), slice_of(uri)};
}

static struct shelf load_shelf(struct fixture *f, int64_t id)
{
        struct shelf shelf;
        assert_int_equal(store_load_shelf(f->store, id, &f->arena, &shelf).code, OK);
        return shelf;
}

static int64_t topic_of(struct fixture *f, int64_t article)
{
        return load(f, article).topics[0].id;
}

static void expect_text(struct slice text, const char *expected)
{
        if (!slice_eq(text, slice_of(expected))) print_error("\"%.*s\" is not \"%s\"\n", SLICE_ARGS(text), expected);
        assert_true(slice_eq(text, slice_of(expected)));
}

static const char *month_name(struct fixture *f, int64_t id, unsigned month)
{
        struct shelf shelf = load_shelf(f, id);
        struct shelf_months months;
        assert_int_equal(store_shelf_months(f->store, &shelf, &f->arena, &months).code, OK);
        for (unsigned i = 0; i < months.count; i++)
                if (months.at[i].month == month) return months.at[i].name.at;
        return "";
}

/* ---- what an article is filed under ---- */

static void files_an_article_under_its_topics_people_and_sources(void **state)
{
        struct fixture *f = *state;
        struct topic topics[] = {
                {TOPIC_SUBJECT, SLICE("Сніг"), SLICE("urn:snow")},
                {TOPIC_ORGANISATION, SLICE("Школа"), SLICE("")},
                {TOPIC_PLACE, SLICE("Пристань"), SLICE("")},
                {TOPIC_PERSON, SLICE("Ніна Кос"), SLICE("urn:kos")},
        };
        struct author author = {SLICE("Іван Гай"), SLICE("urn:hai")};
        struct source source = {SLICE("Обсерваторія"), SLICE("https://example.org/snow"), SLICE("urn:obs")};
        struct article article = sample_article(SLICE("urn:1"));
        article.topics = topics;
        article.topic_count = 4;
        article.authors = &author;
        article.author_count = 1;
        article.sources = &source;
        article.source_count = 1;
        struct published loaded = load(f, save(f, &article).article);
        static const enum shelf_kind kinds[] = {SHELF_TOPIC, SHELF_TOPIC, SHELF_TOPIC, SHELF_PERSON};
        static const char *const slugs[] = {"snih", "shkola", "prystan", "nina-kos"};
        for (size_t i = 0; i < 4; i++) {
                assert_int_equal(loaded.topics[i].kind, kinds[i]);
                assert_int_equal(loaded.topics[i].edition, UK);
                expect_text(loaded.topics[i].name, topics[i].name.at);
                expect_text(loaded.topics[i].slug, slugs[i]);
        }
        assert_int_equal(loaded.authors[0].kind, SHELF_PERSON);
        expect_text(loaded.authors[0].slug, "ivan-hai");
        assert_int_equal(loaded.sources[0].kind, SHELF_SOURCE);
        expect_text(loaded.sources[0].slug, "observatoriia");
        expect_text(loaded.sources[0].url, "https://example.org/snow");
        assert_int_equal(loaded.places.count, 7); /* its section too */
        assert_string_equal(faults(f), "");
}

static void a_person_is_one_shelf_as_author_and_as_topic(void **state)
{
        struct fixture *f = *state;
        struct topic kos = {TOPIC_PERSON, SLICE("Ніна Кос"), SLICE("urn:kos")};
        struct author author = {SLICE("Ніна Кос"), SLICE("urn:kos")};
        struct article article = about("urn:1", &kos);
        article.authors = &author;
        article.author_count = 1;
        struct published loaded = load(f, save(f, &article).article);
        assert_int_equal(loaded.topics[0].id, loaded.authors[0].id);
        assert_int_equal(loaded.places.count, 2);
        assert_string_equal(faults(f), "");
}

static void without_a_uri_the_name_is_the_shelf(void **state)
{
        struct fixture *f = *state;
        struct topic snow = a_topic("Сніг", ""), again = snow, frost = a_topic("Мороз", ""),
                     same = a_topic("Сніг", "urn:s");
        struct article first = about("urn:1", &snow), second = about("urn:2", &again), third = about("urn:3", &frost),
                       fourth = about("urn:4", &same);
        int64_t shelf = topic_of(f, save(f, &first).article);
        assert_int_equal(topic_of(f, save(f, &second).article), shelf);
        assert_int_not_equal(topic_of(f, save(f, &third).article), shelf);
        assert_int_not_equal(topic_of(f, save(f, &fourth).article), shelf);
}

/* ---- slugs ---- */

static void a_slug_that_is_taken_gets_a_number(void **state)
{
        struct fixture *f = *state;
        static const char *const expected[] = {"snih", "snih-2", "snih-3"};
        for (size_t i = 0; i < 3; i++) {
                char uri[24], topic_uri[32];
                snprintf(uri, sizeof uri, "urn:%zu", i);
                snprintf(topic_uri, sizeof topic_uri, "urn:snow:%zu", i);
                struct topic topic = a_topic("Сніг", topic_uri);
                struct article article = about(uri, &topic);
                expect_text(load(f, save(f, &article).article).topics[0].slug, expected[i]);
        }
        struct topic person = {TOPIC_PERSON, SLICE("Сніг"), SLICE("")}, russian = a_topic("Снег", "");
        struct article of_person = about("urn:p", &person), other_edition = about("urn:r", &russian);
        other_edition.edition = RU;
        expect_text(load(f, save(f, &of_person).article).topics[0].slug, "snih");
        expect_text(load(f, save(f, &other_edition).article).topics[0].slug, "sneg");
}

static void a_name_without_letters_that_slugs_have_gets_its_number(void **state)
{
        struct fixture *f = *state;
        struct topic topic = a_topic("雪", "");
        struct article article = about("urn:1", &topic);
        expect_text(load(f, save(f, &article).article).topics[0].slug, "1");
}

/* Thousands of one name, as of people without a uri of their own, must not cost ever more. */
static void many_of_one_name_still_get_slugs_of_their_own(void **state)
{
        struct fixture *f = *state;
        struct slice last = SLICE("");
        for (int i = 0; i < 60; i++) {
                char uri[24], topic_uri[32];
                snprintf(uri, sizeof uri, "urn:%d", i);
                snprintf(topic_uri, sizeof topic_uri, "urn:snow:%d", i);
                struct topic topic = a_topic("Сніг", topic_uri);
                struct article article = about(uri, &topic);
                last = load(f, save(f, &article).article).topics[0].slug;
        }
        expect_text(last, "snih-61");
}

/* ---- names ---- */

static void a_shelf_is_called_what_its_newest_article_calls_it(void **state)
{
        struct fixture *f = *state;
        struct topic old = a_topic("Сніг", "urn:snow"), new = a_topic("Снігопад", "urn:snow");
        struct article first = about("urn:1", &old), second = about("urn:2", &new);
        int64_t shelf = topic_of(f, save(f, &first).article);
        second.published_ms -= DAY;
        save(f, &second);
        expect_text(load_shelf(f, shelf).name, "Сніг"); /* it is older */
        second.published_ms += 2 * DAY;
        save(f, &second);
        expect_text(load_shelf(f, shelf).name, "Снігопад");
        expect_text(load_shelf(f, shelf).slug, "snih");
        withdraw(f, second.uri);
        expect_text(load_shelf(f, shelf).name, "Сніг");
        assert_string_equal(faults(f), "");
}

static void a_draft_names_nothing_that_readers_see(void **state)
{
        struct fixture *f = *state;
        struct topic old = a_topic("Сніг", "urn:snow"), new = a_topic("Снігопад", "urn:snow");
        struct article first = about("urn:1", &old), draft = about("urn:2", &new);
        int64_t shelf = topic_of(f, save(f, &first).article);
        draft.intent = INTENT_WITHHOLD;
        draft.published_ms += DAY;
        save(f, &draft);
        expect_text(load_shelf(f, shelf).name, "Сніг");
        draft.embargo_ms = NOW + DAY;
        draft.intent = INTENT_PUBLISH;
        save(f, &draft);
        unsigned released;
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_release_due(f->store, NOW + 2 * DAY, 10, &released).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
        assert_int_equal(released, 1);
        expect_text(load_shelf(f, shelf).name, "Снігопад");
        assert_string_equal(faults(f), "");
}

static void a_renaming_is_told_by_the_change_log_and_renames_the_last_month(void **state)
{
        struct fixture *f = *state;
        struct topic topic = a_topic("Сніг", "urn:snow");
        struct article first = about("urn:1", &topic), second = about("urn:2", &topic);
        int64_t shelf = topic_of(f, save(f, &first).article);
        second.published_ms += DAYS_OF_AUGUST * DAY;
        save(f, &second);
        int64_t before = last_change(f);
        topic.name = SLICE("Снігопад");
        save(f, &second);
        struct changes changes;
        assert_int_equal(store_changes(f->store, before, 10, &f->arena, &changes).code, OK);
        assert_int_equal(changes.count, 2);
        assert_int_equal(changes.at[0].act, CHANGE_SHELF);
        assert_int_equal(changes.at[0].shelf, shelf);
        assert_int_equal(changes.at[0].month, 9);
        assert_int_equal(changes.at[1].act, CHANGE_PUBLISHED);
        assert_string_equal(month_name(f, shelf, 9), "Снігопад");
        assert_string_equal(month_name(f, shelf, 8), "Сніг");
}

static void a_month_of_several_pages_keeps_its_name(void **state)
{
        struct fixture *f = *state;
        struct topic topic = a_topic("Сніг", "urn:snow");
        int64_t article = 0;
        for (int i = 0; i < 32; i++) {
                char uri[24];
                snprintf(uri, sizeof uri, "urn:%d", i);
                struct article saved = about(uri, &topic);
                saved.published_ms += i;
                if (i == 31) topic.name = SLICE("Снігопад");
                article = save(f, &saved).article;
        }
        expect_text(load_shelf(f, topic_of(f, article)).name, "Снігопад");
        assert_string_equal(month_name(f, topic_of(f, article), 8), "Сніг");
}

/* ---- lists ---- */

static void lists_the_newest_live_articles_of_a_shelf(void **state)
{
        struct fixture *f = *state;
        struct topic topic = a_topic("Сніг", "urn:snow");
        int64_t articles[4];
        for (int i = 0; i < 4; i++) {
                char uri[24];
                snprintf(uri, sizeof uri, "urn:%d", i);
                struct article saved = about(uri, &topic);
                saved.published_ms += i == 0 ? 3 * DAY : i;
                articles[i] = save(f, &saved).article;
        }
        withdraw(f, SLICE("urn:2"));
        struct newest of = {.shelf = topic_of(f, articles[0]), .limit = 2};
        struct headlines newest;
        assert_int_equal(store_newest(f->store, of, &f->arena, &newest).code, OK);
        assert_int_equal(newest.count, 2);
        assert_int_equal(newest.at[0].article, articles[0]);
        assert_int_equal(newest.at[1].article, articles[3]);
}

static void siblings_are_of_the_same_uri_and_have_been_seen(void **state)
{
        struct fixture *f = *state;
        struct topic uk = a_topic("Сніг", "urn:snow"), ru = a_topic("Снег", "urn:snow"),
                     en = a_topic("Snow", "urn:snow");
        struct article articles[] = {about("urn:1", &uk), about("urn:2", &ru), about("urn:3", &en)};
        struct shelves siblings;
        articles[1].edition = RU;
        articles[2].edition = EN;
        articles[2].intent = INTENT_WITHHOLD;
        struct shelf shelf = load_shelf(f, topic_of(f, save(f, &articles[0]).article));
        save(f, &articles[1]);
        save(f, &articles[2]);
        assert_int_equal(store_shelf_siblings(f->store, &shelf, &f->arena, &siblings).code, OK);
        assert_int_equal(siblings.count, 1);
        expect_text(siblings.at[0].name, "Снег");
        assert_int_equal(siblings.at[0].edition, RU);
}

/* ---- places ---- */

static void an_article_has_a_place_on_each_of_its_shelves(void **state)
{
        struct fixture *f = *state;
        struct topic snow = a_topic("Сніг", ""), frost = a_topic("Мороз", "");
        struct article first = about("urn:1", &snow), second = about("urn:2", &snow);
        save(f, &first);
        int64_t article = save(f, &second).article;
        assert_int_equal(place_on(f, article, SHELF_TOPIC).place, 2);
        second.topics = &frost;
        save(f, &second);
        assert_int_equal(place_on(f, article, SHELF_TOPIC).place, 1);
        assert_int_equal(place_on(f, article, SHELF_SECTION).place, 2); /* it has not moved there */
        struct places left;
        assert_int_equal(store_left_places(f->store, article, &f->arena, &left).code, OK);
        assert_int_equal(left.count, 1);
        assert_int_equal(left.at[0].place, 2);
        second.topic_count = 0;
        second.edition = RU;
        save(f, &second);
        assert_int_equal(load(f, article).places.count, 1);
        assert_string_equal(faults(f), "");
}

/* ---- days ---- */

static void a_months_days_are_those_with_live_articles(void **state)
{
        struct fixture *f = *state;
        static const int days[] = {-3, -1, 0, 0, 8, 30, 31, 33};
        for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
                char uri[24];
                snprintf(uri, sizeof uri, "urn:%zu", i);
                struct article article = sample_article(slice_of(uri));
                article.published_ms += days[i] * DAY;
                save(f, &article);
        }
        withdraw(f, SLICE("urn:4"));
        struct month_days month;
        assert_int_equal(store_month_days(f->store, UK, (struct day){2023, 8, 17}, &month).code, OK);
        assert_int_equal(month.days, 1u << 1 | 1u << 31);
        assert_int_equal(month.before.month, 7);
        assert_int_equal(month.before.day, 31);
        assert_int_equal(month.after.month, 9);
        assert_int_equal(month.after.day, 1);
        assert_int_equal(store_month_days(f->store, RU, (struct day){2023, 8, 17}, &month).code, OK);
        assert_int_equal(month.days, 0);
        assert_int_equal(month.before.year + month.after.year, 0);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(files_an_article_under_its_topics_people_and_sources),
                STORE_TEST(a_person_is_one_shelf_as_author_and_as_topic),
                STORE_TEST(without_a_uri_the_name_is_the_shelf),
                STORE_TEST(a_slug_that_is_taken_gets_a_number),
                STORE_TEST(a_name_without_letters_that_slugs_have_gets_its_number),
                STORE_TEST(many_of_one_name_still_get_slugs_of_their_own),
                STORE_TEST(a_shelf_is_called_what_its_newest_article_calls_it),
                STORE_TEST(a_draft_names_nothing_that_readers_see),
                STORE_TEST(a_renaming_is_told_by_the_change_log_and_renames_the_last_month),
                STORE_TEST(a_month_of_several_pages_keeps_its_name),
                STORE_TEST(lists_the_newest_live_articles_of_a_shelf),
                STORE_TEST(siblings_are_of_the_same_uri_and_have_been_seen),
                STORE_TEST(an_article_has_a_place_on_each_of_its_shelves),
                STORE_TEST(a_months_days_are_those_with_live_articles),
        };
        return cmocka_run_group_tests_name("shelf", tests, NULL, NULL);
}
