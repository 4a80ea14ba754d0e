/* What changes by the clock, pressed ahead with the time it is for: breaking news in the bar, and what fills the slots.
 * Readers choose by the clock, whether or not a desk is running. It follows from the settings alone, never from now. */
#include "archive/furniture.h"
#include "fragment/fragment.h"
#include "press/live.h"
#include "publish/publish_inside.h"

enum { STORED_MAX_BYTES = 2 * FRAGMENT_PLAIN_MAX_BYTES };

static int64_t end_ms(int64_t until_ms)
{
        return until_ms ? until_ms : INT64_MAX;
}

/* ---- the bar: without breaking news, with them, without them again ---- */

static bool is_ever_shown(const struct breaking *b)
{
        return b->text.len && b->from_ms < end_ms(b->until_ms);
}

/* The rows of a bar that is loud for a time. */
static size_t loud_between(const struct breaking *breaking, struct slice quiet, struct slice loud,
                           struct archive_furniture rows[3])
{
        int64_t until_ms = end_ms(breaking->until_ms);
        size_t count = 0;
        if (breaking->from_ms > 0)
                rows[count++] = (struct archive_furniture){.until_ms = breaking->from_ms, .stored = quiet};
        rows[count++] = (struct archive_furniture){.from_ms = breaking->from_ms, .until_ms = until_ms, .stored = loud};
        if (until_ms < INT64_MAX)
                rows[count++] = (struct archive_furniture){.from_ms = until_ms, .until_ms = INT64_MAX, .stored = quiet};
        return count;
}

static struct err put_bar(struct run *r, unsigned edition, enum furniture_kind kind, const struct buf *quiet,
                          const struct buf *loud)
{
        const struct breaking *breaking = &r->publisher->newsroom->settings.breaking[edition - 1];
        struct archive_furniture rows[3] = {{.until_ms = INT64_MAX, .stored = buf_slice(quiet)}};
        size_t count = loud ? loud_between(breaking, buf_slice(quiet), buf_slice(loud), rows) : 1;
        return archive_put_furniture(r->publisher->archive, edition, kind, rows, count);
}

struct err press_bar_of(struct run *r, unsigned edition, const struct buf *quiet)
{
        struct publisher *p = r->publisher;
        const struct breaking *breaking = &p->newsroom->settings.breaking[edition - 1];
        CLEANUP(buf_clear) struct buf loud = BUF_INIT(STORED_MAX_BYTES), quiet_data = BUF_INIT(STORED_MAX_BYTES);
        TRY(press_live_bar(p->presser, edition, NULL, &quiet_data));
        if (!is_ever_shown(breaking)) {
                TRY(put_bar(r, edition, FURNITURE_BAR, quiet, NULL));
                return put_bar(r, edition, FURNITURE_LIVE_BAR, &quiet_data, NULL);
        }
        TRY(press_bar(p->presser, edition, breaking, &loud));
        TRY(put_bar(r, edition, FURNITURE_BAR, quiet, &loud));
        TRY(press_live_bar(p->presser, edition, breaking, &loud));
        return put_bar(r, edition, FURNITURE_LIVE_BAR, &quiet_data, &loud);
}

/* ---- the slots ---- */

static bool fills(const struct creative *creative, unsigned edition, enum slot slot)
{
        return creative->slot == slot && creative->weight && creative->editions >> (edition - 1) & 1;
}

static struct err press_slot_of(struct run *r, unsigned edition, enum slot slot)
{
        static const enum furniture_kind kinds[] = {
                [SLOT_ARTICLE] = FURNITURE_SLOT_ARTICLE, [SLOT_RAIL] = FURNITURE_SLOT_RAIL};
        struct publisher *p = r->publisher;
        const struct settings *settings = &p->newsroom->settings;
        CLEANUP(arena_clear) struct arena arena = {0};
        CLEANUP(buf_clear) struct buf stored = BUF_INIT(STORED_MAX_BYTES);
        struct archive_furniture *rows = arena_array(&arena, settings->creative_count, sizeof *rows);
        size_t count = 0;
        for (size_t i = 0; i < settings->creative_count; i++) {
                const struct creative *creative = &settings->creatives[i];
                if (!fills(creative, edition, slot)) continue;
                TRY(press_slot(p->presser, edition, creative, &stored));
                rows[count++] = (struct archive_furniture){
                        .from_ms = creative->from_ms,
                        .until_ms = end_ms(creative->until_ms),
                        .weight = creative->weight,
                        .creative = creative->key,
                        .stored = arena_copy(&arena, buf_slice(&stored)),
                };
        }
        return archive_put_furniture(p->archive, edition, kinds[slot], rows, count);
}

struct err press_slots_of(struct run *r, unsigned edition)
{
        TRY(press_slot_of(r, edition, SLOT_ARTICLE));
        return press_slot_of(r, edition, SLOT_RAIL);
}

struct err put_creatives(struct run *r)
{
        struct publisher *p = r->publisher;
        const struct settings *settings = &p->newsroom->settings;
        CLEANUP(arena_clear) struct arena arena = {0};
        struct archive_creative *creatives = arena_array(&arena, settings->creative_count, sizeof *creatives);
        for (size_t i = 0; i < settings->creative_count; i++)
                creatives[i] = (struct archive_creative){settings->creatives[i].key, settings->creatives[i].url};
        return archive_put_creatives(p->archive, creatives, settings->creative_count);
}
