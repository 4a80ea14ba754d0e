/* What the desk changes about the site's structure: sections and menus, what shelves are called, editions and the
 * addresses of their articles.
 *
 * What such a change means for articles is done afterwards, some at a time (store_go_on): in transactions of their own,
 * from where it had come to, also after a crash. Writers only in a transaction; slices live in the given arena. */
#pragma once
#include "news/shelf.h"
#include "store/store.h"

/* ---- sections ---- */

/* How many articles, in any state, are in the section in an edition. */
struct err store_count_section(struct store *s, unsigned section, unsigned edition, int64_t *ret) CHECKED;
/* Takes the section out of all editions; its number stays. ERR_CONFLICT when it has articles. */
struct err store_remove_section(struct store *s, unsigned section, int64_t now_ms) CHECKED;
/* The menu of an edition: these, in their order. Others of its sections do not stand there. */
struct menu {
        unsigned sections[SECTION_MAX];
        size_t count;
};
struct err store_put_menu(struct store *s, unsigned edition, const struct menu *menu, int64_t now_ms) CHECKED;

/* Slugs that sections have or had. */
struct section_slugs {
        struct section_slug {
                unsigned edition, section;
                struct slice slug;
        } * at;
        size_t count;
};
struct err store_section_slugs(struct store *s, struct arena *a, struct section_slugs *ret) CHECKED;

/* ---- shelves ---- */

/* The shelf is called so from now on, whatever its articles say; articles that use its former name go on to be filed
 * there. ERR_CONFLICT when another shelf of its kind and edition, none with a uri, has or had the name. */
struct err store_name_shelf(struct store *s, const struct shelf *named, int64_t now_ms) CHECKED;
/* Its page says this of it from now on, once it has one; empty: nothing. Its name, months and articles stay: the change
 * is of no month, for its year is behind all. */
enum { CHANGE_NO_MONTH = 9999 };
struct err store_describe_shelf(struct store *s, int64_t shelf, struct slice description, int64_t now_ms) CHECKED;
/* The shelf that kind, edition and uri name, or without a uri a name that it has or had; ERR_NOT_FOUND: none is listed.
 */
struct err store_named_shelf(struct store *s, const struct shelf *named, struct arena *a, struct shelf *ret) CHECKED;
/* A shelf without a uri, before an article names it: its kind, edition, name and url count. One that was removed is
 * there again. ERR_CONFLICT when another has or had the name. */
struct err store_add_shelf(struct store *s, const struct shelf *named, int64_t now_ms, int64_t *ret) CHECKED;
/* The desk lists it no more; whatever names it brings it back, and its addresses stay as they are. ERR_CONFLICT when
 * articles are filed on it, in any state, or it was merged. */
struct err store_remove_shelf(struct store *s, int64_t shelf) CHECKED;
/* Articles of the one are filed on the other from now on; its addresses lead there. ERR_CONFLICT when they are not of
 * one kind and edition, or one of them is merged or removed already. */
struct err store_merge_shelf(struct store *s, int64_t shelf, int64_t into, int64_t now_ms) CHECKED;
/* What was merged, into any shelf. */
struct shelf_ids {
        int64_t *at;
        size_t count;
};
struct err store_merged_shelves(struct store *s, struct arena *a, struct shelf_ids *ret) CHECKED;

struct shelf_use {
        int64_t articles, live, newest_ms; /* newest_ms 0: none is live */
};
struct err store_shelf_use(struct store *s, int64_t shelf, struct shelf_use *ret) CHECKED;

/* ---- editions ---- */

/* One more, which newsroom_check_prefix() and newsroom_permalink_is_free() found good, numbered behind the others; the
 * store knows it after store_reload(). ERR_CONFLICT: its language or prefix is another's; ERR_FULL: there are
 * EDITION_MAX. `maker` gets in it what roles they have in others alone. */
struct err store_add_edition(struct store *s, const struct edition *edition, int64_t maker, int64_t now_ms) CHECKED;
/* Name, zone and pattern of addresses; the rest stays. The store goes on with those of before until store_reload(). */
struct err store_put_edition(struct store *s, const struct edition *edition, int64_t now_ms) CHECKED;
/* Opens the editions anew as they are now; outside of transactions. ERR_INVALID: a zone that is none. */
struct err store_reload(struct store *s) CHECKED;

/* Another prefix, "" or "/word", that newsroom_check_prefix() found good: in this transaction all addresses that begin
 * with the edition's have it, and the one of before is remembered as former. The store goes on with that of before
 * until store_reload(). Articles and others' addresses that are in its way: asked before, also of an edition that is
 * yet to come. */
struct err store_prefix_is_free(struct store *s, unsigned edition, struct slice prefix, bool *ret) CHECKED;
struct err store_put_prefix(struct store *s, unsigned edition, struct slice prefix, int64_t now_ms) CHECKED;
/* As long as an archive has the edition under `shown`, publishing is told addresses that begin so; until
 * store_reload(), or the edition's own. */
void store_show_under(struct store *s, unsigned edition, struct slice shown);
/* How many articles an edition has, in any state. */
struct err store_count_edition(struct store *s, unsigned edition, int64_t *ret) CHECKED;

/* ---- what follows ---- */

/* Their numbers are stored. */
enum follow_up_kind {
        FOLLOW_ADDRESSES = 1, /* of an edition's articles */
        FOLLOW_NAME,          /* a shelf's name, on the pages of its articles */
        FOLLOW_MERGER,        /* a shelf's articles go to the one that it was merged into */
};
struct follow_up {
        enum follow_up_kind kind;
        int64_t object, after, done, total;
};
struct follow_ups {
        struct follow_up *at;
        size_t count;
};
struct err store_follow_ups(struct store *s, struct arena *a, struct follow_ups *ret) CHECKED;
/* Does the next `limit` articles of the first of them; `ret_more` is false when nothing is left. */
struct err store_go_on(struct store *s, unsigned limit, int64_t now_ms, bool *ret_more) CHECKED;

/* The address that an article of the edition would have by another pattern, as an example. */
struct err store_example_address(struct store *s, const struct edition *edition, int64_t article, struct arena *a,
                                 struct slice *ret) CHECKED;
