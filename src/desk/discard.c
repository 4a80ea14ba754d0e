/* Drafts that nobody wants: discarded, and retrieved. What was handed in or published is others' matter, too, and
 * stays; what was written in a draft is lost by neither (store/work.h). */
#include "store/discard.h"
#include "desk/handlers.h"
#include "desk/publish.h"
#include "store/audit.h"

/* ---- which ---- */

static struct err was_done(struct visit *v, int64_t article, struct slice act, bool *ret)
{
        struct audit_rows rows;
        const struct audit_filter filter = {.act = act, .object_kind = SLICE("article"), .object = article, .limit = 1};
        TRY(store_list_audit(visit_store(v), &filter, visit_arena(v), &rows));
        *ret = rows.count > 0;
        return NO_ERR;
}

/* Text that came back to be a draft does not tell: the log does. */
static struct err is_nobody_elses(struct visit *v, const struct work *work, bool *ret)
{
        bool was_handed_in = false, was_approved = false;
        *ret = false;
        if (work->state != STATE_DRAFT || work->stage != STAGE_DRAFT) return NO_ERR;
        TRY(was_done(v, work->article, SLICE("submit"), &was_handed_in));
        TRY(was_done(v, work->article, SLICE("approve"), &was_approved));
        *ret = !was_handed_in && !was_approved;
        return NO_ERR;
}

struct err article_put_discard(struct visit *v, const struct work *work, json_t *values)
{
        bool may = false;
        TRY(is_nobody_elses(v, work, &may));
        if (may) TRY(article_may_edit(v, work, &may));
        json_object_set_new(values, "may_discard", json_boolean(may));
        return NO_ERR;
}

/* ---- done, and undone ---- */

struct discarding {
        const struct work *work;
        const char *act;
        struct err (*put)(struct store *s, int64_t article, int64_t now_ms);
};

static struct err put(struct visit *v, void *context)
{
        const struct discarding *d = context;
        TRY(d->put(visit_store(v), d->work->article, v->now_ms));
        return visit_note(
                v, d->act,
                &(struct noted){.kind = "article", .object = d->work->article, .edition = d->work->text.edition});
}

static struct err put_and_tell(struct visit *v, struct discarding discarding)
{
        struct err err = in_transaction(v, put, &discarding);
        if (err.code == ERR_CONFLICT) return reply_refused(v, 409, "discard_none");
        TRY(err);
        return reply_standing(v, discarding.work->article, json_object());
}

static struct err discard_asked(struct visit *v, const struct work *work, const json_t *asked)
{
        bool may_edit = false, is_free = false, is_moved = false;
        TRY(article_may_edit(v, work, &may_edit));
        if (!may_edit) return reply_not_allowed(v, MAY_EDIT_ANY);
        if (work->discarded_ms) return reply_refused(v, 409, "discard_already");
        TRY(is_nobody_elses(v, work, &is_free));
        if (!is_free) return reply_refused(v, 409, "discard_none");
        struct err err = reply_if_moved(v, work, asked, "text_moved", &is_moved);
        if (is_moved) return err;
        return put_and_tell(v, (struct discarding){work, "discard", store_work_discard});
}

struct err handle_discard(struct visit *v)
{
        return with_article(v, MAY_WRITE_OWN, discard_asked);
}

/* What was discarded is named by when it was: what somebody discarded anew since is not taken back unasked. */
static bool is_another(const json_t *asked, const struct work *work)
{
        const json_t *discarded_ms = json_object_get(asked, "discarded_ms");
        return !work->discarded_ms ||
               (json_is_integer(discarded_ms) && json_integer_value(discarded_ms) != work->discarded_ms);
}

static struct err retrieve_asked(struct visit *v, const struct work *work, const json_t *asked)
{
        bool may_edit = false;
        TRY(article_may_edit(v, work, &may_edit));
        if (!may_edit) return reply_not_allowed(v, MAY_EDIT_ANY);
        if (is_another(asked, work)) return reply_refused(v, 409, "retrieve_none");
        return put_and_tell(v, (struct discarding){work, "retrieve", store_work_retrieve});
}

struct err handle_retrieve(struct visit *v)
{
        return with_article(v, MAY_WRITE_OWN, retrieve_asked);
}
