#include "news/coverage.h"
#include "press/blocks.h"
#include "press/surroundings.h"

enum { BODY_MAX_BYTES = 10 * BODY_JSON_MAX_BYTES };

/* ---- main ---- */

/* How the article itself calls its shelf, unless the desk named it, and the shelf's page. */
static json_t *named_so(const struct imprint *i, struct shelf shelf, struct slice name)
{
        if (!shelf.is_set) shelf.name = name;
        return values_shelf(i, &shelf);
}

static json_t *authors(const struct imprint *i, const struct article_view *view)
{
        const struct article *article = view->article;
        json_t *list = json_array();
        for (size_t a = 0; a < article->author_count; a++) {
                struct shelf shelf = view->authors ? view->authors[a] : (struct shelf){0};
                json_t *author = named_so(i, shelf, article->authors[a].name);
                json_put(author, "comma", json_boolean(a + 1 < article->author_count));
                json_append(list, author);
        }
        return list;
}

static json_t *topics(const struct imprint *i, const struct article_view *view)
{
        json_t *list = json_array();
        for (size_t t = 0; t < view->article->topic_count; t++) {
                struct shelf shelf = view->topics ? view->topics[t] : (struct shelf){0};
                json_append(list, named_so(i, shelf, view->article->topics[t].name));
        }
        return list;
}

/* People, organisations and places are no topics, though they stand among them. */
static json_t *topics_title(const struct imprint *i, const struct article *article)
{
        bool has_names = false;
        for (size_t t = 0; t < article->topic_count; t++)
                has_names |= article->topics[t].kind != TOPIC_SUBJECT;
        return json_from_slice(language_text(i->language, has_names ? "topics_and_names" : "topics"));
}

/* Who stands behind a text without authors: an agency, or the newsroom itself. */
static json_t *byline(const struct imprint *i, const struct article *article)
{
        return values_wording(i, article->byline.len ? article->byline : i->edition->name);
}

/* When it was corrected last; 0: it was not. */
static int64_t corrected_ms(const struct article *article)
{
        int64_t last_ms = 0;
        for (size_t c = 0; c < article->correction_count; c++)
                if (article->corrections[c].time_ms > last_ms) last_ms = article->corrections[c].time_ms;
        return last_ms;
}

/* Of an update and a correction in one minute, as readers are told the time, the correction says all. */
static json_t *updated(const struct imprint *i, const struct article *article)
{
        enum { MINUTE_MS = 60 * 1000 };
        bool is_updated = article->updated_ms > article->published_ms;
        bool is_corrected = article->updated_ms / MINUTE_MS == corrected_ms(article) / MINUTE_MS;
        return is_updated && !is_corrected ? values_said(i, "updated_at", article->updated_ms) : json_false();
}

static json_t *corrected(const struct imprint *i, const struct article *article)
{
        int64_t last_ms = corrected_ms(article);
        return last_ms ? values_said(i, "corrected_at", last_ms) : json_false();
}

/* Agencies often send the first paragraph as the lead too; readers want to read it once. A lead that ends within a word
 * of the body is another text: "No" does not open "Nobody was hurt". */
static bool body_opens_with(const struct body *body, struct slice lead)
{
        if (body->count == 0) return false;
        const struct rich_text *text = &body->blocks[0].text;
        for (size_t i = 0; i < text->count; i++) {
                struct slice span = text->spans[i].text;
                if (span.len == 0) continue;
                if (slice_starts_with(span, lead) && span.len > lead.len)
                        return language_is_word_end(slice_skip(span, lead.len));
                if (!slice_starts_with(lead, span)) return false;
                lead = slice_skip(lead, span.len);
        }
        return lead.len == 0;
}

static struct err put_body(struct presser *p, const struct imprint *i, const struct body *body, json_t *values)
{
        CLEANUP(buf_clear) struct buf html = BUF_INIT(BODY_MAX_BYTES);
        TRY(blocks_write(p, i, body, &html));
        TRY(BUF_OK(&html, "draw a body"));
        json_put(values, "body", json_from_slice(buf_slice(&html)));
        return NO_ERR;
}

/* ---- live coverage ---- */

/* What is pressed of it: from the newest on, or one of the pages from the first on. */
struct coverage_part {
        unsigned page;       /* 0: from the newest on */
        struct body entries; /* which it has */
        struct body as_it_came;
};

static struct coverage_part part_of(const struct coverage *newest, const struct coverage *as_it_came, unsigned page,
                                    struct arena *a)
{
        struct coverage_part part = {.page = page, .as_it_came = as_it_came->entries};
        part.entries = page ? coverage_page(&as_it_came->entries, page, a)
                            : (struct body){newest->entries.blocks, coverage_shown(&newest->entries)};
        return part;
}

