/* The third step: the pages of listings. Which articles they show is known by the articles' places; pressed here is
 * what stands around them, and only for pages that are new or whose neighbours came or went.
 *
 *      what comes or goes         is pressed again
 *      a month's sitemap          nothing: the list of sitemaps is made when somebody asks
 *      a day's page               the days before and after, the calendars with it, the same day in other editions, all
 *                                 news
 *      a page of a shelf's month  the pages before and after, the shelf's page (its list of months)
 *      the first of these         the same shelf's months in other editions, which lead to its page
 *      a place on a shelf         the shelf's page, if it shows other pages of its months now
 *      a shelf's page             the same shelf's in other editions
 *      a shelf's name             the shelf's page, its last month's
 *      what is said of a shelf    the shelf's page
 *      an edition, a section      all news, the section's page
 *
 * Of most of these only `more` changes, which is what leads on from one page to another.
 */
#include "archive/shown.h"
#include "publish/former_listing.h"
#include "publish/listing_view.h"

/* ---- what to press ---- */

static void add(struct listing_set *set, struct listing_key key)
{
        if (key.edition) listing_set_add(set, key);
}

static void add_same_in_editions(struct run *r, struct listing_key key, struct listing_set *set)
{
        const struct newsroom *newsroom = r->publisher->newsroom;
        key.is_whole = true;
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                key.edition = newsroom->editions[i].id;
                add(set, key);
        }
}

static struct err add_same_shelves(struct run *r, struct listing_key key, struct listing_set *set)
{
        struct shelf shelf;
        struct shelves same;
        TRY(listing_shelf(r, key, &shelf));
        TRY(store_shelf_siblings(r->publisher->store, &shelf, &r->arena, &same));
        key.is_whole = true;
        for (size_t i = 0; i < same.count; i++) {
                key.edition = same.at[i].edition;
                key.shelf = same.at[i].id;
                add(set, key);
        }
        return NO_ERR;
}

/* That a shelf is there at all is told by other editions' months with its first month, not with its own page: they are
 * many, and while somebody waits neither is pressed. */
static struct err add_months_elsewhere(struct run *r, struct listing_key month, struct listing_set *set)
{
        struct shelf shelf;
        bool begins;
        if (month.shelf_kind == SHELF_SECTION) return NO_ERR;
        TRY(listing_begins_shelf(r, month, &begins));
        if (!begins) return NO_ERR;
        TRY(listing_shelf(r, month, &shelf));
        return listing_add_months_elsewhere(r, &shelf, set);
}

/* The pages that show whether `key` is there. */
static struct err add_concerned(struct run *r, struct listing_key key, struct listing_set *set)
{
        struct neighbours neighbours;
        if (r->everything) return NO_ERR;
        TRY(listing_neighbours(r, key, &neighbours));
        add(set, neighbours.newer);
        add(set, neighbours.older);
        if (key.kind == LISTING_DAY) {
                TRY(listing_add_calendars(r, key, set));
                add_same_in_editions(r, (struct listing_key){.kind = LISTING_DAY, .day = key.day}, set);
                add(set, (struct listing_key){.edition = key.edition, .kind = LISTING_ALL});
        }
        if (key.kind == LISTING_SHELF && key.shelf_kind != SHELF_SECTION)
                TRY(add_same_shelves(r, listing_of_shelf(key), set));
        if (key.kind != LISTING_SHELF_MONTH) return NO_ERR;
        add(set, listing_of_shelf(key));
        return add_months_elsewhere(r, key, set);
}

static struct err is_page(struct run *r, struct slice path, bool *ret)
{
        struct archive_path found;
        struct err err = archive_find_path(r->publisher->archive, path, &found);
        *ret = err.code == OK && found.kind == PATH_PAGE;
        return err.code == ERR_NOT_FOUND ? NO_ERR : err;
}

/* What lists listings is put together when a reader asks: the sitemaps, the feeds of an edition. */
static struct err note_lists(struct run *r, struct listing_key key)
{
        struct archive *archive = r->publisher->archive;
        const struct edition *edition = newsroom_edition(r->publisher->newsroom, key.edition);
        if (key.kind == LISTING_SITEMAP)
                return archive_note_stale(archive, archive_page_id(archive, SLICE(ADDRESS_SITEMAPS)));
        if (key.kind != LISTING_ALL && key.kind != LISTING_SHELF) return NO_ERR;
        return archive_note_stale(archive, archive_page_id(archive, address_feed_list(&r->arena, edition)));
}

/* Nothing is left of the day. Its neighbours may have been pressed while the store already knew of an article that
 * never came to be seen, so they are pressed again whether or not the page was there. */
static struct err end_day(struct run *r, struct listing_key key, struct slice path, struct listing_set *again)
{
        TRY(archive_put_gone(r->publisher->archive, path, key.edition, NULL));
        TRY(note_lists(r, key));
        return add_concerned(r, key, again);
}

/* The page was there. */
static struct err look_again(struct run *r, struct listing_key key, struct listing_set *again)
{
        bool goes_on_elsewhere = false;
        key.is_whole = r->anew;
        TRY(listing_goes_on_elsewhere(r, key, &goes_on_elsewhere));
        if (key.is_whole || goes_on_elsewhere) add(again, key);
        return NO_ERR;
}

/* While somebody waits, a shelf has a page when its first article comes, for the article leads there. The pages of its
 * months, and what leads there, come behind. */
static bool is_left_for_later(struct listing_key key, bool was)
{
        return key.kind == LISTING_SHELF_MONTH || (key.kind == LISTING_SHELF && was);
}

