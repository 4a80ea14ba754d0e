#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "identity/identity.h"
#include "identity/totp.h"

/* RFC 6238, appendix B: the secret for SHA-1, times in seconds, codes of eight digits. */
static const struct totp_secret rfc = {"12345678901234567890"};
static const struct {
        int64_t utc_s;
        uint32_t code;
} vectors[] = {
        {59, 94287082},         {1111111109, 7081804},  {1111111111, 14050471},
        {1234567890, 89005924}, {2000000000, 69279037}, {20000000000, 65353130},
};

static void gives_the_codes_of_the_standard(void **state)
{
        (void)state;
        for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
                assert_int_equal(totp_code(&rfc, vectors[i].utc_s * 1000 / TOTP_STEP_MS), vectors[i].code % 1000000);
}

static int64_t check(const char *code, int64_t utc_s, int64_t last_step)
{
        return totp_check(&rfc, slice_of(code), utc_s * 1000, last_step);
}

static void takes_the_code_of_now_and_of_its_neighbours(void **state)
{
        (void)state;
        assert_int_equal(check("081804", 1111111109, -1), 37037036);
        assert_int_equal(check("081804", 1111111109 + 30, -1), 37037036);
        assert_int_equal(check("081804", 1111111109 - 30, -1), 37037036);
        assert_int_equal(check("081804", 1111111109 + 61, -1), -1);
        assert_int_equal(check("081804", 1111111109 - 60, -1), -1);
        assert_int_equal(check("081805", 1111111109, -1), -1);
}

static void takes_no_code_twice(void **state)
{
        (void)state;
        int64_t last = check("081804", 1111111109, -1);
        assert_int_equal(check("081804", 1111111109, last), -1);
        assert_int_equal(check("081804", 1111111109 + 29, last), -1);
        assert_int_equal(check("050471", 1111111111, last), last + 1);
        assert_int_equal(check("081804", 1111111109, last + 1), -1); /* nor an older one */
}

static void takes_nothing_when_the_clock_goes_back(void **state)
{
        (void)state;
        int64_t last = check("005924", 1234567890, -1);
        assert_int_equal(check("050471", 1111111111, last), -1);
}

static void reads_codes_as_people_type_them(void **state)
{
        (void)state;
        static const char *const broken[] = {"",       "08180",  "0818044",   "08180a",
                                             "-81804", "+81804", "8 1 8 0 4", "０８１８０４"};
        assert_int_equal(check("081 804", 1111111109, -1), 37037036);
        assert_int_equal(check(" 081804 ", 1111111109, -1), 37037036);
        for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++)
                assert_int_equal(check(broken[i], 1111111109, -1), -1);
}

static void works_from_the_first_second(void **state)
{
        (void)state;
        assert_int_equal(check("755224", 0, -1), 0); /* RFC 4226's first code */
        assert_int_equal(check("755224", 0, 0), -1);
}

static void writes_secret_and_address_for_apps(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf text = BUF_INIT(1024);
        totp_secret_write(&rfc, &text);
        assert_string_equal(buf_text(&text), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        buf_truncate(&text);
        totp_write_uri(&rfc, SLICE("Новини & Co"), SLICE("olena@example.org"), &text);
        assert_string_equal(buf_text(&text),
                            "otpauth://totp/%D0%9D%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8%20%26%20Co:olena%40example.org"
                            "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                            "&issuer=%D0%9D%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8%20%26%20Co"
                            "&algorithm=SHA1&digits=6&period=30");
}

static void no_two_secrets_are_alike(void **state)
{
        (void)state;
        struct totp_secret one = totp_secret_make(), other = totp_secret_make();
        assert_memory_not_equal(one.bytes, other.bytes, sizeof one.bytes);
}

static int begin(void **state)
{
        (void)state;
        return identity_load().code;
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(gives_the_codes_of_the_standard),
                cmocka_unit_test(takes_the_code_of_now_and_of_its_neighbours),
                cmocka_unit_test(takes_no_code_twice),
                cmocka_unit_test(takes_nothing_when_the_clock_goes_back),
                cmocka_unit_test(reads_codes_as_people_type_them),
                cmocka_unit_test(works_from_the_first_second),
                cmocka_unit_test(writes_secret_and_address_for_apps),
                cmocka_unit_test(no_two_secrets_are_alike),
        };
        return cmocka_run_group_tests_name("totp", tests, begin, NULL);
}
