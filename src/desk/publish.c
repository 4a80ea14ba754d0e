/* Publishing: checked first, then readers' version, then read back through the reader.
 *
 * What is live is changed in one of three ways: an update shows readers a new time, a correction tells them what was
 * wrong, and what only mends typos says nothing. An embargo holds on each of them, for everybody; that of another
 * language holds as long as the story is not out (store/hold.h). */
#include "desk/publish.h"

#include "desk/handlers.h"
#include "desk/hold.h"
#include "desk/original.h"
#include "news/readiness.h"
#include "store/comment.h"
#include "store/publication.h"
#include "writer/publication.h"

/* ---- what is asked ---- */

struct slice member_of(const json_t *object, const char *name)
{
        const json_t *value = json_object_get(object, name);
        return json_is_string(value) ? (struct slice){json_string_value(value), json_string_length(value)} : SLICE("");
}

struct err with_article(struct visit *v, enum permission permission, article_asked_fn *act)
{
        struct work work;
        bool found = false;
        json_t *asked = visit_json(v);
        if (!asked) return reply_refused(v, 400, "refused_request");
        struct err err = article_work(v, &work, &found);
        if (found && !visit_may(v, permission, work.text.edition))
                err = reply_not_allowed(v, permission);
        else if (found)
                err = act(v, &work, asked);
        json_decref(asked);
        return err;
}

struct slice detail_of(struct visit *v, json_t *detail)
{
        char *json = json_dumps(detail, JSON_COMPACT);
        json_decref(detail);
        must(json != NULL);
        struct slice whole = arena_copy(visit_arena(v), slice_of(json));
        free(json);
        return whole;
}

/* ---- how it stands ---- */

static json_t *permissions_of(struct visit *v, unsigned edition)
{
        static const enum permission asked[] = {MAY_SUBMIT,   MAY_APPROVE,  MAY_PUBLISH,
                                                MAY_SCHEDULE, MAY_WITHDRAW, MAY_CORRECT};
        json_t *may = json_object();
        for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++)
                json_object_set_new(may, permission_key(asked[i]), json_boolean(visit_may(v, asked[i], edition)));
        return may;
}

struct err article_put_state(struct visit *v, const struct work *work, json_t *values)
{
        static const char *const stages[] = {"none", "draft", "review", "approved"};
        json_t *held = NULL;
        bool is_taken_back = false, is_ahead = false;
        TRY(article_is_taken_back(v, work, &is_taken_back));
        if (work->state >= STATE_PUBLISHED) TRY(article_is_ahead(v, work->article, &is_ahead));
        TRY(hold_value(v, work, &held));
        json_object_set_new(values, "held", held);
        json_object_set_new(values, "may", permissions_of(v, work->text.edition));
        json_object_set_new(values, "state", json_integer(work->state));
        json_object_set_new(values, "discarded_ms", json_integer(work->discarded_ms));
        json_object_set_new(values, "is_taken_back", json_boolean(is_taken_back));
        /* Of what is withdrawn it is said, too, for undoing brings it back. */
        json_object_set_new(values, "is_published_as_is", json_boolean(work->state >= STATE_PUBLISHED && !is_ahead));
        json_object_set_new(values, "stage", json_string(stages[work->stage]));
        json_object_set_new(values, "embargo_ms", json_integer(work->text.embargo_ms));
        json_object_set_new(values, "revision", json_integer(work->revision));
        json_object_set_new(values, "version", json_integer(work->version));
        json_object_set_new(values, "is_behind", json_boolean(work->base_version != work->version));
        json_object_set_new(values, "notes", text_value(work->notes));
        return NO_ERR;
}

struct err reply_standing(struct visit *v, int64_t article, json_t *values)
{
        struct work work;
        struct err err = store_work_load(visit_store(v), article, v->now_ms, visit_arena(v), &work);
        if (err.code == OK) err = article_put_state(v, &work, values);
        if (err.code == OK) err = article_put_undo(v, &work, values);
        if (err.code == OK) err = article_put_discard(v, &work, values);
        if (err.code == OK) err = article_put_unseen(v, &work, values);
        if (err.code == OK) return reply_json(v, 200, values);
        json_decref(values);
        return err;
}

/* ---- before publication ---- */

static json_t *faults_of(struct visit *v, const struct lacks *lacks)
{
        json_t *list = json_array();
        for (size_t i = 0; i < lacks->count; i++) {
                const struct lack *lack = &lacks->at[i];
                struct slice key = arena_format(visit_arena(v), "ready_%s", lack->key);
                json_array_append_new(list, json_pack("{s:s, s:b, s:o, s:i, s:s*}", "field", lack->field, "blocks",
                                                      lack->blocks, "text", text_value(visit_text(v, key.at)), "item",
                                                      lack->item, "part", lack->part));
        }
        return list;
}

