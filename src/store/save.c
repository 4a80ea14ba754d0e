/* Saving an article: what is stored when one comes in.
 *
 * Everything is worked out first, in `struct save`: the stored form, the state, the story, the address (path.c). Then
 * it is written, table by table. Saving what is there already writes nothing. */
#include "news/coverage.h"
#include "store/filing.h"
#include "store/hold.h"
#include "store/packed.h"
#include "store/work_inside.h"

struct save {
        struct store *store;
        const struct article *article;
        struct arena arena; /* of this call */
        struct buf content; /* its stored form */
        bool same_content;  /* as the last version's */
        bool is_held;       /* by another article of its story */
        struct head before; /* all 0 when the article is new */
        struct head after;
        struct made made;
        int64_t now_ms;
};

static const int64_t VERSION_TOLD_MAX = INT64_C(1) << 53; /* what JSON's readers count to */

static void save_clear(struct save *save)
{
        buf_clear(&save->content);
        arena_clear(&save->arena);
}

/* ---- working out ---- */

static bool is_embargoed(const struct save *save)
{
        return save->is_held || save->article->embargo_ms > save->now_ms;
}

static void hold_until(struct save *save, int64_t until_ms)
{
        if (until_ms <= save->article->embargo_ms) return;
        struct article *held = arena_alloc(&save->arena, sizeof *held);
        *held = *save->article;
        held->embargo_ms = until_ms;
        save->article = held;
}

/* What the desk works on is held back by the work's embargo, which only the desk lifts; an import may make it later. */
static struct err keep_desks_embargo(struct save *save)
{
        struct work work;
        if (!save->before.id) return NO_ERR;
        TRY(hold_note_import(save->store, save->before.id, save->article->embargo_ms));
        struct err err = store_work_load(save->store, save->before.id, save->now_ms, &save->arena, &work);
        if (err.code != OK) return err.code == ERR_NOT_FOUND ? NO_ERR : err;
        if (work.text.embargo_ms > save->now_ms) hold_until(save, work.text.embargo_ms);
        return NO_ERR;
}

static struct err find_story(struct store *s, struct slice key, int64_t *ret, bool *ret_found)
{
        CLEANUP(query_end) struct query q = ask(s, FIND_STORY);
        query_bind_text(&q, key);
        TRY(query_step(&q, ret_found));
        if (*ret_found) *ret = query_int(&q, 0);
        return NO_ERR;
}

/* Nor does anything come before the others of its story may: an import is due now, and waits for nothing but them
 * (LIST_DUE); the desk has refused it before. */
static struct err keep_storys_embargo(struct save *save)
{
        struct story_hold hold;
        int64_t story = save->before.story;
        bool found = story != 0;
        if (save->article->intent != INTENT_PUBLISH) return NO_ERR;
        if (save->article->story_key.len) TRY(find_story(save->store, save->article->story_key, &story, &found));
        if (!found) return NO_ERR;
        TRY(store_find_hold(save->store, story, save->before.id, save->now_ms, &hold));
        save->is_held = hold.article != 0;
        if (save->is_held) hold_until(save, save->now_ms);
        return NO_ERR;
}

static struct err keep_embargoes(struct save *save)
{
        if (head_is_live(&save->before)) return NO_ERR;
        if (save->made.why == VERSION_IMPORTED) TRY(keep_desks_embargo(save));
        return keep_storys_embargo(save);
}

static struct err compare_content(struct save *save)
{
        if (!save->before.id) return NO_ERR;
        CLEANUP(query_end) struct query q = ask(save->store, LOAD_CONTENT);
        query_bind_int(&q, save->before.id);
        query_bind_int(&q, save->before.version);
        struct slice before;
        TRY(query_row(&q));
        TRY(packed_read(query_slice(&q, 0), &save->arena, &before));
        save->same_content = slice_eq(before, buf_slice(&save->content));
        return NO_ERR;
}

/* The next, and not below the one that it is where it comes from. */
static void settle_version(struct save *save)
{
        struct head *after = &save->after;
        after->version = after->newest = save->before.newest + 1;
        bool is_sound = save->made.version <= VERSION_TOLD_MAX;
        if (is_sound && save->made.version > after->version + after->elsewhere)
                after->elsewhere = save->made.version - after->version;
}

