/* stoppress slots: how often the newsroom's creatives were shown and followed. */
#include "cmd/commands.h"
#include "store/counts.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { DATA };
enum { PATH_BYTES = 4096, MOMENT_BYTES = 32, TITLE_COLUMNS = 28 };

static const struct option options[] = {
        [DATA] = {"data", "DIR", NULL, "the data folder"},
        {0},
};

struct slots_report {
        struct store *store;
        struct arena arena;
        struct newsroom newsroom;
        struct creative_counts counts;
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

/* ---- columns ---- */

static const char *moment(int64_t utc_ms, char ret[MOMENT_BYTES])
{
        struct tm tm;
        time_t seconds = (time_t)(utc_ms / 1000);
        if (utc_ms <= 0 || !gmtime_r(&seconds, &tm)) return "-";
        strftime(ret, MOMENT_BYTES, "%Y-%m-%d %H:%M", &tm);
        return ret;
}

static const char *slot_name(const struct creative *creative)
{
        if (!creative) return "-";
        return creative->slot == SLOT_ARTICLE ? "article" : "rail";
}

/* In a column of that many characters, which a byte count would not do for Cyrillic. */
static void print_padded(struct slice text, size_t columns)
{
        size_t bytes = 0, used = 0;
        for (; bytes < text.len; bytes++) {
                if (((unsigned char)text.at[bytes] & 0xc0) == 0x80) continue;
                if (used == columns) break;
                used++;
        }
        printf("%.*s%*s  ", (int)bytes, text.at, (int)(columns - used), "");
}

static void print_line(struct slice key, const struct creative *creative, const struct creative_count *count)
{
        char from[MOMENT_BYTES], until[MOMENT_BYTES];
        int64_t views = count ? count->views : 0, clicks = count ? count->clicks : 0;
        print_padded(key, 20);
        print_padded(creative ? creative->title : SLICE("(no longer in the settings)"), TITLE_COLUMNS);
        printf("%-7s  %-16s  %-16s  ", slot_name(creative), creative ? moment(creative->from_ms, from) : "-",
               creative ? moment(creative->until_ms, until) : "-");
        printf("%10lld  %8lld  ", (long long)views, (long long)clicks);
        if (views > 0)
                printf("%5.2f %%", 100.0 * (double)clicks / (double)views);
        else
                printf("%7s", "-");
        printf("  %.*s\n", count ? (int)count->last_day.len : 1, count ? count->last_day.at : "-");
}

/* ---- lines ---- */

static const struct creative_count *find_count(const struct slots_report *r, struct slice key)
{
        for (size_t i = 0; i < r->counts.count; i++)
                if (slice_eq(r->counts.at[i].creative, key)) return &r->counts.at[i];
        return NULL;
}

static bool is_in_settings(const struct slots_report *r, struct slice key)
{
        const struct settings *settings = &r->newsroom.settings;
        for (size_t i = 0; i < settings->creative_count; i++)
                if (slice_eq(settings->creatives[i].key, key)) return true;
        return false;
}

static void print_report(const struct slots_report *r)
{
        const struct settings *settings = &r->newsroom.settings;
        printf("%-20s  %-*s  %-7s  %-16s  %-16s  %10s  %8s  %7s  %s\n", "creative", TITLE_COLUMNS, "title", "slot",
               "from (UTC)", "until (UTC)", "views", "clicks", "rate", "last counted");
        for (size_t i = 0; i < settings->creative_count; i++) {
                const struct creative *creative = &settings->creatives[i];
                print_line(creative->key, creative, find_count(r, creative->key));
        }
        for (size_t i = 0; i < r->counts.count; i++) {
                const struct creative_count *count = &r->counts.at[i];
                if (!is_in_settings(r, count->creative)) print_line(count->creative, NULL, count);
        }
        puts("\nA view is a page with the creative that this server sent, to people and machines alike. Behind a CDN "
             "that is only\nwhat the CDN did not have; clicks always come here. Counts of the last seconds may be "
             "missing.");
}

static int run(const struct arguments *a)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        CLEANUP(report_clear) struct slots_report report = {0};
        struct err err = report_load(&report, a->values[DATA], &why);
        if (err.code != OK) return command_failed(err, &why);
        print_report(&report);
        return EXIT_DONE;
}

const struct command command_slots = {
        .name = "slots",
        .operands = "",
        .summary = "tells how often creatives were shown and followed",
        .details =
                "Prints a line for each creative: its slot, its time, views, clicks and the share of views that were\n"
                "followed. Counted without cookies, by the server that sends the page: a view is a page with the\n"
                "creative (200, GET), a click is a request for /go/KEY/. Behind a CDN views are its misses only.",
        .options = options,
        .run = run,
};
