/* What a translation is a translation of: its original beside it, block by block, with what has changed there since,
 * and ticking that off. */
#include "desk/original.h"
#include "desk/compared.h"
#include "desk/handlers.h"

struct original {
        struct work work;
        struct article before, now; /* as it was translated, and as readers see it, else as it stands */
        bool is_settled;            /* `now` is a version, the work's `version`; else the work's revision */
};

static struct err load_original(struct visit *v, const struct work *translation, struct original *ret)
{
        struct store *store = visit_store(v);
        TRY(article_load(v, translation->translated_from, &ret->work));
        const struct work *work = &ret->work;
        ret->is_settled = work->state == STATE_PUBLISHED || work->state == STATE_SCHEDULED;
        ret->now = work->text;
        if (ret->is_settled) TRY(store_load_version(store, work->article, work->version, visit_arena(v), &ret->now));
        return store_load_version(store, work->article, translation->translated_version, visit_arena(v), &ret->before);
}

/* The translation in the path, and its original; false, and answered, when it is none. */
static struct err find_both(struct visit *v, struct work *ret, struct original *ret_original, bool *ret_found)
{
        bool found = false;
        struct err err = article_work(v, ret, &found);
        *ret_found = found && ret->translated_from;
        if (!found) return err;
        if (!*ret_found) return reply_refused(v, 404, "original_none");
        return load_original(v, ret, ret_original);
}

/* ---- ticked off ---- */

struct ticking {
        const struct work *translation;
        const struct original *original;
};

static struct err tick_off(struct visit *v, void *context)
{
        const struct ticking *t = context;
        const struct work *original = &t->original->work;
        const struct made made = {.by = v->person->id, .why = VERSION_KEPT};
        int64_t version = original->version;
        if (!t->original->is_settled)
                TRY(store_work_keep(visit_store(v), original->article, made, v->now_ms, &version));
        TRY(store_work_put_source(visit_store(v), t->translation->article, original->article, version));
        struct slice text = arena_format(visit_arena(v), "%lld", (long long)version);
        return visit_note(v, "check_translation",
                          &(struct noted){.kind = "article",
                                          .object = t->translation->article,
                                          .edition = t->translation->text.edition,
                                          .detail = visit_detail(v, "version", text)});
}

/* What was looked at is what the page was made of: a later change of the original is not ticked off unseen. */
static bool was_looked_at(struct visit *v, const struct original *original)
{
        json_t *asked = visit_json(v);
        int64_t version = json_integer_value(json_object_get(asked, "version"));
        int64_t revision = json_integer_value(json_object_get(asked, "revision"));
        json_decref(asked);
        uint64_t number = 0;
        if (slice_to_u64(visit_field(v, "version"), INT64_MAX, &number)) version = (int64_t)number;
        if (slice_to_u64(visit_field(v, "revision"), INT64_MAX, &number)) revision = (int64_t)number;
        return original->is_settled ? version == original->work.version : revision == original->work.revision;
}

struct err handle_tick_off(struct visit *v)
{
        struct work work;
        struct original original;
        bool found = false, may_edit = false;
        struct err err = find_both(v, &work, &original, &found);
        if (!found) return err;
        TRY(err);
        TRY(article_may_edit(v, &work, &may_edit));
        if (!may_edit) return reply_not_allowed(v, MAY_EDIT_ANY);
        if (!was_looked_at(v, &original)) return reply_refused(v, 409, "original_moved");
        TRY(in_transaction(v, tick_off, &(struct ticking){&work, &original}));
        if (visit_wants_json(v)) return reply_json(v, 200, json_object());
        return reply_go(v, "/articles/%lld", (long long)work.article);
}

/* ---- in short ---- */

enum { PARTS_NAMED = 6 };

static void name_part(struct original_changes *c, struct slice name, struct buf *names)
{
        c->count++;
        if (c->count <= PARTS_NAMED) buf_add_format(names, "%s%.*s", names->len ? ", " : "", SLICE_ARGS(name));
        if (c->count == PARTS_NAMED + 1) buf_add_text(names, "…");
}

