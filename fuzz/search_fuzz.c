/* Anything as a search: it is a query that the index understands, found within its limits, and what is shown of it is
 * escaped. A small index in three languages is made once. */
#include "search/find.h"
#include "search/index.h"
#include "search/terms.h"
#include "search/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *count, char ***words);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct stemmer *stemmer;
static struct searcher *searcher;

static void put(struct search_index *index, int64_t article, const char *language, const char *text)
{
        const struct search_document d = {.article = article,
                                          .published_ms = article * 1000,
                                          .day = 20260101,
                                          .edition = (unsigned)article,
                                          .language = slice_of(language),
                                          .headline = slice_of(text),
                                          .lead = slice_of(text),
                                          .body = slice_of(text)};
        must(search_index_put(index, &d).code == OK);
}

static char folder[] = "/tmp/stoppress-search-fuzz-XXXXXX";

static void remove_folder(void)
{
        static const char *const endings[] = {"", "-wal", "-shm"};
        char path[sizeof folder + sizeof "/search.db-wal"];
        for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
                snprintf(path, sizeof path, "%s/search.db%s", folder, endings[i]);
                unlink(path);
        }
        rmdir(folder);
}

static void make_index(void)
{
        struct buf why = BUF_INIT(1000);
        struct search_index *index = NULL;
        must(mkdtemp(folder) != NULL && atexit(remove_folder) == 0);
        must(stemmer_open(&stemmer, &why).code == OK);
        must(search_index_open(folder, stemmer, &index, &why).code == OK);
        must(search_index_begin(index).code == OK);
        put(index, 1, "uk", "Вчені вирощують пшеницю; веб-сайт <b>сім’ї</b> & \"ґрунт\"");
        put(index, 2, "ru", "Учёные вырастили пшеницу в почве");
        put(index, 3, "en", "Scientists' wheat grows: a self-made salty-sea café");
        must(search_index_commit(index, (struct search_progress){.change = 1}).code == OK);
        search_index_close(index);
        must(searcher_new(folder, stemmer, &searcher).code == OK);
        buf_clear(&why);
}

static void expect_escaped(struct slice html)
{
        for (size_t i = 0; i < html.len; i++) {
                struct slice rest = slice_skip(html, i);
                must(html.at[i] != '<' || slice_starts_with(rest, SLICE("<mark>")) ||
                     slice_starts_with(rest, SLICE("</mark>")));
                must(html.at[i] != '"');
        }
}

static void expect_stable_terms(struct slice typed)
{
        struct buf written = BUF_INIT(1 << 16), again = BUF_INIT(1 << 16);
        struct terms terms;
        terms_read(typed, &terms);
        must(terms.count <= TERMS_MAX && terms.wanted <= terms.count);
        terms_write(&terms, &written);
        terms_read(buf_slice(&written), &terms);
        terms_write(&terms, &again);
        must(again.len <= written.len);
        buf_clear(&written);
        buf_clear(&again);
}

/* Before the first input, whose time is measured: the dictionary takes some of it. */
int LLVMFuzzerInitialize(int *count, char ***words)
{
        (void)count;
        (void)words;
        make_index();
        return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        if (size < 1) return 0;
        struct arena arena = {0};
        struct buf clean = BUF_INIT(1 << 20);
        struct search_result result;
        struct slice text = {(const char *)data + 1, size - 1};
        struct search_request request = {
                .words = text, .edition = data[0] & 3, .newest = data[0] & 4, .page = data[0] >> 6};
        if (data[0] & 8) request.author = request.words;
        if (data[0] & 16) request.words = SLICE("wheat");
        must(search_find(searcher, &request, &arena, &result).code == OK);
        must(result.count <= SEARCH_PAGE_HITS && result.total <= 3);
        for (unsigned i = 0; i < result.count; i++)
                expect_escaped(result.hits[i].snippet);
        expect_stable_terms(text);
        words_clean(text, &clean);
        must(clean.full || clean.len <= 3 * text.len);
        buf_clear(&clean);
        arena_clear(&arena);
        return 0;
}
