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

static int64_t add_time(int64_t *step_ns, int64_t since_ns)
{
        int64_t now_ns = clock_steady_ns();
        *step_ns += now_ns - since_ns;
        return now_ns;
}

/* The archive comes to the disk while readers are told, take over what it says, and make the page that is read back.
 * A story that readers never had has no address to read. */
static struct err show(struct writer *w, struct slice path, struct publication *p)
{
        CLEANUP(expected_clear) struct expected expected = {.main = BUF_INIT(FRAGMENT_PLAIN_MAX_BYTES + 1)};
        const struct witness *witness = &w->witness;
        struct archive_path entry;
        int64_t *step_ns = p->step_ns, at_ns = clock_steady_ns();
        if (witness->tell) witness->tell(witness->context, p->change);
        p->was_asked = witness->fetch && archive_find_path(w->archive, path, &entry).code == OK;
        bool is_there = p->was_asked && read_expected(w, &entry, &expected).code == OK;
        bool is_shown = is_there && (!witness->shows || witness->shows(witness->context, p->change));
        at_ns = add_time(&step_ns[STEP_RING], at_ns);
        if (is_shown && witness->ask) witness->ask(witness->context, path);
        TRY(publish_settle(w->plant.publisher));
        at_ns = add_time(&step_ns[STEP_PUBLISH + PUBLISH_WRITE], at_ns);
        p->is_seen = is_shown && reads_as_published(w, path, &expected);
        add_time(&step_ns[STEP_READ_BACK], at_ns);
        return NO_ERR;
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

        TRY(store_address(w->store, article, a, &path));
        ret->address = arena_format(a, "%.*s%.*s", SLICE_ARGS(w->plant.newsroom.url), SLICE_ARGS(path));
        TRY(show(w, path, ret));
        ret->total_ns = clock_steady_ns() - started_ns;
        return NO_ERR;
}
