#include "store/packed.h"

#include "store/work_fixture.h"

static void a_short_text_stands_as_it_is(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf room = BUF_INIT(1 << 20);
        CLEANUP(arena_clear) struct arena arena = {0};
        struct slice text = SLICE("{\"headline\":\"Snow\"}"), again;
        assert_true(packed_of(text, &room).at == text.at);
        assert_int_equal(packed_read(text, &arena, &again).code, OK);
        assert_true(again.at == text.at && again.len == text.len);
        assert_int_equal(packed_read(SLICE(""), &arena, &again).code, OK);
        assert_int_equal(again.len, 0);
}

static struct slice long_text(struct arena *a)
{
        size_t len = 3 * PACKED_ABOVE_BYTES;
        char *text = arena_alloc(a, len);
        for (size_t i = 0; i < len; i++)
                text[i] = (char)('a' + i * i % 17 % 26);
        text[0] = '{';
        return (struct slice){text, len};
}

static void a_long_text_comes_back_from_less(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf room = BUF_INIT(1 << 20);
        CLEANUP(arena_clear) struct arena arena = {0};
        struct slice text = long_text(&arena), again;
        struct slice stored = packed_of(text, &room);
        assert_true(stored.len < text.len / 4);
        assert_int_equal(packed_read(stored, &arena, &again).code, OK);
        assert_true(slice_eq(again, text));
}

static void what_is_damaged_is_refused(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf room = BUF_INIT(1 << 20);
        CLEANUP(arena_clear) struct arena arena = {0};
        struct slice stored = packed_of(long_text(&arena), &room), again;
        for (size_t len = 1; len < stored.len; len++)
                assert_int_equal(packed_read((struct slice){stored.at, len}, &arena, &again).code, ERR_INVALID);
        room.at[2] ^= 1;
        assert_int_equal(packed_read(stored, &arena, &again).code, ERR_INVALID);
        room.at[2] ^= 1;
        memset(room.at + 1, 0xFF, 4);
        assert_int_equal(packed_read(stored, &arena, &again).code, ERR_INVALID);
}

/* ---- in the store ---- */

static struct article long_article(struct fixture *f)
{
        char *words = arena_alloc(&f->arena, 2 * PACKED_ABOVE_BYTES);
        memset(words, 'w', 2 * PACKED_ABOVE_BYTES - 1);
        return words_article(f, (const char *[]){words, "b", "c"});
}

static int64_t number_of(struct fixture *f, const char *sql)
{
        sqlite3 *connection = NULL;
        sqlite3_stmt *query = NULL;
        assert_int_equal(sqlite3_open(f->path, &connection), SQLITE_OK);
        assert_int_equal(sqlite3_prepare_v2(connection, sql, -1, &query, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_step(query), SQLITE_ROW);
        int64_t number = sqlite3_column_int64(query, 0);
        assert_int_equal(sqlite3_finalize(query), SQLITE_OK);
        assert_int_equal(sqlite3_close(connection), SQLITE_OK);
        return number;
}

static void a_long_article_takes_little_and_is_read_whole(void **state)
{
        struct fixture *f = *state;
        struct article article = long_article(f);
        save(f, &article);
        assert_true(number_of(f, "SELECT length(content) FROM version") < PACKED_ABOVE_BYTES / 4);
        store_close(f->store);
        open_store(f);
        struct article read = load(f, 1).article;
        assert_true(slice_eq(words_of(&read, "a"), words_of(&article, "a")));
        save(f, &article);
        assert_int_equal(load(f, 1).version, 1); /* it was there already */
        assert_string_equal(faults(f), "");
}

/* As an older program left it. */
static void put_unpacked(struct fixture *f, const struct article *article)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(1 << 20);
        sqlite3 *connection = NULL;
        sqlite3_stmt *query = NULL;
        assert_int_equal(article_write(article, &text).code, OK);
        assert_int_equal(sqlite3_open(f->path, &connection), SQLITE_OK);
        assert_int_equal(sqlite3_prepare_v2(connection, "UPDATE work_revision SET content = ?1", -1, &query, NULL),
                         SQLITE_OK);
        assert_int_equal(sqlite3_bind_blob(query, 1, text.at, (int)text.len, SQLITE_STATIC), SQLITE_OK);
        assert_int_equal(sqlite3_step(query), SQLITE_DONE);
        assert_int_equal(sqlite3_finalize(query), SQLITE_OK);
        assert_int_equal(sqlite3_close(connection), SQLITE_OK);
}

static bool is_version(struct fixture *f)
{
        bool is_same = false;
        assert_int_equal(store_work_is_version(f->store, 1, &is_same).code, OK);
        return is_same;
}

static void a_text_is_the_same_packed_or_not(void **state)
{
        struct fixture *f = *state;
        struct article article = long_article(f);
        save(f, &article);
        assert_int_equal(WRITE(f, store_work_open(f->store, 1, NOW)), OK);
        struct work work = load_work(f, 1, NOW);
        assert_true(says(&work.text, "b", "b"));
        assert_true(number_of(f, "SELECT length(content) FROM work_revision") < PACKED_ABOVE_BYTES / 4);
        assert_true(is_version(f));
        put_unpacked(f, &article);
        assert_true(is_version(f));
        article.headline = SLICE("Інший заголовок");
        put_unpacked(f, &article);
        assert_false(is_version(f));
        assert_true(slice_eq(load_work(f, 1, NOW).text.headline, article.headline));
}

int main(void)
{
        static const struct CMUnitTest tests[] = {
                cmocka_unit_test(a_short_text_stands_as_it_is),
                cmocka_unit_test(a_long_text_comes_back_from_less),
                cmocka_unit_test(what_is_damaged_is_refused),
                STORE_TEST(a_long_article_takes_little_and_is_read_whole),
                STORE_TEST(a_text_is_the_same_packed_or_not),
        };
        return cmocka_run_group_tests_name("packed", tests, NULL, NULL);
}
