#include "store/inside.h"

struct err load_published(struct store *s, int64_t article, struct arena *a, struct published *ret, struct buf *why)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_ARTICLE);
        query_bind_int(&q, article);
        TRY(query_row(&q));
        *ret = (struct published){
                .id = query_int(&q, 0),
                .story = query_int(&q, 1),
                .state = (enum article_state)query_int(&q, 2),
                .path = query_copy(&q, 3, a),
                .withdrawn_reason = query_copy(&q, 4, a),
                .version = query_int(&q, 5),
                .place_year = (unsigned)query_int(&q, 6),
                .place_month = (unsigned)query_int(&q, 7),
                .place = (unsigned)query_int(&q, 8),
        };
        return article_read(query_slice(&q, 9), a, &ret->article, why);
}

struct err store_load(struct store *s, int64_t article, struct arena *a, struct published *ret)
{
        /* What is wrong with a version in detail is told by store_verify(). */
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1024);
        return load_published(s, article, a, ret, &why);
}

struct err store_find(struct store *s, struct slice uri, int64_t *ret_article, bool *ret_found)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct head head;
        TRY(head_find(s, uri, &arena, &head, ret_found));
        if (*ret_found) *ret_article = head.id;
        return NO_ERR;
}
