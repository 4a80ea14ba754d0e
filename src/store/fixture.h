/* For this room's tests: a store of the sample newsroom in a temporary folder, and short ways to save. */
#pragma once
#include "store/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct fixture {
        char folder[64], path[96];
        struct store *store;
        struct arena arena;
        struct buf why;
};

static inline void open_store(struct fixture *f)
{
        assert_int_equal(store_open(f->path, STORE_WRITE, &f->store, &f->why).code, OK);
}

static inline int make_store(void **state)
{
        struct fixture *f = calloc(1, sizeof *f);
        buf_init(&f->why, 65536);
        snprintf(f->folder, sizeof f->folder, "/tmp/store_test.XXXXXX");
        assert_non_null(mkdtemp(f->folder));
        snprintf(f->path, sizeof f->path, "%s/store.db", f->folder);
        struct newsroom newsroom = sample_newsroom();
        assert_int_equal(store_create(f->path, &newsroom, &f->why).code, OK);
        open_store(f);
        *state = f;
        return 0;
}

static inline int drop_store(void **state)
{
        struct fixture *f = *state;
        store_close(f->store);
        static const char *const endings[] = {"", "-wal", "-shm"};
        for (size_t i = 0; i < 3; i++) {
                char name[128];
                snprintf(name, sizeof name, "%s%s", f->path, endings[i]);
                unlink(name);
        }
        assert_int_equal(rmdir(f->folder), 0);
        arena_clear(&f->arena);
        buf_clear(&f->why);
        free(f);
        return 0;
}

#define STORE_TEST(name) cmocka_unit_test_setup_teardown(name, make_store, drop_store)

static inline struct save_result save_at(struct fixture *f, const struct article *article, int64_t now_ms)
{
        struct save_result result;
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_save(f->store, article, now_ms, &result).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
        return result;
}

static inline struct save_result save(struct fixture *f, const struct article *article)
{
        return save_at(f, article, NOW);
}

static inline struct save_result withdraw(struct fixture *f, struct slice uri)
{
        struct save_result result;
        assert_int_equal(store_begin(f->store).code, OK);
        assert_int_equal(store_withdraw(f->store, uri, SLICE("Помилка"), NOW, &result).code, OK);
        assert_int_equal(store_commit(f->store).code, OK);
        return result;
}

static inline struct published load(struct fixture *f, int64_t article)
{
        struct published published;
        assert_int_equal(store_load(f->store, article, &f->arena, &published).code, OK);
        return published;
}

/* Where the article stands on a shelf of the kind; all 0 when nowhere. */
static inline struct place place_on(struct fixture *f, int64_t article, enum shelf_kind kind)
{
        struct places places = load(f, article).places;
        for (size_t i = 0; i < places.count; i++)
                if (places.at[i].kind == kind) return places.at[i];
        return (struct place){0};
}

static inline int64_t last_change(struct fixture *f)
{
        int64_t number;
        assert_int_equal(store_last_change(f->store, &number).code, OK);
        return number;
}

/* Changes the file behind the store's back; SQLite's result. */
static inline int run_elsewhere(const struct fixture *f, const char *sql)
{
        sqlite3 *other = NULL;
        sqlite3_stmt *statement = NULL;
        assert_int_equal(sqlite3_open(f->path, &other), SQLITE_OK);
        assert_int_equal(sqlite3_prepare_v2(other, sql, -1, &statement, NULL), SQLITE_OK);
        int code = sqlite3_step(statement);
        (void)sqlite3_finalize(statement);
        assert_int_equal(sqlite3_close(other), SQLITE_OK);
        return code;
}

/* What store_verify() says. */
static inline const char *faults(struct fixture *f)
{
        buf_truncate(&f->why);
        assert_int_equal(store_verify(f->store, &f->why).code, OK);
        return buf_text(&f->why);
}
