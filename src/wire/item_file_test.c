#include "wire/import.h"
#include "wire/item_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

struct fixture {
        char folder[64], path[96], picture[96];
};

static int make_folder(void **state)
{
        struct fixture *f = calloc(1, sizeof *f);
        snprintf(f->folder, sizeof f->folder, "/tmp/item_file_test.XXXXXX");
        assert_non_null(mkdtemp(f->folder));
        snprintf(f->path, sizeof f->path, "%s/items", f->folder);
        snprintf(f->picture, sizeof f->picture, "%s/a.gif", f->folder);
        *state = f;
        return 0;
}

static int drop_folder(void **state)
{
        struct fixture *f = *state;
        unlink(f->path);
        unlink(f->picture);
        assert_int_equal(rmdir(f->folder), 0);
        free(f);
        return 0;
}

static void write_file(const char *path, struct slice bytes)
{
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(bytes.at, 1, bytes.len, file), bytes.len);
        assert_int_equal(fclose(file), 0);
}

/* Everything that the file gives: "line:item" joined by "|", and at the end "!" when it ended in an error. */
static void read_all(const char *path, size_t item_max, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf item = BUF_INIT(item_max);
        struct item_file *file = NULL;
        struct err err = item_file_open(path, &file);
        unsigned line = 0;
        bool more = err.code == OK;
        while (more) {
                err = item_file_next(file, &item, &line, &more);
                if (err.code != OK) break;
                if (more) buf_add_format(ret, "%s%u:%s", ret->len ? "|" : "", line, buf_text(&item));
        }
        if (err.code != OK) buf_add_char(ret, '!');
        item_file_close(file);
}

static void assert_items(struct fixture *f, const char *text, const char *items)
{
        CLEANUP(buf_clear) struct buf all = BUF_INIT(10000);
        write_file(f->path, slice_of(text));
        read_all(f->path, 1000, &all);
        if (strcmp(buf_text(&all), items) != 0) fail_msg("%s\n gave %s\n not  %s", text, buf_text(&all), items);
}

static void cuts_items_out_of_every_layout(void **state)
{
        static const struct {
                const char *text, *items;
        } rows[] = {
                {"", ""},
                {" \n\n", ""},
                {"{}", "1:{}"},
                {"{\"a\":1}\n{\"b\":2}\n", "1:{\"a\":1}|2:{\"b\":2}"},
                {"\xEF\xBB\xBF{\"a\":1}\n\n  {\"b\":2}", "1:{\"a\":1}|3:{\"b\":2}"},
                {"{\n\"a\":{\"b\":\"}\\\"\"}\n}\n", "1:{\n\"a\":{\"b\":\"}\\\"\"}\n}"},
                {"{\n\"a\":1}\n{\n\"b\":2}", "1:{\n\"a\":1}|3:{\n\"b\":2}"},
                {"[{\"a\":\"]\"},\n{\"b\":[{}]}]", "1:{\"a\":\"]\"}|2:{\"b\":[{}]}"},
                {"[]", ""},
                {"[\n{}\n,\n{}\n]\nwhatever", "2:{}|4:{}"},
                {"{}\r\n{}\r\n", "1:{}\r|2:{}\r"},
        };
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
                assert_items(*state, rows[i].text, rows[i].items);
}

static void goes_on_behind_a_broken_item(void **state)
{
        assert_items(*state, "{\"a\":1}\n{\"b\":\nrubbish\n{\"c\":3}\n", "1:{\"a\":1}|2:{\"b\":|3:rubbish|4:{\"c\":3}");
        assert_items(*state, "{\"a\":\n{\"b\":2}\n{\"c\":3}", "1:{\"a\":|2:{\"b\":2}|3:{\"c\":3}");
        assert_items(*state, "[7,\"x\",{\"a\":1}]", "1:7|1:\"x\"|1:{\"a\":1}");
        assert_items(*state, "[{\"a\":1},{\"b\"", "1:{\"a\":1}|1:{\"b\"");
        assert_items(*state, "{\n\"a\":1", "1:{\n\"a\":1");
}

