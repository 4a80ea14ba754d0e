/* The test program is its own worker: started with an argument it develops a picture, or tries to break out. */
#include "media/worker.h"

#include "media/limits.h"
#include "news/picture_type.h"
#include "os/file.h"
#include "os/sandbox.h"
#include "os/worker.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

static const char *const worker_argv[] = {"worker_test", "develop", NULL};

struct development {
        struct buf file, bytes;
        struct answer answer;
};

static void clear(struct development *d)
{
        buf_clear(&d->file);
        buf_clear(&d->bytes);
}

static void develop_bytes(struct development *d, struct slice file)
{
        buf_truncate(&d->bytes);
        struct err err = media_develop(worker_argv, file, &d->bytes, &d->answer);
        if (err.code) print_error("%s\n", err.what);
        assert_int_equal(err.code, OK);
}

#define DEVELOPMENT                                                                                                    \
        CLEANUP(clear) struct development d = {.file = BUF_INIT(50 << 20), .bytes = BUF_INIT(ANSWER_MAX_BYTES)}

static void develop_file(struct development *d, const char *name)
{
        char path[200];
        snprintf(path, sizeof path, "tests/pictures/%s", name);
        buf_truncate(&d->file);
        assert_int_equal(file_read(path, &d->file).code, OK);
        develop_bytes(d, buf_slice(&d->file));
        if (d->answer.refused.at) print_error("%s: %.*s\n", name, SLICE_ARGS(d->answer.refused));
}

static void expect_refusal(const struct development *d, const char *part)
{
        assert_non_null(d->answer.refused.at);
        if (!slice_find(d->answer.refused, slice_of(part))) print_error("%.*s\n", SLICE_ARGS(d->answer.refused));
        assert_non_null(slice_find(d->answer.refused, slice_of(part)));
}

/* ---- what is made ---- */

static void expect_files_of_their_size(const struct development *d)
{
        for (size_t i = 0; i < d->answer.rendition_count; i++) {
                const struct rendition *r = &d->answer.renditions[i];
                struct picture_type webp = picture_type_of(r->webp), jpeg = picture_type_of(r->jpeg);
                assert_int_equal(webp.width, r->width);
                assert_int_equal(webp.height, r->height);
                assert_int_equal(jpeg.width, r->width);
                assert_int_equal(jpeg.height, r->height);
        }
}

static void makes_every_size_in_both_formats(void **state)
{
        (void)state;
        DEVELOPMENT;
        develop_file(&d, "plain.jpg");
        assert_null(d.answer.refused.at);
        assert_int_equal(d.answer.width, 900);
        assert_int_equal(d.answer.height, 600);
        assert_int_equal(d.answer.rendition_count, 4);
        assert_int_equal(d.answer.renditions[0].height, 213);
        assert_int_equal(d.answer.renditions[3].width, 900);
        expect_files_of_their_size(&d);
        assert_null(slice_find(d.answer.renditions[0].jpeg, SLICE("Exif")));
        assert_null(slice_find(d.answer.renditions[0].jpeg, SLICE("http://ns.adobe.com")));
        /* Progressive: the frame header is of kind C2. */
        assert_non_null(slice_find(d.answer.renditions[0].jpeg, SLICE("\xFF\xC2")));
}

static void takes_png_webp_and_gif(void **state)
{
        (void)state;
        static const struct {
                const char *name;
                unsigned width;
        } files[] = {{"small.png", 200}, {"small.webp", 400}, {"small.gif", 64}};
        DEVELOPMENT;
        for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
                develop_file(&d, files[i].name);
                assert_null(d.answer.refused.at);
                assert_int_equal(d.answer.width, files[i].width);
                expect_files_of_their_size(&d);
        }
}

static void says_that_an_animation_moves(void **state)
{
        (void)state;
        DEVELOPMENT;
        develop_file(&d, "moving.gif");
        assert_null(d.answer.refused.at);
        assert_true(d.answer.moves);
        assert_int_equal(d.answer.width, 64);
        assert_int_equal(d.answer.height, 64);
        expect_files_of_their_size(&d);
        develop_file(&d, "small.gif");
        assert_false(d.answer.moves);
        develop_file(&d, "plain.jpg");
        assert_false(d.answer.moves);
}

static void turns_the_picture_the_right_way_up(void **state)
{
        (void)state;
        DEVELOPMENT;
        develop_file(&d, "full-of-words.jpg");
        assert_null(d.answer.refused.at);
        assert_int_equal(d.answer.width, 600);
        assert_int_equal(d.answer.height, 900);
        expect_files_of_their_size(&d);
}

