/* Views and clicks, from the reader to the store. */
#include "writer/writer_inside.h"

#include "base/clock.h"
#include "store/counts.h"

/* The reader, which strangers talk to, must not fill the store with keys: only creatives of now, and of before. */
static struct err write_line(struct writer *d, const struct bell_count *line)
{
        struct slice creative = slice_of(line->creative);
        bool known = settings_creative(&d->plant.newsroom.settings, creative) != NULL;
        if (!known) TRY(store_has_counts(d->store, creative, &known));
        if (!known) return NO_ERR;
        return store_add_counts(d->store, creative, line->day, (int64_t)line->views, (int64_t)line->clicks);
}

static struct err write_lines(struct writer *d, const void *context)
{
        const struct count_sheet *sheet = context;
        for (size_t i = 0; i < sheet->count; i++)
                TRY(write_line(d, &sheet->lines[i]));
        return NO_ERR;
}

static void write_counts(struct writer *d, struct count_sheet *sheet)
{
        d->counted_ms = clock_steady_ms();
        writer_tell_lost(&sheet->lost, "views and clicks");
        if (sheet->count > 0 && writer_write_sheet(d, write_lines, sheet)) sheet->count = 0;
}

void writer_note_counts(struct writer *d)
{
        if (d->witness.counts && writer_sheet_is_due(d, d->counted_ms))
                write_counts(d, d->witness.counts(d->witness.context));
}

void writer_end_counts(struct writer *d)
{
        if (d->witness.counts) write_counts(d, d->witness.counts(d->witness.context));
}
