#include "site/picture_cache.h"

#include "base/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static const struct picture_file_name small = {320, PICTURE_WEBP}, large = {1920, PICTURE_JPEG};

static struct picture_key key_of(unsigned n)
{
        struct picture_key key = {{0}};
        key.sha256[0] = (uint8_t)n;
        key.sha256[1] = (uint8_t)(n >> 8);
        key.sha256[31] = 1;
        return key;
}

static struct picture *picture_of(unsigned n)
{
        const struct picture_file_name names[] = {small, large};
        struct picture_key key = key_of(n);
        struct picture *p = picture_new(&key, names, 2);
        assert_non_null(p);
        return p;
}

static int open_something(void)
{
        int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
        assert_true(fd >= 0);
        return fd;
}

static bool is_open(int fd)
{
        return fcntl(fd, F_GETFD) >= 0;
}

static struct quiescent *quiescent;
static struct picture_cache *cache;

static void cache_of(unsigned file_max)
{
        assert_int_equal(quiescent_new(1, &quiescent).code, OK);
        assert_int_equal(picture_cache_new(quiescent, file_max, &cache).code, OK);
}

static void let_go(void)
{
        quiescent_pass(quiescent, 0);
        quiescent_collect(quiescent);
}

static void free_both(void)
{
        quiescent_free(quiescent);
        picture_cache_free(cache);
}

/* Adds the picture with its small file open; returns the descriptor, -1 when there was no room. */
static int add_open(unsigned n)
{
        struct picture_key key = key_of(n);
        picture_cache_add(cache, picture_of(n));
        struct picture *p = picture_cache_hold(cache, &key);
        int fd = open_something();
        if (!picture_cache_open_file(cache, picture_find_file(p, small), fd, 5)) {
                close(fd);
                fd = -1;
        }
        picture_release(p);
        return fd;
}

static void reads_the_names_that_files_have_and_no_other(void **state)
{
        (void)state;
        const char *good[] = {"1.webp", "320.webp", "1920.jpg", "99999.jpg"};
        const char *bad[] = {"",          "0.webp",     "0320.webp", "100000.jpg", "320",        "320.png",
                             "320.webp/", "320.WEBP",   "-320.webp", "320.webp ",  " 320.webp",  "3 0.webp",
                             "320.jpeg",  "../320.jpg", "320/1.jpg", ".webp",      "320.webp\n", "+320.webp",
                             "320..jpg",  "0x20.webp",  "%33.jpg"};
        struct picture_file_name name;
        char written[PICTURE_FILE_NAME_MAX_BYTES];
        for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
                assert_true(picture_file_name_read(slice_of(good[i]), &name));
                picture_file_name_write(name, written);
                assert_string_equal(written, good[i]);
        }
        for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
                if (picture_file_name_read(slice_of(bad[i]), &name)) fail_msg("\"%s\" was read", bad[i]);
        assert_false(picture_file_name_read((struct slice){"1.webp\0", 7}, &name));
}

static void reads_hashes_of_small_hexadecimal_digits(void **state)
{
        (void)state;
        const char *text = "00ff0123456789abcdef00112233445566778899aabbccddeeff0123456789ab";
        char written[PICTURE_HASH_DIGITS + 1], other[PICTURE_HASH_DIGITS + 1];
        struct picture_key key;
        assert_true(picture_key_read(slice_of(text), &key));
        picture_key_write(&key, written);
        assert_string_equal(written, text);
        for (size_t i = 0; i < 4; i++) {
                memcpy(other, text, sizeof other);
                other[40] = "G/A:"[i];
                assert_false(picture_key_read(slice_of(other), &key));
        }
        assert_false(picture_key_read((struct slice){text, 63}, &key));
}

static void finds_what_was_added_until_it_is_dropped(void **state)
{
        (void)state;
        struct picture_key one = key_of(1), two = key_of(2);
        cache_of(10);
        int fd = add_open(1);
        add_open(2);
        struct picture *p = picture_cache_find(cache, &one);
        assert_non_null(p);
        assert_int_equal(atomic_load(&picture_find_file(p, small)->fd), fd);
        assert_int_equal(picture_find_file(p, small)->size, 5);
        assert_int_equal(atomic_load(&picture_find_file(p, large)->fd), -1);
        assert_null(picture_find_file(p, (struct picture_file_name){320, PICTURE_JPEG}));
        picture_cache_drop(cache, &one);
        assert_null(picture_cache_find(cache, &one));
        assert_non_null(picture_cache_find(cache, &two));
        assert_true(is_open(fd)); /* somebody may just be sending it */
        let_go();
        assert_false(is_open(fd));
        assert_int_equal(picture_cache_open_count(cache), 1);
        free_both();
}

