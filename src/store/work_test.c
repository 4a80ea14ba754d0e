#include "store/work_fixture.h"

#include "store/typed.h"
#include "store/work_list.h"

enum { MINUTE = 60 * 1000 };

struct desk {
        struct fixture *f;
        int64_t article, olena, petro, now_ms;
};

static void begin(const struct desk *d)
{
        assert_int_equal(store_begin(d->f->store).code, OK);
}

static void commit(const struct desk *d)
{
        assert_int_equal(store_commit(d->f->store).code, OK);
}

static struct desk make_desk(void **state)
{
        struct fixture *f = *state;
        struct desk d = {.f = f, .now_ms = NOW};
        d.olena = add_person(f, SLICE("olena"));
        d.petro = add_person(f, SLICE("petro"));
        struct article article = words_article(f, (const char *[]){"one", "two", "three"});
        struct work_beginning beginning = {.article = &article, .by = d.olena, .now_ms = d.now_ms};
        begin(&d);
        assert_int_equal(store_work_begin(f->store, &beginning, &d.article).code, OK);
        commit(&d);
        return d;
}

static int64_t claim(struct desk *d, int64_t by, bool take_over)
{
        int64_t number;
        struct claim_request request = {
                .article = d->article, .by = by, .now_ms = d->now_ms, .tab = SLICE("tab"), .take_over = take_over};
        begin(d);
        assert_int_equal(store_work_claim(d->f->store, &request, &number).code, OK);
        commit(d);
        return number;
}

static struct work_saved save_as(struct desk *d, struct work_save save, const char *const words[PARAGRAPHS])
{
        struct work_saved saved;
        struct article text = words_article(d->f, words);
        save.article = d->article;
        save.now_ms = d->now_ms;
        save.text = &text;
        begin(d);
        assert_int_equal(store_work_save(d->f->store, &save, &d->f->arena, &saved).code, OK);
        commit(d);
        return saved;
}
#define WORDS(...) ((const char *[]){__VA_ARGS__})

static struct article version(struct desk *d, int64_t number)
{
        struct article article;
        assert_int_equal(store_load_version(d->f->store, d->article, number, &d->f->arena, &article).code, OK);
        return article;
}

static struct versions versions(struct desk *d)
{
        struct versions found;
        struct version_page page = {.article = d->article, .before = INT64_MAX, .limit = 50};
        assert_int_equal(store_versions(d->f->store, page, &d->f->arena, &found).code, OK);
        return found;
}

static void readers_see_nothing_of_what_is_begun_and_saved(void **state)
{
        struct desk d = make_desk(state);
        int64_t number = claim(&d, d.olena, false);
        struct work_saved saved = save_as(&d, (struct work_save){.revision = 1, .claim = number, .by = d.olena},
                                          WORDS("one", "2", "three"));
        assert_int_equal(saved.outcome, WORK_SAVED);
        assert_int_equal(saved.revision, 2);
        struct work work = load_work(d.f, d.article, d.now_ms);
        assert_true(says(&work.text, "b", "2"));
        assert_int_equal(work.state, STATE_DRAFT);
        assert_int_equal(work.stage, STAGE_DRAFT);
        assert_int_equal(work.version, 1);
        assert_int_equal(last_change(d.f), 0);
        assert_string_equal(faults(d.f), "");
}

static void a_text_may_lack_a_headline(void **state)
{
        struct desk d = make_desk(state);
        struct article article = sample_article(SLICE("urn:empty"));
        article.headline = SLICE("");
        int64_t id;
        struct work_beginning beginning = {.article = &article, .by = d.olena, .now_ms = d.now_ms};
        begin(&d);
        assert_int_equal(store_work_begin(d.f->store, &beginning, &id).code, OK);
        assert_int_equal(store_work_begin(d.f->store, &beginning, &id).code, ERR_CONFLICT);
        store_rollback(d.f->store);
}

static void a_save_sent_twice_is_done_once(void **state)
{
        struct desk d = make_desk(state);
        struct work_save save = {.revision = 1, .claim = claim(&d, d.olena, false), .by = d.olena};
        save.request = SLICE("r1");
        assert_int_equal(save_as(&d, save, WORDS("one", "2", "three")).revision, 2);
        struct work_saved again = save_as(&d, save, WORDS("one", "2", "three"));
        assert_int_equal(again.outcome, WORK_SAVED);
        assert_int_equal(again.revision, 2);
        assert_int_equal(load_work(d.f, d.article, d.now_ms).revision, 2);
}