static void settle_state(struct save *save)
{
        const struct article *article = save->article;
        save->after = save->before;
        save->after.edition = article->edition;
        save->after.section = article->section;
        save->after.published_ms = article->published_ms;
        save->after.changed_ms = save->now_ms;
        if (!save->same_content) settle_version(save);

        enum article_state now = save->before.id ? save->before.state : STATE_DRAFT;
        save->after.state = article_next_state(now, article->intent, is_embargoed(save));
        if (head_is_live(&save->after) && !save->after.first_live_ms) save->after.first_live_ms = save->now_ms;
}

static struct err prepare(struct save *save)
{
        bool found;
        TRY(head_find(save->store, save->article->uri, &save->arena, &save->before, &found));
        TRY(keep_embargoes(save));
        TRY(article_write_known(save->article, &save->content, &save->store->known));
        TRY(compare_content(save));
        settle_state(save);
        return NO_ERR;
}

/* ---- story ---- */

static struct err story_is_lone(struct store *s, int64_t story, bool *ret)
{
        CLEANUP(query_end) struct query q = ask(s, STORY_IS_LONE);
        query_bind_int(&q, story);
        TRY(query_row(&q));
        *ret = query_int(&q, 0) != 0;
        return NO_ERR;
}

static struct err add_story(struct store *s, struct slice key, int64_t *ret)
{
        TRY(tally_next(s, COUNTER_STORY, ret));
        struct query q = ask(s, ADD_STORY);
        query_bind_int(&q, *ret);
        if (key.len)
                query_bind_text(&q, key);
        else
                query_bind_null(&q);
        return query_run(&q);
}

/* The story of the article's key; without a key, one of its own. */
static struct err settle_story(struct save *save)
{
        struct slice key = save->article->story_key;
        bool settled = false;
        if (key.len)
                TRY(find_story(save->store, key, &save->after.story, &settled));
        else if (save->before.id)
                TRY(story_is_lone(save->store, save->before.story, &settled));
        return settled ? NO_ERR : add_story(save->store, key, &save->after.story);
}

/* ---- writing ---- */

static void bind_picture(struct query *q, const struct article *article)
{
        const struct picture picture = article->picture_count ? article->pictures[0] : (struct picture){0};
        query_bind_text(q, picture.asset);
        query_bind_text(q, picture.media_type);
        query_bind_text(q, picture.caption);
        query_bind_text(q, picture.credit);
        query_bind_text(q, picture.alt);
        query_bind_text(q, picture.uri);
        query_bind_int(q, picture.width);
        query_bind_int(q, picture.height);
        query_bind_int(q, picture.focal_x);
        query_bind_int(q, picture.focal_y);
        query_bind_int(q, picture.kind);
}

static struct err put_article(const struct save *save)
{
        const struct article *article = save->article;
        const struct head *head = &save->after;
        struct query q = ask(save->store, PUT_ARTICLE);
        query_bind_int(&q, head->id);
        query_bind_text(&q, article->uri);
        query_bind_int(&q, head->story);
        query_bind_int(&q, head->edition);
        query_bind_id(&q, head->section);
        query_bind_int(&q, head->state);
        query_bind_int(&q, head->version);
        query_bind_text(&q, head->path);
        query_bind_int(&q, head->published_ms);
        query_bind_int(&q, article->embargo_ms);
        query_bind_int(&q, head->first_live_ms);
        query_bind_int(&q, article->urgency);
        query_bind_text(&q, article->headline);
        query_bind_text(&q, article->lead);
        bind_picture(&q, article);
        query_bind_int(&q, head->newest);
        query_bind_int(&q, head->changed_ms);
        query_bind_text(&q, head->slug);
        query_bind_int(&q, coverage_is_running(article));
        query_bind_int(&q, head->elsewhere);
        return query_run(&q);
}

struct err version_add(struct store *s, const struct new_version *version)
{
        CLEANUP(buf_clear) struct buf room = BUF_INIT(2 * ARTICLE_JSON_MAX_BYTES);
        struct query q = ask(s, ADD_VERSION);
        query_bind_int(&q, version->article);
        query_bind_int(&q, version->number);
        query_bind_int(&q, version->now_ms);
        query_bind_bytes(&q, packed_of(version->content, &room));
        query_bind_id(&q, version->made.by);
        query_bind_int(&q, version->made.why);
        return query_run(&q);
}

