/* What was read most, as the store keeps it: the block behind an edition's front, which is furniture, and a page of its
 * own. Pressed when a list is another, when an article on one changes, and when everything shared is; so a publication
 * costs one look into an index for it. It follows from the store, never from counts: an archive made anew has the same.
 */
#include "press/most_read.h"

#include "archive/furniture.h"
#include "publish/publish_inside.h"
#include "store/most_read.h"

static struct siblings siblings_of(struct run *r, unsigned edition)
{
        const struct newsroom *n = r->publisher->newsroom;
        struct siblings siblings = {.at = arena_array(&r->arena, n->edition_count, sizeof *siblings.at)};
        for (size_t i = 0; i < n->edition_count; i++)
                if (n->editions[i].id != edition)
                        siblings.at[siblings.count++] = (struct sibling){
                                .edition = n->editions[i].id, .path = address_most_read(&r->arena, &n->editions[i])};
        return siblings;
}

static struct err put_block(struct run *r, const struct most_read_view *view)
{
        struct publisher *p = r->publisher;
        TRY(press_most_read_block(p->presser, view, &p->page.main));
        const struct archive_furniture row = {.until_ms = INT64_MAX, .stored = buf_slice(&p->page.main)};
        return archive_put_furniture(p->archive, view->edition, FURNITURE_MOST_READ, &row, row.stored.len ? 1 : 0);
}

static struct err put_page(struct run *r, const struct edition *edition, const struct most_read_view *view)
{
        struct publisher *p = r->publisher;
        struct slice path = address_most_read(&r->arena, edition);
        TRY(press_most_read_page(p->presser, view, &p->page));
        const struct archive_page page = {
                .path = path,
                .kind = ARCHIVE_OWN,
                .edition = edition->id,
                .id = archive_page_id(p->archive, path),
                .head = buf_slice(&p->page.head),
                .languages = buf_slice(&p->page.languages),
                .main = buf_slice(&p->page.main),
                .more = buf_slice(&p->page.more),
        };
        return archive_put_page(p->archive, &page);
}

struct err note_most_read(struct run *r, int64_t article)
{
        return store_most_read_in(r->publisher->store, article, r->most_read_touched);
}

struct err press_most_read_of(struct run *r, const struct edition *edition)
{
        struct most_read_view view = {.edition = edition->id, .siblings = siblings_of(r, edition->id)};
        for (enum read_span span = 0; span < READ_SPANS; span++)
                TRY(store_most_read(r->publisher->store, edition->id, span, &r->arena, &view.lists[span]));
        TRY(put_block(r, &view));
        return put_page(r, edition, &view);
}

/* ---- beside publications ---- */

static struct err press_all(struct run *r)
{
        struct publisher *p = r->publisher;
        for (size_t i = 0; i < p->newsroom->edition_count; i++)
                TRY(press_most_read_of(r, &p->newsroom->editions[i]));
        return archive_commit(p->archive, r->change);
}

struct err publish_most_read(struct publisher *p)
{
        CLEANUP(run_clear) struct run run;
        run_init(&run, p);
        TRY(archive_change(p->archive, &run.change));
        TRY(archive_begin(p->archive));
        struct err err = press_all(&run);
        if (err.code) archive_rollback(p->archive);
        return err;
}
