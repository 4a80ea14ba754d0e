#include "archive/furniture.h"
#include "archive/setting_test.h"
#include "archive/shown.h"

/* ---- making and opening ---- */

static void a_new_archive_is_empty_and_sound(void **state)
{
        struct setting *s = *state;
        int64_t change = -1, count = -1;
        CLEANUP(buf_clear) struct buf faults = BUF_INIT(10000);
        must_work(archive_change(s->archive, &change));
        must_work(archive_path_count(s->archive, &count));
        must_work(archive_verify(s->archive, &faults));
        assert_int_equal(change, 0);
        assert_int_equal(count, 0);
        assert_string_equal(buf_text(&faults), "");
}

static void is_not_made_where_there_is_one(void **state)
{
        struct setting *s = *state;
        assert_int_equal(archive_create(s->folder, NULL).code, ERR_CONFLICT);
}

static void says_that_a_folder_has_no_archive(void **state)
{
        struct setting *s = *state;
        struct archive *none = NULL;
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        assert_int_equal(archive_open("/tmp/there-is-no-such-folder", ARCHIVE_READ, &none, &why).code, ERR_NOT_FOUND);
        assert_null(none);
        assert_int_equal(archive_create("/tmp/there-is-no-such-folder", NULL).code, ERR_IO);
        (void)s;
}

static void keeps_the_key_of_path_hashes_when_it_is_opened_again(void **state)
{
        struct setting *s = *state;
        uint8_t key[ARCHIVE_PATH_KEY_BYTES];
        memcpy(key, archive_path_key(s->archive), sizeof key);
        archive_close(s->archive);
        must_work(archive_open(s->folder, ARCHIVE_WRITE, &s->archive, &s->why));
        assert_memory_equal(key, archive_path_key(s->archive), sizeof key);
}

/* The reference implementation's key 00..0f and input 00..0e (SipHash paper, appendix A). */
static void hashes_paths_as_siphash_does(void **state)
{
        (void)state;
        uint8_t key[ARCHIVE_PATH_KEY_BYTES];
        char input[15];
        for (size_t i = 0; i < sizeof key; i++)
                key[i] = (uint8_t)i;
        for (size_t i = 0; i < sizeof input; i++)
                input[i] = (char)i;
        assert_true(archive_path_hash(key, (struct slice){input, sizeof input}) == UINT64_C(0xa129ca6149be45e5));
}

/* ---- pages and paths ---- */

static void reads_back_what_was_put(void **state)
{
        struct setting *s = *state;
        struct archive_page page = article_page(s, 7, "/rus/news/2023/08/01/7/", "Снег"), got = {0};
        struct archive_path path = {0};
        put_page(s, &page, 1);
        must_work(archive_load_page(s->archive, 7, &got));
        assert_true(slice_eq(got.path, page.path));
        assert_int_equal(got.kind, ARCHIVE_ARTICLE);
        assert_int_equal(got.edition, 2);
        assert_int_equal(got.modified_ms, 1007);
        assert_true(slice_eq(got.head, page.head) && slice_eq(got.languages, page.languages));
        assert_true(slice_eq(got.main, page.main) && slice_eq(got.more, page.more));
        must_work(archive_find_path(s->archive, page.path, &path));
        assert_int_equal(path.kind, PATH_PAGE);
        assert_int_equal(path.page, 7);
        assert_int_equal(path.edition, 2);
        assert_int_equal(archive_find_path(s->archive, SLICE("/rus/"), &path).code, ERR_NOT_FOUND);
        assert_int_equal(archive_load_page(s->archive, 8, &got).code, ERR_NOT_FOUND);
}

static void refuses_two_pages_at_one_path(void **state)
{
        struct setting *s = *state;
        struct archive_page one = article_page(s, 1, "/news/1/", "a"), other = article_page(s, 2, "/news/1/", "b");
        must_work(archive_begin(s->archive));
        must_work(archive_put_page(s->archive, &one));
        assert_int_equal(archive_put_page(s->archive, &other).code, ERR_CONFLICT);
        archive_rollback(s->archive);
}

