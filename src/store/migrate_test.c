/* A store that an older program made is brought up to date when it is opened for writing. */
#include "store/discard.h"
#include "store/fixture.h"
#include "store/hold.h"
#include "store/schema.h"
#include "store/structure.h"

/* The sample store's rows in the tables of an older version, made by that version's own schema. */
static void make_version(const struct fixture *f, int version, const char *path)
{
        struct database_kind old = store_kind;
        old.schema_version = version;
        assert_int_equal(database_create(path, &old).code, OK);

        sqlite3 *connection = NULL;
        assert_int_equal(sqlite3_open(path, &connection), SQLITE_OK);
        char sql[512];
        snprintf(sql, sizeof sql, "ATTACH '%s' AS new", f->path);
        assert_int_equal(sqlite3_exec(connection, sql, NULL, NULL, NULL), SQLITE_OK);
        static const char names[] = "SELECT name, (SELECT group_concat(name) FROM pragma_table_info(m.name))"
                                    " FROM main.sqlite_schema m WHERE type = 'table' ORDER BY rowid";
        sqlite3_stmt *tables = NULL;
        assert_int_equal(sqlite3_prepare_v2(connection, names, -1, &tables, NULL), SQLITE_OK);
        while (sqlite3_step(tables) == SQLITE_ROW) {
                char copy[2048];
                const unsigned char *name = sqlite3_column_text(tables, 0), *columns = sqlite3_column_text(tables, 1);
                snprintf(copy, sizeof copy, "DELETE FROM main.%s; INSERT INTO main.%s (%s) SELECT %s FROM new.%s", name,
                         name, columns, columns, name);
                assert_int_equal(sqlite3_exec(connection, copy, NULL, NULL, NULL), SQLITE_OK);
        }
        assert_int_equal(sqlite3_finalize(tables), SQLITE_OK);
        assert_int_equal(sqlite3_close(connection), SQLITE_OK);
}

/* Two articles, one of which was changed and withdrawn; then the file is replaced by an older program's. */
static void make_old(struct fixture *f, int version)
{
        struct article live = sample_article(SLICE("urn:live")), gone = sample_article(SLICE("urn:gone"));
        save(f, &live);
        save(f, &gone);
        gone.headline = SLICE("Інший заголовок");
        save_at(f, &gone, NOW + 5);
        withdraw(f, gone.uri);
        char path[128];
        snprintf(path, sizeof path, "%s/old.db", f->folder);
        make_version(f, version, path);
        store_close(f->store);
        f->store = NULL;
        database_remove(f->path);
        assert_int_equal(rename(path, f->path), 0);
        static const char *const endings[] = {"-wal", "-shm"};
        for (size_t i = 0; i < 2; i++) {
                char from[160], to[160];
                snprintf(from, sizeof from, "%s%s", path, endings[i]);
                snprintf(to, sizeof to, "%s%s", f->path, endings[i]);
                (void)rename(from, to); /* as far as they are there */
        }
}

static void expect_brought_up(struct fixture *f, int version)
{
        make_old(f, version);
        open_store(f);
        assert_int_equal(store_tables(f->store).found, version);
        assert_int_equal(store_tables(f->store).now, store_kind.schema_version);
        assert_string_equal(faults(f), "");
        assert_true(slice_eq(load(f, 2).article.headline, SLICE("Інший заголовок")));
        assert_int_equal(load(f, 2).state, STATE_WITHDRAWN);
        assert_int_equal(load(f, 1).state, STATE_PUBLISHED);

        struct article live = sample_article(SLICE("urn:live"));
        live.lead = SLICE("Інший вступ");
        save(f, &live);
        assert_int_equal(load(f, 1).version, 2);
        assert_string_equal(faults(f), "");
        store_close(f->store);
        open_store(f);
        assert_int_equal(store_tables(f->store).found, store_kind.schema_version);
}

static void a_writer_brings_version_2_up_with_all_its_data(void **state)
{
        expect_brought_up(*state, 2);
}

static void a_writer_brings_version_3_up_with_all_its_data(void **state)
{
        expect_brought_up(*state, 3);
}

static void a_writer_brings_version_7_up_with_all_its_data(void **state)
{
        expect_brought_up(*state, 7);
}

static void a_writer_brings_version_6_up_with_all_its_data(void **state)
{
        expect_brought_up(*state, 6);
}

static void a_writer_brings_version_8_up_with_all_its_data(void **state)
{
        expect_brought_up(*state, 8);
}

