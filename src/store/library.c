#include "store/library.h"

#include "store/inside.h"
#include "store/sought_words.h"

static void bind_words(struct query *q, const struct picture *picture)
{
        query_bind_int(q, picture->kind);
        query_bind_text(q, picture->caption);
        query_bind_text(q, picture->credit);
        query_bind_text(q, picture->alt);
}

struct err store_add_picture(struct store *s, const struct library_picture *picture)
{
        struct query q = ask(s, ADD_LIBRARY_PICTURE);
        query_bind_text(&q, picture->picture.asset);
        query_bind_int(&q, picture->added_ms);
        query_bind_id(&q, picture->added_by);
        query_bind_text(&q, picture->name);
        query_bind_text(&q, picture->picture.media_type);
        query_bind_int(&q, picture->picture.width);
        query_bind_int(&q, picture->picture.height);
        bind_words(&q, &picture->picture);
        return query_run(&q);
}

struct err store_describe_picture(struct store *s, const struct picture *picture)
{
        CLEANUP(arena_clear) struct arena scratch = {0};
        struct library_picture known;
        TRY(store_load_picture(s, picture->asset, &scratch, &known));
        struct query q = ask(s, DESCRIBE_LIBRARY_PICTURE);
        query_bind_text(&q, picture->asset);
        bind_words(&q, picture);
        return query_run(&q);
}

static struct library_picture read_row(const struct query *q, struct arena *a)
{
        return (struct library_picture){
                .added_ms = query_int(q, 1),
                .added_by = query_int(q, 2),
                .name = query_copy(q, 3, a),
                .picture = {.asset = query_copy(q, 0, a),
                            .media_type = query_copy(q, 4, a),
                            .width = (unsigned)query_int(q, 5),
                            .height = (unsigned)query_int(q, 6),
                            .kind = (enum picture_kind)query_int(q, 7),
                            .caption = query_copy(q, 8, a),
                            .credit = query_copy(q, 9, a),
                            .alt = query_copy(q, 10, a)},
        };
}

struct err store_load_picture(struct store *s, struct slice asset, struct arena *a, struct library_picture *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_LIBRARY_PICTURE);
        query_bind_text(&q, asset);
        TRY(query_row(&q));
        *ret = read_row(&q, a);
        return NO_ERR;
}

/* ---- finding ---- */

static bool has_text(const struct query *q, struct slice folded, struct arena *scratch)
{
        static const int columns[] = {3, 8, 9, 10};
        for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
                if (slice_find(sought_folded(query_slice(q, columns[i]), scratch), folded)) return true;
        return folded.len == 0;
}

struct err store_find_pictures(struct store *s, const struct library_search *search, struct arena *a,
                               struct library_pictures *ret)
{
        CLEANUP(arena_clear) struct arena scratch = {0};
        CLEANUP(query_end) struct query q = ask(s, LIST_LIBRARY_PICTURES);
        struct slice folded = sought_folded(search->text, &scratch);
        struct err err = NO_ERR;
        unsigned walked = 0;
        query_bind_int(&q, search->from.ms ? search->from.ms : INT64_MAX);
        query_bind_text(&q, search->from.asset);
        query_bind_int(&q, LIBRARY_WALK_MAX);
        *ret = (struct library_pictures){.next = search->from};
        while (ret->count < search->limit && query_next(&q, &err)) {
                walked++;
                ret->next.ms = query_int(&q, 1);
                ret->next.asset = query_copy(&q, 0, a);
                if (!has_text(&q, folded, &scratch)) continue;
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = read_row(&q, a);
        }
        ret->has_more = ret->count == search->limit || walked == LIBRARY_WALK_MAX;
        return err;
}

static struct err add_places(struct query *asked, struct slice asset, unsigned limit, struct arena *a,
                             struct picture_places *ret)
{
        CLEANUP(query_end) struct query q = *asked;
        struct err err;
        query_bind_text(&q, asset);
        query_bind_int(&q, limit);
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = (struct picture_place){.article = query_int(&q, 0),
                                                               .edition = (unsigned)query_int(&q, 1),
                                                               .headline = query_copy(&q, 2, a),
                                                               .state = (enum article_state)query_int(&q, 3),
                                                               .is_shown = query_int(&q, 4) != 0};
        }
        return err;
}

struct err store_picture_places(struct store *s, struct slice asset, unsigned limit, struct arena *a,
                                struct picture_places *ret)
{
        *ret = (struct picture_places){0};
        struct query shown = ask(s, LIST_PICTURE_PLACES);
        TRY(add_places(&shown, asset, limit, a, ret));
        struct query works = ask(s, LIST_PICTURE_WORKS);
        return add_places(&works, asset, limit - (unsigned)ret->count, a, ret);
}

/* ---- what articles come with ---- */

static struct err note(struct store *s, const struct picture *picture, int64_t added_ms)
{
        if (picture->asset.len == 0) return NO_ERR;
        const struct library_picture known = {.picture = *picture, .added_ms = added_ms};
        return store_add_picture(s, &known);
}

static struct err note_blocks(struct store *s, const struct block *blocks, size_t count, int64_t added_ms)
{
        for (size_t i = 0; i < count; i++) {
                const struct block *b = &blocks[i];
                const struct picture picture = {.asset = b->asset,
                                                .width = b->width,
                                                .height = b->height,
                                                .kind = b->illustration ? PICTURE_ILLUSTRATION : PICTURE_PHOTO,
                                                .caption = b->caption,
                                                .credit = b->credit,
                                                .alt = b->alt};
                TRY(note(s, &picture, added_ms));
                TRY(note_blocks(s, b->children, b->child_count, added_ms));
        }
        return NO_ERR;
}

struct err library_note_article(struct store *s, const struct article *article)
{
        for (size_t i = 0; i < article->picture_count; i++)
                TRY(note(s, &article->pictures[i], article->published_ms));
        return note_blocks(s, article->body.blocks, article->body.count, article->published_ms);
}
