/* The whole site at once, into an empty archive: the same steps over batches of articles, then listings and furniture
 * once. Nothing has to be pressed again for another's sake, because everything is pressed as the store has it now.
 *
 * What the store is told meanwhile comes afterwards, with publish_changes(): the archive holds the number of the last
 * change there was when the run began. */
#include "publish/former_listing.h"
#include "publish/publish_inside.h"

enum { BATCH_ARTICLES = 500 };

struct rebuild {
        struct run run;
        publish_progress_fn *on_progress;
        void *context;
        int64_t live; /* articles to be pressed */
};

static void rebuild_clear(struct rebuild *b)
{
        run_clear(&b->run);
}

typedef struct err list_articles_fn(struct store *s, int64_t after, unsigned limit, struct arena *a,
                                    struct article_ids *ret);

static struct err commit_part(struct rebuild *b)
{
        struct archive *archive = b->run.publisher->archive;
        TRY(archive_commit(archive, 0));
        return archive_checkpoint(archive);
}

static struct err press_batch(struct rebuild *b, const struct article_ids *articles)
{
        struct run *r = &b->run;
        for (size_t i = 0; i < articles->count; i++)
                works_add(r, articles->at[i], WORK_WHOLE);
        TRY(works_load(r));
        TRY(archive_begin(r->publisher->archive));
        TRY(run_step(r, PUBLISH_PRESS));
        return commit_part(b);
}

static struct err press_listed(struct rebuild *b, list_articles_fn *list)
{
        struct run *r = &b->run;
        int64_t last = 0;
        for (struct article_ids articles = {.count = BATCH_ARTICLES}; articles.count == BATCH_ARTICLES;) {
                TRY(list(r->publisher->store, last, BATCH_ARTICLES, &r->arena, &articles));
                if (articles.count == 0) break;
                last = articles.at[articles.count - 1];
                TRY(press_batch(b, &articles));
                run_forget_works(r);
                if (b->on_progress) b->on_progress(b->context, r->report.articles, b->live);
        }
        return NO_ERR;
}

static struct err press_rest(struct run *r)
{
        TRY(archive_begin(r->publisher->archive));
        TRY(run_step(r, PUBLISH_LIST));
        TRY(lead_on_from_merged(r));
        TRY(run_step(r, PUBLISH_FURNISH));
        return run_step(r, PUBLISH_WRITE);
}

static struct err count_articles(struct rebuild *b)
{
        struct store_counts counts;
        TRY(store_count(b->run.publisher->store, &counts));
        b->run.change = counts.changes;
        b->live = counts.live;
        return NO_ERR;
}

static struct err check_empty(struct archive *archive)
{
        int64_t paths;
        TRY(archive_path_count(archive, &paths));
        return paths ? ERR(ERR_CONFLICT, "press everything into an archive that is not empty") : NO_ERR;
}

static struct err press_everything(struct rebuild *b)
{
        TRY(check_empty(b->run.publisher->archive));
        TRY(count_articles(b));
        TRY(press_listed(b, store_live_articles));
        TRY(press_listed(b, store_withdrawn_articles));
        return press_rest(&b->run);
}

struct err publish_everything(struct publisher *p, publish_progress_fn *on_progress, void *context)
{
        CLEANUP(rebuild_clear) struct rebuild rebuild = {.on_progress = on_progress, .context = context};
        run_init(&rebuild.run, p);
        rebuild.run.everything = true;
        rebuild.run.newsroom_changed = true;
        struct err err = press_everything(&rebuild);
        if (err.code) archive_rollback(p->archive);
        return err;
}
