#include "store/people_fixture.h"

static void gives_back_a_person_as_it_was_added(void **state)
{
        struct fixture *f = *state;
        struct person_role roles[] = {{ROLE_EDITOR, UK}, {ROLE_REPORTER, 0}};
        struct person added = sample_person(SLICE("olena"));
        added.roles = (struct person_roles){roles, 2};
        added.password = SLICE("$argon2id$");
        added.totp_secret = SLICE("\x01\x00\x02");
        added.totp_last_step = 7;
        int64_t id = 0;
        assert_int_equal(WRITE(f, store_add_person(f->store, &added, &id)), OK);
        assert_int_equal(id, 1);

        struct person person = load_person(f, id);
        assert_int_equal(person.id, 1);
        assert_true(slice_eq(person.login, added.login));
        assert_true(slice_eq(person.name, added.name));
        assert_true(slice_eq(person.language, added.language));
        assert_true(slice_eq(person.handle, added.handle));
        assert_true(slice_eq(person.password, added.password));
        assert_true(slice_eq(person.totp_secret, added.totp_secret));
        assert_int_equal(person.totp_last_step, 7);
        assert_int_equal(person.created_ms, NOW);
        assert_false(person.is_disabled);
        assert_int_equal(person.roles.count, 2);
        assert_true(roles_may(person.roles.at, 2, MAY_PUBLISH, UK));
        assert_false(roles_may(person.roles.at, 2, MAY_PUBLISH, EN));
        assert_true(roles_may(person.roles.at, 2, MAY_WRITE_OWN, EN));
        assert_string_equal(faults(f), "");
}

static void finds_a_login_whatever_its_case(void **state)
{
        struct fixture *f = *state;
        int64_t id = add_person(f, SLICE("Олена"));
        struct person person;
        assert_int_equal(store_find_person_by_login(f->store, SLICE("ОЛЕНА"), &f->arena, &person).code, OK);
        assert_int_equal(person.id, id);
        assert_int_equal(store_find_person_by_login(f->store, SLICE("Олен"), &f->arena, &person).code, ERR_NOT_FOUND);
        assert_int_equal(store_load_person(f->store, 9, &f->arena, &person).code, ERR_NOT_FOUND);
}

static void refuses_a_login_that_is_anothers_in_any_case(void **state)
{
        struct fixture *f = *state;
        add_person(f, SLICE("olena"));
        struct person second = sample_person(SLICE("OLENA"));
        int64_t id = 0, count = 0;
        assert_int_equal(WRITE(f, store_add_person(f->store, &second, &id)), ERR_CONFLICT);
        assert_int_equal(store_count_people(f->store, &count).code, OK);
        assert_int_equal(count, 1);
}

static void refuses_what_is_no_login(void **state)
{
        struct fixture *f = *state;
        static char long_login[LOGIN_MAX_BYTES + 1];
        memset(long_login, 'a', sizeof long_login);
        const struct slice logins[] = {SLICE(""), SLICE("two\nlines"), SLICE("\xff"), {long_login, sizeof long_login}};
        for (size_t i = 0; i < sizeof logins / sizeof logins[0]; i++) {
                struct person person = sample_person(logins[i]);
                int64_t id = 0;
                assert_int_equal(WRITE(f, store_add_person(f->store, &person, &id)), ERR_INVALID);
        }
        add_person(f, (struct slice){long_login, LOGIN_MAX_BYTES});
}

static void refuses_roles_that_nobody_can_have(void **state)
{
        struct fixture *f = *state;
        int64_t id = add_person(f, SLICE("olena"));
        struct person_role elsewhere = {ROLE_EDITOR, EN + 1}, unknown = {ROLE_COUNT, UK};
        assert_int_equal(WRITE(f, store_put_roles(f->store, id, (struct person_roles){&elsewhere, 1})), ERR_INVALID);
        assert_int_equal(WRITE(f, store_put_roles(f->store, id, (struct person_roles){&unknown, 1})), ERR_INVALID);
        assert_int_equal(WRITE(f, store_put_roles(f->store, 9, (struct person_roles){0})), ERR_NOT_FOUND);
        assert_int_equal(load_person(f, id).roles.count, 0);
}

static void new_roles_take_the_place_of_the_old(void **state)
{
        struct fixture *f = *state;
        int64_t id = add_person(f, SLICE("olena"));
        struct person_role first[] = {{ROLE_CHIEF, 0}, {ROLE_EDITOR, UK}, {ROLE_EDITOR, UK}};
        struct person_role second[] = {{ROLE_TRANSLATOR, RU}};
        assert_int_equal(WRITE(f, store_put_roles(f->store, id, (struct person_roles){first, 3})), OK);
        assert_int_equal(load_person(f, id).roles.count, 2);
        assert_int_equal(WRITE(f, store_put_roles(f->store, id, (struct person_roles){second, 1})), OK);
        struct person person = load_person(f, id);
        assert_int_equal(person.roles.count, 1);
        assert_int_equal(person.roles.at[0].role, ROLE_TRANSLATOR);
        assert_int_equal(person.roles.at[0].edition, RU);
}

