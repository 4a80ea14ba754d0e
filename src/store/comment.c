#include "store/comment.h"

#include "news/text.h"
#include "store/inside.h"

struct err store_add_comment(struct store *s, const struct comment *comment, int64_t *ret_id)
{
        store_check_writing(s);
        if (comment->text.len == 0 || !text_is_short(comment->text, COMMENT_CHARACTERS))
                return ERR(ERR_INVALID, "add a comment");
        CLEANUP(query_end) struct query last = ask(s, LAST_COMMENT);
        TRY(query_row(&last));
        *ret_id = query_int(&last, 0) + 1;
        struct query q = ask(s, ADD_COMMENT);
        query_bind_int(&q, *ret_id);
        query_bind_int(&q, comment->article);
        query_bind_int(&q, comment->made_by);
        query_bind_int(&q, comment->made_ms);
        query_bind_text(&q, comment->text);
        return query_run(&q);
}

static struct err check_is_there(struct store *s, const struct comment *comment)
{
        CLEANUP(query_end) struct query q = ask(s, FIND_COMMENT);
        query_bind_int(&q, comment->id);
        query_bind_int(&q, comment->article);
        return query_row(&q);
}

struct err store_settle_comment(struct store *s, const struct comment *comment)
{
        store_check_writing(s);
        TRY(check_is_there(s, comment));
        struct query q = ask(s, SETTLE_COMMENT);
        query_bind_int(&q, comment->id);
        query_bind_int(&q, comment->article);
        query_bind_id(&q, comment->settled_by);
        query_bind_int(&q, comment->settled_by ? comment->settled_ms : 0);
        return query_run(&q);
}

struct err store_list_comments(struct store *s, int64_t article, unsigned limit, struct arena *a, struct comments *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_COMMENTS);
        query_bind_int(&q, article);
        query_bind_int(&q, limit);
        struct err err;
        *ret = (struct comments){0};
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = (struct comment){.id = query_int(&q, 0),
                                                         .article = article,
                                                         .made_by = query_int(&q, 1),
                                                         .made_ms = query_int(&q, 2),
                                                         .text = query_copy(&q, 3, a),
                                                         .settled_by = query_int(&q, 4),
                                                         .settled_ms = query_int(&q, 5)};
        }
        return err;
}

struct err store_count_open_comments(struct store *s, int64_t article, int64_t *ret)
{
        CLEANUP(query_end) struct query q = ask(s, COUNT_OPEN_COMMENTS);
        query_bind_int(&q, article);
        TRY(query_row(&q));
        *ret = query_int(&q, 0);
        return NO_ERR;
}