static bool contains(const struct development *d, const char *text)
{
        for (size_t i = 0; i < d->answer.rendition_count; i++)
                if (slice_find(d->answer.renditions[i].webp, slice_of(text)) ||
                    slice_find(d->answer.renditions[i].jpeg, slice_of(text)))
                        return true;
        return false;
}

static void only_credit_and_copyright_survive(void **state)
{
        (void)state;
        DEVELOPMENT;
        develop_file(&d, "full-of-words.jpg");
        assert_null(d.answer.refused.at);
        for (size_t i = 0; i < d.answer.rendition_count; i++) {
                const struct rendition *r = &d.answer.renditions[i];
                assert_non_null(slice_find(r->jpeg, SLICE("Herald &amp; &lt;Sons&gt;")));
                assert_non_null(slice_find(r->webp, SLICE("Herald &amp; &lt;Sons&gt;")));
                assert_non_null(slice_find(r->webp, SLICE("© 2026 The Herald")));
                /* Where an orientation were kept, browsers would turn the picture once more. */
                assert_null(slice_find(r->jpeg, SLICE("Exif\0\0")));
                assert_null(slice_find(r->webp, SLICE("EXIF")));
        }
        assert_false(contains(&d, "SECRET"));
        assert_false(contains(&d, "Photoshop 3.0"));
        assert_false(contains(&d, "шостій"));
}

static void expect_words(const struct development *d, const char *credit, const char *copyright, const char *caption)
{
        CLEANUP(buf_clear) struct buf said = BUF_INIT(10000), expected = BUF_INIT(10000);
        buf_add_format(&said, "%.*s|%.*s|%.*s", SLICE_ARGS(d->answer.credit), SLICE_ARGS(d->answer.copyright),
                       SLICE_ARGS(d->answer.caption));
        buf_add_format(&expected, "%s|%s|%s", credit, copyright, caption);
        assert_string_equal(buf_text(&said), buf_text(&expected));
}

static void reads_what_the_file_says_of_itself(void **state)
{
        (void)state;
        DEVELOPMENT;
        develop_file(&d, "full-of-words.jpg");
        expect_words(&d, "Herald & <Sons>", "© 2026 The Herald", "Пором відходить о шостій.");
        develop_file(&d, "iim-only.jpg");
        expect_words(&d, "Agency of Letters", "© The Herald", "The ferry leaves.");
        develop_file(&d, "exif-only.jpg");
        expect_words(&d, "Camera Person", "Somebody (2026)", "");
        develop_file(&d, "plain.jpg");
        expect_words(&d, "", "", "");
}

/* ---- what is refused ---- */

static void add_chunk(struct buf *png, const char *kind, struct slice data)
{
        char len[4] = {0, 0, (char)(data.len >> 8), (char)data.len};
        buf_add(png, (struct slice){len, 4});
        size_t start = png->len;
        buf_add_text(png, kind);
        buf_add(png, data);
        uLong crc = crc32(0, (const Bytef *)png->at + start, (uInt)(png->len - start));
        char end[4] = {(char)(crc >> 24), (char)(crc >> 16), (char)(crc >> 8), (char)crc};
        buf_add(png, (struct slice){end, 4});
}

/* Promises so many pixels of one bit each and brings none. */
static void make_bomb(struct buf *png, unsigned width, unsigned height)
{
        char head[13] = {(char)(width >> 24), (char)(width >> 16),  (char)(width >> 8),
                         (char)width,         (char)(height >> 24), (char)(height >> 16),
                         (char)(height >> 8), (char)height,         1};
        buf_truncate(png);
        buf_add(png, SLICE("\x89PNG\r\n\x1A\n"));
        add_chunk(png, "IHDR", (struct slice){head, sizeof head});
        add_chunk(png, "IDAT", SLICE("\x78\x9c\x63\x00"));
        add_chunk(png, "IEND", SLICE(""));
}

static void refuses_bombs_before_decoding_them(void **state)
{
        (void)state;
        DEVELOPMENT;
        make_bomb(&d.file, 30000, 30000);
        develop_bytes(&d, buf_slice(&d.file));
        expect_refusal(&d, "30000 × 30000 pixels; at most 20000 on a side");
        make_bomb(&d.file, 20000, 5001);
        develop_bytes(&d, buf_slice(&d.file));
        expect_refusal(&d, "20000 × 5001 pixels; at most 100 million in all");
        make_bomb(&d.file, 1000, 17000);
        develop_bytes(&d, buf_slice(&d.file));
        expect_refusal(&d, "at most 16383 high");
        make_bomb(&d.file, 20000, 5000);
        develop_bytes(&d, buf_slice(&d.file));
        expect_refusal(&d, "damaged or cut off (");
}