static void a_claim_is_soft_and_numbered(void **state)
{
        struct desk d = make_desk(state);
        assert_int_equal(claim(&d, d.olena, false), 1);
        assert_int_equal(claim(&d, d.olena, false), 1);
        assert_int_equal(claim(&d, d.petro, false), 0);
        assert_int_equal(load_work(d.f, d.article, d.now_ms).claim.by, d.olena);
        assert_int_equal(claim(&d, d.petro, true), 2);
        bool holds;
        begin(&d);
        assert_int_equal(store_work_ping(d.f->store, d.article, 1, d.now_ms, &holds).code, OK);
        assert_false(holds);
        assert_int_equal(store_work_ping(d.f->store, d.article, 2, d.now_ms, &holds).code, OK);
        assert_true(holds);
        assert_int_equal(store_work_release(d.f->store, d.article, 1).code, OK);
        commit(&d);
        assert_int_equal(load_work(d.f, d.article, d.now_ms).claim.by, d.petro);
        d.now_ms += 2 * MINUTE;
        assert_int_equal(load_work(d.f, d.article, d.now_ms).claim.by, 0);
        assert_int_equal(claim(&d, d.olena, false), 3);
}

static int64_t claim_idle(struct desk *d, int64_t by)
{
        int64_t number = 0;
        struct claim_request request = {
                .article = d->article, .by = by, .now_ms = d->now_ms, .tab = SLICE("tab"), .take_idle = true};
        assert_int_equal(WRITE(d->f, store_work_claim(d->f->store, &request, &number)), OK);
        return number;
}

static void who_has_written_nothing_under_a_claim_is_in_nobodys_way(void **state)
{
        struct desk d = make_desk(state);
        assert_int_equal(claim(&d, d.olena, false), 1);
        assert_false(load_work(d.f, d.article, d.now_ms).claim.writes);
        assert_int_equal(claim_idle(&d, d.petro), 2);
        assert_int_equal(versions(&d).count, 1); /* nothing was handed over */
        save_as(&d, (struct work_save){.revision = 1, .beside = true, .by = d.olena}, WORDS("1", "two", "three"));
        assert_false(load_work(d.f, d.article, d.now_ms).claim.writes); /* somebody else did, under the same claim */
        save_as(&d, (struct work_save){.revision = 2, .claim = 2, .by = d.petro}, WORDS("1", "2", "three"));
        assert_true(load_work(d.f, d.article, d.now_ms).claim.writes);
        assert_int_equal(claim_idle(&d, d.olena), 0);
        assert_int_equal(claim(&d, d.olena, true), 3);
        assert_false(load_work(d.f, d.article, d.now_ms).claim.writes);
}

static bool writes(const struct desk *d)
{
        return load_work(d->f, d->article, d->now_ms).claim.writes;
}

static void stage_as(struct desk *d, enum work_stage stage, struct made made)
{
        d->now_ms++;
        assert_int_equal(WRITE(d->f, store_work_put_stage(d->f->store, d->article, stage, made, d->now_ms)), OK);
        d->now_ms++;
}

static void who_said_that_it_is_done_writes_only_when_they_save_again(void **state)
{
        struct desk d = make_desk(state);
        const struct made handed_in = {.by = d.olena, .why = VERSION_SUBMITTED};
        int64_t kept;
        claim(&d, d.olena, false);
        save_as(&d, (struct work_save){.revision = 1, .claim = 1, .by = d.olena}, WORDS("1", "two", "three"));
        d.now_ms++;
        const struct made left = {.by = d.olena, .why = VERSION_KEPT};
        assert_int_equal(WRITE(d.f, store_work_keep(d.f->store, d.article, left, d.now_ms, &kept)), OK);
        assert_true(writes(&d)); /* nothing was said by that */
        stage_as(&d, STAGE_REVIEW, handed_in);
        assert_false(writes(&d));

        save_as(&d, (struct work_save){.revision = 2, .claim = 1, .by = d.olena}, WORDS("1", "2", "three"));
        assert_true(writes(&d));
        stage_as(&d, STAGE_REVIEW, handed_in);
        assert_false(writes(&d));
        save_as(&d, (struct work_save){.revision = 3, .claim = 1, .by = d.olena}, WORDS("1", "2", "3"));
        stage_as(&d, STAGE_APPROVED, (struct made){.by = d.petro, .why = VERSION_KEPT});
        assert_true(writes(&d)); /* it was somebody else who approved it */
        stage_as(&d, STAGE_APPROVED, (struct made){.by = d.olena, .why = VERSION_KEPT});
        assert_false(writes(&d));
        save_as(&d, (struct work_save){.revision = 4, .claim = 1, .by = d.olena}, WORDS("1", "2", "four"));
        assert_true(writes(&d));
}

