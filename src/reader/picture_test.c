#include "archive/generation.h"
#include "archive/picture.h"
#include "reader/asking_test.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <sys/stat.h>

#define DIGEST   "00ff0123456789abcdef00112233445566778899aabbccddeeff0123456789ab"
#define OTHER    "11ff0123456789abcdef00112233445566778899aabbccddeeff0123456789ab"
#define PICTURE  "/media/" DIGEST "/"
#define THE_FILE PICTURE "640.webp"
#define TEXT     "twenty-six bytes of a file"

/* Below the scene's folder, so that it has a name; pictures' files are made and removed here. */
struct gallery {
        char path[64];
        int folder;
};
static struct gallery gallery;

static void make_file(const char *digest, const char *name, const char *text)
{
        char path[PICTURE_DIGEST_LEN + 32];
        mkdirat(gallery.folder, digest, 0755);
        snprintf(path, sizeof path, "%s/%s", digest, name);
        int fd = openat(gallery.folder, path, O_CREAT | O_TRUNC | O_WRONLY, 0644);
        assert_int_equal(write(fd, text, strlen(text)), strlen(text));
        close(fd);
}

static void remove_folder_of(const char *digest)
{
        char path[sizeof gallery.path + PICTURE_DIGEST_LEN + 8];
        snprintf(path, sizeof path, "%s/%s", gallery.path, digest);
        if (faccessat(gallery.folder, digest, F_OK, 0) == 0) remove_folder(path);
}

static void open_with_pictures(struct scene *s, unsigned picture_files)
{
        struct buf why = BUF_INIT(1000);
        struct reader_options options = {.archive_folder = s->folder,
                                         .public_folder = gallery.path,
                                         .picture_files = picture_files,
                                         .server_threads = 1,
                                         .loader_threads = 2,
                                         .cache_bytes = 1 << 20};
        reader_close(s->reader);
        assert_int_equal(reader_open(&options, &s->reader, &why).code, OK);
        buf_clear(&why);
}

static void put_picture(struct scene *s, const char *digest)
{
        begin(s);
        assert_int_equal(archive_put_picture(s->archive, slice_of(digest)).code, OK);
        commit(s);
}

static int start_gallery(void **state)
{
        memcpy(gallery.path, "/tmp/reader_gallery.XXXXXX", 27);
        if (!mkdtemp(gallery.path)) return 1;
        gallery.folder = open(gallery.path, O_DIRECTORY | O_CLOEXEC);
        make_file(DIGEST, "640.webp", TEXT);
        make_file(DIGEST, "320.jpg", "jpeg");
        make_file(DIGEST, "note.txt", "no picture");
        if (start(state)) return 1;
        put_picture(*state, DIGEST);
        open_with_pictures(*state, 100);
        return 0;
}

static int stop_gallery(void **state)
{
        int result = stop(state);
        remove_folder_of(DIGEST);
        remove_folder_of(OTHER);
        close(gallery.folder);
        return result || rmdir(gallery.path);
}

#define GALLERY_TEST(function) cmocka_unit_test_setup_teardown(function, start_gallery, stop_gallery)

/* ---- asking ---- */

static void ask_for(struct scene *s, const struct http_request *request, struct reply *reply)
{
        struct server_app app = reader_app(s->reader);
        *reply = (struct reply){0};
        while (app.answer(app.context, 0, request, reply) == APP_PARK) {
                app.turn_ended(app.context, 0);
                usleep(500);
                *reply = (struct reply){0};
        }
}

static struct http_request get(const char *path)
{
        return (struct http_request){.method = HTTP_GET, .path = slice_of(path), .if_modified_since_ms = -1};
}

static unsigned picture_status(struct scene *s, const char *path)
{
        struct http_request request = get(path);
        struct reply reply;
        ask_for(s, &request, &reply);
        return reply.head.status;
}

static void assert_slice(struct slice got, const char *expected)
{
        assert_int_equal(got.len, strlen(expected));
        assert_memory_equal(got.at, expected, got.len);
}

/* What the reply would send. */
static void assert_sends(const struct reply *reply, const char *expected)
{
        char sent[100];
        assert_int_equal(reply->head.content_length, strlen(expected));
        assert_non_null(reply->file.holder);
        ssize_t got = pread(reply->file.fd, sent, reply->head.content_length, (off_t)reply->file.offset);
        assert_int_equal(got, strlen(expected));
        assert_memory_equal(sent, expected, strlen(expected));
}

/* ---- the tests ---- */

