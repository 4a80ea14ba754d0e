/* stoppress slots: how often the newsroom's creatives were shown and followed. */
#include "cmd/commands.h"
#include "language/language.h"
#include "news/text.h"
#include "store/counts.h"

#include <stdio.h>

enum { DATA };
enum { PATH_BYTES = 4096 };

static const struct option options[] = {
        [DATA] = {"data", "DIR", NULL, "the data folder"},
        {0},
};

enum column { KEY, TITLE, SLOT, EDITIONS, FROM, UNTIL, VIEWS, CLICKS, RATE, LAST_DAY, COLUMNS };
static const struct {
        const char *head;
        bool number; /* ranged right */
} columns[COLUMNS] = {
        [KEY] = {"creative", false}, [TITLE] = {"title", false},
        [SLOT] = {"slot", false},    [EDITIONS] = {"editions", false},
        [FROM] = {"from", false},    [UNTIL] = {"until", false},
        [VIEWS] = {"views", true},   [CLICKS] = {"clicks", true},
        [RATE] = {"rate", true},     [LAST_DAY] = {"last counted", false},
};

struct line {
        struct slice cells[COLUMNS]; /* call */
};

struct slots_report {
        struct store *store;
        struct arena arena;
        struct newsroom newsroom;
        struct creative_counts counts;
        struct line *lines;
        size_t line_count;
        size_t widths[COLUMNS]; /* characters */
};

static void report_clear(struct slots_report *r)
{
        store_close(r->store);
        arena_clear(&r->arena);
}

static struct err report_load(struct slots_report *r, const char *data, struct buf *why)
{
        char path[PATH_BYTES];
        TRY(site_find(data, why));
        snprintf(path, sizeof path, "%s/store.db", data);
        TRY(store_open(path, STORE_READ, &r->store, why));
        TRY(store_load_newsroom(r->store, &r->arena, &r->newsroom));
        return store_creative_counts(r->store, &r->arena, &r->counts);
}

/* ---- cells ---- */

static struct slice moment(struct slots_report *r, const struct edition *edition, int64_t utc_ms)
{
        CLEANUP(language_closep) struct language *language = NULL;
        CLEANUP(buf_clear) struct buf text = BUF_INIT(100);
        if (utc_ms <= 0 || language_open(edition->code, edition->zone, &language).code != OK) return SLICE("-");
        language_write_date(language, utc_ms, DATE_ISO, &text);
        return arena_copy(&r->arena, buf_slice(&text));
}

/* Its editions' codes; the first of them is the one whose clocks its times are told by. */
static struct slice editions(struct slots_report *r, const struct creative *creative, const struct edition **ret_first)
{
        CLEANUP(buf_clear) struct buf codes = BUF_INIT(1000);
        *ret_first = NULL;
        for (size_t i = 0; i < r->newsroom.edition_count; i++) {
                const struct edition *edition = &r->newsroom.editions[i];
                if (!(creative->editions >> (edition->id - 1) & 1)) continue;
                buf_add_format(&codes, "%s%.*s", *ret_first ? "," : "", SLICE_ARGS(edition->code));
                if (!*ret_first) *ret_first = edition;
        }
        must(*ret_first != NULL);
        return arena_copy(&r->arena, buf_slice(&codes));
}

static void fill_settings(struct slots_report *r, const struct creative *creative, struct line *line)
{
        const struct edition *first;
        line->cells[TITLE] = creative->title;
        line->cells[SLOT] = creative->slot == SLOT_ARTICLE ? SLICE("article") : SLICE("rail");
        line->cells[EDITIONS] = editions(r, creative, &first);
        line->cells[FROM] = moment(r, first, creative->from_ms);
        line->cells[UNTIL] = moment(r, first, creative->until_ms);
}

static void fill_counts(struct slots_report *r, const struct creative_count *count, struct line *line)
{
        line->cells[VIEWS] = arena_format(&r->arena, "%lld", (long long)count->views);
        line->cells[CLICKS] = arena_format(&r->arena, "%lld", (long long)count->clicks);
        if (count->views > 0)
                line->cells[RATE] =
                        arena_format(&r->arena, "%.2f %%", 100.0 * (double)count->clicks / (double)count->views);
        line->cells[LAST_DAY] = count->last_day;
}

