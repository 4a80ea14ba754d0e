#include "store/discard.h"

#include "store/work_inside.h"

struct err store_work_discard(struct store *s, int64_t article, int64_t now_ms)
{
        CLEANUP(working_clear) struct working w = {.now_ms = now_ms};
        int64_t version;
        TRY(working_load(&w, s, article));
        if (w.head.state != STATE_DRAFT || w.head.first_live_ms) return ERR(ERR_CONFLICT, "discard what is a draft");
        w.by = w.work.saved_by; /* the text is still that of whoever wrote it */
        TRY(working_keep(&w, VERSION_KEPT, &version));
        struct query q = ask(s, DISCARD);
        query_bind_int(&q, article);
        query_bind_int(&q, now_ms);
        return query_run(&q);
}

struct err store_work_retrieve(struct store *s, int64_t article, int64_t now_ms)
{
        store_check_writing(s);
        struct query q = ask(s, NOTE_CHANGED);
        query_bind_int(&q, article);
        query_bind_int(&q, now_ms);
        return query_run(&q);
}

struct err store_count_discarded(struct store *s, int64_t *ret)
{
        CLEANUP(query_end) struct query q = ask(s, COUNT_DISCARDED);
        TRY(query_row(&q));
        *ret = query_int(&q, 0);
        return NO_ERR;
}
