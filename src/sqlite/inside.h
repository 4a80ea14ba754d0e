/* What the files of this room share, and nobody else includes. */
#pragma once
#include "sqlite/query.h"

#include <sqlite3.h>

#define DATABASE_MAGIC 0x0da7aba5u

struct prepared {
        sqlite3_stmt *statement; /* owned */
        const char *what;
        bool in_use; /* by a query that has not ended */
};

struct database {
        uint32_t magic;
        sqlite3 *connection; /* owned */
        const struct database_kind *kind;
        int32_t version_found;       /* at opening */
        int64_t give_up_ms;          /* steady clock; 0: never */
        row_changed_fn *row_changed; /* NULL: nobody is told */
        void *row_context;
        bool has_changes;  /* of rows, neither committed nor rolled back */
        bool is_ahead;     /* the transaction under way is committed ahead of the disk */
        bool is_unsettled; /* the last commit may not be on disk yet */
        unsigned prepared_count;
        struct prepared prepared[]; /* the kind's statements, then our own (enum own_statement) */
};

/* Statements that every database has. */
enum own_statement {
        OWN_BEGIN,
        OWN_READ_BEGIN,
        OWN_COMMIT,
        OWN_ROLLBACK,
        OWN_INTEGRITY,
        OWN_FOREIGN_KEYS,
        OWN_COUNT,
};
struct query database_own_query(struct database *d, enum own_statement which);

/* The error that SQLite's (extended) result code means; `what` is a literal. */
struct err database_error(const struct database *d, int code, const char *what);

static inline void database_check(const struct database *d)
{
        must(d && d->magic == DATABASE_MAGIC);
}
