/* Where the work on an article stands, and writing it: revisions, versions, the row. */
#include "store/work.h"

#include "news/assets.h"
#include "store/packed.h"
#include "store/work_inside.h"

void working_clear(struct working *w)
{
        arena_clear(&w->arena);
}

/* ---- reading ---- */

static struct err load_row(struct store *s, int64_t article, struct arena *a, struct work *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_WORK);
        query_bind_int(&q, article);
        TRY(query_row(&q));
        *ret = (struct work){
                .article = article,
                .revision = query_int(&q, 0),
                .base_version = query_int(&q, 1),
                .stage = (enum work_stage)query_int(&q, 2),
                .saved_ms = query_int(&q, 3),
                .saved_by = query_int(&q, 4),
                .claim = {.number = query_int(&q, 5),
                          .by = query_int(&q, 6),
                          .tab = query_copy(&q, 7, a),
                          .made_ms = query_int(&q, 8),
                          .seen_ms = query_int(&q, 9)},
                .notes = query_copy(&q, 10, a),
                .translated_from = query_int(&q, 11),
                .translated_version = query_int(&q, 12),
                .staged_by = query_int(&q, 13),
                .embargo_ms = query_int(&q, 14),
        };
        return NO_ERR;
}

struct err working_load(struct working *w, struct store *s, int64_t article)
{
        store_check_writing(s);
        w->store = s;
        TRY(load_row(s, article, &w->arena, &w->work));
        TRY(head_load(s, article, &w->arena, &w->head));
        return revision_content(s, article, w->work.revision, &w->arena, &w->content);
}

struct err store_work_load(struct store *s, int64_t article, int64_t now_ms, struct arena *a, struct work *ret)
{
        struct head head;
        TRY(load_row(s, article, a, ret));
        TRY(head_load(s, article, a, &head));
        ret->story = head.story;
        ret->version = head.version;
        ret->newest = head.newest;
        ret->state = head.state;
        ret->discarded_ms = head.discarded_ms;
        if (now_ms - ret->claim.seen_ms > CLAIM_MAX_MS) ret->claim.by = 0;
        if (ret->claim.by) TRY(store_work_is_written(s, article, &ret->claim.writes));
        struct slice content;
        TRY(revision_content(s, article, ret->revision, a, &content));
        return content_read(content, a, &ret->text);
}

/* ---- writing ---- */

struct err working_write(struct working *w, const struct article *text, struct slice *ret)
{
        CLEANUP(buf_clear) struct buf content = BUF_INIT(ARTICLE_JSON_MAX_BYTES);
        struct article last;
        TRY(content_read(w->content, &w->arena, &last));
        if (!slice_eq(text->uri, last.uri) || text->edition != last.edition)
                return ERR(ERR_INVALID, "save a text as that of another article");
        TRY(article_write(text, &content));
        *ret = arena_copy(&w->arena, buf_slice(&content));
        return NO_ERR;
}

static struct err touch(struct working *w)
{
        struct query changed = ask(w->store, NOTE_CHANGED);
        query_bind_int(&changed, w->head.id);
        query_bind_int(&changed, w->now_ms);
        TRY(query_run(&changed));
        w->head.changed_ms = w->now_ms;
        if (!w->by) return NO_ERR;
        struct query q = ask(w->store, TOUCH_WORK);
        query_bind_int(&q, w->by);
        query_bind_int(&q, w->head.id);
        query_bind_int(&q, w->now_ms);
        return query_run(&q);
}

static struct err add_revision(struct working *w, struct slice content)
{
        CLEANUP(buf_clear) struct buf room = BUF_INIT(2 * ARTICLE_JSON_MAX_BYTES);
        struct query q = ask(w->store, ADD_REVISION);
        query_bind_int(&q, w->work.article);
        query_bind_int(&q, w->work.revision);
        query_bind_int(&q, w->now_ms);
        query_bind_id(&q, w->by);
        query_bind_int(&q, w->work.claim.number);
        query_bind_bytes(&q, packed_of(content, &room));
        return query_run(&q);
}

/* Only what its own writer had before their eyes and changed may ever be forgotten. */
static struct err pass_revision(struct working *w)
{
        struct query pass = ask(w->store, PASS_REVISION);
        query_bind_int(&pass, w->work.article);
        query_bind_int(&pass, w->work.revision - 1);
        query_bind_int(&pass, w->work.claim.number);
        TRY(query_run(&pass));
        struct query prune = ask(w->store, PRUNE_REVISIONS);
        query_bind_int(&prune, w->work.article);
        query_bind_int(&prune, w->work.revision - REVISIONS_MIN);
        query_bind_int(&prune, w->now_ms - REVISION_MS);
        return query_run(&prune);
}

/* Of the pictures that are kept. */
static struct err put_pictures(struct working *w, const struct article *text)
{
        enum { ASSET_LEN = 64 };
        const struct assets assets = assets_of_article(text, &w->arena);
        struct query drop = ask(w->store, DROP_WORK_PICTURES);
        query_bind_int(&drop, w->work.article);
        TRY(query_run(&drop));
        for (size_t i = 0; i < assets.count; i++) {
                if (assets.at[i].len != ASSET_LEN) continue;
                struct query add = ask(w->store, ADD_WORK_PICTURE);
                query_bind_int(&add, w->work.article);
                query_bind_text(&add, assets.at[i]);
                TRY(query_run(&add));
        }
        return NO_ERR;
}

