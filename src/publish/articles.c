/* The second step: presses what was loaded and puts it where readers find it; notes which listings and editions that
 * concerns. */
#include "publish/later.h"
#include "publish/listing_view.h"
#include "publish/tell.h"

#include "news/coverage.h"

static bool is_live(const struct work *work)
{
        return work->published.state == STATE_PUBLISHED;
}

static struct article_view view_of(const struct work *work)
{
        return (struct article_view){
                .article = &work->published.article,
                .id = work->article,
                .path = work->published.path,
                .authors = work->published.authors,
                .topics = work->published.topics,
                .sources = work->published.sources,
                .siblings = work->siblings,
                .related = work->leads.related,
                .of_section = work->leads.of_section,
        };
}

static struct headline headline_of(const struct work *work)
{
        const struct article *article = &work->published.article;
        struct headline headline = {
                .article = work->article,
                .edition = article->edition,
                .section = article->section,
                .path = work->published.path,
                .text = article->headline,
                .lead = article->lead,
                .published_ms = article->published_ms,
                .urgency = article->urgency,
                .is_running = coverage_is_running(article),
        };
        if (article->picture_count) headline.picture = article->pictures[0];
        return headline;
}

/* ---- live coverage: pages of entries from the first on ---- */

static unsigned pages_of(const struct article *article)
{
        size_t entries = 0;
        for (size_t i = 0; i < article->body.count; i++)
                entries += article->body.blocks[i].kind == BLOCK_TIMELINE;
        return article->coverage_from_ms ? coverage_page_count(entries) : 0;
}

/* Whether the coverage had such a page below the path. */
static struct err had_page(struct run *r, struct slice path, bool *ret)
{
        struct archive_path found;
        struct err err = archive_find_path(r->publisher->archive, path, &found);
        *ret = err.code == OK;
        return err.code == ERR_NOT_FOUND ? NO_ERR : err;
}

/* What is done with the address of each page below `path`, those that it has and those that it had. */
typedef struct err each_page_fn(struct run *r, const struct work *work, struct slice page_path, unsigned page) CHECKED;
static struct err each_page(struct run *r, const struct work *work, struct slice path, each_page_fn *fn)
{
        unsigned count = pages_of(&work->published.article);
        for (unsigned page = 1;; page++) {
                struct slice page_path = coverage_page_path(path, page, &r->arena);
                bool is_there = page <= count;
                if (!is_there) TRY(had_page(r, page_path, &is_there));
                if (!is_there) return NO_ERR;
                TRY(fn(r, work, page_path, page));
        }
}

/* Entries that were taken back, or an end of the coverage altogether, leave nothing to show there: what
 * is left of what stood there is most likely on the last page. */
static struct err lead_on(struct run *r, const struct work *work, struct slice page_path, unsigned page)
{
        unsigned count = pages_of(&work->published.article);
        struct slice path = work->published.path;
        if (count) path = coverage_page_path(path, page <= count ? page : count, &r->arena);
        return slice_eq(path, page_path) ? NO_ERR : archive_put_moved(r->publisher->archive, page_path, path);
}

static struct err put_coverage_page(struct run *r, const struct work *work, const struct archive_page *page,
                                    unsigned number)
{
        struct publisher *p = r->publisher;
        struct article_view view = view_of(work);
        struct archive_page other = *page;
        other.about = SLICE("");
        other.path = coverage_page_path(page->path, number, &r->arena);
        other.id = archive_page_id(p->archive, other.path);
        TRY(press_coverage_page(p->presser, &view, number, &p->page));
        other.head = buf_slice(&p->page.head);
        other.languages = buf_slice(&p->page.languages);
        other.main = buf_slice(&p->page.main);
        return archive_put_page(p->archive, &other);
}

static struct err put_coverage(struct run *r, const struct work *work, const struct archive_page *page)
{
        for (unsigned number = 1; number <= pages_of(&work->published.article); number++)
                TRY(put_coverage_page(r, work, page, number));
        TRY(each_page(r, work, page->path, lead_on));
        for (unsigned i = 0; i < work->former_path_count; i++)
                TRY(each_page(r, work, work->former_paths[i], lead_on));
        return NO_ERR;
}