static void refuses_what_holds_no_items(void **state)
{
        assert_items(*state, "<xml/>", "!");
        assert_items(*state, "\"text\"", "!");
        CLEANUP(buf_clear) struct buf all = BUF_INIT(100);
        read_all("/tmp/item_file_test.nowhere/x", 1000, &all);
        assert_string_equal(buf_text(&all), "!");
        buf_truncate(&all);
        read_all(((struct fixture *)*state)->folder, 1000, &all); /* a folder opens, but cannot be read */
        assert_string_equal(buf_text(&all), "!");
}

static void ends_at_an_item_longer_than_any_may_be(void **state)
{
        struct fixture *f = *state;
        static char line[200000];
        CLEANUP(buf_clear) struct buf text = BUF_INIT(1000000), all = BUF_INIT(1000000);
        memset(line, 'x', sizeof line - 1);
        buf_add_format(&text, "{\"a\":1}\n{\"b\":\"%s\"}\n{\"c\":3}", line);
        write_file(f->path, buf_slice(&text));
        read_all(f->path, 1000, &all);
        assert_string_equal(buf_text(&all), "1:{\"a\":1}!");
        buf_truncate(&all);
        read_all(f->path, 300000, &all); /* several chunks of the file long */
        assert_int_equal(all.len, strlen("1:|2:|3:") + text.len - 2);
}

static void write_gzip(const char *path, const char *text)
{
        gzFile gz = gzopen(path, "wb");
        assert_non_null(gz);
        assert_int_equal(gzwrite(gz, text, (unsigned)strlen(text)), (int)strlen(text));
        assert_int_equal(gzclose(gz), Z_OK);
}

static void reads_gzip(void **state)
{
        struct fixture *f = *state;
        CLEANUP(buf_clear) struct buf all = BUF_INIT(1000);
        write_gzip(f->path, "{\"a\":1}\n{\"b\":2}\n");
        read_all(f->path, 1000, &all);
        assert_string_equal(buf_text(&all), "1:{\"a\":1}|2:{\"b\":2}");
}

static void tells_when_gzip_is_cut_off(void **state)
{
        struct fixture *f = *state;
        CLEANUP(buf_clear) struct buf all = BUF_INIT(10000);
        write_gzip(f->path, "{\"a\":1}\n{\"b\":2}\n{\"c\":\"0123456789 abcdefghijklmnopqrstuvwxyz\"}\n");
        FILE *file = fopen(f->path, "rb");
        char bytes[1000];
        size_t len = fread(bytes, 1, sizeof bytes, file);
        fclose(file);
        for (size_t cut = 1; cut < len - 18; cut++) {
                write_file(f->path, (struct slice){bytes, len - cut});
                buf_truncate(&all);
                read_all(f->path, 1000, &all);
                assert_true(all.len && all.at[all.len - 1] == '!');
        }
}

static void tells_its_progress(void **state)
{
        struct fixture *f = *state;
        CLEANUP(buf_clear) struct buf item = BUF_INIT(1000);
        struct item_file *file = NULL;
        uint64_t done = 0, size = 0;
        unsigned line = 0;
        bool more = true;
        write_file(f->path, SLICE("{\"a\":1}\n{\"b\":2}\n"));
        assert_int_equal(item_file_open(f->path, &file).code, OK);
        while (more)
                assert_int_equal(item_file_next(file, &item, &line, &more).code, OK);
        item_file_progress(file, &done, &size);
        assert_int_equal(size, 16);
        assert_int_equal(done, 16);
        item_file_close(file);
}

