/* Listing pages as the store knows them: what lies next to them, what their heads and ends show. */
#include "publish/listing_view.h"

#include "archive/shown.h"

enum { SHOWS_MAX_BYTES = (NEWEST_SHOWN + 1) * 21 };

/* ---- neighbours ---- */

static struct err load_months(struct run *r, struct listing_key key, struct shelf_months *ret)
{
        struct known_months *known = &r->months[(uint64_t)key.shelf % SHELVES_KNOWN];
        const struct shelf *of = &known->of;
        if (of->id != key.shelf || of->kind != key.shelf_kind || of->edition != key.edition) {
                known->of = (struct shelf){0};
                struct shelf shelf = {.kind = key.shelf_kind, .edition = key.edition, .id = key.shelf};
                TRY(store_shelf_months(r->publisher->store, &shelf, &r->arena, &known->months));
                known->of = shelf;
        }
        *ret = known->months;
        return NO_ERR;
}

static struct listing_key month_page(struct listing_key of, const struct shelf_month *month, unsigned page)
{
        return (struct listing_key){
                .edition = of.edition,
                .kind = LISTING_SHELF_MONTH,
                .shelf_kind = of.shelf_kind,
                .shelf = of.shelf,
                .day = {.year = (int)month->year, .month = (int)month->month},
                .page = page,
        };
}

static struct listing_key last_page(struct listing_key of, const struct shelf_month *month)
{
        return month_page(of, month, address_page_of_place(month->places));
}

static bool is_month(struct listing_key key, const struct shelf_month *month)
{
        return (int)month->year == key.day.year && (int)month->month == key.day.month;
}

