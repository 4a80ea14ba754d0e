#include "reader/entry_address.h"

#include "archive/archive.h"
#include "feed/record.h"

#include <stdio.h>

enum { ID_MAX_BYTES = 16 };

static bool is_id(struct slice text)
{
        if (text.len == 0 || text.len > ID_MAX_BYTES) return false;
        for (size_t i = 0; i < text.len; i++)
                if (!(text.at[i] >= 'a' && text.at[i] <= 'z') && !(text.at[i] >= '0' && text.at[i] <= '9'))
                        return false;
        return true;
}

/* "e-a1b2/" to "a1b2"; `name` is longer. */
static struct slice id_of(struct slice name)
{
        return (struct slice){name.at + 2, name.len - 3};
}

struct slice entry_name_of(struct slice path)
{
        size_t above = path.len ? path.len - 1 : 0;
        while (above && path.at[above - 1] != '/')
                above--;
        struct slice name = slice_skip(path, above);
        bool is_one = name.len > 3 && slice_starts_with(name, SLICE("e-")) && slice_ends_with(name, SLICE("/"));
        return is_one && is_id(id_of(name)) ? name : SLICE("");
}

/* The page, below its article, on which the entry stands; empty when it is nowhere. */
static struct slice page_of(struct slice entries, struct slice id)
{
        struct slice page = SLICE("");
        struct record_line line;
        while (record_take(&entries, &line)) {
                if (line.field == 'o') page = line.value;
                if (line.field == 'e' && slice_eq(line.value, id)) return page;
        }
        return SLICE("");
}

struct slice entry_location(const struct page *entries, struct slice name, char *scratch, size_t size_bytes)
{
        struct slice id = id_of(name), page = page_of(entries->location, id);
        if (page.len == 0) return entries->path;
        int len = snprintf(scratch, size_bytes, "%.*s%.*s#e-%.*s", SLICE_ARGS(entries->path), SLICE_ARGS(page),
                           SLICE_ARGS(id));
        return len > 0 && (size_t)len < size_bytes ? (struct slice){scratch, (size_t)len} : SLICE("");
}

struct err entries_load(struct archive *archive, struct page_key key, struct page **ret)
{
        struct archive_page article = {0};
        TRY(archive_load_page(archive, (int64_t)key.id, &article));
        if (article.kind != ARCHIVE_ARTICLE) return ERR(ERR_CONFLICT, "say where entries of no article stand");
        const struct page_source source = {
                .key = key, .path = article.path, .location = article.about, .article = true};
        return page_new(&source, ret);
}
