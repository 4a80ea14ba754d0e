/* Taking back: a withdrawal, which tells readers why, and the undoing of what was done within the last minute. */
#include "desk/publish.h"

#include "desk/handlers.h"
#include "desk/hold.h"
#include "news/text.h"
#include "store/audit.h"

enum { UNDO_MS = 60 * 1000, REASON_CHARACTERS = 400, ACTS_LOOKED_AT = 50 };

/* ---- withdrawing ---- */

struct withdrawal {
        const struct work *work;
        struct slice reason;
        const char *act;
};

static struct err withdraw(struct visit *v, void *context)
{
        const struct withdrawal *w = context;
        struct save_result result;
        TRY(store_withdraw(visit_store(v), w->work->text.uri, w->reason, v->now_ms, &result));
        const struct noted noted = {
                .kind = "article",
                .object = w->work->article,
                .edition = w->work->text.edition,
                .detail = detail_of(v, json_pack("{s:I, s:i, s:o}", "before", (json_int_t)w->work->version, "state",
                                                 (int)w->work->state, "reason", text_value(w->reason))),
        };
        return visit_note(v, w->act, &noted);
}

static struct err withdraw_and_show(struct visit *v, struct withdrawal withdrawal)
{
        struct err err = in_transaction(v, withdraw, &withdrawal);
        if (err.code == ERR_CONFLICT) return reply_refused(v, 409, "withdraw_not_live");
        TRY(err);
        return reply_brought_out(v, withdrawal.work);
}

const char *withdraw_reason_fault(struct slice reason)
{
        if (reason.len == 0) return "withdraw_reason_missing";
        return text_is_short(reason, REASON_CHARACTERS) ? NULL : "withdraw_reason_long";
}

static struct err withdraw_asked(struct visit *v, const struct work *work, const json_t *asked)
{
        struct slice reason = slice_trim(member_of(asked, "reason"));
        const char *fault = withdraw_reason_fault(reason);
        bool is_moved = false;
        if (fault) return reply_refused(v, 422, fault);
        struct err err = reply_if_moved(v, work, asked, "text_moved", &is_moved);
        if (is_moved) return err;
        reason = visit_marked(v, work->text.edition, reason);
        return withdraw_and_show(v, (struct withdrawal){work, reason, "withdraw"});
}

struct err handle_withdraw(struct visit *v)
{
        return with_article(v, MAY_WITHDRAW, withdraw_asked);
}

/* ---- undoing ---- */

/* What was done to the article last, as the audit has it. */
struct last_act {
        bool is_publication, is_withdrawal; /* of this person's, within the minute; else there is nothing to undo */
        bool is_told;                       /* its row says what was there before */
        int64_t number;                     /* of its row */
        int64_t time_ms;
        int64_t before;           /* readers' version then */
        enum article_state state; /* and its state */
        struct slice reason;
};

static bool changes_what_readers_see(struct slice act)
{
        static const char *const acts[] = {"publish", "withdraw", "undo", "schedule", "unschedule"};
        for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++)
                if (slice_eq(act, slice_of(acts[i]))) return true;
        return slice_starts_with(act, SLICE("entry")) || slice_starts_with(act, SLICE("coverage"));
}

static void read_act(struct visit *v, const struct audit_row *row, struct last_act *ret)
{
        if (row->person != v->person->id) return;
        json_t *detail = json_loadb(row->detail.at, row->detail.len, 0, NULL);
        ret->is_publication = slice_eq(row->act, SLICE("publish"));
        ret->is_withdrawal = slice_eq(row->act, SLICE("withdraw"));
        ret->number = row->number;
        ret->time_ms = row->time_ms;
        const json_t *before = json_object_get(detail, "before"), *state = json_object_get(detail, "state");
        ret->is_told = json_is_integer(before) && json_is_integer(state);
        ret->before = json_integer_value(before);
        ret->state = (enum article_state)json_integer_value(state);
        ret->reason = arena_copy(visit_arena(v), member_of(detail, "reason"));
        json_decref(detail);
}

static struct err find_last_act(struct visit *v, int64_t article, struct last_act *ret)
{
        struct audit_rows rows;
        const struct audit_filter filter = {.object_kind = SLICE("article"),
                                            .object = article,
                                            .from_ms = v->now_ms - UNDO_MS,
                                            .limit = ACTS_LOOKED_AT};
        *ret = (struct last_act){0};
        TRY(store_list_audit(visit_store(v), &filter, visit_arena(v), &rows));
        for (size_t i = 0; i < rows.count; i++) {
                if (!changes_what_readers_see(rows.at[i].act)) continue;
                read_act(v, &rows.at[i], ret);
                break;
        }
        return NO_ERR;
}

/* What of it undoing would take back as the article stands now. */
static struct err find_undoing(struct visit *v, const struct work *work, struct last_act *ret)
{
        TRY(find_last_act(v, work->article, ret));
        ret->is_withdrawal = ret->is_withdrawal && work->state == STATE_WITHDRAWN;
        ret->is_publication = ret->is_publication && work->state == STATE_PUBLISHED;
        return NO_ERR;
}

