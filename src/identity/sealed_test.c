#include "identity/identity.h"
#include "identity/sealed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define SECRET  SLICE("twenty bytes of code")
#define OLENA   SLICE("\0handle of Olena")
#define ANOTHER SLICE("\0handle of Petro")

enum { LEN = 20 };

static struct slice sealed_for_olena(const struct seal_key *key, struct buf *to)
{
        buf_truncate(to);
        sealed_write(key, OLENA, SECRET, to);
        return buf_slice(to);
}

static void opens_what_was_sealed_and_shows_none_of_it_before(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf sealed = BUF_INIT(200), again = BUF_INIT(200);
        const struct seal_key key = seal_key_make();
        uint8_t secret[LEN];
        struct slice first = sealed_for_olena(&key, &sealed), second = sealed_for_olena(&key, &again);
        assert_int_equal(first.len, LEN + SEALED_MORE_BYTES);
        assert_null(memmem(first.at, first.len, SECRET.at, 8));
        assert_false(slice_eq(first, second)); /* two rows do not tell that they hold the same */
        assert_true(sealed_read(&key, OLENA, first, secret, LEN));
        assert_memory_equal(secret, SECRET.at, LEN);
}

static void refuses_another_key_another_owner_and_another_length(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf sealed = BUF_INIT(200);
        const struct seal_key key = seal_key_make(), other = seal_key_make();
        uint8_t secret[LEN + 1] = {7};
        struct slice kept = sealed_for_olena(&key, &sealed);
        assert_false(sealed_read(&other, OLENA, kept, secret, LEN));
        assert_false(sealed_read(&key, ANOTHER, kept, secret, LEN));
        assert_false(sealed_read(&key, OLENA, kept, secret, LEN + 1));
        assert_false(sealed_read(&key, OLENA, SLICE(""), secret, LEN));
        assert_false(sealed_read(&key, OLENA, SECRET, secret, LEN));
        assert_int_equal(secret[0], 7);
}

static void refuses_every_changed_bit_and_every_shorter_piece(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf sealed = BUF_INIT(200);
        const struct seal_key key = seal_key_make();
        uint8_t secret[LEN];
        struct slice kept = sealed_for_olena(&key, &sealed);
        char copy[LEN + SEALED_MORE_BYTES];
        for (size_t bit = 0; bit < kept.len * 8; bit++) {
                memcpy(copy, kept.at, kept.len);
                copy[bit / 8] = (char)(copy[bit / 8] ^ 1 << bit % 8);
                assert_false(sealed_read(&key, OLENA, (struct slice){copy, kept.len}, secret, LEN));
        }
        for (size_t len = 0; len < kept.len; len++)
                assert_false(sealed_read(&key, OLENA, (struct slice){kept.at, len}, secret, LEN));
}

static int begin(void **state)
{
        (void)state;
        return identity_load().code;
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(opens_what_was_sealed_and_shows_none_of_it_before),
                cmocka_unit_test(refuses_another_key_another_owner_and_another_length),
                cmocka_unit_test(refuses_every_changed_bit_and_every_shorter_piece),
        };
        return cmocka_run_group_tests_name("sealed", tests, begin, NULL);
}
