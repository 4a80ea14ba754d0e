#include "desk/export_job.h"

#include "base/clock.h"
#include "base/log.h"
#include "os/file.h"
#include "os/folder.h"
#include "wire/export.h"
#include "wire/tar_gz.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PATH_BYTES = 4096, NAME_BYTES = 100 };

/* One thread's: making an export, and keeping it. It may still be ending when the next one is begun, which waits for it
 * on its own thread: the file's name is the same. */
struct run {
        struct export_job *job;
        pthread_t before; /* the thread of the last one */
        bool has_before;
        bool with_drafts;
        int64_t begun_ms;
        struct export_file *file; /* its own reference, once it is made */
        bool is_to_end;           /* under the lock; the job's status is another's from then on */
};

struct export_job {
        char data[PATH_BYTES], folder[PATH_BYTES + 16], path[PATH_BYTES + 48];
        pthread_t thread; /* the last one begun */
        bool has_thread;  /* to be joined; the writer's thread alone */
        pthread_mutex_t lock;
        pthread_cond_t ended; /* somebody wants it removed */
        /* Under the lock: */
        struct export_status status;
        struct run *run;          /* NULL: none is under way or kept */
        struct export_file *file; /* the run's, while it is ready */
};

/* ---- the file ---- */

void export_file_ref(struct export_file *f)
{
        atomic_fetch_add(&f->references, 1);
}

void export_file_unref(struct export_file *f)
{
        if (!f || atomic_fetch_sub(&f->references, 1) != 1) return;
        fd_close(f->fd);
        free(f);
}

/* ---- making it: on its thread ---- */

struct making {
        struct run *run;
        struct store *store;
        struct arena arena;
        struct newsroom newsroom;
        struct tar_gz *tar;
        struct exporter *exporter;
        char media[PATH_BYTES + 16];
        int fd;
};

static void making_clear(struct making *m)
{
        exporter_free(m->exporter);
        tar_gz_free(m->tar);
        store_close(m->store);
        arena_clear(&m->arena);
        fd_close(m->fd);
}

static struct err add_to_tar(void *context, const char *name, struct slice bytes)
{
        struct making *m = context;
        char path[NAME_BYTES];
        snprintf(path, sizeof path, "stoppress/%s", name);
        return tar_gz_add(m->tar, path, bytes);
}

/* Whether to go on. */
static bool tell_progress(const struct run *r, const struct export_counts *counts)
{
        struct export_job *j = r->job;
        pthread_mutex_lock(&j->lock);
        bool goes_on = !r->is_to_end;
        if (goes_on) {
                j->status.done = counts->done;
                j->status.all = counts->all;
                j->status.articles = counts->articles;
                j->status.pictures = counts->pictures;
                j->status.missing_pictures = counts->missing_pictures;
                j->status.without_headline = counts->without_headline;
        }
        pthread_mutex_unlock(&j->lock);
        return goes_on;
}

