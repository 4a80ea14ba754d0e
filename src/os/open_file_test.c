#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "os/file.h"
#include "os/open_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SIZE = 300 * 1000 };

struct place {
        char path[64];
        int folder;
};

static int start(void **state)
{
        static struct place place;
        memcpy(place.path, "/tmp/open_file_test.XXXXXX", 27);
        if (!mkdtemp(place.path)) return 1;
        assert_int_equal(folder_open(-1, place.path, &place.folder).code, OK);
        int fd = openat(place.folder, "file", O_CREAT | O_WRONLY, 0644);
        assert_int_equal(ftruncate(fd, SIZE), 0);
        close(fd);
        assert_int_equal(mkdirat(place.folder, "folder", 0755), 0);
        assert_int_equal(symlinkat("file", place.folder, "link"), 0);
        assert_int_equal(symlinkat("folder", place.folder, "link-to-folder"), 0);
        assert_int_equal(mkfifoat(place.folder, "pipe", 0644), 0);
        *state = &place;
        return 0;
}

static int stop(void **state)
{
        struct place *place = *state;
        const char *names[] = {"file", "link", "link-to-folder", "pipe"};
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
                assert_int_equal(unlinkat(place->folder, names[i], 0), 0);
        assert_int_equal(unlinkat(place->folder, "folder", AT_REMOVEDIR), 0);
        close(place->folder);
        return rmdir(place->path);
}

static void opens_regular_files_alone(void **state)
{
        struct place *place = *state;
        const char *others[] = {"link", "pipe", "folder", "nothing", "folder/nothing", ""};
        uint64_t size = 0;
        int fd = -1;
        for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
                assert_int_equal(file_open_below(place->folder, others[i], &fd, &size).code, ERR_NOT_FOUND);
                assert_int_equal(fd, -1);
        }
        assert_int_equal(file_open_below(place->folder, "file", &fd, &size).code, OK);
        assert_int_equal(size, SIZE);
        close(fd);
}

static void opens_folders_but_follows_no_link_to_one(void **state)
{
        struct place *place = *state;
        int fd = -1;
        assert_int_equal(folder_open(place->folder, "link-to-folder", &fd).code, ERR_NOT_FOUND);
        assert_int_equal(folder_open(place->folder, "file", &fd).code, ERR_NOT_FOUND);
        assert_int_equal(folder_open(place->folder, "folder", &fd).code, OK);
        close(fd);
}

static void count_name(void *context, const char *name)
{
        unsigned *count = context;
        assert_true(name[0] != '.');
        ++*count;
}

static void lists_every_name_as_often_as_it_is_asked(void **state)
{
        struct place *place = *state;
        for (int i = 0; i < 2; i++) {
                unsigned count = 0;
                assert_int_equal(folder_each(place->folder, count_name, &count).code, OK);
                assert_int_equal(count, 5);
        }
}

static void a_file_that_was_read_is_in_memory(void **state)
{
        struct place *place = *state;
        uint64_t size;
        int fd;
        assert_int_equal(file_open_below(place->folder, "file", &fd, &size).code, OK);
        assert_int_equal(file_bring_into_memory(fd, size).code, OK);
        assert_true(file_is_in_memory(fd, size));
        assert_int_equal(file_bring_into_memory(fd, size + 1).code, ERR_IO);
        assert_false(file_is_in_memory(fd, size + 1));
        close(fd);
}

static void expect_beneath(const struct place *place, const char *path, enum err_code code)
{
        uint64_t size = 0;
        int fd = -1;
        assert_int_equal(file_open_beneath(place->path, slice_of(path), &fd, &size).code, code);
        assert_int_equal(fd >= 0, code == OK);
        assert_int_equal(size, code == OK ? SIZE : 0);
        fd_close(fd);
}

static void opens_beneath_a_folder_what_no_link_leads_to(void **state)
{
        struct place *place = *state;
        expect_beneath(place, "file", OK);
        expect_beneath(place, "./file", OK);
        expect_beneath(place, "folder/.//./../file", ERR_DENIED);
        assert_int_equal(linkat(place->folder, "file", place->folder, "folder/same", 0), 0);
        expect_beneath(place, "folder//same", OK);
        expect_beneath(place, "link-to-folder/same", ERR_DENIED);
        assert_int_equal(unlinkat(place->folder, "folder/same", 0), 0);
        expect_beneath(place, "link", ERR_DENIED);
        expect_beneath(place, "..", ERR_DENIED);
        expect_beneath(place, "folder", ERR_INVALID);
        expect_beneath(place, ".", ERR_INVALID);
        expect_beneath(place, "pipe", ERR_INVALID);
        expect_beneath(place, "file/nothing", ERR_NOT_FOUND);
        expect_beneath(place, "folder/nothing", ERR_NOT_FOUND);
        expect_beneath(place, "", ERR_NOT_FOUND);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(opens_regular_files_alone, start, stop),
                cmocka_unit_test_setup_teardown(opens_beneath_a_folder_what_no_link_leads_to, start, stop),
                cmocka_unit_test_setup_teardown(opens_folders_but_follows_no_link_to_one, start, stop),
                cmocka_unit_test_setup_teardown(lists_every_name_as_often_as_it_is_asked, start, stop),
                cmocka_unit_test_setup_teardown(a_file_that_was_read_is_in_memory, start, stop),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