/* What stands on a new page of a month is seen on the shelf's own at once. */
static struct err leave_for_others(struct run *r, struct listing_key key, struct slice path, bool was)
{
        struct archive *archive = r->publisher->archive;
        struct slice shelf;
        if (was || key.kind != LISTING_SHELF_MONTH) return NO_ERR;
        TRY(listing_path(r, listing_of_shelf(key), &shelf));
        return archive_show_besides(archive, archive_page_id(archive, shelf), archive_page_id(archive, path));
}

static struct err look_at(struct run *r, struct listing_key key, struct listing_set *again)
{
        struct archive *archive = r->publisher->archive;
        struct slice path;
        TRY(listing_path(r, key, &path));
        bool was, shows_any = true;
        bool may_end = key.kind == LISTING_DAY || key.kind == LISTING_SITEMAP;
        if (may_end) TRY(archive_has_places(archive, archive_page_id(archive, path), &shows_any));
        if (!shows_any) return end_day(r, key, path, again);
        TRY(is_page(r, path, &was));
        if (r->is_ahead && is_left_for_later(key, was)) return leave_for_others(r, key, path, was);
        if (was) return look_again(r, key, again);
        key.is_new = true;
        add(again, key);
        return add_concerned(r, key, again);
}

/* The pages that are there whether or not they show anything. */
static void add_standing(struct run *r, struct listing_set *set)
{
        const struct newsroom *newsroom = r->publisher->newsroom;
        for (size_t e = 0; e < newsroom->edition_count; e++) {
                unsigned edition = newsroom->editions[e].id;
                add(set, (struct listing_key){.edition = edition, .kind = LISTING_ALL, .is_new = true});
                for (size_t s = 0; s < newsroom->section_count; s++)
                        if (newsroom->sections[s].slugs[edition - 1].len)
                                add(set, (struct listing_key){.edition = edition,
                                                              .kind = LISTING_SHELF,
                                                              .shelf_kind = SHELF_SECTION,
                                                              .shelf = newsroom->sections[s].id,
                                                              .is_new = true});
        }
}

/* ---- pressing ---- */

static struct err press_page(struct run *r, struct listing_key key, const struct listing_view *view)
{
        struct publisher *p = r->publisher;
        bool is_newest = key.kind == LISTING_ALL || key.kind == LISTING_SHELF;
        struct slice shows = {0};
        if (key.kind == LISTING_SHELF) TRY(listing_shows(r, key, &shows));
        TRY(press_listing(p->presser, view, &p->listing));
        struct archive_page page = {
                .path = view->path,
                .kind = ARCHIVE_LISTING,
                .edition = key.edition,
                .id = archive_page_id(p->archive, view->path),
                .head = buf_slice(&p->listing.page.head),
                .languages = buf_slice(&p->listing.page.languages),
                .more = buf_slice(&p->listing.page.more),
                .open = buf_slice(&p->listing.open),
                .close = buf_slice(&p->listing.close),
                .item_max = is_newest ? NEWEST_SHOWN : 0,
                .about = buf_slice(&p->listing.about),
                .shows = shows,
        };
        TRY(note_lists(r, key));
        return archive_put_page(p->archive, &page);
}

static struct err press_sitemap(struct run *r, struct listing_key key, struct slice path)
{
        struct publisher *p = r->publisher;
        TRY(press_listing_record(p->presser, key.edition, SLICE(""), SLICE(""), &p->listing.about));
        struct archive_page page = {
                .path = path,
                .kind = ARCHIVE_LISTING,
                .edition = key.edition,
                .id = archive_page_id(p->archive, path),
                .content_type = SLICE(ARCHIVE_SITEMAP_TYPE),
                .about = buf_slice(&p->listing.about),
        };
        TRY(note_lists(r, key));
        return archive_put_page(p->archive, &page);
}

static struct err press_more(struct run *r, struct listing_key key, const struct listing_view *view)
{
        struct publisher *p = r->publisher;
        TRY(press_listing_more(p->presser, view, &p->listing.page.more));
        struct archive_page parts = {.more = buf_slice(&p->listing.page.more)};
        if (key.kind == LISTING_SHELF) TRY(listing_shows(r, key, &parts.shows));
        return archive_patch_page(p->archive, archive_page_id(p->archive, view->path), &parts);
}

/* A page that concerns another need not be there itself: its articles may come with a later change. */
static struct err press_if_there(struct run *r, struct listing_key key)
{
        struct slice path;
        struct listing_view view;
        bool there = key.is_new;
        TRY(listing_path(r, key, &path));
        if (!there) TRY(is_page(r, path, &there));
        if (!there) return NO_ERR;
        if (key.kind == LISTING_SITEMAP) return press_sitemap(r, key, path);
        TRY(listing_view(r, key, &view));
        return key.is_new || key.is_whole ? press_page(r, key, &view) : press_more(r, key, &view);
}

static struct err press_all(struct run *r, struct listing_set *again)
{
        if (r->newsroom_changed) TRY(add_returning_sections(r));
        listing_set_settle(&r->listings);
        for (size_t i = 0; i < r->listings.count; i++)
                TRY(look_at(r, r->listings.at[i], again));
        for (size_t i = 0; i < r->renamed.count; i++)
                add(again, r->renamed.at[i]);
        if (r->newsroom_changed) add_standing(r, again);
        listing_set_settle(again);
        for (size_t i = 0; i < again->count; i++)
                TRY(press_if_there(r, again->at[i]));
        return r->has_merged ? lead_on_from_merged(r) : NO_ERR;
}

struct err press_listings(struct run *r)
{
        CLEANUP(listing_set_clear) struct listing_set again = {0};
        return press_all(r, &again);
}
