/* Another prefix of an edition moves all that is stored with it, in one transaction; publishing is told what an archive
 * has. */
#include "store/fixture.h"
#include "store/settings.h"
#include "store/structure.h"

static void put_prefix(struct fixture *f, unsigned edition, const char *prefix)
{
        assert_int_equal(store_begin(f->store).code, OK);
        struct err err = store_put_prefix(f->store, edition, slice_of(prefix), NOW);
        if (err.code) fail_msg("%s: %d", err.what, err.code);
        assert_int_equal(store_commit(f->store).code, OK);
        assert_int_equal(store_reload(f->store).code, OK);
        assert_string_equal(faults(f), "");
}

static struct edition edition_of(struct fixture *f, unsigned edition)
{
        struct newsroom n;
        assert_int_equal(store_load_newsroom(f->store, &f->arena, &n).code, OK);
        return n.editions[edition - 1];
}

static void expect_text(struct slice is, const char *text)
{
        if (!slice_eq(is, slice_of(text))) fail_msg("%.*s, not %s", SLICE_ARGS(is), text);
}

static void expect_former(struct fixture *f, int64_t article, const char *path)
{
        struct slice *paths;
        unsigned count;
        assert_int_equal(store_former_paths(f->store, article, &f->arena, &paths, &count).code, OK);
        assert_int_equal(count, 1);
        expect_text(paths[0], path);
}

static bool is_free(struct fixture *f, unsigned edition, const char *prefix)
{
        bool is_free = false;
        assert_int_equal(store_prefix_is_free(f->store, edition, slice_of(prefix), &is_free).code, OK);
        return is_free;
}

/* One in each edition, the first of which was at another day before, and a withdrawn one. */
static void save_some(struct fixture *f)
{
        struct article uk = sample_article(SLICE("urn:uk")), ru = sample_article(SLICE("urn:ru"));
        struct article gone = sample_article(SLICE("urn:gone"));
        ru.edition = RU;
        save(f, &uk);
        save(f, &ru);
        save(f, &gone);
        withdraw(f, gone.uri);
        uk.published_ms += DAY;
        save(f, &uk);
        ru.published_ms += DAY;
        save(f, &ru);
}

static void everything_with_the_prefix_gets_the_other_one(void **state)
{
        struct fixture *f = *state;
        save_some(f);
        int64_t before = last_change(f);
        put_prefix(f, RU, "/ru");
        expect_text(load(f, 2).path, "/ru/news/2023/08/02/2/");
        expect_former(f, 2, "/ru/news/2023/08/01/2/");
        expect_text(load(f, 1).path, "/news/2023/08/02/1/");
        assert_int_equal(last_change(f), before + 1);
        expect_text(edition_of(f, RU).prefix, "/ru");
        expect_text(edition_of(f, RU).former_prefixes, "/rus/");

        put_prefix(f, UK, "/uk");
        expect_text(load(f, 1).path, "/uk/news/2023/08/02/1/");
        expect_former(f, 1, "/uk/news/2023/08/01/1/");
        expect_text(load(f, 3).path, "/uk/news/2023/08/01/3/");
        expect_text(load(f, 2).path, "/ru/news/2023/08/02/2/");
        expect_text(edition_of(f, UK).former_prefixes, "/");
        struct article next = sample_article(SLICE("urn:next"));
        save(f, &next);
        expect_text(load(f, 4).path, "/uk/news/2023/08/01/4/");
}

static void it_can_go_back(void **state)
{
        struct fixture *f = *state;
        save_some(f);
        put_prefix(f, UK, "/uk");
        put_prefix(f, UK, "/ukr");
        expect_text(edition_of(f, UK).former_prefixes, "/ /uk/");
        put_prefix(f, UK, "");
        expect_text(edition_of(f, UK).prefix, "");
        expect_text(edition_of(f, UK).former_prefixes, "/uk/ /ukr/");
        expect_text(load(f, 1).path, "/news/2023/08/02/1/");
        expect_text(load(f, 2).path, "/rus/news/2023/08/02/2/");
        expect_former(f, 1, "/news/2023/08/01/1/");
        put_prefix(f, UK, "/ukr");
        expect_text(edition_of(f, UK).former_prefixes, "/ /uk/");
}