static void who_typed_what_waits_for_a_choice_writes(void **state)
{
        struct desk d = make_desk(state);
        const struct typed typed = {.person = d.olena,
                                    .article = d.article,
                                    .tab = SLICE("tab"),
                                    .kept_ms = d.now_ms,
                                    .revision = 1,
                                    .content = SLICE("{}")};
        claim(&d, d.olena, false);
        assert_int_equal(WRITE(d.f, store_put_typed(d.f->store, &typed)), OK);
        assert_true(load_work(d.f, d.article, d.now_ms).claim.writes);
        assert_int_equal(claim_idle(&d, d.petro), 0);
}

static void a_save_under_an_old_claim_is_kept_aside(void **state)
{
        struct desk d = make_desk(state);
        int64_t first = claim(&d, d.olena, false);
        save_as(&d, (struct work_save){.revision = 1, .claim = first, .by = d.olena}, WORDS("1", "two", "three"));
        int64_t second = claim(&d, d.petro, true);
        assert_int_equal(versions(&d).at[0].made.why, VERSION_HANDED_OVER);
        assert_int_equal(versions(&d).at[0].made.by, d.olena);

        struct work_save late = {.revision = 2, .claim = first, .by = d.olena};
        struct work_saved saved = save_as(&d, late, WORDS("late", "two", "three"));
        assert_int_equal(saved.outcome, WORK_TAKEN);
        struct article aside = version(&d, saved.version);
        assert_true(says(&aside, "a", "late"));
        struct work work = load_work(d.f, d.article, d.now_ms);
        assert_true(says(&work.text, "a", "1"));
        assert_int_equal(work.version, 1);
        assert_int_equal(work.newest, saved.version);
        assert_int_equal(
                save_as(&d, (struct work_save){.revision = 2, .claim = second, .by = d.petro}, WORDS("1", "two", "3"))
                        .outcome,
                WORK_SAVED);
        assert_string_equal(faults(d.f), "");
}

static void a_number_alone_is_nobodys_claim(void **state)
{
        struct desk d = make_desk(state);
        int64_t number = claim(&d, d.olena, false);
        struct work_save guessed = {.revision = 1, .claim = number, .by = d.petro};
        struct work_saved saved = save_as(&d, guessed, WORDS("guessed", "two", "three"));
        assert_int_equal(saved.outcome, WORK_TAKEN);
        struct work work = load_work(d.f, d.article, d.now_ms);
        assert_true(says(&work.text, "a", "one"));
        assert_int_equal(work.claim.by, d.olena);

        struct work_save beside = {.revision = 1, .beside = true, .by = d.petro};
        assert_int_equal(save_as(&d, beside, WORDS("beside", "two", "three")).outcome, WORK_SAVED);
        assert_int_equal(load_work(d.f, d.article, d.now_ms).claim.number, number);
        assert_string_equal(faults(d.f), "");
}

/* Olena's line was gone for longer than a claim lasts; Petro came, wrote and left, or left without a word. */
static void write_meanwhile(struct desk *d, bool leaves)
{
        d->now_ms += 2 * MINUTE;
        int64_t number = claim(d, d->petro, false);
        save_as(d, (struct work_save){.revision = 2, .claim = number, .by = d->petro}, WORDS("1", "two", "3"));
        if (leaves)
                assert_int_equal(WRITE(d->f, store_work_release(d->f->store, d->article, number)), OK);
        else
                d->now_ms += 2 * MINUTE;
}

static void a_save_under_an_old_claim_that_nobody_holds_has_it_anew(void **state)
{
        struct desk d = make_desk(state);
        struct work_save save = {.revision = 1, .claim = claim(&d, d.olena, false), .by = d.olena, .tab = SLICE("tab")};
        assert_int_equal(save_as(&d, save, WORDS("1", "two", "three")).claim, 1);
        write_meanwhile(&d, true);
        save.revision = 2;
        struct work_saved saved = save_as(&d, save, WORDS("1", "2", "three"));
        assert_int_equal(saved.outcome, WORK_MERGED);
        assert_int_equal(saved.claim, 3);
        struct work work = load_work(d.f, d.article, d.now_ms);
        assert_true(says(&work.text, "b", "2") && says(&work.text, "c", "3"));
        assert_int_equal(work.claim.by, d.olena);
        assert_true(work.claim.writes);
        assert_int_equal(versions(&d).count, 1);
        assert_string_equal(faults(d.f), "");
}

