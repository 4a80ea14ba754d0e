/* Three editors at one text, whatever they do and in every order: what was saved can be had again, and readers see only
 * what somebody published. Two ways to count them all: everything that is possible in a few steps, and three long plans
 * in every order that their steps can have. Each row of steps runs in a transaction that is rolled back. Of the rows a
 * share runs each time; with STOPPRESS_EVERY_ORDER in the environment all of them (some minutes). */
#include "store/work_fixture.h"

#include <stdlib.h>

enum { EDITORS = 3, STEPS = 4, ROW_MAX = EDITORS * STEPS };

enum act { OPEN, SAVE, TAKE_OVER, PUBLISH, RESTORE, LEAVE, ACTS };

struct step {
        unsigned char who, act;
};
struct row {
        struct step steps[ROW_MAX];
        size_t count;
};

/* An editor's browser: what it shows, and what it believes. */
struct editor {
        int64_t by, claim, revision;
        struct article text;
        unsigned saves;
};

struct scene {
        struct fixture *f;
        struct arena arena; /* of one order */
        int64_t article, now_ms;
        struct editor editors[EDITORS];
        struct slice saved[ROW_MAX];
        size_t saved_count;
        int64_t published_version; /* what readers see; 0: nothing yet */
        unsigned rows, ran;        /* how many there are; of which ran */
        unsigned share;            /* each so-manyth runs */
};

static void show(struct scene *scene, struct editor *editor)
{
        struct work work;
        assert_int_equal(store_work_load(scene->f->store, scene->article, scene->now_ms, &scene->arena, &work).code,
                         OK);
        editor->text = work.text;
        editor->revision = work.revision;
}

static void take_claim(struct scene *scene, struct editor *editor, bool take_over)
{
        struct claim_request request = {.article = scene->article,
                                        .by = editor->by,
                                        .now_ms = scene->now_ms,
                                        .tab = SLICE("tab"),
                                        .take_over = take_over};
        assert_int_equal(store_work_claim(scene->f->store, &request, &editor->claim).code, OK);
        show(scene, editor);
}

/* Writes a word that nobody else ever wrote: first into a paragraph of their own, then into one that all write to. */
static void type_word(struct scene *scene, struct editor *editor)
{
        size_t who = (size_t)(editor - scene->editors), at = editor->saves % 2 ? 0 : who;
        struct block *blocks = arena_array(&scene->arena, PARAGRAPHS, sizeof *blocks);
        struct span *span = arena_alloc(&scene->arena, sizeof *span);
        memcpy(blocks, editor->text.body.blocks, PARAGRAPHS * sizeof *blocks);
        span->text = arena_format(&scene->arena, "word%zu-%u", who, editor->saves++);
        blocks[at].text = (struct rich_text){span, 1};
        editor->text.body.blocks = blocks;
        scene->saved[scene->saved_count++] = span->text;
}

static void save_words(struct scene *scene, struct editor *editor)
{
        struct work_saved saved;
        type_word(scene, editor);
        struct work_save save = {.article = scene->article,
                                 .revision = editor->revision,
                                 .claim = editor->claim,
                                 .by = editor->by,
                                 .now_ms = scene->now_ms,
                                 .tab = SLICE("tab"),
                                 .text = &editor->text};
        assert_int_equal(store_work_save(scene->f->store, &save, &scene->arena, &saved).code, OK);
        if (saved.claim) editor->claim = saved.claim;
        if (saved.outcome == WORK_SAVED) editor->revision = saved.revision;
        if (saved.outcome == WORK_MERGED) show(scene, editor);
}

static void publish_text(struct scene *scene, struct editor *editor)
{
        struct article text = editor->text;
        struct work_saved saved;
        struct save_result result;
        text.intent = INTENT_PUBLISH;
        struct work_publication publication = {.article = scene->article,
                                               .revision = editor->revision,
                                               .by = editor->by,
                                               .now_ms = scene->now_ms,
                                               .text = &text};
        assert_int_equal(store_work_publish(scene->f->store, &publication, &saved, &result).code, OK);
        if (saved.outcome == WORK_SAVED) scene->published_version = saved.version;
}

