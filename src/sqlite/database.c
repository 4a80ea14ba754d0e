/* Opening, transactions and checkpoints of one SQLite file.
 *
 * SQLite is told everything that it should not trust: the file (cell_size_check, integrity of the schema), SQL hidden
 * in it (trusted_schema=OFF), and mapped memory, which turns a disk error into a signal (mmap_size=0). Our own
 * statements (begin, commit and so on) stand in a table behind the kind's, so every statement there is is prepared at
 * open.
 *
 * Rejected: a pool of connections (each owner has its own thread and opens its own) and a cache of statements by text
 * (it would invite SQL made at run time). */
#include "sqlite/inside.h"

#include "base/clock.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum {
        STATEMENT_JOURNAL_BYTES = 4 << 20,
        STEPS_A_LOOK = 5000, /* of SQLite's machine, about a tenth of a millisecond, between two looks at the clock */
        BUSY_WAIT_MS = 5000, /* longer than any transaction or checkpoint of ours; then whoever waits must know */
};

static const struct database_statement own_statements[OWN_COUNT] = {
        [OWN_BEGIN] = {"begin a transaction", "BEGIN IMMEDIATE"},
        [OWN_READ_BEGIN] = {"begin reading", "BEGIN"},
        [OWN_COMMIT] = {"commit a transaction", "COMMIT"},
        [OWN_ROLLBACK] = {"roll back a transaction", "ROLLBACK"},
        [OWN_INTEGRITY] = {"check the file's integrity", "PRAGMA integrity_check(100)"},
        [OWN_FOREIGN_KEYS] = {"check the references between tables", "PRAGMA foreign_key_check"},
};

static const char synchronous_normal[] = "PRAGMA synchronous = NORMAL",
                  synchronous_full[] = "PRAGMA synchronous = FULL";
static const char every_connection[] = "PRAGMA cell_size_check = ON;"
                                       "PRAGMA mmap_size = 0;";

/* journal_size_limit: the log shrinks back to 32 MB when it starts again from its beginning after an import. */
static const char every_writer[] = "PRAGMA wal_autocheckpoint = 0;"
                                   "PRAGMA journal_size_limit = 33554432;"
                                   "PRAGMA cache_size = -8192;";

static enum err_code meaning_of(int code)
{
        switch (code & 0xff) {
        case SQLITE_FULL:
        case SQLITE_NOMEM:
        case SQLITE_TOOBIG:
                return ERR_FULL;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_INTERRUPT:
                return ERR_BUSY;
        case SQLITE_CONSTRAINT:
                return ERR_CONFLICT;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
                return ERR_INVALID;
        case SQLITE_PERM:
        case SQLITE_AUTH:
        case SQLITE_READONLY:
                return ERR_DENIED;
        default:
                return ERR_IO;
        }
}

struct err database_error(const struct database *d, int code, const char *what)
{
        struct err err = ERR((uint16_t)meaning_of(code), what);
        if (err.code == ERR_IO) err.os_errno = sqlite3_system_errno(d->connection);
        if ((code & 0xff) == SQLITE_FULL) err.os_errno = ENOSPC; /* which SQLite keeps to itself */
        return err;
}

/* Runs the statements of a literal one after another; `ret_number`, when it is not NULL, gets the first column of the
 * last row. For what has to be said before there are prepared statements: settings, tables, whose file it is. */
static struct err run_script(struct database *d, const char *sql, const char *what, int *ret_number)
{
        int code = SQLITE_OK;
        while (*sql && (code == SQLITE_OK || code == SQLITE_DONE)) {
                sqlite3_stmt *statement = NULL;
                code = sqlite3_prepare_v2(d->connection, sql, -1, &statement, &sql);
                if (code == SQLITE_OK && statement) code = sqlite3_step(statement);
                for (; code == SQLITE_ROW; code = sqlite3_step(statement))
                        if (ret_number) *ret_number = sqlite3_column_int(statement, 0);
                (void)sqlite3_finalize(statement); /* repeats the code that we have */
        }
        return code == SQLITE_OK || code == SQLITE_DONE ? NO_ERR : database_error(d, code, what);
}

struct query database_own_query(struct database *d, enum own_statement which)
{
        database_check(d);
        return query_start(d, d->kind->statement_count + which);
}

static struct err run_own(struct database *d, enum own_statement which)
{
        struct query q = database_own_query(d, which);
        return query_run(&q);
}

