#include "archive/setting_test.h"

/* ---- what a follower is told ---- */

struct heard {
        struct archive_path paths[20];
        int64_t pages[20];
        size_t path_count, page_count;
};

static struct err hear_path(void *context, const struct archive_path *path)
{
        struct heard *heard = context;
        assert_int_equal(heard->page_count, 0); /* paths come first */
        heard->paths[heard->path_count++] = *path;
        return NO_ERR;
}

static struct err hear_page(void *context, int64_t page)
{
        struct heard *heard = context;
        heard->pages[heard->page_count++] = page;
        return NO_ERR;
}

static struct heard changes_after(struct archive *archive, int64_t after)
{
        struct heard heard = {0};
        must_work(archive_changes(archive, after, hear_path, hear_page, &heard));
        return heard;
}

static bool heard_page(const struct heard *heard, int64_t page)
{
        for (size_t i = 0; i < heard->page_count; i++)
                if (heard->pages[i] == page) return true;
        return false;
}

/* ---- following ---- */

static void a_follower_sees_each_commit_while_the_writer_goes_on(void **state)
{
        struct setting *s = *state;
        struct archive *reader = open_reader(s);
        for (int64_t i = 1; i <= 20; i++) {
                char path[40];
                int64_t change = 0, count = 0;
                snprintf(path, sizeof path, "/news/%d/", (int)i);
                struct archive_page page = article_page(s, i, path, "a");
                put_page(s, &page, i);
                if (i % 7 == 0) must_work(archive_checkpoint(s->archive));
                must_work(archive_change(reader, &change));
                must_work(archive_path_count(reader, &count));
                assert_int_equal(change, i);
                assert_int_equal(count, i);
        }
        archive_close(reader);
}

static void a_read_transaction_sees_one_moment(void **state)
{
        struct setting *s = *state;
        struct archive *reader = open_reader(s);
        struct archive_page page = article_page(s, 1, "/news/1/", "a");
        int64_t before = -1, during = -1, after = -1;
        must_work(archive_read_begin(reader));
        must_work(archive_change(reader, &before));
        put_page(s, &page, 1);
        must_work(archive_change(reader, &during));
        archive_read_end(reader);
        must_work(archive_change(reader, &after));
        assert_int_equal(before, 0);
        assert_int_equal(during, 0);
        assert_int_equal(after, 1);
        archive_close(reader);
}

static void tells_followers_which_paths_and_pages_changed(void **state)
{
        struct setting *s = *state;
        struct archive_page listing = listing_page(s, "/news/", 30);
        put_page(s, &listing, 1);
        must_work(archive_begin(s->archive));
        put_article(s, 1, "<li>a", listing.id, 10);
        must_work(archive_commit(s->archive, 2));
        struct heard heard = changes_after(s->archive, 1);
        assert_int_equal(heard.path_count, 1);
        assert_int_equal(heard.paths[0].page, 1);
        assert_true(heard.paths[0].hash == archive_path_hash(archive_path_key(s->archive), SLICE("/news/1/")));
        assert_int_equal(heard.page_count, 2);
        assert_true(heard_page(&heard, 1) && heard_page(&heard, listing.id));
        assert_int_equal(changes_after(s->archive, 2).page_count, 0);
}

static void equal_bytes_are_not_told(void **state)
{
        struct setting *s = *state;
        struct archive_page listing = listing_page(s, "/news/", 30);
        must_work(archive_begin(s->archive));
        must_work(archive_put_page(s->archive, &listing));
        put_article(s, 1, "<li>a", listing.id, 10);
        must_work(archive_commit(s->archive, 1));
        must_work(archive_begin(s->archive));
        must_work(archive_put_page(s->archive, &listing));
        put_article(s, 1, "<li>a", listing.id, 10);
        must_work(archive_patch_page(s->archive, 1, &(struct archive_page){.head = pressed(s, "<head>")}));
        must_work(archive_commit(s->archive, 2));
        struct heard heard = changes_after(s->archive, 1);
        assert_int_equal(heard.path_count, 0);
        assert_int_equal(heard.page_count, 0);
}

static void a_corrected_item_makes_every_listing_stale_that_has_it(void **state)
{
        struct setting *s = *state;
        struct archive_page one = listing_page(s, "/news/", 30), two = listing_page(s, "/sport/", 30),
                            three = listing_page(s, "/world/", 30);
        must_work(archive_begin(s->archive));
        must_work(archive_put_page(s->archive, &one));
        must_work(archive_put_page(s->archive, &two));
        must_work(archive_put_page(s->archive, &three));
        put_article(s, 1, "<li>a", one.id, 10);
        must_work(archive_put_places(s->archive, 1, (struct archive_place[]){{one.id, 10}, {two.id, 1}}, 2));
        must_work(archive_commit(s->archive, 1));
        must_work(archive_begin(s->archive));
        must_work(archive_put_item(s->archive, 1, 1001, SLICE("<li>A"), SLICE("")));
        must_work(archive_commit(s->archive, 2));
        struct heard heard = changes_after(s->archive, 1);
        assert_int_equal(heard.page_count, 2);
        assert_true(heard_page(&heard, one.id) && heard_page(&heard, two.id));
        expect_items(s->archive, two.id, "<ol><li>A</ol>");
}

