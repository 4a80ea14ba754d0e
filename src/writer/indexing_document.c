#include "writer/indexing_document.h"

#include "news/coverage.h"

enum { TEXT_MAX_BYTES = BODY_JSON_MAX_BYTES, NAMES_MAX_BYTES = 1 << 20, MONTH = 100, YEAR = 10000 };

struct err index_newsroom_load(struct index_newsroom *n, struct store *store)
{
        index_newsroom_clear(n);
        TRY(store_load_newsroom(store, &n->arena, &n->newsroom));
        for (size_t i = 0; i < n->newsroom.edition_count; i++) {
                const struct edition *edition = &n->newsroom.editions[i];
                TRY(language_open(edition->code, edition->zone, &n->clocks[edition->id - 1]));
        }
        return NO_ERR;
}

void index_newsroom_clear(struct index_newsroom *n)
{
        for (size_t i = 0; i < EDITION_MAX; i++)
                language_close(n->clocks[i]);
        arena_clear(&n->arena);
        *n = (struct index_newsroom){0};
}

static void write_names(const struct shelf *shelves, size_t count, struct buf *ret)
{
        for (size_t i = 0; i < count; i++) {
                if (ret->len) buf_add_char(ret, '\n');
                buf_add(ret, shelves[i].name);
        }
}

/* Owned texts of one article. */
struct document_texts {
        struct buf body, entries, topics, authors, sources;
};

static void clear_texts(struct document_texts *t)
{
        buf_clear(&t->body);
        buf_clear(&t->entries);
        buf_clear(&t->topics);
        buf_clear(&t->authors);
        buf_clear(&t->sources);
}

static struct err write_texts(const struct published *p, struct document_texts *ret)
{
        const struct article *article = &p->article;
        coverage_write_standing(&article->body, &ret->body, article->coverage_from_ms ? &ret->entries : NULL);
        write_names(p->topics, article->topic_count, &ret->topics);
        write_names(p->authors, article->author_count, &ret->authors);
        if (article->author_count == 0) buf_add(&ret->authors, article->byline);
        write_names(p->sources, article->source_count, &ret->sources);
        TRY(BUF_OK(&ret->body, "index an article"));
        TRY(BUF_OK(&ret->entries, "index an article"));
        return BUF_OK(&ret->topics, "index an article");
}

static struct err put(struct search_index *index, struct index_newsroom *n, const struct published *p)
{
        const struct article *article = &p->article;
        const struct edition *edition = newsroom_edition(&n->newsroom, article->edition);
        if (!edition) return search_index_drop(index, p->id);
        CLEANUP(clear_texts)
        struct document_texts texts = {
                .body = BUF_INIT(TEXT_MAX_BYTES),
                .entries = BUF_INIT(TEXT_MAX_BYTES),
                .topics = BUF_INIT(NAMES_MAX_BYTES),
                .authors = BUF_INIT(NAMES_MAX_BYTES),
                .sources = BUF_INIT(NAMES_MAX_BYTES),
        };
        TRY(write_texts(p, &texts));
        struct local_time t = language_local(n->clocks[edition->id - 1], article->published_ms);
        const struct search_document document = {
                .article = p->id,
                .published_ms = article->published_ms,
                .day = t.year * YEAR + t.month * MONTH + t.day,
                .edition = edition->id,
                .section = article->section,
                .language = edition->code,
                .headline = article->headline,
                .lead = article->lead,
                .body = buf_slice(&texts.body),
                .entries = buf_slice(&texts.entries),
                .topics = buf_slice(&texts.topics),
                .authors = buf_slice(&texts.authors),
                .sources = buf_slice(&texts.sources),
        };
        return search_index_put(index, &document);
}

struct err index_article(struct search_index *index, struct index_newsroom *n, struct store *store, int64_t article)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct published published = {0};
        TRY(store_load(store, article, &arena, &published));
        if (published.state != STATE_PUBLISHED) return search_index_drop(index, article);
        return put(index, n, &published);
}
