/* An edition gets another prefix: the archive that readers have goes on under that of before, whatever is published
 * meanwhile; one made anew has everything under the other. */
#include "archive/generation.h"
#include "publish/newsroom_test.h"
#include "store/structure.h"

static void put_prefix(struct setting *s, unsigned edition, const char *prefix)
{
        must_work(store_begin(s->store));
        must_work(store_put_prefix(s->store, edition, slice_of(prefix), MORNING));
        must_work(store_commit(s->store));
        close_publisher(s);
        open_publisher(s);
}

static void make_anew(struct setting *s)
{
        CLEANUP(buf_clear) struct buf name = BUF_INIT(256);
        struct archive *next = NULL;
        struct publisher *publisher = NULL;
        struct presser *presser = NULL;
        struct newsroom newsroom;
        must_work(archive_create_next(s->folder, archive_path_key(s->archive), &next, &name));
        close_publisher(s);
        must_work(store_open(s->store_path, STORE_READ, &s->store, &s->why));
        must_work(store_load_newsroom(s->store, &s->arena, &newsroom));
        must_work(presser_new(&newsroom, s->theme, &presser));
        must_work(publisher_new(s->store, next, &newsroom, presser, &publisher));
        must_work(publish_everything(publisher, NULL, NULL));
        publisher_free(publisher);
        presser_free(presser);
        store_close(s->store);
        archive_close(next);
        must_work(archive_activate(s->folder, buf_text(&name)));
        open_publisher(s);
}

static struct err copy_prefixes(void *context, unsigned edition, struct slice prefixes)
{
        struct setting *s = context;
        buf_add_format(&s->text, "%u:%.*s;", edition, SLICE_ARGS(prefixes));
        return NO_ERR;
}

static const char *prefixes_of(struct setting *s)
{
        buf_truncate(&s->text);
        must_work(archive_each_edition(s->archive, copy_prefixes, s));
        return buf_text(&s->text);
}

static void readers_have_it_as_before_until_all_is_made_anew(void **state)
{
        struct setting *s = *state;
        publish_simple(s, "urn:1", "Перша", MORNING);
        struct article english = an_article("urn:2", "Second", MORNING);
        english.edition = EN;
        publish(s, &english);
        put_prefix(s, UK, "/uk");
        assert_true(s->newsroom.editions[0].is_moving);
        publish_pending(s);
        publish_simple(s, "urn:3", "Третя", MORNING + MINUTE);
        assert_string_equal(prefixes_of(s), "1: /uk/;2:/eng;");
        assert_int_equal(kind_of(s, "/news/2023/08/01/1/"), PATH_PAGE);
        assert_int_equal(kind_of(s, "/news/2023/08/01/3/"), PATH_PAGE);
        assert_int_equal(kind_of(s, "/uk/news/2023/08/01/3/"), 0);
        assert_non_null(strstr(read_page(s, "/"), "/news/2023/08/01/3/"));
        assert_null(strstr(read_page(s, "/news/2023/08/01/3/"), "/uk/"));
        expect_same_as_rebuilt(s);

        make_anew(s);
        publish_pending(s);
        assert_false(s->newsroom.editions[0].is_moving);
        assert_string_equal(prefixes_of(s), "1:/uk /;2:/eng;");
        assert_int_equal(kind_of(s, "/news/2023/08/01/1/"), 0);
        assert_int_equal(kind_of(s, "/uk/news/2023/08/01/1/"), PATH_PAGE);
        assert_int_equal(kind_of(s, "/uk/sport/"), PATH_PAGE);
        assert_non_null(strstr(read_page(s, "/uk/"), "/uk/news/2023/08/01/3/"));
        assert_int_equal(kind_of(s, "/eng/news/2023/08/01/2/"), PATH_PAGE);
        expect_same_as_rebuilt(s);
        publish_simple(s, "urn:4", "Четверта", MORNING + 2 * MINUTE);
        assert_int_equal(kind_of(s, "/uk/news/2023/08/01/4/"), PATH_PAGE);
        expect_same_as_rebuilt(s);
}

static void a_change_back_before_that_changes_nothing_for_readers(void **state)
{
        struct setting *s = *state;
        publish_simple(s, "urn:1", "Перша", MORNING);
        put_prefix(s, UK, "/uk");
        publish_pending(s);
        put_prefix(s, UK, "");
        publish_pending(s);
        assert_false(s->newsroom.editions[0].is_moving);
        assert_int_equal(kind_of(s, "/news/2023/08/01/1/"), PATH_PAGE);
        expect_same_as_rebuilt(s);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(readers_have_it_as_before_until_all_is_made_anew, start, stop),
                cmocka_unit_test_setup_teardown(a_change_back_before_that_changes_nothing_for_readers, start, stop),
        };
        return cmocka_run_group_tests_name("prefix", tests, NULL, NULL);
}
