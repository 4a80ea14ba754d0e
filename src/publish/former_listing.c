/* Addresses that listings had and have no more: those of a shelf that was merged into another lead to that one; those
 * of a section's former slug lead to its present one, or are gone with it. The pages of their months likewise. */
#include "publish/former_listing.h"
#include "publish/listing_view.h"
#include "store/structure.h"

/* What to do with each of the addresses. */
struct former {
        const struct edition *edition;
        const struct shelf *shelf; /* by the slug that it had */
        struct slice to;           /* empty: they are gone */
        bool keeps_first;          /* the shelf's own address is somebody else's now */
};

static struct err lead_on(struct run *r, const struct former *f, struct slice path)
{
        struct archive *archive = r->publisher->archive;
        return f->to.len ? archive_put_moved(archive, path, f->to)
                         : archive_put_gone(archive, path, f->edition->id, NULL);
}

static struct err lead_on_all(struct run *r, const struct former *f)
{
        struct shelf_months months;
        struct slice first = address_shelf(&r->arena, f->edition, f->shelf);
        TRY(store_shelf_months(r->publisher->store, f->shelf, &r->arena, &months));
        if (!f->keeps_first) TRY(lead_on(r, f, first));
        for (unsigned i = 0; i < months.count; i++) {
                struct day month = {.year = (int)months.at[i].year, .month = (int)months.at[i].month};
                for (unsigned page = 1; page <= address_page_of_place(months.at[i].places); page++)
                        TRY(lead_on(r, f, address_shelf_month(&r->arena, f->edition, f->shelf, month, page)));
        }
        return NO_ERR;
}

/* ---- merged shelves ---- */

static struct err lead_to(struct run *r, const struct shelf *merged)
{
        struct shelf into;
        struct shelf_months months;
        struct former former = {.edition = newsroom_edition(r->publisher->newsroom, merged->edition), .shelf = merged};
        TRY(store_shelf_months(r->publisher->store, merged, &r->arena, &months));
        if (months.count == 0) return NO_ERR; /* it never had a page */
        TRY(store_load_shelf(r->publisher->store, merged->merged_into, &r->arena, &into));
        former.to = address_shelf(&r->arena, former.edition, &into);
        return lead_on_all(r, &former);
}

struct err lead_on_from_shelf(struct run *r, const struct shelf *merged)
{
        struct shelves same;
        TRY(store_shelf_siblings(r->publisher->store, merged, &r->arena, &same));
        for (size_t i = 0; i < same.count; i++)
                listing_set_add(&r->renamed, (struct listing_key){.edition = same.at[i].edition,
                                                                  .kind = LISTING_SHELF,
                                                                  .shelf_kind = same.at[i].kind,
                                                                  .shelf = same.at[i].id,
                                                                  .is_whole = true});
        r->has_merged = true;
        return listing_add_months_elsewhere(r, merged, &r->renamed);
}

struct err lead_on_from_merged(struct run *r)
{
        struct shelf_ids merged;
        TRY(store_merged_shelves(r->publisher->store, &r->arena, &merged));
        for (size_t i = 0; i < merged.count; i++) {
                struct shelf shelf;
                TRY(store_load_shelf(r->publisher->store, merged.at[i], &r->arena, &shelf));
                TRY(lead_to(r, &shelf));
        }
        return NO_ERR;
}

/* ---- slugs that sections had ---- */

static bool is_a_page(const struct newsroom *n, const struct section_slug *had)
{
        for (size_t i = 0; i < n->settings.page_count; i++) {
                const struct static_page *page = &n->settings.pages[i];
                if (slice_eq(page->slug, had->slug) && page->texts[had->edition - 1].title.len) return true;
        }
        return false;
}

static bool is_a_section(const struct newsroom *n, const struct section_slug *had)
{
        for (size_t i = 0; i < n->section_count; i++)
                if (slice_eq(n->sections[i].slugs[had->edition - 1], had->slug)) return true;
        return false;
}

static struct err lead_on_from_slug(struct run *r, const struct section_slug *had)
{
        const struct newsroom *n = r->publisher->newsroom;
        const struct section *section = newsroom_section(n, had->section);
        must(section);
        struct shelf was = shelf_of_section(section, had->edition), is = was;
        was.slug = had->slug;
        struct former former = {.edition = newsroom_edition(n, had->edition), .shelf = &was};
        if (is_a_section(n, had)) return NO_ERR;
        if (is.slug.len) former.to = address_shelf(&r->arena, former.edition, &is);
        former.keeps_first = is_a_page(n, had);
        return lead_on_all(r, &former);
}

struct err lead_on_from_sections(struct run *r)
{
        struct section_slugs slugs;
        TRY(store_section_slugs(r->publisher->store, &r->arena, &slugs));
        for (size_t i = 0; i < slugs.count; i++)
                TRY(lead_on_from_slug(r, &slugs.at[i]));
        return NO_ERR;
}

/* ---- sections that come ---- */

static struct err add_months(struct run *r, const struct shelf *section)
{
        struct shelf_months months;
        struct listing_key key = {.edition = section->edition,
                                  .kind = LISTING_SHELF_MONTH,
                                  .shelf_kind = SHELF_SECTION,
                                  .shelf = section->id};
        TRY(store_shelf_months(r->publisher->store, section, &r->arena, &months));
        for (unsigned i = 0; i < months.count; i++) {
                key.day = (struct day){.year = (int)months.at[i].year, .month = (int)months.at[i].month};
                for (key.page = 1; key.page <= address_page_of_place(months.at[i].places); key.page++)
                        listing_set_add(&r->listings, key);
        }
        return NO_ERR;
}

static struct err add_if_coming(struct run *r, const struct edition *edition, const struct section *section)
{
        struct archive_path found;
        struct shelf shelf = shelf_of_section(section, edition->id);
        if (shelf.slug.len == 0) return NO_ERR;
        struct err err = archive_find_path(r->publisher->archive, address_shelf(&r->arena, edition, &shelf), &found);
        if (err.code && err.code != ERR_NOT_FOUND) return err;
        return err.code || found.kind != PATH_PAGE ? add_months(r, &shelf) : NO_ERR;
}

struct err add_returning_sections(struct run *r)
{
        const struct newsroom *n = r->publisher->newsroom;
        for (size_t e = 0; e < n->edition_count; e++)
                for (size_t i = 0; i < n->section_count; i++)
                        TRY(add_if_coming(r, &n->editions[e], &n->sections[i]));
        return NO_ERR;
}
