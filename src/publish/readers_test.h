/* For the tests of this room: what readers get of the newsroom at work. */
#pragma once
#include "archive/furniture.h"
#include "publish/setting_test.h"

static inline void add_inflated(struct setting *s, struct slice stored)
{
        struct fragment fragment;
        must_work(fragment_read(stored, &fragment));
        must_work(fragment_inflate(&fragment, &s->text));
}

static inline enum path_kind kind_of(struct setting *s, const char *path)
{
        struct archive_path found = {0};
        struct err err = archive_find_path(s->archive, slice_of(path), &found);
        if (err.code == ERR_NOT_FOUND) return (enum path_kind)0;
        must_work(err);
        return found.kind;
}

static inline struct archive_page load_page(struct setting *s, const char *path)
{
        struct archive_path found = {0};
        struct archive_page page = {0};
        must_work(archive_find_path(s->archive, slice_of(path), &found));
        assert_int_equal(found.kind, PATH_PAGE);
        must_work(archive_load_page(s->archive, found.page, &page));
        return page;
}

/* The page's own text, without furniture. */
static inline const char *read_page(struct setting *s, const char *path)
{
        struct archive_page page = load_page(s, path);
        bool is_listing = page.kind == ARCHIVE_LISTING;
        buf_truncate(&s->text);
        add_inflated(s, page.head);
        add_inflated(s, page.languages);
        add_inflated(s, page.main);
        add_inflated(s, page.more);
        if (is_listing) must_work(archive_load_items(s->archive, page.id, &s->text));
        return buf_text(&s->text);
}

static inline struct err add_rail(void *context, const struct archive_furniture *furniture)
{
        struct setting *s = context;
        if (furniture->kind == FURNITURE_RAIL) add_inflated(s, furniture->stored);
        return NO_ERR;
}

/* The rails of all editions. */
static inline const char *read_rails(struct setting *s)
{
        buf_truncate(&s->text);
        must_work(archive_each_furniture(s->archive, add_rail, s));
        return buf_text(&s->text);
}

static inline bool says(const char *text, const char *part)
{
        return strstr(text, part) != NULL;
}
