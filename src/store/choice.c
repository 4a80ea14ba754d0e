/* Choosing what an article's page leads on to, besides what editors picked: stories about the same, and more of its
 * section.
 *
 * It is chosen when the article goes live, and anew when it is filed under something else; otherwise it is kept, so
 * that a page seldom changes for others' sake and a rebuilt archive is the same. The work is bounded: of a few of its
 * shelves those that are nearest in time. For the news of today these are the newest; for what an import brings from
 * years ago, its contemporaries. What is about the same rare thing counts more, and so does what is nearer.
 *
 * Whoever comes is offered in return to those that are most about the same, so that an article leads to its follow-up:
 * it takes a place that is free, or that of one who is clearly less about the same (MORE_THAN_PERCENT). A follow-up on
 * a rare thing does; the next of a hundred stories about a common one does not, so that it changes nobody's page. What
 * it is worth to the article is its place's number, negated: so the list stands in its order, and the weakest is the
 * last. (Places from 0 on are of a program that did not tell. They are kept.)
 *
 * A list of the section that is short goes on likewise: the first of a section has nobody to lead to. It is marked as
 * wanting more, in an index of its own, and whoever comes to the section is offered to those. Whoever leaves it is
 * replaced where it was chosen. Both lead, or led, to the article that changes, so that its change presses their pages
 * again (store_led_from()). Once a section has grown nobody wants more, so that a new article changes nobody's page,
 * and finding that out is one look into an empty index. (Counting what those beside it lead to was 0.1 ms.)
 *
 * Once an article is out and its words are indexed, those that share rare words with it come besides
 * (store_choose_alike()): what both are about and what words both have is added up. Who is shown for the section and
 * turns out to be about the same goes over to the related ones.
 *
 * An article that changes is pressed again on every page that shows it: so nobody is chosen by more than
 * CHOSEN_BY_MAX others (faults.def says the number too). */
#include "store/choosing.h"

enum {
        NEAR_IN_SECTION = 12, /* that many before the article, and that many behind it */
        FAR_IN_SECTION = 100, /* where these are too few */
        CHOSEN_BY_MAX = 16,
        COMPLETED_MAX = 4,       /* pages that change for one that comes to the section */
        OFFERED_MAX = 2,         /* and for what it is about; others come behind the publication (alike.c) */
        ASKED_MAX = 4,           /* the best of those about the same: who might show it */
        MORE_THAN_PERCENT = 150, /* of what somebody is worth whose place another takes */
};

void choosing_clear(struct choosing *c)
{
        arena_clear(&c->arena);
}

static void add_id(struct choosing *c, struct article_ids *ids, int64_t article)
{
        ids->at = list_with_room(&c->arena, ids->at, ids->count, sizeof *ids->at);
        ids->at[ids->count++] = article;
}

static bool has_id(const struct article_ids *ids, int64_t article)
{
        for (size_t i = 0; i < ids->count; i++)
                if (ids->at[i] == article) return true;
        return false;
}

static void take(struct choosing *c, int64_t article)
{
        add_id(c, &c->taken, article);
}

static void forget_id(struct article_ids *ids, int64_t article)
{
        size_t kept = 0;
        for (size_t i = 0; i < ids->count; i++)
                if (ids->at[i] != article) ids->at[kept++] = ids->at[i];
        ids->count = kept;
}

/* ---- choosing ---- */

static struct err may_be_chosen(struct choosing *c, enum choice_kind kind, int64_t article, bool *ret)
{
        *ret = false;
        if (has_id(&c->taken, article)) return NO_ERR;
        CLEANUP(query_end) struct query q = ask(c->store, FIND_CHOSEN);
        query_bind_int(&q, article);
        TRY(query_row(&q));
        bool is_same_story = query_int(&q, 0) == c->head->story;
        *ret = query_int(&q, 1) < CHOSEN_BY_MAX && !(kind == CHOICE_RELATED && is_same_story);
        return NO_ERR;
}

/* Who is shown for the section is free to become a related one. */
struct err may_be_related(struct choosing *c, int64_t article, bool *ret)
{
        bool is_in_section = has_id(&c->in_section, article);
        if (is_in_section) forget_id(&c->taken, article);
        TRY(may_be_chosen(c, CHOICE_RELATED, article, ret));
        if (!is_in_section) return NO_ERR;
        if (!*ret) {
                take(c, article);
                return NO_ERR;
        }
        forget_id(&c->in_section, article);
        struct query q = ask(c->store, DROP_CHOICE_OF);
        query_bind_int(&q, c->head->id);
        query_bind_int(&q, article);
        return query_run(&q);
}

static bool is_place_taken(const struct choosing *c, int64_t place)
{
        for (size_t i = 0; i < c->related_count; i++)
                if (c->related[i].place == place) return true;
        return false;
}

static void note_place(struct choosing *c, enum choice_kind kind, int64_t place, int64_t article)
{
        if (kind == CHOICE_SECTION) {
                add_id(c, &c->in_section, article);
                if (place >= c->next_in_section) c->next_in_section = place + 1;
                return;
        }
        must(c->related_count < sizeof c->related / sizeof c->related[0]);
        c->related[c->related_count++] = (struct related){place, article};
}

