#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "identity/identity.h"
#include "identity/password.h"

static enum password_verdict judge(const char *password)
{
        const struct slice names[] = {SLICE("olena.kovalenko"), SLICE("Олена Коваленко"), SLICE("olena@example.org")};
        return password_judge(slice_of(password), names, 3);
}

static void wants_twelve_characters(void **state)
{
        (void)state;
        assert_int_equal(judge(""), PASSWORD_SHORT);
        assert_int_equal(judge("eleven char"), PASSWORD_SHORT);
        assert_int_equal(judge("twelve chars"), PASSWORD_GOOD);
        assert_int_equal(judge("одинадцять!"), PASSWORD_SHORT); /* 21 bytes */
        assert_int_equal(judge("дванадцять!!"), PASSWORD_GOOD);
        assert_int_equal(judge("кінь 🐎 і батарея"), PASSWORD_GOOD);
}

static void takes_at_most_two_hundred_bytes(void **state)
{
        (void)state;
        char longest[PASSWORD_MAX_BYTES + 2];
        for (size_t i = 0; i < sizeof longest; i++)
                longest[i] = (char)('a' + i % 26);
        assert_int_equal(password_judge((struct slice){longest, PASSWORD_MAX_BYTES}, NULL, 0), PASSWORD_GOOD);
        assert_int_equal(password_judge((struct slice){longest, PASSWORD_MAX_BYTES + 1}, NULL, 0), PASSWORD_LONG);
        struct password_hash hash;
        assert_int_equal(password_hash((struct slice){longest, PASSWORD_MAX_BYTES + 1}, &hash).code, ERR_INVALID);
}

static void refuses_what_others_know(void **state)
{
        (void)state;
        assert_int_equal(judge("Olena.Kovalenko"), PASSWORD_IS_NAME);
        assert_int_equal(judge("олена КОВАЛЕНКО"), PASSWORD_IS_NAME);
        assert_int_equal(judge("OLENA@example.org"), PASSWORD_IS_NAME);
        assert_int_equal(judge("olena.kovalenko1"), PASSWORD_GOOD);
        assert_int_equal(judge("olena.kovalenk"), PASSWORD_GOOD);
        assert_int_equal(judge("aaaaaaaaaaaaaaaa"), PASSWORD_MONOTONE);
}

static void refuses_what_is_not_text(void **state)
{
        (void)state;
        assert_int_equal(judge("broken \xff bytes here"), PASSWORD_NOT_TEXT);
        assert_int_equal(judge("cut off here \xd0"), PASSWORD_NOT_TEXT);
        assert_int_equal(judge("a tab\tis a control"), PASSWORD_NOT_TEXT);
        assert_int_equal(password_judge(SLICE("with a NUL \0 inside"), NULL, 0), PASSWORD_NOT_TEXT);
        assert_string_equal(password_verdict_words(judge("short")), "shorter than 12 characters");
}

static void knows_a_password_by_its_hash(void **state)
{
        (void)state;
        struct password_hash hash, again;
        assert_int_equal(password_hash(SLICE("дванадцять!!"), &hash).code, OK);
        assert_int_equal(password_hash(SLICE("дванадцять!!"), &again).code, OK);
        assert_true(slice_starts_with(slice_of(hash.at), SLICE("$argon2id$v=19$m=65536,t=3,p=1$")));
        assert_string_not_equal(hash.at, again.at);
        assert_true(password_is(SLICE("дванадцять!!"), &hash));
        assert_false(password_is(SLICE("дванадцять!"), &hash));
        assert_false(password_is(SLICE("дванадцять!! "), &hash));
        assert_false(password_is(SLICE(""), &hash));
        assert_false(password_is_stale(&hash));
}

static void a_password_that_is_too_long_is_never_right(void **state)
{
        (void)state;
        static const char spaces[PASSWORD_MAX_BYTES + 1];
        struct password_hash of_nothing;
        assert_int_equal(password_hash(SLICE(""), &of_nothing).code, OK);
        assert_false(password_is((struct slice){spaces, sizeof spaces}, &of_nothing));
}

static void nobody_has_no_password(void **state)
{
        (void)state;
        assert_false(password_is(SLICE("twelve chars"), NULL));
        assert_false(password_is(SLICE(""), NULL));
}

static void tells_when_a_hash_is_of_other_costs(void **state)
{
        (void)state;
        struct password_hash cheaper = {"$argon2id$v=19$m=19456,t=2,p=1$04v74PdkMABRsZjUKWwn0w$"
                                        "OW5yusHuw4ewQ7DhS8rELR4PUkFtGZ0Wm7PrSuOzOm4"};
        struct password_hash other = {"$argon2i$v=19$m=65536,t=3,p=1$04v74PdkMABRsZjUKWwn0w$"
                                      "OW5yusHuw4ewQ7DhS8rELR4PUkFtGZ0Wm7PrSuOzOm4"};
        struct password_hash none = {"!"};
        assert_true(password_is_stale(&cheaper));
        assert_true(password_is_stale(&other));
        assert_true(password_is_stale(&none));
        assert_false(password_is(SLICE(""), &none));
}

static int begin(void **state)
{
        (void)state;
        return identity_load().code;
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(wants_twelve_characters),
                cmocka_unit_test(takes_at_most_two_hundred_bytes),
                cmocka_unit_test(refuses_what_others_know),
                cmocka_unit_test(refuses_what_is_not_text),
                cmocka_unit_test(knows_a_password_by_its_hash),
                cmocka_unit_test(a_password_that_is_too_long_is_never_right),
                cmocka_unit_test(nobody_has_no_password),
                cmocka_unit_test(tells_when_a_hash_is_of_other_costs),
        };
        return cmocka_run_group_tests_name("password", tests, begin, NULL);
}
