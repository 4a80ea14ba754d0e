/* The publisher and its runs: the list of steps, in the order in which they are done, within one transaction. */
#include "publish/later.h"
#include "publish/publish_inside.h"
#include "publish/tell.h"

#include "base/clock.h"
#include "base/log.h"

#include <stdlib.h>

enum { DROPPED_MAX_BYTES = 64 << 20, ITEM_MAX_BYTES = 1 << 20 };

const char *const publish_step_names[PUBLISH_STEPS] = {
        [PUBLISH_LOAD] = "load",       [PUBLISH_PRESS] = "press", [PUBLISH_LIST] = "list",
        [PUBLISH_FURNISH] = "furnish", [PUBLISH_WRITE] = "write",
};

typedef struct err step_fn(struct run *r);
static step_fn *const steps[PUBLISH_STEPS] = {
        [PUBLISH_LOAD] = load_changes,    /* what changed, whom it concerns, as the store has it now; hands rails and
                                             fronts to the second press */
        [PUBLISH_PRESS] = press_articles, /* articles, their list items, places and paths */
        [PUBLISH_LIST] = press_listings,  /* the pages around the items */
        [PUBLISH_FURNISH] = press_shared, /* rail and front, of each edition once */
        [PUBLISH_WRITE] = write_archive,  /* on disk, or on its way */
};

/* ---- the publisher ---- */

struct err publisher_new(struct store *store, struct archive *archive, const struct newsroom *newsroom,
                         struct presser *presser, struct publisher **ret)
{
        struct publisher *p = calloc(1, sizeof *p);
        if (!p) return ERR(ERR_FULL, "allocate a publisher");
        *p = (struct publisher){.store = store,
                                .archive = archive,
                                .newsroom = newsroom,
                                .presser = presser,
                                .item = BUF_INIT(ITEM_MAX_BYTES),
                                .record = BUF_INIT(ITEM_MAX_BYTES),
                                .ninjs_plain = BUF_INIT(FRAGMENT_PLAIN_MAX_BYTES),
                                .ninjs_stored = BUF_INIT(FRAGMENT_PLAIN_MAX_BYTES + 65536)};
        pressed_page_init(&p->page);
        pressed_listing_init(&p->listing);
        pressed_furniture_init(&p->furniture);
        pressed_newest_init(&p->newest);
        *ret = p;
        return NO_ERR;
}

void publisher_free(struct publisher *p)
{
        if (!p) return;
        publish_forget(p);
        second_press_free(p->second);
        pressed_newest_clear(&p->newest);
        pressed_page_clear(&p->page);
        pressed_listing_clear(&p->listing);
        pressed_furniture_clear(&p->furniture);
        buf_clear(&p->item);
        buf_clear(&p->record);
        buf_clear(&p->ninjs_plain);
        buf_clear(&p->ninjs_stored);
        ninjs_writer_free(p->ninjs);
        deflater_free(p->deflater);
        free(p);
}

/* ---- a run ---- */

void run_init(struct run *r, struct publisher *p)
{
        /* What a program of another version left as furniture is pressed anew when this one first publishes. */
        *r = (struct run){
                .publisher = p, .newsroom_changed = !p->furnished, .dropped_pictures = BUF_INIT(DROPPED_MAX_BYTES)};
}

void run_forget_works(struct run *r)
{
        r->works = (struct works){0};
        r->led_from = (struct article_ids){0};
        memset(r->shelves, 0, sizeof r->shelves);
        memset(r->months, 0, sizeof r->months);
        memset(r->newest, 0, sizeof r->newest);
        arena_clear(&r->arena);
}

struct err run_wait_for_second(struct run *r)
{
        if (!r->second_has_work) return NO_ERR;
        r->second_has_work = false;
        return second_press_wait(r->publisher->second);
}

void run_clear(struct run *r)
{
        struct err ignored = run_wait_for_second(r); /* the run has failed before */
        (void)ignored;
        run_forget_works(r);
        listing_set_clear(&r->listings);
        buf_clear(&r->dropped_pictures);
        listing_set_clear(&r->renamed);
        for (size_t edition = 0; edition <= EDITION_MAX; edition++)
                tidings_free(r->tidings[edition]);
}

struct err run_step(struct run *r, enum publish_step step)
{
        int64_t start_ns = clock_steady_ns();
        struct err err = steps[step](r);
        r->report.step_ns[step] += clock_steady_ns() - start_ns;
        return err;
}