static void refuses_a_listing_under_an_articles_id(void **state)
{
        struct setting *s = *state;
        struct archive_page one = article_page(s, 1, "/news/1/", "a"), other = listing_page(s, "/news/", 0);
        other.id = 1;
        must_work(archive_begin(s->archive));
        must_work(archive_put_page(s->archive, &one));
        assert_int_equal(archive_put_page(s->archive, &other).code, ERR_CONFLICT);
        archive_rollback(s->archive);
}

static void refuses_a_fragment_that_cannot_be_one(void **state)
{
        struct setting *s = *state;
        struct archive_page page = article_page(s, 1, "/news/1/", "a");
        page.main = SLICE("<p>not compressed</p>");
        must_work(archive_begin(s->archive));
        assert_int_equal(archive_put_page(s->archive, &page).code, ERR_INVALID);
        archive_rollback(s->archive);
}

static void ids_of_other_pages_are_above_all_articles(void **state)
{
        struct setting *s = *state;
        int64_t one = archive_page_id(s->archive, SLICE("/")), other = archive_page_id(s->archive, SLICE("/rus/"));
        assert_true(one != other);
        assert_true(one >= INT64_C(1) << 55 && one < INT64_C(1) << 56);
        assert_true(one == archive_page_id(s->archive, SLICE("/")));
}

static void a_rolled_back_page_was_never_there(void **state)
{
        struct setting *s = *state;
        struct archive_page page = article_page(s, 1, "/news/1/", "a");
        must_work(archive_begin(s->archive));
        must_work(archive_put_page(s->archive, &page));
        archive_rollback(s->archive);
        assert_int_equal(archive_load_page(s->archive, 1, &page).code, ERR_NOT_FOUND);
}

static void patching_changes_only_the_parts_that_are_given(void **state)
{
        struct setting *s = *state;
        struct archive_page page = article_page(s, 1, "/news/1/", "a"), got = {0};
        put_page(s, &page, 1);
        must_work(archive_begin(s->archive));
        must_work(archive_patch_page(s->archive, 1, &(struct archive_page){.more = pressed(s, "<aside>")}));
        assert_int_equal(archive_patch_page(s->archive, 2, &page).code, ERR_NOT_FOUND);
        must_work(archive_commit(s->archive, 2));
        must_work(archive_load_page(s->archive, 1, &got));
        assert_true(slice_eq(got.more, pressed(s, "<aside>")));
        assert_true(slice_eq(got.head, page.head) && slice_eq(got.main, page.main));
        assert_int_equal(got.modified_ms, 1001);
}

static void a_moved_article_leads_from_its_old_path_to_the_new_one(void **state)
{
        struct setting *s = *state;
        struct archive_page before = article_page(s, 1, "/news/old/", "a"), after = before, got = {0};
        struct archive_path path = {0};
        struct slice from, to;
        put_page(s, &before, 1);
        after.path = SLICE("/news/new/");
        must_work(archive_begin(s->archive));
        must_work(archive_put_page(s->archive, &after));
        must_work(archive_put_moved(s->archive, before.path, after.path));
        must_work(archive_commit(s->archive, 2));

        must_work(archive_find_path(s->archive, before.path, &path));
        assert_int_equal(path.kind, PATH_MOVED);
        assert_true(path.page >= 0 && path.page < INT64_C(1) << 56);
        must_work(archive_load_location(s->archive, path.page, &from, &to));
        assert_true(slice_eq(from, before.path) && slice_eq(to, after.path));
        must_work(archive_load_page(s->archive, 1, &got));
        assert_true(slice_eq(got.path, after.path));
}

