#include "store/fixture.h"

static void a_new_article_is_published_under_its_address(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:a"));
        article.edition = RU;
        struct save_result result = save(f, &article);
        assert_int_equal(result.saved, SAVED_NEW);
        assert_int_equal(result.state, STATE_PUBLISHED);
        assert_int_equal(result.change, 1);

        struct published loaded = load(f, result.article);
        assert_true(slice_eq(loaded.path, SLICE("/rus/news/2023/08/01/1/")));
        struct slice address;
        assert_int_equal(store_address(f->store, result.article, &f->arena, &address).code, OK);
        assert_true(slice_eq(address, loaded.path));
        assert_int_equal(loaded.version, 1);
        assert_int_equal(loaded.state, STATE_PUBLISHED);
        assert_true(slice_eq(loaded.article.headline, article.headline));
        assert_int_equal(loaded.article.published_ms, AUGUST_1);
}

static void the_address_has_the_day_of_the_editions_zone(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:a"));
        article.published_ms = AUGUST_1 - AUGUST_1 % DAY - 60 * 1000; /* 23:59 in UTC, the next day in Kyiv */
        assert_true(slice_eq(load(f, save(f, &article).article).path, SLICE("/news/2023/08/01/1/")));
}

static void saving_the_same_again_changes_nothing(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:a"));
        struct save_result first = save(f, &article), again = save_at(f, &article, NOW + DAY);
        assert_int_equal(again.saved, SAVED_SAME);
        assert_int_equal(again.state, STATE_PUBLISHED);
        assert_int_equal(again.article, first.article);
        assert_int_equal(again.change, 0);
        assert_int_equal(load(f, first.article).version, 1);
        assert_int_equal(last_change(f), 1);
}

static void a_difference_is_a_new_version_and_a_change(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:a"));
        save(f, &article);
        article.headline = SLICE("Виправлений заголовок");
        struct save_result result = save(f, &article);
        assert_int_equal(result.saved, SAVED_CHANGED);
        assert_int_equal(result.change, 2);
        struct published loaded = load(f, result.article);
        assert_int_equal(loaded.version, 2);
        assert_true(slice_eq(loaded.article.headline, article.headline));

        struct store_counts counts;
        assert_int_equal(store_count(f->store, &counts).code, OK);
        assert_int_equal(counts.articles, 1);
        assert_int_equal(counts.live, 1);
        assert_int_equal(counts.versions, 2);
        assert_int_equal(counts.changes, 2);
}

static void a_draft_has_versions_but_no_changes(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:a"));
        article.intent = INTENT_WITHHOLD;
        struct save_result result = save(f, &article);
        assert_int_equal(result.saved, SAVED_NEW);
        assert_int_equal(result.state, STATE_DRAFT);
        article.headline = SLICE("Інакше");
        assert_int_equal(save(f, &article).change, 0);
        assert_int_equal(load(f, result.article).version, 2);
        assert_int_equal(load(f, result.article).places.count, 0);
        assert_int_equal(last_change(f), 0);
}

static void a_new_day_leaves_the_old_address_as_a_former_one(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:a"));
        int64_t id = save(f, &article).article;
        article.published_ms += DAY;
        save(f, &article);
        assert_true(slice_eq(load(f, id).path, SLICE("/news/2023/08/02/1/")));

        struct slice *paths;
        unsigned count;
        assert_int_equal(store_former_paths(f->store, id, &f->arena, &paths, &count).code, OK);
        assert_int_equal(count, 1);
        assert_true(slice_eq(paths[0], SLICE("/news/2023/08/01/1/")));

        article.published_ms -= DAY; /* and back: each address is one or the other */
        save(f, &article);
        assert_int_equal(store_former_paths(f->store, id, &f->arena, &paths, &count).code, OK);
        assert_int_equal(count, 1);
        assert_true(slice_eq(paths[0], SLICE("/news/2023/08/02/1/")));
        assert_string_equal(faults(f), "");
}

