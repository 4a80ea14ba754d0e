/* Steps of the work besides saving: kept, handed in, brought back, published. */
#include "store/packed.h"
#include "store/work_inside.h"

struct err store_work_keep(struct store *s, int64_t article, struct made made, int64_t now_ms, int64_t *ret_version)
{
        CLEANUP(working_clear) struct working w = {.by = made.by, .now_ms = now_ms};
        TRY(working_load(&w, s, article));
        return working_keep(&w, made.why, ret_version);
}

/* What readers never saw has the stage as its state. */
static struct err settle_state(struct working *w)
{
        static const enum article_state states[] = {
                [STAGE_NONE] = STATE_DRAFT,
                [STAGE_DRAFT] = STATE_DRAFT,
                [STAGE_REVIEW] = STATE_REVIEW,
                [STAGE_APPROVED] = STATE_APPROVED,
        };
        if (w->head.state > STATE_APPROVED) return NO_ERR;
        w->head.state = states[w->work.stage];
        w->head.changed_ms = w->now_ms;
        return head_move(w->store, &w->head, SLICE(""));
}

struct err store_work_put_stage(struct store *s, int64_t article, enum work_stage stage, struct made made,
                                int64_t now_ms)
{
        CLEANUP(working_clear) struct working w = {.by = made.by, .now_ms = now_ms};
        int64_t version;
        TRY(working_load(&w, s, article));
        TRY(working_keep(&w, made.why, &version));
        w.work.stage = stage;
        w.work.staged_by = made.by;
        TRY(settle_state(&w));
        return working_put(&w);
}

struct err store_work_put_notes(struct store *s, int64_t article, struct slice notes)
{
        CLEANUP(working_clear) struct working w = {0};
        TRY(working_load(&w, s, article));
        w.work.notes = notes;
        return working_put(&w);
}

struct err store_work_put_source(struct store *s, int64_t article, int64_t source, int64_t version)
{
        CLEANUP(working_clear) struct working w = {0};
        TRY(working_load(&w, s, article));
        w.work.translated_from = source;
        w.work.translated_version = version;
        struct query done = ask(s, DROP_PARTS_DONE);
        query_bind_int(&done, article);
        TRY(query_run(&done));
        return working_put(&w);
}

/* ---- bringing back ---- */

/* The older text, with what is no text of it as it stands now: an embargo that was set since holds on, what readers
 * were told is not untold, and the times are those of the article. */
static struct err bring_text_back(struct working *w, struct slice older, struct slice *ret)
{
        CLEANUP(buf_clear) struct buf content = BUF_INIT(ARTICLE_JSON_MAX_BYTES);
        struct article *texts = arena_array(&w->arena, 2, sizeof *texts), *then = &texts[0], *now = &texts[1];
        TRY(content_read(older, &w->arena, then));
        TRY(content_read(arena_copy(&w->arena, w->content), &w->arena, now));
        then->intent = now->intent;
        then->embargo_ms = now->embargo_ms;
        then->published_ms = now->published_ms;
        then->updated_ms = now->updated_ms;
        then->coverage_from_ms = now->coverage_from_ms;
        then->coverage_until_ms = now->coverage_until_ms;
        then->corrections = now->corrections;
        then->correction_count = now->correction_count;
        TRY(article_write(then, &content));
        *ret = arena_copy(&w->arena, buf_slice(&content));
        return NO_ERR;
}

struct err store_work_restore(struct store *s, const struct work_restore *restore, struct work_saved *ret)
{
        CLEANUP(working_clear) struct working w = {.by = restore->by, .now_ms = restore->now_ms};
        struct slice content;
        int64_t kept;
        TRY(working_load(&w, s, restore->article));
        *ret = (struct work_saved){.outcome = WORK_TAKEN, .revision = w.work.revision};
        if (w.work.claim.number != restore->claim) return NO_ERR;
        if (restore->revision)
                TRY(revision_content(s, restore->article, restore->revision, &w.arena, &content));
        else
                TRY(version_content(s, restore->article, restore->version, &w.arena, &content));
        ret->outcome = WORK_SAME;
        TRY(bring_text_back(&w, content, &content));
        if (slice_eq(content, w.content)) return NO_ERR;

        TRY(working_keep(&w, VERSION_HANDED_OVER, &kept));
        TRY(working_append(&w, content, false));
        TRY(working_add_version(&w, VERSION_RESTORED, content, &ret->version));
        w.work.stage = STAGE_DRAFT;
        w.work.staged_by = 0;
        TRY(settle_state(&w));
        TRY(working_put(&w));
        ret->outcome = WORK_SAVED;
        ret->revision = w.work.revision;
        return NO_ERR;
}

/* ---- what readers see ---- */

