/* The least that a publication can be: a page is compressed, and as many database pages as a publication changes come
 * to the disk in two SQLite files, one after the other, as the desk keeps its own.
 *
 *     bare_publication FOLDER COUNT PERIOD-MS <PAGE
 *
 * Makes both files in FOLDER. Prints the microseconds of each, a line each. Between two it waits, for nobody publishes
 * without a pause, and outside of the time it moves the logs into the files as often as the desk does. */
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zlib.h>

enum {
        PLAIN_MAX_BYTES = 1 << 20,
        ROWS = 20000,
        ROW_BYTES = 3900, /* of a database page's 4096: each row has a page of its own */
        STORE_PAGES =
                60, /* what a publication changes in store and archive (docs/why/2026-11-what-a-publication-costs.md) */
        ARCHIVE_PAGES = 40,
        COMPRESSION = 4, /* as fragments are (fragment/fragment.h) */
        A_SECOND_MS = 1000,
};

static int64_t now_us(void)
{
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void need(int code, int wanted, const char *what)
{
        if (code == wanted) return;
        fprintf(stderr, "bare_publication: could not %s (%d)\n", what, code);
        exit(1);
}

struct file {
        sqlite3 *connection;
        sqlite3_stmt *change;
};

static sqlite3_stmt *prepare(struct file *f, const char *sql)
{
        sqlite3_stmt *statement = NULL;
        need(sqlite3_prepare_v2(f->connection, sql, -1, &statement, NULL), SQLITE_OK, sql);
        return statement;
}

/* Of what gives rows, the first. */
static void run(struct file *f, const char *sql)
{
        sqlite3_stmt *statement = prepare(f, sql);
        int code = sqlite3_step(statement);
        need(code == SQLITE_ROW ? SQLITE_DONE : code, SQLITE_DONE, sql);
        sqlite3_finalize(statement);
}

static void file_open(struct file *f, const char *folder, const char *name)
{
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, name);
        need(sqlite3_open(path, &f->connection), SQLITE_OK, "open a database");
        run(f, "PRAGMA journal_mode = WAL");
        run(f, "PRAGMA synchronous = FULL");
        run(f, "PRAGMA wal_autocheckpoint = 0");
        run(f, "PRAGMA cache_size = -8192");
        run(f, "CREATE TABLE page (id INTEGER PRIMARY KEY, bytes BLOB)");
        sqlite3_stmt *fill = prepare(f, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) "
                                        "INSERT INTO page SELECT i, randomblob(?2) FROM n");
        sqlite3_bind_int(fill, 1, ROWS);
        sqlite3_bind_int(fill, 2, ROW_BYTES);
        need(sqlite3_step(fill), SQLITE_DONE, "fill a database");
        sqlite3_finalize(fill);
        run(f, "PRAGMA wal_checkpoint(TRUNCATE)");
        f->change = prepare(f, "UPDATE page SET bytes = ?1 WHERE id = ?2");
}

static void file_close(struct file *f)
{
        sqlite3_finalize(f->change);
        sqlite3_close(f->connection);
}

/* Knuth's MMIX generator: which rows are changed is the same in each run. */
static int next_row(void)
{
        static uint64_t state = 1;
        state = state * 6364136223846793005U + 1442695040888963407U;
        return 1 + (int)((state >> 33) % ROWS);
}

static void file_commit(struct file *f, const unsigned char *bytes, int pages)
{
        run(f, "BEGIN IMMEDIATE");
        for (int i = 0; i < pages; i++) {
                sqlite3_bind_blob(f->change, 1, bytes, ROW_BYTES, SQLITE_STATIC);
                sqlite3_bind_int(f->change, 2, next_row());
                need(sqlite3_step(f->change), SQLITE_DONE, "change a row");
                sqlite3_reset(f->change);
        }
        run(f, "COMMIT");
}

static void compress_page(const unsigned char *plain, size_t len, unsigned char *ret, size_t room)
{
        z_stream stream = {0};
        need(deflateInit2(&stream, COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY), Z_OK, "begin to compress");
        stream.next_in = (unsigned char *)(uintptr_t)plain;
        stream.avail_in = (unsigned)len;
        stream.next_out = ret;
        stream.avail_out = (unsigned)room;
        need(deflate(&stream, Z_FINISH), Z_STREAM_END, "compress a page");
        deflateEnd(&stream);
}

static void wait_ms(long ms)
{
        const struct timespec time = {ms / 1000, ms % 1000 * 1000000};
        nanosleep(&time, NULL);
}

int main(int argc, char **argv)
{
        static unsigned char plain[PLAIN_MAX_BYTES], pressed[2 * PLAIN_MAX_BYTES];
        long count = argc == 4 ? strtol(argv[2], NULL, 10) : 0, period_ms = argc == 4 ? strtol(argv[3], NULL, 10) : 0;
        if (count < 1 || count > 10000 || period_ms < 1 || period_ms > A_SECOND_MS) {
                fputs("usage: bare_publication FOLDER COUNT PERIOD-MS <PAGE\n", stderr);
                return 2;
        }
        struct file store, archive;
        size_t len = fread(plain, 1, sizeof plain, stdin);
        file_open(&store, argv[1], "bare-store.db");
        file_open(&archive, argv[1], "bare-archive.db");
        for (long i = 0; i < count; i++) {
                int64_t begun_us = now_us();
                compress_page(plain, len, pressed, sizeof pressed);
                file_commit(&store, pressed, STORE_PAGES);
                file_commit(&archive, pressed, ARCHIVE_PAGES);
                printf("%lld\n", (long long)(now_us() - begun_us));
                if (i * period_ms / A_SECOND_MS != (i + 1) * period_ms / A_SECOND_MS) {
                        run(&store, "PRAGMA wal_checkpoint(PASSIVE)");
                        run(&archive, "PRAGMA wal_checkpoint(PASSIVE)");
                }
                wait_ms(period_ms);
        }
        file_close(&store);
        file_close(&archive);
        return 0;
}
