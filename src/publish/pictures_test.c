#include "publish/newsroom_test.h"

#define ONE   "1111111111111111111111111111111111111111111111111111111111111111"
#define OTHER "2222222222222222222222222222222222222222222222222222222222222222"

static struct picture pictures[1];

/* The article with a main picture, or with none. */
static struct article with_picture(const char *uri, const char *asset)
{
        struct article article = an_article(uri, "Міст", MORNING);
        pictures[0] = (struct picture){.asset = slice_of(asset), .width = 640, .height = 480};
        article.pictures = pictures;
        article.picture_count = *asset ? 1 : 0;
        return article;
}

static void publish_with(struct setting *s, const char *uri, const char *asset)
{
        struct article article = with_picture(uri, asset);
        publish(s, &article);
}

static void a_live_articles_picture_is_public_until_its_last_use(void **state)
{
        struct setting *s = *state;
        publish_with(s, "urn:1", ONE);
        publish_with(s, "urn:2", ONE);
        assert_int_equal(kind_of(s, "/media/" ONE "/"), PATH_PICTURE);
        withdraw(s, "urn:1");
        publish_pending(s);
        assert_int_equal(kind_of(s, "/media/" ONE "/"), PATH_PICTURE);
        withdraw(s, "urn:2");
        publish_pending(s);
        assert_int_equal(kind_of(s, "/media/" ONE "/"), PATH_GONE);
        expect_same_as_rebuilt(s);
        publish_with(s, "urn:2", ONE);
        assert_int_equal(kind_of(s, "/media/" ONE "/"), PATH_PICTURE);
        expect_same_as_rebuilt(s);
}

static void another_picture_takes_the_place_of_the_first(void **state)
{
        struct setting *s = *state;
        publish_with(s, "urn:1", ONE);
        publish_with(s, "urn:1", OTHER);
        assert_int_equal(kind_of(s, "/media/" ONE "/"), PATH_GONE);
        assert_int_equal(kind_of(s, "/media/" OTHER "/"), PATH_PICTURE);
        publish_with(s, "urn:1", "");
        assert_int_equal(kind_of(s, "/media/" OTHER "/"), PATH_GONE);
        expect_same_as_rebuilt(s);
}

static void several_versions_at_once_come_to_the_same(void **state)
{
        struct setting *s = *state;
        struct article first = with_picture("urn:1", ONE);
        save(s, &first);
        struct article second = with_picture("urn:1", OTHER);
        save(s, &second);
        publish_pending(s);
        assert_int_equal(kind_of(s, "/media/" ONE "/"), PATH_GONE);
        assert_int_equal(kind_of(s, "/media/" OTHER "/"), PATH_PICTURE);
        expect_same_as_rebuilt(s);
}

static void a_drafts_picture_is_unknown(void **state)
{
        struct setting *s = *state;
        struct article draft = with_picture("urn:1", ONE);
        draft.intent = INTENT_WITHHOLD;
        save(s, &draft);
        publish_pending(s);
        assert_int_equal(kind_of(s, "/media/" ONE "/"), 0);
        expect_same_as_rebuilt(s);
}

static void what_is_gone_and_edited_shows_nothing_new(void **state)
{
        struct setting *s = *state;
        publish_with(s, "urn:1", ONE);
        withdraw(s, "urn:1");
        struct article edited = with_picture("urn:1", OTHER);
        edited.intent = INTENT_WITHHOLD;
        save(s, &edited);
        publish_pending(s);
        assert_int_equal(kind_of(s, "/media/" ONE "/"), PATH_GONE);
        assert_int_equal(kind_of(s, "/media/" OTHER "/"), 0);
        expect_same_as_rebuilt(s);
}

static void pictures_in_the_body_are_public_too(void **state)
{
        struct setting *s = *state;
        struct article article = an_article("urn:1", "Міст", MORNING);
        struct block image = {.kind = BLOCK_IMAGE, .id = SLICE("b"), .asset = SLICE(ONE), .width = 640, .height = 480};
        struct block gallery = {.kind = BLOCK_GALLERY, .id = SLICE("a"), .children = &image, .child_count = 1};
        article.body = (struct body){&gallery, 1};
        publish(s, &article);
        assert_int_equal(kind_of(s, "/media/" ONE "/"), PATH_PICTURE);
        expect_same_as_rebuilt(s);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(a_live_articles_picture_is_public_until_its_last_use),
                TEST(another_picture_takes_the_place_of_the_first),
                TEST(several_versions_at_once_come_to_the_same),
                TEST(a_drafts_picture_is_unknown),
                TEST(what_is_gone_and_edited_shows_nothing_new),
                TEST(pictures_in_the_body_are_public_too),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
