/* Answers that are lost on the way: whoever saves again is answered so that they can go on, and in no order of two
 * editors' steps is anything overwritten that its writer did not see. Each order runs in a transaction that is rolled
 * back. */
#include "store/work_fixture.h"

enum { EDITORS = 2, STEPS = 5 };

/* Each writes into the paragraph of their own, and whoever clashes into the one that both write to. */
enum act { SAVE, SAVE_UNHEARD, CLASH_UNHEARD, AGAIN };
static const enum act plans[][EDITORS][STEPS] = {
        {{SAVE, SAVE_UNHEARD, AGAIN, SAVE, SAVE}, {SAVE, SAVE, SAVE_UNHEARD, AGAIN, SAVE}},
        {{SAVE_UNHEARD, AGAIN, SAVE_UNHEARD, AGAIN, SAVE}, {SAVE, SAVE, SAVE, SAVE, SAVE}},
        {{CLASH_UNHEARD, AGAIN, SAVE, SAVE_UNHEARD, AGAIN}, {SAVE, CLASH_UNHEARD, AGAIN, SAVE, SAVE}},
};

struct editor {
        int64_t by, revision;
        struct article text;
        struct slice word, request, notes; /* the last word of their own; what was last saved under which name */
        int64_t saved_revision;
        struct article saved_text;
        unsigned done, saves;
};

struct scene {
        struct fixture *f;
        struct arena arena; /* of one order */
        int64_t article;
        struct editor editors[EDITORS];
        const enum act (*plan)[STEPS];
        unsigned orders;
};

static void write_word(struct scene *scene, struct editor *editor, size_t paragraph)
{
        struct block *blocks = arena_array(&scene->arena, PARAGRAPHS, sizeof *blocks);
        struct span *span = arena_alloc(&scene->arena, sizeof *span);
        memcpy(blocks, editor->text.body.blocks, PARAGRAPHS * sizeof *blocks);
        span->text = arena_format(&scene->arena, "word%zd-%u", editor - scene->editors, editor->saves);
        blocks[paragraph].text = (struct rich_text){span, 1};
        editor->text.body.blocks = blocks;
        if (paragraph) editor->word = span->text;
}

/* Sends what was last to be saved; the answer may be lost. */
static void send(struct scene *scene, struct editor *editor, bool is_heard)
{
        struct work_saved saved;
        const struct work_notes notes = {.after = editor->notes};
        struct work_save save = {.article = scene->article,
                                 .revision = editor->saved_revision,
                                 .by = editor->by,
                                 .now_ms = NOW,
                                 .request = editor->request,
                                 .text = &editor->saved_text,
                                 .notes = editor->saves == 1 ? &notes : NULL};
        assert_int_equal(store_work_save(scene->f->store, &save, &scene->arena, &saved).code, OK);
        if (!is_heard) return;
        /* As the editor's page does: the text that it is told, else its own, from the revision that it is told. */
        editor->revision = saved.revision;
        if (saved.merge.article.uri.len) editor->text = saved.merge.article;
}

static void do_step(struct scene *scene, struct editor *editor)
{
        size_t own = (size_t)(editor - scene->editors) + 1;
        enum act act = scene->plan[editor - scene->editors][editor->done++];
        if (act != AGAIN) {
                editor->saves++;
                write_word(scene, editor, act == CLASH_UNHEARD ? 0 : own);
                editor->saved_text = editor->text;
                editor->saved_revision = editor->revision;
                editor->request = arena_format(&scene->arena, "save%zu-%u", own, editor->saves);
        }
        send(scene, editor, act == SAVE || act == AGAIN);
}

static void run_order(struct scene *scene, const unsigned char *order)
{
        assert_int_equal(store_begin(scene->f->store).code, OK);
        for (size_t i = 0; i < EDITORS; i++) {
                struct editor *editor = &scene->editors[i];
                struct work work = load_work(scene->f, scene->article, NOW);
                *editor = (struct editor){.by = editor->by, .text = work.text, .revision = work.revision};
        }
        for (size_t i = 0; i < EDITORS * STEPS; i++)
                do_step(scene, &scene->editors[order[i]]);
        /* Whose last answer was a conflict saves once more, as the page does by itself. */
        for (size_t i = 0; i < EDITORS; i++) {
                struct editor *editor = &scene->editors[i];
                editor->saved_text = editor->text;
                editor->saved_revision = editor->revision;
                editor->request = arena_format(&scene->arena, "last%zu", i);
                send(scene, editor, true);
        }
        struct work work = load_work(scene->f, scene->article, NOW);
        assert_true(slice_eq(words_of(&work.text, "b"), scene->editors[0].word));
        assert_true(slice_eq(words_of(&work.text, "c"), scene->editors[1].word));
        if (scene->orders++ % 100 == 0) assert_string_equal(faults(scene->f), "");
        store_rollback(scene->f->store);
        arena_clear(&scene->arena);
}

