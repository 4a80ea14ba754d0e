#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/err.h"
#include "identity/identity.h"
#include "identity/token.h"

static void is_read_as_it_was_written(void **state)
{
        (void)state;
        for (int i = 0; i < 100; i++) {
                struct token token = token_make(), again;
                struct token_text text = token_write(&token);
                assert_int_equal(strlen(text.at), TOKEN_TEXT_LEN);
                assert_true(token_read(slice_of(text.at), &again));
                assert_memory_equal(token.bytes, again.bytes, TOKEN_BYTES);
        }
}

static void has_one_way_to_be_written(void **state)
{
        (void)state;
        static const char *const broken[] = {
                "",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",   /* 42 */
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", /* 44 */
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB", /* bits left over */
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+A",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/A",
                " AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        };
        struct token token;
        assert_true(token_read(SLICE("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), &token));
        for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++)
                assert_false(token_read(slice_of(broken[i]), &token));
}

static void is_known_by_its_hash(void **state)
{
        (void)state;
        struct token token = token_make(), other = token;
        struct token_hash kept = token_hash(&token);
        other.bytes[TOKEN_BYTES - 1] ^= 1;
        assert_true(token_is(&token, &kept));
        assert_false(token_is(&other, &kept));
        struct token_hash same = token_hash(&token), different = token_hash(&other);
        assert_true(token_hash_is(&same, &kept));
        assert_false(token_hash_is(&different, &kept));
}

/* FIPS 180-4's hash of 32 zero bytes. */
static void is_hashed_with_sha_256(void **state)
{
        (void)state;
        static const uint8_t of_zeros[] = {0x66, 0x68, 0x7a, 0xad, 0xf8, 0x62, 0xbd, 0x77};
        struct token zeros = {{0}};
        struct token_hash hash = token_hash(&zeros);
        assert_memory_equal(hash.bytes, of_zeros, sizeof of_zeros);
}

static void is_never_given_twice(void **state)
{
        (void)state;
        struct token one = token_make(), other = token_make();
        assert_memory_not_equal(one.bytes, other.bytes, TOKEN_BYTES);
}

static int begin(void **state)
{
        (void)state;
        return identity_load().code;
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(is_read_as_it_was_written), cmocka_unit_test(has_one_way_to_be_written),
                cmocka_unit_test(is_known_by_its_hash),      cmocka_unit_test(is_hashed_with_sha_256),
                cmocka_unit_test(is_never_given_twice),
        };
        return cmocka_run_group_tests_name("token", tests, begin, NULL);
}