/* What old bodies counted their readers with, and the lines that they were divided by. */
static void refuses_what_is_too_small_or_too_long_to_be_a_picture(void **state)
{
        (void)state;
        DEVELOPMENT;
        make_bomb(&d.file, 1, 1);
        develop_bytes(&d, buf_slice(&d.file));
        expect_refusal(&d, "1 × 1 pixels; at least 16 on a side");
        make_bomb(&d.file, 15, 200);
        develop_bytes(&d, buf_slice(&d.file));
        expect_refusal(&d, "15 × 200 pixels; at least 16 on a side");
        make_bomb(&d.file, 16, 321);
        develop_bytes(&d, buf_slice(&d.file));
        expect_refusal(&d, "16 × 321 pixels; one side at most 20 times the other");
        make_bomb(&d.file, 321, 16);
        develop_bytes(&d, buf_slice(&d.file));
        expect_refusal(&d, "321 × 16 pixels; one side at most 20 times the other");
        make_bomb(&d.file, 16, 320); /* may be one, but brings no pixels */
        develop_bytes(&d, buf_slice(&d.file));
        expect_refusal(&d, "damaged or cut off");
}

static void refuses_other_types_by_content(void **state)
{
        (void)state;
        DEVELOPMENT;
        develop_file(&d, "other.tiff");
        expect_refusal(&d, "of a type that is not taken (image/tiff)");
        develop_bytes(&d, SLICE("<svg xmlns='http://www.w3.org/2000/svg'/>"));
        expect_refusal(&d, "image/svg+xml");
        develop_bytes(&d, SLICE("GIF or not"));
        expect_refusal(&d, "not known");
        develop_bytes(&d, SLICE(""));
        expect_refusal(&d, "not known");
        develop_bytes(&d, SLICE("GIF89a<svg onload=alert(1)>"));
        expect_refusal(&d, "damaged or cut off");
}

static void refuses_what_breaks_off(void **state)
{
        (void)state;
        DEVELOPMENT;
        static const char *const files[] = {"plain.jpg", "small.png", "small.webp"};
        for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
                develop_file(&d, files[i]);
                develop_bytes(&d, (struct slice){d.file.at, d.file.len * 2 / 3});
                expect_refusal(&d, "damaged or cut off (");
                develop_bytes(&d, (struct slice){d.file.at, 20});
                expect_refusal(&d, "damaged or cut off");
        }
}

static void says_that_a_file_is_damaged_where_libvips_says_nothing(void **state)
{
        (void)state;
        enum { IHDR_END = 8 + 25, IHDR_CRC = 8 + 8 + 13 };
        DEVELOPMENT;
        develop_file(&d, "small.png");
        develop_bytes(&d, (struct slice){d.file.at, IHDR_END});
        assert_true(slice_starts_with(d.answer.refused, SLICE("damaged or cut off")));
        d.file.at[IHDR_CRC] ^= 1;
        develop_bytes(&d, buf_slice(&d.file));
        assert_true(slice_starts_with(d.answer.refused, SLICE("damaged or cut off")));
        assert_null(slice_find(d.answer.refused, SLICE("()")));
}

/* What stands behind a picture's end, or beside its pixels, is not in what is made of it. */
static void a_polyglot_loses_its_other_half(void **state)
{
        (void)state;
        DEVELOPMENT;
        develop_file(&d, "plain.jpg");
        buf_add_text(&d.file, "<script>alert(1)</script>PK\x03\x04");
        develop_bytes(&d, buf_slice(&d.file));
        assert_null(d.answer.refused.at);
        assert_false(contains(&d, "<script>"));
}

static void refuses_files_that_are_too_large(void **state)
{
        (void)state;
        DEVELOPMENT;
        develop_bytes(&d, (struct slice){"", PICTURE_FILE_MAX_BYTES + 1});
        expect_refusal(&d, "larger than 40 MB");
}

/* ---- the sandbox ---- */

