/* The archive as a whole: opening, transactions, path hashes. */
#include "archive/archive_inside.h"

#include <limits.h>
#include <sodium.h>
#include <stdlib.h>

_Static_assert(ARCHIVE_PATH_KEY_BYTES == crypto_shorthash_KEYBYTES, "the key is SipHash's");

static struct err read_numbers(struct archive *a)
{
        CLEANUP(query_end) struct query q = query_start(a->database, META_GET);
        TRY(query_row(&q));
        struct slice key = query_slice(&q, 0);
        if (key.len != sizeof a->path_key) return ERR(ERR_INVALID, "read the archive's key");
        memcpy(a->path_key, key.at, sizeof a->path_key);
        a->change = query_int(&q, 1);
        a->commits = query_int(&q, 2);
        a->log_count = query_int(&q, 3);
        a->log_complete_after = query_int(&q, 4);
        return NO_ERR;
}

static struct err write_numbers(struct archive *a, int64_t change)
{
        CLEANUP(query_end) struct query q = query_start(a->database, META_SET);
        query_bind_int(&q, change);
        query_bind_int(&q, a->commits + 1);
        query_bind_int(&q, a->log_count);
        query_bind_int(&q, a->log_complete_after);
        return query_run(&q);
}

struct err archive_new(struct database *database, const char *folder, struct archive **ret)
{
        struct archive *a = calloc(1, sizeof *a);
        if (!a) {
                database_close(database);
                return ERR(ERR_FULL, "allocate an archive");
        }
        *a = (struct archive){.magic = ARCHIVE_MAGIC, .database = database, .folder = BUF_INIT(PATH_MAX)};
        buf_add_text(&a->folder, folder);
        struct err err = read_numbers(a);
        if (err.code)
                archive_close(a);
        else
                *ret = a;
        return err;
}

struct err archive_put_key(struct database *database, const uint8_t key[ARCHIVE_PATH_KEY_BYTES])
{
        CLEANUP(query_end) struct query q = query_start(database, META_PUT_KEY);
        query_bind_bytes(&q, (struct slice){(const char *)key, ARCHIVE_PATH_KEY_BYTES});
        return query_run(&q);
}

void archive_close(struct archive *a)
{
        if (!a) return;
        archive_check(a);
        arena_clear(&a->loaded);
        buf_clear(&a->folder);
        database_close(a->database);
        a->magic = 0;
        free(a);
}

const uint8_t *archive_path_key(const struct archive *a)
{
        archive_check(a);
        return a->path_key;
}

uint64_t archive_path_hash(const uint8_t key[ARCHIVE_PATH_KEY_BYTES], struct slice path)
{
        unsigned char hash[crypto_shorthash_BYTES];
        crypto_shorthash(hash, (const unsigned char *)path.at, path.len, key);
        uint64_t value = 0;
        for (size_t i = sizeof hash; i-- > 0;)
                value = value << 8 | hash[i];
        return value;
}

static struct err begin_with_numbers(struct archive *a)
{
        struct err err = read_numbers(a);
        if (err.code) database_rollback(a->database);
        return err;
}

struct err archive_begin(struct archive *a)
{
        archive_check(a);
        TRY(database_begin(a->database));
        return begin_with_numbers(a);
}

struct err archive_begin_ahead(struct archive *a)
{
        archive_check(a);
        TRY(database_begin_ahead(a->database));
        return begin_with_numbers(a);
}

struct err archive_settle(struct archive *a)
{
        archive_check(a);
        return database_settle(a->database);
}

static struct err finish(struct archive *a, int64_t change)
{
        TRY(change_log_prune(a));
        /* Nobody can follow an archive to which nothing was applied yet: whoever reads it loads everything. */
        if (a->change == 0) a->log_complete_after = a->commits + 1;
        return write_numbers(a, change);
}

struct err archive_commit(struct archive *a, int64_t change)
{
        archive_check_writing(a);
        must(change >= a->change);
        struct err err = finish(a, change);
        if (err.code) {
                database_rollback(a->database);
                return err;
        }
        return database_commit(a->database);
}

void archive_rollback(struct archive *a)
{
        archive_check(a);
        database_rollback(a->database);
}

struct err archive_checkpoint(struct archive *a)
{
        archive_check(a);
        return database_checkpoint(a->database, CHECKPOINT_PASSIVE);
}

struct err archive_change(struct archive *a, int64_t *ret)
{
        archive_check(a);
        CLEANUP(query_end) struct query q = query_start(a->database, META_GET);
        TRY(query_row(&q));
        *ret = query_int(&q, 1);
        return NO_ERR;
}

struct err archive_commits(struct archive *a, int64_t *ret)
{
        archive_check(a);
        CLEANUP(query_end) struct query q = query_start(a->database, META_GET);
        TRY(query_row(&q));
        *ret = query_int(&q, 2);
        return NO_ERR;
}

struct err archive_pressed_with(struct archive *a, struct buf *ret)
{
        archive_check(a);
        CLEANUP(query_end) struct query q = query_start(a->database, META_PRESSED_WITH);
        TRY(query_row(&q));
        buf_truncate(ret);
        buf_add(ret, query_slice(&q, 0));
        return BUF_OK(ret, "read what the archive was pressed with");
}

struct err archive_set_pressed_with(struct archive *a, struct slice fingerprint)
{
        archive_check_writing(a);
        CLEANUP(query_end) struct query q = query_start(a->database, META_SET_PRESSED_WITH);
        query_bind_bytes(&q, fingerprint);
        return query_run(&q);
}

struct err archive_read_begin(struct archive *a)
{
        archive_check(a);
        return database_read_begin(a->database);
}

void archive_read_end(struct archive *a)
{
        archive_check(a);
        database_read_end(a->database);
}
