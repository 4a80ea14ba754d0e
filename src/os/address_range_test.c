#include "os/address_range.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <string.h>

static void address_of(const char *text, uint8_t ret[ADDRESS_BYTES])
{
        char mapped[64] = "::ffff:";
        if (!strchr(text, ':')) text = strncat(mapped, text, sizeof mapped - 8);
        assert_int_equal(inet_pton(AF_INET6, text, ret), 1);
}

static void a_range_has_the_addresses_that_begin_like_it(void **state)
{
        static const struct {
                const char *range, *address;
                bool is_in;
        } rows[] = {
                {"10.0.0.0/8", "10.255.0.1", true},
                {"10.0.0.0/8", "11.0.0.1", false},
                {"192.0.2.128/25", "192.0.2.128", true},
                {"192.0.2.128/25", "192.0.2.127", false},
                {"192.0.2.7", "192.0.2.7", true},
                {"192.0.2.7", "192.0.2.6", false},
                {"192.0.2.7/32", "192.0.2.7", true},
                {"0.0.0.0/0", "203.0.113.1", true},
                {"0.0.0.0/0", "2001:db8::1", false},
                {"::ffff:10.0.0.0/104", "10.1.2.3", true},
                {"2001:db8::/32", "2001:db8:ffff::1", true},
                {"2001:db8::/33", "2001:db8:8000::1", false},
                {"2001:db8::1", "2001:db8::1", true},
                {"2001:db8::1", "2001:db8::2", false},
                {"2001:db8::/32", "192.0.2.7", false},
                {"::/0", "2001:db8::1", true},
        };
        (void)state;
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
                CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
                struct address_range ranges[ADDRESS_RANGES_MAX];
                uint8_t address[ADDRESS_BYTES];
                unsigned count = 0;
                address_of(rows[i].address, address);
                assert_int_equal(address_ranges_read(slice_of(rows[i].range), ranges, &count, &why).code, OK);
                assert_int_equal(count, 1);
                if (address_range_has(&ranges[0], address) != rows[i].is_in)
                        fail_msg("%s in %s", rows[i].address, rows[i].range);
        }
}

static void several_ranges_stand_behind_each_other(void **state)
{
        struct address_range ranges[ADDRESS_RANGES_MAX];
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000), many = BUF_INIT(1000);
        unsigned count = 7;
        (void)state;
        assert_int_equal(address_ranges_read(SLICE(""), ranges, &count, &why).code, OK);
        assert_int_equal(count, 0);
        assert_int_equal(address_ranges_read(SLICE("10.0.0.0/8, ::1,192.0.2.7"), ranges, &count, &why).code, OK);
        assert_int_equal(count, 3);
        assert_int_equal(ranges[2].bits, 128);
        for (int i = 0; i <= ADDRESS_RANGES_MAX; i++)
                buf_add_text(&many, "::1,");
        assert_int_equal(address_ranges_read(buf_slice(&many), ranges, &count, &why).code, ERR_INVALID);
        assert_string_equal(buf_text(&why), "there are more than 16 ranges");
        assert_int_equal(count, 3);
}

static void what_is_no_range_is_told(void **state)
{
        static const struct {
                const char *text, *why;
        } rows[] = {
                {"proxy", "'proxy' is no address; write 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32"},
                {"10.0.0.0/8,", NULL},
                {",10.0.0.0/8", "'' is no address; write 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32"},
                {"10.0.0/8", "'10.0.0/8' is no address; write 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32"},
                {"10.0.0.0:80", "'10.0.0.0:80' is no address; write 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32"},
                {"10.0.0.0/33", "'10.0.0.0/33' must have a number of bits behind its slash, 32 at most"},
                {"10.0.0.0/", "'10.0.0.0/' must have a number of bits behind its slash, 32 at most"},
                {"10.0.0.0/8/8", "'10.0.0.0/8/8' must have a number of bits behind its slash, 32 at most"},
                {"2001:db8::/129", "'2001:db8::/129' must have a number of bits behind its slash, 128 at most"},
                {"10.0.0.1/8", "'10.0.0.1/8' is an address within a range; write the range as 10.0.0.0/8"},
                {"2001:db8::1/64", "'2001:db8::1/64' is an address within a range; write the range as 2001:db8::/64"},
        };
        (void)state;
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
                CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
                struct address_range ranges[ADDRESS_RANGES_MAX];
                unsigned count = 0;
                struct err err = address_ranges_read(slice_of(rows[i].text), ranges, &count, &why);
                assert_int_equal(err.code, rows[i].why ? ERR_INVALID : OK);
                assert_string_equal(buf_text(&why), rows[i].why ? rows[i].why : "");
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(a_range_has_the_addresses_that_begin_like_it),
                cmocka_unit_test(several_ranges_stand_behind_each_other),
                cmocka_unit_test(what_is_no_range_is_told),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
