/* The lists of the desk by whom a text waits for, who is at it, and by its day. */
#include "store/discard.h"
#include "store/work_list.h"

#include "store/work_fixture.h"

struct desk {
        struct fixture *f;
        int64_t article, writer, editor;
};

static struct desk make_desk(void **state)
{
        struct desk d = {.f = *state};
        d.writer = add_person(d.f, SLICE("olena"));
        d.editor = add_person(d.f, SLICE("petro"));
        struct article article = words_article(d.f, (const char *[]){"one", "two", "three"});
        struct work_beginning beginning = {.article = &article, .by = d.writer, .now_ms = NOW};
        assert_int_equal(WRITE(d.f, store_work_begin(d.f->store, &beginning, &d.article)), OK);
        return d;
}

static void put_stage(struct desk *d, enum work_stage stage, int64_t by)
{
        struct made made = {.by = by, .why = VERSION_KEPT};
        assert_int_equal(WRITE(d->f, store_work_put_stage(d->f->store, d->article, stage, made, NOW + 1)), OK);
}

static size_t count(struct desk *d, struct work_filter filter)
{
        struct work_rows rows;
        unsigned counted = 0;
        filter.limit = 10;
        assert_int_equal(store_work_list(d->f->store, &filter, &d->f->arena, &rows).code, OK);
        assert_int_equal(store_work_count(d->f->store, &filter, 10, &counted).code, OK);
        assert_int_equal(counted, rows.count);
        return rows.count;
}

static void a_word_is_found_in_the_text_too_when_that_is_asked_for(void **state)
{
        struct desk d = make_desk(state);
        assert_int_equal(count(&d, (struct work_filter){.view = WORK_ALL, .text = SLICE("TWO")}), 0);
        assert_int_equal(count(&d, (struct work_filter){.view = WORK_ALL, .text = SLICE("TWO"), .in_texts = true}), 1);
        assert_int_equal(count(&d, (struct work_filter){.view = WORK_ALL, .text = SLICE("four"), .in_texts = true}), 0);
        /* What the form of a text says is no word of it. */
        assert_int_equal(
                count(&d, (struct work_filter){.view = WORK_ALL, .text = SLICE("paragraph"), .in_texts = true}), 0);
        struct article imported = sample_article(SLICE("urn:imported"));
        save(d.f, &imported);
        assert_int_equal(count(&d, (struct work_filter){.view = WORK_ALL, .text = SLICE("ВСТУП"), .in_texts = true}),
                         2);
}

static void every_word_must_be_there_in_any_order_and_a_phrase_as_it_is(void **state)
{
        struct desk d = {.f = *state};
        struct article article = sample_article(SLICE("urn:tram"));
        article.headline = SLICE("Четвірка: новий трамвай «на Поділ»");
        article.lead = SLICE("Сьогодні вранці.");
        save(d.f, &article);
        static const struct {
                const char *text;
                size_t in_headlines, in_texts;
        } cases[] = {
                {"трамвай четвірка", 1, 1},
                {"  ТРАМВАЙ\u00A0четв ", 1, 1},
                {"трамвай п’ятірка", 0, 0},
                {"«новий трамвай»", 1, 1},
                {"«трамвай новий»", 0, 0},
                {"\"новий трамвай\" четвірка", 1, 1},
                {"„трамвай новий“ четвірка", 0, 0},
                {"Четвірка: новий трамвай «на Поділ»", 1, 1},
                {"поділ «новий трам", 1, 1},
                {"вранці четвірка", 0, 1},
                {"вранці завтра", 0, 0},
                {"«»", 1, 1},
                {"вранці\\", 0, 0},
        };
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
                struct work_filter filter = {.view = WORK_ALL, .text = slice_of(cases[i].text)};
                if (count(&d, filter) != cases[i].in_headlines) fail_msg("%s in headlines", cases[i].text);
                filter.in_texts = true;
                if (count(&d, filter) != cases[i].in_texts) fail_msg("%s in texts", cases[i].text);
        }
        CLEANUP(buf_clear) struct buf many = BUF_INIT(1000);
        for (int i = 0; i < 40; i++)
                buf_add_text(&many, "трамвай ");
        assert_int_equal(count(&d, (struct work_filter){.view = WORK_ALL, .text = buf_slice(&many)}), 1);
}