static void what_does_not_go_together_is_a_conflict_under_a_claim_that_nobody_holds(void **state)
{
        struct desk d = make_desk(state);
        struct work_save save = {.revision = 1, .claim = claim(&d, d.olena, false), .by = d.olena, .tab = SLICE("tab")};
        save_as(&d, save, WORDS("1", "two", "three"));
        write_meanwhile(&d, false);
        save.revision = 2;
        struct work_saved saved = save_as(&d, save, WORDS("1", "two", "drei"));
        assert_int_equal(saved.outcome, WORK_CONFLICT);
        assert_int_equal(saved.claim, 3);
        struct article aside = version(&d, saved.version);
        assert_true(says(&aside, "c", "drei"));
}

static void a_window_that_goes_gets_no_claim(void **state)
{
        struct desk d = make_desk(state);
        struct work_save save = {.revision = 1, .claim = claim(&d, d.olena, false), .by = d.olena, .tab = SLICE("tab")};
        save_as(&d, save, WORDS("1", "two", "three"));
        write_meanwhile(&d, true);
        save.leaves = true;
        save.revision = 2;
        struct work_saved saved = save_as(&d, save, WORDS("1", "2", "three"));
        assert_int_equal(saved.outcome, WORK_MERGED);
        assert_int_equal(saved.claim, 0);
        assert_int_equal(load_work(d.f, d.article, d.now_ms).claim.by, 0);
}

static void whose_claim_was_not_answered_saves_under_it_by_the_window(void **state)
{
        struct desk d = make_desk(state);
        int64_t number = claim(&d, d.olena, false);
        struct work_save save = {.revision = 1, .by = d.olena, .tab = SLICE("tab"), .request = SLICE("r")};
        for (int i = 0; i < 2; i++) {
                struct work_saved saved = save_as(&d, save, WORDS("1", "two", "three"));
                assert_int_equal(saved.outcome, WORK_SAVED);
                assert_int_equal(saved.claim, number);
        }
        save = (struct work_save){.revision = 2, .by = d.olena, .tab = SLICE("another")};
        assert_int_equal(save_as(&d, save, WORDS("1", "2", "three")).outcome, WORK_TAKEN);
}

static void a_save_from_an_older_revision_is_merged_by_paragraph(void **state)
{
        struct desk d = make_desk(state);
        int64_t number = claim(&d, d.olena, false);
        struct work_save save = {.revision = 1, .claim = number, .by = d.olena};
        save_as(&d, save, WORDS("1", "two", "three"));
        struct work_saved saved = save_as(&d, save, WORDS("one", "two", "3"));
        assert_int_equal(saved.outcome, WORK_MERGED);
        assert_int_equal(saved.merge.taken_count, 1);
        struct work work = load_work(d.f, d.article, d.now_ms);
        assert_true(says(&work.text, "a", "1"));
        assert_true(says(&work.text, "c", "3"));

        saved = save_as(&d, save, WORDS("eins", "two", "three"));
        assert_int_equal(saved.outcome, WORK_CONFLICT);
        assert_int_equal(saved.merge.conflict_count, 1);
        assert_true(slice_eq(saved.merge.conflicts[0].block, SLICE("a")));
        assert_int_equal(load_work(d.f, d.article, d.now_ms).revision, 3);
        struct article aside = version(&d, saved.version);
        assert_true(says(&aside, "a", "eins"));
}

static void only_what_its_writer_went_on_from_is_ever_forgotten(void **state)
{
        struct desk d = make_desk(state);
        int64_t number = claim(&d, d.olena, false);
        for (int64_t revision = 1; revision <= 120; revision++) {
                char words[16];
                snprintf(words, sizeof words, "%d", (int)revision);
                d.now_ms += MINUTE;
                if (revision == 20) number = claim(&d, d.petro, true);
                struct work_save save = {
                        .revision = revision, .claim = number, .by = revision < 20 ? d.olena : d.petro};
                assert_int_equal(save_as(&d, save, WORDS("one", "two", words)).outcome, WORK_SAVED);
        }
        struct versions kept;
        struct version_page page = {.article = d.article, .before = INT64_MAX, .limit = 500};
        assert_int_equal(store_revisions(d.f->store, page, &d.f->arena, &kept).code, OK);
        bool has_last_of_olena = false;
        for (size_t i = 0; i < kept.count; i++)
                has_last_of_olena |= kept.at[i].number == 20;
        assert_true(has_last_of_olena);
        assert_true(kept.count >= REVISIONS_MIN && kept.count < 80);
}

