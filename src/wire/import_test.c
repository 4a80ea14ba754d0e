#include "store/publication.h"
#include "wire/import.h"
#include "wire/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define NOW 1700000000000
#define GIF "data:image/gif;base64,R0lGODlhgALgAQ=="
#define ITEM(uri, headline, fields)                                                                                    \
        "{\"uri\":\"" uri "\",\"language\":\"en\",\"versionCreated\":\"2023-08-01T02:34:00Z\","                        \
        "\"headlines\":[{\"value\":\"" headline "\"}]" fields "}"

struct fixture {
        struct picture_keeper keeper;
        unsigned kept;
        struct kept_picture known; /* of every picture */
        struct err fault;          /* what the keeper does instead */
        char folder[64], path[96];
        struct newsroom newsroom;
        struct store *store;
        struct importer *importer;
        struct arena arena;
        struct buf why;
};

static struct err keep(void *context, const struct picture_file *file, struct arena *a, struct kept_picture *ret,
                       struct buf *why)
{
        struct fixture *f = context;
        (void)file, (void)a;
        f->kept++;
        *ret = f->known;
        if (f->fault.code) buf_add_text(why, "broken: it ends too early");
        return f->fault;
}

static int make_site(void **state)
{
        struct fixture *f = calloc(1, sizeof *f);
        buf_init(&f->why, 4000);
        f->newsroom = sample_newsroom();
        snprintf(f->folder, sizeof f->folder, "/tmp/import_test.XXXXXX");
        assert_non_null(mkdtemp(f->folder));
        snprintf(f->path, sizeof f->path, "%s/store.db", f->folder);
        assert_int_equal(store_create(f->path, &f->newsroom, &f->why).code, OK);
        assert_int_equal(store_open(f->path, STORE_WRITE, &f->store, &f->why).code, OK);
        f->keeper = (struct picture_keeper){f, keep};
        f->known = (struct kept_picture){.width = 480, .height = 640};
        assert_int_equal(importer_new(f->store, &f->newsroom, &f->keeper, &f->importer).code, OK);
        *state = f;
        return 0;
}

static int drop_site(void **state)
{
        struct fixture *f = *state;
        importer_free(f->importer);
        store_close(f->store);
        DIR *listing = opendir(f->folder);
        const struct dirent *entry;
        while ((entry = readdir(listing)))
                unlinkat(dirfd(listing), entry->d_name, 0);
        closedir(listing);
        assert_int_equal(rmdir(f->folder), 0);
        arena_clear(&f->arena);
        buf_clear(&f->why);
        free(f);
        return 0;
}

