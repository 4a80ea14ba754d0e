#include "wire/ninjs_item.h"

#include "news/date_time.h"
#include "news/json_write.h"

#include <stdlib.h>

struct err ninjs_writer_new(const struct ninjs_writing *how, struct ninjs_writer **ret)
{
        struct ninjs_writer *w = calloc(1, sizeof *w);
        if (!w) return ERR(ERR_FULL, "allocate a writer of ninjs");
        w->how = *how;
        for (size_t i = 0; i < how->newsroom->edition_count; i++) {
                const struct edition *edition = &how->newsroom->editions[i];
                struct err err = language_open(edition->code, edition->zone, &w->languages[i]);
                if (err.code == OK) continue;
                ninjs_writer_free(w);
                return err;
        }
        *ret = w;
        return NO_ERR;
}

void ninjs_writer_free(struct ninjs_writer *w)
{
        if (!w) return;
        for (size_t i = 0; i < EDITION_MAX; i++)
                language_close(w->languages[i]);
        free(w);
}

/* ---- what the parts share ---- */

json_t *ninjs_text(const char *role, struct slice value)
{
        json_t *text = json_object();
        json_put(text, "role", json_string(role));
        json_put(text, "contentType", json_string("text/plain"));
        json_put(text, "value", json_from_slice(value));
        return text;
}

void ninjs_put_line(json_t *object, const char *field, struct slice value)
{
        if (value.len) json_put(object, field, json_from_slice(value));
}

void ninjs_put_list(json_t *object, const char *field, json_t *list)
{
        if (json_array_size(list))
                json_put(object, field, list);
        else
                json_decref(list);
}

void ninjs_put_moment(json_t *object, const char *field, int64_t utc_ms)
{
        enum { MOMENT_MAX_BYTES = 64 };
        CLEANUP(buf_clear) struct buf text = BUF_INIT(MOMENT_MAX_BYTES);
        date_time_write(utc_ms, &text);
        json_put(object, field, json_from_slice(buf_slice(&text)));
}

void ninjs_append_id(json_t *ids, const char *role, struct slice value)
{
        json_t *id = json_object();
        json_put(id, "role", json_string(role));
        json_put(id, "value", json_from_slice(value));
        json_append(ids, id);
}

/* ---- which item it is ---- */

/* Readers' state is what the item says; what they never saw, or must not see now, is withheld. */
static const char *status_of(enum article_state state)
{
        if (state == STATE_WITHDRAWN) return "canceled";
        return state == STATE_PUBLISHED || state == STATE_SCHEDULED ? "usable" : "withheld";
}

static void put_times(struct ninjs_item *i)
{
        const struct article *article = i->article;
        bool is_updated = article->updated_ms > article->published_ms;
        ninjs_put_moment(i->json, "firstCreated", article->created_ms ? article->created_ms : article->published_ms);
        ninjs_put_moment(i->json, "contentCreated", article->published_ms);
        ninjs_put_moment(i->json, "versionCreated", is_updated ? article->updated_ms : article->published_ms);
        if (article->embargo_ms) ninjs_put_moment(i->json, "embargoedUntil", article->embargo_ms);
}

static int urgency_of(enum urgency urgency)
{
        if (urgency == URGENCY_BREAKING) return 1;
        return urgency == URGENCY_IMPORTANT ? 3 : 5;
}

static void put_standard(json_t *json)
{
        json_t *standard = json_object();
        json_put(standard, "name", json_string("ninjs"));
        json_put(standard, "version", json_string("3.1"));
        json_put(standard, "schema", json_string("http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"));
        json_put(json, "standard", standard);
}

/* Since when it is live coverage, and until when it was: of most articles neither. */
static void append_moment(json_t *ids, const char *role, int64_t utc_ms)
{
        enum { MOMENT_MAX_BYTES = 64 };
        CLEANUP(buf_clear) struct buf text = BUF_INIT(MOMENT_MAX_BYTES);
        if (utc_ms == 0) return;
        date_time_write(utc_ms, &text);
        ninjs_append_id(ids, role, buf_slice(&text));
}