static void who_holds_a_picture_keeps_its_files_open(void **state)
{
        (void)state;
        struct picture_key key = key_of(1);
        cache_of(10);
        int fd = add_open(1);
        struct picture *p = picture_cache_hold(cache, &key);
        picture_cache_drop_all(cache);
        let_go();
        assert_true(is_open(fd));
        picture_release(p);
        assert_false(is_open(fd));
        free_both();
}

static void a_file_is_opened_once(void **state)
{
        (void)state;
        struct picture_key key = key_of(1);
        cache_of(10);
        add_open(1);
        struct picture *p = picture_cache_find(cache, &key);
        int second = open_something();
        assert_false(picture_cache_open_file(cache, picture_find_file(p, small), second, 5));
        close(second);
        free_both();
}

static void keeps_its_number_of_open_files_and_what_is_used(void **state)
{
        (void)state;
        enum { MOST = 16 };
        struct picture_key first = key_of(0);
        cache_of(MOST);
        add_open(0);
        for (unsigned n = 1; n < 500; n++) {
                assert_non_null(picture_cache_find(cache, &first));
                assert_int_not_equal(add_open(n), -1);
                let_go();
                assert_true(picture_cache_open_count(cache) <= MOST);
        }
        assert_int_equal(picture_cache_open_count(cache), MOST);
        free_both();
}

static void refuses_more_when_others_hold_too_many(void **state)
{
        (void)state;
        enum { MOST = 4 };
        struct picture *held[2 * MOST];
        cache_of(MOST);
        for (unsigned n = 0; n < 2 * MOST; n++) {
                struct picture_key key = key_of(n);
                assert_int_not_equal(add_open(n), -1);
                held[n] = picture_cache_hold(cache, &key);
                let_go();
        }
        assert_int_equal(picture_cache_open_count(cache), 2 * MOST);
        assert_int_equal(add_open(100), -1);
        for (unsigned n = 0; n < 2 * MOST; n++)
                picture_release(held[n]);
        let_go();
        assert_int_not_equal(add_open(101), -1);
        free_both();
}

enum { RACED = 40, ROUNDS = 20000 };

static void *read_all_the_time(void *stop)
{
        unsigned n = 0;
        while (!atomic_load((atomic_bool *)stop)) {
                struct picture_key key = key_of(n++ % RACED);
                struct picture *p = picture_cache_find(cache, &key);
                if (p) must(memcmp(&p->key, &key, sizeof key) == 0);
                int fd = p ? atomic_load(&picture_find_file(p, small)->fd) : -1;
                if (fd >= 0) must(is_open(fd));
                if (n % 8 == 0) quiescent_pass(quiescent, 0);
        }
        return NULL;
}

static void a_reader_beside_adding_and_dropping_never_sees_a_closed_file(void **state)
{
        (void)state;
        atomic_bool end = false;
        pthread_t reader;
        cache_of(RACED / 4);
        assert_int_equal(pthread_create(&reader, NULL, read_all_the_time, &end), 0);
        for (unsigned i = 0; i < ROUNDS; i++) {
                struct picture_key key = key_of(i * 7 % RACED);
                add_open(i % RACED);
                if (i % 3 == 0) picture_cache_drop(cache, &key);
                quiescent_collect(quiescent);
        }
        atomic_store(&end, true);
        assert_int_equal(pthread_join(reader, NULL), 0);
        free_both();
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(reads_the_names_that_files_have_and_no_other),
                cmocka_unit_test(reads_hashes_of_small_hexadecimal_digits),
                cmocka_unit_test(finds_what_was_added_until_it_is_dropped),
                cmocka_unit_test(who_holds_a_picture_keeps_its_files_open),
                cmocka_unit_test(a_file_is_opened_once),
                cmocka_unit_test(keeps_its_number_of_open_files_and_what_is_used),
                cmocka_unit_test(refuses_more_when_others_hold_too_many),
                cmocka_unit_test(a_reader_beside_adding_and_dropping_never_sees_a_closed_file),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
