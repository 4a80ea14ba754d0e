/* Feeds, sitemaps and the list of feeds, made by a loader when somebody first asks for them: one block each, from what
 * the archive says of a listing's articles. */
#include "reader/editions.h"
#include "reader/reader_inside.h"

#include "archive/entry.h"
#include "base/clock.h"
#include "base/log.h"
#include "feed/feed.h"
#include "feed/feed_list.h"
#include "feed/record.h"
#include "feed/sitemap.h"

enum {
        PATH_MAX_BYTES = 2048,
        ENTRIES_MAX = 50,
        SITEMAP_ENTRIES_MAX = 50000, /* as the protocol has it */
        SITEMAPS_MAX = 50000,        /* likewise */
        PAGES_MAX = 20000,
        STORIES_MIN = 3,           /* of a topic that is worth to be found */
        INDEX_MS = 5 * 60 * 1000,  /* what no publication says is seen so late: when a sitemap changed, */
        PAGES_MS = 60 * 60 * 1000, /* and which topics have got stories enough */
        DOCUMENT_MAX_BYTES = FRAGMENT_PLAIN_MAX_BYTES,
        FULL_TEXT_MAX_BYTES = 2 << 20,  /* what comes behind so much has no more than its summary, */
        ITEM_TEXT_MAX_BYTES = 200 << 10 /* nor has what is longer than that itself */
};

const struct slice news_sitemap_name = {"sitemap.xml", 11};

/* A document in the making. */
struct making {
        struct archive *archive;
        struct archive_page page; /* the listing's; slices live as the archive has it */
        struct buf text, main;    /* owned */
        struct feed feed;
        struct sitemap sitemap;
        struct feed_list list;
        int64_t until_ms; /* of what changes with no publication; else 0 */
        bool has_any;     /* news sitemap: an article is in it */
};

static void making_clear(struct making *m)
{
        buf_clear(&m->text);
        buf_clear(&m->main);
        feed_list_clear(&m->list);
}

/* ---- feeds ---- */

static struct err inflate_main(struct making *m, struct slice stored)
{
        struct fragment fragment;
        buf_truncate(&m->main);
        if (m->text.len > FULL_TEXT_MAX_BYTES) return NO_ERR;
        TRY(fragment_read(stored, &fragment));
        TRY(fragment_inflate(&fragment, &m->main));
        if (m->main.len > ITEM_TEXT_MAX_BYTES) buf_truncate(&m->main);
        return NO_ERR;
}

static struct err add_to_feed(void *context, const struct archive_entry *entry, bool *ret_more)
{
        struct making *m = context;
        (void)ret_more;
        if (entry->about.len == 0) return NO_ERR; /* not pressed since an older program kept none */
        TRY(inflate_main(m, entry->main));
        const struct feed_entry of = {entry->about, buf_slice(&m->main), entry->modified_ms};
        feed_add(&m->feed, &of, &m->text);
        return NO_ERR;
}

static struct err latest_of(void *context, const struct archive_entry *entry, bool *ret_more)
{
        struct making *m = context;
        (void)ret_more;
        if (entry->modified_ms > m->feed.modified_ms) m->feed.modified_ms = entry->modified_ms;
        return NO_ERR;
}

static struct err make_feed(struct making *m, enum feed_format format)
{
        struct archive_entries entries = {.listing = m->page.id, .max = ENTRIES_MAX};
        m->feed = (struct feed){.format = format, .about = m->page.about, .path = m->page.path};
        TRY(archive_each_entry(m->archive, &entries, latest_of, m));
        entries.with_main = true;
        feed_open(&m->feed, &m->text);
        TRY(archive_each_entry(m->archive, &entries, add_to_feed, m));
        feed_close(&m->feed, &m->text);
        return NO_ERR;
}

/* ---- sitemaps ---- */

/* What has no room is missed by nobody who reads it, so it is said here. */
static bool has_room(const struct making *m, bool was_added)
{
        if (!was_added) log_event(LOG_WARNING, "%.*s is full: the rest is not in it", SLICE_ARGS(m->page.path));
        return was_added;
}

