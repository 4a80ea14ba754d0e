/* What feeds and sitemaps say of articles and listings, in no format of theirs (feed/record.h). */
#include "feed/record.h"
#include "news/coverage.h"
#include "press/presser_inside.h"

#include <stdio.h>

enum { LINE_MAX_BYTES = 8192 };

/* "code path" of the article in each edition that has it, as search engines want it: none when it is alone. */
static void add_alternates(struct presser *p, const struct article_view *view, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf line = BUF_INIT(LINE_MAX_BYTES);
        if (view->siblings.count == 0) return;
        for (size_t e = 0; e < p->newsroom->edition_count; e++) {
                const struct edition *edition = &p->newsroom->editions[e];
                struct slice path = edition->id == view->article->edition ? view->path : SLICE("");
                for (size_t s = 0; s < view->siblings.count; s++)
                        if (view->siblings.at[s].edition == edition->id) path = view->siblings.at[s].path;
                if (path.len == 0) continue;
                buf_truncate(&line);
                buf_add_format(&line, "%.*s %.*s", SLICE_ARGS(edition->code), SLICE_ARGS(path));
                record_add(ret, 'h', buf_slice(&line));
        }
}

static void add_picture(const struct imprint *i, const struct article *article, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf line = BUF_INIT(LINE_MAX_BYTES);
        json_auto_t *image = article->picture_count ? values_shared_image(i, &article->pictures[0]) : json_false();
        if (!json_is_object(image)) return;
        buf_add_format(&line, "%.*s image/jpeg %d %d %.*s", SLICE_ARGS(json_to_slice(json_object_get(image, "url"))),
                       (int)json_integer_value(json_object_get(image, "width")),
                       (int)json_integer_value(json_object_get(image, "height")), SLICE_ARGS(article->pictures[0].alt));
        record_add(ret, 'i', buf_slice(&line));
        record_add(ret, 'r', article->pictures[0].credit);
}

/* What a shelf's own page calls it, where it has one. */
static struct slice name_of(const struct shelf *shelves, size_t at, struct slice name)
{
        return shelves && shelves[at].is_set ? shelves[at].name : name;
}

static void add_names(const struct imprint *i, const struct article_view *view, struct buf *ret)
{
        const struct article *article = view->article;
        for (size_t a = 0; a < article->author_count; a++)
                record_add(ret, 'a', name_of(view->authors, a, article->authors[a].name));
        if (article->author_count == 0) record_add(ret, 'a', article->byline.len ? article->byline : i->edition->name);
        json_auto_t *section = values_section(i, article->section);
        if (json_is_object(section)) record_add(ret, 'c', json_to_slice(json_object_get(section, "name")));
        for (size_t t = 0; t < article->topic_count; t++)
                record_add(ret, 'c', name_of(view->topics, t, article->topics[t].name));
}

/* It stays the same for ever, wherever the article moves. What is no URI of itself becomes one (RFC 4287, 4.2.6). */
static void add_id(const struct article_view *view, struct buf *ret)
{
        struct slice uri = view->article->uri;
        CLEANUP(buf_clear) struct buf id = BUF_INIT(LINE_MAX_BYTES);
        bool is_uri = memchr(uri.at, ':', uri.len) && !memchr(uri.at, ' ', uri.len);
        if (!is_uri) buf_add_format(&id, "urn:article:%lld", (long long)view->id);
        record_add(ret, 'g', is_uri ? uri : buf_slice(&id));
}

struct err press_article_record(struct presser *p, const struct article_view *view, struct buf *ret)
{
        const struct article *article = view->article;
        const struct imprint *i = presser_imprint(p, article->edition);
        char published[24];
        buf_truncate(ret);
        record_add(ret, 'u', view->path);
        add_id(view, ret);
        record_add(ret, 't', article->headline);
        record_add(ret, 'l', article->lead);
        record_add(ret, 'p',
                   (struct slice){published, (size_t)snprintf(published, sizeof published, "%lld",
                                                              (long long)article->published_ms)});
        add_names(i, view, ret);
        add_picture(i, article, ret);
        add_alternates(p, view, ret);
        return BUF_OK(ret, "write what feeds say of an article");
}

struct err press_coverage_record(const struct article *article, struct buf *ret)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        buf_truncate(ret);
        if (!article->coverage_from_ms) return NO_ERR;
        const struct body as_it_came = coverage_of(&article->body, COVERAGE_AS_IT_CAME, &arena).entries;
        for (unsigned page = 1; page <= coverage_page_count(as_it_came.count); page++) {
                const struct body entries = coverage_page(&as_it_came, page, &arena);
                record_add(ret, 'o', coverage_page_path(SLICE(""), page, &arena));
                for (size_t i = 0; i < entries.count; i++)
                        record_add(ret, 'e', entries.blocks[i].id);
        }
        return BUF_OK(ret, "write where entries stand");
}

struct err press_listing_record(struct presser *p, unsigned edition, struct slice title, struct slice description,
                                struct buf *ret)
{
        const struct imprint *i = presser_imprint(p, edition);
        CLEANUP(buf_clear) struct buf line = BUF_INIT(LINE_MAX_BYTES);
        const struct language_value words[] = {{"title", title}, {"name", i->edition->name}};
        buf_truncate(ret);
        record_add(ret, 's', i->site_url);
        buf_add_format(&line, "%.*s | %.*s", SLICE_ARGS(title), SLICE_ARGS(i->edition->name));
        record_add(ret, 't', title.len ? buf_slice(&line) : i->edition->name);
        buf_truncate(&line);
        language_write_text(i->language, "listing_description", words, 2, &line);
        record_add(ret, 'd', description.len ? description : buf_slice(&line));
        record_add(ret, 'k', i->edition->code);
        record_add(ret, 'n', i->edition->name);
        record_add(ret, 'w', p->newsroom->settings.hub);
        return BUF_OK(ret, "write what feeds say of a listing");
}

struct err press_pages_record(struct presser *p, const struct slice *paths, size_t count, struct buf *ret)
{
        TRY(press_listing_record(p, p->newsroom->editions[0].id, SLICE(""), SLICE(""), ret));
        for (size_t i = 0; i < count; i++)
                record_add(ret, 'u', paths[i]);
        return BUF_OK(ret, "write what the sitemap of pages has");
}
