/* Makes a generation of furniture from the archive: shares what equals the generation before, and chooses by the clock.
 *
 * Of the rows of a kind whose time it is, one is shown: a bar has one at any moment, a slot may have several, of which
 * each minute has one (site/rota.h). The rail's slot, which every page has, chooses first; that of articles has the
 * minute among those that lead elsewhere, so that no page shows the same thing twice. */
#include "reader/reader_inside.h"

#include "base/clock.h"
#include "site/rota.h"

enum { STORED_MAX_BYTES = 2 * FRAGMENT_PLAIN_MAX_BYTES };

/* A slot of an edition: what is shown of the rows seen so far. */
struct choice {
        unsigned edition; /* 0: none is being chosen */
        enum furniture_part part;
        struct rota rota;
        unsigned counter;
        struct slice url;  /* where what is shown leads; generation */
        struct buf stored; /* owned */
};

struct furnishing {
        struct furniture *furniture;    /* that is being made */
        const struct furniture *former; /* whose pieces it may share; NULL at the start */
        struct counters *counters;
        struct script *script;
        int64_t now_ms;
        struct choice choice;
        unsigned chosen_edition; /* the last choice that was made, and where it leads */
        struct slice chosen_url;
};

/* ---- editions and their pages for statuses ---- */

static struct err add_edition(void *context, unsigned edition, struct slice prefixes)
{
        struct furnishing *f = context;
        return furniture_edition(f->furniture, edition, prefixes) ? NO_ERR
                                                                  : ERR(ERR_FULL, "keep more than 16 editions");
}

/* The edition in both generations; that of before may have none. */
static struct err find_edition(struct furnishing *f, unsigned edition, struct edition_furniture **ret,
                               const struct edition_furniture **ret_former)
{
        static const struct edition_furniture nothing;
        const struct edition_furniture *former = f->former ? furniture_find(f->former, edition) : NULL;
        *ret = furniture_edition(f->furniture, edition, SLICE(""));
        *ret_former = former ? former : &nothing;
        return *ret ? NO_ERR : ERR(ERR_FULL, "keep more than 16 editions");
}

/* One that this program does not know is another version's. */
static struct err add_brief(struct edition_furniture *e, const struct edition_furniture *former, unsigned status,
                            struct slice stored)
{
        int index = brief_index(status);
        return index < 0 ? NO_ERR : piece_set(&e->brief[index], stored, former->brief[index]);
}

static struct err add_status_text(struct edition_furniture *e, const struct edition_furniture *former, unsigned status,
                                  struct slice stored)
{
        int index = status_index(status);
        return piece_set(&e->status_text[index], stored, former->status_text[index]);
}

static struct err add_status(void *context, unsigned edition, unsigned status, const struct archive_page *page)
{
        struct edition_furniture *e;
        const struct edition_furniture *former;
        TRY(find_edition(context, edition, &e, &former));
        if (status >= ARCHIVE_TEXT) return add_status_text(e, former, status - ARCHIVE_TEXT, page->main);
        if (status >= ARCHIVE_BRIEF) return add_brief(e, former, status - ARCHIVE_BRIEF, page->main);
        const struct slice stored[PAGE_PARTS] = {page->head, page->languages, page->main, page->more};
        int index = status_index(status);
        for (int i = 0; i < PAGE_PARTS; i++)
                TRY(piece_set(&e->status[index][i], stored[i], former->status[index][i]));
        return NO_ERR;
}

/* ---- what the clock chooses ---- */

static void clock_next(struct furnishing *f, int64_t at_ms)
{
        struct furniture *furniture = f->furniture;
        if (at_ms > f->now_ms && at_ms < furniture->next_change_ms) furniture->next_change_ms = at_ms;
}

static struct err set_part(struct furnishing *f, unsigned edition, enum furniture_part part, struct slice stored)
{
        struct edition_furniture *e;
        const struct edition_furniture *former;
        TRY(find_edition(f, edition, &e, &former));
        return piece_set(&e->parts[part], stored, former->parts[part]);
}

/* The slot that was being chosen for has had its last row. */
static struct err end_choice(struct furnishing *f)
{
        struct choice *choice = &f->choice;
        unsigned edition = choice->edition;
        choice->edition = 0;
        if (edition == 0 || choice->rota.count == 0) return NO_ERR;
        TRY(BUF_OK(&choice->stored, "keep what fills a slot"));
        TRY(set_part(f, edition, choice->part, buf_slice(&choice->stored)));
        furniture_edition(f->furniture, edition, SLICE(""))->counters[choice->part] = choice->counter;
        if (choice->rota.count > 1) clock_next(f, (f->now_ms / ROTA_MINUTE_MS + 1) * ROTA_MINUTE_MS);
        f->chosen_edition = edition;
        f->chosen_url = choice->url;
        return NO_ERR;
}

static struct err begin_choice(struct furnishing *f, unsigned edition, enum furniture_part part)
{
        struct choice *choice = &f->choice;
        if (choice->edition == edition && choice->part == part) return NO_ERR;
        TRY(end_choice(f));
        choice->edition = edition;
        choice->part = part;
        choice->rota = rota_begin(edition, part, f->now_ms);
        return NO_ERR;
}

