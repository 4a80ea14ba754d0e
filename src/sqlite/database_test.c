#include "sqlite/query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum statement { ADD, FIND, ALL, DROP, STATEMENT_COUNT };

static const struct database_statement statements[] = {
        [ADD] = {"add a word", "INSERT INTO word (id, text, bytes) VALUES (?1, ?2, ?3)"},
        [FIND] = {"find a word", "SELECT text, bytes FROM word WHERE id = ?1"},
        [ALL] = {"list the words", "SELECT id FROM word ORDER BY id"},
        [DROP] = {"drop the words", "DELETE FROM word"},
};

static const char schema[] = "PRAGMA application_id = 77; PRAGMA user_version = 3;"
                             "CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL, bytes BLOB) STRICT;"
                             "CREATE TABLE use (word INTEGER NOT NULL REFERENCES word (id)) STRICT;";

static const struct database_kind dictionary = {
        .name = "dictionary",
        .application_id = 77,
        .schema_version = 3,
        .schema = schema,
        .statements = statements,
        .statement_count = STATEMENT_COUNT,
};

struct fixture {
        char folder[64], path[96];
        struct database *database;
        struct buf why;
};

static int make_dictionary(void **state)
{
        struct fixture *f = calloc(1, sizeof *f);
        buf_init(&f->why, 4096);
        snprintf(f->folder, sizeof f->folder, "/tmp/database_test.XXXXXX");
        assert_non_null(mkdtemp(f->folder));
        snprintf(f->path, sizeof f->path, "%s/words.db", f->folder);
        assert_int_equal(database_create(f->path, &dictionary).code, OK);
        assert_int_equal(database_open(f->path, &dictionary, DATABASE_WRITE, &f->database, &f->why).code, OK);
        *state = f;
        return 0;
}

static int drop_dictionary(void **state)
{
        struct fixture *f = *state;
        database_close(f->database);
        static const char *const endings[] = {"", "-wal", "-shm"};
        for (size_t i = 0; i < 3; i++) {
                char name[128];
                snprintf(name, sizeof name, "%s%s", f->path, endings[i]);
                unlink(name);
        }
        assert_int_equal(rmdir(f->folder), 0);
        buf_clear(&f->why);
        free(f);
        return 0;
}

static struct err add_word(struct database *d, int64_t id, struct slice text, struct slice bytes)
{
        struct query q = query_start(d, ADD);
        query_bind_int(&q, id);
        query_bind_text(&q, text);
        query_bind_bytes(&q, bytes);
        return query_run(&q);
}

static bool has_word(struct database *d, int64_t id)
{
        CLEANUP(query_end) struct query q = query_start(d, FIND);
        query_bind_int(&q, id);
        return query_row(&q).code == OK;
}

