/* An edition's home page: the lead, what is placed or newest beside it, and a block of the newest for each section. No
 * story stands on it twice.
 *
 * What is pinned until a time leaves by itself, and what broke is not called so for ever: the main part of the front is
 * pressed ahead for each of these times, as furniture that readers choose by the clock; the rail likewise. It follows
 * from the settings and the store, never from now; but a run that somebody waits for presses of these the one that
 * readers are shown now, and leaves the others. */
#include "publish/front.h"
#include "archive/furniture.h"
#include "base/clock.h"
#include "publish/publish_inside.h"
#include "publish/tell.h"

enum {
        TOP_MAX = 4, /* the lead and three beside it */
        BLOCK_MAX = 6,
        BLOCK_CANDIDATES = 9,
        OPENING_CANDIDATES = 30, /* when none of those has a picture */
        OPENING_DAYS = 14,
        LEAD_CANDIDATES = 50,
        LEAD_HOURS = 24,
};
_Static_assert((int)LEAD_CANDIDATES >= (int)RAIL_HEADLINES, "one look finds what the front and the rail show");
static const int64_t hour_ms = 3600 * 1000;

struct err newest_of_edition(struct run *r, unsigned edition, struct headlines *ret)
{
        struct headlines *known = &r->newest[edition];
        struct newest of = {.edition = edition, .limit = LEAD_CANDIDATES};
        if (known->count == 0) TRY(store_newest(r->publisher->store, of, &r->arena, known));
        *ret = *known;
        return NO_ERR;
}

/* The newest breaking story, else the newest important one, else the newest; none that is a day older than the newest,
 * for a quiet week must not bring back what was breaking before it. */
static size_t choose_lead(const struct headlines *newest)
{
        size_t lead = 0;
        for (size_t i = 0; i < newest->count; i++) {
                const struct headline *headline = &newest->at[i];
                if (headline->published_ms < newest->at[0].published_ms - LEAD_HOURS * hour_ms) break;
                if (headline->urgency > newest->at[lead].urgency) lead = i;
        }
        return lead;
}

static bool shows(const struct headlines *headlines, int64_t article)
{
        for (size_t i = 0; i < headlines->count; i++)
                if (headlines->at[i].article == article) return true;
        return false;
}

/* What an editor chose, as long as readers may see it and it holds its place. */
static struct err add_named(struct run *r, struct front_view *view, const struct front_at *at, struct slice uri)
{
        struct headlines named;
        if (uri.len == 0 || front_until_ms(at->choice, uri) <= at->ms) return NO_ERR;
        TRY(store_named(r->publisher->store, view->edition, uri, &r->arena, &named));
        if (named.count && !shows(&view->top, named.at[0].article)) view->top.at[view->top.count++] = named.at[0];
        return NO_ERR;
}

/* The lead and what is placed behind it: as the editors chose, filled up with the newest. When the lead leaves, the
 * next of those placed moves up. */
static struct err add_top(struct run *r, struct front_view *view, const struct front_at *at)
{
        const struct front_choice *choice = at->choice;
        struct headlines newest;
        TRY(newest_of_edition(r, view->edition, &newest));
        if (newest.count == 0) return NO_ERR;
        view->top.at = arena_array(&r->arena, TOP_MAX + choice->placed_count, sizeof *view->top.at);
        if (choice->lead.len == 0) view->top.at[view->top.count++] = newest.at[choose_lead(&newest)];
        TRY(add_named(r, view, at, choice->lead));
        for (size_t i = 0; i < choice->placed_count; i++)
                TRY(add_named(r, view, at, choice->placed[i]));
        if (view->top.count == 0) view->top.at[view->top.count++] = newest.at[choose_lead(&newest)];
        for (size_t i = 0; i < newest.count && view->top.count < TOP_MAX; i++)
                if (!shows(&view->top, newest.at[i].article)) view->top.at[view->top.count++] = newest.at[i];
        return NO_ERR;
}

static void move_first(struct headlines *headlines, size_t place)
{
        struct headline chosen = headlines->at[place];
        memmove(headlines->at + 1, headlines->at, place * sizeof chosen);
        headlines->at[0] = chosen;
}

/* The newest that has a picture; `newest->count`: none. */
static size_t find_pictured(const struct headlines *newest)
{
        size_t i = 0;
        while (i < newest->count && !newest->at[i].picture.asset.len)
                i++;
        return i;
}