static struct err open_all(struct making *m, const struct export_sink *sink, struct buf *why)
{
        const struct export_job *j = m->run->job;
        char path[PATH_BYTES + 16];
        snprintf(path, sizeof path, "%s/store.db", j->data);
        snprintf(m->media, sizeof m->media, "%s/media", j->data);
        TRY(folder_make(j->folder));
        m->fd = open(j->path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        if (m->fd < 0) return ERR_OS("make the file of an export");
        TRY(store_open(path, STORE_READ, &m->store, why));
        TRY(store_load_newsroom(m->store, &m->arena, &m->newsroom));
        TRY(tar_gz_new(m->fd, m->run->begun_ms, &m->tar));
        const struct export_wish wish = {.store = m->store,
                                         .newsroom = &m->newsroom,
                                         .media = m->media,
                                         .sink = sink,
                                         .with_drafts = m->run->with_drafts,
                                         .now_ms = m->run->begun_ms};
        return exporter_new(&wish, &m->exporter);
}

/* ERR_BUSY: somebody wants it no more. */
static struct err write_all(struct making *m, const struct export_sink *sink, struct buf *why)
{
        bool more = true;
        TRY(open_all(m, sink, why));
        while (more) {
                TRY(exporter_step(m->exporter, &more));
                if (!tell_progress(m->run, exporter_counts(m->exporter))) return ERR(ERR_BUSY, "go on with an export");
        }
        TRY(tar_gz_finish(m->tar));
        return fsync(m->fd) == 0 ? NO_ERR : ERR_OS("write an export to the disk");
}

/* The file goes on to be the run's, by its open descriptor, and the job's, unless nobody wants it any more. */
static void take_over(struct making *m)
{
        struct export_job *j = m->run->job;
        struct export_file *file = calloc(1, sizeof *file);
        must(file != NULL);
        atomic_init(&file->references, 1);
        file->fd = m->fd;
        file->size_bytes = tar_gz_written(m->tar);
        m->fd = -1;
        m->run->file = file;
        pthread_mutex_lock(&j->lock);
        if (!m->run->is_to_end) {
                j->file = file;
                j->status.state = EXPORT_READY;
                j->status.size_bytes = file->size_bytes;
                j->status.until_ms = clock_wall_ms() + EXPORT_KEPT_MS;
        }
        pthread_mutex_unlock(&j->lock);
}

static void make_it(struct run *r)
{
        CLEANUP(making_clear) struct making m = {.run = r, .fd = -1};
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        const struct export_sink sink = {.context = &m, .add = add_to_tar};
        struct err err = write_all(&m, &sink, &why);
        if (err.code == OK) {
                take_over(&m);
                return;
        }
        if (err.code != ERR_BUSY) log_err(err, "%s", why.len ? buf_text(&why) : "the export is given up");
}

/* Keeps it for its hour, or until somebody removes it. Of the steady clock, as the wall's may jump. */
static void keep_it(struct run *r)
{
        struct export_job *j = r->job;
        struct timespec end;
        clock_gettime(CLOCK_MONOTONIC, &end);
        end.tv_sec += EXPORT_KEPT_MS / 1000;
        pthread_mutex_lock(&j->lock);
        while (!r->is_to_end)
                if (pthread_cond_timedwait(&j->ended, &j->lock, &end) == ETIMEDOUT) break;
        pthread_mutex_unlock(&j->lock);
}

/* The file goes first: where there is none at the desk, none is on the disk, but one that was just given up. */
static void end_it(struct run *r)
{
        struct export_job *j = r->job;
        unlink(j->path);
        pthread_mutex_lock(&j->lock);
        if (j->run == r) {
                j->run = NULL;
                j->file = NULL;
                j->status.state = r->file ? EXPORT_NONE : EXPORT_FAILED;
        }
        pthread_mutex_unlock(&j->lock);
        export_file_unref(r->file);
        free(r);
}

static void *run(void *context)
{
        struct run *r = context;
        if (r->has_before) pthread_join(r->before, NULL);
        make_it(r);
        if (r->file) keep_it(r);
        end_it(r);
        return NULL;
}

/* ---- the writer's thread ---- */

/* Its times are of the steady clock. */
static void make_condition(pthread_cond_t *ret)
{
        pthread_condattr_t attributes;
        pthread_condattr_init(&attributes);
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
        pthread_cond_init(ret, &attributes);
        pthread_condattr_destroy(&attributes);
}

struct err export_job_open(const char *data, struct export_job **ret)
{
        struct export_job *j = calloc(1, sizeof *j);
        if (!j) return ERR(ERR_FULL, "allocate the desk's exports");
        if (snprintf(j->data, sizeof j->data, "%s", data) >= (int)sizeof j->data) {
                free(j);
                return ERR(ERR_INVALID, "name the folder of exports: its path is too long");
        }
        snprintf(j->folder, sizeof j->folder, "%s/export", j->data);
        snprintf(j->path, sizeof j->path, "%s/export.tar.gz", j->folder);
        pthread_mutex_init(&j->lock, NULL);
        make_condition(&j->ended);
        *ret = j;
        return folder_remove(j->folder);
}

void export_job_close(struct export_job *j)
{
        if (!j) return;
        export_job_remove(j);
        if (j->has_thread) pthread_join(j->thread, NULL); /* which has waited for those before it */
        pthread_cond_destroy(&j->ended);
        pthread_mutex_destroy(&j->lock);
        free(j);
}

/* Under the lock. */
static void begin(struct export_job *j, bool with_drafts, int64_t by)
{
        struct run *r = calloc(1, sizeof *r);
        must(r != NULL);
        *r = (struct run){.job = j,
                          .before = j->thread,
                          .has_before = j->has_thread,
                          .with_drafts = with_drafts,
                          .begun_ms = clock_wall_ms()};
        j->status = (struct export_status){
                .state = EXPORT_RUNNING, .with_drafts = with_drafts, .by = by, .begun_ms = r->begun_ms};
        if (pthread_create(&j->thread, NULL, run, r) == 0) {
                j->has_thread = true;
                j->run = r;
                return;
        }
        j->thread = r->before; /* what a failed call left there is not said */
        j->status.state = EXPORT_FAILED;
        free(r);
}

bool export_job_begin(struct export_job *j, bool with_drafts, int64_t by)
{
        pthread_mutex_lock(&j->lock);
        bool is_free = j->run == NULL;
        if (is_free) begin(j, with_drafts, by);
        pthread_mutex_unlock(&j->lock);
        return is_free;
}

/* Under the lock. Its thread ends by itself, however long the disk takes. */
static void let_go(struct export_job *j)
{
        if (j->run) j->run->is_to_end = true;
        j->run = NULL;
        j->file = NULL;
        j->status = (struct export_status){0};
        pthread_cond_broadcast(&j->ended);
}

void export_job_remove(struct export_job *j)
{
        pthread_mutex_lock(&j->lock);
        if (j->status.state == EXPORT_READY) unlink(j->path);
        let_go(j);
        pthread_mutex_unlock(&j->lock);
}

void export_job_give_up(struct export_job *j)
{
        pthread_mutex_lock(&j->lock);
        if (j->status.state == EXPORT_RUNNING) let_go(j);
        pthread_mutex_unlock(&j->lock);
}

struct export_status export_job_status(struct export_job *j)
{
        pthread_mutex_lock(&j->lock);
        struct export_status status = j->status;
        pthread_mutex_unlock(&j->lock);
        return status;
}

struct export_file *export_job_file(struct export_job *j)
{
        pthread_mutex_lock(&j->lock);
        struct export_file *file = j->file;
        if (file) export_file_ref(file);
        pthread_mutex_unlock(&j->lock);
        return file;
}
