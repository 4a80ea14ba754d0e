#include "store/settings.h"

#include "store/fixture.h"

enum { NOW_MS = 1000 };
#define TEXT "{\"type\":\"text\",\"text\":\"Ми.\"}"
#define BODY                                                                                                           \
        "{\"type\":\"doc\",\"content\":["                                                                              \
        "{\"type\":\"paragraph\",\"attrs\":{\"id\":\"a\"},\"content\":[" TEXT "]}]}"
#define ABOUT "{\"pages\":{\"about\":{\"uk\":{\"title\":\"Про нас\",\"body\":" BODY "}}}}"

static void must_work(struct err err)
{
        assert_int_equal(err.code, OK);
}

static struct err put(struct fixture *f, const char *json, bool *ret_changed)
{
        buf_truncate(&f->why);
        const struct new_settings settings = {.json = slice_of(json), .now_ms = NOW_MS};
        must_work(store_begin(f->store));
        struct err err = store_put_settings(f->store, &settings, ret_changed, &f->why);
        if (err.code)
                store_rollback(f->store);
        else
                must_work(store_commit(f->store));
        return err;
}

static struct settings_versions versions(struct fixture *f)
{
        struct settings_versions ret;
        must_work(store_settings(f->store, &f->arena, &ret));
        return ret;
}

static void has_nothing_set_at_first(void **state)
{
        struct settings_versions now = versions(*state);
        assert_int_equal(now.number, 0);
        assert_true(slice_eq(now.in_force, SLICE("{}")));
}

static void the_last_version_is_in_force_and_the_one_before_is_known(void **state)
{
        struct fixture *f = *state;
        bool changed;
        int64_t before, after;
        must_work(store_last_change(f->store, &before));
        must_work(put(f, "{\"ads_txt\":\"a\"}", &changed));
        assert_true(changed);
        must_work(put(f, ABOUT, &changed));
        must_work(store_last_change(f->store, &after));
        assert_int_equal(after - before, 2);

        struct settings_versions now = versions(f);
        struct newsroom newsroom;
        assert_int_equal(now.number, 2);
        assert_true(slice_eq(now.in_force, SLICE(ABOUT)));
        assert_true(slice_eq(now.before, SLICE("{\"ads_txt\":\"a\"}")));
        must_work(store_load_newsroom(f->store, &f->arena, &newsroom));
        assert_int_equal(newsroom.settings.page_count, 1);
        assert_int_equal(newsroom.settings.ads_txt.len, 0);
}

static void the_same_again_changes_nothing(void **state)
{
        struct fixture *f = *state;
        bool changed;
        must_work(put(f, ABOUT, &changed));
        must_work(put(f, ABOUT, &changed));
        assert_false(changed);
        assert_int_equal(versions(f).number, 1);
}

static void knows_which_versions_changed_a_part(void **state)
{
        struct fixture *f = *state;
        struct settings_changes changes;
        struct slice document;
        bool changed;
        must_work(put(f, ABOUT, &changed));
        must_work(put(f, "{\"ads_txt\":\"a\"}", &changed));
        must_work(put(f, "{\"ads_txt\":\"b\"}", &changed));
        must_work(store_settings_changes(f->store, SLICE("pages.about.uk"), 9, &f->arena, &changes));
        assert_int_equal(changes.count, 2);
        assert_int_equal(changes.at[0].number, 2);
        assert_int_equal(changes.at[1].number, 1);
        assert_int_equal(changes.at[1].made_ms, NOW_MS);
        assert_int_equal(changes.at[1].made_by, 0);
        must_work(store_settings_changes(f->store, SLICE("ads_txt"), 1, &f->arena, &changes));
        assert_int_equal(changes.count, 1);
        assert_int_equal(changes.at[0].number, 3);
        must_work(store_settings_version(f->store, 2, &f->arena, &document));
        assert_true(slice_eq(document, SLICE("{\"ads_txt\":\"a\"}")));
        must_work(store_settings_version(f->store, 0, &f->arena, &document));
        assert_true(slice_eq(document, SLICE("{}")));
}

static void refuses_what_could_not_be_read_again(void **state)
{
        struct fixture *f = *state;
        bool changed;
        assert_int_equal(put(f, "{\"ads_txt\":", &changed).code, ERR_INVALID);
        assert_int_equal(put(f, "{\"ads_txt\":1}", &changed).code, ERR_INVALID);
        assert_string_equal(buf_text(&f->why), "ads_txt: must be a text, in quotation marks");
        assert_int_equal(versions(f).number, 0);
}

static void remembers_every_address_that_there_was(void **state)
{
        struct fixture *f = *state;
        struct set_pages pages;
        bool changed;
        must_work(put(f, ABOUT, &changed));
        must_work(put(f, "{\"ads_txt\":\"a\"}", &changed));
        must_work(store_set_pages(f->store, &f->arena, &pages));
        assert_int_equal(pages.count, 2);
        assert_true(slice_eq(pages.at[0].path, SLICE("/about/")));
        assert_int_equal(pages.at[0].edition, 1);
        assert_true(slice_eq(pages.at[1].path, SLICE("/ads.txt")));
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                STORE_TEST(has_nothing_set_at_first),
                STORE_TEST(the_last_version_is_in_force_and_the_one_before_is_known),
                STORE_TEST(the_same_again_changes_nothing),
                STORE_TEST(knows_which_versions_changed_a_part),
                STORE_TEST(refuses_what_could_not_be_read_again),
                STORE_TEST(remembers_every_address_that_there_was),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
