#include "media/folder.h"

#include "os/file.h"
#include "os/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* SHA-256 of the original that keep() keeps. */
#define DIGEST "610f5ae4d76e332636a17bd357fd6ce99029316a99d320280d4d77a746bf29e8"

struct fixture {
        char folder[64], media[80], shown[80];
};

static int make_folders(void **state)
{
        struct fixture *f = calloc(1, sizeof *f);
        snprintf(f->folder, sizeof f->folder, "/tmp/media_folder_test.XXXXXX");
        assert_non_null(mkdtemp(f->folder));
        snprintf(f->media, sizeof f->media, "%s/media", f->folder);
        snprintf(f->shown, sizeof f->shown, "%s/public", f->folder);
        assert_true(sodium_init() >= 0);
        assert_int_equal(media_folder_prepare(f->media).code, OK);
        assert_int_equal(folder_make(f->shown).code, OK);
        *state = f;
        return 0;
}

static int drop_folders(void **state)
{
        struct fixture *f = *state;
        const char *const below[] = {"media/" DIGEST, "media/.new", "media", "public/" DIGEST, "public", ""};
        for (size_t i = 0; i < sizeof below / sizeof below[0]; i++) {
                char path[200];
                snprintf(path, sizeof path, "%s/%s", f->folder, below[i]);
                assert_int_equal(folder_remove(path).code, OK);
        }
        free(f);
        return 0;
}

static const struct answer answer = {.width = 200,
                                     .height = 100,
                                     .credit = {"Ann", 3},
                                     .copyright = {"", 0},
                                     .caption = {"", 0},
                                     .renditions = {{200, 100, {"webp", 4}, {"jpeg", 4}}},
                                     .rendition_count = 1};

static void keep(struct fixture *f)
{
        assert_int_equal(media_folder_keep(f->media, SLICE(DIGEST), SLICE("GIF89a"), &answer).code, OK);
}

static void expect_faults(struct fixture *f, const char *part)
{
        CLEANUP(buf_clear) struct buf faults = BUF_INIT(10000);
        assert_int_equal(media_verify(f->media, f->shown, SLICE(DIGEST), &faults).code, OK);
        if (*part)
                assert_non_null(strstr(buf_text(&faults), part));
        else
                assert_string_equal(buf_text(&faults), "");
}

static void what_is_kept_can_be_read_back(void **state)
{
        struct fixture *f = *state;
        CLEANUP(arena_clear) struct arena a = {0};
        struct about about;
        assert_int_equal(media_folder_read(f->media, SLICE(DIGEST), &a, &about).code, ERR_NOT_FOUND);
        keep(f);
        keep(f); /* the second time changes nothing that anybody could see */
        assert_int_equal(media_folder_read(f->media, SLICE(DIGEST), &a, &about).code, OK);
        assert_int_equal(about.width, 200);
        assert_int_equal(about.height, 100);
        assert_string_equal(about.credit.at, "Ann");
        assert_string_equal(about.media_type.at, "image/gif");
        assert_false(about.moves);
        struct answer moving = answer;
        moving.moves = true;
        assert_int_equal(media_folder_keep(f->media, SLICE(DIGEST), SLICE("GIF89a"), &moving).code, OK);
        assert_int_equal(media_folder_read(f->media, SLICE(DIGEST), &a, &about).code, OK);
        assert_true(about.moves);
}

static void readers_get_the_renditions_and_never_the_original(void **state)
{
        struct fixture *f = *state;
        char path[250];
        keep(f);
        expect_faults(f, "public/" DIGEST "/200.webp is missing");
        assert_int_equal(media_show(f->media, f->shown, SLICE(DIGEST)).code, OK);
        assert_int_equal(media_show(f->media, f->shown, SLICE(DIGEST)).code, OK);
        snprintf(path, sizeof path, "%s/" DIGEST "/200.jpg", f->shown);
        assert_true(file_exists(path));
        snprintf(path, sizeof path, "%s/" DIGEST "/original", f->shown);
        assert_false(file_exists(path));
        assert_int_equal(media_hide(f->shown, SLICE(DIGEST)).code, OK);
        assert_int_equal(media_hide(f->shown, SLICE(DIGEST)).code, OK);
        snprintf(path, sizeof path, "%s/" DIGEST, f->shown);
        assert_false(file_exists(path));
}

