/* The site's structure, when it has changed in the store: sections, menus, editions, names of shelves. What all pages
 * share follows at once; what it means for articles (store/structure.h) is done between the jobs, a few dozen a time,
 * so that nobody waits for it, and goes on after a crash. */
#include "writer/writer_inside.h"

#include "base/clock.h"
#include "base/log.h"
#include "store/structure.h"

enum { ARTICLES_A_STEP = 40 };

struct err writer_publish_and_tell(struct writer *d)
{
        struct publish_report report;
        TRY(writer_publish_all(d, &report));
        if (d->witness.shows) d->witness.shows(d->witness.context, report.change);
        return NO_ERR;
}

struct err writer_refurnish(struct writer *d)
{
        TRY(store_reload(d->store));
        TRY(writer_open_plant(d));
        TRY(writer_publish_and_tell(d));
        if (d->rebuild) d->rebuild_again = true; /* it goes by the structure of before */
        d->follows_up = true;
        struct err err = rebuild_for_prefixes(d);
        if (err.code != OK) log_err(err, "moving an edition's pages"); /* tried again when idle */
        return anew_begin(d);
}

struct err writer_show_names(struct writer *d)
{
        d->follows_up = true;
        return writer_publish_and_tell(d);
}

static struct err do_part(struct writer *d)
{
        TRY(store_begin(d->store));
        struct err err = store_go_on(d->store, ARTICLES_A_STEP, clock_wall_ms(), &d->follows_up);
        if (err.code == OK) return store_commit(d->store);
        store_rollback(d->store);
        return err;
}

struct err follow_up_step(struct writer *d)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct follow_ups pending;
        if (!d->follows_up) return NO_ERR;
        d->follows_up = false; /* after an error it is tried again when idle */
        TRY(store_follow_ups(d->store, &arena, &pending));
        if (pending.count == 0) return NO_ERR;
        TRY(do_part(d));
        TRY(writer_publish_and_tell(d));
        if (!d->follows_up) log_event(LOG_INFO, "the articles have what was changed of the site's structure");
        return NO_ERR;
}
