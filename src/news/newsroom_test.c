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
                                          "війна", "news", "search", "feed", "static", "go",  "most-read"};
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

/* ---- prefixes ---- */

static enum prefix_fault try_prefix(const struct newsroom *n, unsigned edition, const char *prefix)
{
        return newsroom_check_prefix(n, &n->editions[edition - 1], slice_of(prefix));
}

static void takes_a_prefix_that_nothing_else_begins_with(void **state)
{
        (void)state;
        struct newsroom n = trilingual();
        struct static_page rules = {.slug = SLICE("rules")};
        n.settings.pages = &rules;
        n.settings.page_count = 1;
        n.editions[0].permalink = SLICE("/{prefix}/story/{id}/");
        static const struct {
                unsigned edition;
                const char *prefix;
                enum prefix_fault fault;
        } rows[] = {
                {2, "/ru", PREFIX_GOOD},
                {2, "/rus", PREFIX_GOOD},
                {1, "/uk", PREFIX_GOOD},
                {2, "ru", PREFIX_UNUSABLE},
                {2, "/Ru", PREFIX_UNUSABLE},
                {2, "/ru/", PREFIX_UNUSABLE},
                {2, "/a/b", PREFIX_UNUSABLE},
                {2, "/topic", PREFIX_UNUSABLE},
                {2, "/", PREFIX_UNUSABLE},
                {2, "", PREFIX_ANOTHERS},
                {2, "/eng", PREFIX_ANOTHERS},
                {2, "/viyna", PREFIX_TAKEN},   /* a section of the edition without a prefix */
                {2, "/politika", PREFIX_GOOD}, /* one of its own, which then is /politika/politika/ */
                {1, "/viyna", PREFIX_TAKEN},   /* what leads on is /viyna/ too */
                {2, "/rules", PREFIX_TAKEN},
                {2, "/story", PREFIX_TAKEN},
        };
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
                if (try_prefix(&n, rows[i].edition, rows[i].prefix) != rows[i].fault)
                        fail_msg("%u %s", rows[i].edition, rows[i].prefix);
}

static void goes_without_a_prefix_only_when_it_begins_as_no_other(void **state)
{
        (void)state;
        struct newsroom n = trilingual();
        n.editions[0].prefix = SLICE("/uk");
        assert_int_equal(try_prefix(&n, 2, ""), PREFIX_GOOD);
        n.sections[0].slugs[1] = SLICE("eng");
        assert_int_equal(try_prefix(&n, 2, ""), PREFIX_TAKEN);
        n.sections[0].slugs[1] = SLICE("old");
        assert_int_equal(try_prefix(&n, 2, ""), PREFIX_GOOD);
        n.editions[2].former_prefixes = SLICE("/old/");
        assert_int_equal(try_prefix(&n, 2, ""), PREFIX_TAKEN);
}

static void a_former_prefix_is_its_editions_alone(void **state)
{
        (void)state;
        struct newsroom n = trilingual();
        n.editions[0].prefix = SLICE("/uk");
        n.editions[0].former_prefixes = SLICE("/ /ukr/");
        assert_int_equal(try_prefix(&n, 1, ""), PREFIX_GOOD);
        assert_int_equal(try_prefix(&n, 1, "/ukr"), PREFIX_GOOD);
        assert_int_equal(try_prefix(&n, 2, ""), PREFIX_LEADS_ON);
        assert_int_equal(try_prefix(&n, 2, "/ukr"), PREFIX_LEADS_ON);
        assert_int_equal(try_prefix(&n, 2, "/viyna"), PREFIX_TAKEN); /* /viyna/ leads on to /uk/viyna/ */
        n.editions[0].former_prefixes = SLICE("/ /a/ /b/ /c/ /d/ /e/ /f/ /g/");
        assert_int_equal(try_prefix(&n, 1, "/h"), PREFIX_MANY);
        assert_int_equal(try_prefix(&n, 1, "/g"), PREFIX_GOOD);
}

static void a_section_takes_no_former_prefix(void **state)
{
        (void)state;
        struct newsroom n = trilingual();
        n.editions[1].former_prefixes = SLICE("/russian/");
        assert_int_equal(newsroom_check_slug(&n, &n.editions[0], SLICE("russian"), SLICE("")), WORD_TAKEN);
        assert_int_equal(newsroom_check_slug(&n, &n.editions[2], SLICE("russian"), SLICE("")), WORD_GOOD);
        assert_false(newsroom_permalink_is_free(&n, &n.editions[0], SLICE("/{prefix}/russian/{id}/")));
}

static void an_edition_on_its_way_is_shown_as_readers_have_it(void **state)
{
        (void)state;
        struct newsroom n = trilingual();
        CLEANUP(arena_clear) struct arena arena = {0};
        struct edition *e = &n.editions[1];
        e->prefix = SLICE("/ru");
        e->former_prefixes = SLICE("/ /rus/");
        edition_show_under(e, SLICE("/rus"), &arena);
        assert_true(e->is_moving);
        assert_true(slice_eq(e->prefix, SLICE("/rus")));
        assert_true(slice_eq(e->coming_prefix, SLICE("/ru")));
        assert_true(slice_eq(e->former_prefixes, SLICE("/ru/ /")));
        assert_int_equal(try_prefix(&n, 3, "/ru"), PREFIX_LEADS_ON);
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
                cmocka_unit_test(takes_a_prefix_that_nothing_else_begins_with),
                cmocka_unit_test(goes_without_a_prefix_only_when_it_begins_as_no_other),
                cmocka_unit_test(a_former_prefix_is_its_editions_alone),
                cmocka_unit_test(a_section_takes_no_former_prefix),
                cmocka_unit_test(an_edition_on_its_way_is_shown_as_readers_have_it),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
