/* What a translation is a translation of: its original beside it, block by block, with what has changed there since,
 * and ticking that off. */
#include "desk/original.h"
#include "desk/compared.h"
#include "desk/handlers.h"
#include "desk/original_parts.h"
#include "desk/publish.h"
#include "desk/siblings.h"

#include <stdlib.h>

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
        const struct original_part *part; /* of one alone */
        bool is_done;                     /* else its tick is taken back */
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

static struct err tick_part(struct visit *v, void *context)
{
        const struct ticking *t = context;
        struct part_done done = {.part = t->part->id};
        if (!t->is_done) return store_drop_part_done(visit_store(v), t->translation->article, t->part->id);
        memcpy(done.digest, t->part->digest, PART_DIGEST_BYTES);
        return store_put_part_done(visit_store(v), t->translation->article, &done);
}

/* With the last of them the translation is up to date: each was ticked off as it says now. */
static struct err tick_one(struct visit *v, struct ticking t, const json_t *asked)
{
        struct original_parts parts;
        TRY(original_parts_of(v, t.translation->article, &t.original->before, &t.original->now, &parts));
        struct original_part *part = original_part_find(&parts, member_of(asked, "part"));
        if (!part || !slice_eq(original_part_mark(v, part), member_of(asked, "says")))
                return reply_refused(v, 409, "original_moved");
        t.part = part;
        t.is_done = json_is_true(json_object_get(asked, "is_done"));
        size_t left = parts.left - !part->is_done + !t.is_done;
        TRY(in_transaction(v, left ? tick_part : tick_off, &t));
        return reply_json(v, 200, json_pack("{s:I}", "left", (json_int_t)left));
}

static struct err tick_all(struct visit *v, struct ticking t)
{
        if (!was_looked_at(v, t.original)) return reply_refused(v, 409, "original_moved");
        TRY(in_transaction(v, tick_off, &t));
        if (visit_wants_json(v)) return reply_json(v, 200, json_pack("{s:i}", "left", 0));
        return reply_go(v, "/articles/%lld", (long long)t.translation->article);
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
        json_auto_t *asked = visit_json(v);
        const struct ticking t = {.translation = &work, .original = &original};
        return json_object_get(asked, "part") ? tick_one(v, t, asked) : tick_all(v, t);
}

/* ---- in short ---- */

enum { PARTS_NAMED = 6 };

static struct slice name_of_part(struct visit *v, const struct original_part *part)
{
        if (part->place) return arena_format(visit_arena(v), "¶\u00a0%zu", part->place);
        return visit_text(v, slice_eq(part->id, SLICE("lead")) ? "part_lead" : "part_headline");
}

static void name_part(struct original_changes *c, struct slice name, struct buf *names)
{
        c->count++;
        if (c->count <= PARTS_NAMED) buf_add_format(names, "%s%.*s", names->len ? ", " : "", SLICE_ARGS(name));
        if (c->count == PARTS_NAMED + 1) buf_add_text(names, "…");
}

/* Those that are not ticked off. */
static struct original_changes changes_of(struct visit *v, const struct original_parts *parts)
{
        CLEANUP(buf_clear) struct buf names = BUF_INIT(4000);
        struct original_changes changes = {0};
        for (size_t i = 0; i < parts->count; i++)
                if (!parts->at[i].is_done) name_part(&changes, name_of_part(v, &parts->at[i]), &names);
        changes.names = arena_copy(visit_arena(v), buf_slice(&names));
        return changes;
}

struct err original_changes(struct visit *v, const struct work_row *row, struct original_changes *ret)
{
        struct article before, now;
        struct original_parts parts;
        *ret = (struct original_changes){0};
        TRY(store_load_version(visit_store(v), row->translated_from, row->translated_version, visit_arena(v), &before));
        TRY(store_load_version(visit_store(v), row->translated_from, row->source_version, visit_arena(v), &now));
        TRY(original_parts_of(v, row->article, &before, &now, &parts));
        *ret = changes_of(v, &parts);
        return NO_ERR;
}

struct err original_add_advice(struct visit *v, const struct work *translation, json_t *faults)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(1000);
        struct original original;
        struct original_parts parts;
        if (!translation->translated_from) return NO_ERR;
        TRY(load_original(v, translation, &original));
        TRY(original_parts_of(v, translation->article, &original.before, &original.now, &parts));
        if (parts.left == 0) return NO_ERR;
        const struct edition *edition = newsroom_edition(visit_newsroom(v), original.now.edition);
        const struct language_value values[] = {{"language", edition->code},
                                                {"count", arena_format(visit_arena(v), "%zu", parts.left)}};
        language_write_text(v->texts, "ready_behind", values, 2, &text);
        json_array_append_new(faults, json_pack("{s:s, s:b, s:o}", "field", "original-place", "blocks", 0, "text",
                                                text_value(buf_slice(&text))));
        return NO_ERR;
}

