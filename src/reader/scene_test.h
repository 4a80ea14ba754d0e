/* What the tests of this room share: a small archive in a folder of its own, its writer, and a reader that follows it.
 */
#pragma once
#include "reader/archive_test.h"

static inline void open_reader(struct scene *s)
{
        struct buf why = BUF_INIT(1000);
        struct reader_options options = {
                .archive_folder = s->folder, .server_threads = 1, .loader_threads = 1, .cache_bytes = 1 << 20};
        assert_int_equal(reader_open(&options, &s->reader, &why).code, OK);
        buf_clear(&why);
}

static inline int start(void **state)
{
        static struct scene scene;
        struct scene *s = &scene;
        struct buf why = BUF_INIT(1000);
        scene = (struct scene){0};
        memcpy(s->folder, "/tmp/reader_test.XXXXXX", 24);
        if (sodium_init() < 0 || !mkdtemp(s->folder)) return 1;
        assert_int_equal(deflater_new(DEFLATE_SMALL, &s->deflater).code, OK);
        assert_int_equal(archive_create(s->folder, NULL).code, OK);
        assert_int_equal(archive_open(s->folder, ARCHIVE_WRITE, &s->archive, &why).code, OK);
        begin(s);
        put_site(s);
        commit(s);
        open_reader(s);
        buf_clear(&why);
        *state = s;
        return 0;
}

static inline void remove_folder(const char *path)
{
        DIR *folder = opendir(path);
        assert_non_null(folder);
        for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
                if (entry->d_name[0] != '.') assert_int_equal(unlinkat(dirfd(folder), entry->d_name, 0), 0);
        closedir(folder);
        assert_int_equal(rmdir(path), 0);
}

static inline int stop(void **state)
{
        struct scene *s = *state;
        reader_close(s->reader);
        archive_close(s->archive);
        deflater_free(s->deflater);
        arena_clear(&s->arena);
        remove_folder(s->folder);
        return 0;
}

static inline void catch_up(struct scene *s)
{
        assert_int_equal(reader_catch_up(s->reader).code, OK);
        reader_tidy(s->reader);
        assert_int_equal(reader_change(s->reader), s->change);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, start, stop)
