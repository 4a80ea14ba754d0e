/* What is typed and cannot become the text yet: kept, replaced, given back to its writer alone, dropped. */
#include "store/typed.h"

#include "store/people_fixture.h"

static struct typed typed_by(int64_t person, const char *tab, const char *content)
{
        return (struct typed){.person = person,
                              .article = 1,
                              .tab = slice_of(tab),
                              .kept_ms = NOW,
                              .revision = 3,
                              .content = slice_of(content)};
}

static struct typed_list typed_of(struct fixture *f, int64_t person)
{
        struct typed_list list;
        assert_int_equal(store_list_typed(f->store, person, 1, &f->arena, &list).code, OK);
        return list;
}

static int64_t begin(struct fixture *f)
{
        struct article article = sample_article(SLICE("urn:typed"));
        save(f, &article);
        return add_person(f, SLICE("olena"));
}

static void each_window_has_its_last_text(void **state)
{
        struct fixture *f = *state;
        int64_t olena = begin(f), ivan = add_person(f, SLICE("ivan"));
        struct typed first = typed_by(olena, "a", "{}"), again = typed_by(olena, "a", "{\"text\":1}"),
                     other = typed_by(olena, "b", "{}");
        assert_int_equal(WRITE(f, store_put_typed(f->store, &first)), OK);
        assert_int_equal(WRITE(f, store_put_typed(f->store, &again)), OK);
        assert_int_equal(WRITE(f, store_put_typed(f->store, &other)), OK);
        struct typed_list list = typed_of(f, olena);
        assert_int_equal(list.count, 2);
        assert_true(slice_eq(list.at[0].content, again.content));
        assert_int_equal(list.at[0].revision, 3);
        assert_int_equal(typed_of(f, ivan).count, 0);
        assert_int_equal(store_list_typed_articles(f->store, olena, 10, &f->arena, &list).code, OK);
        assert_int_equal(list.count, 1);
        assert_int_equal(list.at[0].article, 1);
}

static void it_is_dropped_by_its_writer_alone(void **state)
{
        struct fixture *f = *state;
        int64_t olena = begin(f), ivan = add_person(f, SLICE("ivan"));
        struct typed text = typed_by(olena, "a", "{}"), foreign = typed_by(ivan, "a", "");
        bool was_there = true;
        assert_int_equal(WRITE(f, store_put_typed(f->store, &text)), OK);
        assert_int_equal(WRITE(f, store_drop_typed(f->store, &foreign, &was_there)), OK);
        assert_false(was_there);
        assert_int_equal(WRITE(f, store_drop_typed(f->store, &text, &was_there)), OK);
        assert_true(was_there);
        assert_int_equal(typed_of(f, olena).count, 0);
}

static void too_many_windows_are_refused_and_none_is_forgotten(void **state)
{
        struct fixture *f = *state;
        int64_t olena = begin(f);
        char tab[16];
        for (int i = 0; i <= TYPED_MAX; i++) {
                snprintf(tab, sizeof tab, "tab%d", i);
                struct typed text = typed_by(olena, tab, "{}");
                assert_int_equal(WRITE(f, store_put_typed(f->store, &text)), i < TYPED_MAX ? OK : ERR_FULL);
        }
        struct typed known = typed_by(olena, "tab0", "{\"more\":1}"), nameless = typed_by(olena, "", "{}");
        assert_int_equal(WRITE(f, store_put_typed(f->store, &known)), OK);
        assert_int_equal(WRITE(f, store_put_typed(f->store, &nameless)), ERR_INVALID);
        assert_int_equal(typed_of(f, olena).count, TYPED_MAX);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(each_window_has_its_last_text),
                STORE_TEST(it_is_dropped_by_its_writer_alone),
                STORE_TEST(too_many_windows_are_refused_and_none_is_forgotten),
        };
        return cmocka_run_group_tests_name("typed", tests, NULL, NULL);
}