static void a_gone_article_takes_its_item_and_places_along(void **state)
{
        struct setting *s = *state;
        struct archive_page listing = listing_page(s, "/news/", 30), got = {0};
        struct archive_path path = {0};
        put_page(s, &listing, 1);
        must_work(archive_begin(s->archive));
        put_article(s, 1, "<li>a", listing.id, 10);
        put_article(s, 2, "<li>b", listing.id, 20);
        must_work(archive_put_gone(s->archive, SLICE("/news/1/"), 2, NULL));
        must_work(archive_commit(s->archive, 2));
        expect_items(s->archive, listing.id, "<ol><li>b</ol>");
        must_work(archive_find_path(s->archive, SLICE("/news/1/"), &path));
        assert_int_equal(path.kind, PATH_GONE);
        assert_int_equal(path.edition, 2);
        assert_int_equal(archive_load_page(s->archive, 1, &got).code, ERR_NOT_FOUND);
}

static void a_gone_path_can_be_a_page_again(void **state)
{
        struct setting *s = *state;
        struct archive_page page = article_page(s, 1, "/news/1/", "a");
        struct archive_path path = {0};
        must_work(archive_begin(s->archive));
        must_work(archive_put_gone(s->archive, page.path, 2, NULL));
        must_work(archive_put_page(s->archive, &page));
        must_work(archive_commit(s->archive, 1));
        must_work(archive_find_path(s->archive, page.path, &path));
        assert_int_equal(path.kind, PATH_PAGE);
}

static struct archive_page reason_parts(struct setting *s, const char *reason)
{
        return (struct archive_page){.head = pressed(s, "<head>"), .main = pressed(s, reason)};
}

static void a_gone_path_can_say_why(void **state)
{
        struct setting *s = *state;
        struct archive_page page = article_page(s, 1, "/news/1/", "a"), parts = reason_parts(s, "because"), got = {0};
        struct archive_path path = {0};
        put_page(s, &page, 1);
        must_work(archive_begin(s->archive));
        must_work(archive_put_gone(s->archive, page.path, 2, &parts));
        must_work(archive_put_gone(s->archive, page.path, 2, &parts));
        must_work(archive_commit(s->archive, 2));
        must_work(archive_find_path(s->archive, page.path, &path));
        assert_int_equal(path.kind, PATH_GONE);
        must_work(archive_load_page(s->archive, path.page, &got));
        assert_int_equal(got.kind, ARCHIVE_STATUS);
        assert_true(slice_eq(got.main, parts.main) && slice_eq(got.path, page.path));
        assert_int_equal(archive_load_page(s->archive, 1, &got).code, ERR_NOT_FOUND);
        must_work(archive_verify(s->archive, &s->why));
        assert_string_equal(buf_text(&s->why), "");
}

static void what_said_why_goes_when_the_path_leads_elsewhere(void **state)
{
        struct setting *s = *state;
        struct archive_page page = article_page(s, 1, "/news/1/", "a"), parts = reason_parts(s, "because"), got = {0};
        int64_t id = archive_page_id(s->archive, page.path);
        must_work(archive_begin(s->archive));
        must_work(archive_put_gone(s->archive, page.path, 2, &parts));
        must_work(archive_put_page(s->archive, &page));
        must_work(archive_put_gone(s->archive, SLICE("/news/2/"), 2, &parts));
        must_work(archive_put_moved(s->archive, SLICE("/news/2/"), page.path));
        must_work(archive_put_gone(s->archive, SLICE("/news/3/"), 2, &parts));
        must_work(archive_put_gone(s->archive, SLICE("/news/3/"), 2, NULL));
        must_work(archive_commit(s->archive, 1));
        assert_int_equal(archive_load_page(s->archive, id, &got).code, ERR_NOT_FOUND);
        id = archive_page_id(s->archive, SLICE("/news/2/"));
        assert_int_equal(archive_load_page(s->archive, id, &got).code, ERR_NOT_FOUND);
        id = archive_page_id(s->archive, SLICE("/news/3/"));
        assert_int_equal(archive_load_page(s->archive, id, &got).code, ERR_NOT_FOUND);
        must_work(archive_verify(s->archive, &s->why));
        assert_string_equal(buf_text(&s->why), "");
}

/* ---- listings ---- */

