/* Lists of live articles. Every one comes from an index in its order, so its cost is what it returns. */
#include "store/filing.h"
#include "store/known_headlines.h"

#include <stdlib.h>

enum { FIRST_ROOM = 8 };

void *list_with_room(struct arena *a, void *at, size_t count, size_t element_size)
{
        if (count == 0) return arena_array(a, FIRST_ROOM, element_size);
        bool is_full = count >= FIRST_ROOM && (count & (count - 1)) == 0;
        if (!is_full) return at;
        void *larger = arena_array(a, 2 * count, element_size);
        memcpy(larger, at, count * element_size);
        return larger;
}

struct err list_ids(struct query *q, struct arena *a, struct article_ids *ret)
{
        struct err err;
        *ret = (struct article_ids){0};
        while (query_next(q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = query_int(q, 0);
        }
        return err;
}

struct err store_siblings(struct store *s, int64_t story, int64_t except_article, struct arena *a, struct siblings *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_SIBLINGS);
        query_bind_int(&q, story);
        query_bind_int(&q, except_article);
        struct err err;
        *ret = (struct siblings){0};
        while (query_next(&q, &err)) {
                unsigned edition = (unsigned)query_int(&q, 0);
                /* A story may have several articles in an edition; the switcher leads to the first. */
                if (ret->count && ret->at[ret->count - 1].edition == edition) continue;
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = (struct sibling){
                        .edition = edition,
                        .article = query_int(&q, 1),
                        .path = path_shown(s, query_slice(&q, 2), a),
                };
        }
        return err;
}

/* ---- headlines ---- */

/* With the path as it is stored. */
static struct headline read_row(const struct query *q, struct arena *a)
{
        return (struct headline){
                .article = query_int(q, 0),
                .edition = (unsigned)query_int(q, 1),
                .section = (unsigned)query_int(q, 2),
                .path = query_copy(q, 3, a),
                .text = query_copy(q, 4, a),
                .lead = query_copy(q, 5, a),
                .published_ms = query_int(q, 6),
                .urgency = (enum urgency)query_int(q, 7),
                .picture = {.asset = query_copy(q, 8, a),
                            .media_type = query_copy(q, 9, a),
                            .caption = query_copy(q, 10, a),
                            .credit = query_copy(q, 11, a),
                            .alt = query_copy(q, 12, a),
                            .uri = query_copy(q, 13, a),
                            .width = (unsigned)query_int(q, 14),
                            .height = (unsigned)query_int(q, 15),
                            .focal_x = (unsigned)query_int(q, 16),
                            .focal_y = (unsigned)query_int(q, 17),
                            .kind = (enum picture_kind)query_int(q, 18)},
                .is_running = query_int(q, 19) != 0,
        };
}

static struct headline read_headline(const struct store *s, const struct query *q, struct arena *a)
{
        struct headline headline = read_row(q, a);
        headline.path = path_shown(s, headline.path, a);
        return headline;
}

struct err load_headline(struct store *s, int64_t article, struct arena *a, struct headline *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_HEADLINE);
        query_bind_int(&q, article);
        TRY(query_row(&q));
        *ret = read_headline(s, &q, a);
        return NO_ERR;
}

struct err list_headlines(const struct store *s, struct query *q, struct arena *a, struct headlines *ret)
{
        struct err err;
        *ret = (struct headlines){0};
        while (query_next(q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = read_headline(s, q, a);
        }
        return err;
}

/* As it is kept, or from the store; with the path as it is stored. */
static struct err find_headline(struct store *s, int64_t article, struct arena *a, const struct headline **ret)
{
        *ret = s->headlines ? known_headlines_find(s->headlines, article) : NULL;
        if (*ret) return NO_ERR;
        struct headline *loaded = arena_alloc(a, sizeof *loaded);
        CLEANUP(query_end) struct query q = ask(s, LOAD_HEADLINE);
        query_bind_int(&q, article);
        TRY(query_row(&q));
        *loaded = read_row(&q, a);
        if (s->headlines) known_headlines_keep(s->headlines, loaded);
        *ret = loaded;
        return NO_ERR;
}

static struct err add_newest(struct store *s, struct newest of, int64_t article, struct arena *a, struct headlines *ret)
{
        const struct headline *found;
        TRY(find_headline(s, article, a, &found));
        if (of.pictured && !found->picture.asset.len) return NO_ERR;
        ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
        struct headline *headline = &ret->at[ret->count++];
        *headline = headline_copy(found, a);
        headline->path = path_shown(s, headline->path, a);
        return NO_ERR;
}

static struct err newest_of_shelf(struct store *s, struct newest of, struct arena *a, struct headlines *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_NEWEST_OF_SHELF);
        query_bind_int(&q, of.shelf);
        query_bind_int(&q, of.limit);
        return list_headlines(s, &q, a, ret);
}

