#include "writer/publication.h"

#include "base/clock.h"
#include "fragment/fragment.h"
#include "writer/writer_inside.h"

enum { PAGE_MAX_BYTES = 8 * 1024 * 1024 };

const char *const publication_step_names[PUBLICATION_STEPS] = {
        "store", "load", "press", "list", "furnish", "write", "ring", "read back",
};

/* Whether readers get what was pressed: the article's own main part stands in the page, or the page is gone. */
static bool reads_as_published(struct writer *w, struct slice path, const struct archive_path *entry)
{
        CLEANUP(buf_clear) struct buf body = BUF_INIT(PAGE_MAX_BYTES);
        CLEANUP(buf_clear) struct buf main = BUF_INIT(FRAGMENT_PLAIN_MAX_BYTES + 1);
        unsigned status = 0;
        if (w->witness.fetch(w->witness.context, path, &status, &body).code != OK) return false;
        if (entry->kind == PATH_GONE) return status == 410;

        struct archive_page page;
        struct fragment fragment;
        if (archive_load_page(w->archive, entry->page, &page).code != OK) return false;
        if (fragment_read(page.main, &fragment).code != OK) return false;
        if (fragment_inflate(&fragment, &main).code != OK) return false;
        return status == 200 && slice_find(buf_slice(&body), buf_slice(&main)) != NULL;
}

/* Clears the way, rings, waits, reads the page back. A story that readers never had has no address to read. */
static void show(struct writer *w, struct slice path, struct publication *p)
{
        struct archive_path entry;
        if (!w->witness.fetch || archive_find_path(w->archive, path, &entry).code != OK) return;
        p->was_asked = true;
        int64_t start = clock_steady_ns();
        if (w->witness.approach) w->witness.approach(w->witness.context);
        bool is_shown = !w->witness.shows || w->witness.shows(w->witness.context, p->change);
        int64_t rung = clock_steady_ns();
        p->is_seen = is_shown && reads_as_published(w, path, &entry);
        p->step_ns[STEP_RING] = rung - start;
        p->step_ns[STEP_READ_BACK] = clock_steady_ns() - rung;
}

struct err writer_bring_out(struct writer *w, int64_t started_ns, int64_t article, struct arena *a,
                            struct publication *ret)
{
        struct slice path;
        struct publish_report report = {0};
        *ret = (struct publication){0};
        ret->step_ns[STEP_STORE] = clock_steady_ns() - started_ns;
        TRY(writer_publish_all(w, &report));
        for (int i = 0; i < PUBLISH_STEPS; i++)
                ret->step_ns[STEP_PUBLISH + i] = report.step_ns[i];
        ret->change = report.change;

        TRY(store_address(w->store, article, a, &path));
        ret->address = arena_format(a, "%.*s%.*s", SLICE_ARGS(w->plant.newsroom.url), SLICE_ARGS(path));
        show(w, path, ret);
        ret->total_ns = clock_steady_ns() - started_ns;
        return NO_ERR;
}
