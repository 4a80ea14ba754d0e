/* The addresses of listing pages, and the listing pages of addresses and places. */
#include "publish/listing_view.h"

/* ---- shelves ---- */

void listing_know_shelf(struct run *r, const struct shelf *shelf)
{
        r->shelves[(uint64_t)shelf->id % SHELVES_KNOWN] = *shelf;
}

struct err listing_shelf(struct run *r, struct listing_key key, struct shelf *ret)
{
        if (key.shelf_kind == SHELF_SECTION) {
                const struct section *section = newsroom_section(r->publisher->newsroom, (unsigned)key.shelf);
                must(section);
                *ret = shelf_of_section(section, key.edition);
                return NO_ERR;
        }
        struct shelf *known = &r->shelves[(uint64_t)key.shelf % SHELVES_KNOWN];
        if (known->id != key.shelf) TRY(store_load_shelf(r->publisher->store, key.shelf, &r->arena, known));
        *ret = *known;
        return NO_ERR;
}

/* ---- addresses ---- */

static const struct edition *edition_of(const struct run *r, struct listing_key key)
{
        const struct edition *edition = newsroom_edition(r->publisher->newsroom, key.edition);
        must(edition);
        return edition;
}

struct err listing_path(struct run *r, struct listing_key key, struct slice *ret)
{
        const struct edition *edition = edition_of(r, key);
        struct shelf shelf = {0};
        if (key.shelf) TRY(listing_shelf(r, key, &shelf));
        switch (key.kind) {
        case LISTING_ALL:
                *ret = address_all_news(&r->arena, edition);
                break;
        case LISTING_SHELF:
                *ret = address_shelf(&r->arena, edition, &shelf);
                break;
        case LISTING_SHELF_MONTH:
                *ret = address_shelf_month(&r->arena, edition, &shelf, key.day, key.page);
                break;
        case LISTING_SITEMAP:
                *ret = address_sitemap(&r->arena, edition, key.day);
                break;
        case LISTING_DAY:
                *ret = address_day(&r->arena, edition, key.day);
                break;
        }
        return NO_ERR;
}

/* ---- whose address, whose place ---- */

static struct err is_there(struct run *r, const struct place *place, bool *ret)
{
        if (place->kind == SHELF_SECTION) {
                const struct section *section = newsroom_section(r->publisher->newsroom, (unsigned)place->shelf);
                *ret = section && section->slugs[place->edition - 1].len;
                return NO_ERR;
        }
        struct shelf shelf;
        struct listing_key key = {.edition = place->edition, .shelf_kind = place->kind, .shelf = place->shelf};
        TRY(listing_shelf(r, key, &shelf));
        *ret = shelf.merged_into == 0;
        return NO_ERR;
}

struct err listing_of_place(struct run *r, const struct place *place, struct listing_key *ret, bool *ret_is_there)
{
        *ret = (struct listing_key){
                .edition = place->edition,
                .kind = LISTING_SHELF_MONTH,
                .shelf_kind = place->kind,
                .shelf = place->shelf,
                .day = {.year = (int)place->year, .month = (int)place->month},
                .page = address_page_of_place(place->place),
        };
        return is_there(r, place, ret_is_there);
}

struct listing_key listing_of_shelf(struct listing_key month)
{
        return (struct listing_key){
                .edition = month.edition, .kind = LISTING_SHELF, .shelf_kind = month.shelf_kind, .shelf = month.shelf};
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
                const struct edition *edition = &newsroom->editions[i];
                *ret = (struct listing_key){.edition = edition->id, .kind = LISTING_DAY, .day = day};
                if (slice_eq(address_day(&r->arena, edition, day), day_path)) return true;
        }
        return false;
}
