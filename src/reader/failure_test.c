/* What readers are told when a page cannot be had: the fault is ours (500), or it may be had in a moment (503). */
#include "reader/asking_test.h"
#include "reader/reader_inside.h"

#include <sqlite3.h>

static void put_status(struct scene *s, unsigned status, const char *text)
{
        struct archive_page page = {.head = pressed(s, text)};
        assert_int_equal(archive_put_status(s->archive, EDITION, status, &page).code, OK);
}

static void put_brief(struct scene *s, unsigned edition, unsigned status, const char *text)
{
        struct archive_page page = {.main = pressed(s, text)};
        assert_int_equal(archive_put_status(s->archive, edition, ARCHIVE_BRIEF + status, &page).code, OK);
}

/* With a page of its own for each of the two. */
static void put_status_pages(struct scene *s)
{
        put_status(s, 500, "<ours>");
        put_status(s, 503, "<busy>");
}

/* As from a failing disk: past the room that would refuse it, and past the log of changes. */
static void damage(const struct scene *s, const char *sql)
{
        sqlite3 *database = NULL;
        char path[128];
        snprintf(path, sizeof path, "%s/archive.db", s->folder);
        assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
        assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_changes(database), 1);
        assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

static void publish_another(struct scene *s)
{
        begin(s);
        put_status_pages(s);
        put_article(s, 8, "/news/8/", "<main 8>");
        put_article(s, 9, "/news/9/", "<main 9>");
        commit(s);
        catch_up(s);
}

static void a_damaged_fragment_answers_500_and_other_pages_go_on(void **state)
{
        struct scene *s = *state;
        publish_another(s);
        damage(s, "UPDATE page SET head = x'00' WHERE path = '/news/8/'");
        assert_reads(s, "/news/8/", 500, "<ours><top><bar><rail 1><foot>");
        assert_int_equal(status_of(s, "/news/8/", "", true), 500);
        assert_int_equal(status_of(s, "/news/8/index.txt", "", true), 500);
        assert_int_equal(status_of(s, "/news/9/", "", true), 200);
        assert_true(reader_counts(s->reader).failed_loads >= 3);
        begin(s);
        put_article(s, 8, "/news/8/", "<main 8, anew>");
        commit(s);
        catch_up(s);
        assert_reads(s, "/news/8/", 200, "<h><top><l><bar><main 8, anew><more><rail 1><foot>");
}

static void a_fragment_with_a_damaged_run_is_found_out_where_it_is_inflated(void **state)
{
        struct scene *s = *state;
        publish_another(s);
        /* An id, a CRC, a length of eight bytes, and a run that is none. */
        damage(s, "UPDATE page SET main = x'000102030405060708090a0b08000000ffffffff' WHERE path = '/news/8/'");
        assert_reads(s, "/news/8/", 500, "<ours><top><bar><rail 1><foot>");
        assert_reads(s, "/news/9/", 200, "<h><top><l><bar><main 9><more><rail 1><foot>");
}

/* Whom the run would be sent as it is, too. */
static void a_run_that_changed_on_disk_is_sent_to_nobody(void **state)
{
        struct scene *s = *state;
        publish_another(s);
        damage(s, "UPDATE page SET main = CAST(substr(main, 1, length(main) - 6) || x'55' ||"
                  " substr(main, length(main) - 4) AS BLOB) WHERE path = '/news/8/'");
        assert_int_equal(status_of(s, "/news/8/", "", true), 500);
        assert_reads(s, "/news/8/", 500, "<ours><top><bar><rail 1><foot>");
        assert_int_equal(status_of(s, "/news/9/", "", true), 200);
}

static void a_lost_page_answers_500_and_a_withdrawn_one_410(void **state)
{
        struct scene *s = *state;
        publish_another(s);
        damage(s, "DELETE FROM page WHERE path = '/news/8/'");
        assert_reads(s, "/news/8/", 500, "<ours><top><bar><rail 1><foot>");
        begin(s);
        assert_int_equal(archive_put_gone(s->archive, SLICE("/news/9/"), EDITION, NULL).code, OK);
        commit(s);
        assert_int_equal(status_of(s, "/news/9/", "", true), 410); /* not followed yet */
        catch_up(s);
        assert_int_equal(status_of(s, "/news/9/", "", true), 410);
}

static void too_many_loads_answer_503_until_they_are_done(void **state)
{
        struct scene *s = *state;
        begin(s);
        put_status_pages(s);
        commit(s);
        catch_up(s);
        pthread_rwlock_wrlock(&s->reader->applying); /* the loader waits for us */
        uint64_t id = 1000;
        struct wish wish = {.page = {id, PAGE_ITSELF, ENCODING_GZIP}};
        while (loader_request(s->reader->loader, &wish, 0))
                wish.page.id = ++id;
        struct reply reply;
        ask(s, "/news/7/", "", true, &reply);
        pthread_rwlock_unlock(&s->reader->applying);
        assert_int_equal(reply.head.status, 503);
        assert_true(reply.head.retry_after_s > 0 && reply.part_count > 0);
        assert_true(slice_eq(reply.head.cache_control, SLICE("no-store"))); /* nobody keeps it for others */
        while (status_of(s, "/news/7/", "", true) == 503)
                usleep(1000);
        assert_int_equal(status_of(s, "/news/7/", "", true), 200);
}

/* What the server answers by itself, in the words of the edition that the path tells, else of the first. */
static void what_the_server_refuses_has_a_brief_page(void **state)
{
        struct scene *s = *state;
        struct server_app app = reader_app(s->reader);
        assert_int_equal(app.error_page(app.context, 400, NULL).len, 0); /* pressed by a program before this */
        begin(s);
        put_brief(s, EDITION, 400, "<no request>");
        put_brief(s, EDITION, 503, "<busy, in brief>");
        put_brief(s, EDITION + 1, 503, "<busy, in Russian>");
        put_brief(s, EDITION, 499, "<of another version>");
        assert_int_equal(archive_put_edition(s->archive, EDITION + 1, SLICE("/rus")).code, OK);
        commit(s);
        catch_up(s);
        assert_true(slice_eq(app.error_page(app.context, 400, NULL), SLICE("<no request>")));
        assert_true(slice_eq(app.error_page(app.context, 503, &(struct http_request){.path = SLICE("/")}),
                             SLICE("<busy, in brief>")));
        assert_true(slice_eq(app.error_page(app.context, 503, &(struct http_request){.path = SLICE("/rus/7/")}),
                             SLICE("<busy, in Russian>")));
        assert_int_equal(app.error_page(app.context, 499, &(struct http_request){.path = SLICE("/")}).len, 0);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(a_damaged_fragment_answers_500_and_other_pages_go_on),
                TEST(a_lost_page_answers_500_and_a_withdrawn_one_410),
                TEST(a_fragment_with_a_damaged_run_is_found_out_where_it_is_inflated),
                TEST(a_run_that_changed_on_disk_is_sent_to_nobody),
                TEST(too_many_loads_answer_503_until_they_are_done),
                TEST(what_the_server_refuses_has_a_brief_page),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
