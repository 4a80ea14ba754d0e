/* What the tests of this room share: an index of six articles in three languages, and asking it. */
#pragma once
#include "search/find.h"
#include "search/index.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define assert_ok(call) assert_int_equal((call).code, OK)

static char folder[64];
static struct stemmer *stemmer;
static struct search_index *search_index;
static struct searcher *searcher;
static struct arena arena;

enum { UK = 1, RU = 2, EN = 3 };
static const char *const codes[] = {"", "uk", "ru", "en"};

static inline void put(int64_t article, unsigned edition, const char *headline, const char *body)
{
        const int64_t day_ms = 24 * 60 * 60 * 1000, first_ms = INT64_C(1767225600000); /* 1 January 2026 */
        const struct search_document d = {.article = article,
                                          .published_ms = first_ms + (article - 1) * day_ms,
                                          .day = 20260100 + (int32_t)article,
                                          .edition = edition,
                                          .section = (unsigned)article % 2 + 1,
                                          .language = slice_of(codes[edition]),
                                          .headline = slice_of(headline),
                                          .lead = SLICE(""),
                                          .body = slice_of(body),
                                          .topics = article == 1 ? SLICE("Енергетика\nВідбудова") : SLICE(""),
                                          .authors = article == 1 ? SLICE("Олена Марченко") : SLICE(""),
                                          .sources = SLICE("")};
        struct search_progress progress;
        assert_ok(search_index_progress(search_index, &progress));
        assert_ok(search_index_begin(search_index));
        assert_ok(search_index_put(search_index, &d));
        assert_ok(search_index_commit(search_index, progress));
}

static inline void put_all(void)
{
        put(1, UK, "Вчені вирощують пшеницю на солоних ґрунтах",
            "Науковці Одеського університету показали сорт, що дає врожай біля моря. Про це повідомляє веб-сайт "
            "інституту.");
        put(2, UK, "У сім’ї енергетиків поповнення", "Працівники станції святкують. Співає Іваненко.");
        put(3, RU, "Учёные вырастили пшеницу на солёной почве", "Новый сорт даёт урожай у моря.");
        put(4, EN, "Scientists grow wheat in salty soil",
            "A new variety yields well by the sea, the institute’s café says.");
        put(5, EN, "The mayor opened a bridge", "Ships of the harbour passed under it. Salty wind.");
        put(6, UK, "Привіт від мера", "Мер відкрив міст через гавань <script>alert(1)</script> & інші.");
}

static inline int start(void **state)
{
        struct buf why = BUF_INIT(1000);
        (void)state;
        snprintf(folder, sizeof folder, "/tmp/stoppress-search-XXXXXX");
        assert_non_null(mkdtemp(folder));
        if (!stemmer) assert_ok(stemmer_open(&stemmer, &why));
        assert_ok(search_index_open(folder, stemmer, &search_index, &why));
        assert_ok(searcher_new(folder, stemmer, &searcher));
        put_all();
        buf_clear(&why);
        return 0;
}

static inline int stop(void **state)
{
        char path[128];
        (void)state;
        searcher_free(searcher);
        search_index_close(search_index);
        arena_clear(&arena);
        static const char *const endings[] = {"", "-wal", "-shm"};
        for (int i = 0; i < 3; i++) {
                snprintf(path, sizeof path, "%s/search.db%s", folder, endings[i]);
                unlink(path);
        }
        return rmdir(folder);
}

static inline struct search_request ask(unsigned edition, const char *words)
{
        return (struct search_request){.words = slice_of(words), .edition = edition, .now_ms = INT64_C(1769904000000)};
}

static inline struct search_result find(struct search_request request)
{
        struct search_result result;
        assert_ok(search_find(searcher, &request, &arena, &result));
        return result;
}

/* The ids that are found, in the order of their places: "1 3". */
static inline void expect(struct search_request request, const char *wanted)
{
        char got[256] = "";
        struct search_result result = find(request);
        for (unsigned i = 0; i < result.count; i++) {
                size_t len = strlen(got);
                snprintf(got + len, sizeof got - len, "%s%lld", i ? " " : "", (long long)result.hits[i].article);
        }
        if (result.unfound) snprintf(got, sizeof got, "none");
        if (strcmp(got, wanted) != 0) print_error("'%.*s':\n", SLICE_ARGS(request.words));
        assert_string_equal(got, wanted);
}
