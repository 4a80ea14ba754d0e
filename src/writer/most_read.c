/* What readers are shown as most read, counted anew every five minutes, beside publications: the hours that the store
 * keeps are gone through in small parts, one each time that there is nothing else to do. How long a part takes does not
 * depend on how many articles there are: an hour has a bounded number (store/reads.h). Only what came out in another
 * order is kept and pressed. */
#include "writer/writer_inside.h"

#include "base/clock.h"
#include "base/log.h"
#include "store/most_read.h"
#include "store/read_sums.h"

#include <stdlib.h>

enum { PERIOD_MS = 5 * 60 * 1000, ROWS_A_PART = 8000, CANDIDATES = 3 * MOST_READ_MAX };

struct most_read_count {
        struct read_sums sums;
        int64_t next_hour; /* that is not summed yet */
        size_t rows;       /* of this part */
};

void most_read_count_free(struct most_read_count *c)
{
        if (!c) return;
        read_sums_clear(&c->sums);
        free(c);
}

static struct err begin(struct writer *d)
{
        struct most_read_count *c = calloc(1, sizeof *c);
        if (!c) return ERR(ERR_FULL, "allocate a count of reads");
        read_sums_init(&c->sums, clock_wall_ms());
        c->next_hour = c->sums.hour - read_span_hours[READ_WEEK];
        d->most_read = c;
        return NO_ERR;
}

static void add_row(void *context, const struct hour_reads *row)
{
        struct most_read_count *c = context;
        read_sums_add(&c->sums, row);
        c->rows++;
}

static struct err count_part(struct writer *d)
{
        struct most_read_count *c = d->most_read;
        for (c->rows = 0; c->rows < ROWS_A_PART && c->next_hour <= c->sums.hour; c->next_hour++)
                TRY(store_each_reads_between(d->store, c->next_hour, c->next_hour + 1, add_row, c));
        read_sums_merge(&c->sums);
        return NO_ERR;
}

/* Who was withdrawn since it was read, or is another edition's now, is passed over. */
static struct err choose(struct writer *d, struct most_read *list)
{
        const struct read_sum *most[CANDIDATES];
        const struct most_wanted wanted = {
                .edition = list->edition, .measure = (int)list->span, .least = MOST_READ_READS, .limit = CANDIDATES};
        size_t count = read_sums_most(&d->most_read->sums, &wanted, most);
        for (size_t i = 0; i < count && list->count < MOST_READ_MAX; i++) {
                bool is_live = false;
                TRY(store_is_live_in(d->store, most[i]->article, list->edition, &is_live));
                if (is_live) list->articles[list->count++] = most[i]->article;
        }
        if (list->count < MOST_READ_LEAST) list->count = 0;
        return NO_ERR;
}

static struct err keep(struct writer *d, const struct most_read *lists, size_t count, bool *ret_changed)
{
        for (size_t i = 0; i < count; i++) {
                bool changed = false;
                TRY(store_keep_most_read(d->store, &lists[i], clock_wall_ms(), &changed));
                *ret_changed = *ret_changed || changed;
        }
        return NO_ERR;
}

static struct err keep_all(struct writer *d, const struct most_read *lists, size_t count, bool *ret_changed)
{
        TRY(store_begin(d->store));
        struct err err = keep(d, lists, count, ret_changed);
        if (err.code != OK || !*ret_changed) {
                store_rollback(d->store);
                return err;
        }
        return store_commit(d->store);
}

static struct err finish(struct writer *d)
{
        const struct newsroom *newsroom = &d->plant.newsroom;
        struct most_read lists[EDITION_MAX * READ_SPANS];
        size_t count = 0;
        bool changed = false;
        for (size_t e = 0; e < newsroom->edition_count; e++)
                for (enum read_span span = 0; span < READ_SPANS; span++) {
                        struct most_read *list = &lists[count++];
                        *list = (struct most_read){.edition = newsroom->editions[e].id, .span = span};
                        TRY(choose(d, list));
                }
        TRY(keep_all(d, lists, count, &changed));
        d->most_read_waits = d->most_read_waits || changed;
        if (d->most_read_waits) TRY(publish_most_read(d->plant.publisher));
        d->most_read_waits = false;
        return NO_ERR;
}

static struct err go_on(struct writer *d)
{
        TRY(count_part(d));
        if (d->most_read->next_hour <= d->most_read->sums.hour) return NO_ERR;
        TRY(finish(d));
        most_read_count_free(d->most_read);
        d->most_read = NULL;
        return NO_ERR;
}

/* At once after a start: lists are as old as the stop before it was long. While an archive is made anew they stay as
 * they are, for it has those of when it was begun. */
void writer_note_most_read(struct writer *d)
{
        int64_t now = clock_steady_ms();
        bool is_due = !d->most_read_ms || now - d->most_read_ms >= PERIOD_MS;
        if (!d->witness.reads || d->rebuild || (!d->most_read && !is_due)) return;
        struct err err = NO_ERR;
        if (!d->most_read) d->most_read_ms = now;
        if (!d->most_read) err = begin(d);
        if (err.code == OK) err = go_on(d);
        if (err.code == OK) return;
        log_err(err, "finding what is read most");
        most_read_count_free(d->most_read);
        d->most_read = NULL;
}