static struct err add_to_sitemap(void *context, const struct archive_entry *entry, bool *ret_more)
{
        struct making *m = context;
        if (entry->about.len == 0) return NO_ERR;
        const struct feed_entry of = {.about = entry->about, .modified_ms = entry->modified_ms};
        *ret_more = has_room(m, sitemap_add(&m->sitemap, &of, &m->text));
        return NO_ERR;
}

/* They come newest first. When none is young enough the newest stands there all the same, which readers of news pass
 * over: robots.txt names this address for good, so it has to answer, and a sitemap without an entry is none by the
 * protocol's schema. */
static struct err add_to_news(void *context, const struct archive_entry *entry, bool *ret_more)
{
        struct making *m = context;
        int64_t published_ms = feed_entry_published_ms(&(struct feed_entry){.about = entry->about});
        bool is_young = published_ms > clock_wall_ms() - NEWS_SITEMAP_AGE_MS;
        if (!is_young && m->has_any) {
                *ret_more = false;
                return NO_ERR;
        }
        if (is_young) m->until_ms = published_ms + NEWS_SITEMAP_AGE_MS;
        m->has_any = true;
        TRY(add_to_sitemap(context, entry, ret_more));
        *ret_more = *ret_more && is_young;
        return NO_ERR;
}

static struct err make_sitemap(struct making *m, bool of_news)
{
        const struct archive_entries entries = {.listing = m->page.id,
                                                .max = of_news ? NEWS_SITEMAP_MAX : SITEMAP_ENTRIES_MAX};
        m->sitemap = (struct sitemap){.about = m->page.about, .of_news = of_news};
        sitemap_open(&m->sitemap, &m->text);
        TRY(archive_each_entry(m->archive, &entries, of_news ? add_to_news : add_to_sitemap, m));
        if (of_news && !m->has_any) sitemap_add_page(&m->sitemap, m->page.path, &m->text);
        sitemap_close(&m->sitemap, &m->text);
        return NO_ERR;
}

/* ---- the sitemap of pages ---- */

static bool names_page(struct slice about, struct slice path)
{
        struct record_line line;
        while (record_take(&about, &line))
                if (line.field == 'u' && slice_eq(line.value, path)) return true;
        return false;
}

static struct err add_filled(void *context, const struct archive_listing *listing, bool *ret_more)
{
        struct making *m = context;
        if (names_page(m->page.about, listing->path)) return NO_ERR;
        *ret_more = has_room(m, sitemap_add_page(&m->sitemap, listing->path, &m->text));
        return NO_ERR;
}

static struct err make_pages(struct making *m)
{
        struct slice about = m->page.about;
        struct record_line line;
        m->sitemap = (struct sitemap){.about = m->page.about};
        sitemap_open(&m->sitemap, &m->text);
        bool more = true;
        while (more && record_take(&about, &line))
                if (line.field == 'u') more = has_room(m, sitemap_add_page(&m->sitemap, line.value, &m->text));
        if (more) TRY(archive_each_filled(m->archive, STORIES_MIN, PAGES_MAX, add_filled, m));
        sitemap_close(&m->sitemap, &m->text);
        m->until_ms = clock_wall_ms() + PAGES_MS;
        return NO_ERR;
}

/* ---- the lists of feeds and of sitemaps ---- */

static struct err add_to_list(void *context, const struct archive_listing *listing, bool *ret_more)
{
        struct making *m = context;
        *ret_more = feed_list_add(&m->list, listing->about, listing->path);
        return NO_ERR;
}

static struct err make_list(struct making *m)
{
        TRY(archive_each_feed(m->archive, m->page.edition, FEED_LIST_MAX + 1, add_to_list, m));
        has_room(m, feed_list_write(&m->list, m->page.about, &m->text));
        return NO_ERR;
}

/* In a month's sitemap an article's rank is when it changed (publish/articles.c). */
static struct err add_to_index(void *context, const struct archive_listing *listing, bool *ret_more)
{
        struct making *m = context;
        *ret_more = has_room(m, sitemap_index_add(listing->about, listing->path, listing->rank, &m->text));
        return NO_ERR;
}

