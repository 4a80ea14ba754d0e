/* The text edition of an article, made when somebody first asks for it: the page's own fragments, inflated, become
 * plain text, which is kept as a page of one fragment. */
#include "reader/reader_inside.h"

#include "plain/plain.h"

const struct slice text_edition_name = {"index.txt", 9};

enum { TEXT_MAX_BYTES = FRAGMENT_PLAIN_MAX_BYTES, PATH_MAX_BYTES = 2048 };

static struct err inflate(struct slice stored, struct arena *arena, struct slice *ret)
{
        CLEANUP(buf_clear) struct buf html = BUF_INIT(FRAGMENT_PLAIN_MAX_BYTES + 1);
        struct fragment fragment;
        TRY(fragment_read(stored, &fragment));
        TRY(fragment_inflate(&fragment, &html));
        *ret = arena_copy(arena, buf_slice(&html));
        return NO_ERR;
}

static struct err make_text(const struct archive_page *page, struct buf *ret)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct plain_source source = {0};
        TRY(inflate(page->head, &arena, &source.head));
        TRY(inflate(page->main, &arena, &source.main));
        TRY(inflate(page->more, &arena, &source.more));
        return plain_from_page(&source, ret);
}

static struct err press_text(const struct archive_page *page, struct deflater *deflater, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(TEXT_MAX_BYTES);
        TRY(make_text(page, &text));
        return fragment_press(deflater, buf_slice(&text), ret);
}

struct err text_edition_load(struct archive *archive, struct deflater *deflater, struct page_key key, struct page **ret)
{
        CLEANUP(buf_clear) struct buf pressed = BUF_INIT(TEXT_MAX_BYTES + 65536), path = BUF_INIT(PATH_MAX_BYTES);
        struct archive_page page = {0};
        char date[HTTP_DATE_LEN];
        TRY(archive_load_page(archive, (int64_t)key.id, &page));
        if (page.kind != ARCHIVE_ARTICLE) return ERR(ERR_CONFLICT, "make a text edition of what is no article");
        TRY(press_text(&page, deflater, &pressed));
        buf_add(&path, page.path);
        buf_add(&path, text_edition_name);
        TRY(BUF_OK(&path, "make the path of a text edition"));
        http_write_date(date, page.modified_ms);
        struct page_source source = {
                .key = key,
                .path = buf_slice(&path),
                .content_type = SLICE("text/plain; charset=utf-8"),
                .bare = true,
                .edition = page.edition,
                .last_modified = {date, HTTP_DATE_LEN},
        };
        source.stored[PAGE_MAIN] = buf_slice(&pressed);
        return page_new(&source, ret);
}
