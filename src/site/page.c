#include "site/page.h"

#include <stdlib.h>

static struct err read_parts(const struct page_source *source, struct fragment parts[PAGE_PARTS], struct buf *plain)
{
        for (int i = 0; i < PAGE_PARTS; i++) {
                TRY(fragment_read(source->stored[i], &parts[i]));
                if (source->key.encoding == ENCODING_IDENTITY) TRY(fragment_inflate(&parts[i], plain));
        }
        return NO_ERR;
}

static struct slice put(char **at, struct slice bytes)
{
        if (bytes.len) memcpy(*at, bytes.at, bytes.len);
        struct slice copy = {*at, bytes.len};
        *at += bytes.len;
        return copy;
}

/* The runs, or with ENCODING_IDENTITY their plain texts, which stand one after another in `plain`. */
static void put_parts(struct page *page, char **at, struct slice plain)
{
        for (int i = 0; i < PAGE_PARTS; i++) {
                struct fragment *part = &page->parts[i];
                if (page->key.encoding == ENCODING_IDENTITY) {
                        part->run = put(at, (struct slice){plain.at, part->plain_len});
                        plain = slice_skip(plain, part->plain_len);
                } else {
                        part->run = put(at, part->run);
                }
        }
}

static size_t bytes_of(const struct page_source *source, const struct fragment parts[PAGE_PARTS], size_t plain_len)
{
        size_t size = source->path.len + source->location.len + source->content_type.len + source->last_modified.len;
        if (source->key.encoding == ENCODING_IDENTITY) return size + plain_len;
        for (int i = 0; i < PAGE_PARTS; i++)
                size += parts[i].run.len;
        return size;
}

static struct err make(const struct page_source *source, struct buf *plain, struct page **ret)
{
        struct fragment parts[PAGE_PARTS];
        TRY(read_parts(source, parts, plain));
        size_t size = sizeof **ret + bytes_of(source, parts, plain->len);
        struct page *page = malloc(size);
        if (!page) return ERR(ERR_FULL, "keep a page in memory");

        *page = (struct page){.key = source->key,
                              .bare = source->bare,
                              .alone = source->alone,
                              .article = source->article,
                              .front = source->front,
                              .search = source->search,
                              .found_nothing = source->found_nothing,
                              .gone = source->gone,
                              .lack = source->lack,
                              .edition = source->edition,
                              .modified_ms = source->modified_ms,
                              .until_ms = source->until_ms,
                              .size_bytes = size};
        memcpy(page->parts, parts, sizeof parts);
        char *at = page->bytes;
        page->path = put(&at, source->path);
        page->location = put(&at, source->location);
        page->content_type = put(&at, source->content_type);
        page->last_modified = put(&at, source->last_modified);
        put_parts(page, &at, buf_slice(plain));
        *ret = page;
        return NO_ERR;
}

struct err page_new(const struct page_source *source, struct page **ret)
{
        CLEANUP(buf_clear) struct buf plain = BUF_INIT(PAGE_PARTS * (size_t)FRAGMENT_PLAIN_MAX_BYTES + 1);
        return make(source, &plain, ret);
}

void page_free(void *page)
{
        free(page);
}
