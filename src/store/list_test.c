#include "store/fixture.h"

static struct headlines newest(struct fixture *f, unsigned edition, unsigned section, unsigned limit)
{
        struct headlines headlines;
        struct newest of = {.edition = edition, .section = section, .limit = limit};
        assert_int_equal(store_newest(f->store, of, &f->arena, &headlines).code, OK);
        return headlines;
}

/* Saves `count` articles, a minute apart, every third of them in economy. */
static void save_many(struct fixture *f, unsigned count)
{
        for (unsigned i = 1; i <= count; i++) {
                struct article article = sample_article(arena_format(&f->arena, "urn:%u", i));
                article.published_ms += i * 60 * 1000;
                article.section = i % 3 == 0 ? ECONOMY : POLITICS;
                save(f, &article);
        }
}

static void the_newest_come_first_and_only_the_live_ones(void **state)
{
        struct fixture *f = *state;
        save_many(f, 20);
        struct article draft = sample_article(SLICE("urn:draft")), elsewhere = sample_article(SLICE("urn:ru"));
        draft.intent = INTENT_WITHHOLD;
        elsewhere.edition = RU;
        draft.published_ms = elsewhere.published_ms = AUGUST_1 + DAY;
        save(f, &draft);
        save(f, &elsewhere);
        withdraw(f, SLICE("urn:19"));

        struct headlines all = newest(f, UK, 0, 10);
        assert_int_equal(all.count, 10);
        assert_int_equal(all.at[0].article, 20);
        assert_int_equal(all.at[1].article, 18);
        assert_int_equal(all.at[9].article, 10);

        struct headlines economy = newest(f, UK, ECONOMY, 100);
        assert_int_equal(economy.count, 6);
        for (size_t i = 0; i < economy.count; i++) {
                assert_int_equal(economy.at[i].section, ECONOMY);
                assert_int_equal(economy.at[i].article, 18 - 3 * (int)i);
        }
        assert_int_equal(newest(f, EN, 0, 10).count, 0);
}

static void of_the_newest_those_with_a_picture_can_be_asked_for(void **state)
{
        struct fixture *f = *state;
        struct picture picture = {.asset = SLICE("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
                                  .media_type = SLICE("image/jpeg"),
                                  .width = 900,
                                  .height = 600};
        struct newest of = {.edition = UK, .section = POLITICS, .limit = 5, .pictured = true};
        struct headlines headlines;
        for (unsigned i = 1; i <= 8; i++) {
                struct article article = sample_article(arena_format(&f->arena, "urn:%u", i));
                article.published_ms += i * 60 * 1000;
                article.pictures = &picture;
                article.picture_count = i == 2 || i == 5 || i == 7;
                save(f, &article);
        }
        assert_int_equal(store_newest(f->store, of, &f->arena, &headlines).code, OK);
        assert_int_equal(headlines.count, 2);
        assert_int_equal(headlines.at[0].article, 7);
        assert_int_equal(headlines.at[1].article, 5);
}

/* What was listed before is kept, so each way in which it becomes another is tried. */
static void what_was_listed_before_is_listed_as_it_is_now(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:1"));
        struct save_result result;
        save(f, &article);
        struct slice first = newest(f, UK, POLITICS, 5).at[0].text;
        article.headline = SLICE("Інший заголовок");
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_save(f->store, &article, NOW, &result).code, OK);
        assert_true(slice_eq(newest(f, UK, POLITICS, 5).at[0].text, article.headline));
        store_rollback(f->store);
        assert_true(slice_eq(newest(f, UK, POLITICS, 5).at[0].text, first));
        assert_true(slice_eq(newest(f, UK, 0, 5).at[0].text, first));

        save(f, &article);
        assert_true(slice_eq(newest(f, UK, POLITICS, 5).at[0].text, article.headline));
        article.section = ECONOMY;
        save(f, &article);
        assert_int_equal(newest(f, UK, POLITICS, 5).count, 0);
        assert_int_equal(newest(f, UK, ECONOMY, 5).at[0].section, ECONOMY);
        withdraw(f, SLICE("urn:1"));
        assert_int_equal(newest(f, UK, 0, 5).count, 0);
}

static void of_the_same_minute_the_later_id_comes_first(void **state)
{
        struct fixture *f = *state;
        struct article a = sample_article(SLICE("urn:a")), b = sample_article(SLICE("urn:b"));
        save(f, &a);
        save(f, &b);
        assert_int_equal(newest(f, UK, 0, 10).at[0].article, 2);
        assert_int_equal(newest(f, UK, POLITICS, 10).at[0].article, 2);
}