static void puts_pictures_that_lie_beside_it_into_items(void **state)
{
        struct fixture *f = *state;
        write_file(f->picture, SLICE("GIF89a"));
        assert_items(f, "{\"associations\":[{\"href\":\"a.gif\"}]}",
                     "1:{\"associations\":[{\"href\":\"data:;name=a.gif;base64,R0lGODlh\"}]}");
        assert_items(f, "{\"associations\":[{\"renditions\":[{\"href\":\"./a.gif\"}]}]}",
                     "1:{\"associations\":[{\"renditions\":[{\"href\":\"data:;name=a.gif;base64,R0lGODlh\"}]}]}");
        assert_items(f, "{\"associations\":{\"main\":{\"renditions\":{\"r\":{\"href\":\"a.gif\"}}}}}",
                     "1:{\"associations\":{\"main\":{\"renditions\":{\"r\":"
                     "{\"href\":\"data:;name=a.gif;base64,R0lGODlh\"}}}}}");
}

#define GIF "\\\"data:;name=a.gif;base64,R0lGODlh\\\""

static void assert_body(struct fixture *f, const char *html, const char *expected)
{
        char text[1000], items[1000];
        snprintf(text, sizeof text, "{\"bodies\":[{\"value\":\"%s\"}]}", html);
        snprintf(items, sizeof items, "1:{\"bodies\":[{\"value\":\"%s\"}]}", expected);
        assert_items(f, text, items);
}

static void puts_pictures_of_bodies_into_them(void **state)
{
        struct fixture *f = *state;
        write_file(f->picture, SLICE("GIF89a"));
        assert_body(f, "<p>x<img src='a.gif' alt=y><img alt='z' src='./a.gif'><img alt=b>",
                    "<p>x<img src=" GIF " alt=y><img alt='z' src=" GIF "><img alt=b>");
        static const char *const unchanged[] = {"<img src='/etc/hostname'>",
                                                "<img src='../a.gif'>",
                                                "<img src='a.gif",
                                                "<img > src='a.gif'",
                                                "<!-- <img src='a.gif'> -->",
                                                "<img src>",
                                                "<img src=''>",
                                                "<img "};
        for (size_t i = 0; i < sizeof unchanged / sizeof unchanged[0]; i++)
                assert_body(f, unchanged[i], unchanged[i]);
        assert_items(f, "{\"bodies\":[{\"contentType\":\"text/plain\",\"value\":\"<img src='a.gif'>\"}]}",
                     "1:{\"bodies\":[{\"contentType\":\"text/plain\",\"value\":\"<img src='a.gif'>\"}]}");
}

static void finds_images_however_they_are_written(void **state)
{
        struct fixture *f = *state;
        write_file(f->picture, SLICE("GIF89a"));
        static const struct {
                const char *html, *expected;
        } ways[] = {
                {"<img\\nsrc='a.gif'>", "<img\\nsrc=" GIF ">"},
                {"<img src=a.gif>", "<img src=" GIF ">"},
                {"<img src= a.gif alt=b>", "<img src= " GIF " alt=b>"},
                {"<img src=&#97;.gif>", "<img src=" GIF ">"},
                {"<img src=a&#46;gif\\r\\n>", "<img src=" GIF "\\r\\n>"},
                {"<IMG SRC=\\\"a.gif\\\">", "<IMG SRC=" GIF ">"},
                {"<img src = ' a.gif '/>", "<img src = " GIF "/>"},
                {"<img alt='a > b' src='a.gif'>", "<img alt='a > b' src=" GIF ">"},
                {"<img alt=\\\" src='q'\\\" src='a.gif'>", "<img alt=\\\" src='q'\\\" src=" GIF ">"},
                {"<img data-src='q' src='a.gif' src='r'>", "<img data-src='q' src=" GIF " src='r'>"},
                {"<img src='https://e.org/b.gif'>\\u00ab\\r\\n<img src='a.gif'>",
                 "<img src='https://e.org/b.gif'>\u00ab\\r\\n<img src=" GIF ">"},
                {"<table><tr><td>1<img src='a.gif'></td></tr><img src='./a.gif'></table>",
                 "<table><tr><td>1<img src=" GIF "></td></tr><img src=" GIF "></table>"},
        };
        for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
                assert_body(f, ways[i].html, ways[i].expected);
        assert_items(f, "{\"bodies\":[{\"value\":\"\\u003cimg src='a.gif'>\"}]}",
                     "1:{\"bodies\":[{\"value\":\"<img src=" GIF ">\"}]}");
}

