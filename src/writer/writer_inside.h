/* What the files of this room share; nobody else includes it. */
#pragma once
#include "archive/archive.h"
#include "os/file.h"
#include "press/presser.h"
#include "publish/publish.h"
#include "store/publication.h"
#include "wire/import.h"
#include "writer/darkroom.h"
#include "writer/indexing.h"
#include "writer/writer.h"

#include <jansson.h>
#include <pthread.h>
#include <stdatomic.h>

/* What presses and publishes: all of it depends on the newsroom's settings, and is made anew when they change. */
struct plant {
        struct arena arena; /* the newsroom's texts */
        struct newsroom newsroom;
        struct presser *presser;
        struct publisher *publisher;
};
void plant_close(struct plant *p);

struct rebuild;
struct most_read_count;

/* Where the theme comes from, when the desk was given a folder; theme.c follows it. */
struct theme_folder {
        struct buf path; /* owned; empty: the theme of the program */
        int watch_fd;    /* -1: none, or the folder is not there */
        struct file_identity watched;
        int64_t changed_ms; /* steady clock, of the last change that was not looked at yet; 0: none */
        bool is_away;       /* nothing that can be watched stands at its path, which was told */
        bool is_faulty;     /* its files, when they were last read: readers have the last good ones */
};

struct writer {
        struct buf data, archive_folder, media_folder, public_folder, store_path; /* paths; owned */
        struct picture_keeper keeper;
        int lock_fd;
        struct store *store;
        struct archive *archive;
        struct theme *theme;
        struct theme_folder theme_folder;
        struct plant plant;
        struct pressing_anew anew;
        int64_t anew_told_ms;
        bool left_later;           /* a publication left pages to be pressed again when nobody waits; */
        int64_t left_later_ms;     /* since when; steady clock; 0: nothing is left */
        bool follows_up;           /* a change of the structure may have left something to be done about articles */
        unsigned plant_generation; /* goes up when the plant is made anew: importers look at its newsroom */
        struct witness witness;
        struct rebuild *rebuild;       /* NULL when none is running */
        bool rebuild_again;            /* something changed that the running one began without */
        int64_t rebuild_not_before_ms; /* after one that failed; steady clock */
        int64_t last_rebuilt;          /* articles */
        struct mended_pictures last_mended;
        struct indexing *indexing; /* NULL where nobody serves */
        int64_t worked_ms;         /* when the last job was done, and counts were last written down; steady clock */
        int64_t chose_alike_ms;    /* likewise, of stories that share words */
        int64_t counted_ms, reads_written_ms, unfound_written_ms; /* likewise */
        struct most_read_count *most_read;                        /* owned; NULL: nothing is being counted */
        int64_t most_read_ms;                                     /* when that last began; steady clock; 0: never */
        bool most_read_waits;                                     /* a list that is kept was not pressed yet */
        int64_t folded_hour; /* the last one at which the store's reads were brought within their bounds */
};

struct caller {
        struct writer *writer;
        struct importer *importer; /* made at the first import; remembers what could not be kept */
        unsigned plant_generation; /* for which it was made */
};

/* A plant between store and archive, with the theme and the folders of the desk; any thread. */
struct err plant_open(struct plant *p, struct store *store, struct archive *archive, const struct writer *d) CHECKED;

/* Makes the desk's plant, anew when there is one, with the store's settings of now. */
struct err writer_open_plant(struct writer *d) CHECKED;

/* Takes out of the readers' folder what no page shows: a crash may have left it there. */
struct err writer_tidy_pictures(struct writer *d) CHECKED;

enum { WRITER_CHANGES_AT_ONCE = 500 };
/* Applies all changes to the archive, so many a transaction; sums the reports. */
struct err writer_publish_all(struct writer *d, struct publish_report *ret) CHECKED;
/* The same ahead of the disk (publish_ahead()); and does what that has left. */
struct err writer_publish_ahead(struct writer *d, struct publish_report *ret) CHECKED;
struct err writer_do_later(struct writer *d) CHECKED;

/* jobs.c: the verbs. A job fills `ret` with its answer, or says in `why` why it is refused (ERR_INVALID, ERR_CONFLICT,
 * ERR_NOT_FOUND). */
typedef struct err job_fn(struct caller *s, struct slice payload, json_t *ret, struct buf *why);
struct err job_publish(struct caller *s, struct slice payload, json_t *ret, struct buf *why);
struct err job_withdraw(struct caller *s, struct slice payload, json_t *ret, struct buf *why);
struct err job_import(struct caller *s, struct slice payload, json_t *ret, struct buf *why);
struct err job_report(struct caller *s, struct slice payload, json_t *ret, struct buf *why);
struct err job_section(struct caller *s, struct slice payload, json_t *ret, struct buf *why);
struct err job_settings(struct caller *s, struct slice payload, json_t *ret, struct buf *why);
struct err job_rebuild(struct caller *s, struct slice payload, json_t *ret, struct buf *why);

/* shelves.c */
struct err job_describe(struct caller *s, struct slice payload, json_t *ret, struct buf *why);

/* invite.c: keeps an invitation, whose token's hash the caller made. */
struct err job_invite(struct caller *s, struct slice payload, json_t *ret, struct buf *why);

struct err caller_importer(struct caller *s, struct importer **ret) CHECKED;
void rebuild_free(struct rebuild *r);
/* Begins one when the archive has an edition under another prefix than the store. */
struct err rebuild_for_prefixes(struct writer *d) CHECKED;

/* mend.c: every picture that readers may have is looked at, and made anew when it is damaged. Any thread that has a
 * store of its own. */
struct err mend_pictures(const char *media_folder, struct store *store, struct mended_pictures *ret) CHECKED;

/* sheet.c: whether it is time to write down what was written down at `written_ms`; tells the log of what found no line;
 * writes the lines, in one transaction: false (the log says why) when they are to be kept. */
bool writer_sheet_is_due(const struct writer *d, int64_t written_ms);
void writer_tell_lost(uint64_t *lost, const char *what);
typedef struct err sheet_lines_fn(struct writer *d, const void *sheet);
bool writer_write_sheet(struct writer *d, sheet_lines_fn *write_lines, const void *sheet);

/* counts.c: writes down what the reader has counted, when it is time; or at once, before the end. */
void writer_note_counts(struct writer *d);
void writer_end_counts(struct writer *d);

/* reads.c, unfound.c: the same of pages that were read, of searches that found nothing. */
void writer_note_reads(struct writer *d);
void writer_end_reads(struct writer *d);
void writer_note_unfound(struct writer *d);

/* most_read.c: does a part of finding what readers are shown as most read, when it is time. */
void writer_note_most_read(struct writer *d);
void most_read_count_free(struct most_read_count *c);

/* anew.c: asks whether the archive is behind what this desk presses, and begins with pressing it anew when it is; does
 * a part of it; how much there is left is told in the log. */
struct err anew_begin(struct writer *d) CHECKED;
struct err anew_step(struct writer *d) CHECKED;

/* structure.c: publishes what the store has, and has readers see it; */
struct err writer_publish_and_tell(struct writer *d) CHECKED;
/* does a part of what a change of the structure left to be done about articles. */
struct err follow_up_step(struct writer *d) CHECKED;

/* alike.c: chooses among stories that share words, when some were found and no job was done just now. */
void writer_choose_alike(struct writer *d);
