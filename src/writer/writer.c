#include "writer/theme_follow.h"
#include "writer/writer_inside.h"

#include "base/clock.h"
#include "base/log.h"
#include "media/folder.h"
#include "os/folder.h"
#include "store/audit.h"

#include <sodium.h>
#include <stdlib.h>

enum { PATH_MAX_BYTES = 4096, FAULTS_MAX_BYTES = 4096, DUE_AT_ONCE = 100 };

/* ---- the plant ---- */

void plant_close(struct plant *p)
{
        publisher_free(p->publisher);
        presser_free(p->presser);
        arena_clear(&p->arena);
        *p = (struct plant){0};
}

struct err plant_open(struct plant *p, struct store *store, struct archive *archive, const struct writer *d)
{
        *p = (struct plant){0};
        TRY(store_load_newsroom(store, &p->arena, &p->newsroom));
        TRY(publish_as_archive_has(archive, store, &p->newsroom, &p->arena));
        TRY(presser_new(&p->newsroom, d->theme, &p->presser));
        TRY(publisher_new(store, archive, &p->newsroom, p->presser, &p->publisher));
        publisher_keep_pictures(p->publisher, (struct picture_folders){d->media_folder.at, d->public_folder.at});
        return NO_ERR;
}

struct err writer_open_plant(struct writer *d)
{
        plant_close(&d->plant);
        d->plant_generation++;
        d->anew = (struct pressing_anew){0};
        return plant_open(&d->plant, d->store, d->archive, d);
}

/* ---- opening ---- */

static void say_locked(const char *lock_path, struct buf *why)
{
        CLEANUP(buf_clear) struct buf pid = BUF_INIT(64);
        struct err ignored = file_read(lock_path, &pid);
        (void)ignored;
        struct slice number = slice_trim(buf_slice(&pid));
        buf_add_format(why, "process %.*s is writing in this data folder", SLICE_ARGS(number));
}

static struct err take_lock(struct writer *d, struct buf *why)
{
        CLEANUP(buf_clear) struct buf path = BUF_INIT(PATH_MAX_BYTES);
        buf_add_format(&path, "%s/lock", buf_text(&d->data));
        struct err err = file_lock(buf_text(&path), &d->lock_fd);
        if (err.code == ERR_BUSY) say_locked(buf_text(&path), why);
        if (err.code == ERR_NOT_FOUND)
                buf_add_format(why, "there is no data folder %s; make one with 'stoppress init'", buf_text(&d->data));
        return err;
}

static struct err open_store(struct writer *d, struct buf *why)
{
        struct err err = store_open(buf_text(&d->store_path), STORE_WRITE, &d->store, why);
        if (err.code == ERR_INVALID) buf_add_text(why, "; put a backup of store.db in its place");
        TRY(err);
        struct store_tables tables = store_tables(d->store);
        if (tables.found != tables.now)
                log_event(LOG_INFO, "brought the store's tables from version %d up to version %d", tables.found,
                          tables.now);
        return NO_ERR;
}

static struct err open_archive(struct writer *d, struct buf *why)
{
        struct err err = archive_open(buf_text(&d->archive_folder), ARCHIVE_WRITE, &d->archive, why);
        if (err.code != ERR_NOT_FOUND) return err;
        buf_truncate(why);
        TRY(archive_create(buf_text(&d->archive_folder), NULL));
        return archive_open(buf_text(&d->archive_folder), ARCHIVE_WRITE, &d->archive, why);
}

static bool is_shown(void *context, struct slice digest)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct archive_path found = {0};
        struct slice path = arena_format(&arena, "/media/%.*s/", SLICE_ARGS(digest));
        struct err err = archive_find_path(context, path, &found);
        return err.code ? err.code != ERR_NOT_FOUND : found.kind == PATH_PICTURE;
}

struct err writer_tidy_pictures(struct writer *d)
{
        return media_hide_others(buf_text(&d->public_folder), is_shown, d->archive);
}

