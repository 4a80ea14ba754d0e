/* Live coverage: a published article that grows by entries, each with readers a moment after Enter.
 *
 * An entry goes to what readers have, not to what somebody is writing at in the editor: a half-written text is not
 * published with it. The work takes it over by the merge that every publication from elsewhere gets, unless it was
 * behind before. What is done here are changes of one entry each, made in order: who writes at the same moment gets
 * in, too. An entry has an id that its form brings along, so one that is sent twice is there once. */
#include "news/coverage.h"
#include "desk/article.h"
#include "desk/handlers.h"
#include "desk/me.h"
#include "desk/publish.h"
#include "language/language.h"
#include "news/same.h"
#include "news/text.h"
#include "store/audit.h"
#include "store/publication.h"
#include "writer/publication.h"

#include <ctype.h>
#include <sodium.h>
#include <string.h>

enum { ENTRY_MAX_CHARACTERS = 2000, ID_MIN = 4, ID_MAX = 15, TEXT_OF_ENTRY_MAX_BYTES = 2 * 1024 * 1024 };
enum { ENTRY_UNDO_MS = 60 * 1000 };

/* What is done to an article that readers have. */
struct entry_change {
        const struct work *work;
        const char *act;     /* for the audit */
        struct slice entry;  /* its id */
        struct slice form;   /* the same when it came from the entry's own form; empty: from the line */
        struct slice text;   /* what was typed */
        struct article next; /* readers' next version */
};

/* ---- the page ---- */

/* What was refused stays in its form. */
struct refusal {
        struct slice entry, text; /* entry empty: the line at the bottom */
        const char *fault;        /* a key of the texts; NULL: nothing was refused */
};

/* What this page can correct: words as they are typed here, in one paragraph. Anything else is corrected in the editor.
 */
static bool is_plain(const struct block *entry)
{
        if (entry->child_count != 1 || entry->children[0].kind != BLOCK_PARAGRAPH) return false;
        return coverage_is_typed(&entry->children[0].text);
}

static bool can_be_undone(const struct visit *v, const struct block *entry)
{
        return v->now_ms - entry->time_ms <= ENTRY_UNDO_MS && !entry->corrected_ms && !entry->struck_ms;
}

/* An entry's words, of which some are links; of one with more than words its plain text. */
static json_t *word_values(const struct block *entry, struct slice text)
{
        json_t *list = json_array();
        if (!is_plain(entry)) json_array_append_new(list, json_pack("{s:o, s:b}", "text", text_value(text), "href", 0));
        for (size_t i = 0; is_plain(entry) && i < entry->children[0].text.count; i++) {
                const struct span *span = &entry->children[0].text.spans[i];
                json_array_append_new(list, json_pack("{s:o, s:o}", "text", text_value(span->text), "href",
                                                      span->href.len ? text_value(span->href) : json_false()));
        }
        return list;
}

/* `text` is for its words to be written to. */
static json_t *entry_value(struct visit *v, const struct block *entry, const struct refusal *refusal, struct buf *text)
{
        bool is_refused = refusal->fault && slice_eq(refusal->entry, entry->id);
        json_t *value = json_pack("{s:o, s:b, s:b, s:b, s:b}", "entry", text_value(entry->id), "is_pinned",
                                  entry->pinned, "is_struck", entry->struck_ms != 0, "is_plain", is_plain(entry),
                                  "can_be_undone", can_be_undone(v, entry));
        coverage_write_headline(entry, text);
        json_object_set_new(value, "title", text_value(buf_slice(text)));
        coverage_write_text(entry, text);
        json_object_set_new(value, "words", word_values(entry, buf_slice(text)));
        json_object_set_new(value, "typed", text_value(is_refused ? refusal->text : buf_slice(text)));
        json_object_set_new(value, "fault", is_refused ? text_value(visit_text(v, refusal->fault)) : json_false());
        json_object_set_new(value, "corrected",
                            entry->corrected_ms ? moment_value(v, entry->corrected_ms) : json_false());
        put_time(v, value, entry->time_ms);
        return value;
}

