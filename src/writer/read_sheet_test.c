#include "writer/read_sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MINUTE = 60 * 1000 };
#define NOON INT64_C(1690891200000)

static struct read_sheet sheet; /* too large for a stack that sanitizers guard */

static void tell(int64_t page, uint32_t reads, int64_t now_ms)
{
        const struct bell_reads message = {.pages[0] = {.page = page, .reads = reads, .edition = 1}};
        read_sheet_add(&sheet, &message, now_ms);
}

static int start(void **state)
{
        (void)state;
        sheet = (struct read_sheet){.count = 0};
        return 0;
}

static void who_opened_a_page_five_minutes_ago_reads_it_and_who_did_before_does_not(void **state)
{
        (void)state;
        tell(7, 3, NOON);
        tell(7, 4, NOON + 5 * MINUTE);
        assert_int_equal(read_line_now(&sheet.lines[0]), 7);
        read_sheet_pass(&sheet, NOON + 6 * MINUTE);
        assert_int_equal(read_line_now(&sheet.lines[0]), 4);
        assert_int_equal(sheet.lines[0].unwritten, 7);
        read_sheet_pass(&sheet, NOON + 60 * MINUTE);
        assert_int_equal(sheet.count, 1); /* not written down yet */
        sheet.lines[0].unwritten = 0;
        read_sheet_pass(&sheet, NOON + 61 * MINUTE);
        assert_int_equal(sheet.count, 0);
}

static void a_clock_that_is_set_back_leaves_no_minute_that_never_ends(void **state)
{
        (void)state;
        tell(7, 3, NOON);
        tell(8, 1, NOON - 600 * MINUTE);
        assert_int_equal(read_line_now(&sheet.lines[0]), 0);
        assert_int_equal(read_line_now(&sheet.lines[1]), 1);
}

static void what_finds_no_line_is_counted_as_lost(void **state)
{
        (void)state;
        for (int64_t page = 1; page <= READ_SHEET_LINES + 5; page++)
                tell(page, 2, NOON);
        assert_int_equal(sheet.count, READ_SHEET_LINES);
        assert_int_equal(sheet.lost, 10);
}

static uint64_t hour_of(unsigned edition, bool is_all)
{
        bool knows_all = false;
        uint64_t reads = read_sheet_hour(&sheet, edition, &knows_all);
        assert_int_equal(knows_all, is_all);
        return reads;
}

static void an_hour_of_an_edition_goes_minute_by_minute(void **state)
{
        (void)state;
        tell(7, 3, NOON);
        tell(-3, 2, NOON + 30 * MINUTE);
        assert_int_equal(hour_of(1, false), 5);
        assert_int_equal(hour_of(2, false), 0);
        assert_int_equal(hour_of(0, false), 0);
        read_sheet_pass(&sheet, NOON + 59 * MINUTE);
        assert_int_equal(hour_of(1, false), 5);
        read_sheet_pass(&sheet, NOON + 60 * MINUTE);
        assert_int_equal(hour_of(1, true), 2);
        tell(7, 4, NOON + 90 * MINUTE);
        assert_int_equal(hour_of(1, true), 4);
        read_sheet_pass(&sheet, NOON + 600 * MINUTE);
        assert_int_equal(hour_of(1, true), 0);
        tell(7, 1, NOON);
        assert_int_equal(hour_of(1, false), 1); /* a clock that was set back */
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup(who_opened_a_page_five_minutes_ago_reads_it_and_who_did_before_does_not, start),
                cmocka_unit_test_setup(an_hour_of_an_edition_goes_minute_by_minute, start),
                cmocka_unit_test_setup(a_clock_that_is_set_back_leaves_no_minute_that_never_ends, start),
                cmocka_unit_test_setup(what_finds_no_line_is_counted_as_lost, start),
        };
        return cmocka_run_group_tests_name("read_sheet", tests, NULL, NULL);
}
