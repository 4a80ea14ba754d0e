/* Compares two archives as readers see them: each table is read from both in the order of its key, side by side. */
#include "archive/archive_inside.h"

enum { KEY_COLUMN = 1, KEY_COLUMNS = 3, FIRST_VALUE = KEY_COLUMN + KEY_COLUMNS, FAULTS_MAX = 200 };

/* A statement gives: what the row is called, three numbers by which it is ordered, the values to compare. */
static const struct {
        enum archive_statement statement;
        int columns;
} tables[] = {
        {COMPARE_PATHS, FIRST_VALUE + 4},     {COMPARE_PAGES, FIRST_VALUE + 13},
        {COMPARE_ITEMS, FIRST_VALUE + 3},     {COMPARE_PLACES, FIRST_VALUE + 1},
        {COMPARE_FURNITURE, FIRST_VALUE + 5}, {COMPARE_STATUS_PAGES, FIRST_VALUE + 6},
        {COMPARE_NINJS, FIRST_VALUE + 1},     {COMPARE_EDITIONS, FIRST_VALUE + 1},
        {COMPARE_CREATIVES, FIRST_VALUE + 2},
};

struct side {
        struct query query;
        bool row; /* it stands on one */
};

static int compare_keys(const struct side *a, const struct side *b)
{
        for (int i = KEY_COLUMN; i < FIRST_VALUE; i++) {
                int64_t x = query_int(&a->query, i), y = query_int(&b->query, i);
                if (x != y) return x < y ? -1 : 1;
        }
        return 0;
}

static bool values_are_equal(const struct side *a, const struct side *b, int columns)
{
        for (int i = FIRST_VALUE; i < columns; i++)
                if (!slice_eq(query_slice(&a->query, i), query_slice(&b->query, i))) return false;
        return true;
}

static void add_fault(const struct side *side, const char *what, struct buf *ret)
{
        buf_add_format(ret, "%.*s %s\n", SLICE_ARGS(query_slice(&side->query, 0)), what);
}

/* Which of the two rows comes first in the order of keys: below 0 the left one, 0 both. */
static int first_of(const struct side *left, const struct side *right)
{
        if (!right->row) return -1;
        if (!left->row) return 1;
        return compare_keys(left, right);
}

static struct err compare_table(struct side *is, struct side *wanted, int columns, struct buf *ret)
{
        TRY(query_step(&is->query, &is->row));
        TRY(query_step(&wanted->query, &wanted->row));
        for (int faults = 0; (is->row || wanted->row) && faults < FAULTS_MAX;) {
                int order = first_of(is, wanted);
                size_t said = ret->len;
                if (order < 0) add_fault(is, "should not be there", ret);
                if (order > 0) add_fault(wanted, "is missing", ret);
                if (order == 0 && !values_are_equal(is, wanted, columns)) add_fault(is, "is not as it should be", ret);
                faults += ret->len != said;
                if (order <= 0) TRY(query_step(&is->query, &is->row));
                if (order >= 0) TRY(query_step(&wanted->query, &wanted->row));
        }
        return BUF_OK(ret, "list how the archives differ");
}

struct err archive_compare(struct archive *a, struct archive *wanted, struct buf *ret)
{
        archive_check(a);
        archive_check(wanted);
        for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
                struct side is = {.query = query_start(a->database, tables[i].statement)};
                struct side other = {.query = query_start(wanted->database, tables[i].statement)};
                struct err err = compare_table(&is, &other, tables[i].columns, ret);
                query_end(&is.query);
                query_end(&other.query);
                TRY(err);
        }
        return NO_ERR;
}
