/* Saving what is typed, and who is at a text: every answer says what became of it, and nothing that came is lost. */
#include "desk/article.h"
#include "desk/handlers.h"
#include "desk/publish.h"
#include "desk/siblings.h"
#include "store/comment.h"
#include "store/typed.h"

/* ---- saving ---- */

struct saving {
        struct work_save save;
        struct article text;
        struct work_notes notes;
        struct work_saved saved;
        struct slice tab; /* the window that saves */
};

/* With it all is at the server that this window had kept apart. */
static struct err save(struct visit *v, void *context)
{
        struct saving *s = context;
        const struct typed typed = {.person = v->person->id, .article = s->save.article, .tab = s->tab};
        bool was_kept;
        TRY(store_work_save(visit_store(v), &s->save, visit_arena(v), &s->saved));
        return store_drop_typed(visit_store(v), &typed, &was_kept);
}

/* The text as the browser sends it. What tells the article apart stays what it is. */
static struct err read_text(struct visit *v, const struct work *work, const json_t *asked, struct article *ret,
                            struct buf *why)
{
        char *content = json_dumps(json_object_get(asked, "content"), JSON_COMPACT);
        if (!content) {
                buf_add_text(why, "content: missing");
                return ERR(ERR_INVALID, "read what is to be saved");
        }
        struct err err = article_read(slice_of(content), visit_arena(v), ret, why);
        free(content);
        TRY(err);
        ret->uri = work->text.uri;
        ret->story_key = work->text.story_key;
        ret->edition = work->text.edition;
        ret->intent = work->text.intent;
        ret->created_ms = work->text.created_ms;
        ret->published_ms = work->text.published_ms;
        ret->updated_ms = work->text.updated_ms;
        /* These have acts of their own, so that no page that was open meanwhile takes them back. */
        ret->embargo_ms = work->text.embargo_ms;
        ret->coverage_from_ms = work->text.coverage_from_ms;
        ret->coverage_until_ms = work->text.coverage_until_ms;
        ret->corrections = work->text.corrections;
        ret->correction_count = work->text.correction_count;
        return body_check(&ret->body, why);
}

static json_t *block_value(const struct block *block)
{
        if (!block) return json_null();
        struct body body = {(struct block *)(uintptr_t)block, 1};
        json_t *document = body_to_json(&body);
        json_t *value = json_incref(json_array_get(json_object_get(document, "content"), 0));
        json_decref(document);
        return value;
}

static json_t *field_conflict(const struct merge_conflict *c)
{
        json_t *mine = json_loadb(c->mine.at, c->mine.len, JSON_DECODE_ANY, NULL);
        json_t *theirs = json_loadb(c->theirs.at, c->theirs.len, JSON_DECODE_ANY, NULL);
        must(mine && theirs);
        return json_pack("{s:s, s:o, s:o}", "field", c->field, "mine", mine, "theirs", theirs);
}

static json_t *block_conflict(const struct merge_conflict *c)
{
        return json_pack("{s:o, s:o, s:o, s:o, s:o}", "block", text_value(c->block), "mine", text_value(c->mine),
                         "theirs", text_value(c->theirs), "mine_block", block_value(c->mine_block), "their_block",
                         block_value(c->theirs_block));
}

static json_t *conflicts_of(const struct merge *merge)
{
        json_t *list = json_array();
        for (size_t i = 0; i < merge->conflict_count; i++) {
                const struct merge_conflict *c = &merge->conflicts[i];
                json_array_append_new(list, c->field ? field_conflict(c) : block_conflict(c));
        }
        return list;
}

static struct err put_content(struct visit *v, const struct article *article, json_t *values)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(ARTICLE_JSON_MAX_BYTES);
        TRY(article_write(article, &text));
        json_object_set_new(values, "content", json_loadb(text.at, text.len, 0, NULL));
        json_object_set_new(values, "related_titles", article_related_titles(v, article));
        return NO_ERR;
}

static const char *const outcome_names[] = {
        [WORK_SAVED] = "saved",       [WORK_SAME] = "saved",  [WORK_MERGED] = "merged",
        [WORK_CONFLICT] = "conflict", [WORK_TAKEN] = "taken",
};

static struct err put_name(struct visit *v, json_t *values, const char *key, int64_t id)
{
        struct person person;
        if (!id) return NO_ERR;
        TRY(store_load_person(visit_store(v), id, visit_arena(v), &person));
        json_object_set_new(values, key, text_value(person.name));
        return NO_ERR;
}

