/* Which article shows which pictures. A row that readers have seen stays for ever, so that an archive made anew knows
 * what is gone. */
#include "store/picture.h"

#include "news/assets.h"
#include "store/inside.h"

static struct err run_for(struct store *s, enum statement statement, int64_t article)
{
        struct query q = ask(s, statement);
        query_bind_int(&q, article);
        return query_run(&q);
}

static struct err put(struct store *s, int64_t article, const struct assets *assets)
{
        TRY(run_for(s, DROP_UNSEEN_PICTURES, article));
        TRY(run_for(s, RETIRE_PICTURES, article));
        for (size_t i = 0; i < assets->count; i++) {
                struct query q = ask(s, PUT_PICTURE);
                query_bind_text(&q, assets->at[i]);
                query_bind_int(&q, article);
                TRY(query_run(&q));
        }
        return NO_ERR;
}

struct err picture_put_article(struct store *s, int64_t id, const struct article *article)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct assets assets = assets_of_article(article, &arena);
        TRY(library_note_article(s, article));
        return put(s, id, &assets);
}

struct err picture_put_settings(struct store *s, const struct settings *settings)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct assets assets = assets_of_settings(settings, &arena);
        TRY(put(s, PICTURES_OF_SETTINGS, &assets));
        return picture_note_seen(s, PICTURES_OF_SETTINGS);
}

struct err picture_note_seen(struct store *s, int64_t article)
{
        return run_for(s, NOTE_PICTURES_SEEN, article);
}

static struct err list(struct query *q, struct arena *a, struct picture_uses *ret)
{
        struct err err;
        *ret = (struct picture_uses){0};
        while (query_next(q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] =
                        (struct picture_use){.asset = query_copy(q, 0, a), .is_live = query_int(q, 1) != 0};
        }
        return err;
}

struct err store_pictures_of(struct store *s, int64_t article, struct arena *a, struct picture_uses *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_PICTURES_OF);
        query_bind_int(&q, article);
        return list(&q, a, ret);
}

struct err store_pictures(struct store *s, struct slice after, unsigned limit, struct arena *a,
                          struct picture_uses *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_PICTURES);
        query_bind_text(&q, after);
        query_bind_int(&q, limit);
        return list(&q, a, ret);
}
