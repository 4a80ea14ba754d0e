/* The writer: whatever changes the newsroom's data goes through one desk, in one process, in order.
 *
 * The desk holds the data folder's lock, the store, the archive and what presses from one to the other. Work comes as a
 * verb and bytes, from a command in the same process or over the socket in the data folder; the answer is a verb and
 * JSON:
 *
 *   publish   one ninjs item               -> done {outcome, address, change, seen, steps} | refused {why}
 *   withdraw  {"uri", "reason"}            -> done ... | refused
 *   import    items, each behind its length (4 bytes, this machine's order), at most a batch
 *                                          -> done {outcomes, refused: [[n, why]]}
 *   report    nothing                      -> done {lost: [text]} what this caller's imports could not keep
 *   section   {"key", "names": {"uk": ..}} -> done | refused
 *   describe  {"kind", "shelf", "descriptions": {"uk": ..}} -> done | refused
 *   settings  {"do": "get"}                -> done {version, settings}
 *             {"do": "put", "settings"}, {"do": "undo"} -> done {changed, lost} | refused
 *   rebuild   nothing                      -> progress {done, total} ..., done {articles, pictures, lost}
 *
 * Nothing is answered "done" before it is on disk in store and archive. One thread, but for the rebuild's own. */
#pragma once
#include "writer/frame.h"
#include "writer/witness.h"

struct writer;

/* Takes the lock, opens everything and brings the archive up to the store. ERR_BUSY when another process has the lock;
 * otherwise `why` says what is wrong with the folder and what to do. */
struct writer_options {
        const char *data;
        const char *theme_folder; /* NULL: the theme of the program */
        struct witness witness;
};
struct err writer_open(const struct writer_options *options, struct writer **ret, struct buf *why) CHECKED;
void writer_close(struct writer *d);
static inline void writer_closep(struct writer **d)
{
        writer_close(*d);
}

/* What one connection, or one command, keeps between its jobs. */
struct caller;
struct err caller_open(struct writer *d, struct caller **ret) CHECKED;
void caller_close(struct caller *s);
static inline void caller_closep(struct caller **s)
{
        caller_close(*s);
}

/* Does one job; `ret` gets "done" or "refused" (or "error": the disk's or the program's fault, not the job's) and JSON.
 */
void caller_do(struct caller *s, const char *verb, struct slice payload, struct frame *ret);

/* Goes on to the end with what the last job left to be done beside others' work: pressing anew what shows a section's
 * new name. For who has no other work meanwhile. */
struct err writer_catch_up(struct writer *d) CHECKED;

/* Sections, menus or editions have changed in the store, and it is committed: brings it before readers, and begins with
 * what it means for articles. The newsroom is another one afterwards. */
struct err writer_refurnish(struct writer *d) CHECKED;
/* How far articles have been pressed anew; total 0: nothing is under way. */
struct writer_progress {
        int64_t done, total;
};
struct writer_progress writer_anew_progress(const struct writer *d);
/* The same of what is pressed under another prefix; total 0 at its beginning. */
struct writer_progress writer_moving_progress(const struct writer *d);
/* The same for names of shelves, which no other page shows. */
struct err writer_show_names(struct writer *d) CHECKED;

/* A second has begun: publishes what is due in it, and what was due before. */
void writer_publish_due(struct writer *d);

/* Nothing to do just now: writes counts down, goes on with what is left, moves the write-ahead logs into their files.
 */
void writer_idle(struct writer *d);

/* ---- rebuilding, in a thread of its own, while jobs go on ---- */
struct mended_pictures {
        int64_t made_anew, lost; /* lost: damaged, and not to be made anew from the original that is kept */
};
struct rebuild_state {
        bool running, failed;
        int64_t done, total;
        struct mended_pictures pictures; /* when it is not running any more */
};
/* Starts one, or another one after the one that is running. */
struct err writer_rebuild_start(struct writer *d) CHECKED;
/* How far it is. When it has pressed everything, this call also applies what was published meanwhile, makes the new
 * archive the site's, and says running = false. */
struct rebuild_state writer_rebuild_step(struct writer *d);
/* Whether one is under way: it goes by the newsroom of when it began, and cannot take in an edition of later. */
bool writer_is_rebuilding(const struct writer *d);
/* Waits for the one that is running, for who has no other work meanwhile. */
struct rebuild_state writer_rebuild_finish(struct writer *d);

/* What a room above this one does its work with; only on the writer's thread. The newsroom is another one after every
 * change of settings or sections: ask again. */
struct store *writer_store(struct writer *w);
const struct newsroom *writer_newsroom(const struct writer *w);
struct publisher *writer_publisher(struct writer *w);
/* The data folder; the same as long as the writer is there, for any thread. */
const char *writer_data_folder(struct writer *w);
/* Where pictures are kept (media/folder.h); the same as long as the writer is there, for any thread. */
const char *writer_media_folder(struct writer *w);

/* What is read just now; what was told so far is in the store when this returns. NULL where nobody counts. Good until
 * the writer's thread does something else. */
const struct read_sheet *writer_reads(struct writer *w);

/* What was told of searches that found nothing is in the store when this returns (store/unfound.h). */
void writer_write_unfound(struct writer *w);

/* Who has work for the writer's thread besides the jobs: called when `fd` can be read. */
struct writer_guest {
        int fd;
        void (*work)(void *context);
        void *context;
};

/* Serves jobs over a listening socket, and the guest (may be NULL), until process_should_stop(). */
struct err writer_serve(struct writer *d, int listener, const struct writer_guest *guest) CHECKED;
