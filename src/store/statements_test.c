/* Every statement stays fast at a million articles: SQLite's own plan of it walks no table that grows, and sorts
 * nothing. */
#include "store/fixture.h"
#include "store/schema.h"

struct plan {
        const char *name, *explain;
};

static const struct plan plans[] = {
#define STATEMENT(name, what, sql) {#name, "EXPLAIN QUERY PLAN " sql},
#include "store/statements.def"
#undef STATEMENT
};

/* Tables whose size people decide, not time. */
static bool is_small(struct slice table)
{
        static const char *const small[] = {"site",  "edition", "section",      "section_name", "set_page",
                                            "tally", "person",  "section_slug", "follow_up",    "former_prefix"};
        for (size_t i = 0; i < sizeof small / sizeof small[0]; i++)
                if (slice_eq(table, slice_of(small[i]))) return true;
        return false;
}

static bool is_slow(struct slice step)
{
        if (slice_starts_with(step, SLICE("USE TEMP B-TREE"))) return true;
        if (!slice_starts_with(step, SLICE("SCAN "))) return false;
        struct slice rest = slice_skip(step, 5);
        /* What a subquery found: it was searched or scanned itself, in a step of its own. */
        if (slice_starts_with(rest, SLICE("(subquery"))) return false;
        return !is_small(slice_cut(&rest, ' '));
}

static sqlite3 *open_tables(const struct fixture *f)
{
        sqlite3 *connection = NULL;
        assert_int_equal(sqlite3_open(f->path, &connection), SQLITE_OK);
        return connection;
}

static unsigned count_slow_steps(sqlite3 *connection, const struct plan *plan)
{
        sqlite3_stmt *statement = NULL;
        assert_int_equal(sqlite3_prepare_v2(connection, plan->explain, -1, &statement, NULL), SQLITE_OK);
        unsigned slow = 0;
        while (sqlite3_step(statement) == SQLITE_ROW) {
                const char *step = (const char *)sqlite3_column_text(statement, 3);
                slow += is_slow(slice_of(step));
        }
        assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
        return slow;
}

static void no_statement_walks_a_table_that_grows(void **state)
{
        struct fixture *f = *state;
        sqlite3 *connection = open_tables(f);
        unsigned slow = 0;
        for (size_t i = 0; i < sizeof plans / sizeof plans[0]; i++) {
                unsigned of_this = count_slow_steps(connection, &plans[i]);
                if (of_this) print_error("%s walks a table or sorts\n", plans[i].name);
                slow += of_this;
        }
        sqlite3_close(connection);
        assert_int_equal(slow, 0);
}

static void a_walk_would_be_noticed(void **state)
{
        struct fixture *f = *state;
        static const struct plan slow[] = {
                {"unindexed", "EXPLAIN QUERY PLAN SELECT id FROM article WHERE headline = ?1"},
                {"unsorted", "EXPLAIN QUERY PLAN SELECT key FROM section ORDER BY key || ''"},
        };
        sqlite3 *connection = open_tables(f);
        for (size_t i = 0; i < 2; i++)
                assert_int_equal(count_slow_steps(connection, &slow[i]), 1);
        sqlite3_close(connection);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(no_statement_walks_a_table_that_grows),
                STORE_TEST(a_walk_would_be_noticed),
        };
        return cmocka_run_group_tests_name("statements", tests, NULL, NULL);
}
