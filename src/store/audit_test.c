#include "store/audit.h"

#include "store/people_fixture.h"

static int64_t append(struct fixture *f, struct audit_row row)
{
        int64_t number = 0;
        assert_int_equal(WRITE(f, store_append_audit(f->store, &row, &number)), OK);
        return number;
}

static struct audit_rows list(struct fixture *f, struct audit_filter filter)
{
        struct audit_rows rows;
        if (!filter.limit) filter.limit = 100;
        assert_int_equal(store_list_audit(f->store, &filter, &f->arena, &rows).code, OK);
        return rows;
}

/* Expects the rows with these numbers, in this order; 0 ends them. */
static void expect(struct fixture *f, struct audit_filter filter, const int64_t *numbers)
{
        struct audit_rows rows = list(f, filter);
        size_t count = 0;
        for (; numbers[count]; count++) {
                assert_true(count < rows.count);
                assert_int_equal(rows.at[count].number, numbers[count]);
        }
        assert_int_equal(rows.count, count);
}
#define EXPECT(f, filter, ...) expect(f, (struct audit_filter)filter, (const int64_t[]){__VA_ARGS__, 0})
#define BY(...)                                                                                                        \
        {                                                                                                              \
                __VA_ARGS__                                                                                            \
        }

/* Two people and six rows: sign-ins, a publication, a settings row, a failed sign-in of nobody. */
static int make_audited(void **state)
{
        make_store(state);
        struct fixture *f = *state;
        int64_t olena = add_person(f, SLICE("olena")), petro = add_person(f, SLICE("petro"));
        const struct audit_row rows[] = {
                {.person = olena, .act = SLICE("sign-in"), .address = SLICE("192.0.2.7")},
                {.person = petro, .act = SLICE("sign-in")},
                {.person = olena,
                 .act = SLICE("publish"),
                 .object_kind = SLICE("article"),
                 .object = 7,
                 .edition = UK,
                 .detail = SLICE("{\"version\":3}")},
                {.act = SLICE("sign-in-failed"), .detail = SLICE("{\"login\":\"root\"}")},
                {.person = petro, .act = SLICE("withdraw"), .object_kind = SLICE("article"), .object = 7},
                {.person = petro, .act = SLICE("disable"), .object_kind = SLICE("person"), .object = 7},
        };
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
                struct audit_row row = rows[i];
                row.time_ms = NOW + (int64_t)i;
                assert_int_equal(append(f, row), i + 1);
        }
        return 0;
}

static void an_entry_is_found_by_its_id_with_the_text_it_came_with(void **state)
{
        struct fixture *f = *state;
        struct slice text;
        const struct audit_row rows[] = {
                {.act = SLICE("entry"), .detail = SLICE("{\"entry\":\"first1\",\"text\":\"\\\"1:0\\\"\"}")},
                {.act = SLICE("entry_correct"), .detail = SLICE("{\"entry\":\"first1\",\"text\":\"1:1\"}")},
                {.act = SLICE("entry_pin"), .detail = SLICE("{\"entry\":\"other1\",\"text\":\"\"}")},
        };
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
                struct audit_row row = rows[i];
                row.time_ms = NOW + (int64_t)i, row.object_kind = SLICE("article"), row.object = 7;
                append(f, row);
        }
        assert_int_equal(store_find_entry(f->store, 7, SLICE("first1"), &f->arena, &text).code, OK);
        assert_true(slice_eq(text, SLICE("\"1:0\"")));
        assert_int_equal(store_find_entry(f->store, 7, SLICE("other1"), &f->arena, &text).code, ERR_NOT_FOUND);
        assert_int_equal(store_find_entry(f->store, 8, SLICE("first1"), &f->arena, &text).code, ERR_NOT_FOUND);
}

static void gives_back_a_row_as_it_was_added(void **state)
{
        struct fixture *f = *state;
        struct audit_rows rows = list(f, (struct audit_filter){.before = 4, .limit = 1});
        assert_int_equal(rows.count, 1);
        const struct audit_row *row = &rows.at[0];
        assert_int_equal(row->number, 3);
        assert_int_equal(row->time_ms, NOW + 2);
        assert_int_equal(row->person, 1);
        assert_true(slice_eq(row->act, SLICE("publish")));
        assert_true(slice_eq(row->object_kind, SLICE("article")));
        assert_int_equal(row->object, 7);
        assert_int_equal(row->edition, UK);
        assert_int_equal(row->address.len, 0);
        assert_true(slice_eq(row->detail, SLICE("{\"version\":3}")));

        rows = list(f, (struct audit_filter){.before = 2});
        assert_true(slice_eq(rows.at[0].address, SLICE("192.0.2.7")));
        assert_true(slice_eq(rows.at[0].detail, SLICE("{}")));
        assert_string_equal(faults(f), "");
}

