/* A new archive beside the old one, after damaged pictures were made anew or for an edition's other prefix: pressed by
 * a thread of its own from a snapshot of the store, while publishing goes on; then, on the desk's thread, what was
 * published meanwhile is applied and the new archive takes the old one's place. */
#include "writer/writer_inside.h"

#include "archive/generation.h"
#include "archive/live.h"
#include "base/clock.h"
#include "base/log.h"

#include <stdlib.h>
#include <unistd.h>

enum { RETRY_AFTER_MS = 60000 };

struct rebuild {
        pthread_t thread;
        const struct writer *writer; /* its paths and theme; they stay as they are */
        struct store *store;
        struct archive *archive;
        struct plant plant;
        struct buf name; /* of the new file */
        _Atomic int64_t done, total;
        atomic_bool ended;
        struct err err; /* these two are read after `ended` */
        struct mended_pictures mended;
};

static void note_progress(void *context, int64_t done, int64_t total)
{
        struct rebuild *r = context;
        atomic_store(&r->done, done);
        atomic_store(&r->total, total);
}

static void *press_all(void *context)
{
        struct rebuild *r = context;
        r->err = mend_pictures(r->writer->media_folder.at, r->store, &r->mended);
        if (r->err.code == OK) r->err = publish_everything(r->plant.publisher, note_progress, r);
        atomic_store(&r->ended, true);
        return NULL;
}

/* Stops short of nothing: a thread under way is waited for. */
void rebuild_free(struct rebuild *r)
{
        if (!r) return;
        if (r->thread) pthread_join(r->thread, NULL);
        plant_close(&r->plant);
        archive_close(r->archive);
        if (r->archive) archive_discard(r->writer->archive_folder.at, buf_text(&r->name));
        store_close(r->store);
        buf_clear(&r->name);
        free(r);
}

static struct err prepare(struct writer *d, struct rebuild *r, struct buf *why)
{
        TRY(store_open(buf_text(&d->store_path), STORE_READ, &r->store, why));
        TRY(archive_create_next(buf_text(&d->archive_folder), archive_path_key(d->archive), &r->archive, &r->name));
        return plant_open(&r->plant, r->store, r->archive, d);
}

/* ---- doing it ---- */

struct err writer_rebuild_start(struct writer *d)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        if (d->rebuild) {
                d->rebuild_again = true;
                return NO_ERR;
        }
        struct rebuild *r = calloc(1, sizeof *r);
        if (!r) return ERR(ERR_FULL, "start rebuilding");
        r->writer = d;
        buf_init(&r->name, 256);
        struct err err = prepare(d, r, &why);
        if (err.code == OK && pthread_create(&r->thread, NULL, press_all, r) != 0)
                err = ERR(ERR_IO, "start rebuilding");
        if (err.code == OK)
                d->rebuild = r;
        else
                rebuild_free(r);
        return err;
}

bool writer_is_rebuilding(const struct writer *d)
{
        return d->rebuild != NULL;
}

static bool is_moving(const struct writer *d)
{
        const struct newsroom *n = &d->plant.newsroom;
        for (size_t i = 0; i < n->edition_count; i++)
                if (n->editions[i].is_moving) return true;
        return false;
}

struct err rebuild_for_prefixes(struct writer *d)
{
        if (!is_moving(d) || d->rebuild || clock_steady_ms() < d->rebuild_not_before_ms) return NO_ERR;
        struct err err = writer_rebuild_start(d);
        if (err.code != OK) d->rebuild_not_before_ms = clock_steady_ms() + RETRY_AFTER_MS;
        return err;
}

struct writer_progress writer_moving_progress(const struct writer *d)
{
        if (!d->rebuild || !is_moving(d)) return (struct writer_progress){0};
        return (struct writer_progress){.done = atomic_load(&d->rebuild->done),
                                        .total = atomic_load(&d->rebuild->total)};
}

/* False when an edition got another prefix meanwhile: then some of its pages are under one and some under the other. */
static bool has_prefixes_of_now(const struct writer *d, const struct rebuild *r)
{
        for (size_t i = 0; i < d->plant.newsroom.edition_count; i++) {
                const struct edition *now = &d->plant.newsroom.editions[i], *pressed = &r->plant.newsroom.editions[i];
                if (!slice_eq(pressed->prefix, now->is_moving ? now->coming_prefix : now->prefix)) return false;
        }
        return true;
}

