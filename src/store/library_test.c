/* The library of pictures: what articles come with, what people bring, found again. */
#include "store/library.h"

#include "store/people_fixture.h"

static const char first_asset[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
static const char second_asset[] = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

static struct library_picture bring(struct fixture *f, const char *asset, int64_t added_ms, struct slice caption)
{
        const struct library_picture picture = {.picture = {.asset = slice_of(asset),
                                                            .media_type = SLICE("image/jpeg"),
                                                            .caption = caption,
                                                            .width = 900,
                                                            .height = 600},
                                                .name = SLICE("DSC_1.jpg"),
                                                .added_ms = added_ms};
        assert_int_equal(WRITE(f, store_add_picture(f->store, &picture)), OK);
        return picture;
}

static struct library_pictures find(struct fixture *f, struct library_search search)
{
        struct library_pictures found;
        assert_int_equal(store_find_pictures(f->store, &search, &f->arena, &found).code, OK);
        return found;
}

static void lists_the_newest_first_a_page_at_a_time(void **state)
{
        struct fixture *f = *state;
        bring(f, first_asset, NOW, SLICE("Ратуша"));
        bring(f, second_asset, NOW + 1, SLICE("Міст"));
        struct library_pictures page = find(f, (struct library_search){.limit = 1});
        assert_int_equal(page.count, 1);
        assert_true(slice_eq(page.at[0].picture.asset, slice_of(second_asset)));
        assert_true(page.has_more);
        page = find(f, (struct library_search){.limit = 2, .from = page.next});
        assert_int_equal(page.count, 1);
        assert_true(slice_eq(page.at[0].picture.asset, slice_of(first_asset)));
        assert_false(page.has_more);
}

static void finds_words_whatever_their_case(void **state)
{
        struct fixture *f = *state;
        bring(f, first_asset, NOW, SLICE("Ратуша ввечері"));
        bring(f, second_asset, NOW, SLICE("Міст"));
        struct library_pictures found = find(f, (struct library_search){.text = SLICE("РАТУША"), .limit = 9});
        assert_int_equal(found.count, 1);
        assert_true(slice_eq(found.at[0].picture.asset, slice_of(first_asset)));
        assert_int_equal(find(f, (struct library_search){.text = SLICE("dsc_1"), .limit = 9}).count, 2);
}

static void keeps_the_words_of_one_that_is_brought_again(void **state)
{
        struct fixture *f = *state;
        struct library_picture known = bring(f, first_asset, NOW, SLICE("Ратуша"));
        known.picture.alt = SLICE("Будівля з годинником");
        known.picture.kind = PICTURE_ILLUSTRATION;
        assert_int_equal(WRITE(f, store_describe_picture(f->store, &known.picture)), OK);
        bring(f, first_asset, NOW + 5, SLICE("Інше"));
        assert_int_equal(store_load_picture(f->store, slice_of(first_asset), &f->arena, &known).code, OK);
        assert_true(slice_eq(known.picture.caption, SLICE("Ратуша")));
        assert_true(slice_eq(known.picture.alt, SLICE("Будівля з годинником")));
        assert_int_equal(known.picture.kind, PICTURE_ILLUSTRATION);
        assert_int_equal(known.added_ms, NOW);

        known.picture.asset = slice_of(second_asset);
        assert_int_equal(WRITE(f, store_describe_picture(f->store, &known.picture)), ERR_NOT_FOUND);
}

static void has_the_pictures_of_articles_and_where_they_are_shown(void **state)
{
        struct fixture *f = *state;
        struct article article = sample_article(SLICE("urn:one"));
        struct picture main = {
                .asset = slice_of(first_asset), .credit = SLICE("Ганна Лис"), .width = 900, .height = 600};
        struct block inner = {
                .kind = BLOCK_IMAGE, .id = SLICE("b1"), .asset = slice_of(second_asset), .alt = SLICE("Міст")};
        struct block gallery = {.kind = BLOCK_GALLERY, .id = SLICE("b0"), .children = &inner, .child_count = 1};
        article.pictures = &main;
        article.picture_count = 1;
        article.body = (struct body){&gallery, 1};
        save(f, &article);

        struct library_picture known;
        assert_int_equal(store_load_picture(f->store, slice_of(first_asset), &f->arena, &known).code, OK);
        assert_true(slice_eq(known.picture.credit, SLICE("Ганна Лис")));
        assert_int_equal(store_load_picture(f->store, slice_of(second_asset), &f->arena, &known).code, OK);
        assert_true(slice_eq(known.picture.alt, SLICE("Міст")));

        struct picture_places places;
        assert_int_equal(store_picture_places(f->store, slice_of(first_asset), 9, &f->arena, &places).code, OK);
        assert_int_equal(places.count, 1);
        assert_int_equal(places.at[0].article, 1);
        assert_int_equal(places.at[0].state, STATE_PUBLISHED);
        assert_true(places.at[0].is_shown);
        assert_true(slice_eq(places.at[0].headline, article.headline));
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                STORE_TEST(lists_the_newest_first_a_page_at_a_time),
                STORE_TEST(finds_words_whatever_their_case),
                STORE_TEST(keeps_the_words_of_one_that_is_brought_again),
                STORE_TEST(has_the_pictures_of_articles_and_where_they_are_shown),
        };
        return cmocka_run_group_tests_name("library", tests, NULL, NULL);
}
