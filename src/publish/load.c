/* The first step: which articles the changes touch, and all that pressing them takes from the store.
 *
 * Every article is loaded as it is now, whatever its change said, and once, however many changes name it: so applying a
 * change twice, or late, is the same as once. */
#include "publish/former_listing.h"
#include "publish/later.h"
#include "publish/listing_view.h"

#include <stdlib.h>

enum { FIRST_ROOM = 16 };

/* ---- the list of works ---- */

void works_add(struct run *r, int64_t article, unsigned parts)
{
        struct works *works = &r->works;
        if (works->count == works->room) {
                works->room = works->room ? 2 * works->room : FIRST_ROOM;
                struct work *larger = arena_array(&r->arena, works->room, sizeof *larger);
                if (works->count) memcpy(larger, works->at, works->count * sizeof *larger);
                works->at = larger;
        }
        works->at[works->count++] = (struct work){.article = article, .parts = parts};
}

/* By article; of one article what is loaded comes first. */
static int compare_works(const void *a, const void *b)
{
        const struct work *x = a, *y = b;
        if (x->article != y->article) return x->article < y->article ? -1 : 1;
        return (int)y->loaded - (int)x->loaded;
}

/* A whole article needs none of its parts besides. */
static void settle(struct works *works)
{
        if (works->count == 0) return;
        qsort(works->at, works->count, sizeof works->at[0], compare_works);
        size_t kept = 0;
        for (size_t i = 1; i < works->count; i++) {
                if (works->at[kept].article == works->at[i].article)
                        works->at[kept].parts |= works->at[i].parts;
                else
                        works->at[++kept] = works->at[i];
        }
        works->count = kept + 1;
}

/* ---- loading ---- */

static void know_shelves(struct run *r, const struct published *published)
{
        const struct article *article = &published->article;
        for (size_t i = 0; i < article->author_count; i++)
                listing_know_shelf(r, &published->authors[i]);
        for (size_t i = 0; i < article->topic_count; i++)
                listing_know_shelf(r, &published->topics[i]);
        for (size_t i = 0; i < article->source_count; i++)
                listing_know_shelf(r, &published->sources[i]);
}

static bool needs_body(const struct work *work)
{
        return work->parts & (WORK_WHOLE | WORK_REST);
}

static struct err load_work(struct run *r, struct work *work)
{
        struct store *store = r->publisher->store;
        struct published *published = &work->published;
        bool is_whole = work->parts & WORK_WHOLE, has_body = needs_body(work);
        TRY((has_body ? store_load : store_load_about)(store, work->article, &r->arena, published));
        /* The head of live coverage tells its entries; that of an article without a lead, how its text begins. */
        bool lacks_lead = work->parts & WORK_SIBLINGS && published->article.lead.len == 0;
        if (!has_body && (published->article.coverage_from_ms || lacks_lead))
                TRY(store_load(store, work->article, &r->arena, published));
        TRY(store_siblings(store, published->story, work->article, &r->arena, &work->siblings));
        TRY(store_leads(store, work->article, &r->arena, &work->leads));
        if (has_body) TRY(store_left_places(store, work->article, &r->arena, &work->left_places));
        if (is_whole) {
                TRY(store_former_paths(store, work->article, &r->arena, &work->former_paths, &work->former_path_count));
                TRY(store_stood_days(store, work->article, &r->arena, &work->stood_days));
        }
        work->loaded = true;
        work->has_body = has_body;
        know_shelves(r, published);
        return NO_ERR;
}

/* What was loaded for a part of its page may turn out to be needed with its body. */
static bool needs_loading(const struct work *work)
{
        return !work->loaded || (needs_body(work) && !work->has_body);
}

struct err works_load(struct run *r)
{
        settle(&r->works);
        for (size_t i = 0; i < r->works.count; i++)
                if (needs_loading(&r->works.at[i])) TRY(load_work(r, &r->works.at[i]));
        return NO_ERR;
}

/* ---- whom a change concerns ---- */

static void add_all(struct run *r, const struct article_ids *articles, unsigned parts)
{
        for (size_t i = 0; i < articles->count; i++)
                works_add(r, articles->at[i], parts);
}