/* Open pages go on where they are; where the old archive cannot be read they load their rails anew. */
static void keep_what_was_told(struct writer *d, struct rebuild *r)
{
        struct err err = archive_live_take_over(r->archive, d->archive);
        if (err.code != OK) log_err(err, "keeping what open pages were told");
}

/* The new archive is complete but for what was published since: apply that, then let it be the site's. */
static struct err take_over(struct writer *d, struct rebuild *r)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        struct publish_report report = {0};
        do
                TRY(publish_changes(r->plant.publisher, 1000, &report));
        while (report.changes);
        keep_what_was_told(d, r);
        TRY(archive_checkpoint(r->archive));
        plant_close(&r->plant);
        archive_close(r->archive);
        r->archive = NULL;

        plant_close(&d->plant);
        archive_close(d->archive);
        d->archive = NULL;
        TRY(archive_activate(buf_text(&d->archive_folder), buf_text(&r->name)));
        TRY(archive_open(buf_text(&d->archive_folder), ARCHIVE_WRITE, &d->archive, &why));
        TRY(writer_open_plant(d));
        /* Its plant had the settings of when it began; what is shared is pressed with those of now. */
        TRY(writer_publish_all(d, &report));
        TRY(writer_tidy_pictures(d));
        if (d->witness.shows) d->witness.shows(d->witness.context, report.change);
        return NO_ERR;
}

/* One more when something changed under the one that has just ended. */
static void go_on_or_end(struct writer *d, struct rebuild_state *state)
{
        if (!d->rebuild_again) return;
        d->rebuild_again = false;
        state->running = writer_rebuild_start(d).code == OK;
        state->failed = !state->running;
}

struct rebuild_state writer_rebuild_step(struct writer *d)
{
        struct rebuild *r = d->rebuild;
        if (!r)
                return (struct rebuild_state){
                        .done = d->last_rebuilt, .total = d->last_rebuilt, .pictures = d->last_mended};
        struct rebuild_state state = {.running = !atomic_load(&r->ended), .done = atomic_load(&r->done)};
        state.total = atomic_load(&r->total);
        if (state.running) return state;

        pthread_join(r->thread, NULL);
        r->thread = 0;
        struct err err = r->err;
        bool is_stale = err.code == OK && !has_prefixes_of_now(d, r);
        if (is_stale) d->rebuild_again = true;
        if (err.code == OK && !is_stale) err = take_over(d, r);
        if (err.code != OK) log_err(err, "rebuilding");
        must(d->archive != NULL); /* without its archive a desk can do nothing: start again, from what is on disk */
        state.failed = err.code != OK;
        if (state.failed) d->rebuild_not_before_ms = clock_steady_ms() + RETRY_AFTER_MS;
        d->last_rebuilt = state.done;
        d->last_mended = state.pictures = r->mended;
        d->rebuild = NULL;
        rebuild_free(r);
        if (!state.failed) go_on_or_end(d, &state);
        return state;
}

struct rebuild_state writer_rebuild_finish(struct writer *d)
{
        enum { STEP_US = 20000 };
        struct rebuild_state state = writer_rebuild_step(d);
        while (state.running) {
                usleep(STEP_US);
                state = writer_rebuild_step(d);
        }
        return state;
}

/* For a command without a server; serve.c has its own way, which lets others work meanwhile. */
struct err job_rebuild(struct caller *s, struct slice payload, json_t *ret, struct buf *why)
{
        (void)payload;
        (void)why;
        TRY(writer_rebuild_start(s->writer));
        struct rebuild_state state = writer_rebuild_finish(s->writer);
        json_object_set_new(ret, "articles", json_integer(state.done));
        json_object_set_new(ret, "pictures", json_integer(state.pictures.made_anew));
        json_object_set_new(ret, "lost", json_integer(state.pictures.lost));
        return state.failed ? ERR(ERR_IO, "rebuild the archive; the old one stays") : NO_ERR;
}