/* Who has the text: whether it is oneself, in another window, and whether they write. */
static void put_holder(const struct visit *v, const struct work *work, json_t *values)
{
        json_object_set_new(values, "is_own", json_boolean(work->claim.by == v->person->id));
        json_object_set_new(values, "is_idle", json_boolean(!work->claim.writes));
}

/* "taken_by" is missing where nobody has the text any more. */
static struct err put_taken(struct visit *v, const struct work *work, json_t *values)
{
        json_object_set_new(values, "taken_ms", json_integer(work->claim.made_ms));
        put_holder(v, work, values);
        return put_name(v, values, "taken_by", work->claim.by);
}

/* Where the text went that was taken over, and by whom, as it is now. */
static struct err put_kept(struct visit *v, const struct saving *s, json_t *values)
{
        struct work work;
        TRY(store_work_load(visit_store(v), s->save.article, v->now_ms, visit_arena(v), &work));
        json_object_set_new(values, "kept_version", json_integer(s->saved.version));
        return put_taken(v, &work, values);
}

static struct err put_saved(struct visit *v, const struct saving *s, const struct work *before, json_t *values)
{
        bool has_merge = s->saved.merge.article.uri.len > 0;
        if (has_merge) {
                TRY(put_content(v, &s->saved.merge.article, values));
                json_object_set_new(values, "conflicts", conflicts_of(&s->saved.merge));
                if (before->saved_by != v->person->id) TRY(put_name(v, values, "merged_from", before->saved_by));
        }
        if (s->save.notes) json_object_set_new(values, "notes", text_value(s->saved.notes));
        json_object_set_new(values, "claim", json_integer(s->saved.claim));
        return s->saved.outcome == WORK_TAKEN ? put_kept(v, s, values) : NO_ERR;
}

static struct err reply_saved(struct visit *v, const struct saving *s, const struct work *before)
{
        json_t *values = json_pack("{s:s, s:I}", "outcome", outcome_names[s->saved.outcome], "revision",
                                   (json_int_t)s->saved.revision);
        struct err err = put_saved(v, s, before, values);
        if (err.code == OK) return reply_json(v, 200, values);
        json_decref(values);
        return err;
}

static struct err save_asked(struct visit *v, const json_t *asked)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(2000);
        struct work work;
        bool found = false, may_edit = false;
        struct err err = article_work(v, &work, &found);
        if (!found) return err;
        TRY(article_may_edit(v, &work, &may_edit));
        if (!may_edit) return reply_not_allowed(v, MAY_EDIT_ANY);

        struct saving s = {.tab = member_of(asked, "tab")};
        if (read_text(v, &work, asked, &s.text, &why).code != OK)
                return reply_json(v, 422, json_pack("{s:o}", "why", text_value(buf_slice(&why))));
        s.notes = (struct work_notes){
                .after = member_of(asked, "notes"),
                .before = member_of(asked, "notes_before"),
                .has_before = json_is_string(json_object_get(asked, "notes_before")),
        };
        s.save = (struct work_save){
                .article = work.article,
                .revision = json_integer_value(json_object_get(asked, "revision")),
                .claim = json_integer_value(json_object_get(asked, "claim")),
                .by = v->person->id,
                .now_ms = v->now_ms,
                .tab = arena_copy(visit_arena(v), s.tab),
                .leaves = json_is_true(json_object_get(asked, "leaves")),
                .request = arena_copy(visit_arena(v), member_of(asked, "request")),
                .text = &s.text,
                .notes = json_is_string(json_object_get(asked, "notes")) ? &s.notes : NULL,
        };
        TRY(in_transaction(v, save, &s));
        return reply_saved(v, &s, &work);
}

struct err handle_save(struct visit *v)
{
        json_t *asked = visit_json(v);
        if (!asked) return reply_refused(v, 400, "refused_request");
        struct err err = save_asked(v, asked);
        json_decref(asked);
        return err;
}

/* ---- catching up with what readers have ---- */

struct catching_up {
        struct work_catch_up catch_up;
        unsigned edition;
        const char *how;
        struct work_saved saved;
};

static struct err catch_up(struct visit *v, void *context)
{
        struct catching_up *c = context;
        TRY(store_work_catch_up(visit_store(v), &c->catch_up, visit_arena(v), &c->saved));
        const struct noted noted = {.kind = "article",
                                    .object = c->catch_up.article,
                                    .edition = c->edition,
                                    .detail = visit_detail(v, "how", slice_of(c->how))};
        return visit_note(v, "catch_up", &noted);
}

