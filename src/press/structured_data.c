/* A page as https://schema.org has it, in JSON-LD: an article (NewsArticle; LiveBlogPosting for live coverage), where a
 * page stands (BreadcrumbList), a person of whom something is said (Person), and on the front the newsroom
 * (NewsMediaOrganization). It stands in the head as a data block, which nothing runs; but a parser of HTML would end it
 * at "</script", so no "<" may stand in it. */
#include "news/coverage.h"
#include "news/text.h"
#include "press/surroundings.h"

#include <stdlib.h>

/* More than what all corrections come to, every character of them escaped. */
enum { DATA_MAX_BYTES = 4 << 20 };

static json_t *of_type(const char *type)
{
        json_t *values = json_object();
        json_put(values, "@type", json_string(type));
        return values;
}

static json_t *named(const char *type, struct slice name)
{
        json_t *values = of_type(type);
        json_put(values, "name", json_from_slice(name));
        return values;
}

static json_t *publisher(const struct imprint *i)
{
        json_t *values = named("NewsMediaOrganization", i->edition->name), *logo = of_type("ImageObject");
        json_put(values, "url", json_from_slice(i->site_url));
        json_put(logo, "url", values_full_url(i, SLICE(SHARED_ICON)));
        json_put(values, "logo", logo);
        return values;
}

/* ---- an article ---- */

/* A byline is a person's name, unless it is the house's own in any of its editions. */
static json_t *signed_by(const struct presser *p, const struct imprint *i, struct slice byline)
{
        bool is_ours = byline.len == 0 || text_is_same(byline, i->name);
        for (size_t e = 0; e < p->newsroom->edition_count; e++)
                is_ours |= text_is_same(byline, p->newsroom->editions[e].name);
        return is_ours ? publisher(i) : named("Person", byline);
}

static json_t *authors(const struct presser *p, const struct imprint *i, const struct article_view *view)
{
        const struct article *article = view->article;
        json_t *list = json_array();
        for (size_t a = 0; a < article->author_count; a++) {
                json_t *author = named("Person", article->authors[a].name);
                json_auto_t *shelf = view->authors ? values_shelf(i, &view->authors[a]) : json_object();
                struct slice path = json_to_slice(json_object_get(shelf, "path"));
                if (path.len) json_put(author, "url", values_full_url(i, path));
                json_append(list, author);
        }
        if (json_array_size(list) == 0) json_append(list, signed_by(p, i, article->byline));
        return list;
}

static json_t *corrections(const struct imprint *i, const struct article *article)
{
        json_t *list = json_array();
        for (size_t c = 0; c < article->correction_count; c++) {
                json_t *values = of_type("CorrectionComment");
                json_put(values, "text", json_from_slice(article->corrections[c].text));
                json_put(values, "datePublished", values_date(i, article->corrections[c].time_ms, DATE_ISO));
                json_append(list, values);
        }
        return list;
}

/* Entries of live coverage that are on the page; what is struck is said no more. */
static json_t *updates(const struct imprint *i, const struct article *article, struct slice url)
{
        enum { TEXT_MAX_BYTES = BODY_JSON_MAX_BYTES };
        CLEANUP(arena_clear) struct arena arena = {0};
        CLEANUP(buf_clear) struct buf text = BUF_INIT(TEXT_MAX_BYTES);
        struct body entries = coverage_of(&article->body, COVERAGE_NEWEST_FIRST, &arena).entries;
        size_t shown = coverage_shown(&entries);
        json_t *list = json_array();
        for (size_t e = 0; e < shown; e++) {
                const struct block *entry = &entries.blocks[e];
                if (entry->struck_ms) continue;
                json_t *values = of_type("BlogPosting");
                json_append(list, values);
                coverage_write_headline(entry, &text);
                if (text.len) json_put(values, "headline", json_from_slice(buf_slice(&text)));
                coverage_write_text(entry, &text);
                json_put(values, "articleBody", json_from_slice(buf_slice(&text)));
                json_put(values, "url", json_from_slice(coverage_link(url, entry, &arena)));
                json_put(values, "datePublished", values_date(i, entry->time_ms, DATE_ISO));
                if (entry->corrected_ms)
                        json_put(values, "dateModified", values_date(i, entry->corrected_ms, DATE_ISO));
        }
        return list;
}

static void put_coverage(const struct imprint *i, const struct article *article, json_t *values)
{
        struct slice url = json_to_slice(json_object_get(values, "url"));
        json_put(values, "@type", json_string("LiveBlogPosting"));
        json_put(values, "coverageStartTime", values_date(i, article->coverage_from_ms, DATE_ISO));
        if (article->coverage_until_ms)
                json_put(values, "coverageEndTime", values_date(i, article->coverage_until_ms, DATE_ISO));
        json_put(values, "liveBlogUpdate", updates(i, article, url));
}

