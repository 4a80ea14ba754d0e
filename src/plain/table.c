#include "plain/table.h"

#include "plain/character.h"

enum { COLUMN_GAP = 2, HEAD_MAX_BYTES = 200 };

void table_init(struct table *table, struct arena *arena)
{
        *table = (struct table){.arena = arena};
        table->rows = arena_array(arena, TABLE_ROWS_MAX, sizeof *table->rows);
}

void table_begin(struct table *table)
{
        table->count = 0;
        table->has_heads = false;
}

bool table_is_full(const struct table *table)
{
        return table->count == TABLE_ROWS_MAX;
}

void table_begin_row(struct table *table)
{
        bool is_begun = table->count > 0 && table->rows[table->count - 1].count == 0;
        if (!is_begun && !table_is_full(table)) table->rows[table->count++].count = 0;
}

bool table_add_cell(struct table *table, struct slice text, bool is_head)
{
        if (table->count == 0 || table->rows[table->count - 1].count == TABLE_COLUMNS_MAX) {
                if (table_is_full(table)) return false;
                table_begin_row(table);
        }
        struct table_row *row = &table->rows[table->count - 1];
        if (table->count == 1) table->has_heads = row->count == 0 ? is_head : table->has_heads && is_head;
        row->cells[row->count++] = arena_copy(table->arena, text);
        return true;
}

/* ---- in columns ---- */

/* Returns the columns that a line needs. */
static size_t measure(const struct table *table, size_t widths[TABLE_COLUMNS_MAX])
{
        size_t used = 0;
        memset(widths, 0, TABLE_COLUMNS_MAX * sizeof *widths);
        for (size_t i = 0; i < table->count; i++) {
                const struct table_row *row = &table->rows[i];
                if (row->count > used) used = row->count;
                for (size_t j = 0; j < row->count; j++) {
                        size_t columns = character_columns(row->cells[j]);
                        if (columns > widths[j]) widths[j] = columns;
                }
        }
        size_t sum = used ? (used - 1) * COLUMN_GAP : 0;
        for (size_t i = 0; i < used; i++)
                sum += widths[i];
        return sum;
}

static void add_spaces(struct buf *line, size_t count)
{
        for (size_t i = 0; i < count; i++)
                buf_add_char(line, ' ');
}

static void print_row(const struct table_row *row, const size_t *widths, struct paper *paper)
{
        CLEANUP(buf_clear) struct buf line = BUF_INIT(4096);
        size_t owed = 0; /* spaces, which no line ends with */
        for (size_t i = 0; i < row->count; i++) {
                if (row->cells[i].len) add_spaces(&line, owed);
                if (row->cells[i].len) owed = 0;
                buf_add(&line, row->cells[i]);
                owed += widths[i] - character_columns(row->cells[i]) + COLUMN_GAP;
        }
        if (line.len) paper_line(paper, buf_slice(&line));
}

/* ---- a row at a time ---- */

static void print_cell(const struct table *table, size_t column, struct slice cell, struct paper *paper)
{
        CLEANUP(buf_clear) struct buf words = BUF_INIT(1 << 20);
        const struct table_row *heads = &table->rows[0];
        size_t head_len = table->has_heads && column < heads->count ? heads->cells[column].len : 0;
        if (head_len && head_len <= HEAD_MAX_BYTES) /* it is written in every row */
                buf_add_format(&words, "%.*s: ", SLICE_ARGS(heads->cells[column]));
        buf_add(&words, cell);
        size_t before = paper_indent(paper, column == 0 ? SLICE("") : SLICE("  "));
        paper_paragraph(paper, buf_slice(&words));
        paper_outdent(paper, before);
}

static void print_rows(const struct table *table, struct paper *paper)
{
        for (size_t i = table->has_heads && table->count > 1 ? 1 : 0; i < table->count; i++) {
                for (size_t j = 0; j < table->rows[i].count; j++)
                        if (table->rows[i].cells[j].len) print_cell(table, j, table->rows[i].cells[j], paper);
                paper->wants_gap = true;
        }
}

void table_print(const struct table *table, struct paper *paper)
{
        size_t widths[TABLE_COLUMNS_MAX];
        paper->wants_gap = true;
        size_t columns = measure(table, widths);
        if (columns > paper_columns(paper)) {
                print_rows(table, paper);
                return;
        }
        for (size_t i = 0; i < table->count; i++) {
                print_row(&table->rows[i], widths, paper);
                if (i == 0 && table->has_heads) paper_underline(paper, '-', columns);
        }
        paper->wants_gap = true;
}