static void lists_the_newest_first_page_by_page(void **state)
{
        struct fixture *f = *state;
        EXPECT(f, BY(.limit = 4), 6, 5, 4, 3);
        EXPECT(f, BY(.limit = 4, .before = 3), 2, 1);
        EXPECT(f, BY(.before = 1), 0);
}

static void lists_what_all_that_is_asked_agrees_with(void **state)
{
        struct fixture *f = *state;
        EXPECT(f, BY(.person = 1), 3, 1);
        EXPECT(f, BY(.person = 9), 0);
        EXPECT(f, BY(.act = SLICE("sign-in")), 2, 1);
        EXPECT(f, BY(.act = SLICE("sign-in"), .person = 2), 2);
        EXPECT(f, BY(.object_kind = SLICE("article"), .object = 7), 5, 3);
        EXPECT(f, BY(.object_kind = SLICE("article"), .object = 7, .person = 2), 5);
        EXPECT(f, BY(.object_kind = SLICE("article"), .object = 7, .act = SLICE("publish")), 3);
        EXPECT(f, BY(.object_kind = SLICE("person")), 6);
        EXPECT(f, BY(.person = 2, .limit = 1), 6);
        EXPECT(f, BY(.person = 2, .before = 6), 5, 2);
        EXPECT(f, BY(.person = 2, .act = SLICE("withdraw"), .before = 5), 0);
}

static void lists_a_range_of_time(void **state)
{
        struct fixture *f = *state;
        EXPECT(f, BY(.from_ms = NOW + 2, .before_ms = NOW + 4), 4, 3);
        EXPECT(f, BY(.from_ms = NOW + 4), 6, 5);
        EXPECT(f, BY(.before_ms = NOW + 1), 1);
        EXPECT(f, BY(.before_ms = NOW + 5, .person = 2), 5, 2);
}

static void a_row_is_there_with_what_it_tells_of_or_not_at_all(void **state)
{
        struct fixture *f = *state;
        struct audit_row row = {.act = SLICE("publish"), .time_ms = NOW};
        int64_t number = 0;
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_append_audit(f->store, &row, &number).code, OK);
        assert_int_equal(number, 7);
        store_rollback(f->store);
        EXPECT(f, BY(.limit = 1), 6);
        assert_int_equal(append(f, row), 7);
        assert_string_equal(faults(f), "");
}

static void refuses_a_person_who_is_not_there(void **state)
{
        struct fixture *f = *state;
        struct audit_row row = {.act = SLICE("publish"), .person = 9, .time_ms = NOW};
        int64_t number = 0;
        assert_int_equal(WRITE(f, store_append_audit(f->store, &row, &number)), ERR_CONFLICT);
}

static void is_neither_changed_nor_deleted(void **state)
{
        struct fixture *f = *state;
        assert_int_equal(run_elsewhere(f, "UPDATE audit SET act = 'nothing'"), SQLITE_CONSTRAINT);
        assert_int_equal(run_elsewhere(f, "DELETE FROM audit"), SQLITE_CONSTRAINT);
        assert_int_equal(run_elsewhere(f, "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE number = 6"),
                         SQLITE_CONSTRAINT);
        assert_int_equal(run_elsewhere(f, "INSERT INTO audit SELECT 8, time_ms, person, act, object_kind, object,"
                                          " edition, address, detail, hash FROM audit WHERE number = 6"),
                         SQLITE_CONSTRAINT);
        assert_string_equal(faults(f), "");
}

/* Whoever may write the file can drop what guards it; the hashes tell. */
static void plant(struct fixture *f, const char *sql)
{
        assert_int_equal(run_elsewhere(f, "DROP TRIGGER IF EXISTS audit_is_never_changed"), SQLITE_DONE);
        assert_int_equal(run_elsewhere(f, "DROP TRIGGER IF EXISTS audit_is_never_deleted"), SQLITE_DONE);
        assert_int_equal(run_elsewhere(f, "DROP TRIGGER IF EXISTS audit_goes_on_at_its_end"), SQLITE_DONE);
        assert_int_equal(run_elsewhere(f, sql), SQLITE_DONE);
}

static void verifying_names_a_row_that_was_altered(void **state)
{
        struct fixture *f = *state;
        static const char *const alterations[] = {
                "UPDATE audit SET time_ms = 1 WHERE number = 3",
                "UPDATE audit SET person = 2 WHERE number = 3",
                "UPDATE audit SET person = NULL WHERE number = 3",
                "UPDATE audit SET act = 'submit' WHERE number = 3",
                "UPDATE audit SET object_kind = 'story' WHERE number = 3",
                "UPDATE audit SET object = 8 WHERE number = 3",
                "UPDATE audit SET edition = 2 WHERE number = 3",
                "UPDATE audit SET address = '::1' WHERE number = 3",
                "UPDATE audit SET detail = '{}' WHERE number = 3",
                /* The same bytes, divided otherwise. */
                "UPDATE audit SET act = 'publisha', object_kind = 'rticle' WHERE number = 3",
        };
        assert_int_equal(run_elsewhere(f, "CREATE TABLE kept AS SELECT * FROM audit"), SQLITE_DONE);
        for (size_t i = 0; i < sizeof alterations / sizeof alterations[0]; i++) {
                plant(f, alterations[i]);
                assert_string_equal(faults(f),
                                    "row 3 of the audit is not as it was written, or does not follow row 2\n");
                plant(f, "INSERT OR REPLACE INTO audit SELECT * FROM kept WHERE number = 3");
                assert_string_equal(faults(f), "");
        }
}

