/* Paths: what each published path leads to, found by a keyed hash of it. */
#include "archive/archive_inside.h"

/* A redirect's id is its hash without the last bits, for readers keep ids of 56 bits. Two redirects with one id would
 * need some hundred million of them. */
enum { REDIRECT_ID_SHIFT = 8 };

/* Ids of pages that are no articles have their highest bit of 56 set; the others come from the path's hash. */
enum { PAGE_ID_BITS = 55 };

int64_t archive_page_id(const struct archive *a, struct slice path)
{
        archive_check(a);
        uint64_t hash = archive_path_hash(a->path_key, path);
        return (int64_t)(UINT64_C(1) << PAGE_ID_BITS | hash >> (64 - PAGE_ID_BITS));
}

bool archive_id_is_of_path(int64_t id)
{
        return id >> PAGE_ID_BITS != 0;
}

/* ---- reading ---- */

struct err path_each_row(struct query *q, archive_path_fn *fn, void *context)
{
        bool row;
        for (;;) {
                TRY(query_step(q, &row));
                if (!row) return NO_ERR;
                struct archive_path path = {.hash = key_to_hash(query_int(q, 0)),
                                            .kind = (enum path_kind)query_int(q, 1),
                                            .edition = (unsigned)query_int(q, 2),
                                            .page = query_int(q, 3),
                                            .path = query_slice(q, 4)};
                TRY(fn(context, &path));
        }
}

struct err archive_each_path(struct archive *a, archive_path_fn *fn, void *context)
{
        archive_check(a);
        CLEANUP(query_end) struct query q = query_start(a->database, PATH_EACH);
        return path_each_row(&q, fn, context);
}

struct err archive_path_count(struct archive *a, int64_t *ret)
{
        archive_check(a);
        CLEANUP(query_end) struct query q = query_start(a->database, PATH_COUNT);
        TRY(query_row(&q));
        *ret = query_int(&q, 0);
        return NO_ERR;
}

/* ERR_CONFLICT when the hash is another path's. */
static struct err find(struct archive *a, struct slice path, struct archive_path *ret, bool *ret_found)
{
        uint64_t hash = archive_path_hash(a->path_key, path);
        CLEANUP(query_end) struct query q = query_start(a->database, PATH_GET);
        query_bind_int(&q, hash_to_key(hash));
        TRY(query_step(&q, ret_found));
        if (!*ret_found) return NO_ERR;
        if (!slice_eq(query_slice(&q, 0), path)) return ERR(ERR_CONFLICT, "tell two paths with one hash apart");
        *ret = (struct archive_path){.hash = hash,
                                     .kind = (enum path_kind)query_int(&q, 1),
                                     .edition = (unsigned)query_int(&q, 2),
                                     .page = query_int(&q, 3),
                                     .path = path};
        return NO_ERR;
}

struct err archive_find_path(struct archive *a, struct slice path, struct archive_path *ret)
{
        archive_check(a);
        bool found = false;
        struct err err = find(a, path, ret, &found);
        if (err.code && err.code != ERR_CONFLICT) return err;
        return found && !err.code ? NO_ERR : ERR(ERR_NOT_FOUND, "find a path");
}

struct err archive_load_location(struct archive *a, int64_t id, struct slice *ret_path, struct slice *ret_to)
{
        archive_check(a);
        arena_clear(&a->loaded);
        uint64_t first_hash = (uint64_t)id << REDIRECT_ID_SHIFT;
        uint64_t last_hash = first_hash | ((UINT64_C(1) << REDIRECT_ID_SHIFT) - 1);
        CLEANUP(query_end) struct query q = query_start(a->database, PATH_LOCATION);
        query_bind_int(&q, hash_to_key(first_hash));
        query_bind_int(&q, hash_to_key(last_hash));
        TRY(query_row(&q));
        *ret_path = query_copy(&q, 0, &a->loaded);
        *ret_to = query_copy(&q, 1, &a->loaded);
        return NO_ERR;
}

/* ---- writing ---- */

static struct err put(struct archive *a, const struct archive_path *path, const struct slice *location)
{
        CLEANUP(query_end) struct query q = query_start(a->database, PATH_PUT);
        query_bind_int(&q, hash_to_key(path->hash));
        query_bind_text(&q, path->path);
        query_bind_int(&q, path->kind);
        query_bind_int(&q, path->edition);
        query_bind_int(&q, path->page);
        if (location)
                query_bind_text(&q, *location);
        else
                query_bind_null(&q);
        TRY(query_run(&q));
        return database_changed_rows(a->database) ? change_log_note_path(a, path->hash) : NO_ERR;
}

/* Drops the page that `was` led to if it still stands there; an article may have got another path before. */
static struct err drop_page_at(struct archive *a, const struct archive_path *was)
{
        struct slice page_path;
        enum archive_page_kind kind;
        bool found;
        if (was->kind == PATH_MOVED || was->page == 0) return NO_ERR;
        TRY(page_find(a, was->page, &page_path, &kind, &found));
        return found && slice_eq(page_path, was->path) ? page_drop(a, was->page) : NO_ERR;
}

struct err path_put_page(struct archive *a, const struct archive_page *page)
{
        struct archive_path was, path = {.hash = archive_path_hash(a->path_key, page->path),
                                         .kind = PATH_PAGE,
                                         .edition = page->edition,
                                         .page = page->id,
                                         .path = page->path};
        bool found;
        TRY(find(a, page->path, &was, &found));
        if (found && was.kind == PATH_PAGE && was.page != page->id)
                return ERR(ERR_CONFLICT, "put two pages at one path");
        if (found && was.kind == PATH_GONE) TRY(drop_page_at(a, &was));
        return put(a, &path, NULL);
}

struct err path_put_picture(struct archive *a, struct slice path, int64_t id)
{
        archive_check_writing(a);
        struct archive_path was = {0};
        const struct archive_path picture = {
                .hash = archive_path_hash(a->path_key, path), .kind = PATH_PICTURE, .page = id, .path = path};
        bool found;
        TRY(find(a, path, &was, &found));
        if (found && was.kind == PATH_PAGE) return ERR(ERR_CONFLICT, "put a picture where a page is");
        return put(a, &picture, NULL);
}

static struct err lead_elsewhere(struct archive *a, const struct archive_path *path, const struct slice *location)
{
        archive_check_writing(a);
        struct archive_path was;
        bool found;
        TRY(find(a, path->path, &was, &found));
        if (found && !(was.kind == path->kind && was.page == path->page)) TRY(drop_page_at(a, &was));
        return put(a, path, location);
}

struct err archive_put_moved(struct archive *a, struct slice path, struct slice to)
{
        uint64_t hash = archive_path_hash(a->path_key, path);
        struct archive_path moved = {
                .hash = hash, .kind = PATH_MOVED, .page = (int64_t)(hash >> REDIRECT_ID_SHIFT), .path = path};
        return lead_elsewhere(a, &moved, &to);
}

struct err archive_put_gone(struct archive *a, struct slice path, unsigned edition, const struct archive_page *parts)
{
        struct archive_path gone = {
                .hash = archive_path_hash(a->path_key, path), .kind = PATH_GONE, .edition = edition, .path = path};
        if (parts) gone.page = archive_page_id(a, path);
        TRY(lead_elsewhere(a, &gone, NULL));
        if (!parts) return NO_ERR;
        struct archive_page page = *parts;
        page.path = path;
        page.kind = ARCHIVE_STATUS;
        page.edition = edition;
        page.id = gone.page;
        return page_put(a, &page);
}