/* ---- what readers do not have yet ---- */

/* What was saved of a live original since it was published: it may go to readers any moment, or never. Whoever
 * translates is told where, and translates what readers have. */
static struct err find_ahead(struct visit *v, const struct original *original, struct original_parts *ret)
{
        const struct work *work = &original->work;
        struct article base, text = work->text;
        bool is_same = false;
        *ret = (struct original_parts){0};
        if (work->state != STATE_PUBLISHED) return NO_ERR;
        TRY(store_work_is_version(visit_store(v), work->article, &is_same));
        if (is_same) return NO_ERR;
        TRY(store_load_version(visit_store(v), work->article, work->base_version, visit_arena(v), &base));
        article_drop_empty_blocks(&text.body, visit_arena(v));
        original_parts_compare(v, &base, &text, ret);
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

/* A new block as its translation begins with it: of the same kind, with the same id, without words. */
static struct slice emptied_block(struct visit *v, const struct block *block)
{
        const struct body body = {sibling_wordless_blocks(block, 1, visit_arena(v)), 1};
        json_t *json = body_to_json(&body);
        char *text = json_dumps(json, JSON_COMPACT);
        json_decref(json);
        must(text != NULL);
        struct slice copy = arena_copy(visit_arena(v), slice_of(text));
        free(text);
        return copy;
}

static void put_part(struct visit *v, const struct original_part *part, json_t *value)
{
        json_object_set_new(value, "is_changed", json_boolean(part != NULL));
        json_object_set_new(value, "is_done", json_boolean(part && part->is_done));
        json_object_set_new(value, "says", part ? text_value(original_part_mark(v, part)) : json_null());
        bool is_new = part && part->is_new;
        json_object_set_new(value, "insert", is_new ? text_value(emptied_block(v, part->block)) : json_null());
}

/* Headline, lead and blocks in one list, with what of them is to be looked at. */
static json_t *parts_of(struct visit *v, const struct original *original, const struct original_parts *parts,
                        const struct original_parts *ahead)
{
        json_t *list = json_array();
        add_text(v, list, "headline", original->before.headline, original->now.headline);
        add_text(v, list, "lead", original->before.lead, original->now.lead);
        json_t *compared = compared_articles(v, &original->before, &original->now);
        json_array_extend(list, json_object_get(compared, "blocks"));
        json_decref(compared);
        for (size_t i = 0; i < json_array_size(list); i++) {
                json_t *value = json_array_get(list, i);
                put_part(v, original_part_find(parts, member_of(value, "id")), value);
                bool is_ahead = original_part_find(ahead, member_of(value, "id")) != NULL;
                json_object_set_new(value, "is_ahead", json_boolean(is_ahead));
        }
        return list;
}

struct err handle_original(struct visit *v)
{
        struct work work;
        struct original original;
        struct original_parts parts, ahead;
        bool found = false, may_edit = false;
        struct err err = find_both(v, &work, &original, &found);
        if (!found) return err;
        TRY(err);
        TRY(article_may_edit(v, &work, &may_edit));
        TRY(find_ahead(v, &original, &ahead));
        TRY(original_parts_of(v, work.article, &original.before, &original.now, &parts));
        /* Only what is no word of it has changed: there is nothing to look at. */
        bool is_behind = original.is_settled && work.translated_version < original.work.version;
        if (is_behind && parts.count == 0 && may_edit)
                TRY(in_transaction(v, tick_off, &(struct ticking){.translation = &work, .original = &original}));
        json_t *values = json_object();
        const struct edition *edition = newsroom_edition(visit_newsroom(v), original.work.text.edition);
        json_object_set_new(values, "id", json_integer(work.article));
        json_object_set_new(values, "headline", text_value(original.now.headline));
        json_object_set_new(values, "article_language", text_value(edition->code));
        json_object_set_new(values, "version", json_integer(original.work.version));
        json_object_set_new(values, "revision", json_integer(original.work.revision));
        json_object_set_new(values, "changed", json_integer((json_int_t)parts.count));
        json_object_set_new(values, "has_changed", json_boolean(parts.count > 0));
        json_object_set_new(values, "may_tick", json_boolean(parts.count > 0 && may_edit));
        json_object_set_new(values, "ahead", ahead.count ? text_value(changes_of(v, &ahead).names) : json_null());
        json_object_set_new(values, "parts", parts_of(v, &original, &parts, &ahead));
        return reply_page(v, 200, "original", values);
}