static void a_file_is_sent_with_what_is_known_of_it(void **state)
{
        struct scene *s = *state;
        struct http_request request = get(THE_FILE);
        struct reply reply;
        request.gzip = true;
        ask_for(s, &request, &reply);
        assert_int_equal(reply.head.status, 200);
        assert_sends(&reply, TEXT);
        assert_slice(reply.head.content_type, "image/webp");
        assert_slice(reply.head.cache_control, "public, max-age=31536000, immutable");
        assert_slice(reply.head.etag, "\"00ff0123456789abcdef001122334455-640.webp\"");
        assert_slice(reply.head.cross_origin_resource_policy, "cross-origin");
        assert_true(reply.head.accept_ranges && !reply.head.gzip && !reply.head.vary_encoding);
        assert_int_equal(reply.part_count, 0);
        request = get(PICTURE "320.jpg");
        ask_for(s, &request, &reply);
        assert_slice(reply.head.content_type, "image/jpeg");
        assert_sends(&reply, "jpeg");
}

static void a_range_is_a_piece_of_it(void **state)
{
        static const struct {
                enum http_method method;
                const char *range, *if_range, *if_none_match;
                unsigned status;
                const char *content_range, *text;
        } cases[] = {
                {HTTP_GET, "bytes=0-5", "", "", 206, "bytes 0-5/26", "twenty"},
                {HTTP_GET, "bytes=-4", "", "", 206, "bytes 22-25/26", "file"},
                {HTTP_GET, "bytes=20-", "", "", 206, "bytes 20-25/26", "a file"},
                {HTTP_GET, "bytes=0-99", "", "", 206, "bytes 0-25/26", TEXT},
                {HTTP_GET, "bytes=26-", "", "", 416, "bytes */26", NULL},
                {HTTP_GET, "bytes=0-1,3-4", "", "", 200, "", TEXT},
                {HTTP_GET, "bytes=x", "", "", 200, "", TEXT},
                {HTTP_GET, "bytes=0-5", "\"00ff0123456789abcdef001122334455-640.webp\"", "", 206, "bytes 0-5/26",
                 "twenty"},
                {HTTP_GET, "bytes=0-5", "W/\"00ff0123456789abcdef001122334455-640.webp\"", "", 200, "", TEXT},
                {HTTP_GET, "bytes=0-5", "\"other\"", "", 200, "", TEXT},
                {HTTP_GET, "bytes=99-", "\"other\"", "", 200, "", TEXT},
                {HTTP_GET, "bytes=0-5", "Tue, 14 Nov 2023 22:13:20 GMT", "", 200, "", TEXT},
                {HTTP_GET, "bytes=0-5", "", "\"00ff0123456789abcdef001122334455-640.webp\"", 304, "", NULL},
                {HTTP_GET, "", "", "*", 304, "", NULL},
                {HTTP_GET, "", "", "\"other\"", 200, "", TEXT},
                {HTTP_HEAD, "bytes=0-5", "", "", 200, "", TEXT},
                {HTTP_HEAD, "bytes=99-", "", "", 200, "", TEXT},
        };
        struct scene *s = *state;
        struct reply reply;
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
                struct http_request request = get(THE_FILE);
                request.method = cases[i].method;
                request.range = slice_of(cases[i].range);
                request.if_range = slice_of(cases[i].if_range);
                request.if_none_match = slice_of(cases[i].if_none_match);
                ask_for(s, &request, &reply);
                if (reply.head.status != cases[i].status) fail_msg("case %zu: %u", i, reply.head.status);
                assert_slice(reply.head.content_range, cases[i].content_range);
                if (cases[i].text)
                        assert_sends(&reply, cases[i].text);
                else
                        assert_null(reply.file.holder);
        }
}

static void invented_addresses_are_404_without_a_load(void **state)
{
        struct scene *s = *state;
        const char *paths[] = {"/media/",
                               PICTURE,
                               "/media/" DIGEST,
                               "/media/" OTHER "/640.webp",
                               PICTURE "641.webp",
                               PICTURE "0640.webp",
                               PICTURE "640.jpg",
                               PICTURE "640.webp/",
                               PICTURE "./640.webp",
                               PICTURE "../" DIGEST "/640.webp",
                               PICTURE "note.txt",
                               PICTURE "index.txt",
                               "/media/00FF0123456789abcdef00112233445566778899aabbccddeeff0123456789ab/640.webp"};
        assert_int_equal(picture_status(s, THE_FILE), 200);
        uint64_t loads = reader_counts(s->reader).loads;
        for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
                unsigned status = picture_status(s, paths[i]);
                if (status != 404) fail_msg("%s: %u", paths[i], status);
        }
        assert_int_equal(reader_counts(s->reader).loads, loads);
}

