#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "identity/identity.h"
#include "identity/recovery.h"

static bool is_letter(char c)
{
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z' && !strchr("ilou", c));
}

static void makes_ten_codes_of_four_groups(void **state)
{
        (void)state;
        struct recovery_code codes[RECOVERY_CODES];
        recovery_codes_make(codes);
        for (size_t i = 0; i < RECOVERY_CODES; i++) {
                assert_int_equal(strlen(codes[i].at), RECOVERY_CODE_SIZE - 1);
                for (size_t at = 0; at < RECOVERY_CODE_SIZE - 1; at++)
                        assert_true(at % 5 == 4 ? codes[i].at[at] == '-' : is_letter(codes[i].at[at]));
                for (size_t other = 0; other < i; other++)
                        assert_string_not_equal(codes[i].at, codes[other].at);
        }
}

static void finds_a_code_among_those_that_are_kept(void **state)
{
        (void)state;
        struct recovery_code codes[RECOVERY_CODES];
        struct recovery_hash kept[RECOVERY_CODES], asked;
        recovery_codes_make(codes);
        for (size_t i = 0; i < RECOVERY_CODES; i++)
                assert_true(recovery_hash(slice_of(codes[i].at), &kept[i]));
        for (size_t i = 0; i < RECOVERY_CODES; i++) {
                assert_true(recovery_hash(slice_of(codes[i].at), &asked));
                assert_int_equal(recovery_find(&asked, kept, RECOVERY_CODES), i);
        }
        assert_true(recovery_hash(SLICE("0000-0000-0000-0000"), &asked));
        assert_int_equal(recovery_find(&asked, kept, RECOVERY_CODES), RECOVERY_CODES);
        assert_int_equal(recovery_find(&kept[9], kept, 9), 9); /* one that was used up */
        assert_int_equal(recovery_find(&asked, NULL, 0), 0);
}

static void reads_codes_as_people_type_them(void **state)
{
        (void)state;
        static const char *const same[] = {"01ab-11cd-00ef-9xyz",   "01AB-11CD-00EF-9XYZ", "01ab11cd00ef9xyz",
                                           " 01ab 11cd 00ef 9xyz ", "olab-ilcd-ooef-9xyz", "OIAB-LICD-O0EF-9XYZ"};
        struct recovery_hash first, other;
        assert_true(recovery_hash(slice_of(same[0]), &first));
        for (size_t i = 1; i < sizeof same / sizeof same[0]; i++) {
                assert_true(recovery_hash(slice_of(same[i]), &other));
                assert_int_equal(recovery_find(&other, &first, 1), 0);
        }
        assert_true(recovery_hash(SLICE("01ab-11cd-00ef-9xy0"), &other));
        assert_int_equal(recovery_find(&other, &first, 1), 1);
}

static void refuses_what_is_no_code(void **state)
{
        (void)state;
        static const char *const broken[] = {"",
                                             "----",
                                             "01ab-11cd-00ef-9xy",
                                             "01ab-11cd-00ef-9xyz0",
                                             "u1ab-11cd-00ef-9xyz",
                                             "01ab_11cd_00ef_9xyz",
                                             "01ab-11cd-00ef-9xy\xff"};
        struct recovery_hash hash;
        for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++)
                assert_false(recovery_hash(slice_of(broken[i]), &hash));
        assert_false(recovery_hash(SLICE("01ab-11cd-00ef-9xy\0"), &hash));
}

static int begin(void **state)
{
        (void)state;
        return identity_load().code;
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(makes_ten_codes_of_four_groups),
                cmocka_unit_test(finds_a_code_among_those_that_are_kept),
                cmocka_unit_test(reads_codes_as_people_type_them),
                cmocka_unit_test(refuses_what_is_no_code),
        };
        return cmocka_run_group_tests_name("recovery", tests, begin, NULL);
}
