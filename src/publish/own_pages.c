/* What comes of the settings: pages of the newsroom's own, and the files that machines ask for. Pressed whenever the
 * newsroom changes; an address that such a page once had and no longer has is gone. */
#include "press/own_pages.h"

#include "publish/former_listing.h"
#include "publish/publish_inside.h"
#include "store/settings.h"

struct own_pages {
        struct run *run;
        struct slice *paths; /* that were put; in the run's arena */
        size_t count, room;
};

static struct err put(struct own_pages *o, struct archive_page page)
{
        struct publisher *p = o->run->publisher;
        page.id = archive_page_id(p->archive, page.path);
        page.head = buf_slice(&p->page.head);
        page.languages = buf_slice(&p->page.languages);
        page.main = buf_slice(&p->page.main);
        page.more = buf_slice(&p->page.more);
        bool has_no_parts = page.kind == ARCHIVE_LISTING;
        if (page.kind == ARCHIVE_BARE || has_no_parts) page.head = page.languages = page.more = (struct slice){0};
        if (has_no_parts) page.main = (struct slice){0};
        must(o->count < o->room);
        o->paths[o->count++] = page.path;
        return archive_put_page(p->archive, &page);
}

/* ---- pages ---- */

/* `page` NULL: the support page. */
static bool is_in(const struct settings *settings, const struct static_page *page, unsigned edition)
{
        return page ? page->texts[edition - 1].title.len > 0 : settings->support[edition - 1].way_count > 0;
}

static struct slice path_of(struct run *r, const struct static_page *page, const struct edition *edition)
{
        return page ? address_page(&r->arena, edition, page->slug) : address_support(&r->arena, edition);
}

static struct siblings siblings_of(struct run *r, const struct static_page *page, unsigned edition)
{
        const struct newsroom *n = r->publisher->newsroom;
        struct siblings siblings = {.at = arena_array(&r->arena, n->edition_count, sizeof *siblings.at)};
        for (size_t i = 0; i < n->edition_count; i++) {
                const struct edition *other = &n->editions[i];
                if (other->id == edition || !is_in(&n->settings, page, other->id)) continue;
                siblings.at[siblings.count++] = (struct sibling){.edition = other->id, .path = path_of(r, page, other)};
        }
        return siblings;
}

static struct err press_page(struct own_pages *o, const struct static_page *page, const struct edition *edition)
{
        struct publisher *p = o->run->publisher;
        if (!is_in(&p->newsroom->settings, page, edition->id)) return NO_ERR;
        struct own_page_view view = {
                .edition = edition->id, .page = page, .siblings = siblings_of(o->run, page, edition->id)};
        TRY(press_own_page(p->presser, &view, &p->page));
        return put(o, (struct archive_page){.path = path_of(o->run, page, edition),
                                            .kind = page ? ARCHIVE_OWN : ARCHIVE_ALONE,
                                            .edition = edition->id});
}

static struct err press_search_of(struct own_pages *o, const struct edition *edition)
{
        struct publisher *p = o->run->publisher;
        const struct newsroom *n = p->newsroom;
        struct siblings siblings = {.at = arena_array(&o->run->arena, n->edition_count, sizeof *siblings.at)};
        for (size_t i = 0; i < n->edition_count; i++)
                if (n->editions[i].id != edition->id)
                        siblings.at[siblings.count++] = (struct sibling){
                                .edition = n->editions[i].id, .path = address_search(&o->run->arena, &n->editions[i])};
        TRY(press_search_page(p->presser, edition->id, &siblings, &p->page));
        return put(o, (struct archive_page){.path = address_search(&o->run->arena, edition),
                                            .kind = ARCHIVE_SEARCH,
                                            .edition = edition->id});
}

static struct err press_pages_of(struct own_pages *o, const struct edition *edition)
{
        struct publisher *p = o->run->publisher;
        const struct settings *settings = &p->newsroom->settings;
        for (size_t i = 0; i < settings->page_count; i++)
                TRY(press_page(o, &settings->pages[i], edition));
        TRY(press_page(o, NULL, edition));
        TRY(press_search_of(o, edition));
        TRY(press_manifest(p->presser, edition->id, &p->page));
        TRY(put(o, (struct archive_page){.path = address_manifest(&o->run->arena, edition),
                                         .kind = ARCHIVE_BARE,
                                         .content_type = SLICE("application/manifest+json")}));
        TRY(press_listing_record(p->presser, edition->id, SLICE(""), SLICE(""), &p->record));
        return put(o, (struct archive_page){.path = address_feed_list(&o->run->arena, edition),
                                            .kind = ARCHIVE_LISTING,
                                            .edition = edition->id,
                                            .content_type = SLICE(ARCHIVE_FEED_LIST_TYPE),
                                            .about = buf_slice(&p->record)});
}

/* ---- files of the whole site ---- */

typedef struct err press_file_fn(struct presser *p, struct pressed_page *ret);
static const struct site_file {
        const char *path, *content_type;
        press_file_fn *press; /* NULL: a file of the theme, by its name */
} site_files[] = {
        {"/robots.txt", "text/plain; charset=utf-8", press_robots},
        {ADDRESS_ADS_TXT, "text/plain; charset=utf-8", press_ads_txt},
        {ADDRESS_SECURITY_TXT, "text/plain; charset=utf-8", press_security_txt},
        {"/icon.svg", "image/svg+xml", press_icon},
        {"/icon-192.png", "image/png", NULL},
        {"/icon-512.png", "image/png", NULL},
        {"/apple-touch-icon.png", "image/png", NULL},
        {"/favicon.ico", "image/x-icon", NULL},
};
enum { SITE_FILES = sizeof site_files / sizeof site_files[0] };

