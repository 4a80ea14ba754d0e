/* Choosing what an article's page leads on to, besides what editors picked: stories about the same, and more of its
 * section.
 *
 * It is chosen when the article goes live, and anew when it is filed under something else; otherwise it is kept, so
 * that a page does not change for others' sake and a rebuilt archive is the same. The work is bounded: of a few of its
 * shelves those that are nearest in time. For the news of today these are the newest; for what an import brings from
 * years ago, its contemporaries. What is about the same rare thing counts more, and so does what is nearer.
 *
 * Only a list of the section that is short goes on: the first of a section has nobody to lead to. It is marked as
 * wanting more, in an index of its own, and whoever comes to the section is offered to those. Whoever leaves it is
 * replaced where it was chosen. Both lead, or led, to the article that changes, so that its change presses their pages
 * again (store_led_from()). Once a section has grown nobody wants more, so that a new article changes nobody's page,
 * and finding that out is one look into an empty index. (Counting what those beside it lead to was 0.1 ms.)
 *
 * An article that changes is pressed again on every page that shows it: so nobody is chosen by more than
 * CHOSEN_BY_MAX others (faults.def says the number too). */
#include "store/filing.h"

#include <stdlib.h>

enum {
        SHELVES_MAX = 12,
        NEAR_ON_SHELF = 20,   /* that many before the article, and that many behind it */
        NEAR_IN_SECTION = 12, /* likewise */
        FAR_IN_SECTION = 100, /* where these are too few */
        CHOSEN_BY_MAX = 16,
        COMPLETED_MAX = 4, /* pages that change for one that comes */
        DAY_MS = 24 * 60 * 60 * 1000,
};

struct candidate {
        int64_t article, published_ms, score; /* the higher, the better */
};

struct candidates {
        struct candidate *at;
        size_t count;
};

struct choosing {
        struct store *store;
        struct arena arena;
        const struct head *head;  /* of the article that is chosen for */
        struct article_ids taken; /* what its page has already: itself, the editors' picks, what was chosen */
        int64_t next_position[CHOICE_SECTION + 1]; /* by kind */
};

static void choosing_clear(struct choosing *c)
{
        arena_clear(&c->arena);
}

static void take(struct choosing *c, int64_t article)
{
        c->taken.at = list_with_room(&c->arena, c->taken.at, c->taken.count, sizeof *c->taken.at);
        c->taken.at[c->taken.count++] = article;
}

static bool is_taken(const struct choosing *c, int64_t article)
{
        for (size_t i = 0; i < c->taken.count; i++)
                if (c->taken.at[i] == article) return true;
        return false;
}

/* ---- candidates ---- */

static int64_t distance_ms(const struct choosing *c, const struct candidate *candidate)
{
        int64_t ms = c->head->published_ms - candidate->published_ms;
        return ms < 0 ? -ms : ms;
}

