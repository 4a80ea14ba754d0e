/* The slots: what fills them now, before and later, with its share of the minutes and what was counted. */
#include "desk/creative.h"

#include "desk/article.h"
#include "desk/edition_clock.h"
#include "desk/handlers.h"
#include "news/json_value.h"
#include "store/counts.h"

#define DASH " \xe2\x80\x93 "
enum { LINE_MAX_BYTES = 2000 };

/* ---- of one ---- */

enum creative_state creative_state(const struct creative *c, int64_t now_ms)
{
        if (c->until_ms && c->until_ms <= now_ms) return CREATIVE_ENDED;
        return c->from_ms > now_ms ? CREATIVE_PLANNED : CREATIVE_RUNNING;
}

json_t *creative_state_value(struct visit *v, const struct creative *c)
{
        static const char *const keys[] = {"creative_running", "creative_planned", "creative_ended"};
        return text_value(visit_text(v, keys[creative_state(c, v->now_ms)]));
}

const struct edition *creative_edition(const struct newsroom *newsroom, uint32_t editions)
{
        for (size_t i = 0; i < newsroom->edition_count; i++)
                if (editions >> (newsroom->editions[i].id - 1) & 1) return &newsroom->editions[i];
        return &newsroom->editions[0];
}

static void add_moment(struct visit *v, const struct creative *c, int64_t ms, struct buf *ret)
{
        json_t *value = clock_value(v, creative_edition(visit_newsroom(v), c->editions), ms);
        buf_add(ret, json_to_slice(value));
        json_decref(value);
}

json_t *creative_dates(struct visit *v, const struct creative *c)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(LINE_MAX_BYTES);
        if (c->from_ms) add_moment(v, c, c->from_ms, &text);
        if (c->from_ms || c->until_ms) buf_add_text(&text, DASH);
        if (c->until_ms) add_moment(v, c, c->until_ms, &text);
        if (!c->until_ms) buf_add(&text, visit_text(v, "creative_endless"));
        return text_value(slice_trim(buf_slice(&text)));
}

const char *creative_slot_name(enum slot slot)
{
        return slot == SLOT_RAIL ? "rail" : "article";
}

/* ---- shares ---- */

/* Of the minutes of the slot in an edition, in per cent; what ends or begins changes it. */
static unsigned share_of(struct visit *v, const struct creative *c, unsigned edition)
{
        const struct settings *settings = &visit_newsroom(v)->settings;
        uint64_t all = 0;
        for (size_t i = 0; i < settings->creative_count; i++) {
                const struct creative *other = &settings->creatives[i];
                bool is_there = other->slot == c->slot && (other->editions >> (edition - 1) & 1);
                if (is_there && creative_state(other, v->now_ms) == CREATIVE_RUNNING) all += other->weight;
        }
        return all ? (unsigned)((100 * (uint64_t)c->weight + all / 2) / all) : 0;
}

/* "uk 50 %, en 100 %" */
static json_t *shares(struct visit *v, const struct creative *c)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        CLEANUP(buf_clear) struct buf text = BUF_INIT(LINE_MAX_BYTES);
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                const struct edition *edition = &newsroom->editions[i];
                if (!(c->editions >> (edition->id - 1) & 1) || creative_state(c, v->now_ms) != CREATIVE_RUNNING)
                        continue;
                buf_add_format(&text, "%s%.*s\xc2\xa0%u\xc2\xa0%%", text.len ? ", " : "", SLICE_ARGS(edition->code),
                               share_of(v, c, edition->id));
        }
        return text_value(buf_slice(&text));
}

static json_t *codes(struct visit *v, const struct creative *c)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        CLEANUP(buf_clear) struct buf text = BUF_INIT(LINE_MAX_BYTES);
        for (size_t i = 0; i < newsroom->edition_count; i++)
                if (c->editions >> (newsroom->editions[i].id - 1) & 1)
                        buf_add_format(&text, "%s%.*s", text.len ? ", " : "", SLICE_ARGS(newsroom->editions[i].code));
        return text_value(buf_slice(&text));
}

/* ---- the page ---- */

static void put_counts(const struct creative_counts *counts, struct slice key, json_t *row)
{
        int64_t views = 0, clicks = 0;
        for (size_t i = 0; i < counts->count; i++) {
                if (!slice_eq(counts->at[i].creative, key)) continue;
                views = counts->at[i].views;
                clicks = counts->at[i].clicks;
        }
        json_put(row, "views", json_integer(views));
        json_put(row, "clicks", json_integer(clicks));
}

static json_t *row_of(struct visit *v, const struct creative *c, const struct creative_counts *counts)
{
        static const char *const names[] = {"running", "planned", "ended"};
        json_t *row = json_object();
        json_put(row, "key", text_value(c->key));
        json_put(row, "title", text_value(c->title));
        json_put(row, "state", creative_state_value(v, c));
        json_put(row, "state_name", json_string(names[creative_state(c, v->now_ms)]));
        json_put(row, "dates", creative_dates(v, c));
        json_put(row, "codes", codes(v, c));
        json_put(row, "share", shares(v, c));
        json_put(row, "picture", text_value(c->picture));
        put_counts(counts, c->key, row);
        return row;
}

/* Those that run, then those that will, then those that have ended. */
static json_t *slot_value(struct visit *v, enum slot slot, const struct creative_counts *counts)
{
        static const char *const names[] = {[SLOT_ARTICLE] = "slot_article", [SLOT_RAIL] = "slot_rail"};
        const struct settings *settings = &visit_newsroom(v)->settings;
        json_t *rows = json_array();
        for (unsigned state = CREATIVE_RUNNING; state <= CREATIVE_ENDED; state++)
                for (size_t i = 0; i < settings->creative_count; i++) {
                        const struct creative *c = &settings->creatives[i];
                        if (c->slot == slot && creative_state(c, v->now_ms) == state &&
                            setting_may(v, arena_format(visit_arena(v), "creatives.%.*s", SLICE_ARGS(c->key))))
                                json_append(rows, row_of(v, c, counts));
                }
        return json_pack("{s:s, s:o, s:b, s:o}", "slot", creative_slot_name(slot), "name",
                         text_value(visit_text(v, names[slot])), "has_rows", json_array_size(rows) > 0, "rows", rows);
}

struct err handle_slots(struct visit *v)
{
        struct creative_counts counts;
        TRY(store_creative_counts(visit_store(v), visit_arena(v), &counts));
        json_t *values = json_object(), *slots = json_array();
        for (enum slot slot = SLOT_ARTICLE; slot <= SLOTS; slot++)
                json_append(slots, slot_value(v, slot, &counts));
        json_put(values, "slots", slots);
        setting_put_tabs(v, "/slots", values);
        struct err err = setting_put_done(v, values);
        if (err.code == OK) return reply_page(v, 200, "slots", values);
        json_decref(values);
        return err;
}
