#include "base/buf.h"
#include "news/newsroom.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct newsroom trilingual(void)
{
        struct newsroom n = {0};
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        assert_int_equal(newsroom_read_editions(&n, SLICE("uk=/,ru=/rus,en=/eng"), &why).code, OK);
        n.sections[0] = (struct section){
                .id = 1,
                .key = SLICE("politics"),
                .names = {SLICE("Політика"), SLICE("Политика"), SLICE("Politics & power")},
                .slugs = {SLICE("polityka"), SLICE("politika"), SLICE("power")},
        };
        n.sections[1] =
                (struct section){.id = 2, .key = SLICE("war"), .names = {SLICE("Війна")}, .slugs = {SLICE("viyna")}};
        n.section_count = 2;
        return n;
}

static void reads_editions(void **state)
{
        (void)state;
        struct newsroom n = trilingual();
        assert_int_equal(n.edition_count, 3);
        assert_true(slice_eq(n.editions[0].code, SLICE("uk")));
        assert_int_equal(n.editions[0].prefix.len, 0);
        assert_true(slice_eq(n.editions[2].prefix, SLICE("/eng")));
        assert_int_equal(n.editions[2].id, 3);
}

static void refuses_editions_that_cannot_be(void **state)
{
        (void)state;
        static const struct {
                const char *text, *fault;
        } rows[] = {
                {"xx=/", "'xx' is no language"},
                {"", "lacks its prefix"},
                {"uk", "lacks its prefix"},
                {"uk=", "lacks its prefix"},
                {"uk=eng", "'eng' cannot begin addresses"},
                {"uk=/Eng", "'/Eng' cannot begin addresses"},
                {"uk=/a/b", "cannot begin addresses"},
                {"uk=/news", "cannot begin addresses"},
                {"uk=/,uk=/ukr", "'uk' and 'uk' are alike"},
                {"uk=/,ru=/", "'uk' and 'ru' are alike"},
        };
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
                struct newsroom n = {0};
                CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
                assert_int_equal(newsroom_read_editions(&n, slice_of(rows[i].text), &why).code, ERR_INVALID);
                if (!strstr(buf_text(&why), rows[i].fault)) fail_msg("%s: %s", rows[i].text, buf_text(&why));
        }
}

static void finds_the_edition_of_a_language_tag(void **state)
{
        (void)state;
        struct newsroom n = trilingual();
        assert_int_equal(newsroom_edition_for(&n, SLICE("en-GB"))->id, 3);
        assert_int_equal(newsroom_edition_for(&n, SLICE("UK"))->id, 1);
        assert_null(newsroom_edition_for(&n, SLICE("sv")));
        assert_null(newsroom_edition_for(&n, SLICE("")));
        assert_null(newsroom_edition_for(&n, SLICE("-en")));
        assert_int_equal(newsroom_edition(&n, 2)->id, 2);
        assert_null(newsroom_edition(&n, 4));
}

static void finds_a_section_by_key_slug_or_name(void **state)
{
        (void)state;
        struct newsroom n = trilingual();
        static const char *const words[] = {"politics", "POLITICS",         "polityka",  "power",
                                            "ПОЛІТИКА", "Politics & power", " политика "};
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
                assert_int_equal(newsroom_section_for(&n, slice_of(words[i]))->id, 1);
        assert_null(newsroom_section_for(&n, SLICE("sport")));
        assert_null(newsroom_section_for(&n, SLICE("")));
        assert_int_equal(newsroom_section(&n, 2)->id, 2);
        assert_null(newsroom_section(&n, 3));
}

static void knows_which_slugs_can_stand_in_an_address(void **state)
{
        (void)state;
        static const char *const good[] = {"a", "war-2022", "2022"};
        static const char *const bad[] = {"",      "War",  "-a",     "a-",   "a--b",   "a_b", "a/b",
                                          "війна", "news", "search", "feed", "static", "go"};
        for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
                assert_true(slug_is_usable(slice_of(good[i])));
        for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
                assert_false(slug_is_usable(slice_of(bad[i])));
}

static enum err_code try_section(struct section section)
{
        struct newsroom n = trilingual();
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        struct err err = newsroom_check_section(&n, &section, &why);
        assert_int_equal(err.code == OK, why.len == 0);
        return (enum err_code)err.code;
}

static void takes_a_section_only_with_an_address_of_its_own(void **state)
{
        (void)state;
        struct section sport = {.key = SLICE("sport"), .names = {SLICE("Спорт")}, .slugs = {SLICE("sport")}};
        assert_int_equal(try_section(sport), OK);
        sport.slugs[0] = SLICE("polityka");
        assert_int_equal(try_section(sport), ERR_INVALID);
        sport.slugs[0] = SLICE("eng"); /* the English edition begins there */
        assert_int_equal(try_section(sport), ERR_INVALID);
        sport.slugs[0] = SLICE("news");
        assert_int_equal(try_section(sport), ERR_INVALID);
        sport.slugs[0] = SLICE("");
        assert_int_equal(try_section(sport), ERR_INVALID);
        sport.names[0] = SLICE("");
        assert_int_equal(try_section(sport), OK);
        sport.key = SLICE("");
        assert_int_equal(try_section(sport), ERR_INVALID);
}

static void takes_a_section_again_under_its_own_slug(void **state)
{
        (void)state;
        assert_int_equal(try_section(trilingual().sections[0]), OK);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(reads_editions),
                cmocka_unit_test(refuses_editions_that_cannot_be),
                cmocka_unit_test(finds_the_edition_of_a_language_tag),
                cmocka_unit_test(finds_a_section_by_key_slug_or_name),
                cmocka_unit_test(knows_which_slugs_can_stand_in_an_address),
                cmocka_unit_test(takes_a_section_only_with_an_address_of_its_own),
                cmocka_unit_test(takes_a_section_again_under_its_own_slug),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