static void whoever_sees_what_readers_have_finds_nothing_that_they_have_not(void **state)
{
        struct desk d = make_desk(state);
        struct article live = sample_article(SLICE("urn:live"));
        save(d.f, &live);
        struct work_filter filter = {.view = WORK_ALL, .is_of_readers = true, .in_texts = true};
        assert_int_equal(count(&d, filter), 1);
        filter.text = SLICE("two"); /* of the draft */
        assert_int_equal(count(&d, filter), 0);
        assert_int_equal(WRITE(d.f, store_work_open(d.f->store, 2, NOW)), OK);
        struct work_saved saved;
        struct work work = load_work(d.f, 2, NOW);
        work.text.headline = SLICE("Still secret");
        work.text.lead = SLICE("Unheard of.");
        const struct work_save typed = {
                .article = 2, .revision = 1, .by = d.writer, .now_ms = NOW + 1, .text = &work.text};
        assert_int_equal(WRITE(d.f, store_work_save(d.f->store, &typed, &d.f->arena, &saved)), OK);
        const struct slice secrets[] = {SLICE("secret"), SLICE("unheard")};
        for (size_t i = 0; i < 2; i++) {
                filter.text = secrets[i];
                assert_int_equal(count(&d, filter), 0);
                assert_int_equal(count(&d, (struct work_filter){.text = filter.text, .in_texts = true}), 1);
        }
        filter.text = live.headline;
        assert_int_equal(count(&d, filter), 1);
        struct work_rows rows;
        filter.limit = 10;
        assert_int_equal(store_work_list(d.f->store, &filter, &d.f->arena, &rows).code, OK);
        assert_true(slice_eq(rows.at[0].headline, live.headline));
}

static void a_damaged_text_is_left_out_and_counted(void **state)
{
        struct desk d = make_desk(state);
        struct article imported = sample_article(SLICE("urn:imported"));
        save(d.f, &imported);
        sqlite3 *connection = NULL;
        assert_int_equal(sqlite3_open(d.f->path, &connection), SQLITE_OK);
        assert_int_equal(sqlite3_exec(connection, "UPDATE work_revision SET content = CAST('{\"вступ' AS BLOB)", NULL,
                                      NULL, NULL),
                         SQLITE_OK);
        assert_int_equal(sqlite3_close(connection), SQLITE_OK);
        struct work_rows rows;
        const struct work_filter filter = {.view = WORK_ALL, .text = SLICE("ВСТУП"), .in_texts = true, .limit = 10};
        assert_int_equal(store_work_list(d.f->store, &filter, &d.f->arena, &rows).code, OK);
        assert_int_equal(rows.count, 1);
        assert_int_equal(rows.unreadable, 1);
}

static void a_search_whose_time_is_over_says_where_to_go_on(void **state)
{
        struct desk d = make_desk(state);
        struct article imported = sample_article(SLICE("urn:imported"));
        save(d.f, &imported);
        struct work_rows rows;
        struct work_filter filter = {
                .view = WORK_ALL, .text = SLICE("nowhere"), .in_texts = true, .limit = 10, .until_ns = 1};
        for (unsigned looked = 0; looked < 2; looked++) {
                assert_int_equal(store_work_list(d.f->store, &filter, &d.f->arena, &rows).code, OK);
                assert_int_equal(rows.count, 0);
                assert_true(rows.has_more);
                assert_false(rows.next.ms == filter.from.ms && rows.next.article == filter.from.article);
                filter.from = rows.next;
        }
        assert_int_equal(store_work_list(d.f->store, &filter, &d.f->arena, &rows).code, OK);
        assert_false(rows.has_more);
}

static size_t waiting(struct desk *d, int64_t person, unsigned approves, unsigned publishes)
{
        return count(d, (struct work_filter){
                                .view = WORK_AWAITING, .person = person, .awaits = {person, approves, publishes}});
}

static void a_text_waits_for_whoever_has_the_next_step(void **state)
{
        struct desk d = make_desk(state);
        unsigned here = 1U << (sample_article(SLICE("urn:any")).edition - 1);
        assert_int_equal(waiting(&d, d.editor, here, here), 0);
        assert_int_equal(waiting(&d, d.writer, 0, 0), 0);
        put_stage(&d, STAGE_REVIEW, d.writer);
        assert_int_equal(waiting(&d, d.editor, here, 0), 1);
        assert_int_equal(waiting(&d, d.editor, ~here, here), 0);
        put_stage(&d, STAGE_APPROVED, d.editor);
        assert_int_equal(waiting(&d, d.editor, here, 0), 0);
        assert_int_equal(waiting(&d, d.editor, 0, here), 1);
        put_stage(&d, STAGE_DRAFT, d.editor);
        assert_int_equal(waiting(&d, d.editor, here, here), 0);
        assert_int_equal(waiting(&d, d.writer, 0, 0), 1);
        put_stage(&d, STAGE_DRAFT, d.writer); /* taken back by oneself */
        assert_int_equal(waiting(&d, d.writer, 0, 0), 0);
}