/* ---- the page and the list item ---- */

static struct err put_page(struct run *r, const struct work *work)
{
        struct publisher *p = r->publisher;
        struct article_view view = view_of(work);
        TRY(press_article(p->presser, &view, &p->page));
        TRY(press_coverage_record(view.article, &p->record));
        struct archive_page page = {
                .path = view.path,
                .kind = ARCHIVE_ARTICLE,
                .edition = view.article->edition,
                .id = work->article,
                .modified_ms = article_modified_ms(view.article),
                .head = buf_slice(&p->page.head),
                .languages = buf_slice(&p->page.languages),
                .main = buf_slice(&p->page.main),
                .more = buf_slice(&p->page.more),
                .about = buf_slice(&p->record),
        };
        TRY(tell_changed(r, work));
        TRY(archive_put_page(p->archive, &page));
        return put_coverage(r, work, &page);
}

/* ---- the article as ninjs ---- */

static struct err prepare_ninjs(struct publisher *p)
{
        struct ninjs_writing how = {.newsroom = p->newsroom, .purpose = NINJS_FOR_PAGE};
        if (!p->deflater) TRY(deflater_new(DEFLATE_QUICK, &p->deflater));
        return p->ninjs ? NO_ERR : ninjs_writer_new(&how, &p->ninjs);
}

static struct err put_ninjs(struct run *r, const struct work *work)
{
        struct publisher *p = r->publisher;
        const struct published *published = &work->published;
        const struct ninjs_article article = {.article = &published->article,
                                              .number = published->id,
                                              .version = published->version,
                                              .state = published->state,
                                              .path = published->path};
        TRY(prepare_ninjs(p));
        buf_truncate(&p->ninjs_plain);
        buf_truncate(&p->ninjs_stored);
        TRY(ninjs_write(p->ninjs, &article, &p->ninjs_plain));
        TRY(fragment_press(p->deflater, buf_slice(&p->ninjs_plain), &p->ninjs_stored));
        return archive_put_ninjs(p->archive, work->article, buf_slice(&p->ninjs_stored));
}

static struct err put_item(struct run *r, const struct work *work)
{
        struct publisher *p = r->publisher;
        struct headline headline = headline_of(work);
        struct article_view view = view_of(work);
        TRY(press_item(p->presser, &headline, &p->item));
        TRY(press_article_record(p->presser, &view, &p->record));
        return archive_put_item(p->archive, work->article, article_modified_ms(&work->published.article),
                                buf_slice(&p->item), buf_slice(&p->record));
}

/* ---- places ---- */

static struct err stand_on(struct run *r, struct listing_key listing, int64_t rank, struct archive_place *ret)
{
        struct slice path;
        TRY(listing_path(r, listing, &path));
        listing_set_add(&r->listings, listing);
        *ret = (struct archive_place){archive_page_id(r->publisher->archive, path), rank};
        return NO_ERR;
}

static struct listing_key sitemap_of_day(struct listing_key day)
{
        day.kind = LISTING_SITEMAP;
        day.day.day = 0;
        return day;
}

/* A live article stands on all news, on its day, in the sitemap of its month, and on the page and a month's page of
 * each of its shelves. In the sitemap it stands by when it changed, so that the highest rank is when the sitemap did.
 */
static struct err put_places(struct run *r, const struct work *work)
{
        const struct article *article = &work->published.article;
        const struct places *places = &work->published.places;
        struct archive_place *stands = arena_array(&r->arena, 3 + 2 * places->count, sizeof *stands);
        struct listing_key key = {.edition = article->edition, .kind = LISTING_ALL};
        size_t count = 0;
        bool is_there;
        TRY(stand_on(r, key, article->published_ms, &stands[count++]));
        key.kind = LISTING_DAY;
        key.day = presser_local_day(r->publisher->presser, article->edition, article->published_ms);
        TRY(stand_on(r, key, article->published_ms, &stands[count++]));
        TRY(stand_on(r, sitemap_of_day(key), article_modified_ms(article), &stands[count++]));
        for (size_t i = 0; i < places->count; i++) {
                TRY(listing_of_place(r, &places->at[i], &key, &is_there));
                if (!is_there) continue;
                TRY(stand_on(r, key, article->published_ms, &stands[count++]));
                TRY(stand_on(r, listing_of_shelf(key), article->published_ms, &stands[count++]));
        }
        return archive_put_places(r->publisher->archive, work->article, stands, count);
}

