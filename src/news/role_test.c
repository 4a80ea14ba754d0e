#include "news/role.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The whole table, written down a second time: a letter for each role in the order of enum role, a dot where not. */
static const struct {
        enum permission permission;
        const char *key, *roles;
} expected[] = {
        {MAY_WRITE_OWN, "write_own", "RTEC.A"},   {MAY_EDIT_ANY, "edit_any", "..EC.A"},
        {MAY_SUBMIT, "submit", "RTEC.A"},         {MAY_APPROVE, "approve", "..EC.A"},
        {MAY_PUBLISH, "publish", "..EC.A"},       {MAY_SCHEDULE, "schedule", "..EC.A"},
        {MAY_WITHDRAW, "withdraw", "...C.A"},     {MAY_CORRECT, "correct", "...C.A"},
        {MAY_FRONT, "front", "...C.A"},           {MAY_BREAKING, "breaking", "...C.A"},
        {MAY_COMMERCIAL, "commercial", "...CBA"}, {MAY_SETTINGS, "settings", "...C.A"},
        {MAY_MEDIA, "media", "RTECBA"},           {MAY_EXPORT, "export", "...C.A"},
        {MAY_EDITIONS, "editions", ".....A"},     {MAY_PEOPLE, "people", ".....A"},
        {MAY_AUDIT, "audit", "...C.A"},
};

static void permits_what_the_table_says_and_nothing_else(void **state)
{
        (void)state;
        assert_int_equal(sizeof expected / sizeof expected[0], PERMISSION_COUNT);
        for (size_t i = 0; i < PERMISSION_COUNT; i++) {
                assert_int_equal(expected[i].permission, i);
                assert_string_equal(permission_key(expected[i].permission), expected[i].key);
                for (unsigned role = 0; role < ROLE_COUNT; role++)
                        assert_int_equal(role_may((enum role)role, expected[i].permission),
                                         expected[i].roles[role] != '.');
        }
}

static void refuses_what_is_no_role_and_what_is_no_permission(void **state)
{
        (void)state;
        for (unsigned i = 0; i <= PERMISSION_COUNT; i++) {
                assert_false(role_may(ROLE_COUNT, (enum permission)i));
                assert_false(role_may((enum role)77, (enum permission)i));
                assert_false(roles_may(NULL, 0, (enum permission)i, 0));
                assert_false(roles_may(NULL, 0, (enum permission)i, 1));
                assert_false(roles_may_everywhere(NULL, 0, (enum permission)i));
        }
        for (unsigned role = 0; role < ROLE_COUNT; role++)
                assert_false(role_may((enum role)role, PERMISSION_COUNT));
}

static void a_role_counts_in_its_edition_alone(void **state)
{
        (void)state;
        for (unsigned role = 0; role < ROLE_COUNT; role++)
                for (unsigned i = 0; i < PERMISSION_COUNT; i++) {
                        enum permission permission = (enum permission)i;
                        struct person_role held = {.role = (enum role)role, .edition = 2};
                        bool may = role_may(held.role, permission);
                        assert_int_equal(roles_may(&held, 1, permission, 2), may);
                        assert_int_equal(roles_may(&held, 1, permission, 0), may);
                        assert_false(roles_may(&held, 1, permission, 1));
                        assert_false(roles_may_everywhere(&held, 1, permission));
                        held.edition = 0;
                        assert_int_equal(roles_may(&held, 1, permission, 1), may);
                        assert_int_equal(roles_may_everywhere(&held, 1, permission), may);
                }
}

static void roles_of_several_editions_add_up(void **state)
{
        (void)state;
        static const struct person_role roles[] = {{ROLE_EDITOR, 1}, {ROLE_TRANSLATOR, 2}, {ROLE_REPORTER, 0}};
        assert_true(roles_may(roles, 3, MAY_PUBLISH, 1));
        assert_false(roles_may(roles, 3, MAY_PUBLISH, 2));
        assert_true(roles_may(roles, 3, MAY_PUBLISH, 0));
        assert_true(roles_may(roles, 3, MAY_WRITE_OWN, 3));
        assert_true(roles_may_everywhere(roles, 3, MAY_WRITE_OWN));
        assert_false(roles_may_everywhere(roles, 3, MAY_PUBLISH));
}

static void keys_lead_back_to_their_roles(void **state)
{
        (void)state;
        enum role role = ROLE_COUNT;
        for (unsigned i = 0; i < ROLE_COUNT; i++) {
                assert_true(role_read(slice_of(role_key((enum role)i)), &role));
                assert_int_equal(role, i);
        }
        assert_false(role_read(SLICE("owner"), &role));
        assert_false(role_read(SLICE(""), &role));
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                cmocka_unit_test(permits_what_the_table_says_and_nothing_else),
                cmocka_unit_test(refuses_what_is_no_role_and_what_is_no_permission),
                cmocka_unit_test(a_role_counts_in_its_edition_alone),
                cmocka_unit_test(roles_of_several_editions_add_up),
                cmocka_unit_test(keys_lead_back_to_their_roles),
        };
        return cmocka_run_group_tests_name("role", tests, NULL, NULL);
}
