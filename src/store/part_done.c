#include "store/part_done.h"

#include "store/inside.h"

struct err store_list_parts_done(struct store *s, int64_t article, struct arena *a, struct parts_done *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_PARTS_DONE);
        struct err err;
        query_bind_int(&q, article);
        *ret = (struct parts_done){0};
        while (query_next(&q, &err)) {
                struct slice digest = query_slice(&q, 1);
                must(digest.len == PART_DIGEST_BYTES); /* the table's own rule */
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                struct part_done *done = &ret->at[ret->count++];
                done->part = query_copy(&q, 0, a);
                memcpy(done->digest, digest.at, PART_DIGEST_BYTES);
        }
        return err;
}

struct err store_put_part_done(struct store *s, int64_t article, const struct part_done *done)
{
        store_check_writing(s);
        struct query q = ask(s, PUT_PART_DONE);
        query_bind_int(&q, article);
        query_bind_text(&q, done->part);
        query_bind_bytes(&q, (struct slice){(const char *)done->digest, PART_DIGEST_BYTES});
        return query_run(&q);
}

struct err store_drop_part_done(struct store *s, int64_t article, struct slice part)
{
        store_check_writing(s);
        struct query q = ask(s, DROP_PART_DONE);
        query_bind_int(&q, article);
        query_bind_text(&q, part);
        return query_run(&q);
}