static struct work_saved publish(struct desk *d, struct article *text, enum work_outcome expected)
{
        struct work work = load_work(d->f, d->article, d->now_ms);
        struct work_saved saved;
        struct save_result result;
        *text = work.text;
        text->intent = INTENT_PUBLISH;
        struct work_publication publication = {
                .article = d->article, .revision = work.revision, .by = d->petro, .now_ms = d->now_ms, .text = text};
        begin(d);
        assert_int_equal(store_work_publish(d->f->store, &publication, &saved, &result).code, OK);
        commit(d);
        assert_int_equal(saved.outcome, expected);
        if (expected == WORK_SAVED) assert_int_equal(result.state, STATE_PUBLISHED);
        return saved;
}

static void publishing_is_what_changes_readers_version(void **state)
{
        struct desk d = make_desk(state);
        struct article text;
        int64_t number = claim(&d, d.olena, false);
        save_as(&d, (struct work_save){.revision = 1, .claim = number, .by = d.olena}, WORDS("1", "2", "3"));
        struct work_saved published = publish(&d, &text, WORK_SAVED);
        struct published seen = load(d.f, d.article);
        assert_int_equal(seen.state, STATE_PUBLISHED);
        assert_true(says(&seen.article, "b", "2"));
        assert_int_equal(seen.version, published.version);
        assert_int_equal(load_work(d.f, d.article, d.now_ms).stage, STAGE_NONE);
        assert_int_equal(last_change(d.f), 1);

        save_as(&d, (struct work_save){.revision = published.revision, .claim = number, .by = d.olena},
                WORDS("1", "later", "3"));
        int64_t kept;
        begin(&d);
        struct made made = {.by = d.olena, .why = VERSION_KEPT};
        assert_int_equal(store_work_keep(d.f->store, d.article, made, d.now_ms, &kept).code, OK);
        commit(&d);
        seen = load(d.f, d.article);
        assert_true(kept > seen.version);
        assert_true(says(&seen.article, "b", "2"));
        assert_int_equal(last_change(d.f), 1);
        assert_string_equal(faults(d.f), "");
        publish(&d, &text, WORK_SAVED);
        seen = load(d.f, d.article);
        assert_true(says(&seen.article, "b", "later"));
        assert_true(seen.version > kept);
        assert_string_equal(faults(d.f), "");
}

static void who_published_writes_only_when_they_save_again(void **state)
{
        struct desk d = make_desk(state);
        struct article text;
        assert_int_equal(claim(&d, d.petro, false), 1);
        save_as(&d, (struct work_save){.revision = 1, .claim = 1, .by = d.petro}, WORDS("1", "two", "three"));
        d.now_ms++;
        struct work_saved published = publish(&d, &text, WORK_SAVED);
        assert_false(writes(&d));
        d.now_ms++;
        save_as(&d, (struct work_save){.revision = published.revision, .claim = 1, .by = d.petro},
                WORDS("1", "2", "three"));
        assert_true(writes(&d));
}

static void what_an_import_brought_is_taken_over_before_publishing(void **state)
{
        struct desk d = make_desk(state);
        struct article text;
        publish(&d, &text, WORK_SAVED);
        struct work work = load_work(d.f, d.article, d.now_ms);
        int64_t number = claim(&d, d.olena, false);
        save_as(&d, (struct work_save){.revision = work.revision, .claim = number, .by = d.olena},
                WORDS("1", "two", "three"));
        struct article imported = words_article(d.f, WORDS("one", "two", "imported"));
        save(d.f, &imported);
        publish(&d, &text, WORK_BEHIND);

        struct work_saved saved;
        struct work_catch_up catch_up = {.article = d.article, .by = d.petro, .now_ms = d.now_ms};
        begin(&d);
        assert_int_equal(store_work_catch_up(d.f->store, &catch_up, &d.f->arena, &saved).code, OK);
        commit(&d);
        assert_int_equal(saved.outcome, WORK_MERGED);
        publish(&d, &text, WORK_SAVED);
        struct published seen = load(d.f, d.article);
        assert_true(says(&seen.article, "a", "1"));
        assert_true(says(&seen.article, "c", "imported"));
        assert_string_equal(faults(d.f), "");
}

