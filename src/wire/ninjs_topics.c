/* Whom and what an item is about, who wrote it and whom it cites. */
#include "news/link.h"
#include "wire/ninjs_field.h"

/* An author by `rel` or `role`, in a word or at the end of a URI ("http://cv.iptc.org/newscodes/…/author"). */
static bool is_author(const json_t *person)
{
        static const char *const names[] = {"rel", "role"};
        for (size_t i = 0; i < 2; i++) {
                struct slice word = ninjs_string(person, names[i]), author = SLICE("author");
                if (word.len < author.len) continue;
                if (slice_eq_nocase(slice_skip(word, word.len - author.len), author)) return true;
        }
        return false;
}

/* Its name or, when it has none, the text that stands for it; empty, and counted, when neither can be kept. */
static struct slice read_name(const struct ninjs *n, const json_t *thing, const char *field)
{
        struct slice name = ninjs_line(n, thing, "name");
        if (name.len == 0) name = ninjs_line(n, thing, "literal");
        if (name.len && name.len <= NAME_MAX_BYTES) return name;
        intake_lose(n->intake, "%s: without a name, or with an endless one", field);
        return (struct slice){0};
}

/* Longer ones are no identifiers. */
static struct slice read_uri(const struct ninjs *n, const json_t *thing)
{
        struct slice uri = ninjs_line(n, thing, "uri");
        return uri.len <= URI_MAX_BYTES ? uri : (struct slice){0};
}

static bool has_room(const struct ninjs *n, size_t count, const char *field)
{
        if (count < ARTICLE_LINKS_MAX) return true;
        intake_lose(n->intake, "%s: more than %d", field, ARTICLE_LINKS_MAX);
        return false;
}

static void add_author(const struct ninjs *n, const json_t *person, const char *field, struct article *ret)
{
        struct slice name = read_name(n, person, field);
        if (name.len && has_room(n, ret->author_count, field))
                ret->authors[ret->author_count++] = (struct author){name, read_uri(n, person)};
}

static bool has_topic(const struct article *article, const struct topic *topic)
{
        for (size_t i = 0; i < article->topic_count; i++) {
                const struct topic *other = &article->topics[i];
                if (other->kind == topic->kind && slice_eq(other->name, topic->name) &&
                    slice_eq(other->uri, topic->uri))
                        return true;
        }
        return false;
}

static void add_topic(const struct ninjs *n, const json_t *thing, const char *field, enum topic_kind kind,
                      struct article *ret)
{
        struct topic topic = {.kind = kind, .name = read_name(n, thing, field), .uri = read_uri(n, thing)};
        if (topic.name.len == 0 || has_topic(ret, &topic)) return;
        if (has_room(n, ret->topic_count, field)) ret->topics[ret->topic_count++] = topic;
}

/* The section that the subject names; NULL when it names none, or one that this edition has not. */
static const struct section *find_section(const struct ninjs *n, const json_t *subject, unsigned edition)
{
        static const char *const names[] = {"literal", "uri", "name"};
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
                const struct section *section = newsroom_section_for(n->newsroom, ninjs_string(subject, names[i]));
                if (section && section->names[edition - 1].len) return section;
        }
        return NULL;
}

/* An export says which of its subjects is the section, so that a topic of the same name is none. */
static bool is_told_apart(const struct ninjs *n, const json_t *subject)
{
        return n->intake->back.number && !slice_eq(ninjs_string(subject, "rel"), SLICE("section"));
}

static void read_things(const struct ninjs *n, const char *field, enum topic_kind kind, struct article *ret)
{
        struct ninjs_list things = {ninjs_field(n->item, field), 0, NULL};
        const json_t *thing;
        while ((thing = ninjs_next(&things))) {
                bool may_be_section = kind == TOPIC_SUBJECT && !ret->section && !is_told_apart(n, thing);
                const struct section *section = may_be_section ? find_section(n, thing, ret->edition) : NULL;
                if (section)
                        ret->section = section->id;
                else if (kind == TOPIC_PERSON && is_author(thing))
                        add_author(n, thing, field, ret);
                else
                        add_topic(n, thing, field, kind, ret);
        }
}

/* Where it is read: as it says, or its uri. */
static struct slice read_web(const struct ninjs *n, const json_t *source, struct slice uri)
{
        struct ninjs_list contacts = {ninjs_field(source, "contactInfo"), 0, NULL};
        const json_t *contact;
        while ((contact = ninjs_next(&contacts))) {
                struct slice url = ninjs_line(n, contact, "value");
                if (slice_eq(ninjs_string(contact, "type"), SLICE("web")) && link_is_allowed(url)) return url;
        }
        return link_is_allowed(uri) ? uri : (struct slice){0};
}

static void read_sources(const struct ninjs *n, struct article *ret)
{
        struct ninjs_list sources = {ninjs_field(n->item, "infoSources"), 0, NULL};
        const json_t *source;
        while ((source = ninjs_next(&sources))) {
                if (is_author(source)) {
                        add_author(n, source, "infoSources", ret);
                        continue;
                }
                struct slice name = read_name(n, source, "infoSources"), uri = read_uri(n, source);
                if (name.len && has_room(n, ret->source_count, "infoSources"))
                        ret->sources[ret->source_count++] = (struct source){name, read_web(n, source, uri), uri};
        }
}

void ninjs_read_topics(struct ninjs *n, struct article *ret)
{
        struct arena *a = n->intake->arena;
        ret->authors = arena_array(a, ARTICLE_LINKS_MAX, sizeof *ret->authors);
        ret->topics = arena_array(a, ARTICLE_LINKS_MAX, sizeof *ret->topics);
        ret->sources = arena_array(a, ARTICLE_LINKS_MAX, sizeof *ret->sources);
        read_things(n, "subjects", TOPIC_SUBJECT, ret);
        read_things(n, "organisations", TOPIC_ORGANISATION, ret);
        read_things(n, "places", TOPIC_PLACE, ret);
        read_things(n, "people", TOPIC_PERSON, ret);
        read_sources(n, ret);
}
