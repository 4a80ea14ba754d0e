#include "store/discard.h"
#include "store/hold.h"

#include "store/work_fixture.h"

/* Of the story "urn:story", in an edition. */
static struct article told(struct slice uri, unsigned edition)
{
        struct article article = sample_article(uri);
        article.story_key = SLICE("urn:story");
        article.edition = edition;
        return article;
}

/* Begun at the desk, by nobody in particular; with an embargo, or without (0). */
static int64_t begin(struct fixture *f, struct slice uri, unsigned edition, int64_t embargo_ms)
{
        struct article article = told(uri, edition);
        int64_t id;
        article.embargo_ms = embargo_ms;
        const struct work_beginning beginning = {.article = &article, .now_ms = NOW};
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_work_begin(f->store, &beginning, &id).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
        return id;
}

static void publish(struct fixture *f, int64_t id, int64_t embargo_ms, enum intent intent)
{
        const struct work work = load_work(f, id, NOW);
        struct article text = work.text;
        struct work_saved saved;
        struct save_result result;
        text.intent = intent;
        text.embargo_ms = embargo_ms;
        const struct work_publication publication = {
                .article = id, .revision = work.revision, .now_ms = NOW, .text = &text};
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_work_publish(f->store, &publication, &saved, &result).code, OK);
        assert_int_equal(saved.outcome, WORK_SAVED);
        assert_int_equal(store_commit(f->store).code, OK);
}

static struct story_hold hold_at(struct fixture *f, int64_t article, int64_t now_ms)
{
        struct story_hold hold;
        int64_t story = load(f, article).story;
        assert_int_equal(store_find_hold(f->store, story, article, now_ms, &hold).code, OK);
        return hold;
}

static int64_t held_until(struct fixture *f, int64_t article)
{
        return hold_at(f, article, NOW).until_ms;
}

static unsigned release_at(struct fixture *f, int64_t now_ms)
{
        unsigned count;
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_release_due(f->store, now_ms, 10, &count).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
        return count;
}

static void the_longest_embargo_of_a_story_holds_its_others_until_it_ends(void **state)
{
        struct fixture *f = *state;
        int64_t uk = begin(f, SLICE("urn:uk"), 1, NOW + HOUR), ru = begin(f, SLICE("urn:ru"), 2, 0);
        int64_t en = begin(f, SLICE("urn:en"), 2, NOW + 2 * HOUR);
        struct story_hold hold = hold_at(f, ru, NOW);
        assert_int_equal(hold.article, en);
        assert_int_equal(hold.edition, 2);
        assert_int_equal(hold.until_ms, NOW + 2 * HOUR);
        assert_int_equal(held_until(f, en), NOW + HOUR);
        assert_int_equal(hold_at(f, uk, NOW + 2 * HOUR).article, 0);
}

static void a_discarded_draft_holds_nobody_until_it_is_taken_back(void **state)
{
        struct fixture *f = *state;
        int64_t uk = begin(f, SLICE("urn:uk"), 1, NOW + HOUR), ru = begin(f, SLICE("urn:ru"), 2, 0);
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_work_discard(f->store, uk, NOW).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
        assert_int_equal(hold_at(f, ru, NOW).article, 0);
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_work_retrieve(f->store, uk, NOW).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
        assert_int_equal(hold_at(f, ru, NOW).article, uk);
}

static void a_story_that_is_out_holds_nobody_and_one_that_was_withdrawn_does_again(void **state)
{
        struct fixture *f = *state;
        int64_t uk = begin(f, SLICE("urn:uk"), 1, 0), ru = begin(f, SLICE("urn:ru"), 2, 0);
        publish(f, uk, 0, INTENT_PUBLISH);
        int64_t en = begin(f, SLICE("urn:en"), 2, NOW + HOUR);
        assert_int_equal(held_until(f, uk), 0);
        assert_int_equal(held_until(f, ru), 0);
        withdraw(f, SLICE("urn:uk"));
        assert_int_equal(hold_at(f, ru, NOW).article, en);
        assert_int_equal(hold_at(f, uk, NOW).article, en);
        publish(f, uk, 0, INTENT_PUBLISH);
        assert_int_equal(load(f, uk).state, STATE_SCHEDULED);
        assert_int_equal(release_at(f, NOW + HOUR - 1), 0);
        assert_int_equal(release_at(f, NOW + HOUR), 1);
        assert_string_equal(faults(f), "");
}

