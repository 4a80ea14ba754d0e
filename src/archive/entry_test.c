/* What feeds and sitemaps are made of: kept with articles and listings, read newest first. */
#include "archive/entry.h"

#include "archive/setting_test.h"

#include <sqlite3.h>

struct seen {
        struct buf text;
        unsigned room; /* how many it wants; of listings 0: all */
};

static struct err note_entry(void *context, const struct archive_entry *entry, bool *ret_more)
{
        struct seen *seen = context;
        buf_add_format(&seen->text, "%lld %.*s%s\n", (long long)entry->article, SLICE_ARGS(entry->about),
                       entry->main.len ? " with its page" : "");
        *ret_more = --seen->room > 0;
        return NO_ERR;
}

static struct err note_listing(void *context, const struct archive_listing *listing, bool *ret_more)
{
        struct seen *seen = context;
        buf_add_format(&seen->text, "%.*s %.*s", SLICE_ARGS(listing->path), SLICE_ARGS(listing->about));
        if (listing->rank) buf_add_format(&seen->text, " %lld", (long long)listing->rank);
        buf_add_char(&seen->text, '\n');
        if (seen->room) *ret_more = --seen->room > 0;
        return NO_ERR;
}

static void put_entry(struct setting *s, int64_t id, int64_t listing, const char *about)
{
        put_article(s, id, "<li>a", listing, id);
        must_work(archive_put_item(s->archive, id, 1000 + id, SLICE("<li>a"), slice_of(about)));
}

static int64_t put_listing(struct setting *s, const char *path, unsigned item_max, const char *type)
{
        struct archive_page listing = listing_page(s, path, item_max);
        listing.content_type = slice_of(type);
        listing.about = SLICE("t Title");
        must_work(archive_put_page(s->archive, &listing));
        return listing.id;
}

static void expect_entries(struct setting *s, const struct archive_entries *of, unsigned room, const char *expected)
{
        struct seen seen = {.text = BUF_INIT(10000), .room = room};
        must_work(archive_each_entry(s->archive, of, note_entry, &seen));
        assert_string_equal(buf_text(&seen.text), expected);
        buf_clear(&seen.text);
}

static void reads_the_newest_first_and_no_more_than_is_wanted(void **state)
{
        struct setting *s = *state;
        must_work(archive_begin(s->archive));
        struct archive_entries of = {.listing = put_listing(s, "/news/", 30, ""), .max = 2};
        put_entry(s, 1, of.listing, "t One");
        put_entry(s, 2, of.listing, "t Two");
        put_entry(s, 3, of.listing, "t Three");
        must_work(archive_commit(s->archive, 1));
        expect_entries(s, &of, 10, "3 t Three\n2 t Two\n");
        expect_entries(s, &of, 1, "3 t Three\n");
        of.with_main = true;
        expect_entries(s, &of, 10, "3 t Three with its page\n2 t Two with its page\n");
}

static void tells_listings_with_feeds_from_sitemaps_and_from_others(void **state)
{
        struct setting *s = *state;
        struct seen seen = {.text = BUF_INIT(10000)};
        must_work(archive_begin(s->archive));
        put_listing(s, "/news/", 30, "");
        put_listing(s, "/news/2023/08/01/", 0, "");
        int64_t month = put_listing(s, "/sitemap-2023-08.xml", 0, ARCHIVE_SITEMAP_TYPE);
        put_listing(s, "/sitemap-2023-09.xml", 0, ARCHIVE_SITEMAP_TYPE);
        put_entry(s, 2, month, "t Two");
        put_entry(s, 3, month, "t Three");
        must_work(archive_commit(s->archive, 1));
        must_work(archive_each_feed(s->archive, 2, 10, note_listing, &seen));
        must_work(archive_each_feed(s->archive, 1, 10, note_listing, &seen));
        must_work(archive_each_sitemap(s->archive, 10, note_listing, &seen));
        assert_string_equal(buf_text(&seen.text),
                            "/news/ t Title\n/sitemap-2023-08.xml t Title 3\n/sitemap-2023-09.xml t Title\n");
        buf_clear(&seen.text);
}

