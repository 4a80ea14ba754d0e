/* Searches that found nothing, from the reader to the store: when there is nothing else to do, and seldom. What the
 * reader told and was not written down yet is lost in a crash. */
#include "store/unfound.h"

#include "base/clock.h"
#include "base/log.h"
#include "writer/writer_inside.h"

enum { PERIOD_MS = 3000, QUIET_MS = 1000, PATIENCE_MS = 30000 };

static struct err write_lines(struct writer *d, const struct unfound_sheet *sheet)
{
        int64_t day = clock_wall_ms() / UNFOUND_DAY_MS;
        for (size_t i = 0; i < sheet->count; i++) {
                const struct bell_unfound *line = &sheet->lines[i];
                const struct unfound unfound = {
                        .day = day, .edition = line->edition, .words = slice_of(line->words), .times = line->times};
                TRY(store_add_unfound(d->store, &unfound));
        }
        return store_fold_unfound(d->store, day);
}

static struct err write_sheet(struct writer *d, const struct unfound_sheet *sheet)
{
        TRY(store_begin(d->store));
        struct err err = write_lines(d, sheet);
        if (err.code == OK) return store_commit(d->store);
        store_rollback(d->store);
        return err;
}

static void write_unfound(struct writer *d, struct unfound_sheet *sheet)
{
        d->unfound_written_ms = clock_steady_ms();
        if (sheet->lost) log_event(LOG_WARNING, "%llu searches were not counted", (unsigned long long)sheet->lost);
        sheet->lost = 0;
        if (sheet->count == 0) return;
        struct err err = write_sheet(d, sheet);
        if (err.code == OK)
                sheet->count = 0;
        else
                log_err(err, "writing down what was not found");
}

void writer_note_unfound(struct writer *d)
{
        int64_t now = clock_steady_ms(), since_ms = now - d->unfound_written_ms;
        bool quiet = now - d->worked_ms > QUIET_MS;
        if (!d->witness.unfound) return;
        if (since_ms > PATIENCE_MS || (quiet && since_ms > PERIOD_MS))
                write_unfound(d, d->witness.unfound(d->witness.context));
}

void writer_write_unfound(struct writer *w)
{
        if (w->witness.unfound) write_unfound(w, w->witness.unfound(w->witness.context));
}
