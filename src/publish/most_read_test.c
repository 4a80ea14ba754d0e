#include "store/most_read.h"

#include "publish/newsroom_test.h"

static void keep(struct setting *s, const struct most_read *list)
{
        bool changed = false;
        must_work(store_begin(s->store));
        must_work(store_keep_most_read(s->store, list, MORNING, &changed));
        must_work(store_commit(s->store));
        assert_true(changed);
        must_work(publish_most_read(s->publisher));
}

static bool page_says(struct setting *s, const char *text)
{
        return says(read_page(s, "/most-read/"), text);
}

static void lists_are_pressed_beside_publications_and_by_them(void **state)
{
        struct setting *s = *state;
        struct most_read list = {.edition = UK, .span = READ_DAY, .count = 3};
        list.articles[0] = publish_simple(s, "urn:a", "Перша", MORNING);
        list.articles[1] = publish_simple(s, "urn:b", "Друга", MORNING + 1);
        list.articles[2] = publish_simple(s, "urn:c", "Третя", MORNING + 2);
        assert_true(page_says(s, "замало"));
        expect_same_as_rebuilt(s);

        keep(s, &list);
        assert_false(page_says(s, "замало"));
        assert_true(page_says(s, ">Друга</a>"));
        expect_same_as_rebuilt(s);

        struct article corrected = an_article("urn:b", "Виправлена", MORNING + 1);
        publish(s, &corrected);
        assert_true(page_says(s, ">Виправлена</a>"));
        expect_same_as_rebuilt(s);

        withdraw(s, "urn:c");
        publish_pending(s);
        assert_true(page_says(s, "замало"));
        expect_same_as_rebuilt(s);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                TEST(lists_are_pressed_beside_publications_and_by_them),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