/* ---- lines ---- */

static size_t characters(struct slice text)
{
        size_t count = 0;
        for (uint32_t character; text.len; count++)
                text_next(&text, &character);
        return count;
}

static void widen(struct slots_report *r, const struct line *line)
{
        for (int i = 0; i < COLUMNS; i++) {
                size_t width = characters(line->cells[i]);
                if (width > r->widths[i]) r->widths[i] = width;
        }
}

/* `creative` or `count` may be NULL. */
static void add_line(struct slots_report *r, struct slice key, const struct creative *creative,
                     const struct creative_count *count)
{
        const struct creative_count none = {.last_day = SLICE("-")};
        struct line *line = &r->lines[r->line_count++];
        for (int i = 0; i < COLUMNS; i++)
                line->cells[i] = SLICE("-");
        line->cells[KEY] = key;
        line->cells[TITLE] = SLICE("(no longer in the settings)");
        if (creative) fill_settings(r, creative, line);
        fill_counts(r, count ? count : &none, line);
        widen(r, line);
}

static const struct creative_count *find_count(const struct slots_report *r, struct slice key)
{
        for (size_t i = 0; i < r->counts.count; i++)
                if (slice_eq(r->counts.at[i].creative, key)) return &r->counts.at[i];
        return NULL;
}

static void report_fill(struct slots_report *r)
{
        const struct settings *settings = &r->newsroom.settings;
        r->lines = arena_array(&r->arena, 1 + settings->creative_count + r->counts.count, sizeof *r->lines);
        struct line *head = &r->lines[r->line_count++];
        for (int i = 0; i < COLUMNS; i++)
                head->cells[i] = slice_of(columns[i].head);
        widen(r, head);
        for (size_t i = 0; i < settings->creative_count; i++) {
                const struct creative *creative = &settings->creatives[i];
                add_line(r, creative->key, creative, find_count(r, creative->key));
        }
        for (size_t i = 0; i < r->counts.count; i++) {
                const struct creative_count *count = &r->counts.at[i];
                if (!settings_creative(settings, count->creative)) add_line(r, count->creative, NULL, count);
        }
}

/* ---- printing ---- */

static void print_cell(const struct slots_report *r, const struct line *line, enum column column)
{
        struct slice text = line->cells[column];
        int padding = column == LAST_DAY ? 0 : (int)(r->widths[column] - characters(text));
        if (columns[column].number) printf("%*s", padding, "");
        printf("%.*s", SLICE_ARGS(text));
        if (!columns[column].number) printf("%*s", padding, "");
        fputs(column == LAST_DAY ? "\n" : "  ", stdout);
}

static void report_print(const struct slots_report *r)
{
        for (size_t i = 0; i < r->line_count; i++)
                for (enum column column = KEY; column < COLUMNS; column++)
                        print_cell(r, &r->lines[i], column);
        puts("\nA view is a page with the creative that this server sent, to people and machines alike. Behind a CDN "
             "that is only\nwhat the CDN did not have; clicks always come here. Counts of the last seconds may be "
             "missing. Days are counted in UTC.");
}

static int run(const struct arguments *a)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        CLEANUP(report_clear) struct slots_report report = {0};
        struct err err = report_load(&report, a->values[DATA], &why);
        if (err.code != OK) return command_failed(err, &why);
        report_fill(&report);
        report_print(&report);
        return EXIT_DONE;
}

const struct command command_slots = {
        .name = "slots",
        .operands = "",
        .summary = "tells how often creatives were shown and followed",
        .details = "Prints a line for each creative: its slot, its editions, its time by the clocks of the first of "
                   "them,\n"
                   "views, clicks and the share of views that were followed. Counted without cookies, by the server "
                   "that sends the page: a view is a page with the\n"
                   "creative (200, GET), a click is a request for /go/KEY/. Behind a CDN views are its misses only.",
        .options = options,
        .run = run,
};
