/* Pressing the site anew beside the other work: between two jobs a few articles, so that nobody waits for it. */
#include "writer/writer_inside.h"

#include "base/clock.h"
#include "base/log.h"

enum { ARTICLES_A_STEP = 8, TELL_PERIOD_MS = 5000 };

struct err anew_begin(struct writer *d)
{
        bool behind = false;
        if (d->anew.is_under_way || d->rebuild) return NO_ERR;
        TRY(publish_is_behind(d->plant.publisher, &behind));
        d->anew = (struct pressing_anew){0};
        if (!behind) return NO_ERR;
        d->anew_told_ms = clock_steady_ms();
        return publish_anew(d->plant.publisher, &d->anew, ARTICLES_A_STEP);
}

static void tell(struct writer *d)
{
        long long done = (long long)d->anew.done, total = (long long)d->anew.total;
        if (!d->anew.is_under_way && total == 0) return;
        if (!d->anew.is_under_way)
                log_event(LOG_INFO, "pressed anew: all %lld articles", done);
        else if (clock_steady_ms() - d->anew_told_ms >= TELL_PERIOD_MS)
                log_event(LOG_INFO, "pressed anew: %lld of %lld articles", done, total);
        else
                return;
        d->anew_told_ms = clock_steady_ms();
}

struct err anew_step(struct writer *d)
{
        if (!d->anew.is_under_way || d->rebuild) return NO_ERR;
        TRY(publish_anew(d->plant.publisher, &d->anew, ARTICLES_A_STEP));
        tell(d);
        return NO_ERR;
}

struct writer_progress writer_anew_progress(const struct writer *d)
{
        if (!d->anew.is_under_way) return (struct writer_progress){0};
        return (struct writer_progress){.done = d->anew.done, .total = d->anew.total};
}

struct err writer_catch_up(struct writer *d)
{
        TRY(writer_do_later(d));
        while (d->follows_up)
                TRY(follow_up_step(d));
        while (d->anew.is_under_way)
                TRY(anew_step(d));
        return NO_ERR;
}
