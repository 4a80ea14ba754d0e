/* Saving the work: what becomes the text, what is merged with it, what is kept beside it. */
#include "store/work_inside.h"

#define ANSWER_MS INT64_C(86400000)

struct saving {
        struct working w;
        const struct work_save *save;
        struct arena *arena; /* the caller's: what is told lives there */
        struct slice content;
        struct work_saved *ret;
};

/* ---- answers that are kept ---- */

static struct err find_answer(struct saving *saving, bool *ret_found)
{
        *ret_found = false;
        if (!saving->save->request.len) return NO_ERR;
        CLEANUP(query_end) struct query q = ask(saving->w.store, FIND_ANSWER);
        query_bind_int(&q, saving->save->article);
        query_bind_text(&q, saving->save->request);
        TRY(query_step(&q, ret_found));
        if (*ret_found)
                *saving->ret = (struct work_saved){.outcome = (enum work_outcome)query_int(&q, 0),
                                                   .revision = query_int(&q, 1),
                                                   .version = query_int(&q, 2)};
        return NO_ERR;
}

static struct err keep_answer(struct saving *saving)
{
        const struct work_save *save = saving->save;
        if (!save->request.len) return NO_ERR;
        struct query q = ask(saving->w.store, ADD_ANSWER);
        query_bind_int(&q, save->article);
        query_bind_text(&q, save->request);
        query_bind_int(&q, save->now_ms);
        query_bind_int(&q, saving->ret->outcome);
        query_bind_int(&q, saving->ret->revision);
        query_bind_int(&q, saving->ret->version);
        TRY(query_run(&q));
        struct query prune = ask(saving->w.store, PRUNE_ANSWERS);
        query_bind_int(&prune, save->article);
        query_bind_int(&prune, save->now_ms - ANSWER_MS);
        return query_run(&prune);
}

/* ---- what becomes of it ---- */

static struct err keep_aside(struct saving *saving, enum work_outcome outcome)
{
        saving->ret->outcome = outcome;
        return working_add_version(&saving->w, VERSION_SIDE, saving->content, &saving->ret->version);
}

/* Text that nobody approved is a draft; what never was live is so as an article too. */
static struct err settle_stage(struct working *w)
{
        if (w->work.stage == STAGE_REVIEW || w->work.stage == STAGE_DRAFT) return NO_ERR;
        w->work.stage = STAGE_DRAFT;
        w->work.staged_by = 0;
        if (w->head.state == STATE_APPROVED) {
                w->head.state = STATE_DRAFT;
                TRY(head_move(w->store, &w->head, SLICE("")));
        }
        return working_put(w);
}

static struct err append(struct saving *saving, struct slice content, enum work_outcome outcome)
{
        TRY(working_append(&saving->w, content, outcome == WORK_SAVED));
        saving->ret->outcome = outcome;
        saving->ret->revision = saving->w.work.revision;
        return settle_stage(&saving->w);
}

/* A base that is no longer kept is as if there had been none: all that differs conflicts. */
static struct err load_base(struct saving *saving, struct article *ret)
{
        *ret = (struct article){.uri = saving->save->text->uri, .edition = saving->save->text->edition};
        struct err err =
                store_load_revision(saving->w.store, saving->save->article, saving->save->revision, saving->arena, ret);
        return err.code == ERR_NOT_FOUND ? NO_ERR : err;
}

/* Whether the merged article can be stored: it may have become too long. */
static bool fits(const struct article *merged, struct buf *content)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1024);
        return body_check(&merged->body, &why).code == OK && article_write(merged, content).code == OK;
}

/* The text that somebody's choice may replace becomes a version before: people look for texts there. */
static struct err keep_theirs(struct working *w)
{
        int64_t version, by = w->by;
        w->by = w->work.saved_by;
        struct err err = working_keep(w, VERSION_KEPT, &version);
        w->by = by;
        return err;
}

static struct err keep_both(struct saving *saving)
{
        TRY(keep_theirs(&saving->w));
        return keep_aside(saving, WORK_CONFLICT);
}

static struct err merge_into(struct saving *saving)
{
        CLEANUP(buf_clear) struct buf content = BUF_INIT(ARTICLE_JSON_MAX_BYTES);
        struct article *base = arena_alloc(saving->arena, sizeof *base),
                       *theirs = arena_alloc(saving->arena, sizeof *base);
        struct merge *merge = &saving->ret->merge;
        TRY(load_base(saving, base));
        TRY(content_read(arena_copy(saving->arena, saving->w.content), saving->arena, theirs));
        merge_articles(base, saving->save->text, theirs, saving->arena, merge);
        if (merge->conflict_count || !fits(&merge->article, &content)) return keep_both(saving);
        return append(saving, arena_copy(&saving->w.arena, buf_slice(&content)), WORK_MERGED);
}

/* A number alone is not enough: anybody can guess it. Under a claim that was let go nobody writes. */
static bool is_theirs(const struct saving *saving)
{
        const struct work_save *save = saving->save;
        const struct work_claim *claim = &saving->w.work.claim;
        if (save->beside) return true;
        if (claim->number == save->claim) return claim->by == save->by || !claim->by;
        return save->tab.len && claim_is_of(claim, save->by, save->tab);
}