/* The archive, with all that the store has for it. */
static struct err open_site(struct writer *d, struct buf *why)
{
        struct publish_report report;
        TRY(open_archive(d, why));
        TRY(writer_open_plant(d));
        struct err err = writer_publish_all(d, &report);
        if (err.code == ERR_CONFLICT)
                buf_add_format(
                        why,
                        "the store is older than the archive (was it restored from a backup?); remove the folder %s: "
                        "it is made anew from the store",
                        buf_text(&d->archive_folder));
        return err;
}

/* It may be the store that cannot be read, and then the archive is not to blame. */
static bool is_archive_damaged(struct writer *d)
{
        CLEANUP(buf_clear) struct buf faults = BUF_INIT(FAULTS_MAX_BYTES);
        return !d->archive || archive_verify(d->archive, &faults).code != OK || faults.len > 0;
}

static struct err set_archive_aside(struct writer *d)
{
        CLEANUP(buf_clear) struct buf aside = BUF_INIT(PATH_MAX_BYTES);
        const char *folder = buf_text(&d->archive_folder);
        buf_add_format(&aside, "%s.damaged", folder);
        plant_close(&d->plant);
        archive_close(d->archive);
        d->archive = NULL;
        TRY(folder_remove(buf_text(&aside)));
        TRY(folder_move(folder, buf_text(&aside)));
        log_event(LOG_WARNING, "the archive is damaged: it is kept as %s, and made anew from the store",
                  buf_text(&aside));
        return folder_make(folder);
}

static struct err open_everything(struct writer *d, const char *theme_folder, struct buf *why)
{
        TRY(take_lock(d, why));
        TRY(media_folder_prepare(buf_text(&d->media_folder)));
        TRY(folder_make(buf_text(&d->public_folder)));
        TRY(folder_make(buf_text(&d->archive_folder)));
        TRY(folder_sync(buf_text(&d->data))); /* the folders' own names must be on disk before what is in them counts */
        TRY(open_store(d, why));
        TRY(theme_open(d, theme_folder, why));
        struct err err = open_site(d, why);
        if (err.code == ERR_INVALID && is_archive_damaged(d)) {
                buf_truncate(why);
                TRY(set_archive_aside(d));
                err = open_site(d, why);
        }
        TRY(err);
        return writer_tidy_pictures(d);
}

static struct buf path_in(const char *data, const char *name)
{
        struct buf path = BUF_INIT(PATH_MAX_BYTES);
        buf_add_format(&path, "%s%s%s", data, *name ? "/" : "", name);
        return path;
}

struct err writer_open(const struct writer_options *options, struct writer **ret, struct buf *why)
{
        must(sodium_init() >= 0);
        struct writer *d = calloc(1, sizeof *d);
        if (!d) return ERR(ERR_FULL, "allocate the writer");
        const char *data = options->data;
        d->lock_fd = d->theme_folder.watch_fd = -1;
        d->witness = options->witness;
        d->data = path_in(data, "");
        d->archive_folder = path_in(data, "archive");
        d->media_folder = path_in(data, "media");
        d->public_folder = path_in(data, "public");
        d->store_path = path_in(data, "store.db");
        d->keeper = darkroom_keeper(buf_text(&d->media_folder));
        struct err err = open_everything(d, options->theme_folder, why);
        if (err.code == OK)
                *ret = d;
        else
                writer_close(d);
        return err;
}

void writer_close(struct writer *d)
{
        if (!d) return;
        rebuild_free(d->rebuild);
        most_read_count_free(d->most_read);
        plant_close(&d->plant);
        theme_close(d);
        archive_close(d->archive);
        store_close(d->store);
        fd_close(d->lock_fd);
        buf_clear(&d->data);
        buf_clear(&d->archive_folder);
        buf_clear(&d->media_folder);
        buf_clear(&d->public_folder);
        buf_clear(&d->store_path);
        free(d);
}

