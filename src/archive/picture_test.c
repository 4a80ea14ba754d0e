#include "archive/picture.h"

#include "archive/setting_test.h"

#define DIGEST "0123456789abcdef00000000000000000000000000000000000000000000cafe"
#define PATH   "/media/" DIGEST "/"

static void put(struct setting *s, int64_t change)
{
        must_work(archive_begin(s->archive));
        must_work(archive_put_picture(s->archive, SLICE(DIGEST)));
        must_work(archive_commit(s->archive, change));
}

static struct archive_path find(struct setting *s)
{
        struct archive_path path = {0};
        must_work(archive_find_path(s->archive, SLICE(PATH), &path));
        return path;
}

static void a_public_picture_has_a_path_of_its_own_kind(void **state)
{
        struct setting *s = *state;
        CLEANUP(buf_clear) struct buf faults = BUF_INIT(10000);
        put(s, 1);
        assert_int_equal(find(s).kind, PATH_PICTURE);
        assert_int_equal(find(s).edition, 0);
        assert_true(find(s).page == INT64_C(0x0123456789abcd));
        must_work(archive_verify(s->archive, &faults));
        assert_string_equal(buf_text(&faults), "");
}

static struct err note_kind(void *context, const struct archive_path *path)
{
        *(enum path_kind *)context = path->kind;
        return NO_ERR;
}

static struct err no_page(void *context, int64_t page)
{
        (void)context;
        (void)page;
        return ERR(ERR_INVALID, "a picture makes no page stale");
}

static void followers_hear_that_it_comes_and_goes(void **state)
{
        struct setting *s = *state;
        struct archive_page page = article_page(s, 7, "/news/7/", "a");
        enum path_kind heard = 0;
        put_page(s, &page, 1);
        put(s, 2);
        must_work(archive_changes(s->archive, 1, note_kind, no_page, &heard));
        assert_int_equal(heard, PATH_PICTURE);

        must_work(archive_begin(s->archive));
        must_work(archive_drop_picture(s->archive, SLICE(DIGEST)));
        must_work(archive_commit(s->archive, 3));
        must_work(archive_changes(s->archive, 2, note_kind, no_page, &heard));
        assert_int_equal(heard, PATH_GONE);
        put(s, 4);
        assert_int_equal(find(s).kind, PATH_PICTURE);
}

static void putting_it_again_disturbs_no_reader(void **state)
{
        struct setting *s = *state;
        enum path_kind heard = 0;
        put(s, 1);
        put(s, 2);
        must_work(archive_changes(s->archive, 1, note_kind, no_page, &heard));
        assert_int_equal(heard, 0);
}

static void refuses_what_is_no_digest(void **state)
{
        struct setting *s = *state;
        must_work(archive_begin(s->archive));
        assert_int_equal(archive_put_picture(s->archive, SLICE("../../etc/passwd")).code, ERR_INVALID);
        assert_int_equal(archive_put_picture(s->archive, SLICE("")).code, ERR_INVALID);
        assert_int_equal(archive_drop_picture(s->archive, slice_skip(SLICE(DIGEST), 1)).code, ERR_INVALID);
        archive_rollback(s->archive);
}

static void finds_the_digest_in_an_address(void **state)
{
        (void)state;
        assert_true(slice_eq(picture_digest_of_path(SLICE(PATH "640.webp")), SLICE(DIGEST)));
        assert_true(slice_eq(picture_digest_of_path(SLICE(PATH)), SLICE(DIGEST)));
        assert_null(picture_digest_of_path(SLICE("/media/" DIGEST)).at);
        assert_null(picture_digest_of_path(SLICE("/media/" DIGEST "0/")).at);
        assert_null(picture_digest_of_path(SLICE("/media/../" DIGEST "/")).at);
        assert_null(picture_digest_of_path(SLICE("/media/0123456789ABCDEF" DIGEST "/")).at);
        assert_null(picture_digest_of_path(SLICE("")).at);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(a_public_picture_has_a_path_of_its_own_kind), TEST(followers_hear_that_it_comes_and_goes),
                TEST(putting_it_again_disturbs_no_reader),         TEST(refuses_what_is_no_digest),
                cmocka_unit_test(finds_the_digest_in_an_address),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