static void tells_listings_that_have_so_many_articles(void **state)
{
        struct setting *s = *state;
        struct seen seen = {.text = BUF_INIT(10000)};
        must_work(archive_begin(s->archive));
        int64_t one = put_listing(s, "/topic/one/", 30, ""), two = put_listing(s, "/topic/two/", 30, "");
        int64_t day = put_listing(s, "/news/2023/08/01/", 0, "");
        put_listing(s, "/topic/none/", 30, "");
        put_entry(s, 2, one, "t Two");
        for (int64_t id = 3; id < 6; id++)
                put_entry(s, id, two, "t Three");
        for (int64_t id = 6; id < 9; id++)
                put_entry(s, id, day, "t Day");
        must_work(archive_commit(s->archive, 1));
        must_work(archive_each_filled(s->archive, 3, 10, note_listing, &seen));
        assert_string_equal(buf_text(&seen.text), "/topic/two/ t Title\n");
        buf_truncate(&seen.text);
        must_work(archive_each_filled(s->archive, 1, 10, note_listing, &seen));
        assert_string_equal(buf_text(&seen.text), "/topic/one/ t Title\n/topic/two/ t Title\n");
        buf_truncate(&seen.text);
        must_work(archive_each_filled(s->archive, 1, 1, note_listing, &seen));
        assert_string_equal(buf_text(&seen.text), "/topic/one/ t Title\n");
        buf_truncate(&seen.text);
        seen.room = 1; /* there is no more */
        must_work(archive_each_filled(s->archive, 1, 10, note_listing, &seen));
        assert_string_equal(buf_text(&seen.text), "/topic/one/ t Title\n");
        buf_clear(&seen.text);
}

/* As the tables were in version 3. */
static void make_older(struct setting *s)
{
        static const char sql[] = "DROP TABLE later; DROP INDEX listing_with_feed; DROP INDEX listing_sitemap;"
                                  "ALTER TABLE page DROP COLUMN shows; ALTER TABLE page DROP COLUMN about;"
                                  "ALTER TABLE item DROP COLUMN about;"
                                  "PRAGMA user_version = 4";
        char path[PATH_MAX];
        sqlite3 *connection = NULL;
        archive_close(s->archive);
        s->archive = NULL;
        snprintf(path, sizeof path, "%s/archive.db", s->folder);
        assert_int_equal(sqlite3_open(path, &connection), SQLITE_OK);
        assert_int_equal(sqlite3_exec(connection, sql, NULL, NULL, NULL), SQLITE_OK);
        sqlite3_close(connection);
}

static void an_older_archive_is_brought_up_and_says_nothing_of_its_articles_yet(void **state)
{
        struct setting *s = *state;
        must_work(archive_begin(s->archive));
        const struct archive_entries of = {.listing = put_listing(s, "/news/", 30, ""), .max = 2};
        put_entry(s, 1, of.listing, "t One");
        must_work(archive_commit(s->archive, 1));
        make_older(s);
        must_work(archive_open(s->folder, ARCHIVE_WRITE, &s->archive, &s->why));
        expect_entries(s, &of, 10, "1 \n");
        expect_items(s->archive, of.listing, "<ol><li>a</ol>");
}

int main(void)
{
        must(sodium_init() >= 0);
        const struct CMUnitTest tests[] = {
                TEST(reads_the_newest_first_and_no_more_than_is_wanted),
                TEST(tells_listings_with_feeds_from_sitemaps_and_from_others),
                TEST(tells_listings_that_have_so_many_articles),
                TEST(an_older_archive_is_brought_up_and_says_nothing_of_its_articles_yet),
        };
        return cmocka_run_group_tests_name("archive: what feeds are made of", tests, NULL, NULL);
}
