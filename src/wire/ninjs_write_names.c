/* Where it is filed, who wrote it, whom it cites, what it is about. */
#include "wire/ninjs_item.h"

static json_t *thing(struct slice name, struct slice uri, const char *rel)
{
        json_t *values = json_object();
        json_put(values, "name", json_from_slice(name));
        if (rel) json_put(values, "rel", json_string(rel));
        ninjs_put_line(values, "uri", uri);
        return values;
}

/* By the name that it has in the edition, and by its key, which is the same in all. */
static void append_section(const struct ninjs_item *i, json_t *subjects)
{
        const struct section *section = newsroom_section(i->writer->how.newsroom, i->article->section);
        if (!section) return;
        struct slice name = section->names[i->article->edition - 1];
        json_t *subject = thing(name.len ? name : section->key, (struct slice){0}, "section");
        json_put(subject, "literal", json_from_slice(section->key));
        json_append(subjects, subject);
}

static void append_topics(const struct article *article, enum topic_kind kind, json_t *list)
{
        for (size_t t = 0; t < article->topic_count; t++) {
                const struct topic *topic = &article->topics[t];
                const char *rel = kind == TOPIC_SUBJECT ? "topic" : kind == TOPIC_PERSON ? "about" : NULL;
                if (topic->kind == kind) json_append(list, thing(topic->name, topic->uri, rel));
        }
}

static json_t *authors_and(const struct article *article)
{
        json_t *people = json_array();
        for (size_t a = 0; a < article->author_count; a++)
                json_append(people, thing(article->authors[a].name, article->authors[a].uri, "author"));
        append_topics(article, TOPIC_PERSON, people);
        return people;
}

/* Where it is read, when its uri does not say so. */
static json_t *web_contact(struct slice url)
{
        json_t *contacts = json_array(), *contact = json_object();
        json_put(contact, "type", json_string("web"));
        json_put(contact, "value", json_from_slice(url));
        json_append(contacts, contact);
        return contacts;
}

static json_t *sources(const struct article *article)
{
        json_t *list = json_array();
        for (size_t s = 0; s < article->source_count; s++) {
                const struct source *source = &article->sources[s];
                json_t *values = thing(source->name, source->uri, NULL);
                if (source->url.len && !slice_eq(source->url, source->uri))
                        json_put(values, "contactInfo", web_contact(source->url));
                json_append(list, values);
        }
        return list;
}

void ninjs_put_names(struct ninjs_item *i)
{
        json_t *subjects = json_array(), *organisations = json_array(), *places = json_array();
        append_section(i, subjects);
        append_topics(i->article, TOPIC_SUBJECT, subjects);
        append_topics(i->article, TOPIC_ORGANISATION, organisations);
        append_topics(i->article, TOPIC_PLACE, places);
        ninjs_put_list(i->json, "subjects", subjects);
        ninjs_put_list(i->json, "organisations", organisations);
        ninjs_put_list(i->json, "places", places);
        ninjs_put_list(i->json, "people", authors_and(i->article));
        ninjs_put_list(i->json, "infoSources", sources(i->article));
}
