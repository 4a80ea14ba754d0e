/* Listing pages as the store knows them: their addresses, what lies next to them, what their heads show. */
#include "publish/publish_inside.h"

/* ---- addresses ---- */

static const struct edition *edition_of(const struct run *r, struct listing_key key)
{
        const struct edition *edition = newsroom_edition(r->publisher->newsroom, key.edition);
        must(edition);
        return edition;
}

static const struct section *section_of(const struct run *r, struct listing_key key)
{
        return newsroom_section(r->publisher->newsroom, key.section);
}

struct slice listing_path(struct run *r, struct listing_key key)
{
        const struct edition *edition = edition_of(r, key);
        struct shelf shelf = {0};
        if (key.section) shelf = shelf_of_section(section_of(r, key), key.edition);
        switch (key.kind) {
        case LISTING_ALL:
                return address_all_news(&r->arena, edition);
        case LISTING_SECTION:
                return address_shelf(&r->arena, edition, &shelf);
        case LISTING_SECTION_MONTH:
                return address_shelf_month(&r->arena, edition, &shelf, key.day, key.page);
        case LISTING_DAY:
                break;
        }
        return address_day(&r->arena, edition, key.day);
}

bool listing_of_place(struct run *r, const struct place *place, struct listing_key *ret)
{
        const struct section *section = newsroom_section(r->publisher->newsroom, (unsigned)place->shelf);
        if (place->kind != SHELF_SECTION || !section || section->slugs[place->edition - 1].len == 0) return false;
        *ret = (struct listing_key){
                .edition = place->edition,
                .kind = LISTING_SECTION_MONTH,
                .section = (unsigned)place->shelf,
                .day = {.year = (int)place->year, .month = (int)place->month},
                .page = address_page_of_place(place->place),
        };
        return true;
}

/* Takes the last part off a path that ends with a slash: "/news/2023/08/" gives 8 and leaves "/news/2023/". */
static bool cut_number(struct slice *path, int *ret)
{
        size_t end = path->len ? path->len - 1 : 0, start = end;
        uint64_t number;
        while (start > 0 && path->at[start - 1] != '/')
                start--;
        if (!slice_to_u64((struct slice){path->at + start, end - start}, INT32_MAX, &number)) return false;
        path->len = start;
        *ret = (int)number;
        return true;
}

/* An article's address stands below its day's, also when the article has long been elsewhere. */
bool listing_day_of_article(struct run *r, struct slice article_path, struct listing_key *ret)
{
        struct slice day_path = article_path;
        struct day day;
        int id;
        if (!cut_number(&day_path, &id)) return false;
        struct slice rest = day_path;
        if (!cut_number(&rest, &day.day) || !cut_number(&rest, &day.month) || !cut_number(&rest, &day.year))
                return false;
        const struct newsroom *newsroom = r->publisher->newsroom;
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                *ret = (struct listing_key){.edition = newsroom->editions[i].id, .kind = LISTING_DAY, .day = day};
                if (slice_eq(listing_path(r, *ret), day_path)) return true;
        }
        return false;
}

/* ---- neighbours ---- */

static struct err load_months(struct run *r, struct listing_key key, struct shelf_months *ret)
{
        struct shelf shelf = {.kind = SHELF_SECTION, .edition = key.edition, .id = key.section};
        return store_shelf_months(r->publisher->store, &shelf, &r->arena, ret);
}

static struct listing_key month_page(struct listing_key of, const struct shelf_month *month, unsigned page)
{
        return (struct listing_key){
                .edition = of.edition,
                .kind = LISTING_SECTION_MONTH,
                .section = of.section,
                .day = {.year = (int)month->year, .month = (int)month->month},
                .page = page,
        };
}

static struct listing_key last_page(struct listing_key of, const struct shelf_month *month)
{
        return month_page(of, month, address_page_of_place(month->places));
}

static struct err neighbours_of_month_page(struct run *r, struct listing_key key, struct neighbours *ret)
{
        struct shelf_months months;
        TRY(load_months(r, key, &months));
        for (unsigned i = 0; i < months.count; i++) {
                const struct shelf_month *month = &months.at[i];
                if ((int)month->year != key.day.year || (int)month->month != key.day.month) continue;
                if (key.page < address_page_of_place(month->places))
                        ret->newer = month_page(key, month, key.page + 1);
                else if (i + 1 < months.count)
                        ret->newer = month_page(key, month + 1, 1);
                if (key.page > 1)
                        ret->older = month_page(key, month, key.page - 1);
                else if (i > 0)
                        ret->older = last_page(key, month - 1);
        }
        return NO_ERR;
}

