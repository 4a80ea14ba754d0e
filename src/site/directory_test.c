#include "site/directory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdatomic.h>

enum { PATHS = 50000 };
static const uint8_t key[DIRECTORY_KEY_BYTES] = {1};

static uint64_t hash_of(uint64_t n)
{
        return n * 0x9e3779b97f4a7c15u;
}

static void finds_what_was_set_and_nothing_else(void **state)
{
        (void)state;
        struct quiescent *q = NULL;
        struct directory *d = NULL;
        assert_int_equal(quiescent_new(1, &q).code, OK);
        assert_int_equal(directory_new(q, key, 0, &d).code, OK);
        for (uint64_t i = 0; i < PATHS; i++)
                assert_int_equal(
                        directory_set(d, hash_of(i), (struct target){TARGET_PAGE, (unsigned)(i % 3) + 1, i + 1}).code,
                        OK);
        assert_int_equal(directory_count(d), PATHS);
        for (uint64_t i = 0; i < PATHS; i++) {
                struct target t = directory_find(d, hash_of(i));
                assert_true(t.kind == TARGET_PAGE && t.edition == i % 3 + 1 && t.id == i + 1);
        }
        assert_int_equal(directory_find(d, hash_of(PATHS + 1)).kind, TARGET_NONE);
        directory_free(d);
        quiescent_free(q);
}

static void a_path_can_lead_elsewhere_later(void **state)
{
        (void)state;
        struct quiescent *q = NULL;
        struct directory *d = NULL;
        assert_int_equal(quiescent_new(1, &q).code, OK);
        assert_int_equal(directory_new(q, key, 10, &d).code, OK);
        assert_int_equal(directory_set(d, 0, (struct target){TARGET_PAGE, 1, 7}).code, OK);
        assert_int_equal(directory_set(d, 0, (struct target){TARGET_GONE, 1, 0}).code, OK);
        assert_int_equal(directory_find(d, 0).kind, TARGET_GONE);
        assert_int_equal(directory_count(d), 1);
        directory_free(d);
        quiescent_free(q);
}

static void keeps_every_kind_with_the_largest_edition_and_id(void **state)
{
        (void)state;
        struct quiescent *q = NULL;
        struct directory *d = NULL;
        assert_int_equal(quiescent_new(1, &q).code, OK);
        assert_int_equal(directory_new(q, key, 10, &d).code, OK);
        for (enum target_kind kind = TARGET_PAGE; kind <= TARGET_PICTURE; kind++) {
                struct target t = {kind, 31, (UINT64_C(1) << 56) - kind};
                assert_int_equal(directory_set(d, hash_of(kind), t).code, OK);
                struct target found = directory_find(d, hash_of(kind));
                assert_true(found.kind == kind && found.edition == 31 && found.id == t.id);
        }
        directory_free(d);
        quiescent_free(q);
}

struct race {
        struct quiescent *quiescent;
        struct directory *directory;
        _Atomic uint64_t published;
        atomic_bool lost, stop;
};

static void *look_up(void *context)
{
        struct race *race = context;
        for (uint64_t i = 0; !atomic_load(&race->stop); i++) {
                uint64_t published = atomic_load(&race->published);
                if (published) {
                        uint64_t n = i % published;
                        struct target t = directory_find(race->directory, hash_of(n));
                        if (t.kind != TARGET_PAGE || t.id != n + 1) atomic_store(&race->lost, true);
                }
                quiescent_pass(race->quiescent, 0);
        }
        return NULL;
}

/* While the table grows again and again, a path that was published is never not there. */
static void a_reader_beside_the_writer_never_misses_a_published_path(void **state)
{
        (void)state;
        struct race race = {0};
        pthread_t reader;
        assert_int_equal(quiescent_new(1, &race.quiescent).code, OK);
        assert_int_equal(directory_new(race.quiescent, key, 0, &race.directory).code, OK);
        assert_int_equal(pthread_create(&reader, NULL, look_up, &race), 0);
        for (uint64_t i = 0; i < PATHS; i++) {
                assert_int_equal(directory_set(race.directory, hash_of(i), (struct target){TARGET_PAGE, 1, i + 1}).code,
                                 OK);
                atomic_store(&race.published, i + 1);
                if (i % 1000 == 0) quiescent_collect(race.quiescent);
        }
        atomic_store(&race.stop, true);
        pthread_join(reader, NULL);
        assert_false(atomic_load(&race.lost));
        directory_free(race.directory);
        quiescent_free(race.quiescent);
}

static int destroyed;
static void count_destroyed(void *object)
{
        (void)object;
        destroyed++;
}

static void nothing_is_destroyed_before_every_thread_has_passed(void **state)
{
        (void)state;
        struct quiescent *q = NULL;
        assert_int_equal(quiescent_new(2, &q).code, OK);
        destroyed = 0;
        quiescent_retire(q, &destroyed, count_destroyed);
        quiescent_pass(q, 0);
        assert_int_equal(quiescent_collect(q), 1);
        assert_int_equal(destroyed, 0);
        quiescent_pass(q, 1);
        assert_int_equal(quiescent_collect(q), 0);
        assert_int_equal(destroyed, 1);
        quiescent_retire(q, &destroyed, count_destroyed);
        quiescent_free(q);
        assert_int_equal(destroyed, 2);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(finds_what_was_set_and_nothing_else),
                cmocka_unit_test(a_path_can_lead_elsewhere_later),
                cmocka_unit_test(keeps_every_kind_with_the_largest_edition_and_id),
                cmocka_unit_test(a_reader_beside_the_writer_never_misses_a_published_path),
                cmocka_unit_test(nothing_is_destroyed_before_every_thread_has_passed),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
