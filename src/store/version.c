#include "store/version.h"

#include "store/packed.h"
#include "store/work_inside.h"

static struct err list_rows(struct query *q, struct arena *a, struct versions *ret)
{
        struct err err;
        *ret = (struct versions){0};
        while (query_next(q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = (struct version_row){
                        .number = query_int(q, 0),
                        .made_ms = query_int(q, 1),
                        .made = {.by = query_int(q, 2), .why = (enum version_why)query_int(q, 3)},
                };
        }
        return err;
}

static struct err list_page(struct query *q, struct version_page page, struct arena *a, struct versions *ret)
{
        query_bind_int(q, page.article);
        query_bind_int(q, page.before);
        query_bind_int(q, page.limit);
        return list_rows(q, a, ret);
}

struct err store_versions(struct store *s, struct version_page page, struct arena *a, struct versions *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_VERSIONS);
        return list_page(&q, page, a, ret);
}

struct err store_revisions(struct store *s, struct version_page page, struct arena *a, struct versions *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_REVISIONS);
        return list_page(&q, page, a, ret);
}

/* `q` stands on a row whose first column it is. */
static struct err read_content(const struct query *q, struct arena *a, struct slice *ret)
{
        struct slice stored = query_slice(q, 0);
        TRY(packed_read(stored, a, ret));
        if (ret->at == stored.at) *ret = arena_copy(a, stored);
        return NO_ERR;
}

struct err version_content(struct store *s, int64_t article, int64_t number, struct arena *a, struct slice *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_CONTENT);
        query_bind_int(&q, article);
        query_bind_int(&q, number);
        TRY(query_row(&q));
        return read_content(&q, a, ret);
}

struct err revision_content(struct store *s, int64_t article, int64_t revision, struct arena *a, struct slice *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_REVISION);
        query_bind_int(&q, article);
        query_bind_int(&q, revision);
        TRY(query_row(&q));
        return read_content(&q, a, ret);
}

struct err content_read(struct slice content, struct arena *a, struct article *ret)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1024); /* in detail it is told by store_verify() */
        return article_read(content, a, ret, &why);
}

struct err store_load_version(struct store *s, int64_t article, int64_t number, struct arena *a, struct article *ret)
{
        struct slice content;
        TRY(version_content(s, article, number, a, &content));
        return content_read(content, a, ret);
}

struct err store_load_revision(struct store *s, int64_t article, int64_t revision, struct arena *a, struct article *ret)
{
        struct slice content;
        TRY(revision_content(s, article, revision, a, &content));
        return content_read(content, a, ret);
}