static void a_picture_without_files_is_404_and_what_is_no_file_is_not_sent(void **state)
{
        struct scene *s = *state;
        put_picture(s, OTHER);
        catch_up(s);
        assert_int_equal(picture_status(s, "/media/" OTHER "/640.webp"), 404);
        begin(s);
        assert_int_equal(archive_drop_picture(s->archive, SLICE(OTHER)).code, OK);
        commit(s);
        make_file(OTHER, "320.webp", "x");
        assert_int_equal(symlinkat("320.webp", gallery.folder, OTHER "/640.webp"), 0);
        put_picture(s, OTHER);
        catch_up(s);
        assert_int_equal(picture_status(s, "/media/" OTHER "/320.webp"), 200);
        assert_int_equal(picture_status(s, "/media/" OTHER "/640.webp"), 503);
}

static bool is_open(int fd)
{
        return fcntl(fd, F_GETFD) >= 0;
}

static void a_withdrawn_picture_is_410_at_once_and_its_file_is_closed(void **state)
{
        struct scene *s = *state;
        struct server_app app = reader_app(s->reader);
        struct http_request request = get(THE_FILE);
        struct reply reply;
        ask_for(s, &request, &reply);
        app.file_hold(app.context, reply.file.holder); /* somebody reads it slowly */
        app.turn_ended(app.context, 0);
        begin(s);
        assert_int_equal(archive_drop_picture(s->archive, SLICE(DIGEST)).code, OK);
        commit(s);
        catch_up(s);
        remove_folder_of(DIGEST);
        assert_int_equal(picture_status(s, THE_FILE), 410);
        assert_int_equal(picture_status(s, PICTURE), 410);
        app.turn_ended(app.context, 0);
        catch_up(s);
        assert_sends(&reply, TEXT); /* until who began has read it to the end */
        app.file_release(app.context, reply.file.holder);
        assert_false(is_open(reply.file.fd));
}

static void a_rebuilt_archive_closes_what_was_open(void **state)
{
        struct scene *s = *state;
        struct http_request request = get(THE_FILE);
        struct reply reply;
        struct server_app app = reader_app(s->reader);
        ask_for(s, &request, &reply);
        struct buf name = BUF_INIT(256), why = BUF_INIT(1000);
        uint8_t key[ARCHIVE_PATH_KEY_BYTES];
        memcpy(key, archive_path_key(s->archive), sizeof key);
        archive_close(s->archive);
        assert_int_equal(archive_create_next(s->folder, key, &s->archive, &name).code, OK);
        begin(s);
        put_site(s);
        commit(s);
        archive_close(s->archive);
        assert_int_equal(archive_activate(s->folder, buf_text(&name)).code, OK);
        assert_int_equal(archive_open(s->folder, ARCHIVE_WRITE, &s->archive, &why).code, OK);
        catch_up(s);
        app.turn_ended(app.context, 0);
        catch_up(s);
        assert_false(is_open(reply.file.fd));
        assert_int_equal(picture_status(s, THE_FILE), 404);
        buf_clear(&name);
        buf_clear(&why);
}

static void more_pictures_than_may_be_open_are_sent_all_the_same(void **state)
{
        struct scene *s = *state;
        make_file(OTHER, "320.webp", "other");
        put_picture(s, OTHER);
        open_with_pictures(s, 1);
        for (int i = 0; i < 20; i++) {
                assert_int_equal(picture_status(s, THE_FILE), 200);
                assert_int_equal(picture_status(s, "/media/" OTHER "/320.webp"), 200);
                reader_app(s->reader).turn_ended(s->reader, 0);
                catch_up(s);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                GALLERY_TEST(a_file_is_sent_with_what_is_known_of_it),
                GALLERY_TEST(a_range_is_a_piece_of_it),
                GALLERY_TEST(invented_addresses_are_404_without_a_load),
                GALLERY_TEST(a_picture_without_files_is_404_and_what_is_no_file_is_not_sent),
                GALLERY_TEST(a_withdrawn_picture_is_410_at_once_and_its_file_is_closed),
                GALLERY_TEST(a_rebuilt_archive_closes_what_was_open),
                GALLERY_TEST(more_pictures_than_may_be_open_are_sent_all_the_same),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
