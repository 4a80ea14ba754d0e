/* Views and clicks, from the reader to the store: when there is nothing else to do, and seldom, for each time waits for
 * the disk. What the reader told and was not written down yet is lost in a crash: some seconds of counts. */
#include "writer/writer_inside.h"

#include "base/clock.h"
#include "base/log.h"
#include "store/counts.h"

enum { PERIOD_MS = 3000, QUIET_MS = 1000, PATIENCE_MS = 30000 };

/* The reader, which strangers talk to, must not fill the store with keys: only creatives of now, and of before. */
static struct err write_line(struct writer *d, const struct bell_count *line)
{
        struct slice creative = slice_of(line->creative);
        bool known = settings_creative(&d->plant.newsroom.settings, creative) != NULL;
        if (!known) TRY(store_has_counts(d->store, creative, &known));
        if (!known) return NO_ERR;
        return store_add_counts(d->store, creative, line->day, (int64_t)line->views, (int64_t)line->clicks);
}

static struct err write_lines(struct writer *d, const struct count_sheet *sheet)
{
        for (size_t i = 0; i < sheet->count; i++)
                TRY(write_line(d, &sheet->lines[i]));
        return NO_ERR;
}

static struct err write_sheet(struct writer *d, const struct count_sheet *sheet)
{
        TRY(store_begin(d->store));
        struct err err = write_lines(d, sheet);
        if (err.code == OK) return store_commit(d->store);
        store_rollback(d->store);
        return err;
}

static void write_counts(struct writer *d, struct count_sheet *sheet)
{
        d->counted_ms = clock_steady_ms();
        if (sheet->lost) log_event(LOG_WARNING, "%llu views and clicks were lost", (unsigned long long)sheet->lost);
        sheet->lost = 0;
        if (sheet->count == 0) return;
        struct err err = write_sheet(d, sheet);
        if (err.code == OK)
                sheet->count = 0;
        else
                log_err(err, "writing down what was counted");
}

void writer_note_counts(struct writer *d)
{
        int64_t now = clock_steady_ms(), since_ms = now - d->counted_ms;
        bool quiet = now - d->worked_ms > QUIET_MS;
        if (!d->witness.counts) return;
        struct count_sheet *sheet = d->witness.counts(d->witness.context);
        if (since_ms > PATIENCE_MS || (quiet && since_ms > PERIOD_MS)) write_counts(d, sheet);
}

void writer_end_counts(struct writer *d)
{
        if (d->witness.counts) write_counts(d, d->witness.counts(d->witness.context));
}
