/* Pages: one row each, with all the fragments that are the page's own. */
#include "archive/archive_inside.h"
#include "fragment/fragment.h"

/* ---- the columns that page and status_page share ---- */

void page_read_parts(const struct query *q, int column, struct archive_page *ret)
{
        ret->head = query_slice(q, column);
        ret->languages = query_slice(q, column + 1);
        ret->main = query_slice(q, column + 2);
        ret->more = query_slice(q, column + 3);
        ret->open = query_slice(q, column + 4);
        ret->close = query_slice(q, column + 5);
}

void page_bind_parts(struct query *q, const struct archive_page *page)
{
        query_bind_bytes(q, page->head);
        query_bind_bytes(q, page->languages);
        query_bind_bytes(q, page->main);
        query_bind_bytes(q, page->more);
        query_bind_text(q, page->open);
        query_bind_text(q, page->close);
}

struct err page_check_parts(const struct archive_page *page)
{
        struct fragment fragment;
        TRY(fragment_read(page->head, &fragment));
        TRY(fragment_read(page->languages, &fragment));
        TRY(fragment_read(page->main, &fragment));
        return fragment_read(page->more, &fragment);
}

/* ---- reading ---- */

struct err page_find(struct archive *a, int64_t id, struct slice *ret_path, enum archive_page_kind *ret_kind,
                     bool *ret_found)
{
        arena_clear(&a->loaded);
        CLEANUP(query_end) struct query q = query_start(a->database, PAGE_FIND);
        query_bind_int(&q, id);
        TRY(query_step(&q, ret_found));
        if (!*ret_found) return NO_ERR;
        *ret_path = query_copy(&q, 0, &a->loaded);
        *ret_kind = (enum archive_page_kind)query_int(&q, 1);
        return NO_ERR;
}

static void keep(struct archive *a, struct slice *s)
{
        *s = arena_copy(&a->loaded, *s);
}

/* The statement's row ends with this function, the slices live on in the archive's arena. */
static struct err read_page(struct archive *a, int64_t id, struct archive_page *ret)
{
        CLEANUP(query_end) struct query q = query_start(a->database, PAGE_GET);
        query_bind_int(&q, id);
        TRY(query_row(&q));
        *ret = (struct archive_page){.id = id,
                                     .path = query_slice(&q, 0),
                                     .kind = (enum archive_page_kind)query_int(&q, 1),
                                     .edition = (unsigned)query_int(&q, 2),
                                     .modified_ms = query_int(&q, 3),
                                     .item_max = (unsigned)query_int(&q, 4),
                                     .content_type = query_slice(&q, 5)};
        page_read_parts(&q, 6, ret);
        ret->about = query_slice(&q, 12);
        ret->shows = query_slice(&q, 13);
        struct slice *const slices[] = {&ret->path, &ret->content_type, &ret->head,  &ret->languages, &ret->main,
                                        &ret->more, &ret->open,         &ret->close, &ret->about,     &ret->shows};
        for (size_t i = 0; i < sizeof slices / sizeof slices[0]; i++)
                keep(a, slices[i]);
        return NO_ERR;
}

struct err archive_load_page(struct archive *a, int64_t id, struct archive_page *ret)
{
        archive_check(a);
        arena_clear(&a->loaded);
        TRY(read_page(a, id, ret));
        return ret->kind == ARCHIVE_LISTING ? listing_modified_ms(a, ret, &ret->modified_ms) : NO_ERR;
}

/* ---- writing ---- */

/* An article may come back under another path; the id of any other page is made of its path. */
static struct err check_id(struct archive *a, const struct archive_page *page)
{
        struct slice path;
        enum archive_page_kind kind;
        bool found;
        TRY(page_find(a, page->id, &path, &kind, &found));
        bool ours = !found || (kind == page->kind && (kind == ARCHIVE_ARTICLE || slice_eq(path, page->path)));
        return ours ? NO_ERR : ERR(ERR_CONFLICT, "put two pages under one id");
}

/* An article's text stands in the feeds of its listings, too. */
static struct err note_page(struct archive *a, const struct archive_page *page)
{
        TRY(change_log_note_page(a, page->id));
        return page->kind == ARCHIVE_ARTICLE ? change_log_note_listings(a, page->id) : NO_ERR;
}

