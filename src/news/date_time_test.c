#include "news/date_time.h"

#include "news/moment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void reads_date_times(void **state)
{
        (void)state;
        static const struct {
                const char *text;
                int64_t ms;
        } rows[] = {
                {"2013-07-09T10:37:00Z", 1373366220000},
                {"2023-10-08T02:34:03+02:00", 1696725243000},
                {"2023-10-08T00:34:03.25Z", 1696725243250},
                {"2023-10-08T00:34:03.1239z", 1696725243123},
                {"2023-10-08T02:34+0200", 1696725240000},
                {"2023-10-08T00:34:03", 1696725243000},
                {"2023-10-08", 1696723200000},
                {"2023-10", 1696118400000},
                {"2023", 1672531200000},
                {"1969-12-31T23:59:59-01:00", 3599000},
                {"2024-02-29", 1709164800000},
                {" 2023 ", 1672531200000},
        };
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
                int64_t ms = 0;
                if (!date_time_read(slice_of(rows[i].text), &ms) || ms != rows[i].ms)
                        fail_msg("%s gave %lld", rows[i].text, (long long)ms);
        }
}

static void refuses_what_is_none(void **state)
{
        (void)state;
        static const char *const rows[] = {
                "",
                "now",
                "23",
                "2023-",
                "2023-13",
                "2023-00",
                "2023-02-29",
                "2023-04-31",
                "2023-1-1",
                "2023-10-08T",
                "2023-10-08T02",
                "2023-10-08T24:00:00Z",
                "2023-10-08T02:60Z",
                "2023-10-08T02:34:03.Z",
                "2023-10-08T02:34:03+2",
                "2023-10-08T02:34:03 Z",
                "2023-10-08Z",
                "2023-10-08T02:34:03Zx",
                "0001-01-01",
                "9999-01-01",
                "+2023-10-08",
                "20231008",
        };
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
                int64_t ms = 0;
                if (date_time_read(slice_of(rows[i]), &ms)) fail_msg("%s gave %lld", rows[i], (long long)ms);
        }
}

static void writes_what_it_reads(void **state)
{
        (void)state;
        static const int64_t moments[] = {
                0, -1, 1, 1763611800000, 1763611800123, MOMENT_YEAR_1600, MOMENT_YEAR_2200 - 1};
        for (size_t i = 0; i < sizeof moments / sizeof moments[0]; i++) {
                CLEANUP(buf_clear) struct buf text = BUF_INIT(100);
                int64_t ms = 7;
                date_time_write(moments[i], &text);
                assert_true(date_time_read(buf_slice(&text), &ms));
                assert_int_equal(ms, moments[i]);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(reads_date_times),
                cmocka_unit_test(refuses_what_is_none),
                cmocka_unit_test(writes_what_it_reads),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