/* That of a window that goes is nobody's again at once. */
static struct err claim_anew(struct saving *saving)
{
        const struct work_save *save = saving->save;
        claim_give(&saving->w, save->leaves ? 0 : save->by, save->tab);
        return working_put(&saving->w);
}

static struct err decide(struct saving *saving)
{
        const struct work *work = &saving->w.work;
        saving->ret->revision = work->revision;
        saving->ret->outcome = WORK_SAME;
        if (slice_eq(saving->content, saving->w.content)) return NO_ERR;
        if (!is_theirs(saving)) {
                if (claim_is_held(&saving->w)) return keep_aside(saving, WORK_TAKEN);
                TRY(claim_anew(saving));
        }
        if (work->revision == saving->save->revision) return append(saving, saving->content, WORK_SAVED);
        return merge_into(saving);
}

/* ---- answering again ---- */

/* The text that the answer was about; when it is not kept any more the newest, in which it is, too. */
static struct err load_answered(struct saving *saving, struct article *ret)
{
        struct work_saved *saved = saving->ret;
        struct err err =
                store_load_revision(saving->w.store, saving->save->article, saved->revision, saving->arena, ret);
        if (err.code != ERR_NOT_FOUND) return err;
        saved->revision = saving->w.work.revision;
        return content_read(arena_copy(saving->arena, saving->w.content), saving->arena, ret);
}

/* Whoever asks again does not know what others wrote that is in the answer's revision: told only its number, they would
 * go on from it with a text that lacks all that, and overwrite it. */
static struct err tell_merge_again(struct saving *saving)
{
        struct work_saved *saved = saving->ret;
        saved->notes = arena_copy(saving->arena, saving->w.work.notes);
        if (saved->outcome != WORK_MERGED && saved->outcome != WORK_CONFLICT) return NO_ERR;
        struct article *answered = arena_alloc(saving->arena, sizeof *answered);
        struct article *base = arena_alloc(saving->arena, sizeof *base);
        TRY(load_answered(saving, answered));
        if (saved->outcome == WORK_MERGED) {
                saved->merge = (struct merge){.article = *answered};
                return NO_ERR;
        }
        TRY(load_base(saving, base));
        merge_articles(base, saving->save->text, answered, saving->arena, &saved->merge);
        return NO_ERR;
}

/* ---- notes ---- */

static bool has_line(struct slice text, struct slice line)
{
        while (text.len)
                if (slice_eq(slice_cut(&text, '\n'), line)) return true;
        return false;
}

/* What both wrote, by lines: theirs without what mine rewrote, and below it what is new in mine. */
static struct err join_notes(struct saving *saving, struct slice *ret)
{
        CLEANUP(buf_clear) struct buf joined = BUF_INIT(ARTICLE_JSON_MAX_BYTES);
        struct slice before = saving->save->notes->before, mine = saving->save->notes->after;
        struct slice theirs = saving->w.work.notes;
        for (struct slice rest = theirs; rest.len;) {
                struct slice line = slice_cut(&rest, '\n');
                if (has_line(before, line) && !has_line(mine, line)) continue;
                buf_add_format(&joined, "%s%.*s", joined.len ? "\n" : "", SLICE_ARGS(line));
        }
        for (struct slice rest = mine; rest.len;) {
                struct slice line = slice_cut(&rest, '\n');
                if (!line.len || has_line(theirs, line) || has_line(before, line)) continue;
                buf_add_format(&joined, "%s%.*s", joined.len ? "\n" : "", SLICE_ARGS(line));
        }
        *ret = arena_copy(saving->arena, buf_slice(&joined));
        return BUF_OK(&joined, "put notes together");
}

static struct err settle_notes(struct saving *saving)
{
        const struct work_notes *notes = saving->save->notes;
        if (!notes) return NO_ERR;
        struct slice before = saving->w.work.notes, after = notes->after;
        if (notes->has_before && !slice_eq(before, notes->before)) TRY(join_notes(saving, &after));
        saving->ret->notes = after;
        if (slice_eq(before, after)) return NO_ERR;
        saving->w.work.notes = after;
        return working_put(&saving->w);
}

/* ---- */

static void saving_clear(struct saving *saving)
{
        working_clear(&saving->w);
}

static int64_t claim_of(const struct saving *saving)
{
        const struct work_claim *claim = &saving->w.work.claim;
        return claim_is_of(claim, saving->save->by, saving->save->tab) ? claim->number : 0;
}

struct err store_work_save(struct store *s, const struct work_save *save, struct arena *a, struct work_saved *ret)
{
        CLEANUP(saving_clear)
        struct saving saving = {.w = {.by = save->by, .now_ms = save->now_ms}, .save = save, .arena = a, .ret = ret};
        bool is_known;
        *ret = (struct work_saved){0};
        TRY(working_load(&saving.w, s, save->article));
        TRY(find_answer(&saving, &is_known));
        if (is_known) ret->claim = claim_of(&saving);
        if (is_known) return tell_merge_again(&saving);
        TRY(settle_notes(&saving));
        TRY(working_write(&saving.w, save->text, &saving.content));
        TRY(decide(&saving));
        ret->claim = claim_of(&saving);
        return keep_answer(&saving);
}