/* What colleagues have said and nobody has settled blocks nothing, but is told. */
static struct err add_open_comments(struct visit *v, int64_t article, json_t *faults)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(1000);
        int64_t count = 0;
        TRY(store_count_open_comments(visit_store(v), article, &count));
        if (count == 0) return NO_ERR;
        const struct language_value value = {"count", arena_format(visit_arena(v), "%lld", (long long)count)};
        language_write_text(v->texts, "ready_comments", &value, 1, &text);
        json_array_append_new(faults, json_pack("{s:s, s:b, s:o}", "field", "comments", "blocks", 0, "text",
                                                text_value(buf_slice(&text))));
        return NO_ERR;
}

/* Whose publication's answer was lost asks so whether readers have it; what still waits is brought out on the way. */
static struct err put_read_back(struct visit *v, const struct work *work, json_t *values)
{
        struct publication done;
        json_t *asked = visit_json(v);
        bool is_asked = json_is_true(json_object_get(asked, "read_back"));
        json_decref(asked);
        if (!is_asked || work->state != STATE_PUBLISHED || !visit_may(v, MAY_PUBLISH, work->text.edition))
                return NO_ERR;
        TRY(writer_bring_out(v->desk->writer, v->errand->came_ns, work->article, visit_arena(v), &done));
        json_object_set_new(values, "address", text_value(done.address));
        json_object_set_new(values, "seen", json_boolean(done.is_seen));
        return article_put_undo(v, work, values);
}

struct err handle_check(struct visit *v)
{
        struct work work;
        struct lacks lacks;
        bool found = false;
        struct err err = article_work(v, &work, &found);
        if (!found) return err;
        article_find_lacks(&work.text, v->now_ms, &lacks);
        json_t *faults = faults_of(v, &lacks);
        json_t *values = json_pack("{s:o}", "faults", faults);
        err = article_put_state(v, &work, values);
        if (err.code == OK) err = hold_add_fault(v, &work, v->now_ms, faults);
        if (err.code == OK) err = article_add_writer(v, &work, faults);
        if (err.code == OK) err = original_add_advice(v, &work, faults);
        if (err.code == OK) err = add_open_comments(v, work.article, faults);
        if (err.code == OK) err = put_read_back(v, &work, values);
        if (err.code == OK) return reply_json(v, 200, values);
        json_decref(values);
        return err;
}

struct err reply_if_lacking(struct visit *v, const struct work *work, const struct article *text, int64_t then_ms,
                            bool *ret_blocked)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(2000);
        struct lacks lacks;
        article_find_lacks(text, v->now_ms, &lacks);
        json_auto_t *faults = faults_of(v, &lacks);
        size_t count = json_array_size(faults);
        TRY(hold_add_fault(v, work, then_ms, faults));
        *ret_blocked = true;
        if (lacks_block(&lacks) || json_array_size(faults) > count)
                return reply_json(v, 422, json_pack("{s:O}", "faults", faults));
        if (article_check(text, &why).code != OK)
                return reply_json(v, 422, json_pack("{s:o}", "why", text_value(buf_slice(&why))));
        *ret_blocked = false;
        return NO_ERR;
}

/* ---- to readers ---- */

struct err article_put_out(struct visit *v, void *context)
{
        struct outgoing *o = context;
        struct save_result result;
        const struct work_publication publication = {
                .article = o->work->article,
                .revision = o->work->revision,
                .by = v->person->id,
                .now_ms = v->now_ms,
                .text = &o->text,
        };
        TRY(store_work_publish(visit_store(v), &publication, &o->saved, &result));
        if (o->saved.outcome != WORK_SAVED) return ERR(ERR_CONFLICT, "publish what is the newest");
        const struct noted noted = {.kind = "article",
                                    .object = o->work->article,
                                    .edition = o->text.edition,
                                    .detail = detail_of(v, json_incref(o->detail))};
        return visit_note(v, o->act, &noted);
}

struct err article_send(struct visit *v, struct outgoing *outgoing)
{
        struct err err = in_transaction(v, article_put_out, outgoing);
        json_decref(outgoing->detail);
        return err;
}

struct err reply_conflict(struct visit *v, const struct outgoing *outgoing)
{
        if (outgoing->saved.outcome != WORK_BEHIND) return reply_refused(v, 409, "publish_moved");
        json_t *values = json_pack("{s:o, s:b, s:I}", "why", text_value(visit_text(v, "publish_behind")), "is_behind",
                                   1, "version", (json_int_t)outgoing->work->version);
        return reply_json(v, 409, values);
}

struct err reply_brought_out(struct visit *v, const struct work *work)
{
        struct publication done;
        TRY(writer_bring_out(v->desk->writer, v->errand->came_ns, work->article, visit_arena(v), &done));
        return reply_standing(v, work->article,
                              json_pack("{s:o, s:b, s:I}", "address", text_value(done.address), "seen", done.is_seen,
                                        "total_us", (json_int_t)(done.total_ns / 1000)));
}