static void an_address_that_nobody_saw_leaves_none(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:a"));
        article.intent = INTENT_WITHHOLD;
        int64_t id = save(f, &article).article;
        article.intent = INTENT_PUBLISH;
        article.published_ms += DAY;
        save(f, &article);
        struct slice *paths;
        unsigned count;
        assert_int_equal(store_former_paths(f->store, id, &f->arena, &paths, &count).code, OK);
        assert_int_equal(count, 0);
}

static unsigned release(struct fixture *f, int64_t now_ms, unsigned limit)
{
        unsigned count;
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_release_due(f->store, now_ms, limit, &count).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
        return count;
}

static void expect_address(struct fixture *f, int64_t article, const char *path, const char *former)
{
        struct slice *paths;
        unsigned count;
        assert_true(slice_eq(load(f, article).path, slice_of(path)));
        assert_int_equal(store_former_paths(f->store, article, &f->arena, &paths, &count).code, OK);
        assert_int_equal(count, former ? 1 : 0);
        if (former) assert_true(slice_eq(paths[0], slice_of(former)));
        assert_string_equal(faults(f), "");
}

static void what_was_withdrawn_keeps_the_address_that_readers_had_until_it_comes_back(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:a"));
        int64_t id = save(f, &article).article;
        article.intent = INTENT_CANCEL;
        article.published_ms += DAY; /* in the same save */
        save(f, &article);
        expect_address(f, id, "/news/2023/08/01/1/", NULL);
        article.published_ms += DAY; /* and again while it is away */
        article.edition = EN;
        assert_int_equal(save(f, &article).change, 0);
        expect_address(f, id, "/news/2023/08/01/1/", NULL);

        article.intent = INTENT_PUBLISH;
        save(f, &article);
        expect_address(f, id, "/eng/news/2023/08/03/1/", "/news/2023/08/01/1/");
}

static void an_embargo_also_keeps_the_address_until_it_ends(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:a"));
        int64_t id = save(f, &article).article;
        article.embargo_ms = NOW + DAY;
        article.published_ms += DAY;
        assert_int_equal(save(f, &article).state, STATE_SCHEDULED);
        expect_address(f, id, "/news/2023/08/01/1/", NULL);
        assert_int_equal(release(f, NOW + DAY, 10), 1);
        expect_address(f, id, "/news/2023/08/02/1/", "/news/2023/08/01/1/");
}

static void a_withdrawn_article_says_why_and_comes_back(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:a"));
        int64_t id = save(f, &article).article;
        struct save_result gone = withdraw(f, article.uri);
        assert_int_equal(gone.state, STATE_WITHDRAWN);
        assert_int_equal(gone.change, 2);
        assert_true(slice_eq(load(f, id).withdrawn_reason, SLICE("Помилка")));

        struct save_result back = save(f, &article);
        assert_int_equal(back.saved, SAVED_CHANGED);
        assert_int_equal(back.state, STATE_PUBLISHED);
        assert_int_equal(back.change, 3);
        struct published loaded = load(f, id);
        assert_int_equal(loaded.withdrawn_reason.len, 0);
        assert_int_equal(loaded.version, 1);

        struct changes changes;
        assert_int_equal(store_changes(f->store, 1, 10, &f->arena, &changes).code, OK);
        assert_int_equal(changes.count, 2);
        assert_int_equal(changes.at[0].act, CHANGE_WITHDRAWN);
        assert_int_equal(changes.at[1].act, CHANGE_PUBLISHED);
        assert_int_equal(changes.at[1].article, id);
        assert_int_equal(changes.at[1].time_ms, NOW);
}

static void a_correction_of_a_withdrawn_article_keeps_the_reason(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:a"));
        int64_t id = save(f, &article).article;
        withdraw(f, article.uri);
        article.intent = INTENT_CANCEL;
        article.headline = SLICE("Інакше");
        struct save_result result = save(f, &article);
        assert_int_equal(result.state, STATE_WITHDRAWN);
        assert_int_equal(result.change, 0);
        assert_true(slice_eq(load(f, id).withdrawn_reason, SLICE("Помилка")));
}