/* What of `from` does not stand above already. */
static void take_others(const struct front_view *view, struct headlines *from)
{
        size_t kept = 0;
        for (size_t i = 0; i < from->count; i++)
                if (!shows(&view->top, from->at[i].article)) from->at[kept++] = from->at[i];
        from->count = kept;
}

static unsigned count_above(const struct front_view *view, unsigned section)
{
        unsigned count = 0;
        for (size_t i = 0; i < view->top.count; i++)
                count += view->top.at[i].section == section;
        return count;
}

/* The section's newest that are not above already. */
static struct err load_candidates(struct run *r, const struct front_view *view, const struct newest *of,
                                  struct headlines *ret)
{
        struct newest wanted = *of;
        wanted.limit += count_above(view, of->section);
        TRY(store_newest(r->publisher->store, wanted, &r->arena, ret));
        take_others(view, ret);
        if (ret->count > of->limit) ret->count = of->limit;
        return NO_ERR;
}

/* Only what has a picture is read as a whole: where stories have none, every publication looks here in vain. */
static struct err find_opening(struct run *r, const struct front_view *view, const struct newest *of,
                               struct headlines *newest)
{
        struct newest pictured = *of;
        struct headlines found;
        pictured.limit = OPENING_CANDIDATES;
        pictured.pictured = true;
        TRY(load_candidates(r, view, &pictured, &found));
        int64_t from_ms = newest->at[0].published_ms - OPENING_DAYS * 24 * hour_ms;
        if (found.count == 0 || found.at[0].published_ms < from_ms) return NO_ERR;
        newest->at[newest->count - 1] = found.at[0];
        move_first(newest, newest->count - 1);
        return NO_ERR;
}

/* A block opens with a picture when one of its newest has one. Where notices have none, stories are found behind them:
 * of these one that is not old yet. The others stay in their order. */
static struct err load_block(struct run *r, const struct front_view *view, struct front_block *block)
{
        struct headlines *newest = &block->headlines;
        struct newest of = {.edition = view->edition, .section = block->section->id, .limit = BLOCK_CANDIDATES};
        TRY(load_candidates(r, view, &of, newest));
        size_t opening = find_pictured(newest);
        if (opening == BLOCK_CANDIDATES) TRY(find_opening(r, view, &of, newest));
        if (opening < newest->count) move_first(newest, opening);
        if (newest->count > BLOCK_MAX) newest->count = BLOCK_MAX;
        return NO_ERR;
}

static const struct section *section_with_key(const struct newsroom *newsroom, struct slice key)
{
        for (size_t i = 0; i < newsroom->section_count; i++)
                if (slice_eq(newsroom->sections[i].key, key)) return &newsroom->sections[i];
        return NULL;
}

/* The n-th of those whose blocks are wanted. */
static const struct section *section_wanted(const struct newsroom *newsroom, const struct front_choice *choice,
                                            size_t n)
{
        if (!choice->sections) return &newsroom->sections[n];
        return section_with_key(newsroom, choice->sections[n]);
}

static struct err add_blocks(struct run *r, struct front_view *view, const struct front_choice *choice)
{
        const struct newsroom *newsroom = r->publisher->newsroom;
        size_t count = choice->sections ? choice->section_count : newsroom->section_count;
        struct front_block *blocks = arena_array(&r->arena, count, sizeof *blocks);
        for (size_t i = 0; i < count; i++) {
                struct front_block block = {.section = section_wanted(newsroom, choice, i)};
                if (!block.section || block.section->slugs[view->edition - 1].len == 0) continue;
                TRY(load_block(r, view, &block));
                if (block.headlines.count) blocks[view->block_count++] = block;
        }
        view->blocks = blocks;
        return NO_ERR;
}

static void add_siblings(struct run *r, struct front_view *view)
{
        const struct newsroom *newsroom = r->publisher->newsroom;
        view->siblings.at = arena_array(&r->arena, newsroom->edition_count, sizeof *view->siblings.at);
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                const struct edition *edition = &newsroom->editions[i];
                if (edition->id == view->edition) continue;
                view->siblings.at[view->siblings.count++] =
                        (struct sibling){.edition = edition->id, .path = address_front(&r->arena, edition)};
        }
}

struct err load_front_view(struct run *r, const struct edition *edition, const struct front_at *at,
                           struct front_view *ret)
{
        *ret = (struct front_view){.edition = edition->id, .at_ms = at->ms};
        TRY(add_top(r, ret, at));
        TRY(add_blocks(r, ret, at->choice));
        add_siblings(r, ret);
        return NO_ERR;
}

