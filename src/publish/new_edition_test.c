/* A newsroom at work gains an edition: readers get its front at once, every page there is leads to it when it is
 * pressed anew, and the archive is the same as one made anew. */
#include "publish/newsroom_test.h"
#include "store/structure.h"

enum { RU = 3 };

static void add_edition(struct setting *s, const char *prefix)
{
        const struct edition edition = {.id = RU,
                                        .code = SLICE("ru"),
                                        .prefix = slice_of(prefix),
                                        .zone = SLICE("Asia/Tokyo"),
                                        .name = SLICE("Вестник"),
                                        .permalink = SLICE("/{prefix}/{yyyy}/{mm}/{dd}/{id}/")};
        must_work(store_begin(s->store));
        must_work(store_add_edition(s->store, &edition, 0, MORNING));
        must_work(store_commit(s->store));
}

/* As the writer does, also when it starts after a crash. */
static void begin_anew(struct setting *s)
{
        close_publisher(s);
        open_publisher(s);
}

static void it_has_its_pages_at_once_and_others_lead_to_it(void **state)
{
        struct setting *s = *state;
        publish_simple(s, "urn:1", "Перша", MORNING);
        assert_null(strstr(read_page(s, "/news/2023/08/01/1/"), "/rus/"));
        add_edition(s, "/rus");
        begin_anew(s);
        assert_int_not_equal(publish_pending(s).changes, 0);
        assert_non_null(strstr(read_page(s, "/rus/"), "Вестник"));
        assert_int_equal(kind_of(s, "/rus/news/"), PATH_PAGE);
        assert_non_null(strstr(read_page(s, "/"), "href=\"/rus/\" hreflang=\"ru\""));
        end_pressing_anew(s);
        assert_non_null(strstr(read_page(s, "/news/2023/08/01/1/"), "href=\"/rus/\" hreflang=\"ru\""));
        expect_same_as_rebuilt(s);
}

static void its_articles_are_siblings_of_those_that_were_there(void **state)
{
        struct setting *s = *state;
        struct article first = an_article("urn:1", "Перша", MORNING), second = an_article("urn:2", "Первая", MORNING);
        first.story_key = second.story_key = SLICE("story");
        second.edition = RU;
        publish(s, &first);
        add_edition(s, "/rus");
        begin_anew(s);
        publish_pending(s);
        publish(s, &second);
        assert_int_equal(kind_of(s, "/rus/2023/08/01/2/"), PATH_PAGE);
        assert_non_null(strstr(read_page(s, "/news/2023/08/01/1/"), "href=\"/rus/2023/08/01/2/\" hreflang=\"ru\""));
        assert_non_null(strstr(read_page(s, "/rus/2023/08/01/2/"), "href=\"/news/2023/08/01/1/\" hreflang=\"uk\""));
        assert_non_null(strstr(read_page(s, "/rus/"), "/rus/2023/08/01/2/"));
        expect_same_as_rebuilt(s);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                TEST(it_has_its_pages_at_once_and_others_lead_to_it),
                TEST(its_articles_are_siblings_of_those_that_were_there),
        };
        return cmocka_run_group_tests_name("new edition", tests, NULL, NULL);
}
