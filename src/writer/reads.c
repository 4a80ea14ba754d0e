/* Reads of pages, from the reader to the store; once an hour what is there is kept within its bounds. */
#include "writer/writer_inside.h"

#include "base/clock.h"
#include "store/reads.h"

static struct err write_lines(struct writer *d, const void *context)
{
        const struct read_sheet *sheet = context;
        int64_t hour = sheet->begun_ms / READS_HOUR_MS;
        for (size_t i = 0; i < sheet->count; i++)
                if (sheet->lines[i].unwritten)
                        TRY(store_add_reads(d->store, hour, sheet->lines[i].page, sheet->lines[i].unwritten));
        return hour == d->folded_hour ? NO_ERR : store_fold_reads(d->store, hour);
}

static void write_reads(struct writer *d, struct read_sheet *sheet)
{
        d->reads_written_ms = clock_steady_ms();
        writer_tell_lost(&sheet->lost, "reads");
        if (!sheet->begun_ms || !writer_write_sheet(d, write_lines, sheet)) return;
        d->folded_hour = sheet->begun_ms / READS_HOUR_MS;
        sheet->begun_ms = 0;
        for (size_t i = 0; i < sheet->count; i++)
                sheet->lines[i].unwritten = 0;
}

void writer_note_reads(struct writer *d)
{
        if (d->witness.reads && writer_sheet_is_due(d, d->reads_written_ms))
                write_reads(d, d->witness.reads(d->witness.context));
}

void writer_end_reads(struct writer *d)
{
        if (d->witness.reads) write_reads(d, d->witness.reads(d->witness.context));
}

const struct read_sheet *writer_reads(struct writer *w)
{
        struct read_sheet *sheet = w->witness.reads ? w->witness.reads(w->witness.context) : NULL;
        if (sheet) write_reads(w, sheet);
        return sheet;
}
