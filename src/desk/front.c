/* The front page of an edition: the lead and the stories placed behind it, in their order.
 *
 * One list is arranged: its first is the lead. What is arranged is in the form alone until it is launched; each button
 * of the form works without a script, which only makes it quicker. What the launch replaced can be brought back. */
#include "desk/article.h"
#include "desk/handlers.h"
#include "desk/settings.h"
#include "http/form.h"
#include "store/publication.h"

enum { ARRANGED_MAX = 30, STOCK_MAX = 40 };

struct arranged {
        struct slice uris[ARRANGED_MAX];
        size_t count;
};

static void add(struct arranged *list, struct slice uri)
{
        for (size_t i = 0; i < list->count; i++)
                if (slice_eq(list->uris[i], uri)) return;
        if (uri.len && list->count < ARRANGED_MAX) list->uris[list->count++] = uri;
}

static void take_out(struct arranged *list, size_t place)
{
        if (place >= list->count) return;
        memmove(list->uris + place, list->uris + place + 1, (list->count - place - 1) * sizeof list->uris[0]);
        list->count--;
}

static void swap(struct arranged *list, size_t a, size_t b)
{
        if (a >= list->count || b >= list->count) return;
        struct slice kept = list->uris[a];
        list->uris[a] = list->uris[b];
        list->uris[b] = kept;
}

static struct arranged in_force(const struct newsroom *newsroom, unsigned edition)
{
        const struct front_choice *front = &newsroom->settings.fronts[edition - 1];
        struct arranged list = {.count = 0};
        add(&list, front->lead);
        for (size_t i = 0; i < front->placed_count; i++)
                add(&list, front->placed[i]);
        return list;
}

/* The form's list, as it was before its button was pressed. */
static struct arranged asked_list(struct visit *v)
{
        struct http_form form;
        struct http_form_pair pair;
        struct arranged list = {.count = 0};
        http_form_init(&form, v->errand->body, visit_arena(v));
        while (http_form_next(&form, &pair) == HTTP_FORM_PAIR)
                if (slice_eq(pair.name, SLICE("uri"))) add(&list, pair.value);
        return list;
}

/* "up:2": the act, and what it is about. */
static void arrange(struct arranged *list, struct slice act)
{
        struct slice about = act, name = slice_cut(&about, ':');
        uint64_t place = 0;
        if (slice_eq(name, SLICE("add"))) add(list, about);
        if (!slice_to_u64(about, ARRANGED_MAX, &place)) return;
        if (slice_eq(name, SLICE("up")) && place > 0) swap(list, place, place - 1);
        if (slice_eq(name, SLICE("down"))) swap(list, place, place + 1);
        if (slice_eq(name, SLICE("remove"))) take_out(list, place);
}

/* ---- the page ---- */

struct notice {
        const char *kind, *text_key;
        const struct arranged *before; /* what can be brought back; NULL: nothing */
};

static const struct edition *edition_asked(struct visit *v, struct slice code)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        const struct edition *asked = newsroom_edition_for(newsroom, code);
        if (!asked) asked = newsroom_edition_for(newsroom, v->person->language);
        return asked ? asked : &newsroom->editions[0];
}

static json_t *tabs(struct visit *v, const struct edition *here)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        json_t *list = json_array();
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                const struct edition *edition = &newsroom->editions[i];
                if (!visit_may(v, MAY_FRONT, edition->id)) continue;
                struct slice href = arena_format(visit_arena(v), "/front?edition=%.*s", SLICE_ARGS(edition->code));
                json_array_append_new(list, json_pack("{s:s, s:o, s:o, s:b}", "href", href.at, "name",
                                                      text_value(edition->name), "language", text_value(edition->code),
                                                      "is_here", edition == here));
        }
        return list;
}

static struct err put_story(struct visit *v, unsigned edition, struct slice uri, size_t place, json_t *list)
{
        struct headlines found = {0};
        TRY(store_named(visit_store(v), edition, uri, visit_arena(v), &found));
        struct slice text = found.count ? found.at[0].text : visit_text(v, "front_not_live");
        json_array_append_new(list, json_pack("{s:o, s:o, s:I, s:b, s:b}", "uri", text_value(uri), "headline",
                                              text_value(text), "place", (json_int_t)place, "is_lead", place == 0,
                                              "is_missing", found.count == 0));
        return NO_ERR;
}

static struct err put_list(struct visit *v, unsigned edition, const struct arranged *arranged, json_t *values,
                           const char *key)
{
        json_t *list = json_array();
        json_object_set_new(values, key, list);
        for (size_t i = 0; i < arranged->count; i++)
                TRY(put_story(v, edition, arranged->uris[i], i, list));
        return NO_ERR;
}

