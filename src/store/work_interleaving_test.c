/* Three editors at one text, in every order that their steps can have: whatever was saved can be had again, and readers
 * see only what somebody published. Each order runs in a transaction that is rolled back. */
#include "store/work_fixture.h"

enum { EDITORS = 3, STEPS = 4, SAVES_MAX = EDITORS * STEPS };

enum act { OPEN, SAVE, TAKE_OVER, PUBLISH, RESTORE };

/* What each does, in this order. */
static const enum act plans[EDITORS][STEPS] = {
        {OPEN, SAVE, SAVE, RESTORE},
        {OPEN, SAVE, TAKE_OVER, SAVE},
        {TAKE_OVER, SAVE, PUBLISH, SAVE},
};

/* An editor's browser: what it shows, and what it believes. */
struct editor {
        int64_t by, claim, revision;
        struct article text;
        unsigned done; /* steps of the plan */
        unsigned saves;
};

struct scene {
        struct fixture *f;
        struct arena arena; /* of one order */
        int64_t article, now_ms;
        struct editor editors[EDITORS];
        struct slice saved[SAVES_MAX];
        size_t saved_count;
        int64_t published_version; /* what readers see; 0: nothing yet */
        unsigned orders;
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
                                 .text = &editor->text};
        assert_int_equal(store_work_save(scene->f->store, &save, &scene->arena, &saved).code, OK);
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

static void do_step(struct scene *scene, struct editor *editor)
{
        scene->now_ms += 1000;
        switch (plans[editor - scene->editors][editor->done++]) {
        case OPEN:
                take_claim(scene, editor, false);
                break;
        case TAKE_OVER:
                take_claim(scene, editor, true);
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
        bool found[SAVES_MAX] = {0};
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

/* ---- every order ---- */

static void run_order(struct scene *scene, const unsigned char *order)
{
        struct fixture *f = scene->f;
        assert_int_equal(store_begin(f->store).code, OK);
        scene->now_ms = NOW;
        scene->saved_count = 0;
        scene->published_version = 0;
        for (size_t i = 0; i < EDITORS; i++) {
                struct editor *editor = &scene->editors[i];
                *editor = (struct editor){.by = editor->by};
                show(scene, editor);
        }
        for (size_t i = 0; i < EDITORS * STEPS; i++)
                do_step(scene, &scene->editors[order[i]]);
        expect_everything_can_be_had_again(scene);
        expect_readers_see_what_was_published(scene);
        if (scene->orders++ % 1000 == 0) assert_string_equal(faults(f), "");
        store_rollback(f->store);
        arena_clear(&scene->arena);
}

/* Every way to put the editors' steps into one row; `share` takes only each so-manyth of them. */
static void run_orders(struct scene *scene, unsigned char *order, size_t len, unsigned *number, unsigned share)
{
        unsigned used[EDITORS] = {0};
        for (size_t i = 0; i < len; i++)
                used[order[i]]++;
        if (len == EDITORS * STEPS) {
                if ((*number)++ % share == 0) run_order(scene, order);
                return;
        }
        for (unsigned who = 0; who < EDITORS; who++) {
                if (used[who] == STEPS) continue;
                order[len] = (unsigned char)who;
                run_orders(scene, order, len + 1, number, share);
        }
}

/* There are 12! / (4! 4! 4!) = 34,650 of them, of which every fifteenth runs. */
static void nothing_that_was_saved_is_lost_in_any_order(void **state)
{
        struct scene scene = {.f = *state};
        static const char *const logins[EDITORS] = {"olena", "petro", "ihor"};
        for (size_t i = 0; i < EDITORS; i++)
                scene.editors[i].by = add_person(scene.f, slice_of(logins[i]));
        struct article article = words_article(scene.f, (const char *[]){"one", "two", "three"});
        struct work_beginning beginning = {.article = &article, .by = scene.editors[0].by, .now_ms = NOW};
        assert_int_equal(WRITE(scene.f, store_work_begin(scene.f->store, &beginning, &scene.article)), OK);

        unsigned char order[EDITORS * STEPS];
        unsigned number = 0;
        enum { SHARE = 15 };
        run_orders(&scene, order, 0, &number, SHARE);
        assert_int_equal(number, 34650);
        assert_int_equal(scene.orders, number / SHARE);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(nothing_that_was_saved_is_lost_in_any_order),
        };
        return cmocka_run_group_tests_name("work interleaving", tests, NULL, NULL);
}