static struct import_result import_text(struct fixture *f, struct slice item)
{
        struct import_result result = {0};
        buf_truncate(&f->why);
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(import_item(f->importer, item, NOW, &result, &f->why).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
        assert_int_equal(result.outcome == IMPORT_REFUSED, f->why.len > 0);
        return result;
}

static struct import_result import(struct fixture *f, const char *item)
{
        return import_text(f, slice_of(item));
}

static struct published load(struct fixture *f, int64_t article)
{
        struct published loaded = {0};
        assert_int_equal(store_load(f->store, article, &f->arena, &loaded).code, OK);
        return loaded;
}

static void takes_an_item_once(void **state)
{
        struct fixture *f = *state;
        struct import_result first = import(f, ITEM("urn:x:1", "One", ""));
        assert_int_equal(first.outcome, IMPORT_NEW);
        assert_int_equal(first.save.state, STATE_PUBLISHED);
        struct import_result again = import(f, ITEM("urn:x:1", "One", ""));
        assert_int_equal(again.outcome, IMPORT_SAME);
        assert_int_equal(again.save.article, first.save.article);
        assert_int_equal(again.save.change, 0);
        assert_int_equal(load(f, first.save.article).version, 1);
}

static void makes_a_version_of_what_changed(void **state)
{
        struct fixture *f = *state;
        int64_t id = import(f, ITEM("urn:x:1", "One", "")).save.article;
        struct import_result changed = import(f, ITEM("urn:x:1", "Two", ""));
        assert_int_equal(changed.outcome, IMPORT_CHANGED);
        assert_int_equal(changed.save.article, id);
        assert_true(slice_eq(load(f, id).article.headline, SLICE("Two")));
        assert_int_equal(load(f, id).version, 2);
}

#define TIMED(headline, lead, seconds)                                                                                 \
        "{\"uri\":\"urn:x:1\",\"language\":\"en\",\"contentCreated\":\"2023-08-01T02:34:00Z\","                        \
        "\"versionCreated\":\"2023-08-01T02:34:" seconds "Z\",\"headlines\":[{\"value\":\"" headline "\"}],"           \
        "\"descriptions\":[{\"value\":\"" lead "\"}]}"

/* A version that is made some seconds behind the story is its first; one that readers get something new with is told,
 * however soon it comes. */
static void tells_of_what_readers_had_otherwise_however_soon(void **state)
{
        enum { SECOND_MS = 1000 };
        struct fixture *f = *state;
        int64_t id = import(f, TIMED("One", "Lead", "10")).save.article, first_ms = load(f, id).article.published_ms;
        assert_int_equal(load(f, id).article.updated_ms, 0);
        import(f, TIMED("One", "Lead", "20")); /* with nothing new */
        assert_int_equal(load(f, id).article.updated_ms, 0);
        import(f, TIMED("One", "Other lead", "20")); /* the same version: mended silently */
        assert_int_equal(load(f, id).article.updated_ms, 0);
        import(f, TIMED("Two", "Other lead", "30"));
        assert_int_equal(load(f, id).article.updated_ms, first_ms + 30 * SECOND_MS);
        import(f, TIMED("Two", "Third lead", "31"));
        assert_int_equal(load(f, id).article.updated_ms, first_ms + 31 * SECOND_MS);
        import(f, TIMED("Two", "Third lead", "32")); /* what was told stays told */
        assert_int_equal(load(f, id).article.updated_ms, first_ms + 31 * SECOND_MS);
}

static void finds_no_difference_in_other_white_space(void **state)
{
        struct fixture *f = *state;
        import(f, ITEM("urn:x:1", "One", ""));
        assert_int_equal(import(f, ITEM("urn:x:1", "One", " ")).outcome, IMPORT_SAME);
}

static void refuses_a_broken_item_and_goes_on(void **state)
{
        struct fixture *f = *state;
        assert_int_equal(import(f, "{\"uri\":").outcome, IMPORT_REFUSED);
        assert_true(slice_starts_with(buf_slice(&f->why), SLICE("item: not JSON: ")));
        static const char *const with_nul[] = {"{\"uri\":\"a\\u0000b\"}", "{\"a\\u0000b\":1}"};
        for (size_t i = 0; i < sizeof with_nul / sizeof with_nul[0]; i++) {
                assert_int_equal(import(f, with_nul[i]).outcome, IMPORT_REFUSED);
                assert_non_null(strstr(buf_text(&f->why), "a text with a NUL character (\\u0000) at byte "));
        }
        assert_int_equal(import(f, "[]").outcome, IMPORT_REFUSED);
        assert_string_equal(buf_text(&f->why), "item: not a JSON object");
        assert_int_equal(import(f, "").outcome, IMPORT_REFUSED);
        assert_int_equal(import(f, "{\"uri\":\"u\",\"uri\":\"v\"}").outcome, IMPORT_REFUSED);
        assert_int_equal(import(f, "{\"uri\":\"u\",\"language\":\"sv\"}").outcome, IMPORT_REFUSED);
        assert_string_equal(buf_text(&f->why), "u: language: 'sv' has no edition here; this site has uk, ru, en");
        assert_int_equal(import(f, ITEM("urn:x:1", "One", "")).outcome, IMPORT_NEW);
}

static void shows_no_control_characters_of_an_item(void **state)
{
        struct fixture *f = *state;
        assert_int_equal(import(f, "{\"uri\":\"u\",\"pubStatus\":\"\\u001b[2J\\nx\"}").outcome, IMPORT_REFUSED);
        assert_string_equal(buf_text(&f->why), "u: pubStatus: '[2J x' is none of usable, withheld and canceled");
}

static void takes_no_item_with_a_hole_in_its_text(void **state)
{
        static const char item[] = ITEM("urn:x:1", "a\0b", "");
        assert_int_equal(import_text(*state, (struct slice){item, sizeof item - 1}).outcome, IMPORT_REFUSED);
        assert_int_equal(import(*state, ITEM("urn:x:1", "a\\u0000b", "")).outcome, IMPORT_REFUSED);
        assert_int_equal(import(*state, ITEM("urn:x:1", "\xff", "")).outcome, IMPORT_REFUSED);
}

static void withholds_what_is_not_to_be_seen_yet(void **state)
{
        struct fixture *f = *state;
        struct import_result result = import(f, ITEM("urn:x:1", "One", ",\"pubStatus\":\"withheld\""));
        assert_int_equal(result.outcome, IMPORT_WITHHELD);
        assert_int_equal(result.save.change, 0);
        assert_int_equal(import(f, ITEM("urn:x:1", "One", "")).save.state, STATE_PUBLISHED);
}

static void schedules_what_is_under_embargo(void **state)
{
        struct fixture *f = *state;
        struct import_result result = import(f, ITEM("urn:x:1", "One", ",\"embargoed\":\"2050-01-01T00:00:00Z\""));
        assert_int_equal(result.outcome, IMPORT_NEW);
        assert_int_equal(result.save.state, STATE_SCHEDULED);
        assert_int_equal(import(f, ITEM("urn:x:2", "Two", ",\"embargoed\":\"2020-01-01\"")).save.state,
                         STATE_PUBLISHED);
}

static void withdraws_by_a_cancellation_that_says_no_more(void **state)
{
        struct fixture *f = *state;
        int64_t id = import(f, ITEM("urn:x:1", "One", "")).save.article;
        struct import_result result = import(f, "{\"uri\":\"urn:x:1\",\"pubStatus\":\"canceled\"}");
        assert_int_equal(result.outcome, IMPORT_WITHDRAWN);
        assert_int_equal(load(f, id).state, STATE_WITHDRAWN);
        assert_true(slice_eq(load(f, id).article.headline, SLICE("One")));
        assert_int_equal(import(f, ITEM("urn:x:1", "One", "")).save.state, STATE_PUBLISHED);
}

static void unschedules_by_a_cancellation(void **state)
{
        struct fixture *f = *state;
        int64_t id = import(f, ITEM("urn:x:1", "One", ",\"embargoed\":\"2050-01-01T00:00:00Z\"")).save.article;
        assert_int_equal(import(f, "{\"uri\":\"urn:x:1\",\"pubStatus\":\"canceled\"}").outcome, IMPORT_WITHHELD);
        assert_int_equal(load(f, id).state, STATE_DRAFT);
}

#define VERSION(made, number, headline, fields)                                                                        \
        "{\"uri\":\"urn:x:1\",\"language\":\"en\",\"firstCreated\":\"2023-08-01\",\"versionCreated\":\"2023-08-" made  \
        "\",\"version\":\"" number "\",\"title\":\"" headline "\"" fields "}"

static void a_version_that_comes_late_does_not_replace_a_later_one(void **state)
{
        struct fixture *f = *state;
        int64_t id = import(f, VERSION("02", "", "Second", "")).save.article;
        struct import_result late = import(f, VERSION("01", "", "First", ""));
        assert_int_equal(late.outcome, IMPORT_OLDER);
        assert_int_equal(late.save.article, id);
        assert_int_equal(late.save.change, 0);
        assert_true(slice_eq(load(f, id).article.headline, SLICE("Second")));
        assert_int_equal(import(f, VERSION("02", "", "Second", " ")).outcome, IMPORT_SAME);
        assert_int_equal(import(f, VERSION("03", "", "Third", "")).outcome, IMPORT_CHANGED);
        assert_int_equal(import(f, VERSION("02", "", "Second", "")).outcome, IMPORT_OLDER);
}

static void versions_of_the_same_time_are_told_by_their_numbers(void **state)
{
        struct fixture *f = *state;
        import(f, VERSION("02", "9", "Ninth", ""));
        assert_int_equal(import(f, VERSION("02", "8", "Eighth", "")).outcome, IMPORT_OLDER);
        assert_int_equal(import(f, VERSION("02", "10", "Tenth", "")).outcome, IMPORT_CHANGED);
        assert_int_equal(import(f, VERSION("03", "1", "Counted anew", "")).outcome, IMPORT_CHANGED);
        assert_int_equal(import(f, VERSION("03", "", "Without a number", "")).outcome, IMPORT_CHANGED);
        assert_int_equal(import(f, VERSION("02", "11", "Late", "")).outcome, IMPORT_OLDER);
}

static void a_cancellation_that_comes_late_cancels_nothing(void **state)
{
        struct fixture *f = *state;
        int64_t id = import(f, VERSION("02", "", "Second", "")).save.article;
        assert_int_equal(import(f, VERSION("01", "", "First", ",\"pubStatus\":\"canceled\"")).outcome, IMPORT_OLDER);
        assert_int_equal(load(f, id).state, STATE_PUBLISHED);
        /* One without a time is no older than anything; and what was sent before it does not undo it. */
        assert_int_equal(import(f, "{\"uri\":\"urn:x:1\",\"pubStatus\":\"canceled\"}").outcome, IMPORT_WITHDRAWN);
        assert_int_equal(import(f, VERSION("01", "", "First", "")).outcome, IMPORT_OLDER);
        assert_int_equal(load(f, id).state, STATE_WITHDRAWN);
}

static void refuses_to_cancel_what_it_does_not_know(void **state)
{
        struct fixture *f = *state;
        assert_int_equal(import(f, "{\"uri\":\"urn:x:1\",\"pubStatus\":\"canceled\"}").outcome, IMPORT_REFUSED);
        assert_string_equal(buf_text(&f->why),
                            "urn:x:1: language: missing; add it to the item (this site has uk, ru, en)");
}

static void ties_language_siblings(void **state)
{
        struct fixture *f = *state;
        int64_t english =
                import(f, ITEM("urn:x:1", "One", ",\"altIds\":[{\"role\":\"story\",\"value\":\"s\"}]")).save.article;
        import(f, "{\"uri\":\"urn:x:2\",\"language\":\"uk\",\"versionCreated\":\"2023-08-01\",\"title\":\"Один\","
                  "\"altIds\":[{\"role\":\"story\",\"value\":\"s\"}]}");
        struct siblings siblings = {0};
        assert_int_equal(store_siblings(f->store, load(f, english).story, english, &f->arena, &siblings).code, OK);
        assert_int_equal(siblings.count, 1);
        assert_int_equal(siblings.at[0].edition, 1);
}

#define PICTURE    "{\"type\":\"picture\",\"href\":\"" GIF "\"}"
#define WITH(list) ITEM("urn:x:1", "One", ",\"associations\":[" list "]")
#define IN_BODY                                                                                                        \
        ITEM("urn:x:1", "One",                                                                                         \
             ",\"bodies\":[{\"contentType\":\"text/html\",\"value\":\"<p>t</p><img src='" GIF                          \
             "' alt='a'><img src='" GIF "'>\"}],\"associations\":[" PICTURE "]")

static void keeps_the_pictures_of_an_item(void **state)
{
        struct fixture *f = *state;
        f->known.credit = SLICE("Agency");
        f->known.copyright = SLICE("© Paper");
        f->known.caption = SLICE("A bridge");
        struct published loaded = load(f, import(f, WITH(PICTURE)).save.article);
        const struct picture *picture = &loaded.article.pictures[0];
        assert_int_equal(f->kept, 1);
        assert_int_equal(loaded.article.picture_count, 1);
        assert_int_equal(picture->asset.len, 64);
        assert_int_equal(picture->width, 480);
        assert_int_equal(picture->height, 640);
        assert_string_equal(picture->credit.at, "Agency / © Paper");
        assert_string_equal(picture->caption.at, "A bridge");
}

static void what_the_item_says_of_a_picture_goes_before_what_its_file_says(void **state)
{
        struct fixture *f = *state;
        f->known.credit = SLICE("Agency");
        struct published loaded =
                load(f, import(f, WITH("{\"type\":\"picture\",\"by\":\"Ann\",\"href\":\"" GIF "\"}")).save.article);
        assert_string_equal(loaded.article.pictures[0].credit.at, "Ann");
}

static void pictures_in_the_body_have_their_size(void **state)
{
        struct fixture *f = *state;
        f->known.caption = SLICE("A bridge");
        struct published loaded = load(f, import(f, IN_BODY).save.article);
        assert_int_equal(f->kept, 1); /* it is the same picture three times */
        assert_int_equal(loaded.article.body.count, 3);
        const struct block *image = &loaded.article.body.blocks[1];
        assert_int_equal(image->kind, BLOCK_IMAGE);
        assert_int_equal(image->width, 480);
        assert_int_equal(image->height, 640);
        assert_string_equal(image->caption.at, "A bridge");
}

static void a_refused_picture_stays_as_a_description_and_is_counted_with_its_reason(void **state)
{
        struct fixture *f = *state;
        CLEANUP(buf_clear) struct buf lost = BUF_INIT(10000);
        f->fault = ERR(ERR_INVALID, "keep a picture");
        struct published loaded = load(f, import(f, IN_BODY).save.article);
        assert_int_equal(loaded.article.pictures[0].asset.len, 0);
        assert_int_equal(loaded.article.pictures[0].width, 0);
        assert_int_equal(loaded.article.body.blocks[1].asset.len, 0);
        assert_string_equal(loaded.article.body.blocks[1].alt.at, "a");
        importer_write_lost(f->importer, &lost);
        assert_non_null(strstr(buf_text(&lost), "pictures: broken: it ends too early: 1, first in urn:x:1\n"));
}

static void keeps_no_picture_of_a_refused_item(void **state)
{
        struct fixture *f = *state;
        import(f, "{\"uri\":\"urn:x:1\",\"language\":\"en\",\"title\":\"t\",\"embargoed\":\"soon\","
                  "\"associations\":[" PICTURE "]}");
        assert_int_equal(f->kept, 0);
}

static void tells_when_a_picture_cannot_be_written(void **state)
{
        struct fixture *f = *state;
        struct import_result result = {0};
        f->fault = ERR(ERR_IO, "write a picture");
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(import_item(f->importer, SLICE(WITH(PICTURE)), NOW, &result, &f->why).code, ERR_IO);
        store_rollback(f->store);
}

static void sums_up_what_was_lost(void **state)
{
        struct fixture *f = *state;
        CLEANUP(buf_clear) struct buf lost = BUF_INIT(4000);
        import(f, ITEM("urn:x:1", "One", ",\"usageTerms\":\"u\""));
        import(f, ITEM("urn:x:2", "Two", ",\"usageTerms\":\"u\",\"events\":[]"));
        import(f, ITEM("urn:x:2", "Two", ",\"usageTerms\":\"u\",\"events\":[]")); /* the same again: not counted */
        import(f, "{\"uri\":\"urn:x:3\",\"usageTerms\":\"u\"}");                  /* refused: not counted */
        importer_write_lost(f->importer, &lost);
        assert_string_equal(buf_text(&lost),
                            "field usageTerms: 2, first in urn:x:1\nfield events: 1, first in urn:x:2\n");
}

static void notices_what_is_nothing_but_a_headline(void **state)
{
        struct fixture *f = *state;
        CLEANUP(buf_clear) struct buf noticed = BUF_INIT(4000);
        import(f, ITEM("urn:x:1", "One", ",\"bodies\":[{\"contentType\":\"text/plain\",\"value\":\"A text.\"}]"));
        import(f, ITEM("urn:x:2", "Two", ",\"descriptions\":[{\"role\":\"lead\",\"value\":\"A lead.\"}]"));
        import(f, ITEM("urn:x:3", "Three", ""));
        import(f, ITEM("urn:x:4", "Four", ",\"bodies\":[{\"contentType\":\"text/plain\",\"value\":\" \"}]"));
        import(f, ITEM("urn:x:4", "Four", ",\"pubStatus\":\"canceled\""));
        importer_write_noticed(f->importer, &noticed);
        assert_string_equal(buf_text(&noticed), "nothing but a headline: 2, first in urn:x:3\n");
}

static void names_every_outcome(void **state)
{
        (void)state;
        for (int i = 0; i < IMPORT_OUTCOMES; i++)
                assert_true(strlen(import_outcome_names[i]) > 0);
}

#define IMPORT_TEST(name) cmocka_unit_test_setup_teardown(name, make_site, drop_site)
int main(void)
{
        const struct CMUnitTest tests[] = {
                IMPORT_TEST(takes_an_item_once),
                IMPORT_TEST(makes_a_version_of_what_changed),
                IMPORT_TEST(tells_of_what_readers_had_otherwise_however_soon),
                IMPORT_TEST(finds_no_difference_in_other_white_space),
                IMPORT_TEST(refuses_a_broken_item_and_goes_on),
                IMPORT_TEST(shows_no_control_characters_of_an_item),
                IMPORT_TEST(takes_no_item_with_a_hole_in_its_text),
                IMPORT_TEST(withholds_what_is_not_to_be_seen_yet),
                IMPORT_TEST(schedules_what_is_under_embargo),
                IMPORT_TEST(withdraws_by_a_cancellation_that_says_no_more),
                IMPORT_TEST(unschedules_by_a_cancellation),
                IMPORT_TEST(a_version_that_comes_late_does_not_replace_a_later_one),
                IMPORT_TEST(versions_of_the_same_time_are_told_by_their_numbers),
                IMPORT_TEST(a_cancellation_that_comes_late_cancels_nothing),
                IMPORT_TEST(refuses_to_cancel_what_it_does_not_know),
                IMPORT_TEST(ties_language_siblings),
                IMPORT_TEST(keeps_the_pictures_of_an_item),
                IMPORT_TEST(what_the_item_says_of_a_picture_goes_before_what_its_file_says),
                IMPORT_TEST(pictures_in_the_body_have_their_size),
                IMPORT_TEST(a_refused_picture_stays_as_a_description_and_is_counted_with_its_reason),
                IMPORT_TEST(keeps_no_picture_of_a_refused_item),
                IMPORT_TEST(tells_when_a_picture_cannot_be_written),
                IMPORT_TEST(sums_up_what_was_lost),
                IMPORT_TEST(notices_what_is_nothing_but_a_headline),
                cmocka_unit_test(names_every_outcome),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