static void tells_what_is_not_as_it_was_made(void **state)
{
        struct fixture *f = *state;
        char path[250];
        keep(f);
        assert_int_equal(media_show(f->media, f->shown, SLICE(DIGEST)).code, OK);
        expect_faults(f, "");
        snprintf(path, sizeof path, "%s/" DIGEST "/200.jpg", f->shown);
        assert_int_equal(file_write_durably(path, SLICE("jpEg")).code, OK);
        expect_faults(f, "public/" DIGEST "/200.jpg is not what was made");
        assert_int_equal(media_show(f->media, f->shown, SLICE(DIGEST)).code, OK); /* links it anew */
        expect_faults(f, "");
}

static void spoil(struct fixture *f, const char *name)
{
        char path[250];
        snprintf(path, sizeof path, "%s/" DIGEST "/%s", f->media, name);
        assert_int_equal(file_write_durably(path, SLICE("x")).code, OK);
}

static bool is_whole(struct fixture *f)
{
        bool whole;
        assert_int_equal(media_is_whole(f->media, SLICE(DIGEST), &whole).code, OK);
        return whole;
}

static enum err_code find_original(struct fixture *f)
{
        CLEANUP(buf_clear) struct buf original = BUF_INIT(1000);
        struct err err = media_folder_original(f->media, SLICE(DIGEST), &original);
        if (err.code == OK) assert_string_equal(buf_text(&original), "GIF89a");
        return err.code;
}

static void what_is_damaged_is_replaced_as_long_as_there_is_the_original(void **state)
{
        struct fixture *f = *state;
        keep(f);
        assert_true(is_whole(f));
        spoil(f, "200.webp");
        assert_false(is_whole(f));
        expect_faults(f, "media/" DIGEST "/200.webp is not what was made; `stoppress rebuild` makes it anew");
        assert_int_equal(find_original(f), OK);
        keep(f);
        assert_true(is_whole(f));
        assert_int_equal(media_show(f->media, f->shown, SLICE(DIGEST)).code, OK);
        expect_faults(f, "");
        spoil(f, "about.json");
        expect_faults(f, "about.json cannot be read; `stoppress rebuild` makes it anew");
}

static void tells_what_to_do_when_the_original_is_lost(void **state)
{
        struct fixture *f = *state;
        keep(f);
        spoil(f, "original");
        assert_int_equal(find_original(f), ERR_NOT_FOUND);
        expect_faults(f, "/original is not what was made; the original is lost, too: import a later version");
        expect_faults(f, "public/" DIGEST "/200.webp is missing; `stoppress rebuild` makes it anew");
        spoil(f, "200.webp");
        expect_faults(f, "public/" DIGEST "/200.webp is missing; the original is lost");
        keep(f);
        assert_int_equal(find_original(f), OK);
}

static void what_was_left_half_done_is_forgotten(void **state)
{
        struct fixture *f = *state;
        CLEANUP(buf_clear) struct buf folder = BUF_INIT(1000), file = BUF_INIT(1000);
        char parent[120];
        snprintf(parent, sizeof parent, "%s/.new", f->media);
        assert_int_equal(folder_make_new(parent, &folder).code, OK);
        buf_add_format(&file, "%s/320.jpg", buf_text(&folder));
        assert_int_equal(file_write_synced(buf_text(&file), SLICE("x")).code, OK);
        assert_int_equal(media_folder_prepare(f->media).code, OK);
        assert_false(file_exists(buf_text(&folder)));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, make_folders, drop_folders)
int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(what_is_kept_can_be_read_back),
                TEST(readers_get_the_renditions_and_never_the_original),
                TEST(tells_what_is_not_as_it_was_made),
                TEST(what_is_damaged_is_replaced_as_long_as_there_is_the_original),
                TEST(tells_what_to_do_when_the_original_is_lost),
                TEST(what_was_left_half_done_is_forgotten),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
