#include "store/people_fixture.h"
#include "store/sign_ins.h"

static void add(struct fixture *f, int64_t person, uint8_t n, int64_t made_ms)
{
        struct session session = {.person = person,
                                  .made_ms = made_ms,
                                  .seen_ms = made_ms,
                                  .fresh_ms = made_ms,
                                  .address = SLICE("192.0.2.7"),
                                  .agent = SLICE("Firefox")};
        memcpy(session.hash, sample_hash(n).bytes, STORE_HASH_BYTES);
        assert_int_equal(WRITE(f, store_add_session(f->store, &session)), OK);
}

static enum err_code find(struct fixture *f, uint8_t n, int64_t now_ms, struct session *ret)
{
        return (enum err_code)store_find_session(f->store, sample_hash(n).bytes, now_ms, &f->arena, ret).code;
}

static bool is_there(struct fixture *f, uint8_t n, int64_t now_ms)
{
        struct session session;
        return find(f, n, now_ms, &session) == OK;
}

static void gives_back_a_session_as_it_was_added(void **state)
{
        struct fixture *f = *state;
        int64_t id = add_person(f, SLICE("olena"));
        add(f, id, 1, NOW);
        struct session session;
        assert_int_equal(find(f, 1, NOW, &session), OK);
        assert_memory_equal(session.hash, sample_hash(1).bytes, STORE_HASH_BYTES);
        assert_int_equal(session.person, id);
        assert_int_equal(session.made_ms, NOW);
        assert_int_equal(session.seen_ms, NOW);
        assert_int_equal(session.fresh_ms, NOW);
        assert_true(slice_eq(session.address, SLICE("192.0.2.7")));
        assert_true(slice_eq(session.agent, SLICE("Firefox")));
        assert_false(is_there(f, 2, NOW));
        assert_string_equal(faults(f), "");
}

static void a_session_ends_after_twelve_hours_whatever_is_done_in_it(void **state)
{
        struct fixture *f = *state;
        add(f, add_person(f, SLICE("olena")), 1, NOW);
        int64_t late = NOW + 12 * HOUR - 1;
        assert_int_equal(WRITE(f, store_touch_session(f->store, sample_hash(1).bytes, late)), OK);
        assert_int_equal(WRITE(f, store_freshen_session(f->store, sample_hash(1).bytes, late)), OK);
        assert_true(is_there(f, 1, late));
        assert_false(is_there(f, 1, NOW + 12 * HOUR));
}

static void whoever_is_disabled_has_no_session(void **state)
{
        struct fixture *f = *state;
        int64_t id = add_person(f, SLICE("olena")), other = add_person(f, SLICE("petro"));
        struct sessions sessions;
        add(f, id, 1, NOW);
        add(f, other, 2, NOW);
        disable(f, id);
        assert_false(is_there(f, 1, NOW));
        assert_true(is_there(f, 2, NOW));
        assert_int_equal(store_list_sessions(f->store, id, NOW, &f->arena, &sessions).code, OK);
        assert_int_equal(sessions.count, 0);
}

static void whoever_is_let_in_again_must_sign_in_again(void **state)
{
        struct fixture *f = *state;
        int64_t id = add_person(f, SLICE("olena"));
        add(f, id, 1, NOW);
        disable(f, id);
        struct person person = load_person(f, id);
        person.is_disabled = false;
        assert_int_equal(WRITE(f, store_put_person(f->store, &person)), OK);
        assert_false(is_there(f, 1, NOW));
}

static void a_hash_is_one_sessions(void **state)
{
        struct fixture *f = *state;
        int64_t id = add_person(f, SLICE("olena"));
        add(f, id, 1, NOW);
        struct session again = {.person = id, .made_ms = NOW};
        memcpy(again.hash, sample_hash(1).bytes, STORE_HASH_BYTES);
        assert_int_equal(WRITE(f, store_add_session(f->store, &again)), ERR_CONFLICT);
}

static void is_touched_at_most_once_a_minute(void **state)
{
        struct fixture *f = *state;
        struct session session;
        add(f, add_person(f, SLICE("olena")), 1, NOW);
        assert_int_equal(find(f, 1, NOW, &session), OK);
        assert_false(session_wants_touch(&session, NOW + 59999));
        assert_true(session_wants_touch(&session, NOW + 60000));
        assert_int_equal(WRITE(f, store_touch_session(f->store, session.hash, NOW + 59999)), OK);
        assert_int_equal(find(f, 1, NOW, &session), OK);
        assert_int_equal(session.seen_ms, NOW);
        assert_int_equal(WRITE(f, store_touch_session(f->store, session.hash, NOW + 60000)), OK);
        assert_int_equal(find(f, 1, NOW, &session), OK);
        assert_int_equal(session.seen_ms, NOW + 60000);
        assert_int_equal(session.fresh_ms, NOW);
        assert_int_equal(WRITE(f, store_touch_session(f->store, sample_hash(9).bytes, NOW)), OK);
}