struct store *writer_store(struct writer *w)
{
        return w->store;
}

const char *writer_data_folder(struct writer *w)
{
        return buf_text(&w->data);
}

const char *writer_media_folder(struct writer *w)
{
        return buf_text(&w->media_folder);
}

const struct newsroom *writer_newsroom(const struct writer *w)
{
        return &w->plant.newsroom;
}

struct publisher *writer_publisher(struct writer *w)
{
        return w->plant.publisher;
}

/* ---- publishing what the store has ---- */

typedef struct err publish_fn(struct publisher *p, unsigned limit, struct publish_report *ret);

static struct err publish_all(struct writer *d, publish_fn *publish, struct publish_report *ret)
{
        struct publish_report sum = {0}, part;
        do {
                part = (struct publish_report){0};
                TRY(publish(d->plant.publisher, WRITER_CHANGES_AT_ONCE, &part));
                if (part.later && !d->left_later_ms) d->left_later_ms = clock_steady_ms();
                d->left_later |= part.later > 0;
                sum.articles += part.articles;
                sum.withdrawn += part.withdrawn;
                sum.prepared_ns += part.prepared_ns;
                for (int i = 0; i < PUBLISH_STEPS; i++)
                        sum.step_ns[i] += part.step_ns[i];
                sum.change = part.change;
        } while (part.changes == WRITER_CHANGES_AT_ONCE);
        *ret = sum;
        indexing_ring(d->indexing);
        return NO_ERR;
}

struct err writer_publish_all(struct writer *d, struct publish_report *ret)
{
        d->left_later = false; /* after an error it is tried again when idle */
        TRY(publish_all(d, publish_changes, ret));
        d->left_later_ms = 0;
        return NO_ERR;
}

struct err writer_publish_ahead(struct writer *d, struct publish_report *ret)
{
        return publish_all(d, publish_ahead, ret);
}

struct err writer_do_later(struct writer *d)
{
        return d->left_later ? writer_publish_and_tell(d) : NO_ERR;
}

/* How late it is stands in the log, and for good in the audit: after a stop it may be much. */
static struct err note_release(struct writer *d, const struct due_article *due, int64_t now_ms)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        int64_t number;
        const struct audit_row row = {
                .time_ms = now_ms,
                .act = SLICE("appear"),
                .object_kind = SLICE("article"),
                .object = due->article,
                .edition = due->edition,
                .detail = arena_format(&arena, "{\"late_ms\":%lld}", (long long)(now_ms - due->due_ms)),
        };
        log_event(LOG_INFO, "article %lld appears, %lld ms after its time", (long long)due->article,
                  (long long)(now_ms - due->due_ms));
        return store_append_audit(d->store, &row, &number);
}

static struct err release(struct writer *d, const struct due_articles *due, int64_t now_ms)
{
        unsigned count = 0;
        TRY(store_release_due(d->store, now_ms, (unsigned)due->count, &count));
        for (size_t i = 0; i < due->count; i++)
                TRY(note_release(d, &due->at[i], now_ms));
        return NO_ERR;
}

static struct err release_due(struct writer *d)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct due_articles due;
        struct publish_report report;
        int64_t now_ms = clock_wall_ms();
        TRY(store_list_due(d->store, now_ms, DUE_AT_ONCE, &arena, &due));
        if (due.count == 0) return NO_ERR;
        TRY(store_begin(d->store));
        struct err err = release(d, &due, now_ms);
        if (err.code != OK) {
                store_rollback(d->store);
                return err;
        }
        TRY(store_commit(d->store));
        TRY(writer_publish_all(d, &report));
        if (d->witness.shows) d->witness.shows(d->witness.context, report.change);
        return NO_ERR;
}

void writer_publish_due(struct writer *d)
{
        struct err err = release_due(d);
        if (err.code != OK) log_err(err, "publishing what is due");
}

