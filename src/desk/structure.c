#include "desk/structure.h"

#include "desk/article.h"
#include "news/link.h"
#include "news/text.h"
#include "store/structure.h"

/* ---- editions ---- */

const struct edition *edition_named(struct visit *v, struct slice code)
{
        const struct newsroom *n = visit_newsroom(v);
        const struct edition *named = newsroom_edition_for(n, code);
        if (named) return named;
        named = newsroom_edition_for(n, v->person->language);
        if (named && visit_may(v, MAY_SETTINGS, named->id)) return named;
        for (size_t i = 0; i < n->edition_count; i++)
                if (visit_may(v, MAY_SETTINGS, n->editions[i].id)) return &n->editions[i];
        return &n->editions[0];
}

json_t *edition_tabs(struct visit *v, const struct edition *here, const char *address)
{
        const struct newsroom *n = visit_newsroom(v);
        json_t *list = json_array();
        for (size_t i = 0; i < n->edition_count; i++) {
                const struct edition *edition = &n->editions[i];
                if (!visit_may(v, MAY_SETTINGS, edition->id)) continue;
                struct slice href = arena_format(visit_arena(v), "%s%.*s", address, SLICE_ARGS(edition->code));
                struct slice name = arena_format(visit_arena(v), "%.*s (%.*s)", SLICE_ARGS(edition->name),
                                                 SLICE_ARGS(edition->code));
                json_array_append_new(list, json_pack("{s:o, s:o, s:o, s:b}", "href", text_value(href), "name",
                                                      text_value(name), "language", text_value(edition->code),
                                                      "is_here", edition == here));
        }
        return list;
}

json_t *edition_names(struct visit *v)
{
        const struct newsroom *n = visit_newsroom(v);
        json_t *list = json_array();
        for (size_t i = 0; i < n->edition_count; i++)
                json_array_append_new(list, json_pack("{s:o, s:o}", "language", text_value(n->editions[i].code), "name",
                                                      text_value(n->editions[i].name)));
        return list;
}

struct slice edition_language(struct visit *v, const struct edition *edition)
{
        CLEANUP(language_closep) struct language *language = NULL;
        if (language_open(edition->code, edition->zone, &language).code != OK) return edition->code;
        return arena_copy(visit_arena(v), language_text(language, "language_name"));
}

struct slice section_title(struct visit *v, const struct section *section)
{
        const struct edition *own = newsroom_edition_for(visit_newsroom(v), v->person->language);
        if (own && section->names[own->id - 1].len) return section->names[own->id - 1];
        for (size_t i = 0; i < EDITION_MAX; i++)
                if (section->names[i].len) return section->names[i];
        return section->key;
}

/* ---- words ---- */

const struct shelf_word shelf_words[SHELF_WORDS] = {
        {SHELF_TOPIC, "topic", "shelves_topics"},
        {SHELF_PERSON, "person", "shelves_people"},
        {SHELF_SOURCE, "source", "shelves_sources"},
};

const struct shelf_word *shelf_word_of(enum shelf_kind kind)
{
        for (size_t i = 0; i < SHELF_WORDS; i++)
                if (shelf_words[i].kind == kind) return &shelf_words[i];
        return &shelf_words[0];
}

const struct shelf_word *shelf_word_named(struct slice word)
{
        for (size_t i = 0; i < SHELF_WORDS; i++)
                if (slice_eq(slice_of(shelf_words[i].word), word)) return &shelf_words[i];
        return &shelf_words[0];
}

json_t *count_in_words(struct visit *v, const char *key, int64_t count)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(2000);
        const struct language_value value = {"count", arena_format(visit_arena(v), "%lld", (long long)count)};
        language_write_text(v->texts, key, &value, 1, &text);
        return text_value(buf_slice(&text));
}

const char *line_fault(struct slice text, size_t characters_max)
{
        if (!text_is_short(text, characters_max)) return "fault_line_long";
        return text_is_line(text) ? NULL : "fault_line";
}

const char *shelf_name_fault(struct slice name)
{
        return name.len ? line_fault(name, NAME_CHARACTERS) : "fault_shelf_nameless";
}

const char *shelf_url_fault(struct slice url)
{
        bool is_good = url.len <= URI_MAX_BYTES && slice_starts_with(url, SLICE("http")) && link_is_allowed(url);
        return url.len == 0 || is_good ? NULL : "fault_url";
}

/* ---- what is under way ---- */

static json_t *progress_line(struct visit *v, const char *key, int64_t done, int64_t total)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(400);
        struct arena *a = visit_arena(v);
        if (done > total) done = total;
        const struct language_value values[] = {{"done", arena_format(a, "%lld", (long long)done)},
                                                {"total", arena_format(a, "%lld", (long long)total)}};
        language_write_text(v->texts, key, values, 2, &text);
        return json_pack("{s:o, s:I, s:I}", "text", text_value(buf_slice(&text)), "done", (json_int_t)done, "total",
                         (json_int_t)(total ? total : 1));
}

static const char *const follow_up_keys[] = {
        [FOLLOW_ADDRESSES] = "progress_addresses",
        [FOLLOW_NAME] = "progress_name",
        [FOLLOW_MERGER] = "progress_merger",
};

/* An edition's pages, on their way to another prefix. */
static void add_moving(struct visit *v, json_t *list)
{
        const struct newsroom *n = visit_newsroom(v);
        struct writer_progress moving = writer_moving_progress(v->desk->writer);
        for (size_t i = 0; i < n->edition_count; i++) {
                if (!n->editions[i].is_moving) continue;
                const char *key = moving.total ? "progress_prefix" : "progress_prefix_begun";
                json_array_append_new(list, progress_line(v, key, moving.done, moving.total));
        }
}

void put_progress(struct visit *v, json_t *values)
{
        struct follow_ups pending = {0};
        json_t *list = json_array();
        struct writer_progress anew = writer_anew_progress(v->desk->writer);
        struct err err = store_follow_ups(visit_store(v), visit_arena(v), &pending);
        for (size_t i = 0; err.code == OK && i < pending.count; i++) {
                const struct follow_up *f = &pending.at[i];
                json_array_append_new(list, progress_line(v, follow_up_keys[f->kind], f->done, f->total));
        }
        add_moving(v, list);
        if (anew.total) json_array_append_new(list, progress_line(v, "progress_anew", anew.done, anew.total));
        json_object_set_new(values, "is_under_way", json_boolean(json_array_size(list) > 0));
        json_object_set_new(values, "progress", list);
}