static void a_withdrawn_article_is_told_with_its_path_and_listings(void **state)
{
        struct setting *s = *state;
        struct archive_page listing = listing_page(s, "/news/", 30);
        must_work(archive_begin(s->archive));
        must_work(archive_put_page(s->archive, &listing));
        put_article(s, 1, "<li>a", listing.id, 10);
        must_work(archive_commit(s->archive, 1));
        must_work(archive_begin(s->archive));
        must_work(archive_put_gone(s->archive, SLICE("/news/1/"), 2, NULL));
        must_work(archive_commit(s->archive, 2));
        struct heard heard = changes_after(s->archive, 1);
        assert_int_equal(heard.path_count, 1);
        assert_int_equal(heard.paths[0].kind, PATH_GONE);
        assert_true(heard_page(&heard, 1) && heard_page(&heard, listing.id));
}

static void whoever_was_away_too_long_must_load_everything(void **state)
{
        struct setting *s = *state;
        struct heard heard = {0};
        struct archive_page page = article_page(s, 1, "/news/1/", "a");
        put_page(s, &page, 1); /* the first: nobody can have followed before */
        assert_int_equal(archive_changes(s->archive, 0, hear_path, hear_page, &heard).code, ERR_NOT_FOUND);
        must_work(archive_changes(s->archive, 1, hear_path, hear_page, &heard));
        assert_int_equal(archive_changes(s->archive, 2, hear_path, hear_page, &heard).code, ERR_NOT_FOUND);

        /* The log keeps some hundred thousand notes; each article here makes two. */
        for (int64_t change = 2; change < 5; change++) {
                must_work(archive_begin(s->archive));
                for (int64_t i = 0; i < 20000; i++) {
                        char path[40];
                        int64_t id = change * 100000 + i;
                        snprintf(path, sizeof path, "/news/%lld/", (long long)id);
                        page.id = id;
                        page.path = slice_of(path);
                        must_work(archive_put_page(s->archive, &page));
                }
                must_work(archive_commit(s->archive, change));
        }
        assert_int_equal(archive_changes(s->archive, 1, hear_path, hear_page, &heard).code, ERR_NOT_FOUND);
        must_work(archive_changes(s->archive, 4, hear_path, hear_page, &heard));
        assert_int_equal(heard.path_count, 0);
}

static void follows_a_commit_that_brought_no_change(void **state)
{
        struct setting *s = *state;
        struct archive_page page = article_page(s, 1, "/news/1/", "a"), anew = article_page(s, 1, "/news/1/", "b");
        put_page(s, &page, 1);
        put_page(s, &anew, 1);
        struct heard heard = changes_after(s->archive, 1);
        assert_int_equal(heard.page_count, 1);
        assert_true(heard_page(&heard, 1));
        assert_int_equal(changes_after(s->archive, 2).page_count, 0);
}

static void knows_what_it_was_pressed_with(void **state)
{
        struct setting *s = *state;
        CLEANUP(buf_clear) struct buf with = BUF_INIT(100);
        must_work(archive_pressed_with(s->archive, &with));
        assert_int_equal(with.len, 0);
        must_work(archive_begin(s->archive));
        must_work(archive_set_pressed_with(s->archive, SLICE("a theme")));
        must_work(archive_commit(s->archive, 0));
        must_work(archive_pressed_with(s->archive, &with));
        assert_string_equal(buf_text(&with), "a theme");
}

int main(void)
{
        must(sodium_init() >= 0);
        const struct CMUnitTest tests[] = {
                TEST(a_follower_sees_each_commit_while_the_writer_goes_on),
                TEST(a_read_transaction_sees_one_moment),
                TEST(tells_followers_which_paths_and_pages_changed),
                TEST(equal_bytes_are_not_told),
                TEST(a_corrected_item_makes_every_listing_stale_that_has_it),
                TEST(a_withdrawn_article_is_told_with_its_path_and_listings),
                TEST(whoever_was_away_too_long_must_load_everything),
                TEST(follows_a_commit_that_brought_no_change),
                TEST(knows_what_it_was_pressed_with),
        };
        return cmocka_run_group_tests_name("archive: following", tests, NULL, NULL);
}