static void run_orders(struct scene *scene, unsigned char *order, size_t len, unsigned first)
{
        if (len == EDITORS * STEPS) {
                run_order(scene, order);
                return;
        }
        for (unsigned who = 0; who < EDITORS; who++) {
                if ((who == 0 ? first : len - first) == STEPS) continue;
                order[len] = (unsigned char)who;
                run_orders(scene, order, len + 1, first + (who == 0));
        }
}

static int64_t begin(struct fixture *f, int64_t by)
{
        int64_t id = 0;
        struct article article = words_article(f, (const char *[]){"one", "two", "three"});
        struct work_beginning beginning = {.article = &article, .by = by, .now_ms = NOW};
        assert_int_equal(WRITE(f, store_work_begin(f->store, &beginning, &id)), OK);
        return id;
}

/* 10! / (5! 5!) = 252 orders of each plan. */
static void nothing_is_overwritten_unseen_whichever_answers_are_lost(void **state)
{
        struct scene scene = {.f = *state};
        unsigned char order[EDITORS * STEPS];
        scene.editors[0].by = add_person(scene.f, SLICE("olena"));
        scene.editors[1].by = add_person(scene.f, SLICE("petro"));
        scene.article = begin(scene.f, scene.editors[0].by);
        for (size_t i = 0; i < sizeof plans / sizeof plans[0]; i++) {
                scene.plan = plans[i];
                run_orders(&scene, order, 0, 0);
        }
        assert_int_equal(scene.orders, 252 * sizeof plans / sizeof plans[0]);
        arena_clear(&scene.arena);
}

static struct work_saved save_notes(struct fixture *f, int64_t article, const char *request,
                                    const struct work_notes *notes)
{
        struct work_saved saved;
        struct work work = load_work(f, article, NOW);
        struct work_save save = {.article = article,
                                 .revision = work.revision,
                                 .by = 1,
                                 .now_ms = NOW,
                                 .request = slice_of(request),
                                 .text = &work.text,
                                 .notes = notes};
        assert_int_equal(WRITE(f, store_work_save(f->store, &save, &f->arena, &saved)), OK);
        return saved;
}

static void notes_are_taken_once_and_keep_what_others_wrote(void **state)
{
        struct fixture *f = *state;
        int64_t article = begin(f, add_person(f, SLICE("olena")));
        const struct work_notes first = {.after = SLICE("call them"), .has_before = true};
        save_notes(f, article, "r1", &first);
        const struct work_notes theirs = {.after = SLICE("called"), .before = SLICE("call them"), .has_before = true};
        save_notes(f, article, "r2", &theirs);
        save_notes(f, article, "r1", &first);
        assert_true(slice_eq(load_work(f, article, NOW).notes, SLICE("called")));

        const struct work_notes late = {
                .after = SLICE("call them\ntwice"), .before = SLICE("call them"), .has_before = true};
        struct work_saved saved = save_notes(f, article, "r3", &late);
        assert_true(slice_eq(saved.notes, SLICE("called\ntwice")));
        assert_true(slice_eq(load_work(f, article, NOW).notes, saved.notes));

        /* A line that was typed on meanwhile stays one line. */
        const struct work_notes longer = {
                .after = SLICE("called\ntwice, at noon"), .before = SLICE("called\ntwice"), .has_before = true};
        const struct work_notes another = {
                .after = SLICE("Petro: fine\ncalled\ntwice"), .before = SLICE("called\ntwice"), .has_before = true};
        save_notes(f, article, "r4", &another);
        saved = save_notes(f, article, "r5", &longer);
        assert_true(slice_eq(saved.notes, SLICE("Petro: fine\ncalled\ntwice, at noon")));
        assert_string_equal(faults(f), "");
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(nothing_is_overwritten_unseen_whichever_answers_are_lost),
                STORE_TEST(notes_are_taken_once_and_keep_what_others_wrote),
        };
        return cmocka_run_group_tests_name("work_again", tests, NULL, NULL);
}
