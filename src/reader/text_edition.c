/* Other editions of an article than its page. As ninjs it was pressed with the page, and is kept beside it; the text
 * edition is made when somebody first asks for it: the page's own fragments, inflated, become
 * plain text, which is kept as a page of one fragment. */
#include "reader/editions.h"
#include "reader/reader_inside.h"

#include "plain/plain.h"

const struct slice text_edition_name = {"index.txt", 9};

const struct slice ninjs_edition_name = {"index.ninjs.json", 16};

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

/* Where it stands below the article's address, and what it is. */
struct edition_form {
        struct slice name, content_type;
};

static struct err make_page(const struct archive_page *article, struct page_key key, const struct edition_form *form,
                            struct slice stored, struct page **ret)
{
        CLEANUP(buf_clear) struct buf path = BUF_INIT(PATH_MAX_BYTES);
        char date[HTTP_DATE_LEN];
        buf_add(&path, article->path);
        buf_add(&path, form->name);
        TRY(BUF_OK(&path, "make the path of an article's other edition"));
        http_write_date(date, article->modified_ms);
        struct page_source source = {
                .key = key,
                .path = buf_slice(&path),
                .content_type = form->content_type,
                .bare = true,
                .gone = article->kind == ARCHIVE_STATUS,
                .edition = article->edition,
                .last_modified = {date, HTTP_DATE_LEN},
        };
        source.stored[PAGE_MAIN] = stored;
        return page_new(&source, ret);
}

static struct err load_article(struct archive *archive, struct page_key key, struct archive_page *ret)
{
        TRY(archive_load_page(archive, (int64_t)key.id, ret));
        return ret->kind == ARCHIVE_ARTICLE ? NO_ERR : ERR(ERR_CONFLICT, "make an edition of what is no article");
}

/* What is gone has one, too: it says why. */
static struct err load_for_text(struct archive *archive, struct page_key key, struct archive_page *ret)
{
        TRY(archive_load_page(archive, (int64_t)key.id, ret));
        bool has_text = ret->kind == ARCHIVE_ARTICLE || ret->kind == ARCHIVE_STATUS;
        return has_text ? NO_ERR : ERR(ERR_CONFLICT, "make a text edition of what has none");
}

struct err text_edition_load(struct archive *archive, struct deflater *deflater, struct page_key key, struct page **ret)
{
        CLEANUP(buf_clear) struct buf pressed = BUF_INIT(TEXT_MAX_BYTES + 65536);
        struct archive_page page = {0};
        TRY(load_for_text(archive, key, &page));
        TRY(press_text(&page, deflater, &pressed));
        const struct edition_form form = {text_edition_name, SLICE(TEXT_EDITION_TYPE)};
        return make_page(&page, key, &form, buf_slice(&pressed), ret);
}

struct err ninjs_edition_load(struct archive *archive, struct page_key key, struct page **ret)
{
        struct archive_page page = {0};
        struct slice stored = {0};
        TRY(load_article(archive, key, &page));
        TRY(archive_load_ninjs(archive, page.id, &stored));
        if (stored.len == 0) return ERR(ERR_BUSY, "load an article that is not written as ninjs yet");
        const struct edition_form form = {ninjs_edition_name, SLICE("application/json")};
        return make_page(&page, key, &form, stored, ret);
}