/* What the article cites: whose work it is, and where that is read. */
static json_t *sources(const struct article *article)
{
        json_t *list = json_array();
        for (size_t s = 0; s < article->source_count; s++) {
                json_t *values = named("CreativeWork", article->sources[s].name);
                if (article->sources[s].url.len) json_put(values, "url", json_from_slice(article->sources[s].url));
                json_append(list, values);
        }
        return list;
}

static json_t *translations(struct presser *p, const struct siblings *siblings)
{
        json_t *list = json_array();
        for (size_t s = 0; s < siblings->count; s++) {
                const struct imprint *other = presser_imprint(p, siblings->at[s].edition);
                json_t *values = of_type("NewsArticle");
                json_put(values, "url", values_full_url(other, siblings->at[s].path));
                json_put(values, "inLanguage", json_from_slice(other->edition->code));
                json_append(list, values);
        }
        return list;
}

static void put_list(json_t *values, const char *name, json_t *list)
{
        if (json_array_size(list))
                json_put(values, name, list);
        else
                json_decref(list);
}

static json_t *news_article(struct presser *p, const struct surroundings *s, struct slice description)
{
        const struct imprint *i = s->imprint;
        const struct article *article = s->article->article;
        json_t *values = of_type("NewsArticle");
        json_put(values, "headline", json_from_slice(article->headline));
        if (description.len) json_put(values, "description", json_from_slice(description));
        json_put(values, "url", values_full_url(i, s->path));
        json_put(values, "inLanguage", json_from_slice(i->edition->code));
        json_put(values, "datePublished", values_date(i, article->published_ms, DATE_ISO));
        json_put(values, "dateModified", values_date(i, article_modified_ms(article), DATE_ISO));
        json_put(values, "author", authors(p, i, s->article));
        json_put(values, "publisher", publisher(i));
        json_auto_t *image = article->picture_count ? values_shared_image(i, &article->pictures[0]) : json_false();
        if (json_is_object(image)) json_put(values, "image", json_incref(json_object_get(image, "url")));
        put_list(values, "correction", corrections(i, article));
        put_list(values, "isBasedOn", sources(article));
        put_list(values, "workTranslation", translations(p, s->siblings));
        if (article->coverage_from_ms) put_coverage(i, article, values);
        return values;
}

/* ---- a person ---- */

/* Of whom nothing is said there is nothing to tell but the name, which the trail has. */
static bool is_of_person(const struct surroundings *s)
{
        return s->shelf && s->shelf->kind == SHELF_PERSON && s->shelf->description.len;
}

static json_t *person(const struct surroundings *s)
{
        json_t *values = named("Person", s->shelf->name);
        json_put(values, "description", json_from_slice(s->shelf->description));
        json_put(values, "url", values_full_url(s->imprint, s->path));
        return values;
}

/* ---- where a page stands, and whose it is ---- */

static void add_step(const struct imprint *i, json_t *steps, struct slice name, struct slice path)
{
        json_t *step = named("ListItem", name);
        json_put(step, "position", json_integer((json_int_t)json_array_size(steps) + 1));
        if (path.len) {
                json_t *page = json_object();
                json_put(page, "@id", values_full_url(i, path));
                json_put(step, "item", page);
        }
        json_append(steps, step);
}

/* From the front to the page, which as the last step has no address. */
static json_t *trail(const struct surroundings *s)
{
        const struct imprint *i = s->imprint;
        json_t *values = of_type("BreadcrumbList"), *steps = json_array();
        add_step(i, steps, i->edition->name, i->front);
        if (s->above_path.len) add_step(i, steps, s->above, s->above_path);
        add_step(i, steps, s->title, SLICE(""));
        json_put(values, "itemListElement", steps);
        return values;
}

static json_t *newsroom(struct presser *p, const struct imprint *i)
{
        const struct follow_list *follow = &p->newsroom->settings.follow[i->edition->id - 1];
        json_t *values = publisher(i), *places = json_array();
        for (size_t at = 0; at < follow->count; at++)
                json_append(places, json_from_slice(follow->at[at].url));
        put_list(values, "sameAs", places);
        return values;
}

static json_t *without_tags(const json_t *values)
{
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

json_t *structured_data(struct presser *p, const struct surroundings *s, struct slice description)
{
        if (s->path.len == 0) return json_false();
        json_auto_t *values = json_object();
        json_t *graph = json_array();
        json_put(values, "@context", json_string("https://schema.org"));
        if (s->article && s->whole_path.len == 0) json_append(graph, news_article(p, s, description));
        if (is_of_person(s)) json_append(graph, person(s));
        json_append(graph, s->title.len ? trail(s) : newsroom(p, s->imprint));
        json_put(values, "@graph", graph);
        return without_tags(values);
}