static void name_blocks(struct visit *v, const struct compared_body *body, struct original_changes *c,
                        struct buf *names)
{
        size_t place = 0;
        for (size_t i = 0; i < body->count; i++) {
                const struct compared_block *pair = &body->at[i];
                place += pair->after != NULL;
                if (pair->kind == BLOCK_SAME) continue;
                name_part(c, arena_format(visit_arena(v), "¶\u00a0%zu", place ? place : 1), names);
        }
}

struct err original_changes(struct visit *v, const struct work_row *row, struct original_changes *ret)
{
        CLEANUP(buf_clear) struct buf names = BUF_INIT(4000);
        struct article before, now;
        struct compared_body body;
        *ret = (struct original_changes){0};
        TRY(store_load_version(visit_store(v), row->translated_from, row->translated_version, visit_arena(v), &before));
        TRY(store_load_version(visit_store(v), row->translated_from, row->source_version, visit_arena(v), &now));
        if (!slice_eq(before.headline, now.headline)) name_part(ret, visit_text(v, "part_headline"), &names);
        if (!slice_eq(before.lead, now.lead)) name_part(ret, visit_text(v, "part_lead"), &names);
        compare_bodies(&before.body, &now.body, visit_arena(v), &body);
        name_blocks(v, &body, ret, &names);
        ret->names = arena_copy(visit_arena(v), buf_slice(&names));
        return NO_ERR;
}

/* ---- shown ---- */

static void add_text(struct visit *v, json_t *list, const char *id, struct slice before, struct slice now)
{
        struct compared_words words = {0};
        struct span was = {.text = before}, is = {.text = now};
        json_t *runs = compared_runs(v, (struct rich_text){&was, before.len > 0}, (struct rich_text){&is, now.len > 0},
                                     &words);
        bool is_same = slice_eq(before, now);
        if (is_same && now.len == 0)
                json_decref(runs);
        else
                json_array_append_new(list,
                                      json_pack("{s:s, s:s, s:b, s:o}", "id", id, "kind", is_same ? "same" : "changed",
                                                "is_changed", !is_same, "runs", runs));
}

/* Headline, lead and blocks in one list; how many of them have changed. */
static json_t *parts_of(struct visit *v, const struct original *original, size_t *ret_changed)
{
        json_t *list = json_array();
        add_text(v, list, "headline", original->before.headline, original->now.headline);
        add_text(v, list, "lead", original->before.lead, original->now.lead);
        json_t *compared = compared_articles(v, &original->before, &original->now);
        json_array_extend(list, json_object_get(compared, "blocks"));
        json_decref(compared);
        *ret_changed = 0;
        for (size_t i = 0; i < json_array_size(list); i++) {
                json_t *part = json_array_get(list, i);
                bool is_changed = strcmp(json_string_value(json_object_get(part, "kind")), "same") != 0;
                json_object_set_new(part, "is_changed", json_boolean(is_changed));
                *ret_changed += is_changed;
        }
        return list;
}

struct err handle_original(struct visit *v)
{
        struct work work;
        struct original original;
        bool found = false, may_edit = false;
        size_t changed;
        struct err err = find_both(v, &work, &original, &found);
        if (!found) return err;
        TRY(err);
        TRY(article_may_edit(v, &work, &may_edit));
        json_t *values = json_object(), *parts = parts_of(v, &original, &changed);
        /* Only what is no word of it has changed: there is nothing to look at. */
        bool is_behind = original.is_settled && work.translated_version < original.work.version;
        if (is_behind && changed == 0 && may_edit)
                TRY(in_transaction(v, tick_off, &(struct ticking){&work, &original}));
        const struct edition *edition = newsroom_edition(visit_newsroom(v), original.work.text.edition);
        json_object_set_new(values, "id", json_integer(work.article));
        json_object_set_new(values, "headline", text_value(original.now.headline));
        json_object_set_new(values, "article_language", text_value(edition->code));
        json_object_set_new(values, "version", json_integer(original.work.version));
        json_object_set_new(values, "revision", json_integer(original.work.revision));
        json_object_set_new(values, "changed", json_integer((json_int_t)changed));
        json_object_set_new(values, "has_changed", json_boolean(changed > 0));
        json_object_set_new(values, "may_tick", json_boolean(changed > 0 && may_edit));
        json_object_set_new(values, "parts", parts);
        return reply_page(v, 200, "original", values);
}