static struct err make_index(struct making *m)
{
        sitemap_index_open(&m->text);
        TRY(archive_each_sitemap(m->archive, SITEMAPS_MAX, add_to_index, m));
        sitemap_index_close(&m->text);
        m->until_ms = clock_wall_ms() + INDEX_MS;
        return NO_ERR;
}

/* ---- pages of them ---- */

static struct err press(struct making *m, struct deflater *deflater, const struct page_source *like, struct page **ret)
{
        CLEANUP(buf_clear) struct buf pressed = BUF_INIT(DOCUMENT_MAX_BYTES + 65536);
        struct page_source source = *like;
        char date[HTTP_DATE_LEN];
        TRY(BUF_OK(&m->text, "make a feed"));
        TRY(fragment_press(deflater, buf_slice(&m->text), &pressed));
        if (source.modified_ms) http_write_date(date, source.modified_ms);
        source.last_modified = (struct slice){date, source.modified_ms ? sizeof date : 0};
        source.bare = true;
        source.until_ms = m->until_ms;
        source.edition = m->page.edition;
        source.stored[PAGE_MAIN] = buf_slice(&pressed);
        return page_new(&source, ret);
}

/* What it says may be less than before, and so may the time of its newest article: what was withdrawn is not in it any
 * more, and when that was the archive does not know. Its time for If-Modified-Since is therefore that of its making,
 * which never goes back, and in whole seconds: the first behind it, so that who got another one before, in the same
 * second, has an earlier time, be it said or that of the reply. One that is made again unchanged is sent again to who
 * asks by time, and not to who asks by its ETag, which is of its content. */
static struct err load_variant(struct making *m, struct deflater *deflater, struct page_key key, struct page **ret)
{
        CLEANUP(buf_clear) struct buf path = BUF_INIT(PATH_MAX_BYTES);
        bool is_feed = key.variant != PAGE_NEWS_SITEMAP;
        enum feed_format format = is_feed ? (enum feed_format)(key.variant - PAGE_RSS) : FEED_FORMATS;
        struct page_source source = {.key = key, .modified_ms = (clock_wall_ms() / 1000 + 1) * 1000};
        if (is_feed)
                TRY(make_feed(m, format));
        else
                TRY(make_sitemap(m, true));
        buf_add(&path, m->page.path);
        buf_add(&path, is_feed ? feed_kinds[format].name : news_sitemap_name);
        TRY(BUF_OK(&path, "make the path of a feed"));
        source.path = buf_slice(&path);
        source.content_type = is_feed ? feed_kinds[format].content_type : SLICE(ARCHIVE_SITEMAP_TYPE);
        return press(m, deflater, &source, ret);
}

struct err feed_page_load(struct archive *archive, struct deflater *deflater, struct page_key key, struct page **ret)
{
        CLEANUP(making_clear)
        struct making making = {.archive = archive,
                                .text = BUF_INIT(DOCUMENT_MAX_BYTES),
                                .main = BUF_INIT(FRAGMENT_PLAIN_MAX_BYTES + 1)};
        TRY(archive_load_page(archive, (int64_t)key.id, &making.page));
        if (making.page.kind != ARCHIVE_LISTING || making.page.item_max == 0 || making.page.about.len == 0)
                return ERR(ERR_CONFLICT, "make a feed of what is no list of the newest");
        return load_variant(&making, deflater, key, ret);
}

struct err listing_document_load(struct archive *archive, struct deflater *deflater, const struct archive_page *page,
                                 struct page **ret, struct page_key key)
{
        CLEANUP(making_clear)
        struct making making = {.archive = archive, .page = *page, .text = BUF_INIT(DOCUMENT_MAX_BYTES)};
        if (slice_eq(page->content_type, SLICE(ARCHIVE_FEED_LIST_TYPE)))
                TRY(make_list(&making));
        else if (slice_eq(page->content_type, SLICE(ARCHIVE_SITEMAP_INDEX_TYPE)))
                TRY(make_index(&making));
        else if (page->edition == 0)
                TRY(make_pages(&making));
        else
                TRY(make_sitemap(&making, false));
        const struct page_source source = {.key = key, .path = page->path, .content_type = page->content_type};
        return press(&making, deflater, &source, ret);
}
