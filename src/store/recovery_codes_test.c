#include "store/people_fixture.h"

enum { CODES = 10 };

/* Ten codes whose hashes begin with `first` and the nine numbers behind it. */
static void put(struct fixture *f, int64_t person, uint8_t first)
{
        struct sample_hash hashes[CODES];
        for (unsigned i = 0; i < CODES; i++)
                hashes[i] = sample_hash((uint8_t)(first + i));
        struct slice all = {(const char *)hashes, sizeof hashes};
        assert_int_equal(WRITE(f, store_put_recovery_codes(f->store, person, all)), OK);
}

static enum err_code use(struct fixture *f, int64_t person, uint8_t n)
{
        return WRITE(f, store_use_recovery_code(f->store, person, sample_hash(n).bytes));
}

static int64_t left(struct fixture *f, int64_t person)
{
        int64_t count = -1;
        assert_int_equal(store_count_recovery_codes(f->store, person, &count).code, OK);
        return count;
}

static void a_code_is_good_once(void **state)
{
        struct fixture *f = *state;
        int64_t id = add_person(f, SLICE("olena"));
        put(f, id, 0);
        assert_int_equal(left(f, id), CODES);
        assert_int_equal(use(f, id, 4), OK);
        assert_int_equal(use(f, id, 4), ERR_NOT_FOUND);
        assert_int_equal(use(f, id, 77), ERR_NOT_FOUND);
        assert_int_equal(left(f, id), CODES - 1);
}

static void a_code_is_its_owners_alone(void **state)
{
        struct fixture *f = *state;
        int64_t id = add_person(f, SLICE("olena")), other = add_person(f, SLICE("petro"));
        put(f, id, 0);
        assert_int_equal(use(f, other, 4), ERR_NOT_FOUND);
        assert_int_equal(left(f, other), 0);
        assert_int_equal(use(f, id, 4), OK);
}

static void new_codes_take_the_place_of_the_old(void **state)
{
        struct fixture *f = *state;
        int64_t id = add_person(f, SLICE("olena"));
        put(f, id, 0);
        put(f, id, 100);
        assert_int_equal(left(f, id), CODES);
        assert_int_equal(use(f, id, 4), ERR_NOT_FOUND);
        assert_int_equal(use(f, id, 104), OK);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(a_code_is_good_once),
                STORE_TEST(a_code_is_its_owners_alone),
                STORE_TEST(new_codes_take_the_place_of_the_old),
        };
        return cmocka_run_group_tests_name("recovery_codes", tests, NULL, NULL);
}