static void lists_people_by_login_with_their_roles(void **state)
{
        struct fixture *f = *state;
        static const char *const logins[] = {"petro", "anna", "olena"};
        for (size_t i = 0; i < 3; i++)
                add_person(f, slice_of(logins[i]));
        struct person_role role = {ROLE_CHIEF, 0};
        assert_int_equal(WRITE(f, store_put_roles(f->store, 1, (struct person_roles){&role, 1})), OK);
        struct people people;
        assert_int_equal(store_list_people(f->store, &f->arena, &people).code, OK);
        assert_int_equal(people.count, 3);
        assert_true(slice_eq(people.at[0].login, SLICE("anna")));
        assert_true(slice_eq(people.at[2].login, SLICE("petro")));
        assert_int_equal(people.at[0].roles.count, 0);
        assert_int_equal(people.at[2].roles.count, 1);
}

static void changes_what_is_said_of_a_person_and_nothing_else(void **state)
{
        struct fixture *f = *state;
        int64_t id = add_person(f, SLICE("olena")), other = add_person(f, SLICE("petro"));
        struct person person = load_person(f, id);
        person.login = SLICE("somebody");
        person.name = SLICE("Олена Мельник");
        person.language = SLICE("en");
        person.is_disabled = true;
        person.password = SLICE("guessed");
        assert_int_equal(WRITE(f, store_put_person(f->store, &person)), OK);
        struct person stored = load_person(f, id);
        assert_true(slice_eq(stored.login, SLICE("olena")));
        assert_true(slice_eq(stored.name, person.name));
        assert_true(slice_eq(stored.language, SLICE("en")));
        assert_true(stored.is_disabled);
        assert_int_equal(stored.password.len, 0);
        assert_false(load_person(f, other).is_disabled);
        person.id = 9;
        assert_int_equal(WRITE(f, store_put_person(f->store, &person)), ERR_NOT_FOUND);
}

static void keeps_a_password_and_takes_it_away(void **state)
{
        struct fixture *f = *state;
        int64_t id = add_person(f, SLICE("olena"));
        assert_int_equal(WRITE(f, store_put_password(f->store, id, SLICE("$argon2id$v=19"))), OK);
        assert_true(slice_eq(load_person(f, id).password, SLICE("$argon2id$v=19")));
        assert_int_equal(WRITE(f, store_put_password(f->store, id, SLICE(""))), OK);
        assert_int_equal(load_person(f, id).password.len, 0);
        assert_int_equal(WRITE(f, store_put_password(f->store, 9, SLICE("x"))), ERR_NOT_FOUND);
}

static bool takes_step(struct fixture *f, int64_t id, int64_t step)
{
        bool taken = false;
        assert_int_equal(WRITE(f, store_note_totp_step(f->store, id, step, &taken)), OK);
        return taken;
}

static void no_step_of_codes_is_taken_twice(void **state)
{
        struct fixture *f = *state;
        int64_t id = add_person(f, SLICE("olena"));
        bool taken = false;
        assert_int_equal(WRITE(f, store_put_totp(f->store, id, SLICE("secret"))), OK);
        assert_true(takes_step(f, id, 100));
        assert_false(takes_step(f, id, 100));
        assert_false(takes_step(f, id, 99));
        assert_true(takes_step(f, id, 101));
        assert_int_equal(load_person(f, id).totp_last_step, 101);
        assert_int_equal(WRITE(f, store_put_totp(f->store, id, SLICE("another"))), OK);
        assert_int_equal(load_person(f, id).totp_last_step, -1);
        assert_true(takes_step(f, id, 0));
        assert_int_equal(WRITE(f, store_note_totp_step(f->store, 9, 1, &taken)), ERR_NOT_FOUND);
}

static void what_was_rolled_back_never_was(void **state)
{
        struct fixture *f = *state;
        struct person person = sample_person(SLICE("olena"));
        int64_t id = 0;
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_add_person(f->store, &person, &id).code, OK);
        store_rollback(f->store);
        assert_int_equal(add_person(f, SLICE("petro")), id);
}

static void a_person_is_never_deleted(void **state)
{
        struct fixture *f = *state;
        add_person(f, SLICE("olena"));
        assert_int_equal(run_elsewhere(f, "DELETE FROM person"), SQLITE_CONSTRAINT);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(gives_back_a_person_as_it_was_added),
                STORE_TEST(finds_a_login_whatever_its_case),
                STORE_TEST(refuses_a_login_that_is_anothers_in_any_case),
                STORE_TEST(refuses_what_is_no_login),
                STORE_TEST(refuses_roles_that_nobody_can_have),
                STORE_TEST(new_roles_take_the_place_of_the_old),
                STORE_TEST(lists_people_by_login_with_their_roles),
                STORE_TEST(changes_what_is_said_of_a_person_and_nothing_else),
                STORE_TEST(keeps_a_password_and_takes_it_away),
                STORE_TEST(no_step_of_codes_is_taken_twice),
                STORE_TEST(what_was_rolled_back_never_was),
                STORE_TEST(a_person_is_never_deleted),
        };
        return cmocka_run_group_tests_name("people", tests, NULL, NULL);
}