/* ---- publishing ---- */

void article_drop_empty_blocks(struct body *body, struct arena *a)
{
        struct block *kept = arena_alloc(a, (body->count + 1) * sizeof *kept);
        size_t count = 0;
        for (size_t i = 0; i < body->count; i++) {
                const struct block *block = &body->blocks[i];
                bool is_text =
                        block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_HEADING || block->kind == BLOCK_LABELLED;
                if (!is_text || block->text.count) kept[count++] = *block;
        }
        *body = (struct body){kept, count};
}

/* In which way is changed what readers know. */
enum change_way { WAY_UPDATE, WAY_TYPOS, WAY_CORRECTION, WAYS };
static const char *const way_names[WAYS] = {"update", "typos", "correction"};

/* None is asked for what is new to readers; WAYS: there is none of that name. */
static enum change_way way_asked(const json_t *asked)
{
        struct slice name = member_of(asked, "how");
        enum change_way way = WAY_UPDATE;
        while (name.len && way < WAYS && !slice_eq(name, slice_of(way_names[way])))
                way++;
        return way;
}

static void add_correction(struct visit *v, struct slice note, struct article *text)
{
        struct correction *all = arena_array(visit_arena(v), text->correction_count + 1, sizeof *all);
        for (size_t i = 0; i < text->correction_count; i++)
                all[i] = text->corrections[i];
        all[text->correction_count] =
                (struct correction){.text = visit_marked(v, text->edition, note), .time_ms = v->now_ms};
        text->corrections = all;
        text->correction_count++;
}

struct change_asked {
        bool is_known; /* readers know a text of it: they have it, or had it until it was withdrawn */
        enum change_way way;
        struct slice correction; /* WAY_CORRECTION */
        unsigned section;        /* what has none is published in it; 0: in its own */
};

static struct err find_change(struct visit *v, const struct work *work, const json_t *asked, struct change_asked *ret)
{
        bool is_taken_back = false;
        TRY(article_is_taken_back(v, work, &is_taken_back));
        *ret = (struct change_asked){
                .is_known = work->state == STATE_PUBLISHED || (work->state == STATE_WITHDRAWN && !is_taken_back),
                .way = way_asked(asked),
                .correction = slice_trim(member_of(asked, "note")),
        };
        return NO_ERR;
}

/* The time that readers see is that of the first publication; what changes later is "updated". */
static struct article text_to_publish(struct visit *v, const struct work *work, const struct change_asked *change)
{
        struct article text = work->text;
        text.intent = INTENT_PUBLISH;
        if (change->section) text.section = change->section;
        if (!change->is_known)
                text.published_ms = v->now_ms;
        else if (change->way != WAY_TYPOS)
                text.updated_ms = v->now_ms;
        if (change->way == WAY_CORRECTION) add_correction(v, change->correction, &text);
        article_drop_empty_blocks(&text.body, visit_arena(v));
        return text;
}

/* Whether `version` of the article says the same as the text, but for the times. */
static struct err says_same(struct visit *v, const struct article *text, int64_t article, int64_t version, bool *ret)
{
        CLEANUP(buf_clear) struct buf live_json = BUF_INIT(ARTICLE_JSON_MAX_BYTES);
        CLEANUP(buf_clear) struct buf new_json = BUF_INIT(ARTICLE_JSON_MAX_BYTES);
        struct article live, new = *text;
        TRY(store_load_version(visit_store(v), article, version, visit_arena(v), &live));
        new.published_ms = live.published_ms;
        new.updated_ms = live.updated_ms;
        new.embargo_ms = live.embargo_ms;
        TRY(article_write(&live, &live_json));
        TRY(article_write(&new, &new_json));
        *ret = slice_eq(buf_slice(&live_json), buf_slice(&new_json));
        return NO_ERR;
}

/* Whether readers know it so already. */
static struct err is_unchanged(struct visit *v, const struct work *work, const struct change_asked *change,
                               const struct article *text, bool *ret)
{
        *ret = false;
        if (!change->is_known) return NO_ERR;
        return says_same(v, text, work->article, work->version, ret);
}

/* Where readers' text is newer than what the work was begun from, that is what it is compared with: what came in since
 * is none of the desk's changes. */
struct err article_is_ahead(struct visit *v, int64_t article, bool *ret)
{
        struct work work;
        bool is_same = false;
        TRY(store_work_is_version(visit_store(v), article, &is_same));
        *ret = false;
        if (is_same) return NO_ERR;
        TRY(store_work_load(visit_store(v), article, v->now_ms, visit_arena(v), &work));
        if (work.state != STATE_PUBLISHED && work.state != STATE_WITHDRAWN) return NO_ERR;
        const struct article text =
                text_to_publish(v, &work, &(struct change_asked){.is_known = true, .way = WAY_TYPOS});
        TRY(says_same(v, &text, article, work.base_version, &is_same));
        *ret = !is_same;
        return NO_ERR;
}