static struct err add_version(const struct save *save)
{
        struct new_version version = {.article = save->after.id,
                                      .number = save->after.version,
                                      .made = save->made,
                                      .now_ms = save->now_ms,
                                      .content = buf_slice(&save->content)};
        return version_add(save->store, &version);
}

static struct err drop_related(const struct save *save)
{
        if (!save->before.id) return NO_ERR;
        struct query q = ask(save->store, DROP_RELATED);
        query_bind_int(&q, save->after.id);
        return query_run(&q);
}

static struct err put_related(const struct save *save)
{
        TRY(drop_related(save));
        for (size_t i = 0; i < save->article->related_count; i++) {
                struct query q = ask(save->store, ADD_RELATED);
                query_bind_int(&q, save->after.id);
                query_bind_int(&q, (int64_t)i);
                query_bind_text(&q, save->article->related[i]);
                TRY(query_run(&q));
        }
        return NO_ERR;
}

static struct err list_filed(struct save *save, struct article_ids *ret)
{
        CLEANUP(query_end) struct query q = ask(save->store, LIST_FILED_IDS);
        query_bind_int(&q, save->after.id);
        return list_ids(&q, &save->arena, ret);
}

/* What was chosen for it was chosen for where it stood. */
static struct err put_on_shelves(struct save *save)
{
        struct article_ids before, after;
        TRY(list_filed(save, &before));
        TRY(shelf_file(save->store, &save->after, save->article));
        TRY(list_filed(save, &after));
        bool moved = save->before.edition != save->after.edition || save->before.section != save->after.section ||
                     before.count != after.count;
        for (size_t i = 0; i < before.count && !moved; i++)
                moved = before.at[i] != after.at[i];
        return moved && save->before.id ? choice_drop(save->store, save->after.id) : NO_ERR;
}

static struct err is_numbered(struct store *s, int64_t number, bool *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_HEAD);
        query_bind_int(&q, number);
        return query_step(&q, ret);
}

/* As it was numbered where it comes from, when that is free. */
static struct err number_article(struct save *save)
{
        int64_t wanted = save->made.number;
        bool is_taken = true;
        if (wanted) TRY(is_numbered(save->store, wanted, &is_taken));
        if (is_taken) return tally_next(save->store, COUNTER_ARTICLE, &save->after.id);
        save->after.id = wanted;
        return tally_reach(save->store, wanted);
}

static struct err write_all(struct save *save, int64_t *ret_change)
{
        if (!save->before.id) TRY(number_article(save));
        TRY(settle_story(save));
        path_settle_slug(save->store, &save->after, save->article, &save->arena);
        TRY(path_settle(save->store, &save->after, &save->arena));
        TRY(put_article(save));
        if (!save->same_content) {
                TRY(add_version(save));
                TRY(put_related(save));
                TRY(picture_put_article(save->store, save->after.id, save->article));
                TRY(put_on_shelves(save));
        }
        TRY(path_keep_former(save->store, &save->before, &save->after));
        TRY(path_note_day(save->store, &save->after));
        TRY(shelf_settle(save->store, &save->after, save->now_ms));
        TRY(choice_settle(save->store, &save->before, &save->after, save->article));
        struct step step = {.before = &save->before, .after = &save->after, .now_ms = save->now_ms};
        return change_log_step(save->store, &step, ret_change);
}

struct err store_save_made(struct store *s, const struct article *article, struct made made, int64_t now_ms,
                           struct save_result *ret)
{
        store_check_writing(s);
        if (article->edition < 1 || article->edition > s->edition_count)
                return ERR(ERR_INVALID, "find the article's edition");
        CLEANUP(save_clear)
        struct save save = {.store = s,
                            .article = article,
                            .content = BUF_INIT(ARTICLE_JSON_MAX_BYTES),
                            .made = made,
                            .now_ms = now_ms};
        TRY(prepare(&save));

        *ret = (struct save_result){.saved = SAVED_SAME, .state = save.after.state, .article = save.after.id};
        if (save.same_content && save.after.state == save.before.state) return NO_ERR;
        TRY(write_all(&save, &ret->change));
        ret->saved = save.before.id ? SAVED_CHANGED : SAVED_NEW;
        ret->article = save.after.id;
        return NO_ERR;
}

struct err store_save(struct store *s, const struct article *article, int64_t now_ms, struct save_result *ret)
{
        return store_save_made(s, article, (struct made){.why = VERSION_IMPORTED}, now_ms, ret);
}
