/* Searches that found nothing, from the reader to the store. */
#include "store/unfound.h"

#include "base/clock.h"
#include "writer/writer_inside.h"

static struct err write_lines(struct writer *d, const void *context)
{
        const struct unfound_sheet *sheet = context;
        int64_t day = clock_wall_ms() / UNFOUND_DAY_MS;
        for (size_t i = 0; i < sheet->count; i++) {
                const struct bell_unfound *line = &sheet->lines[i];
                const struct unfound unfound = {
                        .day = day, .edition = line->edition, .words = slice_of(line->words), .times = line->times};
                TRY(store_add_unfound(d->store, &unfound));
        }
        return store_fold_unfound(d->store, day);
}

static void write_unfound(struct writer *d, struct unfound_sheet *sheet)
{
        d->unfound_written_ms = clock_steady_ms();
        writer_tell_lost(&sheet->lost, "searches");
        if (sheet->count > 0 && writer_write_sheet(d, write_lines, sheet)) sheet->count = 0;
}

void writer_note_unfound(struct writer *d)
{
        if (d->witness.unfound && writer_sheet_is_due(d, d->unfound_written_ms))
                write_unfound(d, d->witness.unfound(d->witness.context));
}

void writer_write_unfound(struct writer *w)
{
        if (w->witness.unfound) write_unfound(w, w->witness.unfound(w->witness.context));
}