/* Why the person may not publish it so, for them to read; empty: they may. */
static struct err find_hindrance(struct visit *v, const struct work *work, const struct change_asked *change,
                                 struct slice *ret)
{
        struct published published;
        *ret = SLICE("");
        if (change->is_known && change->way == WAY_CORRECTION && !visit_may(v, MAY_CORRECT, work->text.edition))
                *ret = visit_who_may(v, "refused_permission", MAY_CORRECT);
        else if (change->way == WAY_CORRECTION && change->correction.len == 0)
                *ret = visit_text(v, "correction_empty");
        if (work->state != STATE_WITHDRAWN || visit_may(v, MAY_WITHDRAW, work->text.edition)) return NO_ERR;
        /* What was withdrawn with a reason, who may withdraw brings back; what was taken back at once has none. */
        TRY(store_load(visit_store(v), work->article, visit_arena(v), &published));
        if (published.withdrawn_reason.len) *ret = visit_who_may(v, "publish_withdrawn", MAY_WITHDRAW);
        return NO_ERR;
}

/* With the reason of a withdrawal that this ends: undoing withdraws with it again. */
static struct err publication_detail(struct visit *v, const struct work *work, const struct change_asked *change,
                                     json_t **ret)
{
        struct published published;
        bool is_withdrawn = work->state == STATE_WITHDRAWN;
        if (is_withdrawn) TRY(store_load(visit_store(v), work->article, visit_arena(v), &published));
        *ret = json_pack("{s:I, s:i}", "before", (json_int_t)work->version, "state", (int)work->state);
        if (change->is_known) json_object_set_new(*ret, "how", json_string(way_names[change->way]));
        if (change->section) json_object_set_new(*ret, "section", json_integer((json_int_t)change->section));
        if (is_withdrawn) json_object_set_new(*ret, "reason", text_value(published.withdrawn_reason));
        return NO_ERR;
}

struct err article_to_publish(struct visit *v, const struct work *work, struct article *ret)
{
        struct change_asked change;
        bool is_same = false;
        TRY(find_change(v, work, NULL, &change));
        *ret = text_to_publish(v, work, &change);
        TRY(is_unchanged(v, work, &change, ret, &is_same));
        if (is_same) ret->updated_ms = work->text.updated_ms;
        return NO_ERR;
}

/* Told beside the field, where the note stays: published without it, it would be lost. */
static struct err reply_nothing_to_correct(struct visit *v)
{
        struct slice why = visit_text(v, "correction_unknown");
        return reply_json(v, 422,
                          json_pack("{s:o, s:[{s:s, s:b, s:o}]}", "why", text_value(why), "faults", "field",
                                    "publish-note", "blocks", 1, "text", text_value(why)));
}

static struct err publish_changed(struct visit *v, const struct work *work, const struct change_asked *change)
{
        bool is_blocked = false, is_same = false;
        struct outgoing o = {.work = work, .act = "publish", .text = text_to_publish(v, work, change)};
        struct err err = reply_if_lacking(v, work, &o.text, v->now_ms, &is_blocked);
        if (is_blocked) return err;
        if (change->way == WAY_CORRECTION && !change->is_known) return reply_nothing_to_correct(v);
        TRY(is_unchanged(v, work, change, &o.text, &is_same));
        if (is_same && work->state == STATE_PUBLISHED) return reply_refused(v, 422, "publish_same");
        if (is_same) o.text.updated_ms = work->text.updated_ms; /* brought back as it was */
        TRY(publication_detail(v, work, change, &o.detail));
        err = article_send(v, &o);
        if (err.code == ERR_CONFLICT) return reply_conflict(v, &o);
        TRY(err);
        return reply_brought_out(v, work);
}

static struct err publish_asked(struct visit *v, const struct work *work, const json_t *asked)
{
        struct change_asked change;
        struct slice hindrance;
        bool is_moved = false, is_taken = false;
        struct err err = reply_if_moved(v, work, asked, "publish_moved", &is_moved);
        if (is_moved) return err;
        TRY(find_change(v, work, asked, &change));
        if (change.way == WAYS) return reply_refused(v, 422, "refused_request");
        err = article_take_section(v, work, asked, &change.section, &is_taken);
        if (!is_taken || err.code != OK) return err;
        TRY(find_hindrance(v, work, &change, &hindrance));
        return hindrance.len ? reply_why(v, 403, hindrance) : publish_changed(v, work, &change);
}

struct err handle_publish(struct visit *v)
{
        return with_article(v, MAY_PUBLISH, publish_asked);
}
