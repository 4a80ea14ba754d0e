/* How long the desk looks for a word in the texts: searching STORE WORD TEXTS
 *
 * STORE is the newsroom's database. A page of the desk's list (list.c) is found as the desk finds it, and the same
 * number of the same texts is looked through by SQLite's LIKE, in turn, until both had some rounds. Prints "page_us N",
 * "like_us N": the medians of CPU time of this thread; "texts N": how many a page looked into; "found N". */
#include "store/work_list.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 11, ROWS_A_PAGE = 50, WALKS_MAX = 5, WHY_MAX_BYTES = 1000 };

static void stop(const char *what)
{
        fprintf(stderr, "searching: %s\n", what);
        exit(EXIT_FAILURE);
}

static int64_t cpu_us(void)
{
        struct timespec now;
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* As the desk's list does: on through the articles, until a page is full or it has looked far enough. */
static unsigned find_page(struct store *store, struct slice word)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct work_filter filter = {.view = WORK_ALL, .text = word, .in_texts = true};
        unsigned found = 0;
        for (unsigned walks = 0; walks < WALKS_MAX && found < ROWS_A_PAGE; walks++) {
                struct work_rows rows;
                filter.limit = ROWS_A_PAGE - found;
                if (store_work_list(store, &filter, &arena, &rows).code != OK) stop("could not look for the word");
                found += (unsigned)rows.count;
                filter.from = rows.next;
                if (!rows.has_more) break;
        }
        return found;
}

static sqlite3_stmt *prepare_like(const char *path, const char *word, const char *texts)
{
        sqlite3 *plain = NULL;
        sqlite3_stmt *like = NULL;
        static const char sql[] = "SELECT count(*) FROM (SELECT v.content AS text FROM article a JOIN version v"
                                  " ON v.article = a.id AND v.number = a.newest ORDER BY a.changed_ms DESC, a.id DESC"
                                  " LIMIT CAST(?2 AS INTEGER)) WHERE text LIKE '%' || ?1 || '%'";
        if (sqlite3_open_v2(path, &plain, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) stop("could not open the store");
        if (sqlite3_prepare_v2(plain, sql, -1, &like, NULL) != SQLITE_OK) stop(sqlite3_errmsg(plain));
        sqlite3_bind_text(like, 1, word, -1, SQLITE_STATIC);
        sqlite3_bind_text(like, 2, texts, -1, SQLITE_STATIC);
        return like;
}

static int by_size(const void *a, const void *b)
{
        int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;
        return (one > other) - (one < other);
}

static long long median(int64_t *times)
{
        qsort(times, ROUNDS, sizeof *times, by_size);
        return (long long)times[ROUNDS / 2];
}

int main(int argc, char **argv)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(WHY_MAX_BYTES);
        struct store *store = NULL;
        int64_t pages[ROUNDS], likes[ROUNDS];
        unsigned found = 0;
        if (argc != 4) stop("usage: searching STORE WORD TEXTS");
        if (store_open(argv[1], STORE_WRITE, &store, &why).code != OK) stop(buf_text(&why));
        sqlite3_stmt *like = prepare_like(argv[1], argv[2], argv[3]);
        for (int i = 0; i < ROUNDS; i++) {
                int64_t began = cpu_us();
                found = find_page(store, slice_of(argv[2]));
                int64_t between = cpu_us();
                if (sqlite3_step(like) != SQLITE_ROW) stop("could not ask for LIKE");
                sqlite3_reset(like);
                pages[i] = between - began;
                likes[i] = cpu_us() - between;
        }
        printf("page_us %lld\nlike_us %lld\nfound %u\n", median(pages), median(likes), found);
        sqlite3 *plain = sqlite3_db_handle(like);
        sqlite3_finalize(like);
        sqlite3_close(plain);
        store_close(store);
        return EXIT_SUCCESS;
}