/* ---- by the clock ---- */

/* The first time behind the view's at which something leaves its place, or is no breaking news any more; INT64_MAX:
 * nothing does. */
static int64_t next_ms(const struct front_choice *choice, const struct front_view *view)
{
        int64_t found_ms = front_fades_ms(view);
        for (size_t i = 0; i < choice->pin_count; i++)
                if (choice->pins[i].until_ms > view->at_ms && choice->pins[i].until_ms < found_ms)
                        found_ms = choice->pins[i].until_ms;
        return found_ms;
}

static struct err press_main(struct run *r, const struct front_view *view, struct slice *ret)
{
        struct publisher *p = r->publisher;
        TRY(press_front_main(p->presser, view, &p->page.main));
        *ret = arena_copy(&r->arena, buf_slice(&p->page.main));
        return NO_ERR;
}

/* A row for each stretch of time between two changes, the first one too: when a pin ends, the store says what moves up.
 */
static struct err put_pinned_front(struct run *r, const struct edition *edition, const struct front_view *first)
{
        const struct front_choice *choice = &r->publisher->newsroom->settings.fronts[edition->id - 1];
        const size_t max = choice->pin_count + STRETCHES_MAX;
        struct archive_furniture *rows = arena_array(&r->arena, max, sizeof *rows);
        struct front_view view = *first;
        size_t count = 0;
        for (int64_t next = 0; next < INT64_MAX && count < max;) {
                struct archive_furniture row = {.from_ms = next};
                view.at_ms = next;
                if (next) TRY(load_front_view(r, edition, &(struct front_at){choice, next}, &view));
                next = next_ms(choice, &view);
                row.until_ms = next;
                TRY(press_main(r, &view, &row.stored));
                rows[count++] = row;
        }
        if (count == max) rows[count - 1].until_ms = INT64_MAX;
        return archive_put_furniture(r->publisher->archive, edition->id, FURNITURE_FRONT, rows, count);
}

static struct err put_stretches(struct run *r, unsigned edition, enum furniture_kind kind,
                                const struct pressed_stretches *pressed)
{
        struct archive_furniture rows[STRETCHES_MAX];
        for (size_t i = 0; i < pressed->count; i++)
                rows[i] = (struct archive_furniture){.from_ms = pressed->at[i].from_ms,
                                                     .until_ms = pressed->at[i].until_ms,
                                                     .stored = buf_slice(&pressed->at[i].stored)};
        return archive_put_furniture(r->publisher->archive, edition, kind, rows, pressed->count);
}

struct err put_rail(struct run *r, unsigned edition, const struct pressed_stretches *pressed)
{
        return put_stretches(r, edition, FURNITURE_RAIL, pressed);
}

struct err load_newest_view(struct run *r, const struct edition *edition, struct newest_view *ret)
{
        const struct front_choice *choice = &r->publisher->newsroom->settings.fronts[edition->id - 1];
        ret->has_pins = choice->pin_count > 0;
        ret->ahead_ms = r->is_ahead ? clock_wall_ms() : 0;
        TRY(newest_of_edition(r, edition->id, &ret->rail));
        return load_front_view(r, edition, &(struct front_at){choice, 0}, &ret->front);
}

struct err put_front(struct run *r, const struct newest_view *view, const struct pressed_newest *pressed)
{
        const struct pressed_page *front = &pressed->front;
        struct archive *archive = r->publisher->archive;
        const struct newsroom *newsroom = r->publisher->newsroom;
        const struct edition *edition = newsroom_edition(newsroom, view->front.edition);
        struct slice path = address_front(&r->arena, edition);
        TRY(tell_front(r, edition, archive_page_id(archive, path), buf_slice(&front->main)));
        struct archive_page page = {
                .path = path,
                .kind = ARCHIVE_FRONT,
                .edition = edition->id,
                .id = archive_page_id(archive, path),
                .modified_ms = front_shown_from_ms(&view->front),
                .head = buf_slice(&front->head),
                .languages = buf_slice(&front->languages),
                .main = buf_slice(&front->main),
                .more = buf_slice(&front->more),
        };
        TRY(archive_put_page(archive, &page));
        /* Without pins the first stretch is the front's page itself. */
        if (view->has_pins) return put_pinned_front(r, edition, &view->front);
        return put_stretches(r, edition->id, FURNITURE_FRONT, &pressed->fronts);
}
