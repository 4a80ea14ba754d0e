/* An export of everything, made for the desk: on a thread of its own, which reads the store beside the writer, into one
 * file in DATA/export. There is one at a time; it goes when somebody removes it, after an hour, and with the desk. */
#pragma once
#include "base/err.h"

#include <stdatomic.h>

enum { EXPORT_KEPT_MS = 60 * 60 * 1000 };

/* The file while it is sent: it may be removed meanwhile. */
struct export_file {
        atomic_uint references;
        int fd;
        uint64_t size_bytes;
};
void export_file_ref(struct export_file *f);
void export_file_unref(struct export_file *f); /* NULL is fine */

enum export_state { EXPORT_NONE, EXPORT_RUNNING, EXPORT_READY, EXPORT_FAILED };
struct export_status {
        enum export_state state;
        bool with_drafts;
        int64_t by, begun_ms; /* who asked for it; the wall clock */
        int64_t until_ms;     /* of a ready one: when it goes */
        int64_t done, all, articles, pictures, missing_pictures, without_headline;
        uint64_t size_bytes;
};

struct export_job;
/* `data` is the data folder. What a desk that was stopped left there goes. */
struct err export_job_open(const char *data, struct export_job **ret) CHECKED;
void export_job_close(struct export_job *j); /* ends what is under way, and waits for that */

/* All from the writer's thread, and none of them waits for the disk. False: there is one already. */
bool export_job_begin(struct export_job *j, bool with_drafts, int64_t by);
/* Ends what is under way, and removes what is there, but for what is being sent: there is none from now on. */
void export_job_remove(struct export_job *j);
void export_job_give_up(struct export_job *j); /* only what is under way: one that has become ready stays */
struct export_status export_job_status(struct export_job *j);
/* A new reference; NULL when none is ready. */
struct export_file *export_job_file(struct export_job *j);
