#include "site/reads.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { THREADS = 2, EDITION = 3, MANY = 100000 };

struct taken {
        unsigned refuse_after; /* lines; 0: none */
        unsigned lines;
        uint64_t reads, of_seven;
        bool has_edition;
};

static bool take(void *context, const struct page_reads *line)
{
        struct taken *taken = context;
        if (taken->refuse_after && taken->lines == taken->refuse_after) return false;
        taken->lines++;
        taken->reads += line->reads;
        if (line->page == 7) taken->of_seven += line->reads;
        taken->has_edition = line->edition == EDITION;
        return true;
}

static struct reads *make(void)
{
        struct reads *r = NULL;
        assert_int_equal(reads_new(THREADS, &r).code, OK);
        return r;
}

static void a_read_is_told_by_the_second_collection_once(void **state)
{
        (void)state;
        struct reads *r = make();
        struct taken taken = {0};
        reads_count(r, 0, 7, EDITION);
        reads_count(r, 0, 7, EDITION);
        reads_count(r, 1, 7, EDITION);
        reads_collect(r, take, &taken);
        assert_int_equal(taken.lines, 0);
        reads_count(r, 1, -4, EDITION);
        reads_collect(r, take, &taken);
        assert_int_equal(taken.of_seven, 3);
        assert_true(taken.has_edition);
        reads_collect(r, take, &taken);
        assert_int_equal(taken.reads, 4);
        reads_collect(r, take, &taken);
        assert_int_equal(taken.reads, 4);
        reads_free(r);
}

static void what_is_not_taken_is_told_again(void **state)
{
        (void)state;
        struct reads *r = make();
        struct taken taken = {.refuse_after = 2};
        for (int64_t page = 1; page <= 5; page++)
                reads_count(r, 0, page, EDITION);
        reads_collect(r, take, &taken);
        reads_collect(r, take, &taken);
        assert_int_equal(taken.reads, 2);
        reads_count(r, 0, 6, EDITION); /* meanwhile */
        taken.refuse_after = 0;
        reads_collect(r, take, &taken);
        assert_int_equal(taken.reads, 5);
        reads_collect(r, take, &taken);
        assert_int_equal(taken.reads, 6);
        reads_free(r);
}

static void what_finds_no_room_is_told_as_lost(void **state)
{
        (void)state;
        struct reads *r = make();
        struct taken taken = {0};
        for (int64_t page = 1; page <= MANY; page++)
                reads_count(r, 0, page, EDITION);
        reads_collect(r, take, &taken);
        reads_collect(r, take, &taken);
        assert_true(taken.reads > 3000 && taken.reads <= 4096);
        assert_int_equal(reads_lost(r), MANY - taken.reads);
        assert_int_equal(reads_lost(r), 0);
        reads_free(r);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(a_read_is_told_by_the_second_collection_once),
                cmocka_unit_test(what_is_not_taken_is_told_again),
                cmocka_unit_test(what_finds_no_room_is_told_as_lost),
        };
        return cmocka_run_group_tests_name("reads", tests, NULL, NULL);
}