static void a_time_on_the_schedule_holds_nobody_but_the_embargo_under_which_it_was_scheduled_does(void **state)
{
        struct fixture *f = *state;
        int64_t uk = begin(f, SLICE("urn:uk"), 1, 0), ru = begin(f, SLICE("urn:ru"), 2, 0);
        publish(f, uk, NOW + 3 * HOUR, INTENT_PUBLISH);
        assert_int_equal(load(f, uk).state, STATE_SCHEDULED);
        assert_int_equal(held_until(f, ru), 0);
        publish(f, uk, NOW + 3 * HOUR, INTENT_WITHHOLD); /* taken off: the time stays as an embargo */
        assert_int_equal(held_until(f, ru), NOW + 3 * HOUR);
        publish(f, uk, NOW + 4 * HOUR, INTENT_PUBLISH);
        assert_int_equal(held_until(f, ru), NOW + 3 * HOUR);
}

static void what_is_due_waits_for_the_embargo_of_another_language(void **state)
{
        struct fixture *f = *state;
        int64_t uk = begin(f, SLICE("urn:uk"), 1, 0);
        publish(f, uk, NOW + HOUR, INTENT_PUBLISH);
        begin(f, SLICE("urn:en"), 2, NOW + 2 * HOUR);
        assert_int_equal(release_at(f, NOW + HOUR), 0);
        assert_int_equal(load(f, uk).state, STATE_SCHEDULED);
        assert_int_equal(release_at(f, NOW + 2 * HOUR), 1);
        assert_int_equal(load(f, uk).state, STATE_PUBLISHED);
}

static void an_import_comes_no_earlier_than_its_story_may(void **state)
{
        struct fixture *f = *state;
        begin(f, SLICE("urn:uk"), 1, NOW + HOUR);
        struct article wire = told(SLICE("urn:wire"), 2);
        assert_int_equal(save(f, &wire).state, STATE_SCHEDULED);
        assert_int_equal(release_at(f, NOW), 0);
        assert_int_equal(release_at(f, NOW + HOUR), 1);
}

static void an_import_with_an_embargo_holds_its_story_too_also_when_the_desk_has_opened_it(void **state)
{
        struct fixture *f = *state;
        struct article wire = told(SLICE("urn:wire"), 2);
        wire.embargo_ms = NOW + HOUR;
        int64_t id = save(f, &wire).article, uk = begin(f, SLICE("urn:uk"), 1, 0);
        assert_int_equal(held_until(f, uk), NOW + HOUR);
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_work_open(f->store, id, NOW).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
        assert_int_equal(held_until(f, uk), NOW + HOUR);
        wire.embargo_ms = NOW + 2 * HOUR;
        save(f, &wire);
        assert_int_equal(held_until(f, uk), NOW + 2 * HOUR);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(the_longest_embargo_of_a_story_holds_its_others_until_it_ends),
                STORE_TEST(a_discarded_draft_holds_nobody_until_it_is_taken_back),
                STORE_TEST(a_story_that_is_out_holds_nobody_and_one_that_was_withdrawn_does_again),
                STORE_TEST(a_time_on_the_schedule_holds_nobody_but_the_embargo_under_which_it_was_scheduled_does),
                STORE_TEST(what_is_due_waits_for_the_embargo_of_another_language),
                STORE_TEST(an_import_comes_no_earlier_than_its_story_may),
                STORE_TEST(an_import_with_an_embargo_holds_its_story_too_also_when_the_desk_has_opened_it),
        };
        return cmocka_run_group_tests_name("hold", tests, NULL, NULL);
}