void working_settle_embargo(struct working *w, const struct article *text)
{
        if (w->head.state != STATE_SCHEDULED) w->work.embargo_ms = text->embargo_ms;
}

struct err working_append(struct working *w, struct slice content, bool is_step)
{
        struct article text;
        TRY(content_read(content, &w->arena, &text));
        w->work.revision++;
        w->content = content;
        working_settle_embargo(w, &text);
        struct query q = ask(w->store, MOVE_WORK);
        query_bind_int(&q, w->work.article);
        query_bind_int(&q, w->work.revision);
        query_bind_int(&q, w->now_ms);
        query_bind_id(&q, w->by);
        query_bind_text(&q, text.headline);
        query_bind_int(&q, text.section);
        query_bind_text(&q, text.picture_count ? text.pictures[0].asset : SLICE(""));
        query_bind_int(&q, w->work.embargo_ms);
        TRY(query_run(&q));
        TRY(put_pictures(w, &text));
        TRY(add_revision(w, content));
        if (is_step) TRY(pass_revision(w));
        return touch(w);
}

struct err working_add_version(struct working *w, enum version_why why, struct slice content, int64_t *ret)
{
        struct head before = w->head;
        struct new_version version = {.article = w->head.id,
                                      .number = ++w->head.newest,
                                      .made = {.by = w->by, .why = why},
                                      .now_ms = w->now_ms,
                                      .content = content};
        TRY(version_add(w->store, &version));
        TRY(tally_save(w->store, &before, &w->head));
        struct query q = ask(w->store, NOTE_NEWEST);
        query_bind_int(&q, w->head.id);
        query_bind_int(&q, version.number);
        TRY(query_run(&q));
        *ret = version.number;
        return touch(w);
}

struct err working_keep(struct working *w, enum version_why why, int64_t *ret)
{
        struct slice newest;
        *ret = w->head.newest;
        TRY(version_content(w->store, w->head.id, w->head.newest, &w->arena, &newest));
        return slice_eq(newest, w->content) ? NO_ERR : working_add_version(w, why, w->content, ret);
}

struct err working_put(struct working *w)
{
        const struct work *work = &w->work;
        struct query q = ask(w->store, PUT_WORK);
        query_bind_int(&q, work->article);
        query_bind_int(&q, work->base_version);
        query_bind_int(&q, work->stage);
        query_bind_int(&q, work->claim.number);
        query_bind_id(&q, work->claim.by);
        query_bind_text(&q, work->claim.tab);
        query_bind_int(&q, work->claim.made_ms);
        query_bind_int(&q, work->claim.seen_ms);
        query_bind_text(&q, work->notes);
        query_bind_id(&q, work->translated_from);
        query_bind_int(&q, work->translated_version);
        query_bind_id(&q, work->staged_by);
        query_bind_int(&q, work->embargo_ms);
        return query_run(&q);
}

/* ---- beginning ---- */

/* The work's row and its first revision, of readers' version. */
static struct err add_work(struct working *w, const struct work_beginning *beginning)
{
        struct article text;
        struct head source = {0};
        TRY(version_content(w->store, w->head.id, w->head.version, &w->arena, &w->content));
        TRY(content_read(w->content, &w->arena, &text));
        if (beginning->translated_from) TRY(head_load(w->store, beginning->translated_from, &w->arena, &source));
        struct query q = ask(w->store, ADD_WORK);
        query_bind_int(&q, w->head.id);
        query_bind_int(&q, w->head.version);
        query_bind_int(&q, w->head.first_live_ms ? STAGE_NONE : STAGE_DRAFT);
        query_bind_int(&q, w->now_ms);
        query_bind_id(&q, w->by);
        query_bind_text(&q, text.headline);
        query_bind_id(&q, source.id);
        query_bind_int(&q, source.version);
        query_bind_int(&q, text.embargo_ms);
        TRY(query_run(&q));
        w->work = (struct work){.article = w->head.id, .revision = 1};
        TRY(put_pictures(w, &text));
        return add_revision(w, w->content);
}

struct err store_work_begin(struct store *s, const struct work_beginning *beginning, int64_t *ret_article)
{
        store_check_writing(s);
        CLEANUP(working_clear) struct working w = {.store = s, .by = beginning->by, .now_ms = beginning->now_ms};
        bool is_taken;
        TRY(head_find(s, beginning->article->uri, &w.arena, &w.head, &is_taken));
        if (is_taken) return ERR(ERR_CONFLICT, "begin an article that is there already");

        struct article article = *beginning->article;
        struct save_result saved;
        article.intent = INTENT_WITHHOLD;
        struct made made = {.by = w.by, .why = VERSION_BEGUN};
        TRY(store_save_made(s, &article, made, w.now_ms, &saved));
        TRY(head_load(s, saved.article, &w.arena, &w.head));
        TRY(add_work(&w, beginning));
        *ret_article = saved.article;
        return touch(&w);
}

struct err store_work_open(struct store *s, int64_t article, int64_t now_ms)
{
        store_check_writing(s);
        CLEANUP(working_clear) struct working w = {.store = s, .now_ms = now_ms};
        struct err err = load_row(s, article, &w.arena, &w.work);
        if (err.code != ERR_NOT_FOUND) return err;
        TRY(head_load(s, article, &w.arena, &w.head));
        return add_work(&w, &(struct work_beginning){0});
}
