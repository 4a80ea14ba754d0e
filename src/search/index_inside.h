/* What the files of this room share about the index's file; nobody else includes it. */
#pragma once
#include "search/columns.h"
#include "sqlite/query.h"

enum search_statement {
#define SEARCH_STATEMENT(name, what, sql) name,
#include "search/statements.def"
#undef SEARCH_STATEMENT
        SEARCH_STATEMENTS
};

extern const struct database_kind search_kind;

/* Articles' ids here are made so that the newest published comes last: its second, then its id's lower bits. */
enum { ROW_ARTICLE_BITS = 24 };
static inline int64_t row_of(int64_t published_ms, int64_t article)
{
        int64_t second = published_ms > 0 ? published_ms / 1000 : 0;
        return second << ROW_ARTICLE_BITS | (article & ((INT64_C(1) << ROW_ARTICLE_BITS) - 1));
}
static inline int64_t row_published_ms(int64_t row)
{
        return (row >> ROW_ARTICLE_BITS) * 1000;
}

/* Texts of one article, one behind the other and compressed: PARTS_END between them. */
#define PARTS_END '\x1e'
struct slice parts_nth(struct slice parts, unsigned n); /* from 0 */
enum { PARTS_MAX_BYTES = 32 * 1024 * 1024 };
struct err parts_pack(struct slice plain, struct buf *ret) CHECKED;
struct err parts_unpack(struct slice packed, struct buf *ret) CHECKED;
