#include "base/clock.h"
#include "store/work.h"
#include "wire/export_inside.h"

#include <stdlib.h>

enum { STEP_ARTICLES = 20, STEP_CHANGES = 500 };

struct err exporter_new(const struct export_wish *wish, struct exporter **ret)
{
        struct exporter *e = calloc(1, sizeof *e);
        struct store_counts counts;
        if (!e) return ERR(ERR_FULL, "allocate an exporter");
        e->wish = *wish;
        buf_init(&e->lines, EXPORT_FILE_FULL_BYTES + IMPORT_ITEM_MAX_BYTES);
        buf_init(&e->choices, 2 * EXPORT_FILE_FULL_BYTES);
        buf_init(&e->waiting, ARTICLE_JSON_MAX_BYTES);
        if (wish->articles_alone) e->phase = EXPORT_LIVE;
        struct ninjs_writing how = {
                .newsroom = wish->newsroom, .purpose = NINJS_FOR_EXPORT, .picture = export_name_picture, .context = e};
        struct err err = store_count(wish->store, &counts);
        if (err.code == OK) {
                e->seen_max = counts.articles;
                e->counts.all = counts.changes + (wish->with_drafts ? counts.articles : 0);
                e->seen = calloc((size_t)(counts.articles / 8 + 1), 1);
                if (!e->seen) err = ERR(ERR_FULL, "allocate an exporter");
        }
        if (err.code == OK) err = ninjs_writer_new(&how, &e->writer);
        if (err.code != OK)
                exporter_free(e);
        else
                *ret = e;
        return err;
}

void exporter_free(struct exporter *e)
{
        if (!e) return;
        ninjs_writer_free(e->writer);
        asset_set_clear(&e->pictures);
        buf_clear(&e->lines);
        buf_clear(&e->choices);
        buf_clear(&e->waiting);
        arena_clear(&e->alias_arena);
        free(e->seen);
        free(e);
}

const struct export_counts *exporter_counts(const struct exporter *e)
{
        return &e->counts;
}

struct err export_add(struct exporter *e, const char *name, struct slice bytes)
{
        return e->wish.sink->add(e->wish.sink->context, name, bytes);
}

/* ---- articles ---- */

static struct err end_file(struct exporter *e)
{
        char name[EXPORT_NAME_BYTES];
        if (e->lines.len == 0) return NO_ERR;
        snprintf(name, sizeof name, "articles-%05u.jsonl", ++e->file_count);
        TRY(export_add(e, name, buf_slice(&e->lines)));
        buf_truncate(&e->lines);
        return NO_ERR;
}

/* An article's pictures come before the file in which it stands. */
static struct err write_article(struct exporter *e, const struct ninjs_article *article)
{
        buf_truncate(&e->waiting);
        TRY(ninjs_write(e->writer, article, &e->lines));
        buf_add_char(&e->lines, '\n');
        if (!e->wish.articles_alone) TRY(export_pictures(e));
        if (!e->wish.articles_alone) TRY(export_choices(e, article->number));
        return e->lines.len < EXPORT_FILE_FULL_BYTES ? NO_ERR : end_file(e);
}

static struct err write_published(struct exporter *e, const struct published *published, struct arena *a)
{
        struct slice *former = NULL;
        unsigned former_count = 0;
        TRY(store_former_paths(e->wish.store, published->id, a, &former, &former_count));
        const struct ninjs_article article = {
                .article = &published->article,
                .number = published->id,
                .version = published->version,
                .state = published->state,
                .path = published->path,
                .withdrawn_reason = published->withdrawn_reason,
                .former_paths = former,
                .former_path_count = former_count,
        };
        e->counts.articles++;
        return write_article(e, &article);
}

/* As it stands at the desk; as imports left it, where nobody has written at it. */
static struct err write_draft(struct exporter *e, const struct published *published, struct arena *a)
{
        struct work work;
        struct published draft = *published;
        struct err err = store_work_load(e->wish.store, published->id, e->wish.now_ms, a, &work);
        if (err.code != OK && err.code != ERR_NOT_FOUND) return err;
        if (err.code == OK) draft.article = work.text;
        if (draft.article.published_ms == 0) draft.article.published_ms = e->wish.now_ms;
        if (draft.article.headline.len == 0) {
                e->counts.without_headline++;
                return NO_ERR;
        }
        e->counts.drafts++;
        return write_published(e, &draft, a);
}

static bool was_seen(struct exporter *e, int64_t article)
{
        if (article < 1 || article > e->seen_max) return true; /* it came while the export went on */
        uint8_t bit = (uint8_t)(1u << article % 8);
        bool was = e->seen[article / 8] & bit;
        e->seen[article / 8] |= bit;
        return was;
}

static bool is_readers(const struct published *published)
{
        return published->state == STATE_PUBLISHED || published->state == STATE_WITHDRAWN;
}

static struct err write_one(struct exporter *e, int64_t id)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct published published;
        TRY(store_load(e->wish.store, id, &arena, &published));
        if (is_readers(&published)) return write_published(e, &published, &arena);
        return e->wish.with_drafts ? write_draft(e, &published, &arena) : NO_ERR;
}

/* By the change log: so who takes them in this order gives them the same places in the months of their shelves. */
static struct err write_live(struct exporter *e, bool *ret_more)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct changes changes;
        TRY(store_changes(e->wish.store, e->after, STEP_CHANGES, &arena, &changes));
        *ret_more = changes.count > 0;
        unsigned written = 0;
        for (unsigned c = 0; c < changes.count && written < STEP_ARTICLES; c++) {
                const struct change *change = &changes.at[c];
                bool is_of_article = change->act == CHANGE_PUBLISHED || change->act == CHANGE_WITHDRAWN;
                e->after = change->number;
                e->counts.done++;
                if (!is_of_article || change->time_ms < e->wish.since_ms || was_seen(e, change->article)) continue;
                TRY(write_one(e, change->article));
                written++;
        }
        return NO_ERR;
}

static struct err write_drafts(struct exporter *e, bool *ret_more)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct article_ids ids = {0};
        if (e->wish.with_drafts) TRY(store_articles_after(e->wish.store, e->after, STEP_ARTICLES, &arena, &ids));
        *ret_more = ids.count > 0;
        for (size_t i = 0; i < ids.count; i++) {
                e->after = ids.at[i];
                e->counts.done++;
                if (!was_seen(e, ids.at[i])) TRY(write_one(e, ids.at[i]));
        }
        return NO_ERR;
}

/* ---- the steps ---- */

static struct err site_at_once(struct exporter *e, bool *ret_more)
{
        *ret_more = false;
        return export_site(e);
}

struct err exporter_step(struct exporter *e, bool *ret_more)
{
        static struct err (*const phases[])(struct exporter * e, bool *ret_more) = {
                [EXPORT_SITE] = site_at_once, [EXPORT_SHELVES] = export_shelves, [EXPORT_ALIASES] = export_aliases,
                [EXPORT_LIVE] = write_live,   [EXPORT_DRAFTS] = write_drafts,
        };
        bool more = false;
        must(e->phase != EXPORT_END);
        TRY(phases[e->phase](e, &more));
        if (!more) {
                e->phase++;
                e->after = 0;
        }
        *ret_more = e->phase != EXPORT_END;
        if (*ret_more) return NO_ERR;
        TRY(export_end_choices(e));
        return end_file(e);
}
