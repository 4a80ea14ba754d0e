/* What a publication leaves, and does not let its editor wait for: pages that no reader of the news looks at first. The
 * archive keeps it, so that it is done after a crash too. What is left is told by one number: 2 * article, or that + 1
 * for its rest; the edition's, negated, for its newest. */
#include "publish/later.h"

#include "archive/later.h"

static int64_t number_of(enum left what, int64_t of)
{
        must(of > 0 && of <= INT64_MAX / 2 - 1);
        if (what == LEFT_NEWEST) return -of;
        return 2 * of + (what == LEFT_REST);
}

struct err leave_for_later(struct run *r, enum left what, int64_t of)
{
        r->report.later++;
        return archive_put_later(r->publisher->archive, number_of(what, of));
}

static struct err take(void *context, int64_t number)
{
        struct run *r = context;
        r->does_later = true;
        if (number > 0) works_add(r, number / 2, number % 2 ? WORK_REST : WORK_MORE);
        if (number < 0 && -number <= EDITION_MAX) r->edition_touched[-number] = true;
        return NO_ERR;
}

struct err load_later(struct run *r)
{
        if (r->is_ahead) return NO_ERR;
        TRY(archive_each_later(r->publisher->archive, take, r));
        return works_load(r);
}

struct err note_later(struct run *r)
{
        for (size_t i = 0; i < r->led_from.count; i++)
                TRY(leave_for_later(r, LEFT_MORE, r->led_from.at[i]));
        return r->does_later ? archive_forget_later(r->publisher->archive) : NO_ERR;
}