/* As they came: the newest stands above the line. */
static json_t *entry_values(struct visit *v, const struct article *live, const struct refusal *refusal)
{
        json_t *list = json_array();
        CLEANUP(buf_clear) struct buf text = BUF_INIT(TEXT_OF_ENTRY_MAX_BYTES);
        struct body entries = coverage_of(&live->body, COVERAGE_AS_IT_CAME, visit_arena(v)).entries;
        for (size_t i = 0; i < entries.count; i++)
                json_array_append_new(list, entry_value(v, &entries.blocks[i], refusal, &text));
        return list;
}

/* By chance: two that come within one millisecond have two. */
static struct slice new_entry_id(struct visit *v)
{
        uint64_t chance;
        randombytes_buf(&chance, sizeof chance);
        return arena_format(visit_arena(v), "%0*llx", (int)ID_MAX, (unsigned long long)(chance >> 4));
}

static struct err put_live(struct visit *v, const struct work *work, const struct refusal *refusal, json_t *values)
{
        struct article live;
        struct slice path;
        TRY(store_load_version(visit_store(v), work->article, work->version, visit_arena(v), &live));
        TRY(store_address(visit_store(v), work->article, visit_arena(v), &path));
        struct slice site = visit_newsroom(v)->url;
        struct slice url = arena_format(visit_arena(v), "%.*s%.*s", SLICE_ARGS(site), SLICE_ARGS(path));
        json_object_set_new(values, "address", text_value(url));
        json_object_set_new(values, "entries", entry_values(v, &live, refusal));
        json_object_set_new(values, "is_running",
                            json_boolean(live.coverage_from_ms != 0 && live.coverage_until_ms == 0));
        json_object_set_new(values, "ended",
                            live.coverage_until_ms ? moment_value(v, live.coverage_until_ms) : json_false());
        return NO_ERR;
}

static struct err show(struct visit *v, unsigned status, const struct work *work, const struct refusal *refusal)
{
        bool is_live = work->state == STATE_PUBLISHED, is_of_line = refusal->entry.len == 0;
        struct slice headline = work->text.headline.len ? work->text.headline : visit_text(v, "no_headline");
        const struct edition *edition = newsroom_edition(visit_newsroom(v), work->text.edition);
        json_t *values =
                json_pack("{s:I, s:I, s:o, s:o, s:b, s:b, s:o}", "id", (json_int_t)work->article, "writer",
                          (json_int_t)v->person->id, "headline", text_value(headline), "code",
                          text_value(edition->code), "is_live", is_live, "may_correct",
                          visit_may(v, MAY_CORRECT, work->text.edition), "new_entry", text_value(new_entry_id(v)));
        json_object_set_new(values, "entry_max", json_integer(ENTRY_MAX_CHARACTERS));
        json_object_set_new(values, "typed", text_value(is_of_line ? refusal->text : SLICE("")));
        json_object_set_new(values, "fault",
                            refusal->fault && is_of_line ? text_value(visit_text(v, refusal->fault)) : json_false());
        visit_put_who(v, values, "coverage_who", MAY_CORRECT, work->text.edition);
        struct err err = is_live ? put_live(v, work, refusal, values) : NO_ERR;
        if (err.code == OK) return reply_page(v, status, "coverage", values);
        json_decref(values);
        return err;
}

struct err handle_coverage(struct visit *v)
{
        struct work work;
        bool found = false;
        struct err err = article_work(v, &work, &found);
        if (!found) return err;
        if (!visit_may(v, MAY_PUBLISH, work.text.edition)) return reply_not_allowed(v, MAY_PUBLISH);
        return show(v, 200, &work, &(struct refusal){.text = SLICE("")});
}

/* ---- what is asked ---- */

/* From a form, or from a script. */
static struct slice asked_for(struct visit *v, const char *name)
{
        if (!visit_wants_json(v)) return arena_copy(visit_arena(v), visit_field(v, name));
        json_t *asked = visit_json(v);
        struct slice value = arena_copy(visit_arena(v), json_is_object(asked) ? member_of(asked, name) : SLICE(""));
        json_decref(asked);
        return value;
}