struct err page_put(struct archive *a, const struct archive_page *page)
{
        TRY(page_check_parts(page));
        TRY(check_id(a, page));
        CLEANUP(query_end) struct query q = query_start(a->database, PAGE_PUT);
        query_bind_int(&q, page->id);
        query_bind_text(&q, page->path);
        query_bind_int(&q, page->kind);
        query_bind_int(&q, page->edition);
        query_bind_int(&q, page->kind == ARCHIVE_LISTING ? 0 : page->modified_ms);
        query_bind_int(&q, page->item_max);
        query_bind_text(&q, page->content_type);
        page_bind_parts(&q, page);
        query_bind_text(&q, page->about);
        query_bind_text(&q, page->shows);
        TRY(query_run(&q));
        return database_changed_rows(a->database) ? note_page(a, page) : NO_ERR;
}

struct err archive_put_page(struct archive *a, const struct archive_page *page)
{
        archive_check_writing(a);
        must(page->kind != ARCHIVE_LISTING || page->main.len == 0);
        TRY(path_put_page(a, page));
        return page_put(a, page);
}

static void bind_if_given(struct query *q, struct slice part, void (*bind)(struct query *q, struct slice part))
{
        if (part.at)
                bind(q, part);
        else
                query_bind_null(q);
}

static struct err patch(struct archive *a, int64_t id, const struct archive_page *parts)
{
        CLEANUP(query_end) struct query q = query_start(a->database, PAGE_PATCH);
        query_bind_int(&q, id);
        bind_if_given(&q, parts->head, query_bind_bytes);
        bind_if_given(&q, parts->languages, query_bind_bytes);
        bind_if_given(&q, parts->main, query_bind_bytes);
        bind_if_given(&q, parts->more, query_bind_bytes);
        bind_if_given(&q, parts->open, query_bind_text);
        bind_if_given(&q, parts->close, query_bind_text);
        bind_if_given(&q, parts->shows, query_bind_text);
        TRY(query_run(&q));
        return database_changed_rows(a->database) ? change_log_note_page(a, id) : NO_ERR;
}

struct err archive_patch_page(struct archive *a, int64_t id, const struct archive_page *parts)
{
        archive_check_writing(a);
        struct slice path;
        enum archive_page_kind kind;
        bool found;
        TRY(page_check_parts(parts));
        TRY(page_find(a, id, &path, &kind, &found));
        return found ? patch(a, id, parts) : ERR(ERR_NOT_FOUND, "find the page to patch");
}

/* ---- articles as ninjs ---- */

struct err archive_put_ninjs(struct archive *a, int64_t article, struct slice stored)
{
        archive_check_writing(a);
        struct fragment fragment;
        TRY(fragment_read(stored, &fragment));
        CLEANUP(query_end) struct query q = query_start(a->database, NINJS_PUT);
        query_bind_int(&q, article);
        query_bind_bytes(&q, stored);
        TRY(query_run(&q));
        return database_changed_rows(a->database) ? change_log_note_page(a, article) : NO_ERR;
}

struct err archive_load_ninjs(struct archive *a, int64_t article, struct slice *ret)
{
        archive_check(a);
        CLEANUP(query_end) struct query q = query_start(a->database, NINJS_GET);
        query_bind_int(&q, article);
        bool found;
        TRY(query_step(&q, &found));
        *ret = found ? query_copy(&q, 0, &a->loaded) : (struct slice){0};
        return NO_ERR;
}

static struct err drop_ninjs(struct archive *a, int64_t article)
{
        CLEANUP(query_end) struct query q = query_start(a->database, NINJS_DROP);
        query_bind_int(&q, article);
        return query_run(&q);
}

struct err page_drop(struct archive *a, int64_t id)
{
        TRY(item_drop(a, id));
        TRY(drop_ninjs(a, id));
        CLEANUP(query_end) struct query q = query_start(a->database, PAGE_DROP);
        query_bind_int(&q, id);
        TRY(query_run(&q));
        return database_changed_rows(a->database) ? change_log_note_page(a, id) : NO_ERR;
}