static void restore_first(struct scene *scene, struct editor *editor)
{
        struct work_saved saved;
        struct work_restore restore = {.article = scene->article,
                                       .claim = editor->claim,
                                       .version = 1,
                                       .by = editor->by,
                                       .now_ms = scene->now_ms};
        assert_int_equal(store_work_restore(scene->f->store, &restore, &saved).code, OK);
}

static void do_step(struct scene *scene, struct step step)
{
        struct editor *editor = &scene->editors[step.who];
        scene->now_ms += 1000;
        switch ((enum act)step.act) {
        case OPEN:
        case TAKE_OVER:
                take_claim(scene, editor, step.act == TAKE_OVER);
                break;
        case SAVE:
                save_words(scene, editor);
                break;
        case PUBLISH:
                publish_text(scene, editor);
                break;
        case RESTORE:
                restore_first(scene, editor);
                break;
        case LEAVE: /* a save that is on its way may come behind it */
                assert_int_equal(store_work_release(scene->f->store, scene->article, editor->claim).code, OK);
                break;
        case ACTS:
                fail();
        }
}

/* ---- what must hold ---- */

static bool article_has(const struct article *article, struct slice word)
{
        for (size_t i = 0; i < article->body.count; i++)
                if (slice_eq(article->body.blocks[i].text.spans[0].text, word)) return true;
        return false;
}

typedef struct err load_fn(struct store *s, int64_t article, int64_t number, struct arena *a, struct article *ret);

static void note_words(struct scene *scene, const struct versions *versions, load_fn *load_one, bool *found)
{
        for (size_t i = 0; i < versions->count; i++) {
                struct article article;
                assert_int_equal(
                        load_one(scene->f->store, scene->article, versions->at[i].number, &scene->arena, &article).code,
                        OK);
                for (size_t word = 0; word < scene->saved_count; word++)
                        found[word] |= article_has(&article, scene->saved[word]);
        }
}

static void expect_everything_can_be_had_again(struct scene *scene)
{
        bool found[ROW_MAX] = {0};
        struct versions versions, revisions;
        struct version_page page = {.article = scene->article, .before = INT64_MAX, .limit = 1000};
        assert_int_equal(store_versions(scene->f->store, page, &scene->arena, &versions).code, OK);
        assert_int_equal(store_revisions(scene->f->store, page, &scene->arena, &revisions).code, OK);
        note_words(scene, &versions, store_load_version, found);
        note_words(scene, &revisions, store_load_revision, found);
        for (size_t i = 0; i < scene->saved_count; i++)
                assert_true(found[i]);
}

static void expect_readers_see_what_was_published(struct scene *scene)
{
        struct published seen;
        assert_int_equal(store_load(scene->f->store, scene->article, &scene->arena, &seen).code, OK);
        assert_int_equal(seen.state, scene->published_version ? STATE_PUBLISHED : STATE_DRAFT);
        if (scene->published_version) assert_int_equal(seen.version, scene->published_version);
}

/* ---- a row of steps ---- */

static void begin_row(struct scene *scene)
{
        scene->now_ms = NOW;
        scene->saved_count = 0;
        scene->published_version = 0;
        for (size_t i = 0; i < EDITORS; i++) {
                struct editor *editor = &scene->editors[i];
                *editor = (struct editor){.by = editor->by};
                show(scene, editor);
        }
}

static void run_row(struct scene *scene, const struct row *row)
{
        struct fixture *f = scene->f;
        if (scene->rows++ % scene->share != 0) return;
        assert_int_equal(store_begin(f->store).code, OK);
        begin_row(scene);
        for (size_t i = 0; i < row->count; i++)
                do_step(scene, row->steps[i]);
        expect_everything_can_be_had_again(scene);
        expect_readers_see_what_was_published(scene);
        if (scene->ran++ % 1000 == 0) assert_string_equal(faults(f), "");
        store_rollback(f->store);
        arena_clear(&scene->arena);
}

