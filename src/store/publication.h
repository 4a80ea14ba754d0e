/* What publishing reads of the store: the change log, articles as readers are to see them, lists of them, shelves,
 * days. Slices returned live in the given arena. */
#pragma once
#include "news/address.h"
#include "news/headline.h"
#include "news/shelf.h"
#include "store/store.h"

enum change_act { CHANGE_PUBLISHED = 1, CHANGE_WITHDRAWN, CHANGE_NEWSROOM, CHANGE_SHELF };
struct change {
        int64_t number, time_ms;
        int64_t article; /* CHANGE_PUBLISHED, CHANGE_WITHDRAWN; else 0 */
        enum change_act act;
        /* CHANGE_SHELF: it is another now, and so are its months from this one on, some of them or (0) all; else 0 */
        int64_t shelf;
        unsigned year, month;
};
struct err store_last_change(struct store *s, int64_t *ret) CHECKED;
struct changes {
        struct change *at;
        unsigned count;
};
struct err store_changes(struct store *s, int64_t after, unsigned limit, struct arena *a, struct changes *ret) CHECKED;

/* A place in a shelf's month. */
struct place {
        enum shelf_kind kind;
        unsigned edition;
        int64_t shelf; /* id */
        unsigned year, month, place;
};
struct places {
        struct place *at;
        size_t count;
};

/* An article as readers are to see it: its last version. `state` tells whether they may. */
struct published {
        int64_t id, story, version; /* the version's number, which only grows, in a site restored of an export, too */
        enum article_state state;
        struct slice path, withdrawn_reason; /* the address that leads to it, or did when it is gone */
        struct article article;
        struct shelf *authors, *topics, *sources; /* the shelf of each of the article's, in their order */
        struct places places;                     /* on its shelves, its section's too; of what never was live: none */
};
struct err store_load(struct store *s, int64_t article, struct arena *a, struct published *ret) CHECKED;
/* Without its body and its places, which are left empty: for what other articles change of its page. */
struct err store_load_about(struct store *s, int64_t article, struct arena *a, struct published *ret) CHECKED;
/* Its address alone. */
struct err store_address(struct store *s, int64_t article, struct arena *a, struct slice *ret) CHECKED;
struct err store_find(struct store *s, struct slice uri, int64_t *ret_article, bool *ret_found) CHECKED;

/* Former addresses of the article that lead to its present one. */
struct err store_former_paths(struct store *s, int64_t article, struct arena *a, struct slice **ret,
                              unsigned *ret_count) CHECKED;

/* The days on which readers find it, or found it, that its addresses do not tell. */
struct stood_days {
        struct stood_day {
                unsigned edition;
                struct day day;
        } * at;
        size_t count;
};
struct err store_stood_days(struct store *s, int64_t article, struct arena *a, struct stood_days *ret) CHECKED;

/* Places that the article has left, so that listings forget it there: a place keeps its number for ever. */
struct err store_left_places(struct store *s, int64_t article, struct arena *a, struct places *ret) CHECKED;

/* What readers are shown: the live articles of a story in other editions than the given one's, the oldest of each. */
struct err store_siblings(struct store *s, int64_t story, int64_t except_article, struct arena *a,
                          struct siblings *ret) CHECKED;
/* Whom it concerns when one of them changes: every live article of a story, by edition. */
struct article_ids {
        int64_t *at;
        size_t count;
};
struct err store_story_articles(struct store *s, int64_t story, struct arena *a, struct article_ids *ret) CHECKED;

/* The newest live articles of an edition, of one of its sections, or of another shelf (0: any), newest first; at most
 * `limit`. `pictured`: of a section's, those with a picture. */
struct newest {
        unsigned edition, section, limit;
        int64_t shelf; /* a topic, person or source, which has its edition */
        bool pictured;
};
struct err store_newest(struct store *s, struct newest of, struct arena *a, struct headlines *ret) CHECKED;
/* The live article of the edition with that uri; none when there is none. */
struct err store_named(struct store *s, unsigned edition, struct slice uri, struct arena *a,
                       struct headlines *ret) CHECKED;

/* What an article's page leads on to, as far as it is live: what its related list names, in its order, filled up with
 * what the store chose by what both are about; and more of its section, the newest first. It is chosen when the article
 * goes live, and kept until it is filed under something else; but a follow-up finds a place in it, and as long as it
 * shows too few of its section, it goes on. */
enum { RELATED_SHOWN = 6, OF_SECTION_SHOWN = 4 };
struct leads {
        struct headlines related, of_section;
};
struct err store_leads(struct store *s, int64_t article, struct arena *a, struct leads *ret) CHECKED;
/* The live articles whose pages may lead to this one. The store chooses none for many; how many name it is not ours. */
struct err store_led_from(struct store *s, int64_t article, struct arena *a, struct article_ids *ret) CHECKED;

/* A topic, person or source by its id. ERR_NOT_FOUND. */
struct err store_load_shelf(struct store *s, int64_t shelf, struct arena *a, struct shelf *ret) CHECKED;
/* The shelves with the same kind and uri in other editions, as far as they have months. None without a uri. */
struct err store_shelf_siblings(struct store *s, const struct shelf *shelf, struct arena *a,
                                struct shelves *ret) CHECKED;

/* The months in which a shelf (kind, edition and id count) has places, oldest first, with the number of places given
 * and the name that the shelf has there (a section's is empty: the newsroom has it). */
struct shelf_months {
        struct shelf_month {
                unsigned year, month, places;
                struct slice name;
        } * at;
        unsigned count;
};
struct err store_shelf_months(struct store *s, const struct shelf *shelf, struct arena *a,
                              struct shelf_months *ret) CHECKED;

/* The days before and after `day` on which the edition has live articles; a year of 0 when there is none. */
struct err store_neighbour_days(struct store *s, unsigned edition, struct day day, struct day *ret_before,
                                struct day *ret_after) CHECKED;

/* The days of the month of `day` with live articles of the edition (bit of the day, from bit 1); the newest such day
 * before it and the oldest behind it, a year of 0 when there is none. */
struct month_days {
        uint32_t days;
        struct day before, after;
};
struct err store_month_days(struct store *s, unsigned edition, struct day day, struct month_days *ret) CHECKED;
/* The day of the live article behind so many newer ones; a year of 0 when there is none. */
struct err store_day_behind(struct store *s, unsigned edition, unsigned newer, struct day *ret) CHECKED;
/* Of each month with live articles the last such day, newest first. */
struct days {
        struct day *at;
        size_t count;
};
struct err store_last_days(struct store *s, unsigned edition, struct arena *a, struct days *ret) CHECKED;

/* Live articles in the order of their ids, from behind `after`; for rebuilding and checking. */
struct err store_live_articles(struct store *s, int64_t after, unsigned limit, struct arena *a,
                               struct article_ids *ret) CHECKED;
/* The same from before `before` (INT64_MAX: all) on downwards. */
struct err store_live_articles_before(struct store *s, int64_t before, unsigned limit, struct arena *a,
                                      struct article_ids *ret) CHECKED;
/* Likewise those that readers could once see and cannot any more: withdrawn, or put under an embargo again. */
struct err store_withdrawn_articles(struct store *s, int64_t after, unsigned limit, struct arena *a,
                                    struct article_ids *ret) CHECKED;