static void cancelling_withdraws(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:a"));
        save(f, &article);
        article.intent = INTENT_CANCEL;
        struct save_result result = save(f, &article);
        assert_int_equal(result.state, STATE_WITHDRAWN);
        struct changes changes;
        assert_int_equal(store_changes(f->store, 1, 10, &f->arena, &changes).code, OK);
        assert_int_equal(changes.count, 1);
        assert_int_equal(changes.at[0].act, CHANGE_WITHDRAWN);
}

static void only_what_is_published_can_be_withdrawn(void **state)
{
        struct fixture *f = *state;
        struct article draft = sample_article(SLICE("urn:draft"));
        draft.intent = INTENT_WITHHOLD;
        save(f, &draft);
        struct save_result result;
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_withdraw(f->store, SLICE("urn:none"), SLICE(""), NOW, &result).code, ERR_NOT_FOUND);
        assert_int_equal(store_withdraw(f->store, draft.uri, SLICE(""), NOW, &result).code, ERR_CONFLICT);
        assert_int_equal(store_commit(f->store).code, OK);
        assert_int_equal(last_change(f), 0);
}

static void an_embargoed_article_waits_for_its_time(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:a"));
        article.embargo_ms = NOW + DAY;
        struct save_result result = save(f, &article);
        assert_int_equal(result.state, STATE_SCHEDULED);
        assert_int_equal(result.change, 0);
        assert_int_equal(release(f, NOW + DAY - 1, 10), 0);
        assert_int_equal(release(f, NOW + DAY, 10), 1);

        struct published loaded = load(f, result.article);
        assert_int_equal(loaded.state, STATE_PUBLISHED);
        assert_int_equal(loaded.places.at[0].place, 1);
        assert_int_equal(last_change(f), 1);
        assert_int_equal(release(f, NOW + DAY, 10), 0);
        assert_string_equal(faults(f), "");
}

static void what_is_due_is_released_in_the_order_of_its_times(void **state)
{
        struct fixture *f = *state;
        static const char *const uris[] = {"urn:third", "urn:first", "urn:second"};
        static const int hours[] = {3, 1, 2};
        for (size_t i = 0; i < 3; i++) {
                struct article article = sample_article(slice_of(uris[i]));
                article.embargo_ms = NOW + hours[i];
                save(f, &article);
        }
        assert_int_equal(release(f, NOW + DAY, 2), 2);
        assert_int_equal(release(f, NOW + DAY, 2), 1);
        struct changes changes;
        assert_int_equal(store_changes(f->store, 0, 10, &f->arena, &changes).code, OK);
        assert_int_equal(changes.count, 3);
        assert_int_equal(changes.at[0].article, 2);
        assert_int_equal(changes.at[1].article, 3);
        assert_int_equal(changes.at[2].article, 1);
}

static void an_embargo_on_what_is_published_withdraws_it_until_then(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:a"));
        int64_t id = save(f, &article).article;
        article.embargo_ms = NOW + DAY;
        assert_int_equal(save(f, &article).state, STATE_SCHEDULED);
        struct article_ids gone;
        assert_int_equal(store_withdrawn_articles(f->store, 0, 10, &f->arena, &gone).code, OK);
        assert_int_equal(gone.count, 1);
        assert_int_equal(gone.at[0], id);
        assert_string_equal(faults(f), "");
}