static void an_embargo_of_version_11_holds_its_story(void **state)
{
        struct fixture *f = *state;
        struct article held = sample_article(SLICE("urn:held"));
        struct story_hold hold;
        int64_t id;
        held.embargo_ms = NOW + 1000;
        const struct work_beginning beginning = {.article = &held, .now_ms = NOW};
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_work_begin(f->store, &beginning, &id).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
        int64_t story = load(f, id).story;
        make_old(f, 11);
        open_store(f);
        assert_int_equal(store_find_hold(f->store, story, 0, NOW, &hold).code, OK);
        assert_int_equal(hold.article, id);
        assert_int_equal(hold.until_ms, NOW + 1000);
}

static void live_coverage_of_version_12_that_goes_on_is_known(void **state)
{
        struct fixture *f = *state;
        struct article runs = sample_article(SLICE("urn:runs")), ended = sample_article(SLICE("urn:ended"));
        runs.coverage_from_ms = ended.coverage_from_ms = runs.published_ms;
        ended.coverage_until_ms = ended.published_ms + 1;
        save(f, &runs);
        save(f, &ended);
        make_old(f, 12);
        open_store(f);
        CLEANUP(arena_clear) struct arena arena = {0};
        struct headlines newest;
        const struct newest all = {.edition = runs.edition, .limit = 10};
        assert_int_equal(store_newest(f->store, all, &arena, &newest).code, OK);
        assert_int_equal(newest.count, 3);
        for (size_t i = 0; i < newest.count; i++)
                assert_int_equal(newest.at[i].is_running, newest.at[i].article == 1);
        assert_string_equal(faults(f), "");
}

static void nothing_of_version_13_is_discarded_and_its_drafts_can_be(void **state)
{
        struct fixture *f = *state;
        struct article draft = sample_article(SLICE("urn:draft"));
        int64_t id, discarded = 0;
        const struct work_beginning beginning = {.article = &draft, .now_ms = NOW};
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_work_begin(f->store, &beginning, &id).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
        make_old(f, 13);
        open_store(f);
        assert_int_equal(store_count_discarded(f->store, &discarded).code, OK);
        assert_int_equal(discarded, 0);
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_work_discard(f->store, id, NOW).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
        assert_int_equal(store_count_discarded(f->store, &discarded).code, OK);
        assert_int_equal(discarded, 1);
        assert_string_equal(faults(f), "");
}

static void nothing_is_said_of_shelves_of_version_14_and_something_can_be(void **state)
{
        struct fixture *f = *state;
        struct topic snow = {.kind = TOPIC_SUBJECT, .name = SLICE("Сніг")};
        struct article article = sample_article(SLICE("urn:snow"));
        struct shelf shelf;
        article.topics = &snow;
        article.topic_count = 1;
        int64_t id = load(f, save(f, &article).article).topics[0].id;
        make_old(f, 14);
        open_store(f);
        assert_int_equal(store_load_shelf(f->store, id, &f->arena, &shelf).code, OK);
        assert_int_equal(shelf.description.len, 0);
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_describe_shelf(f->store, id, SLICE("Про зиму."), NOW).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
        assert_int_equal(store_load_shelf(f->store, id, &f->arena, &shelf).code, OK);
        assert_true(slice_eq(shelf.description, SLICE("Про зиму.")));
        assert_string_equal(faults(f), "");
}

static void a_reader_asks_for_the_desk_first(void **state)
{
        struct fixture *f = *state;
        make_old(f, 2);
        assert_int_equal(store_open(f->path, STORE_READ, &f->store, &f->why).code, ERR_DENIED);
        assert_non_null(strstr(buf_text(&f->why), "open it with the desk first"));
        buf_truncate(&f->why);
        open_store(f);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(a_writer_brings_version_2_up_with_all_its_data),
                STORE_TEST(a_writer_brings_version_3_up_with_all_its_data),
                STORE_TEST(a_writer_brings_version_7_up_with_all_its_data),
                STORE_TEST(a_writer_brings_version_6_up_with_all_its_data),
                STORE_TEST(a_writer_brings_version_8_up_with_all_its_data),
                STORE_TEST(an_embargo_of_version_11_holds_its_story),
                STORE_TEST(live_coverage_of_version_12_that_goes_on_is_known),
                STORE_TEST(nothing_of_version_13_is_discarded_and_its_drafts_can_be),
                STORE_TEST(nothing_is_said_of_shelves_of_version_14_and_something_can_be),
                STORE_TEST(a_reader_asks_for_the_desk_first),
        };
        return cmocka_run_group_tests_name("migrate", tests, NULL, NULL);
}