/* ---- where it was ---- */

static void note_day(struct run *r, struct slice article_path)
{
        struct listing_key day;
        if (!listing_day_of_article(r, article_path, &day)) return;
        listing_set_add(&r->listings, day);
        listing_set_add(&r->listings, sitemap_of_day(day));
        listing_set_add(&r->listings, (struct listing_key){.edition = day.edition, .kind = LISTING_ALL});
        r->edition_touched[day.edition] = true;
}

static struct err note_places(struct run *r, const struct places *places)
{
        struct listing_key key;
        bool is_there;
        for (size_t i = 0; i < places->count; i++) {
                TRY(listing_of_place(r, &places->at[i], &key, &is_there));
                if (!is_there) continue;
                listing_set_add(&r->listings, key);
                listing_set_add(&r->listings, listing_of_shelf(key));
        }
        return NO_ERR;
}

static struct err note_shelves(struct run *r, const struct work *work)
{
        TRY(note_places(r, &work->published.places));
        return note_places(r, &work->left_places);
}

/* The days, months and shelves where the article is or once was: their pages may be missing, or have nothing left to
 * show. */
static struct err note_listings(struct run *r, const struct work *work)
{
        r->edition_touched[work->published.article.edition] = true;
        if (!r->everything) TRY(note_most_read(r, work->article));
        TRY(note_shelves(r, work));
        if (r->is_ahead) TRY(leave_for_later(r, LEFT_REST, work->article));
        note_day(r, work->published.path);
        for (unsigned i = 0; i < work->former_path_count; i++)
                note_day(r, work->former_paths[i]);
        for (size_t i = 0; i < work->stood_days.count; i++) {
                const struct stood_day *stood = &work->stood_days.at[i];
                const struct listing_key day = {.edition = stood->edition, .kind = LISTING_DAY, .day = stood->day};
                listing_set_add(&r->listings, day);
                listing_set_add(&r->listings, sitemap_of_day(day));
                r->edition_touched[stood->edition] = true;
        }
        return NO_ERR;
}

/* ---- the works ---- */

static struct err publish_whole(struct run *r, const struct work *work)
{
        TRY(put_page(r, work));
        if (!r->is_ahead) TRY(put_ninjs(r, work));
        TRY(put_item(r, work));
        TRY(put_places(r, work));
        for (unsigned i = 0; i < work->former_path_count; i++)
                TRY(archive_put_moved(r->publisher->archive, work->former_paths[i], work->published.path));
        TRY(note_listings(r, work));
        r->report.articles++;
        return NO_ERR;
}

/* Whose prefix the address begins with: the longest, for the empty one begins them all. */
static unsigned edition_of_path(const struct newsroom *n, struct slice path, unsigned otherwise)
{
        const struct edition *best = NULL;
        for (size_t i = 0; i < n->edition_count; i++) {
                const struct edition *edition = &n->editions[i];
                size_t len = edition->prefix.len;
                bool is_its = slice_starts_with(path, edition->prefix) && path.len > len && path.at[len] == '/';
                if (is_its && (!best || len > best->prefix.len)) best = edition;
        }
        return best ? best->id : otherwise;
}

/* Readers are told, with the reason where there is one, in the language of the address, whatever edition the article
 * belongs to by now. */