static struct err neighbours_of_month_page(struct run *r, struct listing_key key, struct neighbours *ret)
{
        struct shelf_months months;
        TRY(load_months(r, key, &months));
        for (unsigned i = 0; i < months.count; i++) {
                const struct shelf_month *month = &months.at[i];
                if (!is_month(key, month)) continue;
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

/* ---- what a shelf's own page shows ---- */

/* The pages of its months, whole, from the newest on, until it has enough: where it ends one of them ends, and whoever
 * reads on behind it begins with the next. Reckoned as if no article had gone. */
struct shown {
        unsigned places;
        struct listing_key older; /* edition 0: none */
        struct buf ids;           /* JSON */
};

static void shown_clear(struct shown *s)
{
        buf_clear(&s->ids);
}

static struct err show_page(struct run *r, struct listing_key page, struct shown *s)
{
        struct slice path;
        TRY(listing_path(r, page, &path));
        buf_add_format(&s->ids, "%c%lld", s->ids.len ? ',' : '[',
                       (long long)archive_page_id(r->publisher->archive, path));
        return NO_ERR;
}

static struct err show_month(struct run *r, struct listing_key key, const struct shelf_month *month, struct shown *s)
{
        unsigned places = month->places;
        while (places && s->places < NEWEST_SHOWN) {
                unsigned page = address_page_of_place(places), before = (page - 1) * LISTING_PAGE_PLACES;
                TRY(show_page(r, month_page(key, month, page), s));
                s->places += places - before;
                places = before;
        }
        if (places && !s->older.edition) s->older = month_page(key, month, address_page_of_place(places));
        return NO_ERR;
}

/* Then the page need not say what it shows: its newest are all. */
static bool shows_all(const struct shelf_months *months)
{
        unsigned places = 0;
        for (unsigned i = 0; i < months->count && places <= NEWEST_SHOWN; i++)
                places += months->at[i].places;
        return places <= NEWEST_SHOWN;
}

static struct err find_shown(struct run *r, struct listing_key key, struct shown *s)
{
        struct shelf_months months;
        TRY(load_months(r, key, &months));
        if (shows_all(&months)) return NO_ERR;
        for (unsigned i = months.count; i-- > 0 && !s->older.edition;)
                TRY(show_month(r, key, &months.at[i], s));
        buf_add_char(&s->ids, ']');
        return BUF_OK(&s->ids, "say what a shelf's page shows");
}

struct err listing_shows(struct run *r, struct listing_key key, struct slice *ret)
{
        CLEANUP(shown_clear) struct shown shown = {.ids = BUF_INIT(SHOWS_MAX_BYTES)};
        TRY(find_shown(r, key, &shown));
        *ret = arena_copy(&r->arena, buf_slice(&shown.ids));
        return NO_ERR;
}

static struct err neighbours_of_shelf(struct run *r, struct listing_key key, struct neighbours *ret)
{
        CLEANUP(shown_clear) struct shown shown = {.ids = BUF_INIT(SHOWS_MAX_BYTES)};
        TRY(find_shown(r, key, &shown));
        ret->older = shown.older;
        return NO_ERR;
}

static struct err shelf_goes_on_elsewhere(struct run *r, struct listing_key key, bool *ret)
{
        struct archive *archive = r->publisher->archive;
        struct slice path, shows;
        bool same;
        TRY(listing_path(r, key, &path));
        TRY(listing_shows(r, key, &shows));
        TRY(archive_shows_same(archive, archive_page_id(archive, path), shows, &same));
        *ret = !same;
        return NO_ERR;
}

/* ---- neighbours of days ---- */

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

/* All news go on with the day of the newest article for which they have no room. */
static struct err neighbours_of_all(struct run *r, struct listing_key key, struct neighbours *ret)
{
        struct day beyond;
        TRY(store_day_behind(r->publisher->store, key.edition, NEWEST_SHOWN, &beyond));
        ret->older = day_page(key.edition, beyond);
        return NO_ERR;
}

static bool same_day(struct day a, struct day b)
{
        return a.year == b.year && a.month == b.month && a.day == b.day;
}

/* Each change moves it by one article at most, to whichever side. */
static struct err all_go_on_elsewhere(struct run *r, unsigned edition, bool *ret)
{
        struct day newer, older;
        *ret = true;
        if (r->behind >= NEWEST_SHOWN) return NO_ERR;
        unsigned changes = (unsigned)r->behind;
        TRY(store_day_behind(r->publisher->store, edition, NEWEST_SHOWN - changes, &newer));
        TRY(store_day_behind(r->publisher->store, edition, NEWEST_SHOWN + changes, &older));
        *ret = !same_day(newer, older);
        return NO_ERR;
}

struct err listing_goes_on_elsewhere(struct run *r, struct listing_key key, bool *ret)
{
        *ret = false;
        if (key.kind == LISTING_SHELF) return shelf_goes_on_elsewhere(r, key, ret);
        return key.kind == LISTING_ALL ? all_go_on_elsewhere(r, key.edition, ret) : NO_ERR;
}

struct err listing_neighbours(struct run *r, struct listing_key key, struct neighbours *ret)
{
        *ret = (struct neighbours){0};
        switch (key.kind) {
        case LISTING_ALL:
                return neighbours_of_all(r, key, ret);
        case LISTING_SHELF:
                return neighbours_of_shelf(r, key, ret);
        case LISTING_SHELF_MONTH:
                return neighbours_of_month_page(r, key, ret);
        case LISTING_SITEMAP:
                return NO_ERR;
        case LISTING_DAY:
                break;
        }
        return neighbours_of_day(r, key, ret);
}

/* ---- days ---- */

static struct err load_days(struct run *r, unsigned edition, struct day day, struct month_days *ret)
{
        struct known_month *known = &r->month;
        if (known->edition != edition || known->year != day.year || known->month != day.month) {
                TRY(store_month_days(r->publisher->store, edition, day, &known->days));
                known->edition = edition;
                known->year = day.year;
                known->month = day.month;
        }
        *ret = known->days;
        return NO_ERR;
}

static void add_days(struct listing_key of, uint32_t days, struct listing_set *set)
{
        for (of.day.day = 1; of.day.day <= 31; of.day.day++)
                if (days & UINT32_C(1) << of.day.day) listing_set_add(set, of);
}

static struct err add_month_of(struct run *r, struct listing_key day, struct listing_set *set)
{
        struct month_days month;
        if (day.day.year == 0) return NO_ERR;
        TRY(load_days(r, day.edition, day.day, &month));
        add_days(day, month.days, set);
        return NO_ERR;
}

struct err listing_add_calendars(struct run *r, struct listing_key day, struct listing_set *set)
{
        struct month_days month;
        TRY(load_days(r, day.edition, day.day, &month));
        uint32_t others = month.days & ~(UINT32_C(1) << day.day.day);
        add_days(day, others, set);
        /* The months beside this one lead to its first and to its last day. */
        if (others >> day.day.day == 0) TRY(add_month_of(r, day_page(day.edition, month.after), set));
        if ((others & ((UINT32_C(1) << day.day.day) - 1)) == 0)
                TRY(add_month_of(r, day_page(day.edition, month.before), set));
        return NO_ERR;
}

/* ---- views ---- */

/* The months of a shelf, newest first; each leads to the page with its newest articles. */
static struct err add_months(struct run *r, struct listing_key key, struct listing_view *view)
{
        struct shelf_months months;
        TRY(load_months(r, key, &months));
        view->months = arena_array(&r->arena, months.count, sizeof *view->months);
        view->month_paths = arena_array(&r->arena, months.count, sizeof *view->month_paths);
        for (unsigned i = months.count; i-- > 0; view->month_count++) {
                struct listing_key last = last_page(key, &months.at[i]);
                view->months[view->month_count] = last.day;
                TRY(listing_path(r, last, &view->month_paths[view->month_count]));
        }
        return NO_ERR;
}

/* The shelf as the page's month calls it. */
static struct err add_shelf(struct run *r, struct listing_key key, struct listing_view *view)
{
        TRY(listing_shelf(r, key, &view->shelf));
        TRY(listing_path(r, listing_of_shelf(key), &view->shelf_path));
        if (key.kind == LISTING_SHELF) return add_months(r, key, view);
        struct shelf_months months;
        TRY(load_months(r, key, &months));
        for (unsigned i = 0; i < months.count; i++)
                if (is_month(key, &months.at[i]) && months.at[i].name.len) view->shelf.name = months.at[i].name;
        return NO_ERR;
}

static struct err add_calendar(struct run *r, struct listing_key key, struct listing_view *view)
{
        struct month_days month;
        TRY(load_days(r, key.edition, key.day, &month));
        view->calendar = (struct calendar){.days = month.days, .before = month.before, .after = month.after};
        return NO_ERR;
}

/* The way into the archive from all news: the newest day's month, of which no day is the page's own. */
/* The way into the archive from all news: the months, and the newest of them day by day, of which none is the page's
 * own. */
static struct err add_way_into_archive(struct run *r, struct listing_key key, struct listing_view *view)
{
        struct days days;
        TRY(store_last_days(r->publisher->store, key.edition, &r->arena, &days));
        if (days.count == 0) return NO_ERR;
        view->months = days.at;
        view->month_count = days.count;
        view->month_paths = arena_array(&r->arena, days.count, sizeof *view->month_paths);
        for (size_t i = 0; i < days.count; i++)
                TRY(listing_path(r, day_page(key.edition, days.at[i]), &view->month_paths[i]));
        view->day = (struct day){.year = days.at[0].year, .month = days.at[0].month};
        return add_calendar(r, (struct listing_key){.edition = key.edition, .day = days.at[0]}, view);
}

/* Whether the page of the same kind is there in its edition. */
static struct err is_there(struct run *r, struct listing_key key, bool *ret)
{
        struct archive *archive = r->publisher->archive;
        struct slice path;
        *ret = key.kind == LISTING_ALL;
        if (key.kind == LISTING_SHELF) {
                struct shelf shelf;
                TRY(listing_shelf(r, key, &shelf));
                *ret = shelf.slug.len > 0;
        }
        if (key.kind != LISTING_DAY) return NO_ERR;
        TRY(listing_path(r, key, &path));
        return archive_has_places(archive, archive_page_id(archive, path), ret);
}

static struct err add_same_in_editions(struct run *r, struct listing_key key, struct siblings *ret)
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
                struct sibling *added = &ret->at[ret->count++];
                added->edition = sibling.edition;
                TRY(listing_path(r, sibling, &added->path));
        }
        return NO_ERR;
}