/* One line, with the marks of its edition's language: a line's end that was pasted is a space. */
static struct slice line_asked_for(struct visit *v, const struct work *work)
{
        struct slice text = visit_readable(v, asked_for(v, "text"));
        char *line = arena_alloc(visit_arena(v), text.len + 1);
        for (size_t i = 0; i < text.len; i++)
                line[i] = text.at[i] == '\n' ? ' ' : text.at[i];
        return visit_marked(v, work->text.edition, slice_trim((struct slice){line, text.len}));
}

static const char *find_fault(struct slice text)
{
        if (text.len == 0) return "entry_empty";
        return text_is_short(text, ENTRY_MAX_CHARACTERS) && text_is_line(text) ? NULL : "entry_long";
}

static struct err refuse(struct visit *v, const struct work *work, struct refusal refusal)
{
        if (visit_wants_json(v)) return reply_refused(v, 422, refusal.fault);
        return show(v, 422, work, &refusal);
}

/* The article that may be added to; not `*ret_found`: it is answered why. */
static struct err find_live(struct visit *v, struct work *ret, bool *ret_found)
{
        bool found = false;
        *ret_found = false;
        struct err err = article_work(v, ret, &found);
        if (!found) return err;
        if (!visit_may(v, MAY_PUBLISH, ret->text.edition)) return reply_not_allowed(v, MAY_PUBLISH);
        if (ret->state != STATE_PUBLISHED) return reply_refused(v, 409, "coverage_not_live");
        *ret_found = true;
        return NO_ERR;
}

/* ---- done ---- */

static struct err save_noted(struct visit *v, void *context)
{
        struct entry_change *c = context;
        struct save_result result;
        struct work_saved saved;
        const struct made made = {.by = v->person->id, .why = VERSION_PUBLISHED};
        const struct work_catch_up catch_up = {
                .article = c->work->article, .by = v->person->id, .now_ms = v->now_ms, .how = CATCH_UP_MERGE};
        TRY(store_save_made(visit_store(v), &c->next, made, v->now_ms, &result));
        if (c->work->base_version == c->work->version)
                TRY(store_work_catch_up(visit_store(v), &catch_up, visit_arena(v), &saved));
        const struct noted noted = {.kind = "article",
                                    .object = c->work->article,
                                    .edition = c->next.edition,
                                    .detail = detail_of(v, json_pack("{s:o, s:o}", "entry", text_value(c->entry),
                                                                     "text", text_value(c->text)))};
        return visit_note(v, c->act, &noted);
}

static struct err reply_changed(struct visit *v, const struct entry_change *c)
{
        struct publication done;
        TRY(writer_bring_out(v->desk->writer, v->errand->came_ns, c->work->article, visit_arena(v), &done));
        if (!visit_wants_json(v)) return reply_go(v, "/articles/%lld/coverage", (long long)c->work->article);
        return reply_json(v, 200, json_pack("{s:o, s:b}", "entry", text_value(c->entry), "seen", done.is_seen));
}

/* What readers have, for changing: with a later time than what they had before, whatever the clock says. */
static struct err begin(struct visit *v, struct entry_change *c)
{
        TRY(store_load_version(visit_store(v), c->work->article, c->work->version, visit_arena(v), &c->next));
        int64_t before_ms = article_modified_ms(&c->next);
        c->next.updated_ms = v->now_ms > before_ms ? v->now_ms : before_ms + 1;
        c->next.intent = INTENT_PUBLISH;
        return NO_ERR;
}

static struct err send(struct visit *v, struct entry_change *c)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(2000);
        const struct refusal refusal = {.entry = c->form, .text = c->text, .fault = "entry_refused"};
        if (article_check(&c->next, &why).code != OK) return refuse(v, c->work, refusal);
        TRY(in_transaction(v, save_noted, c));
        return reply_changed(v, c);
}

/* ---- an entry that comes ---- */

static bool id_is_usable(struct slice id)
{
        for (size_t i = 0; i < id.len; i++)
                if (!islower((unsigned char)id.at[i]) && !isdigit((unsigned char)id.at[i])) return false;
        return id.len >= ID_MIN && id.len <= ID_MAX;
}

static struct block *paragraph_of(struct visit *v, struct slice entry, struct slice text)
{
        struct block *paragraph = arena_array(visit_arena(v), 1, sizeof *paragraph);
        *paragraph = (struct block){.kind = BLOCK_PARAGRAPH,
                                    .id = arena_format(visit_arena(v), "%.*sp", SLICE_ARGS(entry)),
                                    .text = coverage_words(text, visit_arena(v))};
        return paragraph;
}

