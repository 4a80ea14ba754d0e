/* Is the archive what the store says? Everything is pressed anew into an archive without a name, and the two are
 * compared row by row: a second set of rules about what ought to be where could only be wrong. */
#include "archive/later.h"
#include "publish/publish_inside.h"
#include "store/most_read.h"

#include <time.h>

enum { VERIFY_TRIES = 10, VERIFY_PAUSE_NS = 300000000 };

static void free_publisher(struct publisher **p)
{
        publisher_free(*p);
}

static struct err press_anew(struct publisher *p, struct archive *scratch)
{
        CLEANUP(free_publisher) struct publisher *anew = NULL;
        TRY(publisher_new(p->store, scratch, p->newsroom, p->presser, &anew));
        return publish_everything(anew, NULL, NULL);
}

/* What tells whether archive and store can be compared, and whether that went on beside a publication. */
struct moment {
        int64_t stored, published, listed;
        bool waits;  /* what a publication left for later */
        bool behind; /* not all is pressed with this theme and program */
};

static struct err see_later(void *context, int64_t article)
{
        bool *ret_any = context;
        (void)article;
        *ret_any = true;
        return NO_ERR;
}

static struct err moment_now(struct publisher *p, struct moment *ret)
{
        *ret = (struct moment){0};
        TRY(store_last_change(p->store, &ret->stored));
        TRY(store_most_read_ms(p->store, &ret->listed));
        TRY(archive_change(p->archive, &ret->published));
        TRY(archive_each_later(p->archive, see_later, &ret->waits));
        return publish_is_behind(p, &ret->behind);
}

static bool moment_eq(const struct moment *a, const struct moment *b)
{
        return a->stored == b->stored && a->published == b->published && a->listed == b->listed &&
               a->waits == b->waits && a->behind == b->behind;
}

static bool is_comparable(const struct moment *m)
{
        return m->stored == m->published && !m->waits && !m->behind;
}

static void tell_why_not(const struct moment *m, struct buf *ret)
{
        if (m->stored != m->published)
                buf_add_format(ret, "the archive holds the changes up to %lld, the store has %lld; %s mends it\n",
                               (long long)m->published, (long long)m->stored,
                               m->published < m->stored ? "`stoppress serve`, or publishing anything,"
                                                        : "a new archive");
        else if (m->waits)
                buf_add_text(ret, "what a publication left for later was not done; `stoppress serve`, or publishing "
                                  "anything, mends it\n");
        else
                buf_add_text(
                        ret,
                        "the archive was pressed with another theme or version of the program, and that was not "
                        "ended; `stoppress serve` goes on with it, and `--theme` says with which one to compare\n");
}

static struct err compare(struct publisher *p, struct buf *ret)
{
        CLEANUP(archive_closep) struct archive *scratch = NULL;
        TRY(archive_open_scratch(p->archive, &scratch));
        TRY(press_anew(p, scratch));
        return archive_compare(p->archive, scratch, ret);
}

/* Beside a site that is served: what a writer is about to do is no fault, so only what stays is told. */
struct err publish_verify(struct publisher *p, struct buf *ret)
{
        const size_t said = ret->len;
        struct moment before, after;
        for (unsigned tries = 0; tries < VERIFY_TRIES; tries++) {
                ret->len = said;
                TRY(moment_now(p, &before));
                if (is_comparable(&before)) {
                        TRY(compare(p, ret));
                } else {
                        tell_why_not(&before, ret);
                        nanosleep(&(struct timespec){.tv_nsec = VERIFY_PAUSE_NS}, NULL);
                }
                TRY(moment_now(p, &after));
                if (moment_eq(&before, &after)) return BUF_OK(ret, "list the archive's faults");
        }
        ret->len = said;
        buf_add_text(ret, "something was published each time that archive and store were compared; check again when "
                          "less is published\n");
        return BUF_OK(ret, "list the archive's faults");
}