static bool read_how(struct slice name, struct catching_up *ret)
{
        static const char *const names[] = {
                [CATCH_UP_MERGE] = "merge", [CATCH_UP_THEIRS] = "theirs", [CATCH_UP_MINE] = "mine"};
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
                if (!slice_eq(name, slice_of(names[i]))) continue;
                ret->catch_up.how = (enum catch_up_how)i;
                ret->how = names[i];
                return true;
        }
        return false;
}

static struct err reply_caught_up(struct visit *v, const struct catching_up *c)
{
        struct work work;
        TRY(store_work_load(visit_store(v), c->catch_up.article, v->now_ms, visit_arena(v), &work));
        json_t *values = json_pack("{s:s}", "outcome", outcome_names[c->saved.outcome]);
        json_object_set_new(values, "conflicts", conflicts_of(&c->saved.merge));
        struct err err = article_put_state(v, &work, values);
        if (err.code == OK) err = put_content(v, &work.text, values);
        if (err.code == OK) return reply_json(v, 200, values);
        json_decref(values);
        return err;
}

static struct err catch_up_asked(struct visit *v, const struct work *work, const json_t *asked)
{
        bool may_edit = false;
        struct catching_up c = {.catch_up = {.article = work->article, .by = v->person->id, .now_ms = v->now_ms},
                                .edition = work->text.edition};
        TRY(article_may_edit(v, work, &may_edit));
        if (!may_edit) return reply_not_allowed(v, MAY_EDIT_ANY);
        if (!read_how(member_of(asked, "how"), &c)) return reply_refused(v, 422, "refused_request");
        if (article_is_moved(asked, work)) return reply_refused(v, 409, "publish_moved");
        TRY(in_transaction(v, catch_up, &c));
        return reply_caught_up(v, &c);
}

struct err handle_catch_up(struct visit *v)
{
        return with_article(v, MAY_WRITE_OWN, catch_up_asked);
}

/* ---- versions ---- */

static struct err keep(struct visit *v, void *context)
{
        int64_t *version = context;
        const struct made made = {.by = v->person->id, .why = VERSION_KEPT};
        return store_work_keep(visit_store(v), visit_id(v, 0), made, v->now_ms, version);
}

/* Of the text that the person sees. */
static struct err keep_version_asked(struct visit *v, const struct work *work, const json_t *asked)
{
        bool may_edit = false;
        int64_t version = 0;
        TRY(article_may_edit(v, work, &may_edit));
        if (!may_edit) return reply_not_allowed(v, MAY_EDIT_ANY);
        if (article_is_moved(asked, work)) return reply_refused(v, 409, "text_moved");
        TRY(in_transaction(v, keep, &version));
        return reply_json(v, 200,
                          json_pack("{s:I, s:b}", "version", (json_int_t)version, "is_new", version != work->newest));
}

struct err handle_keep_version(struct visit *v)
{
        return with_article(v, MAY_WRITE_OWN, keep_version_asked);
}

/* ---- who is at it ---- */

struct claiming {
        const struct work *work; /* as it was */
        struct claim_request request;
        int64_t number;
};

static struct err claim(struct visit *v, void *context)
{
        struct claiming *c = context;
        struct person from;
        const struct work_claim *former = &c->work->claim;
        TRY(store_work_claim(visit_store(v), &c->request, &c->number));
        if (!c->request.take_over || !c->number || !former->by || former->by == v->person->id) return NO_ERR;
        TRY(store_load_person(visit_store(v), former->by, visit_arena(v), &from));
        const struct noted noted = {.kind = "article",
                                    .object = c->work->article,
                                    .edition = c->work->text.edition,
                                    .detail = visit_detail(v, "from", from.name)};
        return visit_note(v, "take-over", &noted);
}

static void put_since(const struct visit *v, const struct work *work, json_t *values)
{
        json_object_set_new(values, "since_ms", json_integer(work->claim.made_ms));
        put_holder(v, work, values);
}

static struct err claim_asked(struct visit *v, const json_t *asked)
{
        struct work work;
        bool found = false, may_edit = false;
        struct err err = article_work(v, &work, &found);
        if (!found) return err;
        TRY(article_may_edit(v, &work, &may_edit));
        if (!may_edit) return reply_not_allowed(v, MAY_EDIT_ANY);
        struct claiming c = {.work = &work,
                             .request = {.article = work.article,
                                         .by = v->person->id,
                                         .now_ms = v->now_ms,
                                         .tab = arena_copy(visit_arena(v), member_of(asked, "tab")),
                                         .take_over = json_is_true(json_object_get(asked, "take_over")),
                                         .take_idle = json_is_true(json_object_get(asked, "take_idle"))}};
        TRY(in_transaction(v, claim, &c));
        json_auto_t *values = json_pack("{s:I}", "claim", (json_int_t)c.number);
        if (!c.number) TRY(put_name(v, values, "held_by", work.claim.by));
        if (!c.number) put_since(v, &work, values);
        return reply_json(v, 200, json_incref(values));
}