/* Changes the file behind our back. */
static void run_elsewhere(const struct fixture *f, const char *sql)
{
        sqlite3 *other = NULL;
        assert_int_equal(sqlite3_open(f->path, &other), SQLITE_OK);
        sqlite3_stmt *statement = NULL;
        assert_int_equal(sqlite3_prepare_v2(other, sql, -1, &statement, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_step(statement), SQLITE_DONE);
        assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
        assert_int_equal(sqlite3_close(other), SQLITE_OK);
}

static struct err reopen(struct fixture *f, enum database_mode mode)
{
        database_close(f->database);
        f->database = NULL;
        return database_open(f->path, &dictionary, mode, &f->database, &f->why);
}

static void gives_back_what_was_bound(void **state)
{
        struct fixture *f = *state;
        assert_int_equal(add_word(f->database, 1, SLICE("сло\0во"), SLICE("\x00\xff")).code, OK);

        CLEANUP(query_end) struct query q = query_start(f->database, FIND);
        query_bind_int(&q, 1);
        assert_int_equal(query_row(&q).code, OK);
        assert_true(slice_eq(query_slice(&q, 0), SLICE("сло\0во")));
        assert_true(slice_eq(query_slice(&q, 1), SLICE("\x00\xff")));
        assert_false(query_is_null(&q, 1));
}

static void keeps_empty_text_apart_from_null(void **state)
{
        struct fixture *f = *state;
        assert_int_equal(add_word(f->database, 1, (struct slice){0}, (struct slice){0}).code, OK);
        struct query add = query_start(f->database, ADD);
        query_bind_int(&add, 2);
        query_bind_text(&add, SLICE("two"));
        query_bind_null(&add);
        assert_int_equal(query_run(&add).code, OK);

        for (int64_t id = 1; id <= 2; id++) {
                CLEANUP(query_end) struct query q = query_start(f->database, FIND);
                query_bind_int(&q, id);
                assert_int_equal(query_row(&q).code, OK);
                assert_int_equal(query_is_null(&q, 1), id == 2);
                assert_int_equal(query_slice(&q, 1).len, 0);
        }
}

static void steps_through_all_rows(void **state)
{
        struct fixture *f = *state;
        for (int64_t id = 1; id <= 5; id++)
                assert_int_equal(add_word(f->database, id, SLICE("word"), SLICE("")).code, OK);

        CLEANUP(query_end) struct query q = query_start(f->database, ALL);
        struct err err;
        int64_t expected = 1;
        while (query_next(&q, &err))
                assert_int_equal(query_int(&q, 0), expected++);
        assert_int_equal(err.code, OK);
        assert_int_equal(expected, 6);
}

static void tells_a_refused_row_as_a_conflict(void **state)
{
        struct fixture *f = *state;
        assert_int_equal(add_word(f->database, 1, SLICE("word"), SLICE("")).code, OK);
        struct err err = add_word(f->database, 1, SLICE("again"), SLICE(""));
        assert_int_equal(err.code, ERR_CONFLICT);
        assert_string_equal(err.what, "add a word");
        assert_non_null(strstr(database_message(f->database), "word.id"));
}

static void counts_the_rows_that_were_touched(void **state)
{
        struct fixture *f = *state;
        for (int64_t id = 1; id <= 3; id++)
                assert_int_equal(add_word(f->database, id, SLICE("word"), SLICE("")).code, OK);
        struct query q = query_start(f->database, DROP);
        assert_int_equal(query_run(&q).code, OK);
        assert_int_equal(database_changed_rows(f->database), 3);
}

static void forgets_what_was_rolled_back_or_never_committed(void **state)
{
        struct fixture *f = *state;
        assert_int_equal(database_begin(f->database).code, OK);
        assert_int_equal(add_word(f->database, 1, SLICE("word"), SLICE("")).code, OK);
        database_rollback(f->database);
        assert_false(database_in_transaction(f->database));
        assert_false(has_word(f->database, 1));

        assert_int_equal(database_begin(f->database).code, OK);
        assert_int_equal(add_word(f->database, 2, SLICE("word"), SLICE("")).code, OK);
        assert_int_equal(reopen(f, DATABASE_WRITE).code, OK);
        assert_false(has_word(f->database, 2));
}

static void readers_see_one_moment(void **state)
{
        struct fixture *f = *state;
        CLEANUP(database_closep) struct database *reader = NULL;
        assert_int_equal(database_open(f->path, &dictionary, DATABASE_READ, &reader, &f->why).code, OK);
        assert_int_equal(database_read_begin(reader).code, OK);
        assert_false(has_word(reader, 1));
        assert_int_equal(add_word(f->database, 1, SLICE("word"), SLICE("")).code, OK);
        assert_false(has_word(reader, 1));
        database_read_end(reader);
        assert_true(has_word(reader, 1));
}

static void readers_cannot_write(void **state)
{
        struct fixture *f = *state;
        assert_int_equal(reopen(f, DATABASE_READ).code, OK);
        assert_int_equal(add_word(f->database, 1, SLICE("word"), SLICE("")).code, ERR_DENIED);
}

static off_t size_of(const struct fixture *f, const char *ending)
{
        char name[128];
        snprintf(name, sizeof name, "%s%s", f->path, ending);
        struct stat status;
        return stat(name, &status) == 0 ? status.st_size : -1;
}

static void only_a_checkpoint_moves_the_log(void **state)
{
        struct fixture *f = *state;
        off_t before = size_of(f, "");
        static const char zeros[65536];
        for (int64_t id = 1; id <= 100; id++)
                assert_int_equal(add_word(f->database, id, SLICE("w"), (struct slice){zeros, sizeof zeros}).code, OK);
        assert_int_equal(size_of(f, ""), before);

        assert_int_equal(database_checkpoint(f->database, CHECKPOINT_PASSIVE).code, OK);
        assert_true(size_of(f, "") > 100 * (off_t)sizeof zeros);
        assert_true(size_of(f, "-wal") > 0);
        assert_int_equal(database_checkpoint(f->database, CHECKPOINT_TRUNCATE).code, OK);
        assert_int_equal(size_of(f, "-wal"), 0);
}

static void leaves_the_log_files_for_readers(void **state)
{
        struct fixture *f = *state;
        assert_int_equal(add_word(f->database, 1, SLICE("word"), SLICE("")).code, OK);
        database_close(f->database);
        f->database = NULL;
        assert_true(size_of(f, "-wal") >= 0);
        assert_true(size_of(f, "-shm") >= 0);
}

static void does_not_touch_a_file_that_is_there(void **state)
{
        struct fixture *f = *state;
        assert_int_equal(add_word(f->database, 1, SLICE("word"), SLICE("")).code, OK);
        assert_int_equal(database_create(f->path, &dictionary).code, ERR_CONFLICT);
        assert_true(has_word(f->database, 1));
}

static void what_is_committed_ahead_is_seen_at_once_and_settles_later(void **state)
{
        struct fixture *f = *state;
        struct database *other = NULL;
        assert_int_equal(database_open(f->path, &dictionary, DATABASE_READ, &other, &f->why).code, OK);
        assert_int_equal(database_settle(f->database).code, OK); /* there is nothing to settle */
        assert_int_equal(database_begin_ahead(f->database).code, OK);
        assert_int_equal(add_word(f->database, 1, SLICE("word"), SLICE("")).code, OK);
        assert_false(has_word(other, 1));
        assert_int_equal(database_commit(f->database).code, OK);
        assert_true(has_word(other, 1));
        assert_int_equal(database_settle(f->database).code, OK);
        /* What follows is as ever, whether the one ahead was committed, settled, or rolled back. */
        assert_int_equal(add_word(f->database, 2, SLICE("two"), SLICE("")).code, OK);
        assert_int_equal(database_begin_ahead(f->database).code, OK);
        assert_int_equal(add_word(f->database, 3, SLICE("three"), SLICE("")).code, OK);
        database_rollback(f->database);
        assert_int_equal(database_begin_ahead(f->database).code, OK);
        assert_int_equal(add_word(f->database, 4, SLICE("four"), SLICE("")).code, OK);
        assert_int_equal(database_commit(f->database).code, OK);
        assert_int_equal(add_word(f->database, 5, SLICE("five"), SLICE("")).code, OK);
        assert_true(has_word(other, 2) && !has_word(other, 3) && has_word(other, 4) && has_word(other, 5));
        database_close(other);
}

static void leaves_no_file_when_the_tables_cannot_be_made(void **state)
{
        struct fixture *f = *state;
        struct database_kind broken = dictionary;
        broken.schema = "CREATE TABLE word (id INTEGER PRIMARY KEY) STRICT; CREATE TABEL";
        char path[128];
        snprintf(path, sizeof path, "%s/broken.db", f->folder);
        assert_int_equal(database_create(path, &broken).code, ERR_IO);
        assert_int_not_equal(access(path, F_OK), 0);
}

static void refuses_a_newer_version_and_says_so(void **state)
{
        struct fixture *f = *state;
        run_elsewhere(f, "PRAGMA user_version = 4");
        assert_int_equal(reopen(f, DATABASE_WRITE).code, ERR_DENIED);
        assert_non_null(strstr(buf_text(&f->why), "newer program made this dictionary"));
}

/* The dictionary as two later programs would have it. */
static const struct database_step steps[] = {
        {3, "ALTER TABLE word ADD COLUMN kind TEXT NOT NULL DEFAULT ''; UPDATE word SET kind = 'old';"
            "PRAGMA user_version = 4"},
        {4, "CREATE TABLE kind (name TEXT PRIMARY KEY) STRICT; INSERT INTO kind SELECT DISTINCT kind FROM word;"
            "PRAGMA user_version = 5"},
};
static const struct database_statement later_statements[] = {
        {"list kinds", "SELECT name FROM kind"},
};
static const struct database_kind later = {
        .name = "dictionary",
        .application_id = 77,
        .schema_version = 5,
        .steps = steps,
        .step_count = 2,
        .statements = later_statements,
        .statement_count = 1,
};

static struct err open_later(struct fixture *f, const struct database_kind *kind, enum database_mode mode)
{
        database_close(f->database);
        f->database = NULL;
        return database_open(f->path, kind, mode, &f->database, &f->why);
}

static void a_writer_brings_an_older_file_up_to_date(void **state)
{
        struct fixture *f = *state;
        assert_int_equal(add_word(f->database, 1, SLICE("word"), SLICE("")).code, OK);
        assert_int_equal(open_later(f, &later, DATABASE_WRITE).code, OK);
        assert_int_equal(database_version_found(f->database), 3);
        {
                CLEANUP(query_end) struct query q = query_start(f->database, 0);
                assert_int_equal(query_row(&q).code, OK);
                assert_true(slice_eq(query_slice(&q, 0), SLICE("old")));
        }
        assert_int_equal(open_later(f, &later, DATABASE_READ).code, OK);
        assert_int_equal(database_version_found(f->database), 5);
}

static void a_reader_asks_for_a_writer_first(void **state)
{
        struct fixture *f = *state;
        assert_int_equal(open_later(f, &later, DATABASE_READ).code, ERR_DENIED);
        assert_non_null(strstr(buf_text(&f->why), "open it with the desk first"));
        assert_int_equal(reopen(f, DATABASE_WRITE).code, OK);
}

static void a_step_that_fails_leaves_the_file_as_it_was(void **state)
{
        struct fixture *f = *state;
        assert_int_equal(add_word(f->database, 1, SLICE("word"), SLICE("")).code, OK);
        struct database_step broken_steps[] = {steps[0], {4, "CREATE TABLE other (id INTEGER) STRICT; CREATE TABEL"}};
        struct database_kind broken = later;
        broken.steps = broken_steps;
        assert_int_equal(open_later(f, &broken, DATABASE_WRITE).code, ERR_IO);
        assert_int_equal(reopen(f, DATABASE_WRITE).code, OK);
        assert_true(has_word(f->database, 1));
        assert_int_equal(open_later(f, &later, DATABASE_WRITE).code, OK);
        assert_int_equal(database_version_found(f->database), 3);
}

static void refuses_a_version_from_which_no_step_leads(void **state)
{
        struct fixture *f = *state;
        run_elsewhere(f, "PRAGMA user_version = 2");
        assert_int_equal(open_later(f, &later, DATABASE_WRITE).code, ERR_INVALID);
        assert_non_null(strstr(buf_text(&f->why), "has version 2, which this program no longer reads"));
}

static void refuses_what_is_not_of_its_kind(void **state)
{
        struct fixture *f = *state;
        run_elsewhere(f, "PRAGMA application_id = 78");
        assert_int_equal(reopen(f, DATABASE_WRITE).code, ERR_INVALID);
        assert_non_null(strstr(buf_text(&f->why), "no dictionary"));
}

static void refuses_a_file_that_is_no_database(void **state)
{
        struct fixture *f = *state;
        FILE *file = fopen(f->path, "w");
        for (int i = 0; i < 1000; i++)
                fputs("dear diary ", file);
        fclose(file);
        assert_int_equal(reopen(f, DATABASE_READ).code, ERR_INVALID);
        assert_true(f->why.len > 0);
}

/* Whoever only reads prepares what writes too, and must not be told that it wrote. */
static void a_missing_table_is_told_of_the_opening(void **state)
{
        struct fixture *f = *state;
        run_elsewhere(f, "DROP TABLE word");
        struct err err = reopen(f, DATABASE_READ);
        assert_int_equal(err.code, ERR_IO);
        assert_string_equal(err.what, "prepare the statements of the database");
        assert_non_null(strstr(buf_text(&f->why), "no such table"));
}

static void tells_a_missing_file(void **state)
{
        struct fixture *f = *state;
        char path[128];
        snprintf(path, sizeof path, "%s/none.db", f->folder);
        struct database *none = NULL;
        assert_int_equal(database_open(path, &dictionary, DATABASE_WRITE, &none, &f->why).code, ERR_NOT_FOUND);
        assert_null(none);
}

static void finds_broken_references(void **state)
{
        struct fixture *f = *state;
        assert_int_equal(database_verify(f->database, &f->why).code, OK);
        assert_int_equal(f->why.len, 0);
        run_elsewhere(f, "INSERT INTO use (word) VALUES (9)");
        assert_int_equal(database_verify(f->database, &f->why).code, OK);
        assert_string_equal(buf_text(&f->why), "row 1 of table use refers to a row of table word that is not there\n");
}

struct heard {
        int count;
        int64_t last;
};

static void hear(void *context, const char *table, int64_t id)
{
        struct heard *heard = context;
        assert_string_equal(table, id ? "word" : "");
        heard->count++;
        heard->last = id;
}

static void tells_of_rows_that_change_and_of_changes_rolled_back(void **state)
{
        struct fixture *f = *state;
        struct heard heard = {0};
        database_watch_rows(f->database, hear, &heard);
        assert_int_equal(add_word(f->database, 7, SLICE("seven"), SLICE("")).code, OK);
        assert_int_equal(heard.count, 1);
        assert_int_equal(heard.last, 7);
        assert_int_equal(database_read_begin(f->database).code, OK);
        database_read_end(f->database);
        assert_int_equal(heard.count, 1);

        assert_int_equal(database_begin(f->database).code, OK);
        assert_int_equal(add_word(f->database, 8, SLICE("eight"), SLICE("")).code, OK);
        assert_int_equal(heard.last, 8);
        database_rollback(f->database);
        assert_int_equal(heard.count, 3);
        assert_int_equal(heard.last, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_dictionary, drop_dictionary)
        static const struct CMUnitTest tests[] = {
                TEST(gives_back_what_was_bound),
                TEST(keeps_empty_text_apart_from_null),
                TEST(steps_through_all_rows),
                TEST(tells_a_refused_row_as_a_conflict),
                TEST(counts_the_rows_that_were_touched),
                TEST(forgets_what_was_rolled_back_or_never_committed),
                TEST(readers_see_one_moment),
                TEST(readers_cannot_write),
                TEST(only_a_checkpoint_moves_the_log),
                TEST(leaves_the_log_files_for_readers),
                TEST(does_not_touch_a_file_that_is_there),
                TEST(what_is_committed_ahead_is_seen_at_once_and_settles_later),
                TEST(leaves_no_file_when_the_tables_cannot_be_made),
                TEST(refuses_a_newer_version_and_says_so),
                TEST(a_writer_brings_an_older_file_up_to_date),
                TEST(a_reader_asks_for_a_writer_first),
                TEST(a_step_that_fails_leaves_the_file_as_it_was),
                TEST(refuses_a_version_from_which_no_step_leads),
                TEST(refuses_what_is_not_of_its_kind),
                TEST(refuses_a_file_that_is_no_database),
                TEST(a_missing_table_is_told_of_the_opening),
                TEST(tells_a_missing_file),
                TEST(finds_broken_references),
                TEST(tells_of_rows_that_change_and_of_changes_rolled_back),
        };
        return cmocka_run_group_tests_name("database", tests, NULL, NULL);
}
