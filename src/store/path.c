/* Addresses of articles. An address has the day that the article gives itself, so another day is another address. What
 * readers could see and cannot any more keeps the address that they had: there it says that it is gone. When it comes
 * back under another, the old one leads on, for ever. */
#include "store/inside.h"

struct slice path_of_day(struct store *s, const struct head *head, struct arena *a)
{
        struct day day = local_day(s, head->edition, head->published_ms);
        return address_article(a, &s->editions[head->edition - 1], day, head->id);
}

void path_settle(struct store *s, struct head *head, struct arena *a)
{
        if (!head_is_gone(head)) head->path = path_of_day(s, head, a);
}

static struct err take_former(struct store *s, struct slice path)
{
        struct query q = ask(s, TAKE_FORMER_PATH);
        query_bind_text(&q, path);
        return query_run(&q);
}

struct err path_keep_former(struct store *s, const struct head *before, const struct head *after)
{
        if (!before->first_live_ms || slice_eq(before->path, after->path)) return NO_ERR;
        TRY(take_former(s, after->path));
        struct query q = ask(s, KEEP_FORMER_PATH);
        query_bind_text(&q, before->path);
        query_bind_int(&q, after->id);
        return query_run(&q);
}

struct err store_former_paths(struct store *s, int64_t article, struct arena *a, struct slice **ret,
                              unsigned *ret_count)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_FORMER_PATHS);
        query_bind_int(&q, article);
        struct err err;
        struct slice *paths = NULL;
        unsigned count = 0;
        while (query_next(&q, &err)) {
                paths = list_with_room(a, paths, count, sizeof *paths);
                paths[count++] = query_copy(&q, 0, a);
        }
        *ret = paths;
        *ret_count = count;
        return err;
}
