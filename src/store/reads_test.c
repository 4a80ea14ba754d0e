#include "store/reads.h"

#include "store/fixture.h"

enum { HOUR = 469680, MANY_HOURS = 8 * 24 };

struct seen {
        int64_t rows, reads, articles, hour_of_first;
};

static void look(void *context, const struct hour_reads *row)
{
        struct seen *seen = context;
        if (seen->rows++ == 0) seen->hour_of_first = row->hour;
        seen->reads += row->reads;
        seen->articles += row->article > 0;
}

static struct seen all(struct fixture *f)
{
        struct seen seen = {0};
        assert_int_equal(store_each_reads(f->store, 0, look, &seen).code, OK);
        return seen;
}

static void add(struct fixture *f, int64_t hour, int64_t article, int64_t reads)
{
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_add_reads(f->store, hour, article, reads).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
}

static void fold(struct fixture *f, int64_t hour)
{
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_fold_reads(f->store, hour).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
}

static void sums_an_articles_reads_by_hour_and_altogether(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:reads"));
        int64_t id = save(f, &article).article, since = 0, total = 0;
        add(f, HOUR, id, 3);
        add(f, HOUR, id, 4);
        add(f, HOUR + 1, id, 10);
        add(f, HOUR + 1, reads_front(1), 5);
        assert_int_equal(store_reads_since(f->store, id, HOUR + 1, &since).code, OK);
        assert_int_equal(since, 10);
        assert_int_equal(store_all_reads(f->store, id, &total).code, OK);
        assert_int_equal(total, 17);
        assert_int_equal(all(f).reads, 22);
}

static void passes_over_what_is_not_there(void **state)
{
        struct fixture *f = *state;
        add(f, HOUR, 77, 5);
        add(f, HOUR, reads_front(15), 5);
        add(f, HOUR, -1, 5);
        add(f, HOUR, 0, 5);
        assert_int_equal(all(f).rows, 0);
}

static void hours_that_are_long_ago_become_days_and_lose_nothing(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:reads"));
        int64_t id = save(f, &article).article, total = 0;
        add(f, HOUR, id, 3);
        add(f, HOUR + 1, id, 4);
        add(f, HOUR + MANY_HOURS, id, 10);
        fold(f, HOUR + MANY_HOURS + 1);
        fold(f, HOUR + MANY_HOURS + 1);
        assert_int_equal(all(f).hour_of_first, HOUR + 1);
        fold(f, HOUR + MANY_HOURS + 2);
        assert_int_equal(all(f).rows, 1);
        assert_int_equal(store_all_reads(f->store, id, &total).code, OK);
        assert_int_equal(total, 17);
        fold(f, HOUR + INT64_C(500) * 24);
        assert_int_equal(store_all_reads(f->store, id, &total).code, OK);
        assert_int_equal(total, 0); /* days that are older than what is kept are gone */
}

static void an_hour_keeps_the_articles_read_most_and_sums_the_rest(void **state)
{
        enum { ARTICLES = 420, KEPT = 400 };
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:reads"));
        int64_t sum = 0, of_last = 0;
        for (int i = 1; i <= ARTICLES; i++) {
                article.uri = arena_format(&f->arena, "urn:many:%d", i);
                article.story_key = SLICE("");
                int64_t id = save(f, &article).article;
                add(f, HOUR, id, i);
                sum += i;
                if (i == ARTICLES) assert_int_equal(store_reads_since(f->store, id, HOUR, &of_last).code, OK);
        }
        fold(f, HOUR + 1);
        struct seen seen = all(f);
        assert_int_equal(seen.articles, KEPT);
        assert_int_equal(seen.rows, KEPT + 1);
        assert_int_equal(seen.reads, sum);
        assert_int_equal(of_last, ARTICLES);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(sums_an_articles_reads_by_hour_and_altogether),
                STORE_TEST(passes_over_what_is_not_there),
                STORE_TEST(hours_that_are_long_ago_become_days_and_lose_nothing),
                STORE_TEST(an_hour_keeps_the_articles_read_most_and_sums_the_rest),
        };
        return cmocka_run_group_tests_name("reads", tests, NULL, NULL);
}