static void append_entry(struct visit *v, struct entry_change *c)
{
        struct body *body = &c->next.body;
        struct block *blocks = arena_array(visit_arena(v), body->count + 1, sizeof *blocks);
        for (size_t i = 0; i < body->count; i++)
                blocks[i] = body->blocks[i];
        blocks[body->count] = (struct block){.kind = BLOCK_TIMELINE,
                                             .id = c->entry,
                                             .time_ms = c->next.updated_ms,
                                             .children = paragraph_of(v, c->entry, c->text),
                                             .child_count = 1};
        *body = (struct body){blocks, body->count + 1};
        if (c->next.coverage_from_ms == 0) c->next.coverage_from_ms = c->next.updated_ms;
        c->next.coverage_until_ms = 0;
}

/* Whether an entry came under the id before, whatever became of it: it may have been corrected, or taken back.
 * `c->text` is sent again then; another text, from a form that the browser had kept, is not `*ret_same`. */
static struct err find_sent(struct visit *v, const struct entry_change *c, bool *ret_found, bool *ret_same)
{
        struct slice text;
        struct err err = store_find_entry(visit_store(v), c->work->article, c->entry, visit_arena(v), &text);
        bool is_there = coverage_find(&c->next.body, c->entry) < c->next.body.count; /* imported with it, or restored */
        *ret_found = err.code == OK || is_there;
        *ret_same = err.code == OK ? slice_eq(text, c->text) : is_there;
        return err.code == ERR_NOT_FOUND ? NO_ERR : err;
}

struct err handle_add_entry(struct visit *v)
{
        struct work work;
        bool found = false;
        struct err err = find_live(v, &work, &found);
        if (!found) return err;
        struct entry_change c = {
                .work = &work, .act = "entry", .entry = asked_for(v, "entry"), .text = line_asked_for(v, &work)};
        const char *fault = find_fault(c.text);
        if (fault) return refuse(v, &work, (struct refusal){.text = c.text, .fault = fault});
        if (!id_is_usable(c.entry)) c.entry = new_entry_id(v);
        TRY(begin(v, &c));
        bool is_sent = false, is_same = false;
        TRY(find_sent(v, &c, &is_sent, &is_same));
        if (is_sent && !is_same) return refuse(v, &work, (struct refusal){.text = c.text, .fault = "entry_id_taken"});
        if (is_sent) return reply_changed(v, &c);
        append_entry(v, &c);
        return send(v, &c);
}

/* ---- an entry that changes ---- */

/* Who opened the form and sends it as it was has corrected nothing. */
static bool says_same(struct visit *v, const struct entry_change *c, const struct block *entry)
{
        return rich_text_is_same(entry->children[0].text, coverage_words(c->text, visit_arena(v)));
}

static void correct(struct visit *v, struct entry_change *c, struct block *entry)
{
        struct block *paragraph = paragraph_of(v, entry->id, c->text);
        paragraph->id = entry->children[0].id;
        entry->children = paragraph;
        entry->corrected_ms = c->next.updated_ms;
}

static void strike(struct visit *v, struct entry_change *c, struct block *entry)
{
        (void)v;
        entry->struck_ms = c->next.updated_ms;
}

static void take_strike_back(struct visit *v, struct entry_change *c, struct block *entry)
{
        (void)v, (void)c;
        entry->struck_ms = 0;
}

static void pin(struct visit *v, struct entry_change *c, struct block *entry)
{
        (void)v, (void)c;
        entry->pinned = true;
}

static void unpin(struct visit *v, struct entry_change *c, struct block *entry)
{
        (void)v, (void)c;
        entry->pinned = false;
}

/* The first of the entries that came since the coverage began; 0: there is none. */
static int64_t find_beginning(const struct article *article)
{
        int64_t first_ms = 0;
        for (size_t i = 0; i < article->body.count; i++) {
                const struct block *block = &article->body.blocks[i];
                bool is_since = block->kind == BLOCK_TIMELINE && block->time_ms >= article->coverage_from_ms;
                if (is_since && (first_ms == 0 || block->time_ms < first_ms)) first_ms = block->time_ms;
        }
        return first_ms;
}

