#include "store/people_fixture.h"

static struct person_passkey sample_passkey(int64_t person, struct slice credential)
{
        return (struct person_passkey){.credential = credential,
                                       .person = person,
                                       .key = SLICE("\x04\x00key"),
                                       .algorithm = -7,
                                       .aaguid = SLICE("0123456789abcdef"),
                                       .sign_count = 3,
                                       .backup_eligible = true,
                                       .name = SLICE("Телефон"),
                                       .made_ms = NOW,
                                       .used_ms = NOW};
}

static void add(struct fixture *f, int64_t person, struct slice credential, int64_t made_ms)
{
        struct person_passkey passkey = sample_passkey(person, credential);
        passkey.made_ms = made_ms;
        assert_int_equal(WRITE(f, store_add_passkey(f->store, &passkey)), OK);
}

static struct person_passkey find(struct fixture *f, struct slice credential)
{
        struct person_passkey passkey;
        struct person person;
        assert_int_equal(store_find_passkey(f->store, credential, &f->arena, &passkey, &person).code, OK);
        assert_int_equal(person.id, passkey.person);
        return passkey;
}

static bool is_there(struct fixture *f, struct slice credential)
{
        struct person_passkey passkey;
        struct person person;
        return store_find_passkey(f->store, credential, &f->arena, &passkey, &person).code == OK;
}

static void finds_a_passkey_with_its_person(void **state)
{
        struct fixture *f = *state;
        int64_t id = add_person(f, SLICE("olena"));
        struct person_passkey added = sample_passkey(id, SLICE("credential\x00one"));
        assert_int_equal(WRITE(f, store_add_passkey(f->store, &added)), OK);

        struct person_passkey passkey = find(f, added.credential);
        assert_true(slice_eq(passkey.credential, added.credential));
        assert_int_equal(passkey.person, id);
        assert_true(slice_eq(passkey.key, added.key));
        assert_int_equal(passkey.algorithm, -7);
        assert_true(slice_eq(passkey.aaguid, added.aaguid));
        assert_int_equal(passkey.sign_count, 3);
        assert_true(passkey.backup_eligible);
        assert_false(passkey.backed_up);
        assert_true(slice_eq(passkey.name, added.name));
        assert_int_equal(passkey.made_ms, NOW);
        assert_int_equal(passkey.used_ms, NOW);
        assert_false(is_there(f, SLICE("credential")));
        assert_string_equal(faults(f), "");
}

static void a_credential_is_one_persons(void **state)
{
        struct fixture *f = *state;
        int64_t id = add_person(f, SLICE("olena")), other = add_person(f, SLICE("petro"));
        add(f, id, SLICE("credential"), NOW);
        struct person_passkey again = sample_passkey(other, SLICE("credential"));
        assert_int_equal(WRITE(f, store_add_passkey(f->store, &again)), ERR_CONFLICT);
        assert_int_equal(find(f, SLICE("credential")).person, id);
}

static void a_passkey_needs_a_person(void **state)
{
        struct fixture *f = *state;
        struct person_passkey passkey = sample_passkey(9, SLICE("credential"));
        assert_int_equal(WRITE(f, store_add_passkey(f->store, &passkey)), ERR_CONFLICT);
}

static void lists_a_persons_passkeys_the_oldest_first(void **state)
{
        struct fixture *f = *state;
        int64_t id = add_person(f, SLICE("olena")), other = add_person(f, SLICE("petro"));
        add(f, id, SLICE("second"), NOW + 2);
        add(f, other, SLICE("others"), NOW);
        add(f, id, SLICE("first"), NOW + 1);
        struct person_passkeys passkeys;
        assert_int_equal(store_list_passkeys(f->store, id, &f->arena, &passkeys).code, OK);
        assert_int_equal(passkeys.count, 2);
        assert_true(slice_eq(passkeys.at[0].credential, SLICE("first")));
        assert_true(slice_eq(passkeys.at[1].credential, SLICE("second")));
}

static void notes_when_a_passkey_was_used(void **state)
{
        struct fixture *f = *state;
        add(f, add_person(f, SLICE("olena")), SLICE("credential"), NOW);
        assert_int_equal(WRITE(f, store_note_passkey_use(f->store, SLICE("credential"), 8, true, NOW + 5)), OK);
        struct person_passkey passkey = find(f, SLICE("credential"));
        assert_int_equal(passkey.sign_count, 8);
        assert_true(passkey.backed_up);
        assert_int_equal(passkey.used_ms, NOW + 5);
        assert_int_equal(passkey.made_ms, NOW);
        assert_int_equal(WRITE(f, store_note_passkey_use(f->store, SLICE("none"), 8, true, NOW)), ERR_NOT_FOUND);
}

static void only_its_owners_passkey_is_removed(void **state)
{
        struct fixture *f = *state;
        int64_t id = add_person(f, SLICE("olena")), other = add_person(f, SLICE("petro"));
        add(f, id, SLICE("credential"), NOW);
        assert_int_equal(WRITE(f, store_remove_passkey(f->store, other, SLICE("credential"))), ERR_NOT_FOUND);
        assert_true(is_there(f, SLICE("credential")));
        assert_int_equal(WRITE(f, store_remove_passkey(f->store, id, SLICE("credential"))), OK);
        assert_false(is_there(f, SLICE("credential")));
}

static void only_its_owners_passkey_is_named(void **state)
{
        struct fixture *f = *state;
        struct person_passkeys list;
        int64_t id = add_person(f, SLICE("olena")), other = add_person(f, SLICE("petro"));
        add(f, id, SLICE("credential"), NOW);
        assert_int_equal(WRITE(f, store_name_passkey(f->store, other, SLICE("credential"), SLICE("His"))),
                         ERR_NOT_FOUND);
        assert_int_equal(WRITE(f, store_name_passkey(f->store, id, SLICE("credential"), SLICE("Telephone"))), OK);
        assert_int_equal(store_list_passkeys(f->store, id, &f->arena, &list).code, OK);
        assert_int_equal(list.count, 1);
        assert_true(slice_eq(list.at[0].name, SLICE("Telephone")));
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(finds_a_passkey_with_its_person),  STORE_TEST(a_credential_is_one_persons),
                STORE_TEST(a_passkey_needs_a_person),         STORE_TEST(lists_a_persons_passkeys_the_oldest_first),
                STORE_TEST(notes_when_a_passkey_was_used),    STORE_TEST(only_its_owners_passkey_is_removed),
                STORE_TEST(only_its_owners_passkey_is_named),
        };
        return cmocka_run_group_tests_name("passkeys", tests, NULL, NULL);
}