/* Of the section behind what was chosen before; of those about the same by what it is worth, behind its equals. */
static int64_t find_place(const struct choosing *c, enum choice_kind kind, int64_t score)
{
        if (kind == CHOICE_SECTION) return c->next_in_section;
        int64_t place = -score;
        while (is_place_taken(c, place))
                place++;
        return place;
}

struct err put_choice(struct choosing *c, enum choice_kind kind, int64_t article, int64_t score)
{
        int64_t place = find_place(c, kind, score);
        take(c, article);
        note_place(c, kind, place, article);
        struct query q = ask(c->store, ADD_CHOICE);
        query_bind_int(&q, c->head->id);
        query_bind_int(&q, kind);
        query_bind_int(&q, place);
        query_bind_int(&q, article);
        return query_run(&q);
}

/* Adds to `count`, up to `max`. */
static struct err put_best(struct choosing *c, enum choice_kind kind, const struct candidates *from, size_t max,
                           size_t *count)
{
        for (size_t i = 0; i < from->count && *count < max; i++) {
                bool usable;
                TRY(may_be_chosen(c, kind, from->at[i].article, &usable));
                if (!usable) continue;
                TRY(put_choice(c, kind, from->at[i].article, from->at[i].score));
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
                enum choice_kind kind = (enum choice_kind)query_int(&q, 1);
                if (kind) note_place(c, kind, query_int(&q, 2), query_int(&q, 0)); /* 0: picked by editors */
        }
        return err;
}

struct err begin_choosing(struct choosing *c, int64_t article, struct head *head)
{
        TRY(head_load(c->store, article, &c->arena, head));
        c->head = head;
        return take_what_it_has(c);
}

/* Whether a page has a place for another, of what worth it is to it. */
struct room {
        bool is_there, is_full;
        int64_t last; /* place of the weakest, who makes room when it is full */
};

static struct err find_room(struct store *s, const struct candidate *candidate, int64_t worth, struct room *ret)
{
        CLEANUP(query_end) struct query q = ask(s, FIND_ROOM);
        query_bind_int(&q, candidate->article);
        query_bind_int(&q, -worth);
        TRY(query_row(&q));
        int64_t last = query_int(&q, 1);
        bool is_full = query_int(&q, 0) >= RELATED_SHOWN, is_shown = query_int(&q, 2) < RELATED_SHOWN;
        bool is_clearly_better = last < 0 && candidate->score * 100 > -last * MORE_THAN_PERCENT;
        *ret = (struct room){.is_there = is_shown && (!is_full || is_clearly_better), .is_full = is_full, .last = last};
        return NO_ERR;
}

struct err drop_place(struct choosing *c, int64_t place)
{
        size_t kept = 0;
        for (size_t i = 0; i < c->related_count; i++)
                if (c->related[i].place != place) c->related[kept++] = c->related[i];
        c->related_count = kept;
        struct query q = ask(c->store, DROP_CHOICE);
        query_bind_int(&q, c->head->id);
        query_bind_int(&q, CHOICE_RELATED);
        query_bind_int(&q, place);
        return query_run(&q);
}

struct err offer_related(struct store *s, const struct head *newcomer, const struct candidate *candidate, bool *ret)
{
        /* What came after it tells how it went on: it stands before what was there. */
        int64_t worth = newcomer->published_ms > candidate->published_ms ? 2 * candidate->score : candidate->score;
        CLEANUP(choosing_clear) struct choosing c = {.store = s};
        struct head head;
        struct room room;
        *ret = false;
        TRY(find_room(s, candidate, worth, &room));
        if (!room.is_there) return NO_ERR;
        TRY(begin_choosing(&c, candidate->article, &head));
        bool was_in_section = has_id(&c.in_section, newcomer->id);
        TRY(may_be_related(&c, newcomer->id, ret));
        if (!*ret) return NO_ERR;
        if (room.is_full) TRY(drop_place(&c, room.last));
        TRY(put_choice(&c, CHOICE_RELATED, newcomer->id, worth));
        return was_in_section ? complete_section(&c) : NO_ERR;
}

/* To those that are most about the same: `about` is in that order. */
static struct err offer_to_related(struct choosing *c, const struct candidates *about)
{
        unsigned offered = 0;
        for (size_t i = 0; i < about->count && i < ASKED_MAX && offered < OFFERED_MAX; i++) {
                bool took;
                if (about->at[i].article == c->head->id) continue;
                TRY(offer_related(c->store, c->head, &about->at[i], &took));
                offered += took;
        }
        return NO_ERR;
}

static struct err choose_related(struct choosing *c, const struct article *article)
{
        struct candidates about;
        size_t count = 0;
        TRY(candidates_about(c->store, c->head, article, &c->arena, &about));
        TRY(put_best(c, CHOICE_RELATED, &about, RELATED_SHOWN, &count));
        return offer_to_related(c, &about);
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
                TRY(candidates_of_section(c->store, c->head, limits[i], &c->arena, &of_section));
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

struct err complete_section(struct choosing *c)
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
        return has ? complete_section(c) : choose(c, article);
}

/* ---- for others of the section ---- */

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
        TRY(put_choice(&c, CHOICE_SECTION, newcomer, 0));
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
        return complete_section(&c);
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