/* With the entry that the coverage began with, its beginning is taken back, too. */
static void undo(struct visit *v, struct entry_change *c, struct block *entry)
{
        (void)v;
        struct body *body = &c->next.body;
        size_t at = (size_t)(entry - body->blocks);
        bool is_beginning = entry->time_ms == c->next.coverage_from_ms;
        memmove(entry, entry + 1, (body->count - at - 1) * sizeof *entry);
        body->count--;
        if (is_beginning) c->next.coverage_from_ms = find_beginning(&c->next);
        if (c->next.coverage_from_ms == 0) c->next.coverage_until_ms = 0;
}

static const struct entry_act {
        const char *name, *act;
        enum permission permission; /* besides publishing */
        void (*make)(struct visit *v, struct entry_change *c, struct block *entry);
} entry_acts[] = {
        {"correct", "entry_correct", MAY_CORRECT, correct},
        {"strike", "entry_strike", MAY_CORRECT, strike},
        {"unstrike", "entry_unstrike", MAY_CORRECT, take_strike_back},
        {"pin", "entry_pin", MAY_PUBLISH, pin},
        {"unpin", "entry_unpin", MAY_PUBLISH, unpin},
        {"undo", "entry_undo", MAY_PUBLISH, undo},
};

static const struct entry_act *act_asked(struct slice name)
{
        for (size_t i = 0; i < sizeof entry_acts / sizeof entry_acts[0]; i++)
                if (slice_eq(name, slice_of(entry_acts[i].name))) return &entry_acts[i];
        return NULL;
}

/* Why it cannot be done to the entry whatever is typed, as a key of the texts; NULL: it can. */
static const char *find_hindrance(const struct visit *v, const struct entry_act *act, const struct block *entry)
{
        if (act->make == undo && !can_be_undone(v, entry)) return "entry_undo_late";
        return act->make == correct && !is_plain(entry) ? "entry_not_plain" : NULL;
}

static struct err end_coverage(struct visit *v, struct entry_change *c)
{
        c->act = "coverage_end";
        TRY(begin(v, c));
        if (c->next.coverage_from_ms == 0 || c->next.coverage_until_ms) return reply_changed(v, c);
        c->next.coverage_until_ms = c->next.updated_ms;
        return send(v, c);
}

/* An end that was too early. */
static struct err resume_coverage(struct visit *v, struct entry_change *c)
{
        c->act = "coverage_resume";
        TRY(begin(v, c));
        if (c->next.coverage_until_ms == 0) return reply_changed(v, c);
        c->next.coverage_until_ms = 0;
        return send(v, c);
}

struct err handle_change_entry(struct visit *v)
{
        struct work work;
        bool found = false;
        struct err err = find_live(v, &work, &found);
        if (!found) return err;
        struct slice asked = asked_for(v, "do");
        const struct entry_act *act = act_asked(asked);
        struct entry_change c = {.work = &work, .entry = asked_for(v, "entry"), .text = SLICE("")};
        c.form = c.entry;
        if (slice_eq(asked, SLICE("end"))) return end_coverage(v, &c);
        if (slice_eq(asked, SLICE("resume"))) return resume_coverage(v, &c);
        if (!act) return reply_refused(v, 400, "refused_request");
        if (!visit_may(v, act->permission, work.text.edition)) return reply_not_allowed(v, act->permission);
        if (act->make == correct) c.text = line_asked_for(v, &work);
        c.act = act->act;
        TRY(begin(v, &c));
        size_t at = coverage_find(&c.next.body, c.entry);
        if (at == c.next.body.count) return reply_refused(v, 409, "entry_gone");
        const char *hindrance = find_hindrance(v, act, &c.next.body.blocks[at]);
        if (hindrance) return reply_refused(v, 422, hindrance);
        const char *fault = act->make == correct ? find_fault(c.text) : NULL;
        if (fault) return refuse(v, &work, (struct refusal){c.form, c.text, fault});
        struct block *entry = &c.next.body.blocks[at];
        if (act->make == correct && says_same(v, &c, entry)) return reply_changed(v, &c);
        act->make(v, &c, entry);
        return send(v, &c);
}
