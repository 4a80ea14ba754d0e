/* A table's cells, gathered first and then laid out: in columns when they fit, else a row at a time. Inside `plain`. */
#pragma once
#include "base/arena.h"
#include "plain/paper.h"

enum { TABLE_COLUMNS_MAX = 16, TABLE_ROWS_MAX = 512 };

struct table_row {
        struct slice cells[TABLE_COLUMNS_MAX];
        size_t count;
};

struct table {
        struct arena *arena;    /* call */
        struct table_row *rows; /* TABLE_ROWS_MAX, in the arena */
        size_t count;
        bool has_heads; /* the first row is made of <th> */
};

void table_init(struct table *table, struct arena *arena);
/* Another table, or more of one that is too long: it has no rows now. */
void table_begin(struct table *table);
bool table_is_full(const struct table *table);
/* When it is full nothing happens. */
void table_begin_row(struct table *table);
/* The text is copied. A cell beyond the last column begins another row; false when there is no room for one. */
bool table_add_cell(struct table *table, struct slice text, bool is_head);
void table_print(const struct table *table, struct paper *paper);