static void restoring_keeps_what_it_replaces(void **state)
{
        struct desk d = make_desk(state);
        int64_t number = claim(&d, d.olena, false);
        save_as(&d, (struct work_save){.revision = 1, .claim = number, .by = d.olena}, WORDS("1", "2", "3"));
        struct work_restore restore = {
                .article = d.article, .claim = number, .version = 1, .by = d.olena, .now_ms = d.now_ms};
        struct work_saved saved;
        begin(&d);
        assert_int_equal(store_work_restore(d.f->store, &restore, &saved).code, OK);
        commit(&d);
        assert_int_equal(saved.outcome, WORK_SAVED);
        struct work work = load_work(d.f, d.article, d.now_ms);
        assert_true(says(&work.text, "a", "one"));
        struct article replaced = version(&d, saved.version - 1), restored = version(&d, saved.version);
        assert_true(says(&replaced, "a", "1"));
        assert_true(says(&restored, "a", "one"));
        restore.claim = number + 1;
        begin(&d);
        assert_int_equal(store_work_restore(d.f->store, &restore, &saved).code, OK);
        commit(&d);
        assert_int_equal(saved.outcome, WORK_TAKEN);
}

static void put_stage(struct desk *d, enum work_stage stage, enum version_why why)
{
        struct made made = {.by = d->olena, .why = why};
        begin(d);
        assert_int_equal(store_work_put_stage(d->f->store, d->article, stage, made, d->now_ms).code, OK);
        commit(d);
}

static void a_change_takes_an_approval_back(void **state)
{
        struct desk d = make_desk(state);
        int64_t number = claim(&d, d.olena, false);
        put_stage(&d, STAGE_REVIEW, VERSION_SUBMITTED);
        assert_int_equal(load_work(d.f, d.article, d.now_ms).state, STATE_REVIEW);
        put_stage(&d, STAGE_APPROVED, VERSION_KEPT);
        assert_int_equal(load_work(d.f, d.article, d.now_ms).state, STATE_APPROVED);
        save_as(&d, (struct work_save){.revision = 1, .claim = number, .by = d.olena}, WORDS("1", "two", "three"));
        struct work work = load_work(d.f, d.article, d.now_ms);
        assert_int_equal(work.stage, STAGE_DRAFT);
        assert_int_equal(work.state, STATE_DRAFT);
        assert_string_equal(faults(d.f), "");
}

static void the_desk_opens_what_an_import_brought(void **state)
{
        struct desk d = make_desk(state);
        struct article live = words_article(d.f, WORDS("1", "2", "3"));
        live.uri = SLICE("urn:live");
        d.article = save(d.f, &live).article;
        struct work none;
        assert_int_equal(store_work_load(d.f->store, d.article, d.now_ms, &d.f->arena, &none).code, ERR_NOT_FOUND);
        begin(&d);
        assert_int_equal(store_work_open(d.f->store, d.article, d.now_ms).code, OK);
        assert_int_equal(store_work_open(d.f->store, d.article, d.now_ms).code, OK);
        assert_int_equal(store_work_open(d.f->store, 99, d.now_ms).code, ERR_NOT_FOUND);
        assert_int_equal(store_work_put_notes(d.f->store, d.article, SLICE("Перевірити цифри")).code, OK);
        commit(&d);
        struct work work = load_work(d.f, d.article, d.now_ms);
        assert_int_equal(work.stage, STAGE_NONE);
        assert_int_equal(work.state, STATE_PUBLISHED);
        assert_true(says(&work.text, "c", "3"));
        assert_true(slice_eq(work.notes, SLICE("Перевірити цифри")));
        assert_string_equal(faults(d.f), "");
}

static void a_text_of_another_article_is_refused(void **state)
{
        struct desk d = make_desk(state);
        struct article other = sample_article(SLICE("urn:another"));
        struct work_save save = {.article = d.article, .revision = 1, .by = d.olena, .text = &other};
        struct work_saved saved;
        begin(&d);
        assert_int_equal(store_work_save(d.f->store, &save, &d.f->arena, &saved).code, ERR_INVALID);
        store_rollback(d.f->store);
}

