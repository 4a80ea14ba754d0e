#include "archive/setting_test.h"

#include <sqlite3.h>

/* What a program that is not ours might do to the file. */
static void damage(struct setting *s, const char *sql)
{
        char path[PATH_MAX], *message = NULL;
        sqlite3 *connection = NULL;
        snprintf(path, sizeof path, "%s/archive.db", s->folder);
        assert_int_equal(sqlite3_open(path, &connection), SQLITE_OK);
        assert_int_equal(sqlite3_exec(connection, sql, NULL, NULL, &message), SQLITE_OK);
        sqlite3_close(connection);
}

static void expect_fault(struct setting *s, const char *sql, const char *fault)
{
        CLEANUP(buf_clear) struct buf faults = BUF_INIT(10000);
        damage(s, sql);
        must_work(archive_verify(s->archive, &faults));
        if (!slice_find(buf_slice(&faults), slice_of(fault)))
                fail_msg("\"%s\" is not among: %s", fault, buf_text(&faults));
        assert_non_null(slice_find(buf_slice(&faults), SLICE("`stoppress rebuild` mends it")));
}

static void finds_what_is_wrong_and_says_how_to_mend_it(void **state)
{
        struct setting *s = *state;
        struct archive_page listing = listing_page(s, "/news/", 30);
        CLEANUP(buf_clear) struct buf faults = BUF_INIT(10000);
        must_work(archive_begin(s->archive));
        must_work(archive_put_page(s->archive, &listing));
        for (int64_t i = 1; i < 6; i++)
                put_article(s, i, "<li>a", listing.id, i);
        must_work(archive_commit(s->archive, 1));
        must_work(archive_verify(s->archive, &faults));
        assert_string_equal(buf_text(&faults), "");

        expect_fault(s, "UPDATE page SET main = CAST(substr(main, 1, 20) || 'x' AS BLOB) WHERE id = 1",
                     "the main part of /news/1/ is damaged");
        expect_fault(s, "UPDATE page SET path = '/elsewhere/' WHERE id = 2", "the path /news/2/ leads to a page that");
        expect_fault(s, "SELECT 1", "the page /elsewhere/ cannot be reached under its path");
        expect_fault(s, "DELETE FROM item WHERE article = 3", "article 3 stands on a listing but has no list item");
        expect_fault(s, "UPDATE path SET path = '/x/' WHERE path = '/news/4/'",
                     "the path /x/ stands under another path's hash");
        expect_fault(s, "UPDATE place SET listing = 5 WHERE article = 5",
                     "article 5 stands on a listing page that is not there");
        expect_fault(s, "DELETE FROM page WHERE id = 4", "the list item of article 4 stands for no page");
}

static void compares_two_archives(void **state)
{
        struct setting *s = *state;
        struct archive *scratch = NULL;
        struct archive_page one = article_page(s, 1, "/news/1/", "a"), two = article_page(s, 2, "/news/2/", "b"),
                            three = article_page(s, 3, "/news/3/", "c");
        CLEANUP(buf_clear) struct buf faults = BUF_INIT(10000);
        must_work(archive_open_scratch(s->archive, &scratch));
        must_work(archive_begin(scratch));
        must_work(archive_put_page(scratch, &one));
        must_work(archive_put_page(scratch, &two));
        must_work(archive_commit(scratch, 1));
        put_page(s, &two, 1);
        struct archive *reader = open_reader(s);
        must_work(archive_compare(s->archive, reader, &faults));
        archive_close(reader);
        assert_string_equal(buf_text(&faults), "");

        two.modified_ms++;
        put_page(s, &two, 2);
        put_page(s, &three, 3);
        must_work(archive_compare(s->archive, scratch, &faults));
        assert_non_null(slice_find(buf_slice(&faults), SLICE("the page /news/1/ is missing\n")));
        assert_non_null(slice_find(buf_slice(&faults), SLICE("the path /news/1/ is missing\n")));
        assert_non_null(slice_find(buf_slice(&faults), SLICE("the page /news/2/ is not as it should be\n")));
        assert_null(slice_find(buf_slice(&faults), SLICE("the path /news/2/")));
        assert_non_null(slice_find(buf_slice(&faults), SLICE("the page /news/3/ should not be there\n")));
        archive_close(scratch);
}

int main(void)
{
        must(sodium_init() >= 0);
        const struct CMUnitTest tests[] = {
                TEST(finds_what_is_wrong_and_says_how_to_mend_it),
                TEST(compares_two_archives),
        };
        return cmocka_run_group_tests_name("archive: checking", tests, NULL, NULL);
}