static void begin_scene(struct scene *scene)
{
        static const char *const logins[EDITORS] = {"olena", "petro", "ihor"};
        for (size_t i = 0; i < EDITORS; i++)
                scene->editors[i].by = add_person(scene->f, slice_of(logins[i]));
        struct article article = words_article(scene->f, (const char *[]){"one", "two", "three"});
        struct work_beginning beginning = {.article = &article, .by = scene->editors[0].by, .now_ms = NOW};
        assert_int_equal(WRITE(scene->f, store_work_begin(scene->f->store, &beginning, &scene->article)), OK);
}

/* ---- everything that is possible ---- */

/* Who comes first is the first editor, who comes next the second: by another name it would be the same. */
static void run_all(struct scene *scene, struct row *row, size_t count, unsigned came)
{
        if (row->count == count) {
                run_row(scene, row);
                return;
        }
        row->count++;
        for (unsigned who = 0; who < EDITORS && who <= came; who++) {
                for (unsigned act = 0; act < ACTS; act++) {
                        row->steps[row->count - 1] = (struct step){(unsigned char)who, (unsigned char)act};
                        run_all(scene, row, count, who == came ? came + 1 : came);
                }
        }
        row->count--;
}

/* Rows of so many steps, of which there are `rows`: 6 acts each, and as many ways to say who does them as there are to
 * part the steps among up to three (14 of four, 41 of five). */
static void run_all_of(struct fixture *f, size_t count, unsigned rows, unsigned share)
{
        struct scene scene = {.f = f, .share = share};
        struct row row = {0};
        begin_scene(&scene);
        run_all(&scene, &row, count, 0);
        assert_int_equal(scene.rows, rows);
        assert_int_equal(scene.ran, (rows + share - 1) / share);
}

static unsigned share_of(unsigned usual)
{
        return getenv("STOPPRESS_EVERY_ORDER") ? 1 : usual;
}

static void nothing_that_was_saved_is_lost_whatever_is_done_in_four_steps(void **state)
{
        run_all_of(*state, 4, 1296 * 14, share_of(5));
}

static void nothing_that_was_saved_is_lost_whatever_is_done_in_five_steps(void **state)
{
        run_all_of(*state, 5, 7776 * 41, share_of(149));
}

/* ---- three plans in every order ---- */

/* What each does, in this order. */
static const enum act plans[EDITORS][STEPS] = {
        {OPEN, SAVE, SAVE, RESTORE},
        {OPEN, SAVE, TAKE_OVER, SAVE},
        {TAKE_OVER, SAVE, PUBLISH, SAVE},
};

static void run_orders(struct scene *scene, struct row *row, const unsigned used[EDITORS])
{
        if (row->count == ROW_MAX) {
                run_row(scene, row);
                return;
        }
        row->count++;
        for (unsigned who = 0; who < EDITORS; who++) {
                unsigned now_used[EDITORS];
                if (used[who] == STEPS) continue;
                memcpy(now_used, used, sizeof now_used);
                row->steps[row->count - 1] =
                        (struct step){(unsigned char)who, (unsigned char)plans[who][now_used[who]++]};
                run_orders(scene, row, now_used);
        }
        row->count--;
}

/* There are 12! / (4! 4! 4!) = 34,650 of them, of which every thirty-first runs. */
static void nothing_that_was_saved_is_lost_in_any_order(void **state)
{
        struct scene scene = {.f = *state, .share = share_of(31)};
        struct row row = {0};
        begin_scene(&scene);
        run_orders(&scene, &row, (const unsigned[EDITORS]){0});
        assert_int_equal(scene.rows, 34650);
        assert_int_equal(scene.ran, (scene.rows + scene.share - 1) / scene.share);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(nothing_that_was_saved_is_lost_whatever_is_done_in_four_steps),
                STORE_TEST(nothing_that_was_saved_is_lost_whatever_is_done_in_five_steps),
                STORE_TEST(nothing_that_was_saved_is_lost_in_any_order),
        };
        return cmocka_run_group_tests_name("work interleaving", tests, NULL, NULL);
}
