/* A second press presses what the first one would, as often as it is asked, and may be let go at any time. */
#include "publish/second_press.h"

#include "publish/newsroom_test.h"

static struct newest_view view_of(unsigned edition, struct headline *headline)
{
        struct headlines headlines = {headline, 1};
        return (struct newest_view){.rail = headlines, .front = {.edition = edition, .top = headlines}};
}

static struct headline headline_about(const char *text)
{
        return (struct headline){.article = 7,
                                 .edition = UK,
                                 .path = SLICE("/news/2023/08/01/7/"),
                                 .text = slice_of(text),
                                 .section = SPORT,
                                 .published_ms = MORNING};
}

static void assert_same(const struct buf *a, const struct buf *b)
{
        assert_true(a->len > 0);
        assert_true(slice_eq(buf_slice(a), buf_slice(b)));
}

static void it_presses_what_the_first_one_would(void **state)
{
        struct setting *s = *state;
        static const char *const texts[] = {"Перший потяг", "Другий потяг", "Третій потяг"};
        struct second_press *second = NULL;
        CLEANUP(pressed_newest_clear) struct pressed_newest own;
        pressed_newest_init(&own);
        must_work(second_press_start(s->presser, &second));
        assert_null(second_press_of(second, UK));
        for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
                struct headline headline = headline_about(texts[i]);
                struct newest_view view = view_of(UK, &headline);
                second_press_begin(second, &view, 1);
                must_work(press_newest(s->presser, &view, &own)); /* meanwhile */
                must_work(second_press_wait(second));
                const struct pressed_newest *pressed = second_press_of(second, UK);
                assert_non_null(pressed);
                assert_null(second_press_of(second, EN));
                assert_same(&pressed->rails.at[0].stored, &own.rails.at[0].stored);
                assert_same(&pressed->front.main, &own.front.main);
                assert_same(&pressed->front.head, &own.front.head);
        }
        second_press_free(second);
}

/* By the clock alone, long after the last publication. */
static void what_broke_is_pressed_ahead_as_it_is_called_so_no_more(void **state)
{
        struct setting *s = *state;
        CLEANUP(pressed_newest_clear) struct pressed_newest own;
        pressed_newest_init(&own);
        struct headline headline = headline_about("Перший потяг");
        struct newest_view view = view_of(UK, &headline);
        must_work(press_newest(s->presser, &view, &own));
        assert_int_equal(own.rails.count, 1);
        assert_true(own.rails.at[0].from_ms == 0 && own.rails.at[0].until_ms == INT64_MAX);
        assert_int_equal(own.fronts.count, 0);

        headline.urgency = URGENCY_BREAKING;
        must_work(press_newest(s->presser, &view, &own));
        const int64_t fades_ms = MORNING + BREAKING_FOR_MS;
        assert_int_equal(own.rails.count, 2);
        assert_true(own.rails.at[0].until_ms == fades_ms && own.rails.at[1].from_ms == fades_ms);
        assert_true(own.rails.at[1].until_ms == INT64_MAX);
        assert_int_equal(own.fronts.count, 1);
        assert_true(own.fronts.at[0].from_ms == fades_ms && own.fronts.at[0].until_ms == INT64_MAX);
        assert_false(slice_eq(buf_slice(&own.fronts.at[0].stored), buf_slice(&own.front.main)));

        view.has_pins = true;
        must_work(press_newest(s->presser, &view, &own));
        assert_int_equal(own.fronts.count, 0);
}

static void it_may_be_let_go_before_and_after_it_has_worked(void **state)
{
        struct setting *s = *state;
        struct second_press *second = NULL;
        must_work(second_press_start(s->presser, &second));
        must_work(second_press_wait(second)); /* there is nothing to wait for */
        second_press_free(second);
        must_work(second_press_start(s->presser, &second));
        struct headline headline = headline_about("Перший потяг");
        struct newest_view view = view_of(UK, &headline);
        second_press_begin(second, &view, 1);
        must_work(second_press_wait(second));
        second_press_free(second);
        second_press_free(NULL);
}

int main(void)
{
        must(sodium_init() >= 0);
        const struct CMUnitTest tests[] = {
                TEST(it_presses_what_the_first_one_would),
                TEST(what_broke_is_pressed_ahead_as_it_is_called_so_no_more),
                TEST(it_may_be_let_go_before_and_after_it_has_worked),
        };
        return cmocka_run_group_tests_name("second press", tests, NULL, NULL);
}