struct err store_newest(struct store *s, struct newest of, struct arena *a, struct headlines *ret)
{
        if (of.shelf) return newest_of_shelf(s, of, a, ret);
        struct err err;
        CLEANUP(query_end) struct query q = ask(s, of.section ? LIST_NEWEST_OF_SECTION : LIST_NEWEST);
        query_bind_int(&q, of.edition);
        if (of.section) query_bind_int(&q, of.section);
        query_bind_int(&q, of.limit);
        *ret = (struct headlines){0};
        while (query_next(&q, &err))
                TRY(add_newest(s, of, query_int(&q, 0), a, ret));
        return err;
}

struct err store_named(struct store *s, unsigned edition, struct slice uri, struct arena *a, struct headlines *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_NAMED);
        query_bind_text(&q, uri);
        query_bind_int(&q, edition);
        return list_headlines(s, &q, a, ret);
}

/* ---- what an article leads on to ---- */

static bool has_headline(const struct headlines *headlines, int64_t article)
{
        for (size_t i = 0; i < headlines->count; i++)
                if (headlines->at[i].article == article) return true;
        return false;
}

/* Appends those that stand in neither list, up to `max` in `ret`. */
static void fill_up(const struct headlines *from, const struct headlines *besides, size_t max, struct headlines *ret)
{
        for (size_t i = 0; i < from->count && ret->count < max; i++)
                if (!has_headline(ret, from->at[i].article) && !has_headline(besides, from->at[i].article))
                        ret->at[ret->count++] = from->at[i];
}

static struct err list_choice(struct store *s, int64_t article, enum choice_kind kind, struct arena *a,
                              struct headlines *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_CHOICE);
        query_bind_int(&q, article);
        query_bind_int(&q, kind);
        return list_headlines(s, &q, a, ret);
}

static struct err list_related(struct store *s, int64_t article, struct arena *a, struct headlines *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_RELATED);
        query_bind_int(&q, article);
        query_bind_int(&q, RELATED_SHOWN);
        return list_headlines(s, &q, a, ret);
}

static int newest_first(const void *a, const void *b)
{
        const struct headline *x = a, *y = b;
        if (x->published_ms != y->published_ms) return x->published_ms > y->published_ms ? -1 : 1;
        return x->article > y->article ? -1 : x->article < y->article;
}

struct err store_leads(struct store *s, int64_t article, struct arena *a, struct leads *ret)
{
        struct headlines picks, about, of_section;
        const struct headlines none = {0};
        TRY(list_related(s, article, a, &picks));
        TRY(list_choice(s, article, CHOICE_RELATED, a, &about));
        TRY(list_choice(s, article, CHOICE_SECTION, a, &of_section));
        ret->related.at = arena_array(a, RELATED_SHOWN, sizeof *ret->related.at);
        ret->of_section.at = arena_array(a, OF_SECTION_SHOWN, sizeof *ret->of_section.at);
        ret->related.count = ret->of_section.count = 0;
        fill_up(&picks, &none, RELATED_SHOWN, &ret->related);
        fill_up(&about, &none, RELATED_SHOWN, &ret->related);
        fill_up(&of_section, &ret->related, OF_SECTION_SHOWN, &ret->of_section);
        qsort(ret->of_section.at, ret->of_section.count, sizeof *ret->of_section.at, newest_first);
        return NO_ERR;
}

/* ---- ids ---- */

struct err store_story_articles(struct store *s, int64_t story, struct arena *a, struct article_ids *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_STORY);
        query_bind_int(&q, story);
        return list_ids(&q, a, ret);
}

struct err store_led_from(struct store *s, int64_t article, struct arena *a, struct article_ids *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_LED_FROM);
        query_bind_int(&q, article);
        return list_ids(&q, a, ret);
}

struct err store_live_articles_before(struct store *s, int64_t before, unsigned limit, struct arena *a,
                                      struct article_ids *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_LIVE_BEFORE);
        query_bind_int(&q, before);
        query_bind_int(&q, limit);
        return list_ids(&q, a, ret);
}

struct err store_live_articles(struct store *s, int64_t after, unsigned limit, struct arena *a, struct article_ids *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_LIVE);
        query_bind_int(&q, after);
        query_bind_int(&q, limit);
        return list_ids(&q, a, ret);
}

struct err store_withdrawn_articles(struct store *s, int64_t after, unsigned limit, struct arena *a,
                                    struct article_ids *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_GONE);
        query_bind_int(&q, after);
        query_bind_int(&q, limit);
        return list_ids(&q, a, ret);
}