static void a_headline_shows_what_the_last_version_says(void **state)
{
        struct fixture *f = *state;
        struct picture picture = {.asset = SLICE("ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12"),
                                  .media_type = SLICE("image/jpeg"),
                                  .caption = SLICE("Підпис"),
                                  .credit = SLICE("Автор"),
                                  .alt = SLICE("Опис"),
                                  .uri = SLICE("urn:picture"),
                                  .width = 1200,
                                  .height = 800,
                                  .focal_x = 250,
                                  .focal_y = 700,
                                  .kind = PICTURE_ILLUSTRATION};
        struct article article = sample_article(SLICE("urn:a"));
        save(f, &article);
        article.headline = SLICE("Новий заголовок");
        article.lead = SLICE("Новий вступ");
        article.urgency = URGENCY_BREAKING;
        article.pictures = &picture;
        article.picture_count = 1;
        save(f, &article);

        struct headlines list = newest(f, UK, 0, 10);
        assert_int_equal(list.count, 1);
        const struct headline *shown = &list.at[0];
        assert_true(slice_eq(shown->text, article.headline));
        assert_true(slice_eq(shown->lead, article.lead));
        assert_true(slice_eq(shown->path, SLICE("/news/2023/08/01/1/")));
        assert_int_equal(shown->urgency, URGENCY_BREAKING);
        assert_int_equal(shown->published_ms, AUGUST_1);
        assert_true(slice_eq(shown->picture.asset, picture.asset));
        assert_true(slice_eq(shown->picture.media_type, picture.media_type));
        assert_true(slice_eq(shown->picture.caption, picture.caption));
        assert_true(slice_eq(shown->picture.credit, picture.credit));
        assert_true(slice_eq(shown->picture.alt, picture.alt));
        assert_true(slice_eq(shown->picture.uri, picture.uri));
        assert_int_equal(shown->picture.width, 1200);
        assert_int_equal(shown->picture.height, 800);
        assert_int_equal(shown->picture.focal_x, 250);
        assert_int_equal(shown->picture.focal_y, 700);
        assert_int_equal(shown->picture.kind, PICTURE_ILLUSTRATION);
}

static struct siblings siblings_of(struct fixture *f, int64_t article)
{
        struct siblings siblings;
        int64_t story = load(f, article).story;
        assert_int_equal(store_siblings(f->store, story, article, &f->arena, &siblings).code, OK);
        return siblings;
}

static void siblings_are_the_live_articles_of_the_story_in_other_editions(void **state)
{
        struct fixture *f = *state;
        static const char *const uris[] = {"urn:en", "urn:uk", "urn:ru", "urn:uk-2"};
        static const unsigned editions[] = {EN, UK, RU, UK};
        for (size_t i = 0; i < 4; i++) {
                struct article article = sample_article(slice_of(uris[i]));
                article.edition = editions[i];
                article.story_key = SLICE("story");
                save(f, &article);
        }
        struct article alone = sample_article(SLICE("urn:alone"));
        int64_t lone = save(f, &alone).article;

        struct siblings of_english = siblings_of(f, 1);
        assert_int_equal(of_english.count, 2);
        assert_int_equal(of_english.at[0].edition, UK);
        assert_int_equal(of_english.at[0].article, 2);
        assert_true(slice_eq(of_english.at[0].path, SLICE("/news/2023/08/01/2/")));
        assert_int_equal(of_english.at[1].edition, RU);
        assert_int_equal(siblings_of(f, 4).count, 2);
        assert_int_equal(siblings_of(f, lone).count, 0);

        withdraw(f, SLICE("urn:uk"));
        assert_int_equal(siblings_of(f, 1).at[0].article, 4);
}

static void expect_story(struct fixture *f, int64_t story, const int64_t *expected, size_t count)
{
        struct article_ids ids;
        assert_int_equal(store_story_articles(f->store, story, &f->arena, &ids).code, OK);
        assert_int_equal(ids.count, count);
        for (size_t i = 0; i < count; i++)
                assert_int_equal(ids.at[i], expected[i]);
}