static struct err put_gone(struct run *r, const struct work *work, struct slice path)
{
        struct publisher *p = r->publisher;
        struct slice reason = work->published.withdrawn_reason;
        unsigned edition = edition_of_path(p->newsroom, path, work->published.article.edition);
        if (reason.len == 0) return archive_put_gone(p->archive, path, edition, NULL);
        TRY(press_status_page(p->presser, edition, 410, reason, &p->page));
        struct archive_page parts = {
                .head = buf_slice(&p->page.head),
                .languages = buf_slice(&p->page.languages),
                .main = buf_slice(&p->page.main),
                .more = buf_slice(&p->page.more),
        };
        return archive_put_gone(p->archive, path, edition, &parts);
}

static struct err put_page_gone(struct run *r, const struct work *work, struct slice page_path, unsigned page)
{
        bool leads_on = page > 1 && page > pages_of(&work->published.article);
        return leads_on ? NO_ERR : put_gone(r, work, page_path);
}

static struct err put_all_gone(struct run *r, const struct work *work, struct slice path)
{
        TRY(put_gone(r, work, path));
        return each_page(r, work, path, put_page_gone);
}

static struct err withdraw(struct run *r, const struct work *work)
{
        TRY(tell_withdrawn(r, work));
        TRY(put_all_gone(r, work, work->published.path));
        for (unsigned i = 0; i < work->former_path_count; i++)
                TRY(put_all_gone(r, work, work->former_paths[i]));
        TRY(note_listings(r, work));
        r->report.withdrawn++;
        return NO_ERR;
}

/* It is not: the article is live, but its own change comes later. Then it is pressed whole. */
static struct err patch_if_there(struct run *r, int64_t page, const struct archive_page *parts, bool *ret_is_there)
{
        struct err err = archive_patch_page(r->publisher->archive, page, parts);
        *ret_is_there = err.code == OK;
        return err.code == ERR_NOT_FOUND ? NO_ERR : err;
}

/* What publish_whole() has left to a run that nobody waits for. */
static struct err put_rest(struct run *r, const struct work *work)
{
        if (is_live(work)) TRY(put_ninjs(r, work));
        return note_shelves(r, work);
}

static struct err patch_coverage(struct run *r, const struct work *work, struct archive_page parts)
{
        struct publisher *p = r->publisher;
        struct article_view view = view_of(work);
        bool is_there;
        for (unsigned page = 1; page <= pages_of(&work->published.article); page++) {
                struct slice path = coverage_page_path(work->published.path, page, &r->arena);
                if (work->parts & WORK_SIBLINGS) {
                        TRY(press_coverage_siblings(p->presser, &view, page, &p->page));
                        parts.head = buf_slice(&p->page.head);
                        parts.languages = buf_slice(&p->page.languages);
                }
                TRY(patch_if_there(r, archive_page_id(p->archive, path), &parts, &is_there));
        }
        return NO_ERR;
}

static struct err patch_parts(struct run *r, const struct work *work)
{
        struct publisher *p = r->publisher;
        struct article_view view = view_of(work);
        struct archive_page parts = {0};
        if (work->parts & WORK_SIBLINGS) {
                TRY(press_article_siblings(p->presser, &view, &p->page));
                parts.head = buf_slice(&p->page.head);
                parts.languages = buf_slice(&p->page.languages);
        }
        if (work->parts & WORK_MORE) {
                TRY(press_article_more(p->presser, &view, &p->page));
                parts.more = buf_slice(&p->page.more);
        }
        bool is_there;
        if (work->parts & WORK_REST) TRY(put_rest(r, work));
        TRY(patch_if_there(r, work->article, &parts, &is_there));
        if (is_there && work->parts & WORK_SIBLINGS) TRY(put_item(r, work));
        return patch_coverage(r, work, parts);
}

struct err press_articles(struct run *r)
{
        for (size_t i = 0; i < r->works.count; i++) {
                const struct work *work = &r->works.at[i];
                if (work->parts & WORK_WHOLE) TRY(publish_pictures(r, work->article));
                if (!(work->parts & WORK_WHOLE))
                        TRY(patch_parts(r, work));
                else if (is_live(work))
                        TRY(publish_whole(r, work));
                else
                        TRY(withdraw(r, work));
        }
        return NO_ERR;
}
