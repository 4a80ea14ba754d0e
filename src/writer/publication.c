#include "writer/publication.h"

#include "base/clock.h"
#include "fragment/fragment.h"
#include "writer/writer_inside.h"

enum { PAGE_MAX_BYTES = 8 * 1024 * 1024 };

const char *const publication_step_names[PUBLICATION_STEPS] = {
        "store", "load", "press", "list", "furnish", "write", "ring", "read back",
};

/* What readers are to get at a path. */
struct expected {
        bool is_gone;
        struct buf main; /* the article's own main part, plain; owned */
};

static void expected_clear(struct expected *e)
{
        buf_clear(&e->main);
}

static struct err read_expected(struct writer *w, const struct archive_path *entry, struct expected *ret)
{
        struct archive_page page;
        struct fragment fragment;
        ret->is_gone = entry->kind == PATH_GONE;
        if (ret->is_gone) return NO_ERR;
        TRY(archive_load_page(w->archive, entry->page, &page));
        TRY(fragment_read(page.main, &fragment));
        return fragment_inflate(&fragment, &ret->main);
}

/* Whether readers get what was pressed: it stands in the page, or the page is gone. */
static bool reads_as_published(struct writer *w, struct slice path, const struct expected *expected)
{
        CLEANUP(buf_clear) struct buf body = BUF_INIT(PAGE_MAX_BYTES);
        unsigned status = 0;
        if (w->witness.fetch(w->witness.context, path, &status, &body).code != OK) return false;
        if (expected->is_gone) return status == 410;
        return status == 200 && slice_find(buf_slice(&body), buf_slice(&expected->main)) != NULL;
}

/* Clears the way, waits, reads the page back. A story that readers never had has no address to read. */
static void show(struct writer *w, struct slice path, struct publication *p)
{
        CLEANUP(expected_clear) struct expected expected = {.main = BUF_INIT(FRAGMENT_PLAIN_MAX_BYTES + 1)};
        const struct witness *witness = &w->witness;
        struct archive_path entry;
        if (!witness->fetch || archive_find_path(w->archive, path, &entry).code != OK) return;
        p->was_asked = true;
        int64_t start = clock_steady_ns();
        if (witness->approach) witness->approach(witness->context);
        bool is_there = read_expected(w, &entry, &expected).code == OK;
        bool is_shown = !witness->shows || witness->shows(witness->context, p->change);
        int64_t rung = clock_steady_ns();
        p->is_seen = is_there && is_shown && reads_as_published(w, path, &expected);
        p->step_ns[STEP_RING] = rung - start;
        p->step_ns[STEP_READ_BACK] = clock_steady_ns() - rung;
}

/* The archive comes to the disk while readers take over what it says. */
static struct err settle(struct writer *w, struct publication *p)
{
        int64_t start = clock_steady_ns();
        if (w->witness.tell) w->witness.tell(w->witness.context, p->change);
        struct err err = publish_settle(w->plant.publisher);
        p->step_ns[STEP_PUBLISH + PUBLISH_WRITE] += clock_steady_ns() - start;
        return err;
}

struct err writer_commit(struct writer *w)
{
        publish_prepare(w->plant.publisher, WRITER_CHANGES_AT_ONCE);
        struct err err = store_commit(w->store);
        if (err.code) publish_forget(w->plant.publisher);
        return err;
}

struct err writer_bring_out(struct writer *w, int64_t started_ns, int64_t article, struct arena *a,
                            struct publication *ret)
{
        struct slice path;
        struct publish_report report = {0};
        *ret = (struct publication){0};
        ret->step_ns[STEP_STORE] = clock_steady_ns() - started_ns;
        TRY(writer_publish_ahead(w, &report));
        for (int i = 0; i < PUBLISH_STEPS; i++)
                ret->step_ns[STEP_PUBLISH + i] = report.step_ns[i];
        ret->step_ns[STEP_STORE] -= report.prepared_ns;
        ret->change = report.change;
        TRY(settle(w, ret));

        TRY(store_address(w->store, article, a, &path));
        ret->address = arena_format(a, "%.*s%.*s", SLICE_ARGS(w->plant.newsroom.url), SLICE_ARGS(path));
        show(w, path, ret);
        ret->total_ns = clock_steady_ns() - started_ns;
        return NO_ERR;
}