static bool is_set(const struct settings *settings, const struct site_file *file)
{
        if (file->press == press_ads_txt) return settings->ads_txt.len > 0;
        return file->press != press_security_txt || settings->security_contact.len > 0;
}

static struct err press_site_file(struct own_pages *o, const struct site_file *file)
{
        struct publisher *p = o->run->publisher;
        struct slice path = slice_of(file->path);
        if (!is_set(&p->newsroom->settings, file)) return NO_ERR;
        if (file->press)
                TRY(file->press(p->presser, &p->page));
        else
                TRY(press_theme_file(p->presser, slice_skip(path, 1), &p->page));
        return put(o, (struct archive_page){
                              .path = path, .kind = ARCHIVE_BARE, .content_type = slice_of(file->content_type)});
}

/* Programs of before RFC 9116 look for it at the top. */
static struct err lead_to_security_txt(struct own_pages *o)
{
        struct publisher *p = o->run->publisher;
        if (p->newsroom->settings.security_contact.len == 0) return NO_ERR;
        must(o->count < o->room);
        o->paths[o->count++] = SLICE(ADDRESS_OF_OLD_SECURITY_TXT);
        return archive_put_moved(p->archive, SLICE(ADDRESS_OF_OLD_SECURITY_TXT), SLICE(ADDRESS_SECURITY_TXT));
}

/* ---- what is no more ---- */

static bool is_section(struct run *r, const struct set_page *page)
{
        const struct newsroom *n = r->publisher->newsroom;
        const struct edition *edition = newsroom_edition(n, page->edition);
        for (size_t i = 0; edition && i < n->section_count; i++)
                if (n->sections[i].slugs[edition->id - 1].len &&
                    slice_eq(address_page(&r->arena, edition, n->sections[i].slugs[edition->id - 1]), page->path))
                        return true;
        return false;
}

static bool was_put(const struct own_pages *o, struct slice path)
{
        for (size_t i = 0; i < o->count; i++)
                if (slice_eq(o->paths[i], path)) return true;
        return false;
}

static struct err end_others(struct own_pages *o)
{
        struct run *r = o->run;
        struct set_pages pages = {0};
        TRY(store_set_pages(r->publisher->store, &r->arena, &pages));
        for (size_t i = 0; i < pages.count; i++) {
                const struct set_page *page = &pages.at[i];
                if (was_put(o, page->path) || is_section(r, page)) continue;
                TRY(archive_put_gone(r->publisher->archive, page->path, page->edition, NULL));
        }
        return NO_ERR;
}

/* ---- the sitemap of pages ---- */

struct paths {
        struct slice *at; /* in the run's arena */
        size_t count;
};

static void add_path(struct paths *paths, struct slice path)
{
        paths->at[paths->count++] = path;
}

static void add_pages_of(struct run *r, const struct edition *edition, struct paths *ret)
{
        const struct newsroom *n = r->publisher->newsroom;
        const struct settings *settings = &n->settings;
        add_path(ret, address_front(&r->arena, edition));
        add_path(ret, address_all_news(&r->arena, edition));
        for (size_t i = 0; i < n->section_count; i++) {
                struct slice slug = n->sections[i].slugs[edition->id - 1];
                if (slug.len) add_path(ret, address_page(&r->arena, edition, slug));
        }
        add_path(ret, address_most_read(&r->arena, edition));
        for (size_t i = 0; i < settings->page_count; i++)
                if (is_in(settings, &settings->pages[i], edition->id))
                        add_path(ret, path_of(r, &settings->pages[i], edition));
        if (is_in(settings, NULL, edition->id)) add_path(ret, path_of(r, NULL, edition));
}

/* The pages that the newsroom's settings make are named here; topics and the like are added when somebody asks, so that
 * no publication has to. It is in the list of sitemaps like those of months, and of no edition. */
static struct err press_pages_sitemap(struct own_pages *o)
{
        enum { OTHERS = 4 /* front, all news, most read, support */ };
        struct publisher *p = o->run->publisher;
        const struct newsroom *n = p->newsroom;
        size_t most = n->edition_count * (n->section_count + n->settings.page_count + OTHERS);
        struct paths paths = {.at = arena_array(&o->run->arena, most, sizeof *paths.at)};
        for (size_t i = 0; i < n->edition_count; i++)
                add_pages_of(o->run, &n->editions[i], &paths);
        TRY(press_pages_record(p->presser, paths.at, paths.count, &p->record));
        return put(o, (struct archive_page){.path = SLICE(ADDRESS_PAGES_SITEMAP),
                                            .kind = ARCHIVE_LISTING,
                                            .content_type = SLICE(ARCHIVE_SITEMAP_TYPE),
                                            .about = buf_slice(&p->record)});
}

struct err press_own_pages(struct run *r)
{
        const struct newsroom *n = r->publisher->newsroom;
        struct own_pages own = {.run = r, .room = n->edition_count * (n->settings.page_count + 4) + SITE_FILES + 3};
        own.paths = arena_array(&r->arena, own.room, sizeof *own.paths);
        for (size_t i = 0; i < SITE_FILES; i++)
                TRY(press_site_file(&own, &site_files[i]));
        TRY(lead_to_security_txt(&own));
        TRY(put(&own, (struct archive_page){.path = SLICE(ADDRESS_SITEMAPS),
                                            .kind = ARCHIVE_LISTING,
                                            .content_type = SLICE(ARCHIVE_SITEMAP_INDEX_TYPE)}));
        TRY(press_pages_sitemap(&own));
        for (size_t i = 0; i < n->edition_count; i++)
                TRY(press_pages_of(&own, &n->editions[i]));
        TRY(end_others(&own));
        return lead_on_from_sections(r);
}