static json_t *page_link(const struct imprint *i, const struct coverage_part *part, unsigned page, struct slice path)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct body as_it_came = part->as_it_came, entries = coverage_page(&as_it_came, page, &arena);
        int64_t from_ms = INT64_MAX, until_ms = INT64_MIN;
        for (size_t e = 0; e < entries.count; e++) {
                if (entries.blocks[e].time_ms < from_ms) from_ms = entries.blocks[e].time_ms;
                if (entries.blocks[e].time_ms > until_ms) until_ms = entries.blocks[e].time_ms;
        }
        json_t *link = json_object(), *from = values_moment(i, from_ms), *until = values_moment(i, until_ms);
        json_put(link, "same_day",
                 json_boolean(json_equal(json_object_get(from, "date"), json_object_get(until, "date"))));
        json_put(link, "from", from);
        json_put(link, "until", until);
        json_put(link, "path", json_from_slice(coverage_page_path(path, page, &arena)));
        json_put(link, "current", json_boolean(page == part->page));
        return link;
}

/* The last page that has entries which the newest are not among; 0: there is none. */
static unsigned last_earlier_page(const struct coverage_part *part, const struct body *newest_first)
{
        unsigned last = 0;
        for (size_t e = part->entries.count; e < newest_first->count; e++) {
                unsigned page = coverage_page_of(&part->as_it_came, &newest_first->blocks[e]);
                if (page > last) last = page;
        }
        return last;
}

/* From the newest on, the pages of those before, the last ones first; each page from the first on leads to all. */
static json_t *pages(const struct imprint *i, const struct coverage_part *part, const struct body *newest_first,
                     struct slice path)
{
        enum { EARLIER_PAGES_MAX = 12 }; /* for the page stays light however many there are */
        json_t *list = json_array();
        unsigned count = coverage_page_count(part->as_it_came.count);
        unsigned last = part->page ? 0 : last_earlier_page(part, newest_first);
        for (unsigned page = last; page > 0 && json_array_size(list) < EARLIER_PAGES_MAX; page--)
                json_append(list, page_link(i, part, page, path));
        for (unsigned page = 1; part->page && count > 1 && page <= count; page++)
                json_append(list, page_link(i, part, page, path));
        return list;
}

static struct err put_entries(struct presser *p, const struct article_view *view, const struct coverage_part *part,
                              json_t *coverage)
{
        CLEANUP(buf_clear) struct buf html = BUF_INIT(BODY_MAX_BYTES);
        TRY(entries_write(p, view->path, presser_imprint(p, view->article->edition), &part->entries, &html));
        TRY(BUF_OK(&html, "draw entries"));
        json_put(coverage, "entries", json_from_slice(buf_slice(&html)));
        return NO_ERR;
}

/* Entries in the order that is asked for, and the address of the other one. */
static struct err put_coverage(struct presser *p, const struct article_view *view, unsigned page, json_t *values)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        const struct article *article = view->article;
        const struct imprint *i = presser_imprint(p, article->edition);
        struct coverage newest = coverage_of(&article->body, COVERAGE_NEWEST_FIRST, &arena);
        struct coverage as_it_came = coverage_of(&article->body, COVERAGE_AS_IT_CAME, &arena);
        struct coverage_part part = part_of(&newest, &as_it_came, page, &arena);
        TRY(put_body(p, i, &newest.text, values));
        json_t *coverage = json_object();
        json_put(values, "coverage", coverage);
        json_put(coverage, "ordered", json_boolean(newest.entries.count > 1));
        values_put_list(coverage, "has_pages", "pages", pages(i, &part, &newest.entries, view->path));
        TRY(put_entries(p, view, &part, coverage));
        json_put(coverage, "oldest_first", json_boolean(page != 0));
        json_put(coverage, "newest", json_from_slice(view->path));
        json_put(coverage, "oldest", json_from_slice(coverage_page_path(view->path, 1, &arena)));
        json_put(coverage, "running", json_boolean(coverage_is_running(article)));
        json_put(coverage, "ended",
                 article->coverage_until_ms ? values_said(i, "coverage_ended_at", article->coverage_until_ms)
                                            : json_false());
        return NO_ERR;
}

/* ---- the rest of it ---- */

static json_t *corrections(const struct imprint *i, const struct article *article)
{
        json_t *list = json_array();
        for (size_t c = 0; c < article->correction_count; c++) {
                json_t *correction = json_object();
                json_put(correction, "made", values_moment(i, article->corrections[c].time_ms));
                json_put(correction, "note", values_wording(i, article->corrections[c].text));
                json_append(list, correction);
        }
        return list;
}

