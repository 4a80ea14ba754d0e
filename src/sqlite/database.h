/* A database file: SQLite as we use it. Opened safely, on disk at every commit, with all its statements known at start.
 *
 * Each kind of file (store, archive) is described by one `struct database_kind`: its tables, its statements and the
 * numbers by which a file of that kind is recognised. The file is in WAL mode with synchronous=FULL, which nothing can
 * configure (what is derived from another file has NORMAL); text that reached the file from outside can neither run SQL
 * nor change the tables (trusted_schema=OFF, defensive). A row of the table of statements is a literal: no SQL text is
 * built at run time.
 *
 * One thread at a time per database; several may be open on one file. */
#pragma once
#include "base/buf.h"
#include "base/err.h"

struct database;

struct database_statement {
        const char *what; /* what it does, as an error says it: "find an article by its uri" */
        const char *sql;  /* one statement; parameters ?1, ?2 and so on, without gaps */
};

/* From one version of the tables to the next: literal SQL, whose last statement sets PRAGMA user_version to from + 1.
 */
struct database_step {
        int32_t from;
        const char *sql;
};

/* Gives a connection what its tables and statements need besides SQL (a tokenizer, a function), before any of them is
 * prepared. */
struct sqlite3;
typedef struct err database_equip_fn(struct sqlite3 *connection);

struct database_kind {
        const char *name;       /* in messages: "store" */
        int32_t application_id; /* PRAGMA application_id and user_version, which `schema` and the steps set */
        int32_t schema_version;
        const char *schema;                /* makes the tables in an empty file; run in one transaction */
        const struct database_step *steps; /* without gaps up to schema_version; none: no older file can be opened */
        unsigned step_count;
        const struct database_statement *statements;
        unsigned statement_count;
        database_equip_fn *equip; /* NULL: nothing */
        /* What can be made anew and knows how far it is: a commit need not be on disk when it returns. After a power
         * cut the file is whole, and as it was some commits ago. */
        bool is_derived;
};

/* Makes the file with its tables and closes it again. ERR_CONFLICT when `path` exists (whatever it is, it stays as it
 * was); after any other failure no file is left. */
struct err database_create(const char *path, const struct database_kind *kind) CHECKED;

/* Removes the file and its log, as far as they are there: for a file that could not be finished. */
void database_remove(const char *path);

/* Opens an existing file and prepares every statement; `kind` lives as long as the database. A reader needs no right to
 * write. `why` gets a sentence for people. ERR_NOT_FOUND: no file; ERR_INVALID: not of this kind, or damaged;
 * ERR_DENIED: made by a newer program, or not ours to open so; ERR_IO.
 *
 * A writer brings a file of an older version up to this program's, by the kind's steps, all in one transaction: after a
 * failure the file is as it was. A reader refuses it (ERR_DENIED): a writer must open it first.
 *
 * A writer leaves the -wal and -shm files behind when it closes (SQLITE_FCNTL_PERSIST_WAL), so that processes which
 * must not write can follow the file. */
enum database_mode { DATABASE_WRITE, DATABASE_READ };
struct err database_open(const char *path, const struct database_kind *kind, enum database_mode mode,
                         struct database **ret, struct buf *why) CHECKED;
/* The version that the file had before database_open() brought it up; the kind's when there was nothing to do. */
int32_t database_version_found(const struct database *d);
void database_close(struct database *d); /* rolls back what was not committed; NULL is fine */
static inline void database_closep(struct database **d)
{
        database_close(*d);
}

/* A writing transaction; after database_begin() exactly one of the others. Nesting is a programmer's mistake.
 * database_commit() returns when all of it is on disk; when it fails, everything was rolled back. ERR_BUSY when another
 * process writes for longer than a few seconds. */
struct err database_begin(struct database *d) CHECKED;
struct err database_commit(struct database *d) CHECKED;
void database_rollback(struct database *d);
/* The same, but others see what database_commit() has committed before it is on disk: it is when database_settle()
 * has returned OK, which the next transaction begins with at the latest. Meanwhile its owner has time for other things.
 * After a failure to settle what was committed is still seen, and a power cut may take it back. */
struct err database_begin_ahead(struct database *d) CHECKED;
struct err database_settle(struct database *d) CHECKED;
bool database_in_transaction(const struct database *d);

/* One moment of the data over several queries. Keep it short: what a reader holds, no checkpoint can pass. */
struct err database_read_begin(struct database *d) CHECKED;
void database_read_end(struct database *d);

/* Moves what the write-ahead log holds into the file; nothing else does. PASSIVE moves what it can without waiting for
 * anybody. TRUNCATE waits a few seconds for readers and empties the log's file (ERR_BUSY when they stay). Outside of
 * transactions. */
enum database_checkpoint { CHECKPOINT_PASSIVE, CHECKPOINT_TRUNCATE };
struct err database_checkpoint(struct database *d, enum database_checkpoint how) CHECKED;

/* From now on statements are given up at that moment of the steady clock, with ERR_BUSY; 0: never. */
void database_give_up_at(struct database *d, int64_t steady_ms);

/* From now on `changed` is told of each row of a table with ids that this database changes, at once; and with 0 that
 * any may be another, when changes were rolled back. It asks the database nothing. */
typedef void row_changed_fn(void *context, const char *table, int64_t id);
void database_watch_rows(struct database *d, row_changed_fn *changed, void *context);

/* Rows that the last INSERT, UPDATE or DELETE touched. */
int64_t database_changed_rows(const struct database *d);

/* SQLite's own integrity_check and foreign_key_check; appends a line a fault, nothing when the file is sound. Reads all
 * of the file. */
struct err database_verify(struct database *d, struct buf *ret) CHECKED;

/* SQLite's words for the last failure, for a log line; until the next call. */
const char *database_message(const struct database *d);