/* A shelf has an id of its own in each edition. */
static struct err add_same_shelves(struct run *r, const struct shelf *shelf, struct siblings *ret)
{
        struct shelves same;
        TRY(store_shelf_siblings(r->publisher->store, shelf, &r->arena, &same));
        ret->at = arena_array(&r->arena, same.count, sizeof *ret->at);
        for (size_t i = 0; i < same.count; i++) {
                const struct edition *edition = newsroom_edition(r->publisher->newsroom, same.at[i].edition);
                if (!edition) continue;
                struct slice path = address_shelf(&r->arena, edition, &same.at[i]);
                ret->at[ret->count++] = (struct sibling){.edition = edition->id, .path = path};
        }
        return NO_ERR;
}

/* Pages of months are numbered in each edition by itself, so they lead to the shelf's own page. */
static struct err add_siblings(struct run *r, struct listing_key key, struct listing_view *view)
{
        if (key.shelf && key.shelf_kind != SHELF_SECTION) return add_same_shelves(r, &view->shelf, &view->siblings);
        return add_same_in_editions(r, key, &view->siblings);
}

static struct err add_months_of(struct run *r, const struct shelf *shelf, struct listing_set *set)
{
        struct listing_key key = {.edition = shelf->edition, .shelf_kind = shelf->kind, .shelf = shelf->id};
        struct shelf_months months;
        TRY(load_months(r, key, &months));
        for (unsigned i = 0; i < months.count; i++)
                for (unsigned page = 1; page <= address_page_of_place(months.at[i].places); page++) {
                        struct listing_key whole = month_page(key, &months.at[i], page);
                        whole.is_whole = true;
                        listing_set_add(set, whole);
                }
        return NO_ERR;
}