/* The rows of `q`; their scores come later. */
static struct err add_rows(struct choosing *c, struct query *q, struct candidates *ret)
{
        struct err err;
        while (query_next(q, &err)) {
                ret->at = list_with_room(&c->arena, ret->at, ret->count, sizeof *ret->at);
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

/* Who was found on several shelves is one candidate, with the sum of the scores. */
static void merge(struct candidates *candidates)
{
        if (candidates->count == 0) return;
        qsort(candidates->at, candidates->count, sizeof candidates->at[0], compare_articles);
        size_t kept = 0;
        for (size_t i = 1; i < candidates->count; i++) {
                if (candidates->at[i].article == candidates->at[kept].article)
                        candidates->at[kept].score += candidates->at[i].score;
                else
                        candidates->at[++kept] = candidates->at[i];
        }
        candidates->count = kept + 1;
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
static void weigh(struct candidate *found, size_t count)
{
        enum { WEIGHT_MAX = 100000, NOT_RARER = 5 };
        int64_t weight = WEIGHT_MAX / (count_on_shelf(found, count) + NOT_RARER);
        for (size_t i = 0; i < count; i++)
                found[i].score = weight;
}

static struct err add_shelf(struct choosing *c, int64_t shelf, struct candidates *ret)
{
        static const enum statement sides[] = {LIST_FILED_BEFORE, LIST_FILED_AFTER};
        size_t before = ret->count;
        for (size_t i = 0; i < 2; i++) {
                CLEANUP(query_end) struct query q = ask(c->store, sides[i]);
                query_bind_int(&q, shelf);
                query_bind_int(&q, c->head->published_ms);
                query_bind_int(&q, NEAR_ON_SHELF);
                TRY(add_rows(c, &q, ret));
        }
        if (ret->count > before) weigh(ret->at + before, ret->count - before);
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

/* The youngest of its shelves first: they are the rarer ones, should it have more than are looked at. */
static struct err add_shelves(struct choosing *c, const struct article *article, struct candidates *ret)
{
        struct shelves shelves;
        TRY(shelf_list_filed(c->store, c->head->id, &c->arena, &shelves));
        unsigned looked_at = 0;
        for (size_t i = shelves.count; i-- && looked_at < SHELVES_MAX;) {
                if (!tells_what_it_is_about(&shelves.at[i], article)) continue;
                TRY(add_shelf(c, shelves.at[i].id, ret));
                looked_at++;
        }
        return NO_ERR;
}

/* What is three months away counts half. */
static void count_distance(const struct choosing *c, struct candidates *candidates)
{
        enum { HALF_DAYS = 90 };
        for (size_t i = 0; i < candidates->count; i++) {
                struct candidate *candidate = &candidates->at[i];
                candidate->score = candidate->score * HALF_DAYS / (HALF_DAYS + distance_ms(c, candidate) / DAY_MS);
        }
}

/* ---- of the section ---- */

static struct err list_section(struct choosing *c, unsigned limit, struct candidates *ret)
{
        static const enum statement sides[] = {LIST_SECTION_BEFORE, LIST_SECTION_AFTER};
        *ret = (struct candidates){0};
        for (size_t i = 0; i < 2; i++) {
                CLEANUP(query_end) struct query q = ask(c->store, sides[i]);
                query_bind_int(&q, c->head->edition);
                query_bind_int(&q, c->head->section);
                query_bind_int(&q, c->head->published_ms);
                query_bind_int(&q, limit);
                TRY(add_rows(c, &q, ret));
        }
        for (size_t i = 0; i < ret->count; i++)
                ret->at[i].score = -distance_ms(c, &ret->at[i]);
        return NO_ERR;
}

/* ---- choosing ---- */

static struct err may_be_chosen(struct choosing *c, enum choice_kind kind, int64_t article, bool *ret)
{
        *ret = false;
        if (is_taken(c, article)) return NO_ERR;
        CLEANUP(query_end) struct query q = ask(c->store, FIND_CHOSEN);
        query_bind_int(&q, article);
        TRY(query_row(&q));
        bool is_same_story = query_int(&q, 0) == c->head->story;
        *ret = query_int(&q, 1) < CHOSEN_BY_MAX && !(kind == CHOICE_RELATED && is_same_story);
        return NO_ERR;
}

/* Behind what was chosen before. */
static struct err put_choice(struct choosing *c, enum choice_kind kind, int64_t article)
{
        take(c, article);
        struct query q = ask(c->store, ADD_CHOICE);
        query_bind_int(&q, c->head->id);
        query_bind_int(&q, kind);
        query_bind_int(&q, c->next_position[kind]++);
        query_bind_int(&q, article);
        return query_run(&q);
}

/* Adds to `count`, up to `max`. */
static struct err put_best(struct choosing *c, enum choice_kind kind, struct candidates *from, size_t max,
                           size_t *count)
{
        if (from->count) qsort(from->at, from->count, sizeof from->at[0], compare_scores);
        for (size_t i = 0; i < from->count && *count < max; i++) {
                bool usable;
                TRY(may_be_chosen(c, kind, from->at[i].article, &usable));
                if (!usable) continue;
                TRY(put_choice(c, kind, from->at[i].article));
                ++*count;
        }
        return NO_ERR;
}

static struct err take_what_it_has(struct choosing *c)
{
        struct err err;
        take(c, c->head->id);
        CLEANUP(query_end) struct query q = ask(c->store, LIST_LED_TO);
        query_bind_int(&q, c->head->id);
        while (query_next(&q, &err)) {
                take(c, query_int(&q, 0));
                int64_t *next = &c->next_position[query_int(&q, 1)], position = query_int(&q, 2);
                if (position >= *next) *next = position + 1;
        }
        return err;
}

static struct err choose_related(struct choosing *c, const struct article *article)
{
        struct candidates about = {0};
        size_t count = 0;
        TRY(add_shelves(c, article, &about));
        merge(&about);
        count_distance(c, &about);
        return put_best(c, CHOICE_RELATED, &about, RELATED_SHOWN, &count);
}

static struct err note_wanting(struct choosing *c, bool wants_more)
{
        struct query q = ask(c->store, NOTE_WANTING);
        query_bind_int(&q, c->head->id);
        query_bind_int(&q, wants_more);
        return query_run(&q);
}

/* Its page shows `count` of its section already. */
static struct err choose_section(struct choosing *c, size_t count)
{
        static const unsigned limits[] = {NEAR_IN_SECTION, FAR_IN_SECTION};
        if (!c->head->section) return note_wanting(c, false);
        for (size_t i = 0; i < 2 && count < OF_SECTION_SHOWN; i++) {
                struct candidates of_section;
                TRY(list_section(c, limits[i], &of_section));
                TRY(put_best(c, CHOICE_SECTION, &of_section, OF_SECTION_SHOWN, &count));
                if (of_section.count < limits[i]) break; /* that is all of it */
        }
        return note_wanting(c, count < OF_SECTION_SHOWN);
}

static struct err choose(struct choosing *c, const struct article *article)
{
        struct published published;
        if (!article) {
                TRY(store_load(c->store, c->head->id, &c->arena, &published));
                article = &published.article;
        }
        TRY(choose_related(c, article));
        return choose_section(c, 0);
}

static struct err count_of_section(struct choosing *c, size_t *ret)
{
        struct leads leads;
        TRY(store_leads(c->store, c->head->id, &c->arena, &leads));
        *ret = leads.of_section.count;
        return NO_ERR;
}

static struct err complete(struct choosing *c)
{
        size_t count;
        TRY(count_of_section(c, &count));
        return choose_section(c, count);
}

static struct err has_choices(struct store *s, int64_t article, bool *ret)
{
        CLEANUP(query_end) struct query q = ask(s, FIND_CHOICE);
        query_bind_int(&q, article);
        return query_step(&q, ret);
}

static struct err settle_own(struct choosing *c, const struct article *article)
{
        bool has;
        TRY(take_what_it_has(c));
        TRY(has_choices(c->store, c->head->id, &has));
        return has ? complete(c) : choose(c, article);
}

/* ---- for others ---- */

static struct err begin_choosing(struct choosing *c, int64_t article, struct head *head)
{
        TRY(head_load(c->store, article, &c->arena, head));
        c->head = head;
        return take_what_it_has(c);
}

/* Nobody else: their pages are pressed again because they lead to the newcomer. */
static struct err offer(struct store *s, int64_t newcomer, int64_t article)
{
        CLEANUP(choosing_clear) struct choosing c = {.store = s};
        struct head head;
        size_t count;
        bool usable;
        TRY(begin_choosing(&c, article, &head));
        TRY(may_be_chosen(&c, CHOICE_SECTION, newcomer, &usable));
        if (!usable) return NO_ERR;
        TRY(put_choice(&c, CHOICE_SECTION, newcomer));
        TRY(count_of_section(&c, &count));
        return note_wanting(&c, count < OF_SECTION_SHOWN);
}

static struct err offer_to_wanting(struct choosing *c)
{
        struct article_ids wanting;
        if (!c->head->section) return NO_ERR;
        CLEANUP(query_end) struct query q = ask(c->store, LIST_WANTING);
        query_bind_int(&q, c->head->edition);
        query_bind_int(&q, c->head->section);
        query_bind_int(&q, c->head->id);
        query_bind_int(&q, COMPLETED_MAX);
        TRY(list_ids(&q, &c->arena, &wanting));
        for (size_t i = 0; i < wanting.count; i++)
                TRY(offer(c->store, c->head->id, wanting.at[i]));
        return NO_ERR;
}

static struct err complete_article(struct store *s, int64_t article)
{
        CLEANUP(choosing_clear) struct choosing c = {.store = s};
        struct head head;
        TRY(begin_choosing(&c, article, &head));
        return complete(&c);
}

/* Those whose section shows it, or showed it until now, go on to another in its place. It stays chosen, should it come
 * back. */
static struct err complete_led_from(struct choosing *c)
{
        struct article_ids leading;
        CLEANUP(query_end) struct query q = ask(c->store, LIST_SECTION_LED_FROM);
        query_bind_int(&q, c->head->id);
        TRY(list_ids(&q, &c->arena, &leading));
        for (size_t i = 0; i < leading.count; i++)
                TRY(complete_article(c->store, leading.at[i]));
        return NO_ERR;
}

/* ---- settling ---- */

struct err choice_drop(struct store *s, int64_t article)
{
        struct query q = ask(s, DROP_CHOICES);
        query_bind_int(&q, article);
        return query_run(&q);
}

static bool stands_elsewhere(const struct head *before, const struct head *after)
{
        if (!before->id) return false;
        return head_is_live(before) != head_is_live(after) || before->edition != after->edition ||
               before->section != after->section;
}

struct err choice_settle(struct store *s, const struct head *before, const struct head *after,
                         const struct article *article)
{
        CLEANUP(choosing_clear) struct choosing choosing = {.store = s, .head = after};
        if (stands_elsewhere(before, after)) TRY(complete_led_from(&choosing));
        if (!head_is_live(after)) return NO_ERR;
        TRY(settle_own(&choosing, article));
        return offer_to_wanting(&choosing);
}