static bool stands_in_other_slot(const struct furnishing *f, unsigned edition, struct slice url)
{
        return url.len && f->chosen_edition == edition && slice_eq(f->chosen_url, url);
}

static struct err add_to_choice(struct furnishing *f, enum furniture_part part, const struct archive_furniture *row)
{
        struct choice *choice = &f->choice;
        TRY(begin_choice(f, row->edition, part));
        const struct go_link *link = furniture_find_link(f->furniture, row->creative);
        struct slice url = link ? link->url : (struct slice){0};
        if (stands_in_other_slot(f, row->edition, url)) return NO_ERR;
        if (!rota_takes(&choice->rota, row->weight)) return NO_ERR;
        choice->counter = counters_find(f->counters, row->creative, f->now_ms);
        choice->url = url;
        buf_truncate(&choice->stored);
        buf_add(&choice->stored, row->stored);
        return NO_ERR;
}

static struct err add_beacon(struct furnishing *f, unsigned edition)
{
        struct edition_furniture *e;
        const struct edition_furniture *former;
        TRY(find_edition(f, edition, &e, &former));
        e->counts_by_beacon = true;
        return NO_ERR;
}

static struct err note_turn(struct furnishing *f, const struct archive_furniture *front)
{
        struct edition_furniture *e;
        const struct edition_furniture *former;
        TRY(find_edition(f, front->edition, &e, &former));
        e->front_turned_ms = front->from_ms;
        return NO_ERR;
}

static struct err add_furniture(void *context, const struct archive_furniture *row)
{
        static const enum furniture_part parts[] = {
                [FURNITURE_TOP] = FURNITURE_PART_TOP,
                [FURNITURE_BAR] = FURNITURE_PART_BAR,
                [FURNITURE_RAIL] = FURNITURE_PART_RAIL,
                [FURNITURE_FOOT] = FURNITURE_PART_FOOT,
                [FURNITURE_SLOT_ARTICLE] = FURNITURE_PART_SLOT_ARTICLE,
                [FURNITURE_SLOT_RAIL] = FURNITURE_PART_SLOT_RAIL,
                [FURNITURE_ASK] = FURNITURE_PART_ASK,
                [FURNITURE_FRONT] = FURNITURE_PART_FRONT,
                [FURNITURE_LIVE_RAIL] = FURNITURE_PART_LIVE_RAIL,
                [FURNITURE_LIVE_BAR] = FURNITURE_PART_LIVE_BAR,
                [FURNITURE_LIVE_WORDS] = FURNITURE_PART_LIVE_WORDS,
                [FURNITURE_MOST_READ] = FURNITURE_PART_MOST_READ,
        };
        struct furnishing *f = context;
        if (row->kind == FURNITURE_BEACON) return add_beacon(f, row->edition);
        clock_next(f, row->from_ms);
        clock_next(f, row->until_ms);
        if (row->from_ms > f->now_ms || row->until_ms <= f->now_ms) return NO_ERR;
        if (row->kind == FURNITURE_FRONT) TRY(note_turn(f, row));
        enum furniture_part part = parts[row->kind];
        return row->weight ? add_to_choice(f, part, row) : set_part(f, row->edition, part, row->stored);
}

/* ---- where creatives lead ---- */

static struct err add_link(void *context, const struct archive_creative *creative)
{
        struct furnishing *f = context;
        struct go_link link = {.key = creative->key,
                               .url = creative->url,
                               .counter = counters_find(f->counters, creative->key, f->now_ms)};
        return furniture_add_link(f->furniture, &link) ? NO_ERR : ERR(ERR_FULL, "keep more creatives");
}

/* ---- what follows the news ---- */

static struct err add_script(void *context, const struct archive_live *live)
{
        struct furnishing *f = context;
        CLEANUP(buf_clear) struct buf stored = BUF_INIT(STORED_MAX_BYTES);
        const struct edition_furniture *e = furniture_find(f->furniture, live->edition);
        const struct script_said said = {live->rail, e && e->counts_by_beacon, e ? e->front_turned_ms : 0};
        TRY(script_press_tag(f->script, &said, &stored));
        return set_part(f, live->edition, FURNITURE_PART_SCRIPT, buf_slice(&stored));
}

/* ---- a generation ---- */

static struct err fill(struct furnishing *f, struct archive *archive)
{
        TRY(archive_each_edition(archive, add_edition, f));
        TRY(archive_each_creative(archive, add_link, f));
        TRY(archive_each_furniture(archive, add_furniture, f));
        TRY(end_choice(f));
        TRY(archive_each_live(archive, add_script, f));
        return archive_each_status(archive, add_status, f);
}

struct err furnish(struct reader *r, struct archive *archive, struct furniture **ret)
{
        struct furnishing furnishing = {
                .former = atomic_load(&r->furniture),
                .counters = r->counters,
                .script = r->script,
                .now_ms = clock_wall_ms(),
                .choice.stored = BUF_INIT(STORED_MAX_BYTES),
        };
        TRY(furniture_new(&furnishing.furniture));
        struct err err = fill(&furnishing, archive);
        buf_clear(&furnishing.choice.stored);
        if (err.code != OK) {
                furniture_free(furnishing.furniture);
                return err;
        }
        *ret = furnishing.furniture;
        return NO_ERR;
}
