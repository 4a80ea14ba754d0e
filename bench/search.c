/* Indexes texts and searches in them, for figures/search.py: search FOLDER <LINES. Fields have a tab between them.
 *
 *      D  id  edition  language  milliseconds of publication  title  body      a text to be indexed
 *      A  id                                                                   what shares rare words with it, after
 * all texts Q  id  edition  words                                                   a search, after all of these
 *
 * Prints "indexed COUNT CPU-SECONDS BYTES", then for each search "id place microseconds hits": the place of the text
 * with that id among the first twenty, 0 for none; for each A "alike id CPU-microseconds COUNT". */
#include "base/clock.h"
#include "search/find.h"
#include "search/index.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

enum { A_COMMIT = 64, MERGES_A_COMMIT = 4 };

struct bench {
        const char *folder;
        struct stemmer *stemmer;
        struct search_index *index;
        struct searcher *searcher;
        int64_t count, begun_ns;
        bool is_indexed;
};

static int64_t cpu_ns(void)
{
        struct timespec now;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
        return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void check(struct err err)
{
        if (err.code == OK) return;
        fprintf(stderr, "search: could not %s\n", err.what);
        exit(1);
}

static int64_t number(struct slice *line)
{
        return strtoll(slice_cut(line, '\t').at, NULL, 10);
}

static void commit(struct bench *b)
{
        bool more = true;
        check(search_index_commit(b->index, (struct search_progress){.change = b->count}));
        for (int i = 0; i < MERGES_A_COMMIT && more; i++)
                check(search_index_merge(b->index, &more));
        check(search_index_checkpoint(b->index));
}

static void put(struct bench *b, struct slice line)
{
        struct search_document d = {.article = number(&line), .edition = (unsigned)number(&line), .day = 20260101};
        d.language = slice_cut(&line, '\t');
        d.published_ms = number(&line);
        d.headline = slice_cut(&line, '\t');
        d.body = line;
        if (b->count % A_COMMIT == 0) check(search_index_begin(b->index));
        check(search_index_put(b->index, &d));
        if (++b->count % A_COMMIT == 0) commit(b);
}

static void end_indexing(struct bench *b)
{
        struct buf path = BUF_INIT(4096);
        struct stat file;
        bool more = true;
        if (b->count % A_COMMIT) commit(b);
        double seconds = (double)(cpu_ns() - b->begun_ns) / 1e9;
        while (more)
                check(search_index_merge(b->index, &more));
        check(search_index_checkpoint(b->index));
        buf_add_format(&path, "%s/search.db", b->folder);
        if (stat(buf_text(&path), &file) != 0) exit(1);
        printf("indexed %lld %.3f %lld\n", (long long)b->count, seconds, (long long)file.st_size);
        buf_clear(&path);
        b->is_indexed = true;
}

static void find_alike(struct bench *b, struct slice line)
{
        struct search_alike alike;
        int64_t article = number(&line), begun_ns = cpu_ns();
        check(search_index_alike(b->index, article, &alike));
        int64_t took_us = (cpu_ns() - begun_ns) / 1000;
        printf("alike %lld %lld %u\n", (long long)article, (long long)took_us, alike.count);
}

static void begin_searching(struct bench *b)
{
        search_index_close(b->index);
        b->index = NULL;
        check(searcher_new(b->folder, b->stemmer, &b->searcher));
}

static void search(struct bench *b, struct slice line)
{
        if (b->index) begin_searching(b);
        struct arena arena = {0};
        struct search_result result;
        int64_t wanted = number(&line);
        struct search_request request = {.edition = (unsigned)number(&line), .now_ms = clock_wall_ms()};
        request.words = line;
        int64_t begun_ns = clock_steady_ns();
        check(search_find(b->searcher, &request, &arena, &result));
        int64_t took_us = (clock_steady_ns() - begun_ns) / 1000;
        unsigned place = 0;
        for (unsigned i = 0; i < result.count && !place; i++)
                if (result.hits[i].article == wanted) place = i + 1;
        printf("%lld %u %lld %u\n", (long long)wanted, place, (long long)took_us, result.total);
        arena_clear(&arena);
}

int main(int count, char **words)
{
        struct bench b = {.folder = count == 2 ? words[1] : NULL};
        struct buf why = BUF_INIT(1000);
        char *text = NULL;
        size_t room = 0;
        if (!b.folder) return 2;
        check(stemmer_open(&b.stemmer, &why));
        check(search_index_open(b.folder, b.stemmer, &b.index, &why));
        b.begun_ns = cpu_ns();
        for (ssize_t len; (len = getline(&text, &room, stdin)) > 0;) {
                struct slice line = slice_trim((struct slice){text, (size_t)len});
                char kind = *slice_cut(&line, '\t').at;
                if (kind != 'D' && !b.is_indexed) end_indexing(&b);
                if (kind == 'D')
                        put(&b, line);
                else if (kind == 'A')
                        find_alike(&b, line);
                else
                        search(&b, line);
        }
        search_index_close(b.index);
        searcher_free(b.searcher);
        stemmer_close(b.stemmer);
        free(text);
        return 0;
}
