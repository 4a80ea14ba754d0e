#include "store/filing.h"
#include "store/packed.h"

struct reading {
        struct arena *arena;
        struct buf *why;
        bool is_whole; /* with its body */
};

static struct err read_article(const struct store *s, struct slice stored, const struct reading *as,
                               struct article *ret)
{
        struct slice content;
        struct err err = packed_read(stored, as->arena, &content);
        if (err.code) buf_add_text(as->why, "it cannot be unpacked");
        if (err.code) return err;
        if (!as->is_whole) return article_read_about(content, as->arena, ret, as->why);
        return article_read_known(content, &s->known, as->arena, ret, as->why);
}

static struct err load_row(struct store *s, int64_t article, const struct reading *as, struct published *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_ARTICLE);
        query_bind_int(&q, article);
        TRY(query_row(&q));
        *ret = (struct published){
                .id = query_int(&q, 0),
                .story = query_int(&q, 1),
                .state = (enum article_state)query_int(&q, 2),
                .path = path_shown(s, query_slice(&q, 3), as->arena),
                .withdrawn_reason = query_copy(&q, 4, as->arena),
                .version = query_int(&q, 5),
        };
        return read_article(s, query_slice(&q, 6), as, &ret->article);
}

struct err load_published(struct store *s, int64_t article, struct arena *a, struct published *ret, struct buf *why)
{
        return load_row(s, article, &(struct reading){.arena = a, .why = why, .is_whole = true}, ret);
}

/* ---- what it is filed under ---- */

/* The one of the article's shelves that it names so, or by a name that it had before the desk gave it another. */
static struct err find_shelf(struct store *s, const struct shelves *filed, struct shelf named, struct shelf *ret)
{
        int64_t id = 0;
        bool found;
        *ret = named;
        for (size_t i = 0; i < filed->count; i++)
                if (shelf_is_same(&filed->at[i], &named)) {
                        *ret = filed->at[i];
                        return NO_ERR;
                }
        TRY(shelf_find(s, &named, &id, &found));
        for (size_t i = 0; found && i < filed->count; i++)
                if (filed->at[i].id == id) *ret = filed->at[i];
        return NO_ERR;
}

static struct err load_shelves(struct store *s, struct arena *a, struct published *ret)
{
        const struct article *article = &ret->article;
        struct shelves filed;
        TRY(shelf_list_filed(s, ret->id, a, &filed));
        ret->authors = arena_array(a, article->author_count, sizeof *ret->authors);
        ret->topics = arena_array(a, article->topic_count, sizeof *ret->topics);
        ret->sources = arena_array(a, article->source_count, sizeof *ret->sources);
        for (size_t i = 0; i < article->author_count; i++)
                TRY(find_shelf(s, &filed, shelf_of_author(article, i), &ret->authors[i]));
        for (size_t i = 0; i < article->topic_count; i++)
                TRY(find_shelf(s, &filed, shelf_of_topic(article, i), &ret->topics[i]));
        for (size_t i = 0; i < article->source_count; i++)
                TRY(find_shelf(s, &filed, shelf_of_source(article, i), &ret->sources[i]));
        return NO_ERR;
}

struct err store_load(struct store *s, int64_t article, struct arena *a, struct published *ret)
{
        /* What is wrong with a version in detail is told by store_verify(). */
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1024);
        TRY(load_published(s, article, a, ret, &why));
        TRY(load_shelves(s, a, ret));
        return place_list(s, article, a, &ret->places);
}

struct err store_load_about(struct store *s, int64_t article, struct arena *a, struct published *ret)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1024);
        TRY(load_row(s, article, &(struct reading){.arena = a, .why = &why}, ret));
        return load_shelves(s, a, ret);
}

struct err store_address(struct store *s, int64_t article, struct arena *a, struct slice *ret)
{
        struct head head;
        TRY(head_load(s, article, a, &head));
        *ret = path_shown(s, head.path, a);
        return NO_ERR;
}

struct err store_find(struct store *s, struct slice uri, int64_t *ret_article, bool *ret_found)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct head head;
        TRY(head_find(s, uri, &arena, &head, ret_found));
        if (*ret_found) *ret_article = head.id;
        return NO_ERR;
}