void writer_idle(struct writer *d)
{
        writer_note_counts(d);
        writer_note_reads(d);
        writer_note_unfound(d);
        writer_note_most_read(d);
        struct err err = rebuild_for_prefixes(d);
        if (err.code != OK) log_err(err, "moving an edition's pages");
        d->left_later = d->left_later_ms > 0;
        d->follows_up = true; /* there may be something left from before */
        err = anew_begin(d);
        if (err.code != OK) log_err(err, "pressing anew");
        err = store_checkpoint(d->store);
        if (err.code != OK) log_err(err, "store");
        err = archive_checkpoint(d->archive);
        if (err.code != OK) log_err(err, "archive");
}

/* ---- callers ---- */

struct err caller_open(struct writer *d, struct caller **ret)
{
        struct caller *s = calloc(1, sizeof *s);
        if (!s) return ERR(ERR_FULL, "allocate a caller");
        s->writer = d;
        *ret = s;
        return NO_ERR;
}

void caller_close(struct caller *s)
{
        if (!s) return;
        importer_free(s->importer);
        free(s);
}

struct err caller_importer(struct caller *s, struct importer **ret)
{
        struct writer *d = s->writer;
        if (s->importer && s->plant_generation != d->plant_generation) {
                importer_free(s->importer);
                s->importer = NULL;
        }
        if (!s->importer) TRY(importer_new(d->store, &d->plant.newsroom, &d->keeper, &s->importer));
        s->plant_generation = d->plant_generation;
        *ret = s->importer;
        return NO_ERR;
}

static const struct {
        const char *verb;
        job_fn *job;
} jobs[] = {
        {"publish", job_publish}, {"withdraw", job_withdraw}, {"import", job_import},
        {"report", job_report},   {"section", job_section},   {"settings", job_settings},
        {"rebuild", job_rebuild}, {"invite", job_invite},     {"describe", job_describe},
};

static job_fn *find_job(const char *verb)
{
        for (size_t i = 0; i < sizeof jobs / sizeof jobs[0]; i++)
                if (strcmp(jobs[i].verb, verb) == 0) return jobs[i].job;
        return NULL;
}

static void answer(struct frame *ret, const char *verb, json_t *json)
{
        CLEANUP(frame_clear) struct frame frame = FRAME_INIT;
        memcpy(frame.verb, verb, strlen(verb));
        char *text = json_dumps(json, JSON_COMPACT);
        must(text != NULL);
        buf_add_text(&frame.payload, text);
        free(text);
        frame_clear(ret);
        *ret = frame;
        frame.payload = BUF_INIT(FRAME_MAX_BYTES);
}

/* A job's own fault is refused, with the reason; anything else is the machine's, and logged. */
static const char *verb_for(struct err err, const struct buf *why)
{
        if (err.code == OK) return "done";
        return why->len && err.code != ERR_IO && err.code != ERR_FULL ? "refused" : "error";
}

static void describe(struct err err, struct buf *why)
{
        if (why->len) return;
        buf_add_format(why, "could not %s%s%s", err.what ? err.what : "do it", err.os_errno ? ": " : "",
                       err.os_errno ? strerror(err.os_errno) : "");
}

void caller_do(struct caller *s, const char *verb, struct slice payload, struct frame *ret)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4000);
        json_t *json = json_object();
        job_fn *job = find_job(verb);
        struct err err = job ? job(s, payload, json, &why) : ERR(ERR_INVALID, "know this verb");
        const char *outcome = verb_for(err, &why);
        if (err.code != OK) {
                if (strcmp(outcome, "error") == 0) log_err(err, "%s", verb);
                describe(err, &why);
                json_object_set_new(json, "why", json_stringn_nocheck(why.at, why.len));
        }
        answer(ret, outcome, json);
        json_decref(json);
        s->writer->worked_ms = clock_steady_ms();
}
