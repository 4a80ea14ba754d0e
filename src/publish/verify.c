/* Is the archive what the store says? Everything is pressed anew into an archive without a name, and the two are
 * compared row by row: a second set of rules about what ought to be where could only be wrong. */
#include "archive/later.h"
#include "publish/publish_inside.h"
#include "store/most_read.h"

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

static struct err changes_of(struct publisher *p, int64_t *ret_store, int64_t *ret_archive)
{
        TRY(store_last_change(p->store, ret_store));
        return archive_change(p->archive, ret_archive);
}

static struct err see_later(void *context, int64_t article)
{
        bool *ret_any = context;
        (void)article;
        *ret_any = true;
        return NO_ERR;
}

struct err publish_verify(struct publisher *p, struct buf *ret)
{
        CLEANUP(archive_closep) struct archive *scratch = NULL;
        int64_t stored, published, stored_later, published_later, listed, listed_later;
        TRY(changes_of(p, &stored, &published));
        TRY(store_most_read_ms(p->store, &listed));
        if (stored != published) {
                buf_add_format(ret, "the archive holds the changes up to %lld, the store has %lld; %s mends it\n",
                               (long long)published, (long long)stored,
                               published < stored ? "`stoppress serve`, or publishing anything," : "a new archive");
                return BUF_OK(ret, "list the archive's faults");
        }
        bool behind = false;
        TRY(archive_each_later(p->archive, see_later, &behind));
        if (behind) {
                buf_add_text(ret, "what a publication left for later was not done; `stoppress serve`, or publishing "
                                  "anything, mends it\n");
                return BUF_OK(ret, "list the archive's faults");
        }
        TRY(publish_is_behind(p, &behind));
        if (behind) {
                buf_add_text(
                        ret,
                        "the archive was pressed with another theme or version of the program, and that was not "
                        "ended; `stoppress serve` goes on with it, and `--theme` says with which one to compare\n");
                return BUF_OK(ret, "list the archive's faults");
        }
        size_t said = ret->len;
        TRY(archive_open_scratch(p->archive, &scratch));
        TRY(press_anew(p, scratch));
        TRY(archive_compare(p->archive, scratch, ret));
        TRY(changes_of(p, &stored_later, &published_later));
        TRY(store_most_read_ms(p->store, &listed_later));
        if (stored_later == stored && published_later == published && listed_later == listed) return NO_ERR;
        ret->len = said;
        buf_add_text(ret,
                     "something was published meanwhile, so archive and store could not be compared; check again\n");
        return BUF_OK(ret, "list the archive's faults");
}
