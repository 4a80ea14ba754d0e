/* The fourth step: what is shared by the pages of an edition, and its front. Once a run, however many articles came. */
#include "archive/furniture.h"
#include "publish/publish_inside.h"

static struct err put_furniture(struct run *r, unsigned edition, enum furniture_kind kind, const struct buf *stored)
{
        struct archive_furniture always = {.until_ms = INT64_MAX, .stored = buf_slice(stored)};
        return archive_put_furniture(r->publisher->archive, edition, kind, &always, 1);
}

static struct err press_rail_of(struct run *r, const struct edition *edition)
{
        struct buf *rail = &r->publisher->furniture.rail;
        struct headlines newest;
        TRY(newest_of_edition(r, edition->id, &newest));
        TRY(press_rail(r->publisher->presser, edition->id, &newest, rail));
        return put_furniture(r, edition->id, FURNITURE_RAIL, rail);
}

static struct err press_furniture_of(struct run *r, const struct edition *edition)
{
        struct pressed_furniture *f = &r->publisher->furniture;
        struct headlines newest;
        TRY(newest_of_edition(r, edition->id, &newest));
        TRY(press_furniture(r->publisher->presser, edition->id, &newest, f));
        TRY(put_furniture(r, edition->id, FURNITURE_TOP, &f->top));
        TRY(press_bar_of(r, edition->id, &f->bar));
        TRY(press_slots_of(r, edition->id));
        TRY(put_furniture(r, edition->id, FURNITURE_ASK, &f->ask));
        TRY(put_furniture(r, edition->id, FURNITURE_RAIL, &f->rail));
        return put_furniture(r, edition->id, FURNITURE_FOOT, &f->foot);
}

static struct err press_status_pages_of(struct run *r, const struct edition *edition)
{
        static const unsigned statuses[] = {404, 410, 500, 503};
        struct publisher *p = r->publisher;
        for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++) {
                TRY(press_status_page(p->presser, edition->id, statuses[i], SLICE(""), &p->page));
                struct archive_page parts = {
                        .head = buf_slice(&p->page.head),
                        .languages = buf_slice(&p->page.languages),
                        .main = buf_slice(&p->page.main),
                        .more = buf_slice(&p->page.more),
                };
                TRY(archive_put_status(p->archive, edition->id, statuses[i], &parts));
        }
        return NO_ERR;
}

static struct err press_all_of(struct run *r, const struct edition *edition)
{
        struct slice prefixes = edition->prefix, former = edition->former_prefixes;
        if (former.len)
                prefixes = arena_format(&r->arena, "%.*s %.*s", SLICE_ARGS(edition->prefix), SLICE_ARGS(former));
        TRY(archive_put_edition(r->publisher->archive, edition->id, prefixes));
        TRY(press_furniture_of(r, edition));
        TRY(press_status_pages_of(r, edition));
        return press_front_of(r, edition);
}

struct err press_shared(struct run *r)
{
        const struct newsroom *newsroom = r->publisher->newsroom;
        if (r->newsroom_changed) TRY(note_pressing(r));
        if (r->newsroom_changed) TRY(press_own_pages(r));
        if (r->newsroom_changed) TRY(put_creatives(r));
        if (r->newsroom_changed) TRY(publish_pictures(r, PICTURES_OF_SETTINGS));
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                const struct edition *edition = &newsroom->editions[i];
                if (r->newsroom_changed) {
                        TRY(press_all_of(r, edition));
                } else if (r->edition_touched[edition->id]) {
                        TRY(press_rail_of(r, edition));
                        TRY(press_front_of(r, edition));
                }
        }
        return NO_ERR;
}