static void a_save_whose_base_is_not_kept_loses_nothing(void **state)
{
        struct desk d = make_desk(state);
        int64_t number = claim(&d, d.olena, false);
        struct work_saved saved = save_as(&d, (struct work_save){.revision = 77, .claim = number, .by = d.olena},
                                          WORDS("1", "two", "three"));
        assert_int_equal(saved.outcome, WORK_CONFLICT);
        struct article aside = version(&d, saved.version);
        assert_true(says(&aside, "a", "1"));
        assert_int_equal(load_work(d.f, d.article, d.now_ms).revision, 1);
}

static void what_is_scheduled_appears_as_it_was_scheduled(void **state)
{
        struct desk d = make_desk(state);
        struct work work = load_work(d.f, d.article, d.now_ms);
        struct article text = work.text;
        text.intent = INTENT_PUBLISH;
        text.embargo_ms = d.now_ms + 10 * MINUTE;
        struct work_publication publication = {
                .article = d.article, .revision = work.revision, .by = d.petro, .now_ms = d.now_ms, .text = &text};
        struct work_saved saved;
        struct save_result result;
        begin(&d);
        assert_int_equal(store_work_publish(d.f->store, &publication, &saved, &result).code, OK);
        commit(&d);
        assert_int_equal(result.state, STATE_SCHEDULED);
        assert_int_equal(last_change(d.f), 0);

        int64_t number = claim(&d, d.olena, false);
        save_as(&d, (struct work_save){.revision = saved.revision, .claim = number, .by = d.olena},
                WORDS("later", "two", "three"));
        assert_int_equal(load_work(d.f, d.article, d.now_ms).state, STATE_SCHEDULED);
        unsigned count;
        begin(&d);
        assert_int_equal(store_release_due(d.f->store, d.now_ms + 11 * MINUTE, 10, &count).code, OK);
        commit(&d);
        assert_int_equal(count, 1);
        struct published seen = load(d.f, d.article);
        assert_int_equal(seen.state, STATE_PUBLISHED);
        assert_true(says(&seen.article, "a", "one"));
        work = load_work(d.f, d.article, d.now_ms);
        assert_true(says(&work.text, "a", "later"));
        assert_string_equal(faults(d.f), "");
}

static void a_walk_through_all_pages_finds_every_article_once(void **state)
{
        struct desk d = make_desk(state);
        for (int i = 0; i < 25; i++) {
                struct article article = sample_article(arena_format(&d.f->arena, "urn:%d", i));
                save_at(d.f, &article, NOW + i / 3);
        }
        struct work_filter filter = {.limit = 4};
        bool seen[27] = {0};
        struct work_rows rows;
        unsigned found = 0;
        do {
                assert_int_equal(store_work_list(d.f->store, &filter, &d.f->arena, &rows).code, OK);
                for (size_t i = 0; i < rows.count; i++) {
                        assert_false(seen[rows.at[i].article]);
                        seen[rows.at[i].article] = true;
                        found++;
                }
                filter.from = rows.next;
        } while (rows.has_more);
        assert_int_equal(found, 26);
}

static void verifying_tells_work_whose_text_is_missing(void **state)
{
        struct desk d = make_desk(state);
        assert_int_equal(run_elsewhere(d.f, "UPDATE work SET revision = 9, base_version = 8"), SQLITE_DONE);
        assert_string_equal(faults(d.f), "the work on article 1 is at revision 9 but the newest is 1\n"
                                         "the work on article 1 was begun from version 8, which is not there\n");
}

/* ---- lists ---- */

static struct work_rows list(struct desk *d, struct work_filter filter)
{
        struct work_rows rows;
        if (!filter.limit) filter.limit = 10;
        assert_int_equal(store_work_list(d->f->store, &filter, &d->f->arena, &rows).code, OK);
        return rows;
}

static void lists_what_is_asked_for_newest_change_first(void **state)
{
        struct desk d = make_desk(state);
        struct article live = sample_article(SLICE("urn:live")), other = sample_article(SLICE("urn:other"));
        live.headline = SLICE("Повінь на Дунаї");
        save_at(d.f, &live, NOW + 1);
        other.section = ECONOMY;
        save_at(d.f, &other, NOW + 2);
        struct work_rows all = list(&d, (struct work_filter){0});
        assert_int_equal(all.count, 3);
        assert_int_equal(all.at[0].article, 3);
        assert_int_equal(all.at[2].article, d.article);
        assert_false(all.has_more);
        assert_int_equal(list(&d, (struct work_filter){.view = WORK_UNPUBLISHED}).at[0].article, d.article);
        assert_int_equal(list(&d, (struct work_filter){.view = WORK_OF_PERSON, .person = d.olena}).count, 1);
        assert_int_equal(list(&d, (struct work_filter){.view = WORK_OF_PERSON, .person = d.petro}).count, 0);
        assert_int_equal(list(&d, (struct work_filter){.section = ECONOMY}).count, 1);
        assert_int_equal(list(&d, (struct work_filter){.state = STATE_PUBLISHED}).count, 2);
        assert_int_equal(list(&d, (struct work_filter){.text = SLICE("ДУНАЇ")}).count, 1);
        assert_int_equal(list(&d, (struct work_filter){.view = WORK_SCHEDULED}).count, 0);

        struct work_rows page = list(&d, (struct work_filter){.limit = 2});
        assert_true(page.has_more);
        page = list(&d, (struct work_filter){.limit = 2, .from = page.next});
        assert_int_equal(page.count, 1);
        assert_int_equal(page.at[0].article, d.article);
}

