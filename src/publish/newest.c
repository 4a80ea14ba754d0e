#include "publish/newest.h"

#include "fragment/fragment.h"
#include "press/live.h"

enum { STORED_MAX_BYTES = 2 * FRAGMENT_PLAIN_MAX_BYTES, STEP_MS = 15 * 60 * 1000 };

static void stretches_init(struct pressed_stretches *s)
{
        s->count = 0;
        for (size_t i = 0; i < STRETCHES_MAX; i++)
                buf_init(&s->at[i].stored, STORED_MAX_BYTES);
}

static void stretches_clear(struct pressed_stretches *s)
{
        for (size_t i = 0; i < STRETCHES_MAX; i++)
                buf_clear(&s->at[i].stored);
}

void pressed_newest_init(struct pressed_newest *p)
{
        stretches_init(&p->rails);
        stretches_init(&p->fronts);
        buf_init(&p->rail_data, STORED_MAX_BYTES);
        pressed_page_init(&p->front);
}

void pressed_newest_clear(struct pressed_newest *p)
{
        stretches_clear(&p->rails);
        stretches_clear(&p->fronts);
        buf_clear(&p->rail_data);
        pressed_page_clear(&p->front);
}

/* ---- by the clock ---- */

/* A stretch of time that began at `ms` (0: with the newest story) ends when one of the headlines fades, which is put
 * off a little where another change was just before: a stormy day would be pressed too often ahead. */
static int64_t put_off(int64_t ms, int64_t found_ms)
{
        bool is_soon = ms && found_ms < INT64_MAX && found_ms < ms + STEP_MS;
        return is_soon ? ms + STEP_MS : found_ms;
}

int64_t front_fades_ms(const struct front_view *view)
{
        int64_t shown_from_ms = front_shown_from_ms(view);
        int64_t found_ms = headlines_fade_ms(&view->top, shown_from_ms, INT64_MAX);
        for (size_t b = 0; b < view->block_count; b++)
                found_ms = headlines_fade_ms(&view->blocks[b].headlines, shown_from_ms, found_ms);
        return put_off(view->at_ms, found_ms);
}

static int64_t rail_fades_ms(const struct headlines *newest, int64_t ms)
{
        struct headlines shown = *newest;
        if (shown.count > RAIL_HEADLINES) shown.count = RAIL_HEADLINES;
        return put_off(ms, headlines_fade_ms(&shown, headlines_newest_ms(&shown, ms), INT64_MAX));
}

/* The next one, from `ms` on; NULL when there are enough, and the last one stays. */
static struct pressed_stretch *add_stretch(struct pressed_stretches *s, int64_t ms)
{
        if (s->count) s->at[s->count - 1].until_ms = s->count < STRETCHES_MAX ? ms : INT64_MAX;
        if (s->count == STRETCHES_MAX || ms == INT64_MAX) return NULL;
        s->at[s->count].from_ms = ms;
        return &s->at[s->count++];
}

/* While somebody waits, what is shown now is pressed alone, with the bytes that it has among all stretches; the others
 * come behind. These two say when it began; 0: with the newest story. */
static int64_t rail_since_ms(const struct newest_view *view)
{
        int64_t ms = 0;
        for (unsigned i = 1; i < STRETCHES_MAX; i++) {
                int64_t next_ms = rail_fades_ms(&view->rail, ms);
                if (next_ms > view->ahead_ms) break;
                ms = next_ms;
        }
        return ms;
}

static int64_t front_since_ms(const struct newest_view *view)
{
        struct front_view later = view->front;
        for (unsigned i = 0; i < STRETCHES_MAX; i++) {
                int64_t next_ms = front_fades_ms(&later);
                if (next_ms > view->ahead_ms) break;
                later.at_ms = next_ms;
        }
        return later.at_ms;
}

static struct err press_rails(struct presser *p, const struct newest_view *view, struct pressed_stretches *ret)
{
        ret->count = 0;
        int64_t ms = 0;
        for (struct pressed_stretch *s; (s = add_stretch(ret, ms)); ms = rail_fades_ms(&view->rail, ms))
                TRY(press_rail(p, view->front.edition, &view->rail, ms, &s->stored));
        return NO_ERR;
}

static struct err press_rail_of_now(struct presser *p, const struct newest_view *view, struct pressed_stretches *ret)
{
        ret->count = 1;
        ret->at[0].from_ms = 0;
        ret->at[0].until_ms = INT64_MAX;
        return press_rail(p, view->front.edition, &view->rail, rail_since_ms(view), &ret->at[0].stored);
}

static struct err press_fronts(struct presser *p, const struct newest_view *view, struct pressed_stretches *ret)
{
        struct front_view later = view->front;
        for (struct pressed_stretch *s; (s = add_stretch(ret, front_fades_ms(&later)));) {
                later.at_ms = s->from_ms;
                TRY(press_front_main(p, &later, &s->stored));
        }
        return NO_ERR;
}

static struct err press_front_of_now(struct presser *p, const struct newest_view *view, struct pressed_stretches *ret)
{
        struct front_view now = view->front;
        now.at_ms = front_since_ms(view);
        if (now.at_ms == view->front.at_ms) return NO_ERR;
        ret->count = 1;
        ret->at[0].from_ms = now.at_ms;
        ret->at[0].until_ms = INT64_MAX;
        return press_front_main(p, &now, &ret->at[0].stored);
}

struct err press_newest(struct presser *p, const struct newest_view *view, struct pressed_newest *ret)
{
        const bool is_ahead = view->ahead_ms != 0;
        TRY((is_ahead ? press_rail_of_now : press_rails)(p, view, &ret->rails));
        TRY(press_live_rail(p, view->front.edition, &view->rail, &ret->rail_data));
        TRY(press_front(p, &view->front, &ret->front));
        bool has_stretches = front_fades_ms(&view->front) < INT64_MAX || rail_fades_ms(&view->rail, 0) < INT64_MAX;
        ret->leaves_stretches = is_ahead && has_stretches;
        ret->fronts.count = 0;
        if (view->has_pins) return NO_ERR;
        return (is_ahead ? press_front_of_now : press_fronts)(p, view, &ret->fronts);
}
