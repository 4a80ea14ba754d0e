#include "store/part_done.h"

#include "store/work_fixture.h"

static struct parts_done done_of(struct fixture *f, int64_t article)
{
        struct parts_done done;
        assert_int_equal(store_list_parts_done(f->store, article, &f->arena, &done).code, OK);
        return done;
}

static void make_translation(struct fixture *f)
{
        struct article original = sample_article(SLICE("urn:original")), translation = sample_article(SLICE("urn:ru"));
        int64_t id = 0;
        save(f, &original);
        translation.edition = 2;
        const struct work_beginning beginning = {.article = &translation, .now_ms = NOW, .translated_from = 1};
        assert_int_equal(WRITE(f, store_work_begin(f->store, &beginning, &id)), OK);
        assert_int_equal(id, 2);
}

static void a_part_is_done_as_it_says_until_that_is_taken_back(void **state)
{
        struct fixture *f = *state;
        make_translation(f);
        struct part_done lead = {.part = SLICE("lead"), .digest = {1}}, block = {.part = SLICE("b1"), .digest = {2}};
        assert_int_equal(WRITE(f, store_put_part_done(f->store, 2, &lead)), OK);
        assert_int_equal(WRITE(f, store_put_part_done(f->store, 2, &block)), OK);
        lead.digest[0] = 3;
        assert_int_equal(WRITE(f, store_put_part_done(f->store, 2, &lead)), OK);
        struct parts_done done = done_of(f, 2);
        assert_int_equal(done.count, 2);
        assert_true(slice_eq(done.at[1].part, SLICE("lead")));
        assert_int_equal(done.at[1].digest[0], 3);
        assert_int_equal(done_of(f, 1).count, 0);
        assert_int_equal(WRITE(f, store_drop_part_done(f->store, 2, SLICE("b1"))), OK);
        assert_int_equal(done_of(f, 2).count, 1);
}

static void a_translation_that_is_brought_up_begins_anew(void **state)
{
        struct fixture *f = *state;
        make_translation(f);
        const struct part_done lead = {.part = SLICE("lead"), .digest = {1}};
        assert_int_equal(WRITE(f, store_put_part_done(f->store, 2, &lead)), OK);
        assert_int_equal(WRITE(f, store_work_put_source(f->store, 2, 1, 1)), OK);
        assert_int_equal(done_of(f, 2).count, 0);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(a_part_is_done_as_it_says_until_that_is_taken_back),
                STORE_TEST(a_translation_that_is_brought_up_begins_anew),
        };
        return cmocka_run_group_tests_name("part_done", tests, NULL, NULL);
}