static void opens_no_path_that_leads_elsewhere(void **state)
{
        struct fixture *f = *state;
        static const char *const hrefs[] = {"/etc/hostname",        "../items", "x/../../items", "https://e.org/a.gif",
                                            "file:///etc/hostname", ""};
        for (size_t i = 0; i < sizeof hrefs / sizeof hrefs[0]; i++) {
                char text[200], items[220];
                snprintf(text, sizeof text, "{\"associations\":[{\"href\":\"%s\"}]}", hrefs[i]);
                snprintf(items, sizeof items, "1:%s", text);
                assert_items(f, text, items);
        }
}

static void says_why_a_picture_does_not_come_along(void **state)
{
        struct fixture *f = *state;
        static char bytes[2000];
        write_file(f->picture, (struct slice){bytes, sizeof bytes});
        assert_items(f, "{\"associations\":[{\"href\":\"x/missing one.gif\"}]}",
                     "1:{\"associations\":[{\"href\":"
                     "\"data:;unread=there%20is%20no%20such%20file;name=missing%20one.gif;,\"}]}");
        assert_items(f, "{\"associations\":[{\"href\":\"a.gif\"}]}",
                     "1:{\"associations\":[{\"href\":\"data:;unread=larger%20than%20can%20be%20kept;name=a.gif;,\"}]}");
        assert_items(f, "{\"associations\":[{\"href\":\".\"}]}",
                     "1:{\"associations\":[{\"href\":"
                     "\"data:;unread=it%20is%20no%20file;name=.;,\"}]}");
}

static void follows_no_link(void **state)
{
        struct fixture *f = *state;
        char other[96];
        snprintf(other, sizeof other, "%s/other.gif", f->folder);
        write_file(other, SLICE("GIF89a"));
        assert_int_equal(symlink(other, f->picture), 0);
        assert_items(f, "{\"associations\":[{\"href\":\"a.gif\"}]}",
                     "1:{\"associations\":[{\"href\":\"data:;unread=it%20is%20a%20link%20or%20lies%20behind%20one%3B%20"
                     "copy%20the%20file;name=a.gif;,\"}]}");
        unlink(f->picture);
        assert_int_equal(symlink(f->folder, f->picture), 0); /* a folder by a link */
        assert_items(f, "{\"associations\":[{\"href\":\"a.gif/other.gif\"}]}",
                     "1:{\"associations\":[{\"href\":\"data:;unread=it%20is%20a%20link%20or%20lies%20behind%20one%3B%20"
                     "copy%20the%20file;name=other.gif;,\"}]}");
        unlink(other);
}

#define ITEM_FILE_TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, drop_folder)
int main(void)
{
        const struct CMUnitTest tests[] = {
                ITEM_FILE_TEST(cuts_items_out_of_every_layout),
                ITEM_FILE_TEST(goes_on_behind_a_broken_item),
                ITEM_FILE_TEST(refuses_what_holds_no_items),
                ITEM_FILE_TEST(ends_at_an_item_longer_than_any_may_be),
                ITEM_FILE_TEST(reads_gzip),
                ITEM_FILE_TEST(tells_when_gzip_is_cut_off),
                ITEM_FILE_TEST(tells_its_progress),
                ITEM_FILE_TEST(puts_pictures_that_lie_beside_it_into_items),
                ITEM_FILE_TEST(puts_pictures_of_bodies_into_them),
                ITEM_FILE_TEST(finds_images_however_they_are_written),
                ITEM_FILE_TEST(opens_no_path_that_leads_elsewhere),
                ITEM_FILE_TEST(says_why_a_picture_does_not_come_along),
                ITEM_FILE_TEST(follows_no_link),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
