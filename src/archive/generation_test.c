#include "archive/generation.h"
#include "archive/setting_test.h"

/* ---- the next generation ---- */

static struct err count_path(void *context, const struct archive_path *path)
{
        (void)path;
        int64_t *count = context;
        ++*count;
        return NO_ERR;
}

static void a_new_generation_takes_over_while_readers_have_the_old_one_open(void **state)
{
        struct setting *s = *state;
        struct archive_page page = article_page(s, 1, "/news/1/", "a"), other = article_page(s, 2, "/news/2/", "b");
        CLEANUP(buf_clear) struct buf name = BUF_INIT(100);
        put_page(s, &page, 1);
        struct archive *reader = open_reader(s), *next = NULL;
        must_work(archive_create_next(s->folder, archive_path_key(s->archive), &next, &name));
        assert_string_equal(buf_text(&name), "archive-2.db");
        must_work(archive_begin(next));
        must_work(archive_put_page(next, &page));
        must_work(archive_put_page(next, &other));
        must_work(archive_commit(next, 2));
        archive_close(next);
        must_work(archive_activate(s->folder, buf_text(&name)));

        int64_t old_count = 0, new_count = 0;
        must_work(archive_each_path(reader, count_path, &old_count));
        archive_close(reader);
        reader = open_reader(s);
        must_work(archive_each_path(reader, count_path, &new_count));
        assert_int_equal(old_count, 1);
        assert_int_equal(new_count, 2);
        assert_memory_equal(archive_path_key(reader), archive_path_key(s->archive), ARCHIVE_PATH_KEY_BYTES);
        archive_close(reader);
        char path[PATH_MAX];
        snprintf(path, sizeof path, "%s/archive-1.db", s->folder);
        assert_int_not_equal(access(path, F_OK), 0);
        assert_int_equal(archive_activate(s->folder, "archive-9.db").code, ERR_NOT_FOUND);
}

static void an_unfinished_generation_is_removed_by_the_next_one(void **state)
{
        struct setting *s = *state;
        CLEANUP(buf_clear) struct buf unfinished = BUF_INIT(100), name = BUF_INIT(100);
        struct archive *next = NULL;
        char path[PATH_MAX];
        must_work(archive_create_next(s->folder, archive_path_key(s->archive), &next, &unfinished));
        archive_close(next);
        must_work(archive_create_next(s->folder, archive_path_key(s->archive), &next, &name));
        archive_close(next);
        must_work(archive_activate(s->folder, buf_text(&name)));
        snprintf(path, sizeof path, "%s/%s", s->folder, buf_text(&unfinished));
        assert_int_not_equal(access(path, F_OK), 0);
        snprintf(path, sizeof path, "%s/%s", s->folder, buf_text(&name));
        assert_int_equal(access(path, F_OK), 0);
}

int main(void)
{
        must(sodium_init() >= 0);
        const struct CMUnitTest tests[] = {
                TEST(a_new_generation_takes_over_while_readers_have_the_old_one_open),
                TEST(an_unfinished_generation_is_removed_by_the_next_one),
        };
        return cmocka_run_group_tests_name("archive: generations", tests, NULL, NULL);
}