/* The sandbox's ends: killed by the filter, unless sanitizers need a laxer one, which refuses. */
static void expect_no_way_out(const char *attempt)
{
        const char *const argv[] = {"worker_test", attempt, NULL};
        CLEANUP(buf_clear) struct buf answer = BUF_INIT(1000), how = BUF_INIT(100);
        struct worker_job job = {.argv = argv, .input = SLICE(""), .deadline_ms = 20000};
        struct err err = worker_run(&job, &answer, &how);
        bool refused = err.code == OK && slice_eq(buf_slice(&answer), SLICE("refused"));
        bool killed = err.code == ERR_INVALID && slice_eq(buf_slice(&how), SLICE("signal 31"));
        if (!refused && !killed) print_error("%s: %s %s\n", attempt, buf_text(&answer), buf_text(&how));
        assert_true(refused || killed);
}

static void a_worker_cannot_reach_anything(void **state)
{
        (void)state;
        expect_no_way_out("open");
        expect_no_way_out("write");
        expect_no_way_out("connect");
        expect_no_way_out("start");
        expect_no_way_out("code");
        expect_no_way_out("kill");
}

static void a_worker_that_hangs_is_ended(void **state)
{
        (void)state;
        const char *const argv[] = {"worker_test", "hang", NULL};
        CLEANUP(buf_clear) struct buf answer = BUF_INIT(1000), how = BUF_INIT(100);
        struct worker_job job = {.argv = argv, .input = SLICE("x"), .deadline_ms = 300};
        assert_int_equal(worker_run(&job, &answer, &how).code, ERR_BUSY);
        assert_string_equal(buf_text(&how), "signal 9");
}

static void a_worker_that_talks_too_much_is_ended(void **state)
{
        (void)state;
        const char *const argv[] = {"worker_test", "talk", NULL};
        CLEANUP(buf_clear) struct buf answer = BUF_INIT(1000), how = BUF_INIT(100);
        struct worker_job job = {.argv = argv, .input = SLICE("x"), .deadline_ms = 10000};
        assert_int_equal(worker_run(&job, &answer, &how).code, ERR_FULL);
}

/* ---- the program as a worker ---- */

static bool break_out(const char *way)
{
        if (strcmp(way, "open") == 0) return open("/etc/passwd", O_RDONLY) >= 0;
        if (strcmp(way, "write") == 0) return open("/tmp/media_worker_test_was_here", O_WRONLY | O_CREAT, 0600) >= 0;
        if (strcmp(way, "connect") == 0) return socket(AF_INET, SOCK_STREAM, 0) >= 0;
        if (strcmp(way, "start") == 0) return fork() >= 0;
        if (strcmp(way, "kill") == 0) return kill(getppid(), 0) == 0;
        return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

_Noreturn static void be_worker(const char *role)
{
        if (strcmp(role, "develop") == 0) media_worker_main();
        struct err err = sandbox_close((struct sandbox_limits){WORKER_MEMORY_BYTES, WORKER_CPU_SECONDS});
        if (err.code) worker_end(false);
        while (strcmp(role, "hang") == 0)
                usleep(10000);
        while (strcmp(role, "talk") == 0)
                if (worker_answer(SLICE("and so on, and so on, ")).code) worker_end(true);
        err = worker_answer(break_out(role) ? SLICE("out") : SLICE("refused"));
        worker_end(err.code == OK);
}

int main(int argc, char **argv)
{
        if (argc > 1) be_worker(argv[1]);
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(makes_every_size_in_both_formats),
                cmocka_unit_test(takes_png_webp_and_gif),
                cmocka_unit_test(says_that_an_animation_moves),
                cmocka_unit_test(turns_the_picture_the_right_way_up),
                cmocka_unit_test(only_credit_and_copyright_survive),
                cmocka_unit_test(reads_what_the_file_says_of_itself),
                cmocka_unit_test(refuses_bombs_before_decoding_them),
                cmocka_unit_test(refuses_what_is_too_small_or_too_long_to_be_a_picture),
                cmocka_unit_test(refuses_other_types_by_content),
                cmocka_unit_test(refuses_what_breaks_off),
                cmocka_unit_test(says_that_a_file_is_damaged_where_libvips_says_nothing),
                cmocka_unit_test(a_polyglot_loses_its_other_half),
                cmocka_unit_test(refuses_files_that_are_too_large),
                cmocka_unit_test(a_worker_cannot_reach_anything),
                cmocka_unit_test(a_worker_that_hangs_is_ended),
                cmocka_unit_test(a_worker_that_talks_too_much_is_ended),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