static struct err neighbours_of_section(struct run *r, struct listing_key key, struct neighbours *ret)
{
        struct shelf_months months;
        TRY(load_months(r, key, &months));
        if (months.count) ret->older = last_page(key, &months.at[months.count - 1]);
        return NO_ERR;
}

static struct listing_key day_page(unsigned edition, struct day day)
{
        if (day.year == 0) return (struct listing_key){0};
        return (struct listing_key){.edition = edition, .kind = LISTING_DAY, .day = day};
}

static struct err neighbours_of_day(struct run *r, struct listing_key key, struct neighbours *ret)
{
        struct day before, after;
        TRY(store_neighbour_days(r->publisher->store, key.edition, key.day, &before, &after));
        ret->newer = day_page(key.edition, after);
        ret->older = day_page(key.edition, before);
        return NO_ERR;
}

/* All news go on with the newest day. */
static struct err neighbours_of_all(struct run *r, struct listing_key key, struct neighbours *ret)
{
        struct headlines newest;
        TRY(store_newest(r->publisher->store, (struct newest){.edition = key.edition, .limit = 1}, &r->arena, &newest));
        if (newest.count == 0) return NO_ERR;
        int64_t at_ms = newest.at[0].published_ms;
        ret->older = day_page(key.edition, presser_local_day(r->publisher->presser, key.edition, at_ms));
        return NO_ERR;
}

struct err listing_neighbours(struct run *r, struct listing_key key, struct neighbours *ret)
{
        *ret = (struct neighbours){0};
        switch (key.kind) {
        case LISTING_ALL:
                return neighbours_of_all(r, key, ret);
        case LISTING_SECTION:
                return neighbours_of_section(r, key, ret);
        case LISTING_SECTION_MONTH:
                return neighbours_of_month_page(r, key, ret);
        case LISTING_DAY:
                break;
        }
        return neighbours_of_day(r, key, ret);
}

/* ---- views ---- */

/* The months of a section, newest first; each leads to the page with its newest articles. */
static struct err add_months(struct run *r, struct listing_key key, struct listing_view *view)
{
        struct shelf_months months;
        TRY(load_months(r, key, &months));
        view->months = arena_array(&r->arena, months.count, sizeof *view->months);
        view->month_paths = arena_array(&r->arena, months.count, sizeof *view->month_paths);
        for (unsigned i = months.count; i-- > 0; view->month_count++) {
                struct listing_key last = last_page(key, &months.at[i]);
                view->months[view->month_count] = last.day;
                view->month_paths[view->month_count] = listing_path(r, last);
        }
        return NO_ERR;
}

/* Whether the page of the same kind is there in its edition. Pages of months are numbered in each edition by itself, so
 * they have no siblings. */
static struct err is_there(struct run *r, struct listing_key key, bool *ret)
{
        struct archive *archive = r->publisher->archive;
        *ret = key.kind == LISTING_ALL;
        if (key.kind == LISTING_SECTION) *ret = section_of(r, key)->slugs[key.edition - 1].len > 0;
        if (key.kind == LISTING_DAY)
                return archive_has_places(archive, archive_page_id(archive, listing_path(r, key)), ret);
        return NO_ERR;
}

static struct err add_siblings(struct run *r, struct listing_key key, struct siblings *ret)
{
        const struct newsroom *newsroom = r->publisher->newsroom;
        ret->at = arena_array(&r->arena, newsroom->edition_count, sizeof *ret->at);
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                struct listing_key sibling = key;
                bool there;
                sibling.edition = newsroom->editions[i].id;
                if (sibling.edition == key.edition) continue;
                TRY(is_there(r, sibling, &there));
                if (!there) continue;
                ret->at[ret->count++] = (struct sibling){.edition = sibling.edition, .path = listing_path(r, sibling)};
        }
        return NO_ERR;
}

struct err listing_view(struct run *r, struct listing_key key, struct listing_view *ret)
{
        struct neighbours neighbours;
        TRY(listing_neighbours(r, key, &neighbours));
        /* How many pages a month has is not shown: it would change all of them with each new one. */
        *ret = (struct listing_view){
                .kind = key.kind,
                .edition = key.edition,
                .section = key.section ? section_of(r, key) : NULL,
                .day = key.day,
                .page = key.page,
                .path = listing_path(r, key),
                .newer_day = neighbours.newer.day,
                .older_day = neighbours.older.day,
        };
        if (neighbours.newer.edition) ret->newer_path = listing_path(r, neighbours.newer);
        if (neighbours.older.edition) ret->older_path = listing_path(r, neighbours.older);
        if (key.kind == LISTING_SECTION) TRY(add_months(r, key, ret));
        return add_siblings(r, key, &ret->siblings);
}
