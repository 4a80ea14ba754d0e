/* An edition's home page: the lead, what is placed or newest beside it, and a block of the newest for each section. No
 * story stands on it twice. */
#include "publish/publish_inside.h"

enum {
        TOP_MAX = 4, /* the lead and three beside it */
        BLOCK_MAX = 6,
        BLOCK_CANDIDATES = 9,
        LEAD_CANDIDATES = 50,
        LEAD_HOURS = 24,
};
static const int64_t hour_ms = 3600 * 1000;

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

/* What an editor chose, as long as readers may see it. */
static struct err add_named(struct run *r, struct front_view *view, struct slice uri)
{
        struct headlines named;
        if (uri.len == 0) return NO_ERR;
        TRY(store_named(r->publisher->store, view->edition, uri, &r->arena, &named));
        if (named.count && !shows(&view->top, named.at[0].article)) view->top.at[view->top.count++] = named.at[0];
        return NO_ERR;
}

/* The lead and what is placed behind it: as the editors chose, filled up with the newest. */
static struct err add_top(struct run *r, struct front_view *view)
{
        const struct front_choice *choice = &r->publisher->newsroom->settings.fronts[view->edition - 1];
        struct headlines newest;
        struct newest of = {.edition = view->edition, .limit = LEAD_CANDIDATES};
        TRY(store_newest(r->publisher->store, of, &r->arena, &newest));
        if (newest.count == 0) return NO_ERR;
        view->top.at = arena_array(&r->arena, TOP_MAX + choice->placed_count, sizeof *view->top.at);
        TRY(add_named(r, view, choice->lead));
        if (view->top.count == 0) view->top.at[view->top.count++] = newest.at[choose_lead(&newest)];
        for (size_t i = 0; i < choice->placed_count; i++)
                TRY(add_named(r, view, choice->placed[i]));
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

/* A block opens with a picture when one of its newest has one; the others stay in their order. */
static void open_with_picture(struct headlines *newest)
{
        for (size_t i = 0; i < newest->count; i++)
                if (newest->at[i].picture.asset.len) {
                        move_first(newest, i);
                        return;
                }
}

/* What of `from` does not stand above already. */
static void take_others(const struct front_view *view, struct headlines *from)
{
        size_t kept = 0;
        for (size_t i = 0; i < from->count; i++)
                if (!shows(&view->top, from->at[i].article)) from->at[kept++] = from->at[i];
        from->count = kept;
}

/* The section's newest that are not above already. */
static struct err load_block(struct run *r, const struct front_view *view, struct front_block *block)
{
        struct headlines *newest = &block->headlines;
        struct newest of = {.edition = view->edition, .section = block->section->id};
        of.limit = BLOCK_CANDIDATES + (unsigned)view->top.count;
        TRY(store_newest(r->publisher->store, of, &r->arena, newest));
        take_others(view, newest);
        if (newest->count > BLOCK_CANDIDATES) newest->count = BLOCK_CANDIDATES;
        open_with_picture(newest);
        if (newest->count > BLOCK_MAX) newest->count = BLOCK_MAX;
        return NO_ERR;
}

static struct err add_blocks(struct run *r, struct front_view *view)
{
        const struct newsroom *newsroom = r->publisher->newsroom;
        struct front_block *blocks = arena_array(&r->arena, newsroom->section_count, sizeof *blocks);
        for (size_t i = 0; i < newsroom->section_count; i++) {
                struct front_block block = {.section = &newsroom->sections[i]};
                if (block.section->slugs[view->edition - 1].len == 0) continue;
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

static int64_t newest_ms(const struct headlines *headlines, int64_t found_ms)
{
        for (size_t i = 0; i < headlines->count; i++)
                if (headlines->at[i].published_ms > found_ms) found_ms = headlines->at[i].published_ms;
        return found_ms;
}

static int64_t modified_ms(const struct front_view *view)
{
        int64_t found_ms = newest_ms(&view->top, 0);
        for (size_t i = 0; i < view->block_count; i++)
                found_ms = newest_ms(&view->blocks[i].headlines, found_ms);
        return found_ms;
}

struct err press_front_of(struct run *r, const struct edition *edition)
{
        struct publisher *p = r->publisher;
        struct front_view view = {.edition = edition->id};
        TRY(add_top(r, &view));
        TRY(add_blocks(r, &view));
        add_siblings(r, &view);
        TRY(press_front(p->presser, &view, &p->page));
        struct slice path = address_front(&r->arena, edition);
        struct archive_page page = {
                .path = path,
                .kind = ARCHIVE_FRONT,
                .edition = edition->id,
                .id = archive_page_id(p->archive, path),
                .modified_ms = modified_ms(&view),
                .head = buf_slice(&p->page.head),
                .languages = buf_slice(&p->page.languages),
                .main = buf_slice(&p->page.main),
                .more = buf_slice(&p->page.more),
        };
        return archive_put_page(p->archive, &page);
}
