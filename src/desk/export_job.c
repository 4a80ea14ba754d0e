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

struct export_job {
        char data[PATH_BYTES], folder[PATH_BYTES + 16], path[PATH_BYTES + 48];
        pthread_t thread;
        bool has_thread; /* to be joined; the writer's thread alone */
        pthread_mutex_t lock;
        pthread_cond_t ended; /* somebody wants it removed */
        /* Under the lock: */
        struct export_status status;
        bool is_to_end;
        struct export_file *file;
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
        struct export_job *job;
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
static bool tell_progress(struct export_job *j, const struct export_counts *counts)
{
        pthread_mutex_lock(&j->lock);
        j->status.done = counts->done;
        j->status.all = counts->all;
        j->status.articles = counts->articles;
        j->status.pictures = counts->pictures;
        j->status.missing_pictures = counts->missing_pictures;
        j->status.without_headline = counts->without_headline;
        bool goes_on = !j->is_to_end;
        pthread_mutex_unlock(&j->lock);
        return goes_on;
}

static struct err open_all(struct making *m, const struct export_sink *sink, struct buf *why)
{
        struct export_job *j = m->job;
        char path[PATH_BYTES + 16];
        snprintf(path, sizeof path, "%s/store.db", j->data);
        snprintf(m->media, sizeof m->media, "%s/media", j->data);
        TRY(folder_make(j->folder));
        m->fd = open(j->path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        if (m->fd < 0) return ERR_OS("make the file of an export");
        TRY(store_open(path, STORE_READ, &m->store, why));
        TRY(store_load_newsroom(m->store, &m->arena, &m->newsroom));
        TRY(tar_gz_new(m->fd, j->status.begun_ms, &m->tar));
        const struct export_wish wish = {.store = m->store,
                                         .newsroom = &m->newsroom,
                                         .media = m->media,
                                         .sink = sink,
                                         .with_drafts = j->status.with_drafts,
                                         .now_ms = j->status.begun_ms};
        return exporter_new(&wish, &m->exporter);
}

/* ERR_BUSY: somebody wants it no more. */
static struct err write_all(struct making *m, const struct export_sink *sink, struct buf *why)
{
        bool more = true;
        TRY(open_all(m, sink, why));
        while (more) {
                TRY(exporter_step(m->exporter, &more));
                if (!tell_progress(m->job, exporter_counts(m->exporter))) return ERR(ERR_BUSY, "go on with an export");
        }
        TRY(tar_gz_finish(m->tar));
        return fsync(m->fd) == 0 ? NO_ERR : ERR_OS("write an export to the disk");
}

/* The file goes on to be the job's, by its open descriptor. */
static void take_over(struct making *m)
{
        struct export_job *j = m->job;
        struct export_file *file = calloc(1, sizeof *file);
        must(file != NULL);
        atomic_init(&file->references, 1);
        file->fd = m->fd;
        file->size_bytes = tar_gz_written(m->tar);
        m->fd = -1;
        pthread_mutex_lock(&j->lock);
        j->file = file;
        j->status.state = EXPORT_READY;
        j->status.size_bytes = file->size_bytes;
        j->status.until_ms = clock_wall_ms() + EXPORT_KEPT_MS;
        pthread_mutex_unlock(&j->lock);
}

static void make_it(struct export_job *j)
{
        CLEANUP(making_clear) struct making m = {.job = j, .fd = -1};
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        const struct export_sink sink = {.context = &m, .add = add_to_tar};
        struct err err = write_all(&m, &sink, &why);
        if (err.code == OK) {
                take_over(&m);
                return;
        }
        if (err.code != ERR_BUSY) log_err(err, "%s", why.len ? buf_text(&why) : "the export is given up");
        unlink(j->path);
        pthread_mutex_lock(&j->lock);
        j->status.state = err.code == ERR_BUSY ? EXPORT_NONE : EXPORT_FAILED;
        pthread_mutex_unlock(&j->lock);
}

/* Keeps it for its hour, or until somebody removes it. */
static void keep_it(struct export_job *j)
{
        struct timespec end;
        clock_gettime(CLOCK_REALTIME, &end);
        end.tv_sec += EXPORT_KEPT_MS / 1000;
        pthread_mutex_lock(&j->lock);
        while (j->status.state == EXPORT_READY && !j->is_to_end)
                if (pthread_cond_timedwait(&j->ended, &j->lock, &end) == ETIMEDOUT) break;
        struct export_file *file = j->file;
        j->file = NULL;
        if (file) j->status.state = EXPORT_NONE;
        pthread_mutex_unlock(&j->lock);
        if (file) unlink(j->path);
        export_file_unref(file);
}

static void *run(void *context)
{
        struct export_job *j = context;
        make_it(j);
        keep_it(j);
        return NULL;
}

/* ---- the writer's thread ---- */

static void join(struct export_job *j)
{
        if (j->has_thread) pthread_join(j->thread, NULL);
        j->has_thread = false;
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
        pthread_cond_init(&j->ended, NULL);
        *ret = j;
        return folder_remove(j->folder);
}

void export_job_close(struct export_job *j)
{
        if (!j) return;
        export_job_remove(j);
        pthread_cond_destroy(&j->ended);
        pthread_mutex_destroy(&j->lock);
        free(j);
}

bool export_job_begin(struct export_job *j, bool with_drafts, int64_t by)
{
        enum export_state state = export_job_status(j).state;
        if (state == EXPORT_RUNNING || state == EXPORT_READY) return false;
        join(j);
        j->is_to_end = false;
        j->status = (struct export_status){
                .state = EXPORT_RUNNING, .with_drafts = with_drafts, .by = by, .begun_ms = clock_wall_ms()};
        j->has_thread = pthread_create(&j->thread, NULL, run, j) == 0;
        if (!j->has_thread) j->status.state = EXPORT_FAILED;
        return true;
}

void export_job_remove(struct export_job *j)
{
        pthread_mutex_lock(&j->lock);
        j->is_to_end = true;
        pthread_cond_signal(&j->ended);
        pthread_mutex_unlock(&j->lock);
        join(j);
        j->status = (struct export_status){0};
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
