/* Choosing among those that share words with an article: what the words are worth is added to what shared topics are,
 * and who is worth more than one that was chosen takes its place. Editors' picks stand before all of them (list.c). */
#include "store/alike.h"

#include "store/choosing.h"

enum { OFFERED_MAX = 3 /* pages that change for one that shares their words */ };

/* A bit more tells more the more there are. */
static int64_t worth_of(const struct alike *alike)
{
        enum { CENTI = 100, WORTH_OF_A_SQUARE = 4, WORTH_MAX = 20000 };
        int64_t bits = alike->centibits / CENTI, worth = bits * bits * WORTH_OF_A_SQUARE;
        return worth < WORTH_MAX ? worth : WORTH_MAX;
}

static int64_t worth_in(const struct candidates *candidates, int64_t article)
{
        for (size_t i = 0; i < candidates->count; i++)
                if (candidates->at[i].article == article) return candidates->at[i].score;
        return 0;
}

/* Whose place it takes: its own, when it has one; the weakest one's, when all are taken. False: it gets none. */
static bool find_worse(const struct choosing *c, int64_t article, int64_t worth, const struct related **ret)
{
        const struct related *last = NULL;
        *ret = NULL;
        for (size_t i = 0; i < c->related_count; i++) {
                const struct related *related = &c->related[i];
                if (!last || related->place > last->place) last = related;
                if (related->article != article) continue;
                *ret = related;
                return related->place < 0 && -related->place < worth;
        }
        if (c->related_count < RELATED_SHOWN) return true;
        *ret = last;
        return last->place < 0 && -last->place < worth;
}

static struct err put_alike(struct choosing *c, const struct candidate *candidate, bool *ret_changed)
{
        const struct related *worse;
        bool usable = true;
        if (!find_worse(c, candidate->article, candidate->score, &worse)) return NO_ERR;
        bool has_it = worse && worse->article == candidate->article;
        if (!has_it) TRY(may_be_related(c, candidate->article, &usable));
        if (!usable) return NO_ERR;
        if (worse) TRY(drop_place(c, worse->place));
        *ret_changed = true;
        return put_choice(c, CHOICE_RELATED, candidate->article, candidate->score);
}

static struct err leads_to(struct store *s, int64_t article, int64_t other, bool *ret)
{
        CLEANUP(query_end) struct query q = ask(s, FIND_RELATED_CHOICE);
        query_bind_int(&q, other);
        query_bind_int(&q, article);
        return query_step(&q, ret);
}

/* Those that lead to it already count: so doing it again offers it to nobody else. */
static struct err offer_to_alike(struct choosing *c, const struct candidates *alike, bool *ret_changed)
{
        unsigned offered = 0;
        for (size_t i = 0; i < alike->count && offered < OFFERED_MAX; i++) {
                bool has = false, took = false;
                TRY(leads_to(c->store, alike->at[i].article, c->head->id, &has));
                if (!has) TRY(offer_related(c->store, c->head, &alike->at[i], &took));
                offered += has || took;
                *ret_changed |= took;
        }
        return NO_ERR;
}

static struct err add_what_they_are_about(struct choosing *c, struct candidates *alike)
{
        struct published published;
        struct candidates about;
        TRY(store_load(c->store, c->head->id, &c->arena, &published));
        TRY(candidates_about(c->store, c->head, &published.article, &c->arena, &about));
        for (size_t i = 0; i < alike->count; i++)
                alike->at[i].score += worth_in(&about, alike->at[i].article);
        candidates_sort(alike);
        return NO_ERR;
}

static struct err choose_alike(struct choosing *c, struct candidates *alike, bool *ret_changed)
{
        TRY(add_what_they_are_about(c, alike));
        for (size_t i = 0; i < alike->count; i++)
                TRY(put_alike(c, &alike->at[i], ret_changed));
        if (*ret_changed) TRY(complete_section(c));
        return offer_to_alike(c, alike, ret_changed);
}

struct err store_choose_alike(struct store *s, int64_t article, const struct alike *alike, unsigned count,
                              int64_t now_ms)
{
        store_check_writing(s);
        CLEANUP(choosing_clear) struct choosing c = {.store = s};
        struct head head;
        bool changed = false;
        TRY(begin_choosing(&c, article, &head));
        if (!head_is_live(&head) || count == 0) return NO_ERR;
        struct candidates candidates = {.at = arena_array(&c.arena, count, sizeof *candidates.at), .count = count};
        for (unsigned i = 0; i < count; i++)
                candidates.at[i] = (struct candidate){.article = alike[i].article,
                                                      .published_ms = alike[i].published_ms,
                                                      .score = worth_of(&alike[i])};
        TRY(choose_alike(&c, &candidates, &changed));
        if (!changed) return NO_ERR;
        struct change change = {.time_ms = now_ms, .article = article, .act = CHANGE_PUBLISHED};
        return change_log(s, &change, SLICE(""), &change.number);
}
