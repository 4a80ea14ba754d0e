#include "store/fixture.h"

static void gives_back_the_newsroom(void **state)
{
        struct fixture *f = *state;
        struct newsroom made = sample_newsroom(), loaded;
        assert_int_equal(store_load_newsroom(f->store, &f->arena, &loaded).code, OK);
        assert_true(slice_eq(loaded.url, made.url));
        assert_int_equal(loaded.edition_count, 3);
        assert_int_equal(loaded.section_count, 2);
        for (size_t e = 0; e < 3; e++) {
                assert_int_equal(loaded.editions[e].id, e + 1);
                assert_true(slice_eq(loaded.editions[e].code, made.editions[e].code));
                assert_true(slice_eq(loaded.editions[e].prefix, made.editions[e].prefix));
                assert_true(slice_eq(loaded.editions[e].zone, made.editions[e].zone));
                assert_true(slice_eq(loaded.editions[e].name, made.editions[e].name));
                for (size_t s = 0; s < 2; s++) {
                        assert_true(slice_eq(loaded.sections[s].key, made.sections[s].key));
                        assert_true(slice_eq(loaded.sections[s].names[e], made.sections[s].names[e]));
                        assert_true(slice_eq(loaded.sections[s].slugs[e], made.sections[s].slugs[e]));
                }
        }
}

static void refuses_to_make_a_store_over_another(void **state)
{
        struct fixture *f = *state;
        struct newsroom newsroom = sample_newsroom();
        assert_int_equal(store_create(f->path, &newsroom, &f->why).code, ERR_CONFLICT);
        assert_non_null(strstr(buf_text(&f->why), f->path));
}

static void refuses_an_unknown_time_zone_and_leaves_no_file(void **state)
{
        struct fixture *f = *state;
        struct newsroom newsroom = sample_newsroom();
        newsroom.editions[1].zone = SLICE("Europe/Atlantis");
        char path[128];
        snprintf(path, sizeof path, "%s/other.db", f->folder);
        assert_int_equal(store_create(path, &newsroom, &f->why).code, ERR_INVALID);
        assert_non_null(strstr(buf_text(&f->why), "Europe/Atlantis"));
        assert_int_not_equal(access(path, F_OK), 0);
}

static void leaves_no_file_when_the_newsroom_is_refused(void **state)
{
        struct fixture *f = *state;
        struct newsroom newsroom = sample_newsroom();
        newsroom.editions[1].prefix = newsroom.editions[2].prefix;
        char path[128];
        snprintf(path, sizeof path, "%s/other.db", f->folder);
        assert_int_equal(store_create(path, &newsroom, &f->why).code, ERR_CONFLICT);
        assert_int_not_equal(access(path, F_OK), 0);
}

static struct err reopen(struct fixture *f, enum store_mode mode)
{
        store_close(f->store);
        f->store = NULL;
        return store_open(f->path, mode, &f->store, &f->why);
}

static void refuses_a_store_of_a_newer_program(void **state)
{
        struct fixture *f = *state;
        assert_int_equal(run_elsewhere(f, "PRAGMA user_version = 99"), SQLITE_DONE);
        assert_int_equal(reopen(f, STORE_WRITE).code, ERR_DENIED);
        assert_non_null(strstr(buf_text(&f->why), "newer program made this store"));
}

static void refuses_a_store_that_was_never_finished(void **state)
{
        struct fixture *f = *state;
        assert_int_equal(run_elsewhere(f, "DELETE FROM section_name"), SQLITE_DONE);
        assert_int_equal(run_elsewhere(f, "DELETE FROM edition"), SQLITE_DONE);
        assert_int_equal(reopen(f, STORE_WRITE).code, ERR_INVALID);
        assert_non_null(strstr(buf_text(&f->why), "never finished"));
}

static void forgets_a_transaction_that_was_not_committed(void **state)
{
        struct fixture *f = *state;
        struct article kept = sample_article(SLICE("urn:kept")), lost = sample_article(SLICE("urn:lost"));
        save(f, &kept);
        struct save_result result;
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_save(f->store, &lost, NOW, &result).code, OK);
        assert_int_equal(reopen(f, STORE_WRITE).code, OK);

        int64_t article;
        bool found;
        assert_int_equal(store_find(f->store, lost.uri, &article, &found).code, OK);
        assert_false(found);
        assert_int_equal(last_change(f), 1);
        struct save_result again = save(f, &lost);
        assert_int_equal(again.article, result.article);
        assert_int_equal(again.change, 2);
        assert_string_equal(faults(f), "");
}