static void is_freshened_alone(void **state)
{
        struct fixture *f = *state;
        struct session session;
        int64_t id = add_person(f, SLICE("olena"));
        add(f, id, 1, NOW);
        add(f, id, 2, NOW);
        assert_int_equal(WRITE(f, store_freshen_session(f->store, sample_hash(1).bytes, NOW + 5)), OK);
        assert_int_equal(find(f, 1, NOW, &session), OK);
        assert_int_equal(session.fresh_ms, NOW + 5);
        assert_int_equal(find(f, 2, NOW, &session), OK);
        assert_int_equal(session.fresh_ms, NOW);
        assert_int_equal(WRITE(f, store_freshen_session(f->store, sample_hash(9).bytes, NOW)), ERR_NOT_FOUND);
}

static void all_of_a_person_end_but_one(void **state)
{
        struct fixture *f = *state;
        int64_t id = add_person(f, SLICE("olena")), other = add_person(f, SLICE("petro"));
        struct session session;
        unsigned count = 9;
        for (unsigned char i = 1; i <= 3; i++)
                add(f, id, i, NOW);
        add(f, other, 4, NOW);
        assert_int_equal(WRITE(f, store_remove_other_sessions(f->store, id, sample_hash(2).bytes, &count)), OK);
        assert_int_equal(count, 2);
        assert_int_equal(find(f, 1, NOW, &session), ERR_NOT_FOUND);
        assert_int_equal(find(f, 2, NOW, &session), OK);
        assert_int_equal(find(f, 4, NOW, &session), OK);
        assert_int_equal(WRITE(f, store_remove_other_sessions(f->store, id, sample_hash(2).bytes, &count)), OK);
        assert_int_equal(count, 0);
}

static void lists_a_persons_sessions_the_newest_first(void **state)
{
        struct fixture *f = *state;
        int64_t id = add_person(f, SLICE("olena")), other = add_person(f, SLICE("petro"));
        struct sessions sessions;
        add(f, id, 1, NOW);
        add(f, other, 2, NOW + 1);
        add(f, id, 3, NOW + 2);
        assert_int_equal(store_list_sessions(f->store, id, NOW + 2, &f->arena, &sessions).code, OK);
        assert_int_equal(sessions.count, 2);
        assert_int_equal(sessions.at[0].hash[0], 3);
        assert_int_equal(sessions.at[1].hash[0], 1);
        assert_int_equal(store_list_sessions(f->store, id, NOW + 12 * HOUR, &f->arena, &sessions).code, OK);
        assert_int_equal(sessions.count, 1);
}

static void ends_one_session_or_all_of_a_person(void **state)
{
        struct fixture *f = *state;
        int64_t id = add_person(f, SLICE("olena")), other = add_person(f, SLICE("petro"));
        for (uint8_t n = 1; n <= 3; n++)
                add(f, id, n, NOW);
        add(f, other, 4, NOW);
        assert_int_equal(WRITE(f, store_remove_session(f->store, sample_hash(2).bytes)), OK);
        assert_int_equal(WRITE(f, store_remove_session(f->store, sample_hash(2).bytes)), OK);
        assert_true(is_there(f, 1, NOW));
        assert_false(is_there(f, 2, NOW));
        assert_int_equal(WRITE(f, store_remove_sessions(f->store, id)), OK);
        assert_false(is_there(f, 1, NOW));
        assert_false(is_there(f, 3, NOW));
        assert_true(is_there(f, 4, NOW));
}

static void a_new_session_forgets_the_expired_ones(void **state)
{
        struct fixture *f = *state;
        int64_t id = add_person(f, SLICE("olena"));
        add(f, id, 1, NOW);
        add(f, id, 2, NOW + 1);
        add(f, id, 3, NOW + 12 * HOUR);
        assert_false(is_there(f, 1, NOW));
        assert_true(is_there(f, 2, NOW));
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(gives_back_a_session_as_it_was_added),
                STORE_TEST(a_session_ends_after_twelve_hours_whatever_is_done_in_it),
                STORE_TEST(whoever_is_disabled_has_no_session),
                STORE_TEST(whoever_is_let_in_again_must_sign_in_again),
                STORE_TEST(a_hash_is_one_sessions),
                STORE_TEST(is_touched_at_most_once_a_minute),
                STORE_TEST(is_freshened_alone),
                STORE_TEST(all_of_a_person_end_but_one),
                STORE_TEST(lists_a_persons_sessions_the_newest_first),
                STORE_TEST(ends_one_session_or_all_of_a_person),
                STORE_TEST(a_new_session_forgets_the_expired_ones),
        };
        return cmocka_run_group_tests_name("sessions", tests, NULL, NULL);
}
