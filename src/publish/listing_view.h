/* Where listings stand and what they show, as a run finds it in the store. */
#pragma once
#include "publish/publish_inside.h"

/* listing_path.c: which shelf, which address; the key's section must be one of the newsroom's. */
struct err listing_shelf(struct run *r, struct listing_key key, struct shelf *ret) CHECKED;
/* Spares a look into the store; the shelf's texts live as long as the run's. */
void listing_know_shelf(struct run *r, const struct shelf *shelf);
struct err listing_path(struct run *r, struct listing_key key, struct slice *ret) CHECKED;
/* The day page of the edition that the address of an article belongs to; false when it belongs to none. */
bool listing_day_of_article(struct run *r, struct slice article_path, struct listing_key *ret);
/* The place's month page; false when the section is none of the edition's, or the shelf was merged into another. And
 * the page of that month's shelf. */
struct err listing_of_place(struct run *r, const struct place *place, struct listing_key *ret,
                            bool *ret_is_there) CHECKED;
struct listing_key listing_of_shelf(struct listing_key month);

/* listing_view.c: neighbours, and what press_listing() is to show. */
struct neighbours {
        struct listing_key newer, older; /* kind and edition 0: none */
};
struct err listing_neighbours(struct run *r, struct listing_key key, struct neighbours *ret) CHECKED;
/* Which pages of its months a shelf's own page shows (archive/shown.h); empty when it has room for all. */
struct err listing_shows(struct run *r, struct listing_key key, struct slice *ret) CHECKED;
/* Whether the page of a shelf shows other pages of its months than it does in the archive; whether that of all news may
 * lead on to another page than when the changes that the archive lacks were not there. */
struct err listing_goes_on_elsewhere(struct run *r, struct listing_key key, bool *ret) CHECKED;
/* The siblings too when the key is new or whole. */
struct err listing_view(struct run *r, struct listing_key key, struct listing_view *ret) CHECKED;
/* The day pages whose calendars show whether `day` is there. */
struct err listing_add_calendars(struct run *r, struct listing_key day, struct listing_set *set) CHECKED;
/* The pages of months that lead to the shelf's own page from other editions. */
struct err listing_add_months_elsewhere(struct run *r, const struct shelf *shelf, struct listing_set *set) CHECKED;
/* Whether the page of a month is the shelf's first; some page is, and it comes once. */
struct err listing_begins_shelf(struct run *r, struct listing_key key, bool *ret) CHECKED;