static void changes_are_numbered_without_gaps_over_rollbacks(void **state)
{
        struct fixture *f = *state;
        for (unsigned i = 1; i <= 20; i++) {
                struct article article = sample_article(arena_format(&f->arena, "urn:%u", i));
                struct save_result result;
                assert_int_equal(store_begin(f->store).code, OK);
                assert_int_equal(store_save(f->store, &article, NOW, &result).code, OK);
                if (i % 3 == 0)
                        store_rollback(f->store);
                else
                        assert_int_equal(store_commit(f->store).code, OK);
        }
        struct changes changes;
        assert_int_equal(store_changes(f->store, 0, 100, &f->arena, &changes).code, OK);
        assert_int_equal(changes.count, 14);
        for (unsigned i = 0; i < changes.count; i++)
                assert_int_equal(changes.at[i].number, i + 1);
        assert_int_equal(store_changes(f->store, 12, 1, &f->arena, &changes).code, OK);
        assert_int_equal(changes.count, 1);
        assert_int_equal(changes.at[0].number, 13);
        assert_string_equal(faults(f), "");
}

static void the_siblings_that_an_article_leaves_are_told(void **state)
{
        struct fixture *f = *state;
        struct article uk = sample_article(SLICE("urn:uk")), ru = sample_article(SLICE("urn:ru"));
        uk.story_key = ru.story_key = SLICE("story");
        ru.edition = RU;
        save(f, &uk);
        int64_t left = save(f, &ru).article;
        uk.story_key = SLICE("");
        int64_t change = save(f, &uk).change;

        struct changes changes;
        assert_int_equal(store_changes(f->store, change, 10, &f->arena, &changes).code, OK);
        assert_int_equal(changes.count, 1);
        assert_int_equal(changes.at[0].article, left);
        assert_int_equal(changes.at[0].act, CHANGE_PUBLISHED);
}

static void versions_changes_and_places_cannot_be_altered(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:a"));
        save(f, &article);
        static const char *const attempts[] = {
                "UPDATE version SET made_ms = 0",
                "DELETE FROM version",
                "UPDATE change SET act = 2",
                "DELETE FROM change",
                "DELETE FROM place",
        };
        for (size_t i = 0; i < sizeof attempts / sizeof attempts[0]; i++)
                assert_int_equal(run_elsewhere(f, attempts[i]), SQLITE_CONSTRAINT);
        assert_string_equal(faults(f), "");
}

static void refuses_an_edition_or_section_that_is_not_there(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:a"));
        struct save_result result;
        article.edition = 4;
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_save(f->store, &article, NOW, &result).code, ERR_INVALID);
        article.edition = UK;
        article.section = 9;
        assert_int_equal(store_save(f->store, &article, NOW, &result).code, ERR_CONFLICT);
        store_rollback(f->store);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(a_new_article_is_published_under_its_address),
                STORE_TEST(the_address_has_the_day_of_the_editions_zone),
                STORE_TEST(saving_the_same_again_changes_nothing),
                STORE_TEST(a_difference_is_a_new_version_and_a_change),
                STORE_TEST(a_draft_has_versions_but_no_changes),
                STORE_TEST(a_new_day_leaves_the_old_address_as_a_former_one),
                STORE_TEST(an_address_that_nobody_saw_leaves_none),
                STORE_TEST(what_was_withdrawn_keeps_the_address_that_readers_had_until_it_comes_back),
                STORE_TEST(an_embargo_also_keeps_the_address_until_it_ends),
                STORE_TEST(a_withdrawn_article_says_why_and_comes_back),
                STORE_TEST(a_correction_of_a_withdrawn_article_keeps_the_reason),
                STORE_TEST(cancelling_withdraws),
                STORE_TEST(only_what_is_published_can_be_withdrawn),
                STORE_TEST(an_embargoed_article_waits_for_its_time),
                STORE_TEST(what_is_due_is_released_in_the_order_of_its_times),
                STORE_TEST(an_embargo_on_what_is_published_withdraws_it_until_then),
                STORE_TEST(changes_are_numbered_without_gaps_over_rollbacks),
                STORE_TEST(the_siblings_that_an_article_leaves_are_told),
                STORE_TEST(versions_changes_and_places_cannot_be_altered),
                STORE_TEST(refuses_an_edition_or_section_that_is_not_there),
        };
        return cmocka_run_group_tests_name("save", tests, NULL, NULL);
}
