/* Comments on an article: added, settled, opened again, counted. */
#include "store/comment.h"

#include "store/people_fixture.h"

static int64_t comment_on(struct fixture *f, int64_t article, int64_t by, const char *text)
{
        int64_t id = 0;
        struct comment comment = {.article = article, .made_by = by, .made_ms = NOW, .text = slice_of(text)};
        assert_int_equal(WRITE(f, store_add_comment(f->store, &comment, &id)), OK);
        return id;
}

static int64_t open_on(struct fixture *f, int64_t article)
{
        int64_t count = -1;
        assert_int_equal(store_count_open_comments(f->store, article, &count).code, OK);
        return count;
}

static void a_comment_is_open_until_it_is_settled(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:said"));
        struct comments comments;
        save(f, &article);
        int64_t olena = add_person(f, SLICE("olena"));
        int64_t first = comment_on(f, 1, olena, "чиї це слова?"), second = comment_on(f, 1, olena, "дата?");
        assert_int_equal(open_on(f, 1), 2);
        struct comment settled = {.id = first, .article = 1, .settled_by = olena, .settled_ms = NOW + 1};
        assert_int_equal(WRITE(f, store_settle_comment(f->store, &settled)), OK);
        assert_int_equal(open_on(f, 1), 1);
        assert_int_equal(store_list_comments(f->store, 1, 10, &f->arena, &comments).code, OK);
        assert_int_equal(comments.count, 2);
        assert_int_equal(comments.at[0].id, second);
        assert_int_equal(comments.at[1].settled_by, olena);
        settled.settled_by = 0;
        assert_int_equal(WRITE(f, store_settle_comment(f->store, &settled)), OK);
        assert_int_equal(open_on(f, 1), 2);
}

static void another_articles_comment_is_not_there(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:one")), other = sample_article(SLICE("urn:two"));
        save(f, &article);
        save(f, &other);
        int64_t olena = add_person(f, SLICE("olena"));
        struct comment foreign = {.id = comment_on(f, 1, olena, "так"), .article = 2, .settled_by = olena};
        assert_int_equal(WRITE(f, store_settle_comment(f->store, &foreign)), ERR_NOT_FOUND);
        assert_int_equal(open_on(f, 2), 0);
        int64_t id;
        struct comment bad = {.article = 1, .made_by = olena, .text = SLICE("")};
        assert_int_equal(WRITE(f, store_add_comment(f->store, &bad, &id)), ERR_INVALID);
        bad = (struct comment){.article = 99, .made_by = olena, .text = SLICE("x")};
        assert_int_equal(WRITE(f, store_add_comment(f->store, &bad, &id)), ERR_CONFLICT);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(a_comment_is_open_until_it_is_settled),
                STORE_TEST(another_articles_comment_is_not_there),
        };
        return cmocka_run_group_tests_name("comments", tests, NULL, NULL);
}
