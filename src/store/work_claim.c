/* Claims: who writes at a text now. Soft, so that nobody is ever locked out; numbered, so that a tab whose claim was
 * taken cannot save over the text of whoever took it, however late its save arrives. Who opens a text gets it, so
 * that others see who is there; who has written nothing under it is in nobody's way. */
#include "store/work_inside.h"

bool claim_is_held(const struct working *w)
{
        const struct work_claim *claim = &w->work.claim;
        return claim->by && w->now_ms - claim->seen_ms <= CLAIM_MAX_MS;
}

bool claim_is_of(const struct work_claim *claim, int64_t by, struct slice tab)
{
        return claim->by == by && slice_eq(claim->tab, tab);
}

void claim_give(struct working *w, int64_t by, struct slice tab)
{
        w->work.claim = (struct work_claim){
                .number = w->work.claim.number + 1, .by = by, .tab = tab, .made_ms = w->now_ms, .seen_ms = w->now_ms};
}

struct err store_work_is_written(struct store *s, int64_t article, bool *ret)
{
        CLEANUP(query_end) struct query q = ask(s, FIND_WRITER);
        query_bind_int(&q, article);
        query_bind_int(&q, REVISIONS_MIN);
        return query_step(&q, ret);
}

/* Whether the request may have it from another tab. */
static struct err may_take(struct working *w, const struct claim_request *request, bool *ret)
{
        bool is_written = false;
        *ret = request->take_over;
        if (*ret || !request->take_idle) return NO_ERR;
        TRY(store_work_is_written(w->store, request->article, &is_written));
        *ret = !is_written;
        return NO_ERR;
}

struct err store_work_claim(struct store *s, const struct claim_request *request, int64_t *ret_number)
{
        CLEANUP(working_clear) struct working w = {.by = request->by, .now_ms = request->now_ms};
        struct work_claim *claim = &w.work.claim;
        TRY(working_load(&w, s, request->article));
        *ret_number = 0;
        bool is_theirs = claim_is_of(claim, request->by, request->tab), may = true;
        if (claim_is_held(&w) && !is_theirs) TRY(may_take(&w, request, &may));
        if (!may) return NO_ERR;
        if (!is_theirs) {
                int64_t version;
                w.by = w.work.saved_by; /* the text is still that of whoever wrote it */
                if (claim_is_held(&w) && request->take_over) TRY(working_keep(&w, VERSION_HANDED_OVER, &version));
                claim_give(&w, request->by, request->tab);
        }
        claim->seen_ms = request->now_ms;
        *ret_number = claim->number;
        return working_put(&w);
}

struct err store_work_ping(struct store *s, int64_t article, int64_t claim, int64_t now_ms, bool *ret_holds)
{
        CLEANUP(working_clear) struct working w = {.now_ms = now_ms};
        TRY(working_load(&w, s, article));
        *ret_holds = w.work.claim.number == claim && w.work.claim.by;
        if (!*ret_holds) return NO_ERR;
        w.work.claim.seen_ms = now_ms;
        return working_put(&w);
}

struct err store_work_release(struct store *s, int64_t article, int64_t claim)
{
        CLEANUP(working_clear) struct working w = {0};
        TRY(working_load(&w, s, article));
        if (w.work.claim.number != claim) return NO_ERR;
        w.work.claim.by = 0;
        return working_put(&w);
}