static void a_listing_shows_the_highest_rank_first_then_the_highest_id(void **state)
{
        struct setting *s = *state;
        struct archive_page newest = listing_page(s, "/news/", 3), all = listing_page(s, "/news/2023/08/01/", 0), got;
        must_work(archive_begin(s->archive));
        must_work(archive_put_page(s->archive, &newest));
        must_work(archive_put_page(s->archive, &all));
        const int64_t ranks[] = {500, 700, 700, 100};
        for (int64_t i = 0; i < 4; i++) {
                char item[20];
                snprintf(item, sizeof item, "<li>%d", (int)i);
                put_article(s, i + 1, item, newest.id, ranks[i]);
                must_work(archive_put_places(s->archive, i + 1,
                                             (struct archive_place[]){{newest.id, ranks[i]}, {all.id, ranks[i]}}, 2));
        }
        must_work(archive_commit(s->archive, 1));
        expect_items(s->archive, newest.id, "<ol><li>2<li>1<li>0</ol>");
        expect_items(s->archive, all.id, "<ol><li>2<li>1<li>0<li>3</ol>");
        must_work(archive_load_page(s->archive, newest.id, &got));
        assert_int_equal(got.modified_ms, 1003); /* article 4, with 1004, is not among the newest three */
        assert_int_equal(got.main.len, 0);
        assert_true(slice_eq(got.open, SLICE("<ol>")) && slice_eq(got.close, SLICE("</ol>")));
        assert_int_equal(archive_load_items(s->archive, 1, &s->why).code, ERR_NOT_FOUND);
}

static void a_listing_can_show_what_stands_on_others(void **state)
{
        struct setting *s = *state;
        struct archive_page shelf = listing_page(s, "/sport/", 2), got;
        int64_t pages[2];
        bool same;
        char shows[60];
        must_work(archive_begin(s->archive));
        for (int i = 0; i < 2; i++) {
                struct archive_page page = listing_page(s, i ? "/sport/2/" : "/sport/1/", 0);
                must_work(archive_put_page(s->archive, &page));
                pages[i] = page.id;
        }
        snprintf(shows, sizeof shows, "[%lld]", (long long)pages[0]);
        shelf.shows = slice_of(shows);
        must_work(archive_put_page(s->archive, &shelf));
        for (int64_t id = 1; id <= 3; id++) {
                put_article(s, id, (const char *[]){"<li>1", "<li>2", "<li>3"}[id - 1], shelf.id, id);
                must_work(archive_put_places(s->archive, id,
                                             (struct archive_place[]){{shelf.id, id}, {pages[id == 3], id}}, 2));
        }
        must_work(archive_commit(s->archive, 1));
        expect_items(s->archive, shelf.id, "<ol><li>2<li>1</ol>");
        must_work(archive_load_page(s->archive, shelf.id, &got));
        assert_int_equal(got.modified_ms, 1002);

        must_work(archive_begin(s->archive));
        must_work(archive_show_besides(s->archive, shelf.id, pages[1]));
        must_work(archive_show_besides(s->archive, shelf.id, pages[1]));
        must_work(archive_show_besides(s->archive, pages[0], pages[1])); /* it shows its own */
        must_work(archive_commit(s->archive, 2));
        expect_items(s->archive, shelf.id, "<ol><li>3<li>2<li>1</ol>");
        expect_items(s->archive, pages[0], "<ol><li>2<li>1</ol>");
        must_work(archive_shows_same(s->archive, shelf.id, slice_of(shows), &same));
        assert_false(same);
        snprintf(shows, sizeof shows, "[%lld,%lld]", (long long)pages[0], (long long)pages[1]);
        must_work(archive_shows_same(s->archive, shelf.id, slice_of(shows), &same));
        assert_true(same);

        must_work(archive_begin(s->archive));
        snprintf(shows, sizeof shows, "[%lld]", (long long)pages[1]);
        must_work(archive_patch_page(s->archive, shelf.id, &(struct archive_page){.shows = slice_of(shows)}));
        must_work(archive_put_gone(s->archive, SLICE("/news/3/"), 2, NULL));
        must_work(archive_commit(s->archive, 3));
        expect_items(s->archive, shelf.id, "<ol><li>2<li>1</ol>"); /* nothing stands there: its own newest */
}

