#include "store/unfound.h"

#include "store/fixture.h"

enum { TODAY = 20000 };

static void add(struct fixture *f, int64_t day, const char *words, int64_t times)
{
        const struct unfound unfound = {.day = day, .edition = 1, .words = slice_of(words), .times = times};
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_add_unfound(f->store, &unfound).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
}

static struct unfound_list most(struct fixture *f, int64_t day)
{
        struct unfound_list list = {0};
        assert_int_equal(
                store_most_unfound(f->store, &(struct unfound){.day = day, .edition = 1}, 10, &f->arena, &list).code,
                OK);
        return list;
}

static void sums_of_days_come_the_most_frequent_first(void **state)
{
        struct fixture *f = *state;
        add(f, TODAY, "міст", 2);
        add(f, TODAY, "тунель", 3);
        add(f, TODAY + 1, "міст", 5);
        add(f, TODAY - 9, "канал", 50);
        struct unfound_list list = most(f, TODAY);
        assert_int_equal(list.count, 2);
        assert_string_equal(list.at[0].words.at, "міст");
        assert_int_equal(list.at[0].times, 7);
        assert_int_equal(list.at[1].times, 3);
}

static void what_is_no_line_of_text_is_passed_over(void **state)
{
        struct fixture *f = *state;
        add(f, TODAY, "two\nlines", 1);
        add(f, TODAY, "\xff", 1);
        add(f, TODAY, "", 1);
        add(f, TODAY, "none", 0);
        assert_int_equal(most(f, TODAY).count, 0);
}

static void a_day_is_bounded_and_old_ones_are_forgotten(void **state)
{
        struct fixture *f = *state;
        char words[32];
        assert_int_equal(store_begin(f->store).code, OK);
        for (int i = 0; i < UNFOUND_A_DAY + 5; i++) {
                snprintf(words, sizeof words, "word %d", i);
                const struct unfound one = {.day = TODAY, .edition = 1, .words = slice_of(words), .times = 1};
                assert_int_equal(store_add_unfound(f->store, &one).code, OK);
        }
        assert_int_equal(store_commit(f->store).code, OK);
        snprintf(words, sizeof words, "word %d", UNFOUND_A_DAY + 1);
        add(f, TODAY, "word 1", 6);
        add(f, TODAY, words, 100);
        assert_int_equal(most(f, TODAY).at[0].times, 7);
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_fold_unfound(f->store, TODAY + UNFOUND_DAYS + 1).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
        assert_int_equal(most(f, 0).count, 0);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(sums_of_days_come_the_most_frequent_first),
                STORE_TEST(what_is_no_line_of_text_is_passed_over),
                STORE_TEST(a_day_is_bounded_and_old_ones_are_forgotten),
        };
        return cmocka_run_group_tests_name("unfound", tests, NULL, NULL);
}