/* The newest stories that are not arranged yet. */
static struct err put_stock(struct visit *v, unsigned edition, const struct arranged *arranged, json_t *values)
{
        struct headlines newest;
        json_t *list = json_array();
        json_object_set_new(values, "stock", list);
        TRY(store_newest(visit_store(v), (struct newest){.edition = edition, .limit = STOCK_MAX}, visit_arena(v),
                         &newest));
        for (size_t i = 0; i < newest.count; i++) {
                struct published published;
                TRY(store_load(visit_store(v), newest.at[i].article, visit_arena(v), &published));
                bool is_there = false;
                for (size_t k = 0; k < arranged->count; k++)
                        is_there |= slice_eq(arranged->uris[k], published.article.uri);
                if (is_there) continue;
                CLEANUP(buf_clear) struct buf time = BUF_INIT(100);
                language_write_date(v->texts, newest.at[i].published_ms, DATE_CLOCK, &time);
                json_array_append_new(list,
                                      json_pack("{s:o, s:o, s:o}", "uri", text_value(published.article.uri), "headline",
                                                text_value(newest.at[i].text), "time", text_value(buf_slice(&time))));
        }
        return NO_ERR;
}

static bool is_same(const struct arranged *a, const struct arranged *b)
{
        if (a->count != b->count) return false;
        for (size_t i = 0; i < a->count; i++)
                if (!slice_eq(a->uris[i], b->uris[i])) return false;
        return true;
}

static struct err show(struct visit *v, unsigned status, const struct edition *edition, const struct arranged *arranged,
                       const struct notice *notice)
{
        const struct arranged now = in_force(visit_newsroom(v), edition->id);
        json_t *values = json_object();
        json_object_set_new(values, "tabs", tabs(v, edition));
        json_object_set_new(values, "edition", text_value(edition->code));
        json_object_set_new(values, "is_changed", json_boolean(!is_same(arranged, &now)));
        TRY(put_list(v, edition->id, arranged, values, "arranged"));
        TRY(put_list(v, edition->id, &now, values, "now"));
        TRY(put_stock(v, edition->id, arranged, values));
        if (notice) {
                json_t *told =
                        json_pack("{s:s, s:o, s:b}", "kind", notice->kind, "text",
                                  text_value(visit_text(v, notice->text_key)), "has_before", notice->before != NULL);
                json_object_set_new(values, "notice", told);
                if (notice->before) TRY(put_list(v, edition->id, notice->before, told, "before"));
        }
        return reply_page(v, status, "front", values);
}

struct err handle_front(struct visit *v)
{
        const struct edition *edition = edition_asked(v, visit_query(v, "edition"));
        if (!visit_may(v, MAY_FRONT, edition->id)) return reply_refused(v, 403, "refused_permission");
        const struct arranged now = in_force(visit_newsroom(v), edition->id);
        return show(v, 200, edition, &now, NULL);
}

/* ---- launching ---- */

static json_t *choice_of(struct visit *v, const struct edition *edition, const struct arranged *list)
{
        const char *code = arena_format(visit_arena(v), "%.*s", SLICE_ARGS(edition->code)).at;
        if (list->count == 0) return json_pack("{s:{s:n}}", "front", code);
        json_t *placed = json_array();
        for (size_t i = 1; i < list->count; i++)
                json_array_append_new(placed, text_value(list->uris[i]));
        return json_pack("{s:{s:{s:o, s:o}}}", "front", code, "lead", text_value(list->uris[0]), "placed", placed);
}

static struct err launch(struct visit *v, unsigned edition_id, const struct arranged *wanted)
{
        /* The newsroom is another one once settings are put, so what is shown of the edition is copied first. */
        const struct edition *edition = newsroom_edition(visit_newsroom(v), edition_id);
        struct arranged before = in_force(visit_newsroom(v), edition_id), list = *wanted;
        for (size_t i = 0; i < before.count; i++)
                before.uris[i] = arena_copy(visit_arena(v), before.uris[i]);
        struct settings_answer answer;
        const struct noted noted = {.kind = "front", .edition = edition_id};
        TRY(desk_put_settings(v, choice_of(v, edition, &list), "launch-front", &noted, &answer));
        edition = newsroom_edition(visit_newsroom(v), edition_id);
        const struct notice done = {"good", "front_launched", &before}, refused = {"bad", "front_refused", NULL};
        return show(v, answer.is_done ? 200 : 422, edition, &list, answer.is_done ? &done : &refused);
}

struct err handle_arrange_front(struct visit *v)
{
        const struct edition *edition = edition_asked(v, visit_field(v, "edition"));
        if (!visit_may(v, MAY_FRONT, edition->id)) return reply_refused(v, 403, "refused_permission");
        struct slice act = visit_field(v, "do");
        struct arranged list = asked_list(v);
        if (slice_eq(act, SLICE("launch"))) return launch(v, edition->id, &list);
        arrange(&list, act);
        return show(v, 200, edition, &list, NULL);
}
