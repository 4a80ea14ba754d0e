#include "news/shelf.h"

#include "news/text.h"

struct shelf shelf_of_author(const struct article *article, size_t author)
{
        const struct author *named = &article->authors[author];
        return (struct shelf){
                .kind = SHELF_PERSON, .edition = article->edition, .name = named->name, .uri = named->uri};
}

struct shelf shelf_of_topic(const struct article *article, size_t topic)
{
        const struct topic *named = &article->topics[topic];
        return (struct shelf){.kind = named->kind == TOPIC_PERSON ? SHELF_PERSON : SHELF_TOPIC,
                              .edition = article->edition,
                              .name = named->name,
                              .uri = named->uri};
}

struct shelf shelf_of_source(const struct article *article, size_t source)
{
        const struct source *named = &article->sources[source];
        return (struct shelf){.kind = SHELF_SOURCE,
                              .edition = article->edition,
                              .name = named->name,
                              .uri = named->uri,
                              .url = named->url};
}

bool shelf_is_same(const struct shelf *a, const struct shelf *b)
{
        if (a->kind != b->kind || a->edition != b->edition || !slice_eq(a->uri, b->uri)) return false;
        return a->uri.len || slice_eq(a->name, b->name);
}

static void add(struct shelves *shelves, struct shelf shelf)
{
        for (size_t i = 0; i < shelves->count; i++)
                if (shelf_is_same(&shelves->at[i], &shelf)) return;
        shelves->at[shelves->count++] = shelf;
}

struct shelves shelves_of_article(const struct article *article, struct arena *a)
{
        size_t max = article->author_count + article->topic_count + article->source_count;
        struct shelves shelves = {.at = arena_array(a, max, sizeof *shelves.at)};
        for (size_t i = 0; i < article->author_count; i++)
                add(&shelves, shelf_of_author(article, i));
        for (size_t i = 0; i < article->topic_count; i++)
                add(&shelves, shelf_of_topic(article, i));
        for (size_t i = 0; i < article->source_count; i++)
                add(&shelves, shelf_of_source(article, i));
        return shelves;
}

static const char *const kind_words[] = {[SHELF_TOPIC] = "topic", [SHELF_PERSON] = "person", [SHELF_SOURCE] = "source"};

const char *shelf_kind_word(enum shelf_kind kind)
{
        must(kind >= SHELF_TOPIC && kind <= SHELF_SOURCE);
        return kind_words[kind];
}

bool shelf_kind_named(struct slice word, enum shelf_kind *ret)
{
        for (enum shelf_kind kind = SHELF_TOPIC; kind <= SHELF_SOURCE; kind++)
                if (slice_eq(word, slice_of(kind_words[kind]))) {
                        *ret = kind;
                        return true;
                }
        return false;
}

bool shelf_description_is_short(struct slice text)
{
        return text_is_short(text, SHELF_DESCRIPTION_CHARACTERS);
}

bool shelf_description_is_good(struct slice text)
{
        return shelf_description_is_short(text) && text_is_lines(text);
}

struct shelf shelf_of_section(const struct section *section, unsigned edition)
{
        must(edition >= 1 && edition <= EDITION_MAX);
        return (struct shelf){.kind = SHELF_SECTION,
                              .edition = edition,
                              .id = section->id,
                              .name = section->names[edition - 1],
                              .slug = section->slugs[edition - 1],
                              .uri = section->key};
}
