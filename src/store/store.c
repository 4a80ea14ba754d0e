/* Making, opening and closing the store, and its transactions.
 *
 * The editions and their languages are opened once: every article saved needs the day and the month that its moment has
 * in its edition's zone. */
#include "store/store.h"

#include "store/filing.h"
#include "store/known_headlines.h"
#include "store/structure.h"

#include <stdlib.h>

/* ---- making ---- */

static struct err check_languages(const struct newsroom *newsroom, struct buf *why)
{
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                const struct edition *edition = &newsroom->editions[i];
                CLEANUP(language_closep) struct language *language = NULL;
                struct err err = language_open(edition->code, edition->zone, &language);
                if (err.code)
                        buf_add_format(why, "edition %.*s in time zone \"%.*s\": no such language or zone is known",
                                       SLICE_ARGS(edition->code), SLICE_ARGS(edition->zone));
                TRY(err);
        }
        return NO_ERR;
}

static struct err fill(const char *path, const struct newsroom *newsroom, struct buf *why)
{
        CLEANUP(database_closep) struct database *d = NULL;
        TRY(database_open(path, &store_kind, DATABASE_WRITE, &d, why));
        TRY(database_begin(d));
        TRY(newsroom_store(d, newsroom));
        return database_commit(d);
}

struct err store_create(const char *path, const struct newsroom *newsroom, struct buf *why)
{
        must(newsroom->edition_count > 0);
        TRY(check_languages(newsroom, why));
        struct err err = database_create(path, &store_kind);
        if (err.code == ERR_CONFLICT) buf_add_format(why, "there is already a file at %s", path);
        TRY(err);
        err = fill(path, newsroom, why);
        if (err.code) database_remove(path);
        return err;
}

/* ---- opening ---- */

static struct err open_languages(struct store *s)
{
        for (size_t i = 0; i < s->edition_count; i++)
                TRY(language_open(s->editions[i].code, s->editions[i].zone, &s->languages[i]));
        return NO_ERR;
}

static void forget_row(void *context, const char *table, int64_t id)
{
        if (id == 0 || strcmp(table, "article") == 0) known_headlines_forget(context, id);
}

/* Who writes is the only one who does, so it knows when a headline becomes another. */
static void keep_headlines(struct store *s)
{
        s->headlines = known_headlines_new();
        if (s->headlines) database_watch_rows(s->database, forget_row, s->headlines);
}

static struct err open_into(struct store *s, const char *path, enum store_mode mode, struct buf *why)
{
        enum database_mode how = mode == STORE_WRITE ? DATABASE_WRITE : DATABASE_READ;
        TRY(database_open(path, &store_kind, how, &s->database, why));
        TRY(newsroom_load_editions(s->database, &s->arena, s->editions, &s->edition_count));
        if (mode == STORE_WRITE) keep_headlines(s);
        if (s->edition_count == 0) {
                buf_add_text(why, "it was never finished and holds nothing: remove it and make it again");
                return ERR(ERR_INVALID, "open a store without editions");
        }
        return open_languages(s);
}

static void close_editions(struct store *s)
{
        for (size_t i = 0; i < s->edition_count; i++) {
                language_close(s->languages[i]);
                s->languages[i] = NULL;
        }
        arena_clear(&s->arena);
        s->edition_count = 0;
        forget_shown_prefixes(s);
}

struct err store_reload(struct store *s)
{
        store_check(s);
        must(!database_in_transaction(s->database));
        close_editions(s);
        TRY(newsroom_load_editions(s->database, &s->arena, s->editions, &s->edition_count));
        return open_languages(s);
}

struct err store_open(const char *path, enum store_mode mode, struct store **ret, struct buf *why)
{
        struct store *s = calloc(1, sizeof *s);
        if (!s) return ERR(ERR_FULL, "allocate a store");
        s->magic = STORE_MAGIC;
        struct err err = open_into(s, path, mode, why);
        if (err.code)
                store_close(s);
        else
                *ret = s;
        return err;
}

void store_close(struct store *s)
{
        if (!s) return;
        store_check(s);
        close_editions(s);
        database_close(s->database);
        article_known_clear(&s->known);
        known_headlines_free(s->headlines);
        s->magic = 0;
        free(s);
}

struct store_tables store_tables(const struct store *s)
{
        store_check(s);
        return (struct store_tables){.found = database_version_found(s->database), .now = store_kind.schema_version};
}

/* ---- transactions ---- */

struct err store_begin(struct store *s)
{
        store_check(s);
        return database_begin(s->database);
}

struct err store_commit(struct store *s)
{
        store_check(s);
        return database_commit(s->database);
}

void store_rollback(struct store *s)
{
        store_check(s);
        database_rollback(s->database);
}

struct err store_read_begin(struct store *s)
{
        store_check(s);
        return database_read_begin(s->database);
}

void store_read_end(struct store *s)
{
        store_check(s);
        database_read_end(s->database);
}

struct err store_checkpoint(struct store *s)
{
        store_check(s);
        return database_checkpoint(s->database, CHECKPOINT_PASSIVE);
}