static struct err database_new(const struct database_kind *kind, struct database **ret)
{
        unsigned count = kind->statement_count + OWN_COUNT;
        struct database *d = calloc(1, sizeof *d + count * sizeof d->prepared[0]);
        if (!d) return ERR(ERR_FULL, "allocate a database");
        d->magic = DATABASE_MAGIC;
        d->kind = kind;
        d->prepared_count = count;
        *ret = d;
        return NO_ERR;
}

/* ---- opening ---- */

/* What its memory comes to is not counted: that took a mutex at each allocation, two thousand a publication. What takes
 * back half a statement stays in memory: beyond 64 KB, as now and then in a publication, it was a file in /var/tmp. */
static void configure(void)
{
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, STATEMENT_JOURNAL_BYTES);
}

static struct err connect_file(struct database *d, const char *path, enum database_mode mode)
{
        static pthread_once_t configured = PTHREAD_ONCE_INIT;
        pthread_once(&configured, configure);
        int flags = mode == DATABASE_WRITE ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
        int code = sqlite3_open_v2(path, &d->connection, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
        if (!d->connection) return ERR(ERR_FULL, "allocate a database connection");
        if (code == SQLITE_OK) return NO_ERR;

        struct err err = database_error(d, code, "open the database");
        if (err.os_errno == ENOENT) err.code = ERR_NOT_FOUND;
        if (err.os_errno == EACCES) err.code = ERR_DENIED;
        return err;
}

static struct err harden(struct database *d)
{
        static const struct {
                int option, on;
        } options[] = {
                {SQLITE_DBCONFIG_DEFENSIVE, 1},
                {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
                {SQLITE_DBCONFIG_DQS_DML, 0},
                {SQLITE_DBCONFIG_DQS_DDL, 0},
                {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
                /* A plan never hangs on what is bound: else statements that a partial index serves are prepared again
                 * at each binding. */
                {SQLITE_DBCONFIG_ENABLE_QPSG, 1},
        };
        for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
                int code = sqlite3_db_config(d->connection, options[i].option, options[i].on, NULL);
                if (code != SQLITE_OK) return database_error(d, code, "make the database connection safe");
        }
        (void)sqlite3_busy_timeout(d->connection, BUSY_WAIT_MS); /* always SQLITE_OK */
        TRY(run_script(d, every_connection, "set up the database connection", NULL));
        return d->kind->equip ? d->kind->equip(d->connection) : NO_ERR;
}

static struct err set_up_writer(struct database *d)
{
        if (sqlite3_db_readonly(d->connection, "main") != 0) return ERR(ERR_DENIED, "open the database for writing");
        int persist = 1;
        int code = sqlite3_file_control(d->connection, "main", SQLITE_FCNTL_PERSIST_WAL, &persist);
        if (code != SQLITE_OK) return database_error(d, code, "keep the database's log file");
        TRY(run_script(d, d->kind->is_derived ? synchronous_normal : synchronous_full, "choose what a commit waits for",
                       NULL));
        return run_script(d, every_writer, "set up the database for writing", NULL);
}

static struct err prepare(struct database *d, unsigned index, const struct database_statement *row)
{
        const char *rest = NULL;
        struct prepared *prepared = &d->prepared[index];
        int code =
                sqlite3_prepare_v3(d->connection, row->sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared->statement, &rest);
        if (code != SQLITE_OK) return database_error(d, code, "prepare the statements of the database");
        must(*rest == '\0'); /* one statement a row */
        prepared->what = row->what;
        return NO_ERR;
}

static struct err prepare_all(struct database *d)
{
        for (unsigned i = 0; i < d->kind->statement_count; i++)
                TRY(prepare(d, i, &d->kind->statements[i]));
        for (unsigned i = 0; i < OWN_COUNT; i++)
                TRY(prepare(d, d->kind->statement_count + i, &own_statements[i]));
        return NO_ERR;
}

static const struct database_step *step_from(const struct database_kind *kind, int32_t version)
{
        for (unsigned i = 0; i < kind->step_count; i++)
                if (kind->steps[i].from == version) return &kind->steps[i];
        return NULL;
}

static struct err check_version(const struct database *d, enum database_mode mode, struct buf *why)
{
        const struct database_kind *kind = d->kind;
        int version = d->version_found;
        if (version > kind->schema_version) {
                buf_add_format(why,
                               "a newer program made this %s (its version is %d, the newest known here is %d): "
                               "use that program, or a backup from before",
                               kind->name, version, kind->schema_version);
                return ERR(ERR_DENIED, "open a newer program's database");
        }
        if (version == kind->schema_version) return NO_ERR;
        if (!step_from(kind, version)) {
                buf_add_format(why, "this %s has version %d, which this program no longer reads", kind->name, version);
                return ERR(ERR_INVALID, "open an older program's database");
        }
        if (mode == DATABASE_WRITE) return NO_ERR;
        buf_add_format(why,
                       "an older program made this %s (its version is %d, this program's is %d): "
                       "open it with the desk first, which brings it up to date",
                       kind->name, version, kind->schema_version);
        return ERR(ERR_DENIED, "read an older program's database");
}

static struct err recognise(struct database *d, enum database_mode mode, struct buf *why)
{
        int application = 0;
        TRY(run_script(d, "PRAGMA application_id", "read whose database it is", &application));
        TRY(run_script(d, "PRAGMA user_version", "read the database's version", &d->version_found));
        if (application != d->kind->application_id) {
                buf_add_format(why, "it is no %s of this program", d->kind->name);
                return ERR(ERR_INVALID, "recognise the database");
        }
        return check_version(d, mode, why);
}

static struct err run_steps(struct database *d)
{
        int version = 0;
        TRY(run_script(d, "PRAGMA user_version", "read the database's version", &version));
        while (version < d->kind->schema_version) {
                const struct database_step *step = step_from(d->kind, version);
                must(step != NULL);
                TRY(run_script(d, step->sql, "bring the tables up to date", NULL));
                int before = version;
                TRY(run_script(d, "PRAGMA user_version", "read the database's version", &version));
                must(version == before + 1);
        }
        return NO_ERR;
}

/* What was begun and failed is rolled back when the connection closes, as it must then. The steps read the version
 * inside of the transaction: another writer may have been here since. */
static struct err bring_up(struct database *d)
{
        if (d->version_found == d->kind->schema_version) return NO_ERR;
        TRY(run_script(d, "BEGIN IMMEDIATE", "begin bringing the tables up to date", NULL));
        TRY(run_steps(d));
        return run_script(d, "COMMIT", "keep the tables brought up to date", NULL);
}

static struct err open_into(struct database *d, const char *path, enum database_mode mode, struct buf *why)
{
        TRY(connect_file(d, path, mode));
        TRY(harden(d));
        TRY(recognise(d, mode, why));
        if (mode == DATABASE_WRITE) {
                TRY(set_up_writer(d));
                TRY(bring_up(d));
        }
        return prepare_all(d);
}

struct err database_open(const char *path, const struct database_kind *kind, enum database_mode mode,
                         struct database **ret, struct buf *why)
{
        CLEANUP(database_closep) struct database *d = NULL;
        TRY(database_new(kind, &d));
        size_t said = why->len;
        struct err err = open_into(d, path, mode, why);
        if (err.code && why->len == said) buf_add_format(why, "%s: %s", path, database_message(d));
        if (err.code) return err;
        *ret = d;
        d = NULL;
        return NO_ERR;
}

int32_t database_version_found(const struct database *d)
{
        database_check(d);
        return d->version_found;
}

void database_close(struct database *d)
{
        if (!d) return;
        database_check(d);
        for (unsigned i = 0; i < d->prepared_count; i++) {
                must(!d->prepared[i].in_use);
                (void)sqlite3_finalize(d->prepared[i].statement);
        }
        must(sqlite3_close(d->connection) == SQLITE_OK);
        d->magic = 0;
        free(d);
}

/* ---- making ---- */

static struct err make_tables(struct database *d, const char *path)
{
        TRY(connect_file(d, path, DATABASE_WRITE));
        TRY(harden(d));
        TRY(run_script(d, "PRAGMA journal_mode = WAL", "give the new database a log", NULL));
        TRY(set_up_writer(d));
        TRY(run_script(d, "BEGIN IMMEDIATE", "begin making the tables", NULL));
        TRY(run_script(d, d->kind->schema, "make the tables", NULL));
        TRY(run_steps(d));
        return run_script(d, "COMMIT", "keep the new tables", NULL);
}

/* Claims the name, so that two who make a file at the same time cannot both believe that it is theirs. */
static struct err make_empty_file(const char *path)
{
        FILE *file = fopen(path, "wx");
        if (!file) {
                struct err err = ERR_OS("make the database file");
                if (err.os_errno == EEXIST) err.code = ERR_CONFLICT;
                return err;
        }
        return fclose(file) == 0 ? NO_ERR : ERR_OS("make the database file");
}

void database_remove(const char *path)
{
        struct buf name = BUF_INIT(8192);
        static const char *const endings[] = {"", "-wal", "-shm"};
        for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
                buf_truncate(&name);
                buf_add_format(&name, "%s%s", path, endings[i]);
                (void)remove(buf_text(&name)); /* may not be there; and there is nothing else to be done */
        }
        buf_clear(&name);
}

struct err database_create(const char *path, const struct database_kind *kind)
{
        struct database *d = NULL;
        TRY(make_empty_file(path));
        struct err err = database_new(kind, &d);
        if (!err.code) err = make_tables(d, path);
        database_close(d);
        if (err.code) database_remove(path);
        return err;
}

/* ---- transactions ---- */

bool database_in_transaction(const struct database *d)
{
        database_check(d);
        return !sqlite3_get_autocommit(d->connection);
}

struct err database_begin(struct database *d)
{
        must(!database_in_transaction(d));
        TRY(database_settle(d));
        return run_own(d, OWN_BEGIN);
}

/* SQLite takes it between transactions only. */
static struct err commit_ahead(struct database *d, bool is_ahead)
{
        d->is_ahead = is_ahead;
        return run_script(d, is_ahead || d->kind->is_derived ? synchronous_normal : synchronous_full,
                          "choose what a commit waits for", NULL);
}

struct err database_begin_ahead(struct database *d)
{
        must(!database_in_transaction(d));
        TRY(database_settle(d));
        TRY(commit_ahead(d, true));
        struct err err = run_own(d, OWN_BEGIN), back = NO_ERR;
        if (err.code != OK) back = commit_ahead(d, false);
        return err.code != OK ? err : back;
}

static void end_ahead(struct database *d)
{
        if (d->is_ahead) must(commit_ahead(d, false).code == OK); /* between transactions it is taken */
}

void database_rollback(struct database *d)
{
        /* SQLite has rolled back by itself after some failures (a full disk). Otherwise it cannot fail: nothing of the
         * transaction is in the file yet. */
        if (database_in_transaction(d)) must(run_own(d, OWN_ROLLBACK).code == OK);
        end_ahead(d);
        if (d->has_changes) d->row_changed(d->row_context, "", 0);
        d->has_changes = false;
}

struct err database_commit(struct database *d)
{
        must(database_in_transaction(d));
        struct err err = run_own(d, OWN_COMMIT);
        if (err.code)
                database_rollback(d);
        else
                d->is_unsettled = d->is_ahead;
        d->has_changes = false;
        end_ahead(d);
        return err;
}

struct err database_settle(struct database *d)
{
        sqlite3_file *log = NULL;
        must(!database_in_transaction(d));
        if (!d->is_unsettled) return NO_ERR;
        d->is_unsettled = false; /* another try proves nothing: the kernel may have given up those pages */
        int code = sqlite3_file_control(d->connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
        if (code == SQLITE_OK && log && log->pMethods) code = log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
        return code == SQLITE_OK ? NO_ERR : database_error(d, code, "bring the database's log to the disk");
}

struct err database_read_begin(struct database *d)
{
        must(!database_in_transaction(d));
        return run_own(d, OWN_READ_BEGIN);
}

void database_read_end(struct database *d)
{
        database_rollback(d);
}

struct err database_checkpoint(struct database *d, enum database_checkpoint how)
{
        must(!database_in_transaction(d));
        int mode = how == CHECKPOINT_TRUNCATE ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
        int code = sqlite3_wal_checkpoint_v2(d->connection, "main", mode, NULL, NULL);
        return code == SQLITE_OK ? NO_ERR : database_error(d, code, "move the log into the database");
}

static int time_is_up(void *context)
{
        const struct database *d = context;
        return clock_steady_ms() >= d->give_up_ms;
}

void database_give_up_at(struct database *d, int64_t steady_ms)
{
        database_check(d);
        d->give_up_ms = steady_ms;
        sqlite3_progress_handler(d->connection, STEPS_A_LOOK, steady_ms ? time_is_up : NULL, d);
}

static void tell_row(void *context, int operation, const char *schema, const char *table, sqlite3_int64 id)
{
        struct database *d = context;
        (void)operation;
        (void)schema;
        d->has_changes = database_in_transaction(d);
        d->row_changed(d->row_context, table, id);
}

void database_watch_rows(struct database *d, row_changed_fn *changed, void *context)
{
        database_check(d);
        d->row_changed = changed;
        d->row_context = context;
        sqlite3_update_hook(d->connection, tell_row, d);
}

int64_t database_changed_rows(const struct database *d)
{
        database_check(d);
        return sqlite3_changes64(d->connection);
}

const char *database_message(const struct database *d)
{
        database_check(d);
        return sqlite3_errmsg(d->connection);
}
