#include "store/fixture.h"

enum { DAYS_OF_AUGUST = 31 };

static void expect_place(struct fixture *f, int64_t article, unsigned month, unsigned place)
{
        struct place found = place_on(f, article, SHELF_SECTION);
        assert_int_equal(found.year, month ? 2023 : 0);
        assert_int_equal(found.month, month);
        assert_int_equal(found.place, place);
}

static unsigned places_given(struct fixture *f, unsigned section, unsigned month)
{
        struct shelf shelf = {.kind = SHELF_SECTION, .edition = UK, .id = section};
        struct shelf_months months;
        assert_int_equal(store_shelf_months(f->store, &shelf, &f->arena, &months).code, OK);
        for (unsigned i = 0; i < months.count; i++)
                if (months.at[i].year == 2023 && months.at[i].month == month) return months.at[i].places;
        return 0;
}

static void places_count_up_in_the_order_of_publication(void **state)
{
        struct fixture *f = *state;
        struct article first = sample_article(SLICE("urn:1")), second = sample_article(SLICE("urn:2"));
        second.published_ms = AUGUST_1 - 3600 * 1000; /* backdated: it still gets the next place */
        int64_t a = save(f, &first).article, b = save(f, &second).article;
        expect_place(f, a, 8, 1);
        expect_place(f, b, 8, 2);
        assert_int_equal(places_given(f, POLITICS, 8), 2);
}

static void every_section_edition_and_month_counts_for_itself(void **state)
{
        struct fixture *f = *state;
        struct article articles[4];
        static const char *const uris[] = {"urn:1", "urn:2", "urn:3", "urn:4"};
        for (size_t i = 0; i < 4; i++)
                articles[i] = sample_article(slice_of(uris[i]));
        articles[1].section = ECONOMY;
        articles[2].edition = RU;
        articles[3].published_ms = AUGUST_1 + DAYS_OF_AUGUST * DAY;
        for (size_t i = 0; i < 4; i++)
                expect_place(f, save(f, &articles[i]).article, i == 3 ? 9 : 8, 1);

        struct shelf politics = {.kind = SHELF_SECTION, .edition = UK, .id = POLITICS};
        struct shelf_months months;
        assert_int_equal(store_shelf_months(f->store, &politics, &f->arena, &months).code, OK);
        assert_int_equal(months.count, 2);
        assert_int_equal(months.at[0].month, 8);
        assert_int_equal(months.at[1].month, 9);
}

static void the_month_is_that_of_the_editions_zone(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:1"));
        article.published_ms = AUGUST_1 - AUGUST_1 % DAY - 60 * 1000; /* 31 July in UTC, 1 August in Kyiv */
        expect_place(f, save(f, &article).article, 8, 1);
}

static void a_withdrawn_article_leaves_its_place_empty_and_finds_it_again(void **state)
{
        struct fixture *f = *state;
        struct article first = sample_article(SLICE("urn:1")), second = sample_article(SLICE("urn:2"));
        int64_t a = save(f, &first).article;
        withdraw(f, first.uri);
        int64_t b = save(f, &second).article;
        expect_place(f, b, 8, 2);
        save(f, &first);
        expect_place(f, a, 8, 1);
        assert_int_equal(places_given(f, POLITICS, 8), 2);
        assert_string_equal(faults(f), "");
}

static void expect_left(struct fixture *f, int64_t article, struct place expected)
{
        struct places left;
        assert_int_equal(store_left_places(f->store, article, &f->arena, &left).code, OK);
        assert_int_equal(left.count, 1);
        assert_int_equal(left.at[0].kind, expected.kind);
        assert_int_equal(left.at[0].edition, expected.edition);
        assert_int_equal(left.at[0].shelf, expected.shelf);
        assert_int_equal(left.at[0].year, expected.year);
        assert_int_equal(left.at[0].month, expected.month);
        assert_int_equal(left.at[0].place, expected.place);
}