static void the_board_tells_which_translations_are_behind(void **state)
{
        struct desk d = make_desk(state);
        struct article source = sample_article(SLICE("urn:uk")), translation = sample_article(SLICE("urn:ru"));
        source.story_key = translation.story_key = SLICE("story");
        translation.edition = RU;
        save_at(d.f, &source, NOW + 1);
        int64_t id;
        struct work_beginning beginning = {
                .article = &translation, .by = d.petro, .now_ms = NOW + 2, .translated_from = 2};
        begin(&d);
        assert_int_equal(store_work_begin(d.f->store, &beginning, &id).code, OK);
        commit(&d);

        struct work_board board;
        assert_int_equal(store_work_board(d.f->store, (struct work_place){0}, 10, &d.f->arena, &board).code, OK);
        assert_int_equal(board.count, 2);
        assert_int_equal(board.at[0].articles.count, 2);
        for (size_t i = 0; i < 2; i++)
                assert_false(work_is_behind(&board.at[0].articles.at[i]));
        source.lead = SLICE("Новий вступ");
        save_at(d.f, &source, NOW + 3);
        assert_int_equal(store_work_board(d.f->store, (struct work_place){0}, 10, &d.f->arena, &board).code, OK);
        for (size_t i = 0; i < 2; i++) {
                const struct work_row *row = &board.at[0].articles.at[i];
                assert_int_equal(work_is_behind(row), row->edition == RU);
        }
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(readers_see_nothing_of_what_is_begun_and_saved),
                STORE_TEST(a_text_may_lack_a_headline),
                STORE_TEST(a_save_sent_twice_is_done_once),
                STORE_TEST(a_claim_is_soft_and_numbered),
                STORE_TEST(who_has_written_nothing_under_a_claim_is_in_nobodys_way),
                STORE_TEST(who_said_that_it_is_done_writes_only_when_they_save_again),
                STORE_TEST(who_published_writes_only_when_they_save_again),
                STORE_TEST(who_typed_what_waits_for_a_choice_writes),
                STORE_TEST(a_save_under_an_old_claim_is_kept_aside),
                STORE_TEST(a_number_alone_is_nobodys_claim),
                STORE_TEST(a_save_under_an_old_claim_that_nobody_holds_has_it_anew),
                STORE_TEST(what_does_not_go_together_is_a_conflict_under_a_claim_that_nobody_holds),
                STORE_TEST(a_window_that_goes_gets_no_claim),
                STORE_TEST(whose_claim_was_not_answered_saves_under_it_by_the_window),
                STORE_TEST(a_save_from_an_older_revision_is_merged_by_paragraph),
                STORE_TEST(only_what_its_writer_went_on_from_is_ever_forgotten),
                STORE_TEST(publishing_is_what_changes_readers_version),
                STORE_TEST(what_an_import_brought_is_taken_over_before_publishing),
                STORE_TEST(restoring_keeps_what_it_replaces),
                STORE_TEST(a_change_takes_an_approval_back),
                STORE_TEST(the_desk_opens_what_an_import_brought),
                STORE_TEST(a_text_of_another_article_is_refused),
                STORE_TEST(a_save_whose_base_is_not_kept_loses_nothing),
                STORE_TEST(what_is_scheduled_appears_as_it_was_scheduled),
                STORE_TEST(a_walk_through_all_pages_finds_every_article_once),
                STORE_TEST(verifying_tells_work_whose_text_is_missing),
                STORE_TEST(lists_what_is_asked_for_newest_change_first),
                STORE_TEST(the_board_tells_which_translations_are_behind),
        };
        return cmocka_run_group_tests_name("work", tests, NULL, NULL);
}
