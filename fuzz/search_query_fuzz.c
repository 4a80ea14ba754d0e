/* Any bytes as the query of a search page's address: what is taken of it is UTF-8 within its limits, and written down
 * it reads as the same. */
#include "reader/search_query.h"

#include <unicode/utf8.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect_utf8(struct slice text, size_t max)
{
        must(text.len <= max);
        for (size_t at = 0; at < text.len;) {
                int32_t letter;
                U8_NEXT((const uint8_t *)text.at, at, text.len, letter);
                must(letter >= 0);
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        struct arena arena = {0};
        struct buf once = BUF_INIT(1 << 16), twice = BUF_INIT(1 << 16);
        struct search_query q;
        search_query_read((struct slice){size ? (const char *)data : "", size}, &arena, &q);
        const struct slice texts[] = {q.words, q.topic, q.author, q.source, q.from, q.until};
        for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
                expect_utf8(texts[i], i ? 200 : 400);
        must(q.page >= 1 && q.page <= SEARCH_PAGES);
        search_query_write(&q, &once);
        if (once.len <= SEARCH_QUERY_MAX_BYTES) {
                search_query_read(buf_slice(&once), &arena, &q);
                search_query_write(&q, &twice);
                must(slice_eq(buf_slice(&once), buf_slice(&twice)));
        }
        buf_clear(&once);
        buf_clear(&twice);
        arena_clear(&arena);
        return 0;
}