static void what_was_handed_in_is_found_however_much_changed_since(void **state)
{
        struct desk d = make_desk(state);
        put_stage(&d, STAGE_REVIEW, d.writer);
        for (int i = 0; i < 30; i++) {
                struct article article = sample_article(arena_format(&d.f->arena, "urn:%d", i));
                save_at(d.f, &article, NOW + 10 + i);
        }
        assert_int_equal(count(&d, (struct work_filter){.view = WORK_STAGED, .stage = STAGE_REVIEW}), 1);
        assert_int_equal(count(&d, (struct work_filter){.view = WORK_STAGED, .stage = STAGE_APPROVED}), 0);
        assert_int_equal(count(&d, (struct work_filter){.view = WORK_BY_TIME, .state = STATE_PUBLISHED}), 10);
}

static void who_writes_at_a_text_is_found_by_the_claim(void **state)
{
        struct desk d = make_desk(state);
        struct work_filter filter = {.view = WORK_CLAIMED, .claimed_after_ms = NOW};
        struct claim_request request = {.article = d.article, .by = d.writer, .now_ms = NOW + 5, .tab = SLICE("tab")};
        int64_t claim;
        assert_int_equal(count(&d, filter), 0);
        assert_int_equal(WRITE(d.f, store_work_claim(d.f->store, &request, &claim)), OK);
        assert_int_equal(count(&d, filter), 0); /* they look at it */
        const struct work work = load_work(d.f, d.article, NOW + 5);
        struct article text = work.text;
        struct work_saved saved;
        text.lead = SLICE("Written.");
        const struct work_save save = {.article = d.article,
                                       .revision = work.revision,
                                       .claim = claim,
                                       .by = d.writer,
                                       .now_ms = NOW + 5,
                                       .text = &text};
        assert_int_equal(WRITE(d.f, store_work_save(d.f->store, &save, &d.f->arena, &saved)), OK);
        assert_int_equal(count(&d, filter), 1);
        filter.claimed_after_ms = NOW + 6;
        assert_int_equal(count(&d, filter), 0);
}

static void a_day_has_what_was_published_on_it(void **state)
{
        struct desk d = make_desk(state);
        struct work_rows rows;
        struct article article = sample_article(SLICE("urn:today"));
        save(d.f, &article);
        struct work_span day = {article.published_ms, article.published_ms + 1, 10};
        assert_int_equal(store_work_published(d.f->store, article.edition, day, &d.f->arena, &rows).code, OK);
        assert_int_equal(rows.count, 1);
        day = (struct work_span){article.published_ms + 1, article.published_ms + 2, 10};
        assert_int_equal(store_work_published(d.f->store, article.edition, day, &d.f->arena, &rows).code, OK);
        assert_int_equal(rows.count, 0);
        assert_int_equal(store_work_due(d.f->store, day, &d.f->arena, &rows).code, OK);
        assert_int_equal(rows.count, 0);
}

static size_t count_of_story(struct desk *d)
{
        struct work_rows rows;
        int64_t story = load_work(d->f, d->article, NOW).story;
        assert_int_equal(store_work_of_story(d->f->store, story, &d->f->arena, &rows).code, OK);
        return rows.count;
}

static void assert_discarded(struct desk *d, bool is_discarded)
{
        static const enum work_view views[] = {WORK_ALL, WORK_UNPUBLISHED, WORK_OF_PERSON, WORK_BY_TIME};
        int64_t discarded = 0;
        for (size_t i = 0; i < sizeof views / sizeof views[0]; i++) {
                struct work_filter filter = {.view = views[i], .person = d->writer};
                assert_int_equal(count(d, filter), !is_discarded);
                filter.is_discarded = true;
                assert_int_equal(count(d, filter), is_discarded);
        }
        assert_int_equal(count(d, (struct work_filter){.view = WORK_DISCARDED, .is_discarded = true}), is_discarded);
        assert_int_equal(count_of_story(d), !is_discarded);
        assert_int_equal(store_count_discarded(d->f->store, &discarded).code, OK);
        assert_int_equal(discarded, is_discarded);
        assert_int_equal(load_work(d->f, d->article, NOW).discarded_ms != 0, is_discarded);
        assert_string_equal(faults(d->f), "");
}

static void discard(struct desk *d)
{
        assert_int_equal(WRITE(d->f, store_work_discard(d->f->store, d->article, NOW + 5)), OK);
        assert_discarded(d, true);
}

