/* Finding whom an article might lead on to: a few rows of a few indexes, whatever the size. */
#include "store/candidate.h"

#include <stdlib.h>

enum {
        SHELVES_MAX = 12,
        NEAR_ON_SHELF = 20, /* that many before the article, and that many behind it */
        DAY_MS = 24 * 60 * 60 * 1000,
};

struct seek {
        struct store *store;
        const struct head *head; /* of the article that is sought for */
        struct arena *arena;
};

static int64_t distance_ms(const struct head *head, const struct candidate *candidate)
{
        int64_t ms = head->published_ms - candidate->published_ms;
        return ms < 0 ? -ms : ms;
}

/* The rows of `q`; their scores come later. */
static struct err add_rows(struct query *q, struct arena *a, struct candidates *ret)
{
        struct err err;
        while (query_next(q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = (struct candidate){.article = query_int(q, 0), .published_ms = query_int(q, 1)};
        }
        return err;
}

static int compare_articles(const void *a, const void *b)
{
        const struct candidate *x = a, *y = b;
        return (x->article > y->article) - (x->article < y->article);
}

static int compare_scores(const void *a, const void *b)
{
        const struct candidate *x = a, *y = b;
        if (x->score != y->score) return x->score > y->score ? -1 : 1;
        return -compare_articles(a, b);
}

void candidates_sort(struct candidates *candidates)
{
        if (candidates->count) qsort(candidates->at, candidates->count, sizeof candidates->at[0], compare_scores);
}

/* Who was found on several shelves is one candidate, with the sum of the scores. */
static void merge(struct candidates *candidates)
{
        if (candidates->count == 0) return;
        qsort(candidates->at, candidates->count, sizeof candidates->at[0], compare_articles);
        size_t kept = 0;
        for (size_t i = 1; i < candidates->count; i++) {
                struct candidate *same = &candidates->at[kept];
                if (candidates->at[i].article == same->article) {
                        same->score += candidates->at[i].score;
                        same->shares_a_subject |= candidates->at[i].shares_a_subject;
                } else
                        candidates->at[++kept] = candidates->at[i];
        }
        candidates->count = kept + 1;
}

/* That two things happened in the same street says something when they are about the same besides, and nothing alone.
 */
static void drop_those_of_a_place_alone(struct candidates *candidates)
{
        size_t kept = 0;
        for (size_t i = 0; i < candidates->count; i++)
                if (candidates->at[i].shares_a_subject) candidates->at[kept++] = candidates->at[i];
        candidates->count = kept;
}

/* ---- about the same ---- */

/* How many stand on the shelf or, when there are more than were found, come to it in a year. */
static int64_t count_on_shelf(const struct candidate *found, size_t count)
{
        const int64_t year_ms = 365 * (int64_t)DAY_MS;
        if (count < NEAR_ON_SHELF) return (int64_t)count;
        int64_t first_ms = found[0].published_ms, last_ms = first_ms;
        for (size_t i = 1; i < count; i++) {
                if (found[i].published_ms < first_ms) first_ms = found[i].published_ms;
                if (found[i].published_ms > last_ms) last_ms = found[i].published_ms;
        }
        int64_t a_year = (int64_t)count * year_ms / (last_ms - first_ms + DAY_MS);
        return a_year > (int64_t)count ? a_year : (int64_t)count;
}

/* The fewer stand on a shelf, the more it says that two of them do. */
static void weigh(struct candidate *found, size_t count, bool is_place)
{
        enum { WEIGHT_MAX = 100000, NOT_RARER = 5 };
        int64_t weight = WEIGHT_MAX / (count_on_shelf(found, count) + NOT_RARER);
        for (size_t i = 0; i < count; i++) {
                found[i].score = weight;
                found[i].shares_a_subject = !is_place;
        }
}

static struct err add_shelf(const struct seek *seek, int64_t shelf, bool is_place, struct candidates *ret)
{
        static const enum statement sides[] = {LIST_FILED_BEFORE, LIST_FILED_AFTER};
        size_t before = ret->count;
        for (size_t i = 0; i < 2; i++) {
                CLEANUP(query_end) struct query q = ask(seek->store, sides[i]);
                query_bind_int(&q, shelf);
                query_bind_int(&q, seek->head->published_ms);
                query_bind_int(&q, NEAR_ON_SHELF);
                TRY(add_rows(&q, seek->arena, ret));
        }
        if (ret->count > before) weigh(ret->at + before, ret->count - before, is_place);
        return NO_ERR;
}

/* Not what it cites; nor who wrote it, for the next text of the same hand may be about anything. */
static bool tells_what_it_is_about(const struct shelf *shelf, const struct article *article)
{
        if (shelf->kind == SHELF_SOURCE) return false;
        for (size_t i = 0; i < article->author_count; i++) {
                struct shelf author = shelf_of_author(article, i);
                if (shelf_is_same(shelf, &author)) return false;
        }
        return true;
}

static bool is_place(const struct shelf *shelf, const struct article *article)
{
        for (size_t i = 0; i < article->topic_count; i++) {
                struct shelf topic = shelf_of_topic(article, i);
                if (article->topics[i].kind == TOPIC_PLACE && shelf_is_same(shelf, &topic)) return true;
        }
        return false;
}

/* The youngest of its shelves first: they are the rarer ones, should it have more than are looked at. */
static struct err add_shelves(const struct seek *seek, const struct article *article, struct candidates *ret)
{
        struct shelves shelves;
        TRY(shelf_list_filed(seek->store, seek->head->id, seek->arena, &shelves));
        unsigned looked_at = 0;
        for (size_t i = shelves.count; i-- && looked_at < SHELVES_MAX;) {
                if (!tells_what_it_is_about(&shelves.at[i], article)) continue;
                TRY(add_shelf(seek, shelves.at[i].id, is_place(&shelves.at[i], article), ret));
                looked_at++;
        }
        return NO_ERR;
}

/* What is three months away counts half. */
static void count_distance(const struct head *head, struct candidates *candidates)
{
        enum { HALF_DAYS = 90 };
        for (size_t i = 0; i < candidates->count; i++) {
                struct candidate *candidate = &candidates->at[i];
                candidate->score = candidate->score * HALF_DAYS / (HALF_DAYS + distance_ms(head, candidate) / DAY_MS);
        }
}

struct err candidates_about(struct store *s, const struct head *head, const struct article *article, struct arena *a,
                            struct candidates *ret)
{
        struct seek seek = {.store = s, .head = head, .arena = a};
        *ret = (struct candidates){0};
        TRY(add_shelves(&seek, article, ret));
        merge(ret);
        drop_those_of_a_place_alone(ret);
        count_distance(head, ret);
        candidates_sort(ret);
        return NO_ERR;
}

/* ---- of the section ---- */

struct err candidates_of_section(struct store *s, const struct head *head, unsigned limit, struct arena *a,
                                 struct candidates *ret)
{
        static const enum statement sides[] = {LIST_SECTION_BEFORE, LIST_SECTION_AFTER};
        *ret = (struct candidates){0};
        for (size_t i = 0; i < 2; i++) {
                CLEANUP(query_end) struct query q = ask(s, sides[i]);
                query_bind_int(&q, head->edition);
                query_bind_int(&q, head->section);
                query_bind_int(&q, head->published_ms);
                query_bind_int(&q, limit);
                TRY(add_rows(&q, a, ret));
        }
        for (size_t i = 0; i < ret->count; i++)
                ret->at[i].score = -distance_ms(head, &ret->at[i]);
        candidates_sort(ret);
        return NO_ERR;
}