struct err store_work_is_version(struct store *s, int64_t article, bool *ret)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        CLEANUP(query_end) struct query q = ask(s, LOAD_BOTH);
        struct slice work, version;
        bool found;
        *ret = true;
        query_bind_int(&q, article);
        TRY(query_step(&q, &found));
        if (!found) return NO_ERR;
        TRY(packed_read(query_slice(&q, 0), &arena, &work));
        TRY(packed_read(query_slice(&q, 1), &arena, &version));
        *ret = slice_eq(work, version);
        return NO_ERR;
}

/* The work stands where readers' version does now. */
static struct err follow_version(struct working *w, const struct article *text, struct slice content)
{
        TRY(head_load(w->store, w->head.id, &w->arena, &w->head));
        if (!slice_eq(content, w->content)) TRY(working_append(w, content, false));
        working_settle_embargo(w, text);
        w->work.base_version = w->head.version;
        w->work.staged_by = 0;
        w->work.stage = w->head.first_live_ms || w->head.state == STATE_SCHEDULED ? STAGE_NONE : STAGE_DRAFT;
        return working_put(w);
}

struct err store_work_publish(struct store *s, const struct work_publication *publication, struct work_saved *ret,
                              struct save_result *ret_result)
{
        CLEANUP(working_clear) struct working w = {.by = publication->by, .now_ms = publication->now_ms};
        struct slice content;
        TRY(working_load(&w, s, publication->article));
        TRY(working_write(&w, publication->text, &content));
        *ret = (struct work_saved){.outcome = WORK_SAVED, .revision = w.work.revision};
        if (w.work.revision != publication->revision)
                ret->outcome = WORK_MOVED;
        else if (w.work.base_version != w.head.version)
                ret->outcome = WORK_BEHIND;
        if (ret->outcome != WORK_SAVED) return NO_ERR;

        struct made made = {.by = w.by, .why = VERSION_PUBLISHED};
        TRY(store_save_made(s, publication->text, made, w.now_ms, ret_result));
        TRY(follow_version(&w, publication->text, content));
        ret->revision = w.work.revision;
        ret->version = w.head.version;
        return NO_ERR;
}

static struct err merge_texts(struct working *w, struct arena *a, struct work_saved *ret)
{
        CLEANUP(buf_clear) struct buf content = BUF_INIT(ARTICLE_JSON_MAX_BYTES), why = BUF_INIT(1024);
        struct article *sides = arena_array(a, 3, sizeof *sides);
        TRY(store_load_version(w->store, w->head.id, w->work.base_version, a, &sides[0]));
        TRY(content_read(arena_copy(a, w->content), a, &sides[1]));
        TRY(store_load_version(w->store, w->head.id, w->head.version, a, &sides[2]));
        merge_articles(&sides[0], &sides[1], &sides[2], a, &ret->merge);
        TRY(body_check(&ret->merge.article.body, &why));
        TRY(article_write(&ret->merge.article, &content));
        ret->outcome = ret->merge.conflict_count ? WORK_CONFLICT : WORK_MERGED;
        if (slice_eq(buf_slice(&content), w->content)) return NO_ERR;
        return working_append(w, arena_copy(&w->arena, buf_slice(&content)), false);
}

/* A work that nobody wrote on since its base follows by the bytes: each entry of a live coverage comes this way. */
static struct err merge_version(struct working *w, struct arena *a, struct work_saved *ret)
{
        struct slice base, theirs;
        TRY(version_content(w->store, w->head.id, w->work.base_version, &w->arena, &base));
        if (!slice_eq(base, w->content)) return merge_texts(w, a, ret);
        TRY(version_content(w->store, w->head.id, w->head.version, &w->arena, &theirs));
        ret->outcome = WORK_MERGED;
        return slice_eq(theirs, base) ? NO_ERR : working_append(w, theirs, false);
}

static struct err take_version(struct working *w, struct work_saved *ret)
{
        struct slice content;
        TRY(version_content(w->store, w->head.id, w->head.version, &w->arena, &content));
        if (slice_eq(content, w->content)) return NO_ERR;
        TRY(working_keep(w, VERSION_HANDED_OVER, &ret->version));
        ret->outcome = WORK_SAVED;
        return working_append(w, content, false);
}

struct err store_work_catch_up(struct store *s, const struct work_catch_up *catch_up, struct arena *a,
                               struct work_saved *ret)
{
        CLEANUP(working_clear) struct working w = {.by = catch_up->by, .now_ms = catch_up->now_ms};
        TRY(working_load(&w, s, catch_up->article));
        *ret = (struct work_saved){.outcome = WORK_SAME, .revision = w.work.revision};
        if (w.work.base_version == w.head.version) return NO_ERR;
        if (catch_up->how == CATCH_UP_MERGE) TRY(merge_version(&w, a, ret));
        if (catch_up->how == CATCH_UP_THEIRS) TRY(take_version(&w, ret));
        w.work.base_version = w.head.version;
        ret->revision = w.work.revision;
        return working_put(&w);
}