static void a_discarded_draft_is_in_its_own_list_alone_until_it_is_taken_back(void **state)
{
        struct desk d = make_desk(state);
        assert_discarded(&d, false);
        discard(&d);
        struct work work = load_work(d.f, d.article, NOW + 6);
        assert_int_equal(work.discarded_ms, NOW + 5);
        assert_true(says(&work.text, "b", "two"));
        assert_int_equal(WRITE(d.f, store_work_retrieve(d.f->store, d.article, NOW + 7)), OK);
        assert_discarded(&d, false);
}

/* However late it comes: what was typed is where people look for it. */
static void what_is_saved_of_a_discarded_draft_takes_it_back(void **state)
{
        struct desk d = make_desk(state);
        struct work_saved saved = {0};
        struct work work = load_work(d.f, d.article, NOW);
        work.text.headline = SLICE("Typed before, saved after");
        struct work_save save = {
                .article = d.article, .revision = 1, .by = d.writer, .now_ms = NOW + 6, .text = &work.text};
        discard(&d);
        assert_int_equal(WRITE(d.f, store_work_save(d.f->store, &save, &d.f->arena, &saved)), OK);
        assert_int_equal(saved.outcome, WORK_SAVED);
        assert_discarded(&d, false);
        discard(&d);
        const struct claim_request other = {
                .article = d.article, .by = d.writer, .now_ms = NOW + 6, .tab = SLICE("another")};
        assert_int_equal(WRITE(d.f, store_work_claim(d.f->store, &other, &(int64_t){0})), OK);
        save.claim = 7; /* another window has it: it becomes a version on the side */
        work.text.headline = SLICE("Typed beside");
        assert_int_equal(WRITE(d.f, store_work_save(d.f->store, &save, &d.f->arena, &saved)), OK);
        assert_int_equal(saved.outcome, WORK_TAKEN);
        assert_discarded(&d, false);
        discard(&d);
        put_stage(&d, STAGE_REVIEW, d.writer);
        assert_discarded(&d, false);
}

static void what_is_no_draft_or_was_with_readers_cannot_be_discarded(void **state)
{
        struct desk d = make_desk(state);
        struct article live = sample_article(SLICE("urn:live"));
        save(d.f, &live);
        assert_int_equal(WRITE(d.f, store_work_open(d.f->store, 2, NOW)), OK);
        assert_int_equal(WRITE(d.f, store_work_discard(d.f->store, 2, NOW)), ERR_CONFLICT);
        put_stage(&d, STAGE_REVIEW, d.writer);
        assert_int_equal(WRITE(d.f, store_work_discard(d.f->store, d.article, NOW)), ERR_CONFLICT);
        assert_int_equal(count(&d, (struct work_filter){.view = WORK_DISCARDED, .is_discarded = true}), 0);
}

static void the_choice_of_each_person_is_kept(void **state)
{
        struct desk d = make_desk(state);
        struct list_choice choice = {.edition = 2, .section = 1, .author = d.editor};
        assert_int_equal(WRITE(d.f, store_put_list_choice(d.f->store, d.writer, choice)), OK);
        choice.edition = 1;
        assert_int_equal(WRITE(d.f, store_put_list_choice(d.f->store, d.writer, choice)), OK);
        assert_int_equal(store_load_list_choice(d.f->store, d.writer, &choice).code, OK);
        assert_int_equal(choice.edition, 1);
        assert_int_equal(choice.author, d.editor);
        assert_int_equal(store_load_list_choice(d.f->store, d.editor, &choice).code, OK);
        assert_int_equal(choice.edition, 0);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(a_word_is_found_in_the_text_too_when_that_is_asked_for),
                STORE_TEST(every_word_must_be_there_in_any_order_and_a_phrase_as_it_is),
                STORE_TEST(whoever_sees_what_readers_have_finds_nothing_that_they_have_not),
                STORE_TEST(a_damaged_text_is_left_out_and_counted),
                STORE_TEST(a_search_whose_time_is_over_says_where_to_go_on),
                STORE_TEST(a_text_waits_for_whoever_has_the_next_step),
                STORE_TEST(what_was_handed_in_is_found_however_much_changed_since),
                STORE_TEST(who_writes_at_a_text_is_found_by_the_claim),
                STORE_TEST(a_day_has_what_was_published_on_it),
                STORE_TEST(a_discarded_draft_is_in_its_own_list_alone_until_it_is_taken_back),
                STORE_TEST(what_is_saved_of_a_discarded_draft_takes_it_back),
                STORE_TEST(what_is_no_draft_or_was_with_readers_cannot_be_discarded),
                STORE_TEST(the_choice_of_each_person_is_kept),
        };
        return cmocka_run_group_tests_name("work lists", tests, NULL, NULL);
}
