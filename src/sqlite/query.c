#include "sqlite/query.h"

#include "sqlite/inside.h"

struct query query_start(struct database *d, unsigned statement)
{
        database_check(d);
        must(statement < d->prepared_count);
        struct prepared *prepared = &d->prepared[statement];
        must(!prepared->in_use);
        prepared->in_use = true;
        return (struct query){.database = d, .prepared = prepared};
}

void query_end(struct query *q)
{
        if (!q->prepared) return;
        /* What went wrong was told by query_step(); reset would only repeat it. */
        (void)sqlite3_reset(q->prepared->statement);
        (void)sqlite3_clear_bindings(q->prepared->statement);
        q->prepared->in_use = false;
        q->prepared = NULL;
}

static void note_bound(struct query *q, int code)
{
        if (code != SQLITE_OK && q->failed == SQLITE_OK) q->failed = code;
}

void query_bind_int(struct query *q, int64_t value)
{
        note_bound(q, sqlite3_bind_int64(q->prepared->statement, ++q->bound, value));
}

/* An empty slice may have no address, and binding no address means NULL to SQLite. */
static const char *address_of(struct slice s)
{
        return s.len ? s.at : "";
}

void query_bind_text(struct query *q, struct slice text)
{
        note_bound(q, sqlite3_bind_text64(q->prepared->statement, ++q->bound, address_of(text), text.len, SQLITE_STATIC,
                                          SQLITE_UTF8));
}

void query_bind_bytes(struct query *q, struct slice bytes)
{
        note_bound(q, sqlite3_bind_blob64(q->prepared->statement, ++q->bound, address_of(bytes), bytes.len,
                                          SQLITE_STATIC));
}

void query_bind_null(struct query *q)
{
        note_bound(q, sqlite3_bind_null(q->prepared->statement, ++q->bound));
}

struct err query_step(struct query *q, bool *ret_row)
{
        must(q->prepared);
        must(q->bound == sqlite3_bind_parameter_count(q->prepared->statement));
        int code = q->failed ? q->failed : sqlite3_step(q->prepared->statement);
        if (code != SQLITE_ROW && code != SQLITE_DONE) return database_error(q->database, code, q->prepared->what);
        *ret_row = code == SQLITE_ROW;
        return NO_ERR;
}

bool query_next(struct query *q, struct err *ret_err)
{
        bool row = false;
        *ret_err = query_step(q, &row);
        return row;
}

struct err query_run(struct query *q)
{
        struct err err;
        while (query_next(q, &err))
                continue;
        query_end(q);
        return err;
}

struct err query_row(struct query *q)
{
        bool row = false;
        TRY(query_step(q, &row));
        return row ? NO_ERR : ERR(ERR_NOT_FOUND, q->prepared->what);
}

static void check_column(const struct query *q, int column)
{
        must(q->prepared);
        must(column >= 0 && column < sqlite3_data_count(q->prepared->statement));
}

int64_t query_int(const struct query *q, int column)
{
        check_column(q, column);
        return sqlite3_column_int64(q->prepared->statement, column);
}

struct slice query_slice(const struct query *q, int column)
{
        check_column(q, column);
        /* As bytes, a text comes out as it was stored and is not converted; the length must be asked for afterwards. */
        const char *at = sqlite3_column_blob(q->prepared->statement, column);
        size_t len = (size_t)sqlite3_column_bytes(q->prepared->statement, column);
        return (struct slice){at ? at : "", at ? len : 0};
}

struct slice query_copy(const struct query *q, int column, struct arena *a)
{
        return arena_copy(a, query_slice(q, column));
}

bool query_is_null(const struct query *q, int column)
{
        check_column(q, column);
        return sqlite3_column_type(q->prepared->statement, column) == SQLITE_NULL;
}
