/* What is planned: added, changed, struck off and put back, listed by its day. */
#include "store/plan.h"

#include "store/people_fixture.h"

static struct plan sample_plan(int64_t person)
{
        return (struct plan){.day = SLICE("2023-08-01"),
                             .title = SLICE("Міст закривають"),
                             .note = SLICE("спитати мерію"),
                             .editions = 5,
                             .made_by = person,
                             .made_ms = NOW};
}

static int64_t add_plan(struct fixture *f, struct plan plan)
{
        int64_t id = 0;
        assert_int_equal(WRITE(f, store_add_plan(f->store, &plan, &id)), OK);
        return id;
}

static struct plans list_of(struct fixture *f, const char *day)
{
        struct plans plans;
        assert_int_equal(store_list_plans(f->store, slice_of(day), 100, &f->arena, &plans).code, OK);
        return plans;
}

static void a_day_lists_its_plans_those_with_a_time_by_it(void **state)
{
        struct fixture *f = *state;
        struct plan plan = sample_plan(add_person(f, SLICE("olena")));
        plan.due_ms = NOW + 2;
        int64_t late = add_plan(f, plan);
        plan.due_ms = NOW + 1;
        int64_t early = add_plan(f, plan);
        plan.due_ms = 0;
        int64_t some_time = add_plan(f, plan);
        plan.day = SLICE("2023-08-02");
        add_plan(f, plan);
        struct plans plans = list_of(f, "2023-08-01");
        assert_int_equal(plans.count, 3);
        assert_int_equal(plans.at[0].id, some_time);
        assert_int_equal(plans.at[1].id, early);
        assert_int_equal(plans.at[2].id, late);
        assert_true(slice_eq(plans.at[0].title, plan.title) && slice_eq(plans.at[0].note, plan.note));
        assert_true(plan_wants(&plans.at[0], 1) && !plan_wants(&plans.at[0], 2) && plan_wants(&plans.at[0], 3));
        assert_int_equal(list_of(f, "2023-08-02").count, 1);
}

static void what_is_struck_off_can_be_put_back(void **state)
{
        struct fixture *f = *state;
        struct plan plan = sample_plan(add_person(f, SLICE("olena")));
        plan.id = add_plan(f, plan);
        plan.is_struck = true;
        assert_int_equal(WRITE(f, store_put_plan(f->store, &plan)), OK);
        assert_int_equal(list_of(f, "2023-08-01").count, 0);
        assert_int_equal(store_load_plan(f->store, plan.id, &f->arena, &plan).code, OK);
        assert_true(plan.is_struck);
        plan.is_struck = false;
        plan.day = SLICE("2023-08-09");
        assert_int_equal(WRITE(f, store_put_plan(f->store, &plan)), OK);
        assert_int_equal(list_of(f, "2023-08-09").count, 1);
        assert_int_equal(store_load_plan(f->store, 77, &f->arena, &plan).code, ERR_NOT_FOUND);
}

static void a_story_is_planned_for_its_day_alone(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:planned"));
        struct plan plan = sample_plan(add_person(f, SLICE("olena")));
        bool is_planned = true;
        save(f, &article);
        plan.story = 1;
        assert_int_equal(store_is_planned(f->store, 1, plan.day, &is_planned).code, OK);
        assert_false(is_planned);
        add_plan(f, plan);
        assert_int_equal(store_is_planned(f->store, 1, plan.day, &is_planned).code, OK);
        assert_true(is_planned);
        assert_int_equal(store_is_planned(f->store, 1, SLICE("2023-08-02"), &is_planned).code, OK);
        assert_false(is_planned);
}

static void what_is_no_day_or_has_no_title_is_refused(void **state)
{
        struct fixture *f = *state;
        struct plan good = sample_plan(add_person(f, SLICE("olena"))), bad = good;
        int64_t id;
        bad.title = SLICE("");
        assert_int_equal(WRITE(f, store_add_plan(f->store, &bad, &id)), ERR_INVALID);
        static const char *const days[] = {"", "2023-8-1", "2023-08-1x", "2023/08/01", "2023-08-011"};
        for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
                bad = good;
                bad.day = slice_of(days[i]);
                assert_int_equal(WRITE(f, store_add_plan(f->store, &bad, &id)), ERR_INVALID);
        }
        bad = good;
        bad.person = 99;
        assert_int_equal(WRITE(f, store_add_plan(f->store, &bad, &id)), ERR_CONFLICT);
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(a_day_lists_its_plans_those_with_a_time_by_it),
                STORE_TEST(what_is_struck_off_can_be_put_back),
                STORE_TEST(a_story_is_planned_for_its_day_alone),
                STORE_TEST(what_is_no_day_or_has_no_title_is_refused),
        };
        return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