static void a_story_has_all_its_live_articles_also_two_of_an_edition(void **state)
{
        struct fixture *f = *state;
        static const char *const uris[] = {"urn:en", "urn:uk", "urn:uk-2", "urn:draft"};
        static const unsigned editions[] = {EN, UK, UK, RU};
        for (size_t i = 0; i < 4; i++) {
                struct article article = sample_article(slice_of(uris[i]));
                article.edition = editions[i];
                article.story_key = SLICE("story");
                if (i == 3) article.intent = INTENT_WITHHOLD;
                save(f, &article);
        }
        int64_t story = load(f, 1).story;
        expect_story(f, story, (const int64_t[]){2, 3, 1}, 3);
        withdraw(f, SLICE("urn:uk"));
        expect_story(f, story, (const int64_t[]){3, 1}, 2);
        expect_story(f, story + 1, NULL, 0);
}

static void lone_articles_keep_their_own_story(void **state)
{
        struct fixture *f = *state;
        struct article a = sample_article(SLICE("urn:a")), b = sample_article(SLICE("urn:b"));
        int64_t first = save(f, &a).article, second = save(f, &b).article;
        int64_t story = load(f, first).story;
        assert_int_not_equal(story, load(f, second).story);
        a.headline = SLICE("Інакше");
        save(f, &a);
        assert_int_equal(load(f, first).story, story);
}

static void related_ones_are_found_before_and_after_they_are_there(void **state)
{
        struct fixture *f = *state;
        struct slice uris[] = {SLICE("urn:late"), SLICE("urn:early"), SLICE("urn:never")};
        struct article early = sample_article(SLICE("urn:early")), naming = sample_article(SLICE("urn:naming"));
        struct article late = sample_article(SLICE("urn:late"));
        early.section = naming.section = late.section = 0; /* nothing is chosen besides */
        naming.related = uris;
        naming.related_count = 3;
        int64_t early_id = save(f, &early).article, naming_id = save(f, &naming).article;

        struct leads leads;
        assert_int_equal(store_leads(f->store, naming_id, &f->arena, &leads).code, OK);
        assert_int_equal(leads.related.count, 1);
        assert_int_equal(leads.related.at[0].article, early_id);

        struct article_ids naming_ids;
        int64_t late_id = save(f, &late).article;
        assert_int_equal(store_leads(f->store, naming_id, &f->arena, &leads).code, OK);
        assert_int_equal(leads.related.count, 2);
        assert_int_equal(leads.related.at[0].article, late_id); /* in the order of the list */
        assert_int_equal(leads.related.at[1].article, early_id);

        assert_int_equal(store_led_from(f->store, late_id, &f->arena, &naming_ids).code, OK);
        assert_int_equal(naming_ids.count, 1);
        assert_int_equal(naming_ids.at[0], naming_id);

        naming.related = uris + 1;
        naming.related_count = 2;
        save(f, &naming);
        assert_int_equal(store_led_from(f->store, late_id, &f->arena, &naming_ids).code, OK);
        assert_int_equal(naming_ids.count, 0);
        withdraw(f, naming.uri);
        assert_int_equal(store_led_from(f->store, early_id, &f->arena, &naming_ids).code, OK);
        assert_int_equal(naming_ids.count, 0);
}

static void expect_day(struct day day, int month, int of_month)
{
        assert_int_equal(day.year, month ? 2023 : 0);
        assert_int_equal(day.month, month);
        assert_int_equal(day.day, of_month);
}

static void neighbour_days_are_those_with_live_articles(void **state)
{
        struct fixture *f = *state;
        static const int days[] = {0, 3, 4, 10};
        for (size_t i = 0; i < 4; i++) {
                struct article article = sample_article(arena_format(&f->arena, "urn:%d", days[i]));
                article.published_ms += days[i] * DAY;
                save(f, &article);
        }
        struct day before, after;
        assert_int_equal(store_neighbour_days(f->store, UK, (struct day){2023, 8, 4}, &before, &after).code, OK);
        expect_day(before, 8, 1);
        expect_day(after, 8, 5);

        withdraw(f, SLICE("urn:4"));
        assert_int_equal(store_neighbour_days(f->store, UK, (struct day){2023, 8, 4}, &before, &after).code, OK);
        expect_day(after, 8, 11);
        assert_int_equal(store_neighbour_days(f->store, UK, (struct day){2023, 8, 11}, &before, &after).code, OK);
        expect_day(before, 8, 4);
        expect_day(after, 0, 0);
        assert_int_equal(store_neighbour_days(f->store, RU, (struct day){2023, 8, 4}, &before, &after).code, OK);
        expect_day(before, 0, 0);
}

