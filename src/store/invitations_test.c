#include "store/people_fixture.h"
#include "store/sign_ins.h"

static enum err_code add(struct fixture *f, int64_t made_by, uint8_t n, int64_t made_ms)
{
        static struct person_role roles[] = {{ROLE_EDITOR, UK}, {ROLE_TRANSLATOR, RU}};
        struct invitation invitation = {.made_by = made_by, .made_ms = made_ms, .roles = {roles, 2}};
        memcpy(invitation.hash, sample_hash(n).bytes, STORE_HASH_BYTES);
        return WRITE(f, store_add_invitation(f->store, &invitation));
}

static enum err_code find(struct fixture *f, uint8_t n, int64_t now_ms, struct invitation *ret)
{
        return (enum err_code)store_find_invitation(f->store, sample_hash(n).bytes, now_ms, &f->arena, ret).code;
}

static bool is_usable(struct fixture *f, uint8_t n, int64_t now_ms)
{
        struct invitation invitation;
        return find(f, n, now_ms, &invitation) == OK;
}

static enum err_code use(struct fixture *f, uint8_t n, int64_t person, int64_t now_ms)
{
        return WRITE(f, store_use_invitation(f->store, sample_hash(n).bytes, person, now_ms));
}

static void the_first_link_is_nobodys(void **state)
{
        struct fixture *f = *state;
        int64_t count = -1;
        assert_int_equal(store_count_people(f->store, &count).code, OK);
        assert_int_equal(count, 0);
        assert_int_equal(add(f, 0, 1, NOW), OK);
        struct invitation invitation;
        assert_int_equal(find(f, 1, NOW, &invitation), OK);
        assert_memory_equal(invitation.hash, sample_hash(1).bytes, STORE_HASH_BYTES);
        assert_int_equal(invitation.made_by, 0);
        assert_int_equal(invitation.made_ms, NOW);
        assert_int_equal(invitation.roles.count, 2);
        assert_int_equal(invitation.roles.at[0].role, ROLE_TRANSLATOR);
        assert_int_equal(invitation.roles.at[0].edition, RU);
        assert_int_equal(invitation.roles.at[1].role, ROLE_EDITOR);
        assert_false(is_usable(f, 2, NOW));
        assert_string_equal(faults(f), "");
}

static void is_good_for_two_days_and_once(void **state)
{
        struct fixture *f = *state;
        int64_t maker = add_person(f, SLICE("olena"));
        assert_int_equal(add(f, maker, 1, NOW), OK);
        assert_true(is_usable(f, 1, NOW + 48 * HOUR - 1));
        assert_false(is_usable(f, 1, NOW + 48 * HOUR));
        int64_t guest = add_person(f, SLICE("petro"));
        assert_int_equal(use(f, 1, guest, NOW + 48 * HOUR), ERR_NOT_FOUND);
        assert_int_equal(use(f, 1, guest, NOW + 1), OK);
        assert_false(is_usable(f, 1, NOW + 1));
        assert_int_equal(use(f, 1, guest, NOW + 2), ERR_NOT_FOUND);
        assert_int_equal(use(f, 9, guest, NOW), ERR_NOT_FOUND);
}

static void falls_with_whoever_made_it(void **state)
{
        struct fixture *f = *state;
        int64_t maker = add_person(f, SLICE("olena"));
        assert_int_equal(add(f, maker, 1, NOW), OK);
        assert_int_equal(add(f, 0, 2, NOW), OK);
        disable(f, maker);
        assert_false(is_usable(f, 1, NOW));
        assert_int_equal(use(f, 1, maker, NOW), ERR_NOT_FOUND);
        assert_true(is_usable(f, 2, NOW));
}

static void lists_the_usable_ones_the_newest_first(void **state)
{
        struct fixture *f = *state;
        int64_t maker = add_person(f, SLICE("olena"));
        for (uint8_t n = 1; n <= 4; n++)
                assert_int_equal(add(f, maker, n, NOW + n), OK);
        assert_int_equal(use(f, 3, maker, NOW + 5), OK);
        struct invitations invitations;
        assert_int_equal(store_list_invitations(f->store, NOW + 1 + 48 * HOUR, &f->arena, &invitations).code, OK);
        assert_int_equal(invitations.count, 2);
        assert_int_equal(invitations.at[0].hash[0], 4);
        assert_int_equal(invitations.at[1].hash[0], 2);
        assert_int_equal(invitations.at[1].roles.count, 2);
}

static void is_taken_back_unless_it_was_used(void **state)
{
        struct fixture *f = *state;
        int64_t maker = add_person(f, SLICE("olena"));
        assert_int_equal(add(f, maker, 1, NOW), OK);
        assert_int_equal(add(f, maker, 2, NOW), OK);
        assert_int_equal(use(f, 2, maker, NOW), OK);
        for (uint8_t n = 1; n <= 2; n++)
                assert_int_equal(WRITE(f, store_remove_invitation(f->store, sample_hash(n).bytes)), OK);
        assert_false(is_usable(f, 1, NOW));
        assert_int_equal(add(f, maker, 1, NOW), OK);
        assert_int_equal(add(f, maker, 2, NOW), ERR_CONFLICT);
        assert_string_equal(faults(f), "");
}

static void promises_no_role_that_is_not_there(void **state)
{
        struct fixture *f = *state;
        struct person_role role = {ROLE_EDITOR, EN + 1};
        struct invitation invitation = {.made_ms = NOW, .roles = {&role, 1}};
        assert_int_equal(WRITE(f, store_add_invitation(f->store, &invitation)), ERR_INVALID);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(the_first_link_is_nobodys),        STORE_TEST(is_good_for_two_days_and_once),
                STORE_TEST(falls_with_whoever_made_it),       STORE_TEST(lists_the_usable_ones_the_newest_first),
                STORE_TEST(is_taken_back_unless_it_was_used), STORE_TEST(promises_no_role_that_is_not_there),
        };
        return cmocka_run_group_tests_name("invitations", tests, NULL, NULL);
}