/* Topics are read by kind; an order of theirs that is another is told as the kinds in their order. */
static void append_topic_kinds(const struct ninjs_item *i, json_t *ids)
{
        static const char *const kinds[] = {[TOPIC_SUBJECT] = "subject",
                                            [TOPIC_ORGANISATION] = "organisation",
                                            [TOPIC_PLACE] = "place",
                                            [TOPIC_PERSON] = "person"};
        enum { KINDS_MAX_BYTES = ARTICLE_LINKS_MAX * 16 };
        CLEANUP(buf_clear) struct buf words = BUF_INIT(KINDS_MAX_BYTES);
        bool is_ordered = true;
        for (size_t t = 0; t < i->article->topic_count; t++) {
                enum topic_kind kind = i->article->topics[t].kind;
                is_ordered = is_ordered && (t == 0 || i->article->topics[t - 1].kind <= kind);
                buf_add_format(&words, "%s%s", t ? " " : "", kinds[kind]);
        }
        if (!is_ordered) ninjs_append_id(ids, "topicKinds", buf_slice(&words));
}

static void append_what_comes_back(struct ninjs_item *i, json_t *ids)
{
        const struct ninjs_article *source = i->source;
        ninjs_append_id(ids, "number", arena_format(&i->arena, "%lld", (long long)source->number));
        if (i->article->slug.len) ninjs_append_id(ids, "slug", i->article->slug);
        for (size_t f = 0; f < source->former_path_count; f++)
                ninjs_append_id(ids, "formerAddress", source->former_paths[f]);
        append_moment(ids, "coverageFrom", i->article->coverage_from_ms);
        append_moment(ids, "coverageUntil", i->article->coverage_until_ms);
        append_topic_kinds(i, ids);
}

static void put_ids(struct ninjs_item *i)
{
        json_t *ids = json_array();
        struct slice url = i->writer->how.newsroom->url, path = i->source->path;
        if (i->article->story_key.len) ninjs_append_id(ids, "story", i->article->story_key);
        if (path.len)
                ninjs_append_id(ids, "webAddress",
                                arena_format(&i->arena, "%.*s%.*s", SLICE_ARGS(url), SLICE_ARGS(path)));
        if (ninjs_is_export(i)) append_what_comes_back(i, ids);
        ninjs_put_list(i->json, "altIds", ids);
}

static void put_about(struct ninjs_item *i)
{
        const struct edition *edition = newsroom_edition(i->writer->how.newsroom, i->article->edition);
        must(edition != NULL);
        json_put(i->json, "uri", json_from_slice(i->article->uri));
        put_standard(i->json);
        json_put(i->json, "type", json_string("text"));
        json_put(i->json, "representationType", json_string("full"));
        json_put(i->json, "version", json_from_slice(arena_format(&i->arena, "%lld", (long long)i->source->version)));
        put_times(i);
        json_put(i->json, "pubStatus", json_string(status_of(i->source->state)));
        json_put(i->json, "urgency", json_integer(urgency_of(i->article->urgency)));
        json_put(i->json, "language", json_from_slice(edition->code));
        ninjs_put_line(i->json, "by", i->article->byline);
        put_ids(i);
}

/* ---- writing ---- */

static void item_clear(struct ninjs_item *i)
{
        json_decref(i->json);
        arena_clear(&i->arena);
}

struct err ninjs_write(struct ninjs_writer *w, const struct ninjs_article *a, struct buf *ret)
{
        CLEANUP(item_clear)
        struct ninjs_item item = {.writer = w, .source = a, .article = a->article, .json = json_object()};
        put_about(&item);
        ninjs_put_texts(&item);
        ninjs_put_names(&item);
        ninjs_put_associations(&item);
        json_write(item.json, ret);
        return BUF_OK(ret, "write an article as ninjs");
}
