/* An article as https://schema.org/NewsArticle, or LiveBlogPosting, in JSON-LD. It stands in the page's head as a data
 * block, which nothing runs; but a parser of HTML would end it at "</script", so no "<" may stand in it. */
#include "news/coverage.h"
#include "press/presser_inside.h"

#include <stdlib.h>

/* More than what all corrections come to, every character of them escaped. */
enum { DATA_MAX_BYTES = 4 << 20 };

static json_t *somebody(const char *type, struct slice name)
{
        json_t *values = json_object();
        json_put(values, "@type", json_string(type));
        json_put(values, "name", json_from_slice(name));
        return values;
}

static json_t *publisher(const struct imprint *i)
{
        json_t *values = somebody("NewsMediaOrganization", i->edition->name);
        json_put(values, "url", json_from_slice(i->site_url));
        return values;
}

static json_t *authors(const struct imprint *i, const struct article *article)
{
        json_t *list = json_array();
        for (size_t a = 0; a < article->author_count; a++)
                json_append(list, somebody("Person", article->authors[a].name));
        if (article->author_count == 0 && article->byline.len) json_append(list, somebody("Person", article->byline));
        if (json_array_size(list) == 0) json_append(list, publisher(i));
        return list;
}

static json_t *corrections(const struct imprint *i, const struct article *article)
{
        json_t *list = json_array();
        for (size_t c = 0; c < article->correction_count; c++) {
                json_t *values = json_object();
                json_put(values, "@type", json_string("CorrectionComment"));
                json_put(values, "text", json_from_slice(article->corrections[c].text));
                json_put(values, "datePublished", values_date(i, article->corrections[c].time_ms, DATE_ISO));
                json_append(list, values);
        }
        return list;
}

/* Entries of live coverage, the newest that many; what is struck is said no more. */
static json_t *updates(const struct imprint *i, const struct article *article, struct slice url)
{
        enum { UPDATES_MAX = 30, TEXT_MAX_BYTES = BODY_JSON_MAX_BYTES };
        CLEANUP(arena_clear) struct arena arena = {0};
        CLEANUP(buf_clear) struct buf text = BUF_INIT(TEXT_MAX_BYTES);
        struct body entries = coverage_of(&article->body, false, &arena).entries;
        json_t *list = json_array();
        for (size_t e = 0; e < entries.count && json_array_size(list) < UPDATES_MAX; e++) {
                const struct block *entry = &entries.blocks[e];
                if (entry->struck_ms) continue;
                json_t *values = json_object();
                json_append(list, values);
                json_put(values, "@type", json_string("BlogPosting"));
                coverage_write_headline(entry, &text);
                if (text.len) json_put(values, "headline", json_from_slice(buf_slice(&text)));
                coverage_write_text(entry, &text);
                json_put(values, "articleBody", json_from_slice(buf_slice(&text)));
                json_put(values, "url",
                         json_from_slice(arena_format(&arena, "%.*s#%.*s", SLICE_ARGS(url),
                                                      SLICE_ARGS(coverage_anchor(entry, &arena)))));
                json_put(values, "datePublished", values_date(i, entry->time_ms, DATE_ISO));
                if (entry->corrected_ms)
                        json_put(values, "dateModified", values_date(i, entry->corrected_ms, DATE_ISO));
        }
        return list;
}

static void put_coverage(const struct imprint *i, const struct article *article, struct slice url, json_t *values)
{
        json_put(values, "@type", json_string("LiveBlogPosting"));
        json_put(values, "coverageStartTime", values_date(i, article->coverage_from_ms, DATE_ISO));
        if (article->coverage_until_ms)
                json_put(values, "coverageEndTime", values_date(i, article->coverage_until_ms, DATE_ISO));
        json_put(values, "liveBlogUpdate", updates(i, article, url));
}

static json_t *article_values(const struct imprint *i, const struct article *article, struct slice url)
{
        json_t *values = json_object();
        json_put(values, "@context", json_string("https://schema.org"));
        json_put(values, "@type", json_string("NewsArticle"));
        json_put(values, "headline", json_from_slice(article->headline));
        if (article->lead.len) json_put(values, "description", json_from_slice(article->lead));
        json_put(values, "url", json_from_slice(url));
        json_put(values, "inLanguage", json_from_slice(i->edition->code));
        json_put(values, "datePublished", values_date(i, article->published_ms, DATE_ISO));
        json_put(values, "dateModified", values_date(i, article_modified_ms(article), DATE_ISO));
        json_put(values, "author", authors(i, article));
        json_put(values, "publisher", publisher(i));
        json_auto_t *image = article->picture_count ? values_shared_image(i, &article->pictures[0]) : json_false();
        if (json_is_object(image)) json_put(values, "image", json_incref(json_object_get(image, "url")));
        if (article->correction_count) json_put(values, "correction", corrections(i, article));
        if (article->coverage_from_ms) put_coverage(i, article, url, values);
        return values;
}

json_t *structured_article(const struct imprint *i, const struct article *article, struct slice url)
{
        json_auto_t *values = article_values(i, article, url);
        char *json = json_dumps(values, JSON_COMPACT);
        must(json != NULL);
        CLEANUP(buf_clear) struct buf safe = BUF_INIT(DATA_MAX_BYTES);
        for (struct slice rest = slice_of(json); rest.len;) {
                bool has_mark = memchr(rest.at, '<', rest.len) != NULL;
                buf_add(&safe, slice_cut(&rest, '<'));
                if (has_mark) buf_add_text(&safe, "\\u003c");
        }
        free(json);
        must(!safe.full);
        return json_from_slice(buf_slice(&safe));
}
