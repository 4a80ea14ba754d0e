#include "os/file.h"
#include "os/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/file_test.XXXXXX";
static char path[256];

static int start(void **state)
{
        (void)state;
        if (!mkdtemp(folder)) return 1;
        snprintf(path, sizeof path, "%s/file", folder);
        return 0;
}

static int stop(void **state)
{
        (void)state;
        unlink(path);
        return rmdir(folder);
}

static void what_is_written_durably_is_read_again_and_replaced_whole(void **state)
{
        (void)state;
        struct buf b = BUF_INIT(1000);
        assert_int_equal(file_write_durably(path, SLICE("first")).code, OK);
        assert_int_equal(file_write_durably(path, SLICE("second one")).code, OK);
        assert_int_equal(file_read(path, &b).code, OK);
        assert_true(slice_eq(buf_slice(&b), SLICE("second one")));
        buf_clear(&b);
}

static void a_file_above_the_limit_is_refused_and_one_at_it_is_not(void **state)
{
        (void)state;
        struct buf small = BUF_INIT(9), exact = BUF_INIT(10);
        assert_int_equal(file_write_durably(path, SLICE("1234567890")).code, OK);
        assert_int_equal(file_read(path, &small).code, ERR_FULL);
        assert_int_equal(file_read(path, &exact).code, OK);
        buf_clear(&small);
        buf_clear(&exact);
}

static void a_private_file_is_its_owners_and_is_never_made_over_another(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf b = BUF_INIT(100);
        char private[300], place[280];
        struct stat status;
        bool is_private = false;
        snprintf(place, sizeof place, "%s/keys", folder);
        snprintf(private, sizeof private, "%s/a.key", place);
        mode_t mask = umask(0);
        assert_int_equal(file_make_private(private, SLICE("first")).code, OK);
        umask(mask);
        assert_int_equal(file_make_private(private, SLICE("second")).code, ERR_CONFLICT);
        assert_int_equal(file_read(private, &b).code, OK);
        assert_true(slice_eq(buf_slice(&b), SLICE("first")));
        assert_int_equal(stat(private, &status), 0);
        assert_int_equal(status.st_mode & 0777, 0600);
        assert_int_equal(status.st_nlink, 1);
        assert_int_equal(stat(place, &status), 0);
        assert_int_equal(status.st_mode & 0777, 0700);

        assert_int_equal(file_is_private(private, &is_private).code, OK);
        assert_true(is_private);
        assert_int_equal(chmod(private, 0640), 0);
        assert_int_equal(file_is_private(private, &is_private).code, OK);
        assert_false(is_private);
        assert_int_equal(unlink(private), 0);
        assert_int_equal(file_is_private(private, &is_private).code, ERR_NOT_FOUND);
        assert_int_equal(rmdir(place), 0); /* nothing else is left there */
}

static void what_is_not_there_is_not_found(void **state)
{
        (void)state;
        struct buf b = BUF_INIT(10);
        struct file_identity identity;
        assert_int_equal(file_read("/tmp/file_test.nowhere/x", &b).code, ERR_NOT_FOUND);
        assert_int_equal(file_identify("/tmp/file_test.nowhere/x", &identity).code, ERR_NOT_FOUND);
        assert_int_equal(file_write_durably("/tmp/file_test.nowhere/x", SLICE("x")).code, ERR_NOT_FOUND);
        assert_false(file_exists("/tmp/file_test.nowhere/x"));
        assert_int_equal(folder_make(folder).code, OK);
}

static void a_replaced_file_is_another_file(void **state)
{
        (void)state;
        struct file_identity before, same, after;
        assert_int_equal(file_write_durably(path, SLICE("a")).code, OK);
        int held = open(path, O_RDONLY);
        assert_int_equal(file_identify(path, &before).code, OK);
        assert_int_equal(file_identify(path, &same).code, OK);
        assert_int_equal(file_write_durably(path, SLICE("b")).code, OK);
        assert_int_equal(file_identify(path, &after).code, OK);
        assert_true(file_identity_eq(before, same));
        assert_false(file_identity_eq(before, after));
        close(held);
}

static void a_lock_is_for_one_process_and_names_it(void **state)
{
        (void)state;
        struct buf b = BUF_INIT(100);
        char expected[32];
        int fd = -1, status = 0;
        assert_int_equal(file_lock(path, &fd).code, OK);
        pid_t child = fork();
        if (child == 0) {
                int other = -1;
                _exit(file_lock(path, &other).code == ERR_BUSY ? 0 : 1);
        }
        waitpid(child, &status, 0);
        assert_int_equal(status, 0);
        assert_int_equal(file_read(path, &b).code, OK);
        snprintf(expected, sizeof expected, "%d\n", (int)getpid());
        assert_string_equal(buf_text(&b), expected);
        fd_close(fd);
        assert_int_equal(file_lock(path, &fd).code, OK);
        fd_close(fd);
        buf_clear(&b);
}

static void a_folder_is_removed_with_all_that_is_in_it_but_not_what_links_lead_to(void **state)
{
        (void)state;
        char tree[300], below[320], file[340], link[340];
        snprintf(tree, sizeof tree, "%s/tree", folder);
        snprintf(below, sizeof below, "%s/below", tree);
        snprintf(file, sizeof file, "%s/file", below);
        snprintf(link, sizeof link, "%s/link", tree);
        assert_int_equal(folder_remove(tree).code, OK); /* not there */
        assert_int_equal(folder_make(tree).code, OK);
        assert_int_equal(folder_make(below).code, OK);
        assert_int_equal(file_write_durably(file, SLICE("x")).code, OK);
        assert_int_equal(file_write_durably(path, SLICE("kept")).code, OK);
        assert_int_equal(symlink(path, link), 0);
        assert_int_equal(folder_remove(tree).code, OK);
        assert_false(file_exists(tree));
        assert_true(file_exists(path));
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(what_is_written_durably_is_read_again_and_replaced_whole),
                cmocka_unit_test(a_private_file_is_its_owners_and_is_never_made_over_another),
                cmocka_unit_test(a_file_above_the_limit_is_refused_and_one_at_it_is_not),
                cmocka_unit_test(what_is_not_there_is_not_found),
                cmocka_unit_test(a_replaced_file_is_another_file),
                cmocka_unit_test(a_lock_is_for_one_process_and_names_it),
                cmocka_unit_test(a_folder_is_removed_with_all_that_is_in_it_but_not_what_links_lead_to),
        };
        return cmocka_run_group_tests(tests, start, stop);
}
