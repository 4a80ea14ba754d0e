/* Stories that share words: found by the thread that indexes (indexing.c), chosen here, between two jobs, once an
 * article has been out for a moment, so that no publication waits for it. What was found and not chosen before a crash
 * is found again. */
#include "store/alike.h"

#include "base/clock.h"
#include "base/log.h"
#include "writer/writer_inside.h"

enum { QUIET_MS = 300 };

static struct err choose(struct store *s, const struct indexing_found *found)
{
        struct alike alike[SEARCH_ALIKE_MAX];
        for (unsigned i = 0; i < found->alike.count; i++) {
                const struct search_likeness *like = &found->alike.at[i];
                alike[i] = (struct alike){like->article, like->published_ms, like->centibits};
        }
        return store_choose_alike(s, found->article, alike, found->alike.count, clock_wall_ms());
}

static struct err choose_all(struct store *s, const struct indexing_founds *founds)
{
        for (unsigned i = 0; i < founds->count; i++)
                if (founds->at[i].alike.count) TRY(choose(s, &founds->at[i]));
        return NO_ERR;
}

static struct err choose_and_publish(struct writer *d, const struct indexing_founds *founds)
{
        int64_t before = 0, after = 0;
        TRY(store_last_change(d->store, &before));
        TRY(store_begin(d->store));
        struct err err = choose_all(d->store, founds);
        if (err.code != OK) {
                store_rollback(d->store);
                return err;
        }
        TRY(store_commit(d->store));
        TRY(store_last_change(d->store, &after));
        return after == before ? NO_ERR : writer_publish_and_tell(d);
}

void writer_choose_alike(struct writer *d)
{
        const struct indexing_founds *founds = indexing_found_alike(d->indexing);
        if (!founds || clock_steady_ms() - d->worked_ms < QUIET_MS) return;
        struct err err = choose_and_publish(d, founds);
        if (err.code != OK) log_err(err, "choosing stories that share words");
        d->chose_alike_ms = clock_steady_ms();
        indexing_took_alike(d->indexing);
}