struct err handle_claim(struct visit *v)
{
        json_t *asked = visit_json(v);
        if (!asked) return reply_refused(v, 400, "refused_request");
        struct err err = claim_asked(v, asked);
        json_decref(asked);
        return err;
}

struct presence {
        int64_t claim;
        bool holds;
};

static struct err ping(struct visit *v, void *context)
{
        struct presence *p = context;
        return store_work_ping(visit_store(v), visit_id(v, 0), p->claim, v->now_ms, &p->holds);
}

/* What a page says of itself; of a revision 0 it has all that it wants to know. */
struct watching {
        int64_t claim, revision;
        bool watches;
};

/* The text, and who left it so, for who has another. */
static struct err put_newer(struct visit *v, const struct work *work, json_t *values)
{
        TRY(put_content(v, &work->text, values));
        return work->saved_by == v->person->id ? NO_ERR : put_name(v, values, "merged_from", work->saved_by);
}

/* Asked every second or so by who writes, looks or reads, so that two do not write on beside each other, and nobody
 * acts on a text that is over: nothing is written down. */
static struct err watch_asked(struct visit *v, const struct watching *asked)
{
        struct work work;
        bool found = false;
        struct err err = article_work(v, &work, &found);
        if (!found) return err;
        json_auto_t *values = json_object();
        bool is_over = work.claim.number != asked->claim;
        if (is_over && work.claim.by) TRY(put_taken(v, &work, values));
        json_object_set_new(values, "is_over", json_boolean(is_over));
        TRY(article_put_state(v, &work, values));
        if (asked->revision && asked->revision != work.revision) TRY(put_newer(v, &work, values));
        return reply_json(v, 200, json_incref(values));
}

static struct err presence_asked(struct visit *v, int64_t claim_number)
{
        struct work work;
        bool found = false;
        struct presence p = {.claim = claim_number};
        int64_t comments = 0;
        struct err err = article_work(v, &work, &found);
        if (!found) return err;
        bool is_own = work.claim.by == v->person->id; /* a number alone is not enough: anybody can guess it */
        if (claim_number && is_own) TRY(in_transaction(v, ping, &p));
        TRY(store_count_open_comments(visit_store(v), work.article, &comments));
        json_auto_t *values = json_object();
        json_t *others = json_array();
        json_object_set_new(values, "others", others);
        json_object_set_new(values, "comments", json_integer(comments));
        json_object_set_new(values, "version", json_integer(work.version));
        json_object_set_new(values, "is_behind", json_boolean(work.base_version != work.version));
        json_t *siblings = NULL;
        TRY(siblings_value(v, work.story, work.article, &siblings));
        json_object_set_new(values, "siblings", siblings);
        bool is_others = work.claim.by && (work.claim.number != claim_number || !is_own);
        if (is_others) {
                json_t *other = json_object();
                json_array_append_new(others, other);
                put_since(v, &work, other);
                TRY(put_name(v, other, "name", work.claim.by));
        }
        if (claim_number && !p.holds && is_others) TRY(put_taken(v, &work, values));
        return reply_json(v, 200, json_incref(values));
}

static struct watching read_watching(struct visit *v)
{
        json_t *asked = visit_json(v);
        const struct watching watching = {
                .claim = json_integer_value(json_object_get(asked, "claim")),
                .revision = json_integer_value(json_object_get(asked, "revision")),
                .watches = json_is_true(json_object_get(asked, "watches")),
        };
        json_decref(asked);
        return watching;
}

struct err handle_presence(struct visit *v)
{
        const struct watching asked = read_watching(v);
        return asked.watches ? watch_asked(v, &asked) : presence_asked(v, asked.claim);
}

static struct err release(struct visit *v, void *context)
{
        return store_work_release(visit_store(v), visit_id(v, 0), *(const int64_t *)context);
}

struct err handle_leave(struct visit *v)
{
        struct work work;
        bool found = false;
        int64_t number = read_watching(v).claim;
        struct err err = article_work(v, &work, &found);
        if (!found) return err;
        if (number && work.claim.by == v->person->id) TRY(in_transaction(v, release, &number));
        return reply_json(v, 200, json_object());
}