static void places_say_where_an_article_stands_and_where_no_more(void **state)
{
        struct setting *s = *state;
        struct archive_page sport = listing_page(s, "/sport/", 0), world = listing_page(s, "/world/", 0);
        bool any = true;
        must_work(archive_begin(s->archive));
        must_work(archive_put_page(s->archive, &sport));
        must_work(archive_put_page(s->archive, &world));
        put_article(s, 1, "<li>a", sport.id, 1);
        must_work(archive_put_places(s->archive, 1, &(struct archive_place){world.id, 1}, 1));
        must_work(archive_commit(s->archive, 1));
        expect_items(s->archive, sport.id, "<ol></ol>");
        expect_items(s->archive, world.id, "<ol><li>a</ol>");
        must_work(archive_has_places(s->archive, sport.id, &any));
        assert_false(any);
        must_work(archive_has_places(s->archive, world.id, &any));
        assert_true(any);
}

/* ---- what pages share ---- */

static struct err count_furniture(void *context, const struct archive_furniture *furniture)
{
        struct archive_furniture *last = context;
        *last = *furniture;
        last->until_ms = last->until_ms == INT64_MAX;
        last->from_ms++;
        return NO_ERR;
}

static struct err expect_status(void *context, unsigned edition, unsigned status, const struct archive_page *page)
{
        unsigned *sum = context;
        assert_true(page->main.len > 0 && page->edition == edition);
        *sum += edition * 1000 + status;
        return NO_ERR;
}

static struct err expect_prefix(void *context, unsigned edition, struct slice prefix)
{
        unsigned *sum = context;
        assert_true(slice_eq(prefix, edition == 1 ? SLICE("") : SLICE("/rus")));
        *sum += edition;
        return NO_ERR;
}

static void keeps_what_the_pages_of_an_edition_share(void **state)
{
        struct setting *s = *state;
        struct archive_page page = article_page(s, 0, "", "Not found");
        struct archive_furniture rail = {.until_ms = INT64_MAX, .stored = pressed(s, "<aside>")}, got = {0};
        unsigned statuses = 0, editions = 0;
        must_work(archive_begin(s->archive));
        must_work(archive_put_edition(s->archive, 1, SLICE("")));
        must_work(archive_put_edition(s->archive, 2, SLICE("/rus")));
        must_work(archive_put_status(s->archive, 2, 404, &page));
        must_work(archive_put_status(s->archive, 2, 404, &page));
        must_work(archive_put_furniture(s->archive, 2, FURNITURE_RAIL, &rail, 1));
        rail.stored = pressed(s, "<aside>news");
        must_work(archive_put_furniture(s->archive, 2, FURNITURE_RAIL, &rail, 1));
        must_work(archive_commit(s->archive, 1));
        must_work(archive_each_furniture(s->archive, count_furniture, &got));
        assert_int_equal(got.edition, 2);
        assert_int_equal(got.kind, FURNITURE_RAIL);
        assert_int_equal(got.from_ms, 1); /* counted: one, and it lasts for ever */
        assert_int_equal(got.until_ms, 1);
        must_work(archive_each_status(s->archive, expect_status, &statuses));
        assert_int_equal(statuses, 2404);
        must_work(archive_each_edition(s->archive, expect_prefix, &editions));
        assert_int_equal(editions, 3);
}

/* "bakery 5, books 1": which creatives a slot has, with their weights. */
static struct err write_creative(void *context, const struct archive_furniture *row)
{
        assert_int_equal(row->kind, FURNITURE_SLOT_RAIL);
        buf_add_format(context, "%.*s %u, ", SLICE_ARGS(row->creative), row->weight);
        return NO_ERR;
}