static void another_section_gives_a_new_place_and_keeps_the_old_one_empty(void **state)
{
        struct fixture *f = *state;
        struct article mover = sample_article(SLICE("urn:1")), later = sample_article(SLICE("urn:2"));
        int64_t a = save(f, &mover).article;
        mover.section = ECONOMY;
        save(f, &mover);
        expect_place(f, a, 8, 1);
        expect_left(f, a, (struct place){SHELF_SECTION, UK, POLITICS, 2023, 8, 1});
        expect_place(f, save(f, &later).article, 8, 2);
        assert_int_equal(places_given(f, ECONOMY, 8), 1);
        assert_string_equal(faults(f), "");
}

static void another_month_gives_a_new_place(void **state)
{
        struct fixture *f = *state;
        struct article mover = sample_article(SLICE("urn:1"));
        int64_t a = save(f, &mover).article;
        mover.published_ms = AUGUST_1 + DAYS_OF_AUGUST * DAY;
        save(f, &mover);
        expect_place(f, a, 9, 1);
        expect_left(f, a, (struct place){SHELF_SECTION, UK, POLITICS, 2023, 8, 1});
}

static void another_day_of_the_month_keeps_the_place(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:1"));
        int64_t a = save(f, &article).article;
        article.published_ms += DAY;
        save(f, &article);
        expect_place(f, a, 8, 1);
        assert_int_equal(places_given(f, POLITICS, 8), 1);
}

static void an_article_that_goes_back_to_a_month_gets_the_next_place_there(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:1"));
        int64_t a = save(f, &article).article;
        article.section = ECONOMY;
        save(f, &article);
        article.section = POLITICS;
        save(f, &article);
        expect_place(f, a, 8, 2);
        struct places left;
        assert_int_equal(store_left_places(f->store, a, &f->arena, &left).code, OK);
        assert_int_equal(left.count, 2);
        assert_string_equal(faults(f), "");
}

static void an_article_moved_while_withdrawn_takes_its_new_place_when_it_is_back(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:1"));
        int64_t a = save(f, &article).article;
        article.section = ECONOMY;
        article.intent = INTENT_CANCEL;
        save(f, &article);
        expect_place(f, a, 0, 0);
        expect_left(f, a, (struct place){SHELF_SECTION, UK, POLITICS, 2023, 8, 1});
        assert_int_equal(places_given(f, ECONOMY, 8), 0);
        article.intent = INTENT_PUBLISH;
        save(f, &article);
        assert_int_equal(places_given(f, ECONOMY, 8), 1);
        expect_left(f, a, (struct place){SHELF_SECTION, UK, POLITICS, 2023, 8, 1});
}

static void an_article_without_a_section_has_no_place(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:1"));
        article.section = 0;
        int64_t a = save(f, &article).article;
        expect_place(f, a, 0, 0);
        assert_string_equal(faults(f), "");
        article.section = POLITICS;
        save(f, &article);
        expect_place(f, a, 8, 1);
        article.section = 0;
        save(f, &article);
        expect_place(f, a, 0, 0);
        expect_left(f, a, (struct place){SHELF_SECTION, UK, POLITICS, 2023, 8, 1});
        assert_string_equal(faults(f), "");
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(places_count_up_in_the_order_of_publication),
                STORE_TEST(every_section_edition_and_month_counts_for_itself),
                STORE_TEST(the_month_is_that_of_the_editions_zone),
                STORE_TEST(a_withdrawn_article_leaves_its_place_empty_and_finds_it_again),
                STORE_TEST(another_section_gives_a_new_place_and_keeps_the_old_one_empty),
                STORE_TEST(another_month_gives_a_new_place),
                STORE_TEST(another_day_of_the_month_keeps_the_place),
                STORE_TEST(an_article_that_goes_back_to_a_month_gets_the_next_place_there),
                STORE_TEST(an_article_moved_while_withdrawn_takes_its_new_place_when_it_is_back),
                STORE_TEST(an_article_without_a_section_has_no_place),
        };
        return cmocka_run_group_tests_name("place", tests, NULL, NULL);
}
