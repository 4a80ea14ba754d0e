#include "publish/newsroom_test.h"

/* ---- another theme ---- */

static void write_template(const char *path, const char *markup, const char *word)
{
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        fprintf(file, "%s%s", markup, word);
        fclose(file);
}

/* Takes a theme over whose articles and listings say `word`, as the desk does. */
static void take_theme(struct setting *s, const char *word)
{
        char folder[] = "/tmp/anew_theme_XXXXXX", path[80], listing[80];
        assert_non_null(mkdtemp(folder));
        snprintf(path, sizeof path, "%s/block_paragraph.mustache", folder);
        snprintf(listing, sizeof listing, "%s/listing_close.mustache", folder);
        write_template(path, "<p>{{{text}}}</p> ", word);
        write_template(listing, "</ol> ", word);
        close_publisher(s);
        theme_free(s->theme);
        must_work(theme_load_folder(folder, &s->theme, &s->why));
        unlink(path);
        unlink(listing);
        rmdir(folder);
        open_publisher(s);
        publish_pending(s);
}

static bool is_behind(struct setting *s)
{
        bool behind = false;
        must_work(publish_is_behind(s->publisher, &behind));
        return behind;
}

static void go_on(struct setting *s, struct pressing_anew *anew)
{
        must_work(publish_anew(s->publisher, anew, 1));
}

static void go_on_to_the_end(struct setting *s, struct pressing_anew *anew)
{
        int steps = 0;
        do
                go_on(s, anew);
        while (anew->is_under_way && ++steps < 100);
        assert_false(anew->is_under_way);
}

/* ---- tests ---- */

static void a_new_theme_reaches_articles_newest_first(void **state)
{
        struct setting *s = *state;
        struct pressing_anew anew = {0};
        publish_simple(s, "urn:1", "Перший", MORNING);
        publish_simple(s, "urn:2", "Другий", MORNING + MINUTE);
        assert_false(is_behind(s));
        take_theme(s, "ANEW");
        assert_true(is_behind(s));
        assert_false(says(read_page(s, "/news/2023/08/01/2/"), "ANEW"));
        go_on(s, &anew);
        assert_true(says(read_page(s, "/news/2023/08/01/2/"), "ANEW"));
        assert_false(says(read_page(s, "/news/2023/08/01/1/"), "ANEW"));
        go_on_to_the_end(s, &anew);
        assert_true(says(read_page(s, "/news/2023/08/01/1/"), "ANEW"));
        assert_int_equal(anew.done, 2);
        assert_false(is_behind(s));
        expect_same_as_rebuilt(s);
}

static void what_is_published_meanwhile_is_pressed_with_the_new_theme(void **state)
{
        struct setting *s = *state;
        struct pressing_anew anew = {0};
        publish_simple(s, "urn:1", "Перший", MORNING);
        publish_simple(s, "urn:2", "Другий", MORNING);
        take_theme(s, "ANEW");
        go_on(s, &anew);
        publish_simple(s, "urn:3", "Третій", MORNING + MINUTE);
        withdraw(s, "urn:1");
        publish_pending(s);
        assert_true(says(read_page(s, "/news/2023/08/01/3/"), "ANEW"));
        go_on_to_the_end(s, &anew);
        expect_same_as_rebuilt(s);
}

static void one_that_was_cut_short_is_known_and_begins_again(void **state)
{
        struct setting *s = *state;
        struct pressing_anew anew = {0}, again = {0};
        publish_simple(s, "urn:1", "Перший", MORNING);
        publish_simple(s, "urn:2", "Другий", MORNING);
        take_theme(s, "ANEW");
        go_on(s, &anew);
        close_publisher(s);
        open_publisher(s);
        publish_pending(s);
        assert_true(is_behind(s));
        go_on_to_the_end(s, &again);
        assert_false(is_behind(s));
        expect_same_as_rebuilt(s);
}

static void what_another_theme_published_in_between_is_noticed(void **state)
{
        struct setting *s = *state;
        publish_simple(s, "urn:1", "Перший", MORNING);
        take_theme(s, "OTHER");
        publish_simple(s, "urn:2", "Другий", MORNING);
        assert_true(is_behind(s));
        struct pressing_anew anew = {0};
        go_on_to_the_end(s, &anew);
        assert_false(is_behind(s));
        take_theme(s, "THIRD");
        take_theme(s, "OTHER"); /* what it was pressed with, but not all of it any more */
        assert_true(is_behind(s));
}

int main(void)
{
        must(sodium_init() >= 0);
        const struct CMUnitTest tests[] = {
                TEST(a_new_theme_reaches_articles_newest_first),
                TEST(what_is_published_meanwhile_is_pressed_with_the_new_theme),
                TEST(one_that_was_cut_short_is_known_and_begins_again),
                TEST(what_another_theme_published_in_between_is_noticed),
        };
        return cmocka_run_group_tests_name("publish: pressing anew", tests, NULL, NULL);
}