static void opens_for_reading_beside_the_writer(void **state)
{
        struct fixture *f = *state;
        struct store *reader = NULL;
        assert_int_equal(store_open(f->path, STORE_READ, &reader, &f->why).code, OK);
        struct article article = sample_article(SLICE("urn:a"));
        save(f, &article);
        int64_t id;
        bool found;
        assert_int_equal(store_find(reader, article.uri, &id, &found).code, OK);
        assert_true(found);
        store_close(reader);
}

static void adds_and_renames_sections(void **state)
{
        struct fixture *f = *state;
        struct section sport = {.key = SLICE("sport"), .names = {SLICE("Спорт")}, .slugs = {SLICE("sport")}};
        struct section economy = sample_newsroom().sections[1];
        economy.names[UK - 1] = SLICE("Гроші");
        economy.slugs[UK - 1] = SLICE("hroshi");
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_put_section(f->store, &sport, NOW).code, OK);
        assert_int_equal(store_put_section(f->store, &economy, NOW).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);

        struct newsroom n;
        assert_int_equal(store_load_newsroom(f->store, &f->arena, &n).code, OK);
        assert_int_equal(n.section_count, 3);
        assert_true(slice_eq(n.sections[1].slugs[UK - 1], SLICE("hroshi")));
        assert_true(slice_eq(n.sections[1].names[EN - 1], SLICE("Economy")));
        assert_true(slice_eq(n.sections[2].key, SLICE("sport")));
        assert_int_equal(n.sections[2].names[RU - 1].len, 0);

        struct changes changes;
        assert_int_equal(store_changes(f->store, 0, 10, &f->arena, &changes).code, OK);
        assert_int_equal(changes.count, 2);
        assert_int_equal(changes.at[0].act, CHANGE_NEWSROOM);
        assert_int_equal(changes.at[0].article, 0);
}

static void refuses_two_sections_at_one_address(void **state)
{
        struct fixture *f = *state;
        struct section twin = {.key = SLICE("twin"), .names = {SLICE("Двійник")}, .slugs = {SLICE("polityka")}};
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_put_section(f->store, &twin, NOW).code, ERR_CONFLICT);
        store_rollback(f->store);
}

static void remembers_what_was_imported(void **state)
{
        struct fixture *f = *state;
        const uint8_t first[32] = {1}, second[32] = {2};
        struct slice uri = SLICE("urn:item");
        struct import_version version = {7, 7};
        bool seen = true;
        assert_int_equal(store_import_seen(f->store, uri, first, &seen, &version).code, OK);
        assert_false(seen);
        assert_int_equal(version.made_ms, 0);
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(
                store_import_note(f->store, uri, first, (struct import_version){.made_ms = 5, .number = 2}).code, OK);
        assert_int_equal(store_import_seen(f->store, uri, first, &seen, &version).code, OK);
        assert_true(seen);
        assert_int_equal(store_import_note(f->store, uri, second, (struct import_version){0}).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
        assert_int_equal(store_import_seen(f->store, uri, first, &seen, &version).code, OK);
        assert_false(seen);
        assert_int_equal(store_import_seen(f->store, uri, second, &seen, &version).code, OK);
        assert_true(seen);
        assert_int_equal(version.made_ms, 5); /* the second did not tell its version */
        assert_int_equal(version.number, 2);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(gives_back_the_newsroom),
                STORE_TEST(refuses_to_make_a_store_over_another),
                STORE_TEST(refuses_an_unknown_time_zone_and_leaves_no_file),
                STORE_TEST(leaves_no_file_when_the_newsroom_is_refused),
                STORE_TEST(refuses_a_store_of_a_newer_program),
                STORE_TEST(refuses_a_store_that_was_never_finished),
                STORE_TEST(forgets_a_transaction_that_was_not_committed),
                STORE_TEST(opens_for_reading_beside_the_writer),
                STORE_TEST(adds_and_renames_sections),
                STORE_TEST(refuses_two_sections_at_one_address),
                STORE_TEST(remembers_what_was_imported),
        };
        return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