/* Pages that only lead to what changed: while somebody waits for a newcomer they are left for later. */
static void leave_leading(struct run *r, const struct article_ids *leading)
{
        struct article_ids *led_from = &r->led_from;
        if (leading->count == 0) return;
        int64_t *all = arena_array(&r->arena, led_from->count + leading->count, sizeof *all);
        if (led_from->count) memcpy(all, led_from->at, led_from->count * sizeof *all);
        memcpy(all + led_from->count, leading->at, leading->count * sizeof *all);
        *led_from = (struct article_ids){all, led_from->count + leading->count};
}

/* What readers have seen already is right everywhere at once: a headline that was mended, a story that is withdrawn. */
static struct err is_newcomer(struct run *r, int64_t article, bool *ret)
{
        struct archive_page former;
        struct err err = archive_load_page(r->publisher->archive, article, &former);
        *ret = err.code == ERR_NOT_FOUND;
        return *ret ? NO_ERR : err;
}

/* Whom the article links to is not enough: its story may have several in an edition, which all link to it, and those of
 * the edition that it came from or went to now link to another. Articles that lead on to it show its headline. */
static struct err add_concerned(struct run *r, const struct work *work)
{
        struct store *store = r->publisher->store;
        struct article_ids story, leading;
        TRY(store_story_articles(store, work->published.story, &r->arena, &story));
        TRY(store_led_from(store, work->article, &r->arena, &leading));
        add_all(r, &story, WORK_SIBLINGS);
        bool is_left = false;
        if (r->is_ahead) TRY(is_newcomer(r, work->article, &is_left));
        if (is_left)
                leave_leading(r, &leading);
        else
                add_all(r, &leading, WORK_MORE);
        return NO_ERR;
}

static struct err load_concerned(struct run *r)
{
        size_t changed = r->works.count;
        for (size_t i = 0; i < changed; i++) {
                struct work work = r->works.at[i]; /* adding moves the list */
                TRY(add_concerned(r, &work));
        }
        return works_load(r);
}

/* The shelf's page, and the months that are called otherwise too: the first page of each, for they have no other; but
 * all pages where the desk named it. */
static struct err add_renamed(struct run *r, const struct change *change)
{
        struct shelf shelf;
        struct shelf_months months;
        TRY(store_load_shelf(r->publisher->store, change->shelf, &r->arena, &shelf));
        if (shelf.merged_into) return lead_on_from_shelf(r, &shelf);
        TRY(store_shelf_months(r->publisher->store, &shelf, &r->arena, &months));
        struct listing_key key = {.edition = shelf.edition,
                                  .kind = LISTING_SHELF,
                                  .shelf_kind = shelf.kind,
                                  .shelf = shelf.id,
                                  .is_whole = true};
        listing_set_add(&r->renamed, key);
        key.kind = LISTING_SHELF_MONTH;
        for (unsigned i = 0; i < months.count; i++) {
                key.day = (struct day){.year = (int)months.at[i].year, .month = (int)months.at[i].month};
                bool is_before = months.at[i].year < change->year ||
                                 (months.at[i].year == change->year && months.at[i].month < change->month);
                unsigned pages = change->year ? 1 : address_page_of_place(months.at[i].places);
                for (key.page = 1; key.page <= pages && !is_before; key.page++)
                        listing_set_add(&r->renamed, key);
        }
        return NO_ERR;
}

static struct err load_change(struct run *r, const struct change *change)
{
        switch (change->act) {
        case CHANGE_PUBLISHED:
        case CHANGE_WITHDRAWN:
                works_add(r, change->article, WORK_WHOLE);
                break;
        case CHANGE_NEWSROOM:
                r->newsroom_changed = true;
                break;
        case CHANGE_SHELF:
                return add_renamed(r, change);
        }
        return NO_ERR;
}

struct err load_changes(struct run *r)
{
        struct changes changes;
        TRY(store_changes(r->publisher->store, r->change, r->limit, &r->arena, &changes));
        r->report.changes = changes.count;
        for (unsigned i = 0; i < changes.count; i++) {
                TRY(load_change(r, &changes.at[i]));
                r->change = changes.at[i].number;
        }
        TRY(works_load(r));
        TRY(begin_beside(r)); /* as early as it is known whom it concerns: what follows is done meanwhile */
        TRY(load_concerned(r));
        return load_later(r);
}
