#include "store/fixture.h"

/* Three live articles, one of which moved, one withdrawn, one draft; all on a topic. */
static int make_busy_store(void **state)
{
        static struct topic frost = {TOPIC_SUBJECT, {"Мороз", 10}, {"urn:frost", 9}};
        make_store(state);
        struct fixture *f = *state;
        static const char *const uris[] = {"urn:1", "urn:2", "urn:3", "urn:4", "urn:5"};
        for (size_t i = 0; i < 5; i++) {
                struct article article = sample_article(slice_of(uris[i]));
                article.topics = &frost;
                article.topic_count = 1;
                if (i == 3) article.intent = INTENT_WITHHOLD;
                save(f, &article);
                article.section = ECONOMY;
                article.published_ms += DAY;
                if (i == 4) save(f, &article);
        }
        withdraw(f, SLICE("urn:3"));
        return 0;
}

static void finds_nothing_wrong_with_a_sound_store(void **state)
{
        assert_string_equal(faults(*state), "");
}

/* Plants a fault and expects it to be named, and nothing else to be. */
static void plant(struct fixture *f, const char *sql, const char *expected)
{
        assert_int_equal(run_elsewhere(f, sql), SQLITE_DONE);
        const char *found = faults(f);
        if (!strstr(found, expected)) print_error("expected \"%s\" in \"%s\"\n", expected, found);
        assert_non_null(strstr(found, expected));
        assert_ptr_equal(strchr(found, '\n'), found + strlen(found) - 1);
}

static void finds_a_gap_in_the_change_log(void **state)
{
        plant(*state, "UPDATE tally SET changes = 7", "the change log has 6 changes, the last is number 6 and 7 were");
}

static void finds_a_missing_version(void **state)
{
        plant(*state, "UPDATE article SET version = 2 WHERE id = 1",
              "article 1 is at version 2 of 1 but has 1 versions, the last of them number 1");
}

static void finds_a_gap_in_the_places(void **state)
{
        plant(*state, "UPDATE shelf_month SET places = 9 WHERE kind = 1 AND shelf = 1",
              "shelf 1/1 of edition 1 has given 9 places in 2023-8 but 4 are there, the last of them number 4");
}

static void finds_a_live_article_without_its_place(void **state)
{
        plant(*state, "UPDATE place SET is_left = 1 WHERE article = 2 AND kind = 1",
              "article 2 is live on shelf 1/1 of edition 1 but has no place there");
}

static void finds_a_place_where_the_article_is_not_filed(void **state)
{
        plant(*state, "UPDATE place SET is_left = 0 WHERE article = 5 AND is_left = 1",
              "article 5 has a place on shelf 1/1 of edition 1 but is not filed there");
}

static void finds_months_of_no_shelf(void **state)
{
        struct fixture *f = *state;
        assert_int_equal(run_elsewhere(f,
                                       "INSERT INTO place (kind, edition, shelf, year, month, place, article, is_left)"
                                       " VALUES (2, 1, 9, 2023, 8, 1, 4, 1)"),
                         SQLITE_DONE);
        plant(f,
              "INSERT INTO shelf_month (kind, edition, shelf, year, month, places, name)"
              " VALUES (2, 1, 9, 2023, 8, 1, '')",
              "shelf 2/9 of edition 1 has months but is none");
}

static void finds_an_article_filed_otherwise_than_it_says(void **state)
{
        plant(*state, "UPDATE filed SET published_ms = 1 WHERE article = 1",
              "article 1 is filed on shelf 1 in another state than its own");
}

static void finds_another_name_than_the_article_says(void **state)
{
        plant(*state, "UPDATE filed SET name = 'Сніг' WHERE article = 1",
              "article 1: it is filed on other shelves than its last version says");
}

static void finds_a_misnamed_shelf(void **state)
{
        plant(*state, "UPDATE shelf SET name = 'Сніг'", "shelf 2/1 is called Сніг but its newest article says Мороз");
}

static void finds_an_address_that_is_also_a_former_one(void **state)
{
        plant(*state, "INSERT INTO former_path (path, article) VALUES ('/news/2023/08/01/3/', 2)",
              "the address /news/2023/08/01/3/ of article 3 is also a former address of article 2");
}

static void finds_a_state_that_the_change_log_does_not_know(void **state)
{
        struct fixture *f = *state;
        assert_int_equal(run_elsewhere(f, "UPDATE tally SET live = 2"), SQLITE_DONE);
        assert_int_equal(run_elsewhere(f, "UPDATE filed SET is_live = 0 WHERE article = 1"), SQLITE_DONE);
        plant(f, "UPDATE article SET state = 6 WHERE id = 1",
              "article 1 has state 6 but its last change is 1 with act 1");
}