struct err write_archive(struct run *r)
{
        TRY(archive_commit(r->publisher->archive, r->change));
        hide_dropped_pictures(r);
        r->publisher->furnished = true;
        r->report.change = r->change;
        return NO_ERR;
}

static struct err apply(struct run *r)
{
        for (enum publish_step step = PUBLISH_PRESS; step < PUBLISH_STEPS; step++)
                TRY(run_step(r, step));
        return NO_ERR;
}

static struct err apply_in_transaction(struct run *r)
{
        struct archive *archive = r->publisher->archive;
        TRY((r->is_ahead ? archive_begin_ahead : archive_begin)(archive));
        struct err err = note_later(r);
        if (err.code == OK) err = apply(r);
        /* A commit that failed has rolled back by itself. */
        if (err.code) archive_rollback(archive);
        return err;
}

/* An archive that is ahead would take the changes that the store numbers anew for applied. */
static struct err measure_behind(struct run *r)
{
        int64_t last;
        TRY(store_last_change(r->publisher->store, &last));
        r->behind = last - r->change;
        if (r->behind >= 0) return NO_ERR;
        return ERR(ERR_CONFLICT,
                   "publish from a store older than its archive (without its archive folder it makes a new one)");
}

static struct err load(struct run *r)
{
        TRY(archive_change(r->publisher->archive, &r->began_after));
        r->change = r->began_after;
        TRY(measure_behind(r));
        r->report.change = r->change;
        return run_step(r, PUBLISH_LOAD);
}

static struct err apply_loaded(struct run *r)
{
        if (r->report.changes == 0 && !r->newsroom_changed && !r->does_later) return NO_ERR;
        return apply_in_transaction(r);
}

/* Once everything is pressed, what comes next is one publication after the other. Without a second press they take
 * longer; it is tried once. */
static void start_second(struct publisher *p)
{
        if (p->second_was_tried) return;
        p->second_was_tried = true;
        struct err err = second_press_start(p->presser, &p->second);
        if (err.code) log_err(err, "publications take longer");
}

/* ---- prepared before the store's commit ---- */

void publish_forget(struct publisher *p)
{
        if (!p->prepared) return;
        run_clear(p->prepared);
        free(p->prepared);
        p->prepared = NULL;
}

void publish_prepare(struct publisher *p, unsigned limit)
{
        publish_forget(p);
        struct run *run = malloc(sizeof *run);
        if (!run) return;
        run_init(run, p);
        run->limit = limit;
        run->is_ahead = true;
        p->prepared = run;
        if (load(run).code != OK) {
                publish_forget(p);
                return;
        }
        run->report.prepared_ns = run->report.step_ns[PUBLISH_LOAD];
}

/* Nothing has come to either since. */
static struct err is_as_loaded(const struct run *r, bool *ret)
{
        int64_t published, last;
        TRY(archive_change(r->publisher->archive, &published));
        TRY(store_last_change(r->publisher->store, &last));
        *ret = published == r->began_after && last == r->change;
        return NO_ERR;
}

/* Moves what was prepared into `run`, or loads it now. */
static struct err load_or_take_over(struct publisher *p, struct run *run)
{
        bool is_good = false;
        if (p->prepared && run->is_ahead) TRY(is_as_loaded(p->prepared, &is_good));
        if (!is_good) {
                publish_forget(p);
                return load(run);
        }
        *run = *p->prepared;
        free(p->prepared);
        p->prepared = NULL;
        return NO_ERR;
}

/* ---- */

static struct err publish_as(struct publisher *p, bool is_ahead, unsigned limit, struct publish_report *ret)
{
        CLEANUP(run_clear) struct run run;
        run_init(&run, p);
        run.limit = limit;
        run.is_ahead = is_ahead;
        TRY(store_read_begin(p->store));
        struct err err = load_or_take_over(p, &run);
        if (err.code == OK) err = apply_loaded(&run);
        store_read_end(p->store);
        if (err.code == OK) *ret = run.report;
        if (err.code == OK) start_second(p);
        return err;
}

struct err publish_changes(struct publisher *p, unsigned limit, struct publish_report *ret)
{
        return publish_as(p, false, limit, ret);
}

struct err publish_ahead(struct publisher *p, unsigned limit, struct publish_report *ret)
{
        return publish_as(p, true, limit, ret);
}

struct err publish_settle(struct publisher *p)
{
        return archive_settle(p->archive);
}
