#include "reader/asking_test.h"
#include "reader/entry_address.h"

static void an_entrys_name_is_the_end_of_its_address(void **state)
{
        static const struct {
                const char *path, *name;
        } rows[] = {
                {"/news/7/e-a1b2/", "e-a1b2/"},
                {"/news/7/e-a1b2", ""},
                {"/e-0/", "e-0/"},
                {"e-0/", "e-0/"},
                {"/news/7/e-abcdefghijklmnop/", "e-abcdefghijklmnop/"},
                {"/news/7/e-abcdefghijklmnopq/", ""},
                {"/news/7/e-/", ""},
                {"/news/7/e-A/", ""},
                {"/news/7/e-a//", ""},
                {"/news/7/e-a.b/", ""},
                {"/news/7/f-a/", ""},
                {"/news/7/", ""},
                {"/", ""},
                {"", ""},
        };
        (void)state;
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
                assert_true(slice_eq(entry_name_of(slice_of(rows[i].path)), slice_of(rows[i].name)));
}

static void put_coverage(struct scene *s, const char *entries)
{
        struct archive_page page = {.path = SLICE("/news/7/"),
                                    .kind = ARCHIVE_ARTICLE,
                                    .edition = EDITION,
                                    .id = ARTICLE,
                                    .modified_ms = 1700000000000,
                                    .head = pressed(s, "<h>"),
                                    .languages = pressed(s, "<l>"),
                                    .main = pressed(s, "<main 7>"),
                                    .more = pressed(s, "<more>"),
                                    .about = slice_of(entries)};
        begin(s);
        assert_int_equal(archive_put_page(s->archive, &page).code, OK);
        commit(s);
        catch_up(s);
}

static void assert_led(struct scene *s, const char *path, unsigned status, const char *location)
{
        struct reply reply;
        ask(s, path, "", true, &reply);
        assert_int_equal(reply.head.status, status);
        assert_true(slice_eq(reply.head.location, slice_of(location)));
}

static void an_address_leads_to_where_the_entry_stands_now(void **state)
{
        struct scene *s = *state;
        put_coverage(s, "o oldest/\ne a\ne b\no oldest/2/\ne c\n");
        assert_led(s, "/news/7/e-b/", 302, "/news/7/oldest/#e-b");
        assert_led(s, "/news/7/e-c/", 302, "/news/7/oldest/2/#e-c");
        put_coverage(s, "o oldest/\ne b\ne c\n");
        assert_led(s, "/news/7/e-c/", 302, "/news/7/oldest/#e-c");
        assert_led(s, "/news/7/e-a/", 302, "/news/7/");
        assert_led(s, "/city/e-a/", 404, "");
        assert_led(s, "/nothing/e-a/", 404, "");
}

static void an_address_follows_its_article(void **state)
{
        struct scene *s = *state;
        put_coverage(s, "o oldest/\ne a\n");
        assert_led(s, "/news/7/e-a/", 302, "/news/7/oldest/#e-a");
        begin(s);
        put_article(s, ARTICLE, "/news/8/", "<main 7>");
        assert_int_equal(archive_put_moved(s->archive, SLICE("/news/7/"), SLICE("/news/8/")).code, OK);
        commit(s);
        catch_up(s);
        assert_led(s, "/news/7/e-a/", 301, "/news/8/e-a/");
        begin(s);
        assert_int_equal(archive_put_gone(s->archive, SLICE("/news/8/"), EDITION, NULL).code, OK);
        commit(s);
        catch_up(s);
        assert_led(s, "/news/8/e-a/", 410, "");
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(an_entrys_name_is_the_end_of_its_address),
                TEST(an_address_leads_to_where_the_entry_stands_now),
                TEST(an_address_follows_its_article),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
