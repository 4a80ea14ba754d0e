/* The fourth step: what is shared by the pages of an edition, and its front. Once a run, however many articles came.
 * Rail and front, which every publication changes, come from the second press where it could begin with them. */
#include "archive/furniture.h"
#include "fragment/fragment.h"
#include "press/live.h"
#include "publish/front.h"
#include "publish/later.h"
#include "publish/publish_inside.h"
#include "publish/tell.h"

static struct err put_furniture(struct run *r, unsigned edition, enum furniture_kind kind, const struct buf *stored)
{
        struct archive_furniture always = {.until_ms = INT64_MAX, .stored = buf_slice(stored)};
        return archive_put_furniture(r->publisher->archive, edition, kind, &always, 1);
}

static struct err put_beacon(struct run *r, unsigned edition)
{
        const struct archive_furniture row = {.until_ms = INT64_MAX, .stored = SLICE("")};
        bool is_on = r->publisher->newsroom->settings.counts_by_beacon;
        return archive_put_furniture(r->publisher->archive, edition, FURNITURE_BEACON, &row, is_on ? 1 : 0);
}

static struct err put_live_words(struct run *r, unsigned edition)
{
        CLEANUP(buf_clear) struct buf words = BUF_INIT(2 * FRAGMENT_PLAIN_MAX_BYTES);
        TRY(press_live_words(r->publisher->presser, edition, &words));
        return put_furniture(r, edition, FURNITURE_LIVE_WORDS, &words);
}

static struct err press_furniture_of(struct run *r, const struct edition *edition)
{
        struct pressed_furniture *f = &r->publisher->furniture;
        TRY(press_furniture(r->publisher->presser, edition->id, f));
        TRY(put_furniture(r, edition->id, FURNITURE_TOP, &f->top));
        TRY(press_bar_of(r, edition->id, &f->bar));
        TRY(press_slots_of(r, edition->id));
        TRY(put_beacon(r, edition->id));
        TRY(put_live_words(r, edition->id));
        TRY(put_furniture(r, edition->id, FURNITURE_ASK, &f->ask));
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
                TRY(press_status_text(p->presser, edition->id, statuses[i], &p->page.main));
                struct archive_page text = {.main = buf_slice(&p->page.main)};
                TRY(archive_put_status(p->archive, edition->id, ARCHIVE_TEXT + statuses[i], &text));
        }
        return NO_ERR;
}

static struct err press_brief_pages_of(struct run *r, const struct edition *edition)
{
        static const unsigned statuses[] = {400, 405, 408, 413, 414, 431, 501, 503, 505};
        struct publisher *p = r->publisher;
        for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++) {
                TRY(press_brief_status_page(p->presser, edition->id, statuses[i], &p->page.main));
                struct archive_page page = {.main = buf_slice(&p->page.main)};
                TRY(archive_put_status(p->archive, edition->id, ARCHIVE_BRIEF + statuses[i], &page));
        }
        return NO_ERR;
}

/* ---- rail and front ---- */

/* The editions of the articles that change; which others are touched is seen when those are pressed. */
static size_t list_concerned(const struct run *r, const struct edition **ret)
{
        const struct newsroom *newsroom = r->publisher->newsroom;
        size_t count = 0;
        bool is_concerned[EDITION_MAX + 1] = {false};
        for (size_t i = 0; i < r->works.count; i++)
                if (r->works.at[i].parts & WORK_WHOLE) is_concerned[r->works.at[i].published.article.edition] = true;
        for (size_t i = 0; i < newsroom->edition_count; i++)
                if (is_concerned[newsroom->editions[i].id]) ret[count++] = &newsroom->editions[i];
        return count;
}

struct err begin_beside(struct run *r)
{
        struct second_press *second = r->publisher->second;
        const struct edition *editions[EDITION_MAX];
        size_t count = list_concerned(r, editions);
        if (!second || r->newsroom_changed || count == 0) return NO_ERR;
        struct newest_view *views = arena_array(&r->arena, count, sizeof *views);
        for (size_t i = 0; i < count; i++) {
                TRY(load_newest_view(r, editions[i], &views[i]));
                r->newest_views[editions[i]->id] = &views[i];
        }
        second_press_begin(second, views, count);
        r->second_has_work = true;
        return NO_ERR;
}

static struct err put_newest(struct run *r, const struct newest_view *view, const struct pressed_newest *pressed)
{
        if (pressed->leaves_stretches) TRY(leave_for_later(r, LEFT_NEWEST, view->front.edition));
        TRY(put_rail(r, view->front.edition, &pressed->rails));
        TRY(tell_rail(r, view->front.edition, &pressed->rail_data));
        return put_front(r, view, pressed);
}

static struct err press_newest_of(struct run *r, const struct edition *edition)
{
        struct publisher *p = r->publisher;
        const struct newest_view *begun = r->newest_views[edition->id];
        const struct pressed_newest *pressed = begun ? second_press_of(p->second, edition->id) : NULL;
        struct newest_view view;
        if (pressed) return put_newest(r, begun, pressed);
        TRY(load_newest_view(r, edition, &view));
        TRY(press_newest(p->presser, &view, &p->newest));
        return put_newest(r, &view, &p->newest);
}

/* ---- the step ---- */

static struct err press_all_of(struct run *r, const struct edition *edition)
{
        struct slice prefixes = edition->prefix, former = edition->former_prefixes;
        if (former.len)
                prefixes = arena_format(&r->arena, "%.*s %.*s", SLICE_ARGS(edition->prefix), SLICE_ARGS(former));
        TRY(archive_put_edition(r->publisher->archive, edition->id, prefixes));
        TRY(tell_begin(r, edition));
        TRY(press_furniture_of(r, edition));
        TRY(press_status_pages_of(r, edition));
        TRY(press_brief_pages_of(r, edition));
        return press_newest_of(r, edition);
}

struct err press_shared(struct run *r)
{
        const struct newsroom *newsroom = r->publisher->newsroom;
        TRY(run_wait_for_second(r));
        if (r->newsroom_changed) TRY(note_pressing(r));
        if (r->newsroom_changed) TRY(press_own_pages(r));
        if (r->newsroom_changed) TRY(put_creatives(r));
        if (r->newsroom_changed) TRY(publish_pictures(r, PICTURES_OF_SETTINGS));
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                const struct edition *edition = &newsroom->editions[i];
                if (r->newsroom_changed) {
                        TRY(press_all_of(r, edition));
                } else if (r->edition_touched[edition->id]) {
                        TRY(press_newest_of(r, edition));
                }
                TRY(tell_edition(r, edition));
                if (r->newsroom_changed || r->most_read_touched[edition->id]) TRY(press_most_read_of(r, edition));
        }
        return NO_ERR;
}