struct err listing_add_months_elsewhere(struct run *r, const struct shelf *shelf, struct listing_set *set)
{
        struct shelves same;
        TRY(store_shelf_siblings(r->publisher->store, shelf, &r->arena, &same));
        for (size_t i = 0; i < same.count; i++)
                TRY(add_months_of(r, &same.at[i], set));
        return NO_ERR;
}

struct err listing_begins_shelf(struct run *r, struct listing_key key, bool *ret)
{
        struct shelf_months months;
        TRY(load_months(r, key, &months));
        *ret = key.page == 1 && months.count && is_month(key, &months.at[0]);
        return NO_ERR;
}

struct err listing_view(struct run *r, struct listing_key key, struct listing_view *ret)
{
        struct neighbours neighbours;
        TRY(listing_neighbours(r, key, &neighbours));
        *ret = (struct listing_view){
                .kind = key.kind,
                .edition = key.edition,
                .day = key.day,
                .page = key.page,
                .of_several =
                        key.page > 1 || neighbours.newer.page > 1, /* one that begins another month is its first */
                .newer_day = neighbours.newer.day,
                .older_day = neighbours.older.day,
        };
        TRY(listing_path(r, key, &ret->path));
        if (neighbours.newer.edition) TRY(listing_path(r, neighbours.newer, &ret->newer_path));
        if (neighbours.older.edition) TRY(listing_path(r, neighbours.older, &ret->older_path));
        if (key.shelf) TRY(add_shelf(r, key, ret));
        if (key.kind == LISTING_DAY) TRY(add_calendar(r, key, ret));
        if (key.kind == LISTING_ALL) TRY(add_way_into_archive(r, key, ret));
        return key.is_whole || key.is_new ? add_siblings(r, key, ret) : NO_ERR;
}