static void verifying_names_what_does_not_follow(void **state)
{
        struct fixture *f = *state;
        plant(f, "UPDATE audit SET hash = zeroblob(32) WHERE number = 3");
        assert_string_equal(faults(f), "row 3 of the audit is not as it was written, or does not follow row 2\n"
                                       "row 4 of the audit is not as it was written, or does not follow row 3\n");
}

/* A file that is damaged, or that somebody has written past its constraints. */
static void verifying_survives_a_hash_of_another_length(void **state)
{
        struct fixture *f = *state;
        sqlite3 *other = NULL;
        assert_int_equal(sqlite3_open(f->path, &other), SQLITE_OK);
        assert_int_equal(sqlite3_exec(other,
                                      "PRAGMA ignore_check_constraints = ON; DROP TRIGGER audit_is_never_changed;"
                                      "UPDATE audit SET hash = x'00' WHERE number = 6; UPDATE audit_end SET hash = x''",
                                      NULL, NULL, NULL),
                         SQLITE_OK);
        assert_int_equal(sqlite3_close(other), SQLITE_OK);
        assert_non_null(strstr(faults(f), "row 6 of the audit is not as it was written"));
}

static void verifying_names_rows_that_are_missing(void **state)
{
        struct fixture *f = *state;
        plant(f, "DELETE FROM audit WHERE number = 3");
        assert_string_equal(faults(f), "row 3 of the audit is missing\n");
        plant(f, "DELETE FROM audit WHERE number = 2");
        assert_string_equal(faults(f), "rows 2 to 3 of the audit are missing\n");
        plant(f, "DELETE FROM audit WHERE number >= 5");
        assert_string_equal(faults(f), "rows 2 to 3 of the audit are missing\n"
                                       "rows 5 to 6 of the audit are missing\n");
        plant(f, "DELETE FROM audit");
        assert_string_equal(faults(f), "rows 1 to 6 of the audit are missing\n");
}

static void verifying_names_a_row_that_nobody_wrote(void **state)
{
        struct fixture *f = *state;
        plant(f, "INSERT INTO audit SELECT 7, time_ms, person, act, object_kind, object, edition, address, detail, hash"
                 " FROM audit WHERE number = 6");
        assert_non_null(strstr(faults(f), "row 7 of the audit is not"));
}

static void verifies_more_rows_than_are_read_at_once(void **state)
{
        struct fixture *f = *state;
        struct audit_row row = {.act = SLICE("sign-in"), .person = 1, .time_ms = NOW};
        int64_t number = 0;
        assert_int_equal(store_begin(f->store).code, OK);
        while (number < 1000)
                assert_int_equal(store_append_audit(f->store, &row, &number).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
        assert_string_equal(faults(f), "");
        plant(f, "UPDATE audit SET act = 'other' WHERE number IN (500, 501, 1000)");
        assert_string_equal(faults(f), "row 500 of the audit is not as it was written, or does not follow row 499\n"
                                       "row 501 of the audit is not as it was written, or does not follow row 500\n"
                                       "row 1000 of the audit is not as it was written, or does not follow row 999\n");
}

int main(void)
{
#define AUDITED_TEST(name) cmocka_unit_test_setup_teardown(name, make_audited, drop_store)
        static const struct CMUnitTest tests[] = {
                AUDITED_TEST(gives_back_a_row_as_it_was_added),
                AUDITED_TEST(an_entry_is_found_by_its_id_with_the_text_it_came_with),
                AUDITED_TEST(lists_the_newest_first_page_by_page),
                AUDITED_TEST(lists_what_all_that_is_asked_agrees_with),
                AUDITED_TEST(lists_a_range_of_time),
                AUDITED_TEST(a_row_is_there_with_what_it_tells_of_or_not_at_all),
                AUDITED_TEST(refuses_a_person_who_is_not_there),
                AUDITED_TEST(is_neither_changed_nor_deleted),
                AUDITED_TEST(verifying_names_a_row_that_was_altered),
                AUDITED_TEST(verifying_names_what_does_not_follow),
                AUDITED_TEST(verifying_survives_a_hash_of_another_length),
                AUDITED_TEST(verifying_names_rows_that_are_missing),
                AUDITED_TEST(verifying_names_a_row_that_nobody_wrote),
                AUDITED_TEST(verifies_more_rows_than_are_read_at_once),
        };
        return cmocka_run_group_tests_name("audit", tests, NULL, NULL);
}