static void neighbour_days_are_right_when_clocks_change(void **state)
{
        struct fixture *f = *state;
        /* Clocks in Kyiv went back on 29 October 2023: that day had 25 hours, from 21:00 UTC to 22:00 UTC. */
        const int64_t start = 1698526800000, end = start + 25LL * 3600 * 1000;
        const int64_t moments[] = {start - 1, start, end - 1, end};
        for (size_t i = 0; i < 4; i++) {
                struct article article = sample_article(arena_format(&f->arena, "urn:%zu", i));
                article.published_ms = moments[i];
                save(f, &article);
        }
        struct day before, after;
        assert_int_equal(store_neighbour_days(f->store, UK, (struct day){2023, 10, 29}, &before, &after).code, OK);
        expect_day(before, 10, 28);
        expect_day(after, 10, 30);
        assert_int_equal(store_neighbour_days(f->store, UK, (struct day){2023, 10, 30}, &before, &after).code, OK);
        expect_day(before, 10, 29);
}

static void each_month_has_its_last_day(void **state)
{
        struct fixture *f = *state;
        static const int days[] = {0, 3, 40, 400};
        for (size_t i = 0; i < 4; i++) {
                struct article article = sample_article(arena_format(&f->arena, "urn:%d", days[i]));
                article.published_ms += days[i] * DAY;
                save(f, &article);
        }
        struct days last;
        assert_int_equal(store_last_days(f->store, UK, &f->arena, &last).code, OK);
        assert_int_equal(last.count, 3);
        assert_int_equal(last.at[0].year, 2024);
        expect_day(last.at[1], 9, 10);
        expect_day(last.at[2], 8, 4);
        struct day day;
        assert_int_equal(store_day_behind(f->store, UK, 3, &day).code, OK);
        expect_day(day, 8, 1);
        assert_int_equal(store_day_behind(f->store, UK, 4, &day).code, OK);
        expect_day(day, 0, 0);
        assert_int_equal(store_last_days(f->store, RU, &f->arena, &last).code, OK);
        assert_int_equal(last.count, 0);
}

static void live_and_withdrawn_articles_are_walked_in_batches(void **state)
{
        struct fixture *f = *state;
        save_many(f, 25);
        for (unsigned i = 5; i <= 25; i += 5)
                withdraw(f, arena_format(&f->arena, "urn:%u", i));
        struct article draft = sample_article(SLICE("urn:draft"));
        draft.intent = INTENT_WITHHOLD;
        save(f, &draft);

        struct article_ids ids;
        int64_t last = 0;
        size_t live = 0;
        do {
                assert_int_equal(store_live_articles(f->store, last, 9, &f->arena, &ids).code, OK);
                for (size_t i = 0; i < ids.count; i++) {
                        assert_true(ids.at[i] > last && ids.at[i] % 5 != 0 && ids.at[i] <= 25);
                        last = ids.at[i];
                }
                live += ids.count;
        } while (ids.count == 9);
        assert_int_equal(live, 20);

        assert_int_equal(store_withdrawn_articles(f->store, 5, 3, &f->arena, &ids).code, OK);
        assert_int_equal(ids.count, 3);
        for (size_t i = 0; i < ids.count; i++)
                assert_int_equal(ids.at[i], 10 + 5 * i);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(the_newest_come_first_and_only_the_live_ones),
                STORE_TEST(of_the_newest_those_with_a_picture_can_be_asked_for),
                STORE_TEST(what_was_listed_before_is_listed_as_it_is_now),
                STORE_TEST(of_the_same_minute_the_later_id_comes_first),
                STORE_TEST(a_headline_shows_what_the_last_version_says),
                STORE_TEST(siblings_are_the_live_articles_of_the_story_in_other_editions),
                STORE_TEST(a_story_has_all_its_live_articles_also_two_of_an_edition),
                STORE_TEST(lone_articles_keep_their_own_story),
                STORE_TEST(related_ones_are_found_before_and_after_they_are_there),
                STORE_TEST(neighbour_days_are_those_with_live_articles),
                STORE_TEST(neighbour_days_are_right_when_clocks_change),
                STORE_TEST(each_month_has_its_last_day),
                STORE_TEST(live_and_withdrawn_articles_are_walked_in_batches),
        };
        return cmocka_run_group_tests_name("list", tests, NULL, NULL);
}