struct err article_put_undo(struct visit *v, const struct work *work, json_t *values)
{
        struct last_act last;
        if (!visit_may(v, MAY_PUBLISH, work->text.edition)) return NO_ERR;
        TRY(find_undoing(v, work, &last));
        if ((!last.is_publication && !last.is_withdrawal) || !last.is_told) return NO_ERR;
        const char *act = last.is_withdrawal ? "withdraw" : last.state == STATE_PUBLISHED ? "update" : "publish";
        json_object_set_new(values, "undo",
                            json_pack("{s:s, s:I, s:I}", "act", act, "number", (json_int_t)last.number, "left_ms",
                                      (json_int_t)(last.time_ms + UNDO_MS - v->now_ms)));
        return NO_ERR;
}

/* The newest undoing is told by its row, which has the version and its reason; a republication's, or that of what came
 * from elsewhere, is of a text whose time is older. */
struct err article_is_taken_back(struct visit *v, const struct work *work, bool *ret)
{
        struct audit_rows rows;
        const struct audit_filter filter = {
                .act = SLICE("undo"), .object_kind = SLICE("article"), .object = work->article, .limit = 1};
        *ret = false;
        if (work->state != STATE_WITHDRAWN) return NO_ERR;
        TRY(store_list_audit(visit_store(v), &filter, visit_arena(v), &rows));
        if (rows.count == 0) return NO_ERR;
        const struct audit_row *row = &rows.at[0];
        json_auto_t *detail = json_loadb(row->detail.at, row->detail.len, 0, NULL);
        bool is_its = json_integer_value(json_object_get(detail, "before")) == work->version;
        bool is_first = row->time_ms - work->text.published_ms <= UNDO_MS;
        *ret = is_its && is_first && member_of(detail, "reason").len == 0;
        return NO_ERR;
}

/* Readers get the older text as a new version; what is worked at stays as it is. Both or neither: else a crash would
 * leave the older text to be worked at. */
static struct err put_back(struct visit *v, void *context)
{
        struct outgoing *o = context;
        struct work_saved saved;
        const struct work_restore restore = {.article = o->work->article,
                                             .claim = o->work->claim.number,
                                             .revision = o->work->revision,
                                             .by = v->person->id,
                                             .now_ms = v->now_ms};
        TRY(article_put_out(v, o));
        return store_work_restore(visit_store(v), &restore, &saved);
}

/* Answers 422 when another language of the story holds it. */
static struct err reply_if_held(struct visit *v, const struct work *work, bool *ret_held)
{
        json_auto_t *faults = json_array();
        TRY(hold_add_fault(v, work, v->now_ms, faults));
        *ret_held = json_array_size(faults) > 0;
        return *ret_held ? reply_json(v, 422, json_pack("{s:O}", "faults", faults)) : NO_ERR;
}

/* Readers had it, so nothing that it lacks keeps it from them; an embargo that was put since does. */
static struct err bring_back(struct visit *v, const struct work *work, int64_t version)
{
        struct outgoing o = {.work = work, .act = "undo"};
        bool is_held = false;
        if (work->text.embargo_ms > v->now_ms) return reply_refused(v, 422, "ready_embargo");
        TRY(store_load_version(visit_store(v), work->article, version, visit_arena(v), &o.text));
        o.text.intent = INTENT_PUBLISH;
        struct err err = reply_if_held(v, work, &is_held);
        if (err.code != OK || is_held) return err;
        o.detail = json_pack("{s:I}", "version", (json_int_t)version);
        err = in_transaction(v, put_back, &o);
        json_decref(o.detail);
        if (err.code == ERR_CONFLICT && o.saved.outcome != WORK_SAVED) return reply_conflict(v, &o);
        TRY(err);
        return reply_brought_out(v, work);
}

/* What is to be undone is named by the number of its act, or by the version that the act left readers with: whoever was
 * offered to take one thing back must not take back what was done since. NULL: it is that act. */
static const char *find_undo_hindrance(const struct last_act *last, const json_t *asked)
{
        const json_t *number = json_object_get(asked, "act_number");
        if (!json_is_integer(number)) return json_object_get(asked, "version") ? NULL : "refused_request";
        return json_integer_value(number) == last->number ? NULL : "undo_other";
}

static struct err undo_asked(struct visit *v, const struct work *work, const json_t *asked)
{
        struct last_act last;
        if (article_is_moved(asked, work)) return reply_refused(v, 409, "text_moved");
        TRY(find_undoing(v, work, &last));
        if (!last.is_withdrawal && !last.is_publication) return reply_refused(v, 409, "undo_gone");
        const char *refusal = find_undo_hindrance(&last, asked);
        if (refusal) return reply_refused(v, json_object_get(asked, "act_number") ? 409 : 422, refusal);
        if (!last.is_told) return reply_refused(v, 409, "undo_untold");
        if (last.is_withdrawal) return bring_back(v, work, work->version);
        if (last.state == STATE_PUBLISHED) return bring_back(v, work, last.before);
        return withdraw_and_show(v, (struct withdrawal){work, last.reason, "undo"});
}

struct err handle_undo(struct visit *v)
{
        return with_article(v, MAY_PUBLISH, undo_asked);
}