/* `page`: of live coverage, as put_coverage() has it. */
static struct err press_main(struct presser *p, const struct article_view *view, unsigned page, struct buf *ret)
{
        const struct article *article = view->article;
        const struct imprint *i = presser_imprint(p, article->edition);
        struct slice lead = body_opens_with(&article->body, article->lead) ? SLICE("") : article->lead;
        json_auto_t *values = values_new(i);
        json_put(values, "section", values_section(i, article->section));
        json_put(values, "headline", values_wording(i, article->headline));
        json_put(values, "url", values_full_url(i, view->path));
        json_put(values, "lead", values_wording(i, lead));
        values_put_list(values, "has_authors", "authors", authors(i, view));
        json_put(values, "byline", byline(i, article));
        json_put(values, "published", values_moment_of_line(i, article->published_ms));
        json_put(values, "updated", updated(i, article));
        json_put(values, "corrected", corrected(i, article));
        json_put(values, "picture", article->picture_count ? values_picture(i, &article->pictures[0]) : json_false());
        json_put(values, "coverage", json_false());
        if (article->coverage_from_ms)
                TRY(put_coverage(p, view, page, values));
        else
                TRY(put_body(p, i, &article->body, values));
        values_put_list(values, "has_corrections", "corrections", corrections(i, article));
        values_put_list(values, "has_topics", "topics", topics(i, view));
        json_put(values, "topics_title", topics_title(i, article));
        return press_fragment(p, "article_main", values, ret);
}

/* ---- more ---- */

static json_t *sources(const struct imprint *i, const struct article_view *view)
{
        json_t *list = json_array();
        for (size_t s = 0; s < view->article->source_count; s++) {
                const struct source *named = &view->article->sources[s];
                struct shelf shelf = view->sources ? view->sources[s] : (struct shelf){0};
                json_t *source = named_so(i, shelf, named->name);
                values_put_site(source, named->url);
                json_append(list, source);
        }
        return list;
}

/* "More from {section}", as the heading over its newest says it; false when there are none. */
static json_t *section_more(const struct imprint *i, const struct article_view *view)
{
        json_auto_t *section = values_section(i, view->article->section);
        if (!json_is_object(section) || view->of_section.count == 0) return json_false();
        struct language_value name = {"section", json_to_slice(json_object_get(section, "name"))};
        json_t *values = json_object();
        json_put(values, "title", values_filled(i, "more_from_section", &name, 1));
        json_put(values, "path", json_incref(json_object_get(section, "path")));
        json_put(values, "stories", values_brief_stories(i, view->of_section.at, view->of_section.count));
        return values;
}

struct err press_article_more(struct presser *p, const struct article_view *view, struct pressed_page *ret)
{
        const struct imprint *i = presser_imprint(p, view->article->edition);
        json_auto_t *values = values_new(i);
        values_put_list(values, "has_sources", "sources", sources(i, view));
        values_put_list(values, "has_related", "related",
                        values_brief_stories(i, view->related.at, view->related.count));
        json_put(values, "section_more", section_more(i, view));
        return press_fragment(p, "article_more", values, &ret->more);
}

/* ---- the page ---- */

/* Whether the page is one of several, each with entries of its own: where the article has all of them, the other order
 * is the same page once more. */
static bool is_part(const struct article *article, unsigned page)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct body entries = coverage_of(&article->body, COVERAGE_NEWEST_FIRST, &arena).entries;
        return page && coverage_shown(&entries) < entries.count;
}

struct err press_article_siblings(struct presser *p, const struct article_view *view, struct pressed_page *ret)
{
        return press_coverage_siblings(p, view, 0, ret);
}

struct err press_coverage_siblings(struct presser *p, const struct article_view *view, unsigned page,
                                   struct pressed_page *ret)
{
        enum { TITLE_MAX_BYTES = 4096 };
        CLEANUP(arena_clear) struct arena arena = {0};
        CLEANUP(buf_clear) struct buf title = BUF_INIT(TITLE_MAX_BYTES);
        struct imprint *i = presser_imprint(p, view->article->edition);
        json_auto_t *section = values_section(i, view->article->section);
        struct surroundings surroundings = {
                .imprint = i,
                .above = json_to_slice(json_object_get(section, "name")),
                .above_path = json_to_slice(json_object_get(section, "path")),
                .title = view->article->headline,
                .description = view->article->lead,
                .path = view->path,
                .siblings = &view->siblings,
                .feeds = i->all_news,
                .article = view,
        };
        if (is_part(view->article, page)) {
                buf_add(&title, view->article->headline);
                surroundings_write_page(i, page, &title);
                TRY(BUF_OK(&title, "write a page's title"));
                surroundings.title = buf_slice(&title);
                surroundings.path = coverage_page_path(view->path, page, &arena);
                surroundings.whole_path = view->path;
                surroundings.siblings_are_above = true;
        }
        return press_surroundings(p, &surroundings, ret);
}

struct err press_article(struct presser *p, const struct article_view *view, struct pressed_page *ret)
{
        TRY(press_article_siblings(p, view, ret));
        TRY(press_main(p, view, 0, &ret->main));
        return press_article_more(p, view, ret);
}

struct err press_coverage_page(struct presser *p, const struct article_view *view, unsigned page,
                               struct pressed_page *ret)
{
        TRY(press_coverage_siblings(p, view, page, ret));
        return press_main(p, view, page, &ret->main);
}
