/* For the tests of people and what lets them in: short ways to add and load a person. */
#pragma once
#include "store/fixture.h"
#include "store/people.h"

static const int64_t HOUR = 60LL * 60 * 1000;

/* Runs one writing call in a transaction of its own, which is rolled back when it fails. */
#define WRITE(f, call) write_end((f), store_begin((f)->store).code ? ERR(ERR_IO, "begin") : (call))

static inline enum err_code write_end(struct fixture *f, struct err err)
{
        if (err.code)
                store_rollback(f->store);
        else
                assert_int_equal(store_commit(f->store).code, OK);
        return (enum err_code)err.code;
}

static inline struct person sample_person(struct slice login)
{
        return (struct person){.login = login,
                               .name = SLICE("Олена Коваль"),
                               .language = SLICE("uk"),
                               .handle = SLICE("\x00handle"),
                               .totp_last_step = -1,
                               .created_ms = NOW};
}

static inline int64_t add_person(struct fixture *f, struct slice login)
{
        struct person person = sample_person(login);
        int64_t id = 0;
        assert_int_equal(WRITE(f, store_add_person(f->store, &person, &id)), OK);
        return id;
}

static inline struct person load_person(struct fixture *f, int64_t id)
{
        struct person person;
        assert_int_equal(store_load_person(f->store, id, &f->arena, &person).code, OK);
        return person;
}

static inline void disable(struct fixture *f, int64_t id)
{
        struct person person = load_person(f, id);
        person.is_disabled = true;
        assert_int_equal(WRITE(f, store_put_person(f->store, &person)), OK);
}

/* A hash that begins with `n`. */
struct sample_hash {
        uint8_t bytes[STORE_HASH_BYTES];
};
static inline struct sample_hash sample_hash(uint8_t n)
{
        return (struct sample_hash){{n, 1, 2, 3}};
}
