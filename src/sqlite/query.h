/* One use of a prepared statement: bind its parameters in their order, step through its rows, read the columns.
 *
 *         CLEANUP(query_end) struct query q = query_start(database, FIND_ARTICLE);
 *         query_bind_text(&q, uri);
 *         bool found;
 *         TRY(query_step(&q, &found));
 *         if (found) id = query_int(&q, 0);
 *
 * A failed bind is remembered and told by the next step. A statement is used by one query at a time; starting it again
 * before query_end() is a programmer's mistake, and so is a step with too few or too many parameters bound. */
#pragma once
#include "base/arena.h"
#include "sqlite/database.h"

struct prepared;

struct query {
        struct database *database;
        struct prepared *prepared; /* NULL once ended */
        int bound;                 /* parameters so far */
        int failed;                /* SQLite's code of the first bind that failed */
};

/* `statement` is the row's index in the kind's table. */
struct query query_start(struct database *d, unsigned statement);
void query_end(struct query *q); /* ends it; twice is fine */

/* The next parameter. Texts and bytes are borrowed until query_end(); NULL is a value of its own and never the empty
 * text. */
void query_bind_int(struct query *q, int64_t value);
void query_bind_text(struct query *q, struct slice text);
void query_bind_bytes(struct query *q, struct slice bytes);
void query_bind_null(struct query *q);

/* Goes to the next row; `ret_row` is false behind the last one. ERR_CONFLICT when a constraint of the tables refused,
 * ERR_FULL: no space, ERR_BUSY, ERR_INVALID: the file is damaged, ERR_IO. */
struct err query_step(struct query *q, bool *ret_row) CHECKED;

/* The same as a loop: `while (query_next(&q, &err))`, then look at `err`. False behind the last row and on failure. */
bool query_next(struct query *q, struct err *ret_err);

/* Steps to the end and ends the query: for statements that return nothing. */
struct err query_run(struct query *q) CHECKED;

/* Steps to the only row that is wanted; ERR_NOT_FOUND when there is none. */
struct err query_row(struct query *q) CHECKED;

/* Columns of the present row, from 0. Slices are SQLite's and last until the next step or query_end(); copies live in
 * the arena. A NULL reads as 0 or as the empty slice. */
int64_t query_int(const struct query *q, int column);
struct slice query_slice(const struct query *q, int column);
struct slice query_copy(const struct query *q, int column, struct arena *a);
bool query_is_null(const struct query *q, int column);