static const char *slot_of(struct setting *s)
{
        buf_truncate(&s->why);
        must_work(archive_each_furniture(s->archive, write_creative, &s->why));
        return buf_text(&s->why);
}

static void a_slot_has_what_was_put_last_in_its_order(void **state)
{
        struct setting *s = *state;
        struct archive_furniture rows[] = {
                {.until_ms = INT64_MAX, .weight = 5, .creative = SLICE("bakery"), .stored = pressed(s, "<b>")},
                {.until_ms = INT64_MAX, .weight = 1, .creative = SLICE("books"), .stored = pressed(s, "<i>")},
        };
        must_work(archive_begin(s->archive));
        must_work(archive_put_furniture(s->archive, 1, FURNITURE_SLOT_RAIL, rows, 2));
        must_work(archive_commit(s->archive, 1));
        assert_string_equal(slot_of(s), "bakery 5, books 1, ");
        must_work(archive_begin(s->archive));
        must_work(archive_put_furniture(s->archive, 1, FURNITURE_SLOT_RAIL, &rows[1], 1));
        must_work(archive_commit(s->archive, 2));
        assert_string_equal(slot_of(s), "books 1, ");
        must_work(archive_begin(s->archive));
        must_work(archive_put_furniture(s->archive, 1, FURNITURE_SLOT_RAIL, NULL, 0));
        must_work(archive_commit(s->archive, 3));
        assert_string_equal(slot_of(s), "");
}

static struct err write_link(void *context, const struct archive_creative *creative)
{
        buf_add_format(context, "%.*s -> %.*s, ", SLICE_ARGS(creative->key), SLICE_ARGS(creative->url));
        return NO_ERR;
}

static void keeps_where_creatives_lead_in_the_order_of_their_keys(void **state)
{
        struct setting *s = *state;
        struct archive_creative creatives[] = {{SLICE("zoo"), SLICE("/z")}, {SLICE("bakery"), SLICE("/b")}};
        must_work(archive_begin(s->archive));
        must_work(archive_put_creatives(s->archive, creatives, 2));
        creatives[1].url = SLICE("/new");
        must_work(archive_put_creatives(s->archive, creatives, 2));
        must_work(archive_commit(s->archive, 1));
        must_work(archive_each_creative(s->archive, write_link, &s->why));
        assert_string_equal(buf_text(&s->why), "bakery -> /new, zoo -> /z, ");
}

int main(void)
{
        must(sodium_init() >= 0);
        const struct CMUnitTest tests[] = {
                TEST(a_new_archive_is_empty_and_sound),
                TEST(is_not_made_where_there_is_one),
                TEST(says_that_a_folder_has_no_archive),
                TEST(keeps_the_key_of_path_hashes_when_it_is_opened_again),
                TEST(hashes_paths_as_siphash_does),
                TEST(reads_back_what_was_put),
                TEST(refuses_two_pages_at_one_path),
                TEST(refuses_a_listing_under_an_articles_id),
                TEST(refuses_a_fragment_that_cannot_be_one),
                TEST(ids_of_other_pages_are_above_all_articles),
                TEST(a_rolled_back_page_was_never_there),
                TEST(patching_changes_only_the_parts_that_are_given),
                TEST(a_moved_article_leads_from_its_old_path_to_the_new_one),
                TEST(a_gone_article_takes_its_item_and_places_along),
                TEST(a_gone_path_can_be_a_page_again),
                TEST(a_gone_path_can_say_why),
                TEST(what_said_why_goes_when_the_path_leads_elsewhere),
                TEST(a_listing_shows_the_highest_rank_first_then_the_highest_id),
                TEST(a_listing_can_show_what_stands_on_others),
                TEST(places_say_where_an_article_stands_and_where_no_more),
                TEST(keeps_what_the_pages_of_an_edition_share),
                TEST(a_slot_has_what_was_put_last_in_its_order),
                TEST(keeps_where_creatives_lead_in_the_order_of_their_keys),
        };
        return cmocka_run_group_tests_name("archive", tests, NULL, NULL);
}