static void finds_wrong_counts(void **state)
{
        struct fixture *f = *state;
        plant(f, "UPDATE tally SET live = 9", "there are 5 articles, 3 of them live, but 5 and 9 were counted");
        assert_int_equal(run_elsewhere(f, "UPDATE tally SET live = 3"), SQLITE_DONE);
        plant(f, "UPDATE tally SET versions = 9", "there are 6 versions, but 9 were counted");
        assert_int_equal(run_elsewhere(f, "UPDATE tally SET versions = 6"), SQLITE_DONE);
        plant(f, "UPDATE tally SET shelves = 9", "there are 1 shelves, but 9 were counted");
}

static void finds_a_page_that_leads_to_too_few(void **state)
{
        plant(*state, "UPDATE article SET wants_more = 0 WHERE id = 1",
              "article 1 leads to fewer than four of its section and does not want more");
}

static void finds_a_list_that_shows_something_else(void **state)
{
        plant(*state, "UPDATE article SET headline = 'forged' WHERE id = 2",
              "article 2: lists show something else than its last version");
}

static void finds_an_address_of_another_day(void **state)
{
        plant(*state, "UPDATE article SET path = '/news/2023/08/09/2/' WHERE id = 2",
              "article 2: its address /news/2023/08/09/2/ is not that of its pattern");
}

static void finds_a_version_that_cannot_be_read(void **state)
{
        struct fixture *f = *state;
        assert_int_equal(run_elsewhere(f, "DROP TRIGGER version_is_never_changed"), SQLITE_DONE);
        plant(f, "UPDATE version SET content = x'7b7d21' WHERE article = 1",
              "article 1: its last version cannot be read");
}

static void finds_a_damaged_file(void **state)
{
        struct fixture *f = *state;
        assert_int_equal(store_checkpoint(f->store).code, OK);
        store_close(f->store);
        FILE *file = fopen(f->path, "r+");
        assert_non_null(file);
        /* The middle of every page but the first two is overwritten. */
        static const char noise[512] = "no such page";
        assert_int_equal(fseek(file, 0, SEEK_END), 0);
        for (long page = ftell(file) / 4096 - 1; page >= 2; page--) {
                assert_int_equal(fseek(file, page * 4096 + 3500, SEEK_SET), 0);
                assert_int_equal(fwrite(noise, sizeof noise, 1, file), 1);
        }
        assert_int_equal(fclose(file), 0);
        f->store = NULL;
        struct err err = store_open(f->path, STORE_READ, &f->store, &f->why);
        if (!err.code) {
                buf_truncate(&f->why);
                err = store_verify(f->store, &f->why);
        }
        assert_true(err.code == ERR_INVALID || f->why.len > 0);
}

int main(void)
{
#define BUSY_STORE_TEST(name) cmocka_unit_test_setup_teardown(name, make_busy_store, drop_store)
        static const struct CMUnitTest tests[] = {
                BUSY_STORE_TEST(finds_nothing_wrong_with_a_sound_store),
                BUSY_STORE_TEST(finds_a_gap_in_the_change_log),
                BUSY_STORE_TEST(finds_a_missing_version),
                BUSY_STORE_TEST(finds_a_gap_in_the_places),
                BUSY_STORE_TEST(finds_a_live_article_without_its_place),
                BUSY_STORE_TEST(finds_a_place_where_the_article_is_not_filed),
                BUSY_STORE_TEST(finds_months_of_no_shelf),
                BUSY_STORE_TEST(finds_an_article_filed_otherwise_than_it_says),
                BUSY_STORE_TEST(finds_another_name_than_the_article_says),
                BUSY_STORE_TEST(finds_a_misnamed_shelf),
                BUSY_STORE_TEST(finds_an_address_that_is_also_a_former_one),
                BUSY_STORE_TEST(finds_a_state_that_the_change_log_does_not_know),
                BUSY_STORE_TEST(finds_wrong_counts),
                BUSY_STORE_TEST(finds_a_page_that_leads_to_too_few),
                BUSY_STORE_TEST(finds_a_list_that_shows_something_else),
                BUSY_STORE_TEST(finds_an_address_of_another_day),
                BUSY_STORE_TEST(finds_a_version_that_cannot_be_read),
                BUSY_STORE_TEST(finds_a_damaged_file),
        };
        return cmocka_run_group_tests_name("verify", tests, NULL, NULL);
}
