/* What the reader counts comes to the store when there is nothing else to do, and seldom, for each time waits for the
 * disk. What it told and was not written down yet is lost in a crash: some seconds of counts. */
#include "base/clock.h"
#include "base/log.h"
#include "writer/writer_inside.h"

enum { PERIOD_MS = 3000, QUIET_MS = 1000, PATIENCE_MS = 30000 };

bool writer_sheet_is_due(const struct writer *d, int64_t written_ms)
{
        int64_t now = clock_steady_ms(), since_ms = now - written_ms;
        bool quiet = now - d->worked_ms > QUIET_MS;
        return since_ms > PATIENCE_MS || (quiet && since_ms > PERIOD_MS);
}

void writer_tell_lost(uint64_t *lost, const char *what)
{
        if (*lost) log_event(LOG_WARNING, "%llu %s were not counted", (unsigned long long)*lost, what);
        *lost = 0;
}

static struct err write_sheet(struct writer *d, sheet_lines_fn *write_lines, const void *sheet)
{
        TRY(store_begin(d->store));
        struct err err = write_lines(d, sheet);
        if (err.code == OK) return store_commit(d->store);
        store_rollback(d->store);
        return err;
}

bool writer_write_sheet(struct writer *d, sheet_lines_fn *write_lines, const void *sheet)
{
        struct err err = write_sheet(d, write_lines, sheet);
        if (err.code != OK) log_err(err, "writing down what readers did");
        return err.code == OK;
}