static void an_article_that_came_from_another_edition_keeps_that_ones_addresses(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:moved"));
        save(f, &article);
        article.edition = RU;
        save(f, &article);
        expect_former(f, 1, "/news/2023/08/01/1/");
        put_prefix(f, RU, "/ru");
        expect_text(load(f, 1).path, "/ru/news/2023/08/01/1/");
        expect_former(f, 1, "/news/2023/08/01/1/");
        put_prefix(f, UK, "/uk");
        expect_former(f, 1, "/uk/news/2023/08/01/1/");
}

static void an_addresses_first_word_is_not_free(void **state)
{
        struct fixture *f = *state;
        save_some(f);
        assert_true(is_free(f, RU, "/ru"));
        assert_false(is_free(f, RU, "/news"));
        assert_false(is_free(f, RU, "/polityka")); /* a section has or had it */
        assert_true(is_free(f, RU, "/politika"));  /* under another prefix */
        put_prefix(f, UK, "/uk");
        assert_false(is_free(f, RU, "/polityka"));
        assert_true(is_free(f, UK, ""));
        run_elsewhere(f, "INSERT INTO former_path (path, article) VALUES ('/uk/eng/1/', 1)");
        assert_false(is_free(f, UK, "")); /* it would be the English edition's */
}

static void own_pages_move_and_files_of_the_site_stay(void **state)
{
        struct fixture *f = *state;
        assert_int_equal(run_elsewhere(f, "INSERT INTO set_page (path, edition) VALUES ('/ads.txt', 0), "
                                          "('/rules/', 1), ('/rus/rules/', 2)"),
                         SQLITE_DONE);
        put_prefix(f, UK, "/uk");
        store_show_under(f->store, UK, SLICE(""));
        put_prefix(f, RU, "/ru");
        store_show_under(f->store, RU, SLICE("/rus"));
        struct set_pages pages;
        assert_int_equal(store_set_pages(f->store, &f->arena, &pages).code, OK);
        assert_int_equal(pages.count, 3);
        expect_text(pages.at[0].path, "/ads.txt");
        expect_text(pages.at[1].path, "/rus/rules/");
        expect_text(pages.at[2].path, "/uk/rules/"); /* reloading forgot what was shown */
}

static void publishing_is_told_what_the_archive_has(void **state)
{
        struct fixture *f = *state;
        save_some(f);
        put_prefix(f, UK, "/uk");
        store_show_under(f->store, UK, SLICE(""));
        store_show_under(f->store, RU, SLICE("/rus"));
        expect_text(load(f, 1).path, "/news/2023/08/02/1/");
        expect_former(f, 1, "/news/2023/08/01/1/");
        expect_text(load(f, 2).path, "/rus/news/2023/08/02/2/");
        struct article next = sample_article(SLICE("urn:next"));
        save(f, &next);
        expect_text(load(f, 4).path, "/news/2023/08/01/4/");
        struct headlines newest;
        assert_int_equal(store_newest(f->store, (struct newest){.edition = UK, .limit = 1}, &f->arena, &newest).code,
                         OK);
        expect_text(newest.at[0].path, "/news/2023/08/02/1/");
        struct slice address;
        assert_int_equal(store_address(f->store, 4, &f->arena, &address).code, OK);
        expect_text(address, "/news/2023/08/01/4/");
        store_show_under(f->store, UK, SLICE("/uk"));
        expect_text(load(f, 4).path, "/uk/news/2023/08/01/4/");
        assert_string_equal(faults(f), "");
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(everything_with_the_prefix_gets_the_other_one),
                STORE_TEST(it_can_go_back),
                STORE_TEST(an_article_that_came_from_another_edition_keeps_that_ones_addresses),
                STORE_TEST(an_addresses_first_word_is_not_free),
                STORE_TEST(own_pages_move_and_files_of_the_site_stay),
                STORE_TEST(publishing_is_told_what_the_archive_has),
        };
        return cmocka_run_group_tests_name("prefix", tests, NULL, NULL);
}
