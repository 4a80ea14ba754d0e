/* Ways to support: the page of an edition, with its title, its text, and the ways in their order. */
#include "desk/setting.h"

#include "desk/article.h"
#include "desk/body_field.h"
#include "desk/handlers.h"
#include "http/form.h"
#include "news/json_value.h"

/* As typed. */
struct way_form {
        struct slice title, description, url, details, amounts; /* amounts: a line each */
};
struct support_form {
        struct slice title;
        json_t *body; /* owned */
        struct way_form ways[WAYS_MAX];
        size_t way_count;
        struct slice fault; /* a field; empty: none */
        bool is_conflict;
};

static void support_form_clear(struct support_form *form)
{
        json_decref(form->body);
}

static struct slice part_of(struct visit *v, const struct edition *edition)
{
        return arena_format(visit_arena(v), "support.%.*s", SLICE_ARGS(edition->code));
}

/* ---- read ---- */

static struct slice joined(struct visit *v, const struct slice *at, size_t count)
{
        CLEANUP(buf_clear) struct buf lines = BUF_INIT(64 * 1024);
        for (size_t i = 0; i < count; i++)
                buf_add_format(&lines, "%s%.*s", i ? "\n" : "", SLICE_ARGS(at[i]));
        return arena_copy(visit_arena(v), buf_slice(&lines));
}

static void read_kept(struct visit *v, const struct edition *edition, struct support_form *ret)
{
        const struct support *support = &visit_newsroom(v)->settings.support[edition->id - 1];
        ret->title = support->title;
        ret->body = support->way_count ? body_to_json(&support->body) : NULL;
        ret->way_count = support->way_count;
        for (size_t i = 0; i < support->way_count; i++) {
                const struct way *way = &support->ways[i];
                ret->ways[i] = (struct way_form){way->title, way->description, way->url, way->details,
                                                 joined(v, way->amounts, way->amount_count)};
        }
}

/* The fields of a way follow its title. */
static void read_way_field(struct visit *v, const struct http_form_pair *pair, struct support_form *ret)
{
        if (slice_eq(pair->name, SLICE("way_title"))) {
                if (ret->way_count < WAYS_MAX)
                        ret->ways[ret->way_count++] = (struct way_form){.title = setting_clean(v, pair->value)};
                return;
        }
        if (ret->way_count == 0) return;
        struct way_form *way = &ret->ways[ret->way_count - 1];
        if (slice_eq(pair->name, SLICE("way_description"))) way->description = setting_clean(v, pair->value);
        if (slice_eq(pair->name, SLICE("way_url"))) way->url = setting_clean(v, pair->value);
        if (slice_eq(pair->name, SLICE("way_details"))) way->details = setting_clean(v, pair->value);
        if (slice_eq(pair->name, SLICE("way_amounts"))) way->amounts = setting_clean(v, pair->value);
}

static void read_asked(struct visit *v, struct support_form *ret)
{
        struct http_form form;
        struct http_form_pair pair;
        ret->title = setting_field(v, "title");
        ret->body = body_field_asked(v);
        http_form_init(&form, visit_has_form(v) ? v->errand->body : SLICE(""), visit_arena(v));
        form.value_max = v->errand->body.len + 1;
        while (http_form_next(&form, &pair) == HTTP_FORM_PAIR)
                read_way_field(v, &pair, ret);
}

/* ---- made into a setting ---- */

static json_t *lines_value(struct slice text)
{
        json_t *list = json_array();
        while (text.len) {
                struct slice line = slice_trim(slice_cut(&text, '\n'));
                if (line.len) json_append(list, text_value(line));
        }
        return list;
}

static json_t *way_value(const struct way_form *way)
{
        json_t *value = json_object(), *amounts = lines_value(way->amounts);
        json_put(value, "title", text_value(way->title));
        setting_put_text(value, "description", way->description);
        setting_put_text(value, "url", way->url);
        setting_put_text(value, "details", way->details);
        if (json_array_size(amounts)) json_object_set(value, "amounts", amounts);
        json_decref(amounts);
        return value;
}

static bool is_empty(const struct way_form *way)
{
        return way->title.len + way->description.len + way->url.len + way->details.len + way->amounts.len == 0;
}

/* Without title, text and ways there is no page. */
static json_t *support_value(const struct support_form *form)
{
        json_t *ways = json_array();
        for (size_t i = 0; i < form->way_count; i++)
                if (!is_empty(&form->ways[i])) json_append(ways, way_value(&form->ways[i]));
        bool is_nothing = form->title.len == 0 && json_array_size(ways) == 0 &&
                          json_array_size(json_object_get(form->body, "content")) == 0;
        if (!is_nothing)
                return json_pack("{s:o, s:O, s:o}", "title", text_value(form->title), "body", form->body, "ways", ways);
        json_decref(ways);
        return NULL;
}

/* ---- shown ---- */

/* "ways[2].url" is about the url of that way. */
static struct slice fault_of_way(const struct support_form *form, size_t place)
{
        uint64_t number = 0;
        struct slice field = form->fault;
        if (!slice_starts_with(field, SLICE("ways["))) return SLICE("");
        field = slice_skip(field, strlen("ways["));
        struct slice index = slice_cut(&field, ']');
        if (!slice_to_u64(index, WAYS_MAX, &number) || number != place) return SLICE("");
        field = slice_skip(field, 1);
        return slice_cut(&field, '[');
}

static json_t *way_shown(struct visit *v, const struct support_form *form, size_t i)
{
        const struct way_form *way = &form->ways[i];
        struct slice fault = fault_of_way(form, i), number = arena_format(visit_arena(v), "%zu", i + 1);
        CLEANUP(buf_clear) struct buf name = BUF_INIT(1000);
        language_write_text(v->texts, "way_number", &(struct language_value){"number", number}, 1, &name);
        json_t *value = json_pack("{s:o, s:o, s:o, s:o, s:o, s:I, s:o}", "title", text_value(way->title), "description",
                                  text_value(way->description), "url", text_value(way->url), "details",
                                  text_value(way->details), "amounts", text_value(way->amounts), "place", (json_int_t)i,
                                  "name", text_value(buf_slice(&name)));
        static const char *const fields[] = {"title", "description", "url", "details", "amounts"};
        for (size_t k = 0; k < sizeof fields / sizeof fields[0]; k++) {
                bool is_it = slice_eq(fault, slice_of(fields[k]));
                json_put(value, arena_format(visit_arena(v), "fault_%s", fields[k]).at,
                         is_it ? text_value(setting_fault_text(v, "way", fault)) : json_null());
        }
        return value;
}

static struct err put_all(struct visit *v, const struct edition *edition, const struct support_form *form,
                          json_t *values)
{
        json_t *ways = json_array();
        for (size_t i = 0; i < form->way_count; i++)
                json_append(ways, way_shown(v, form, i));
        json_put(values, "ways", ways);
        json_put(values, "may_add", json_boolean(form->way_count < WAYS_MAX));
        json_put(values, "title", text_value(form->title));
        json_put(values, "is_kept", json_boolean(visit_newsroom(v)->settings.support[edition->id - 1].way_count > 0));
        json_put(values, "elsewhere", text_value(edition->support_url));
        body_field_put(v, edition, form->body, values);
        setting_put_tabs(v, "/support", values);
        setting_put_editions(v, MAY_COMMERCIAL, edition, values);
        if (form->fault.len) setting_put_fault(v, "support", form->fault, values);
        if (form->is_conflict) TRY(setting_put_theirs(v, part_of(v, edition), values));
        return setting_put_frame(v, part_of(v, edition), true, values);
}

static struct err show(struct visit *v, unsigned status, const struct edition *edition, const struct support_form *form)
{
        json_t *values = json_object();
        struct err err = put_all(v, edition, form, values);
        if (err.code == OK) return reply_page(v, status, "support", values);
        json_decref(values);
        return err;
}

struct err handle_support(struct visit *v)
{
        CLEANUP(support_form_clear) struct support_form form = {0};
        const struct edition *edition = setting_edition(v, MAY_COMMERCIAL, visit_query(v, "edition"));
        if (!edition) return reply_not_allowed(v, MAY_COMMERCIAL);
        read_kept(v, edition, &form);
        return show(v, 200, edition, &form);
}

/* ---- changed ---- */

static void swap(struct support_form *form, size_t a, size_t b)
{
        if (a >= form->way_count || b >= form->way_count) return;
        struct way_form kept = form->ways[a];
        form->ways[a] = form->ways[b];
        form->ways[b] = kept;
}

/* "up:2": the act, and which way. */
static void arrange(struct support_form *form, struct slice act)
{
        struct slice about = act, name = slice_cut(&about, ':');
        uint64_t place = 0;
        if (slice_eq(name, SLICE("add")) && form->way_count < WAYS_MAX)
                form->ways[form->way_count++] = (struct way_form){.title = SLICE("")};
        if (!slice_to_u64(about, WAYS_MAX, &place)) return;
        if (slice_eq(name, SLICE("up")) && place > 0) swap(form, place, place - 1);
        if (slice_eq(name, SLICE("down"))) swap(form, place, place + 1);
        if (!slice_eq(name, SLICE("remove")) || place >= form->way_count) return;
        memmove(form->ways + place, form->ways + place + 1, (form->way_count - place - 1) * sizeof form->ways[0]);
        form->way_count--;
}

static struct err save(struct visit *v, unsigned edition_id, struct support_form *form)
{
        struct setting_answer answer;
        const struct edition *edition = newsroom_edition(visit_newsroom(v), edition_id);
        struct slice code = arena_copy(visit_arena(v), edition->code);
        const struct setting_change change = {.part = part_of(v, edition),
                                              .value = support_value(form),
                                              .begun_from = setting_begun_from(v),
                                              .act = "change-support"};
        TRY(setting_put(v, &change, &answer));
        if (answer.outcome == SETTING_DONE) return reply_go(v, "/support?edition=%.*s&done=saved", SLICE_ARGS(code));
        form->is_conflict = answer.outcome == SETTING_CONFLICT;
        form->fault = answer.outcome == SETTING_REFUSED && answer.field.len == 0 ? SLICE("whole") : answer.field;
        return show(v, form->is_conflict ? 409 : 422, newsroom_edition(visit_newsroom(v), edition_id), form);
}

struct err handle_change_support(struct visit *v)
{
        CLEANUP(support_form_clear) struct support_form form = {0};
        struct slice code = visit_field(v, "edition"), act = visit_field(v, "do");
        const struct edition *edition = newsroom_edition_for(visit_newsroom(v), code);
        if (!edition) return reply_refused(v, 422, "refused_request");
        if (!visit_may(v, MAY_COMMERCIAL, edition->id)) return reply_not_allowed(v, MAY_COMMERCIAL);
        read_asked(v, &form);
        if (slice_eq(act, SLICE("save"))) return save(v, edition->id, &form);
        arrange(&form, act);
        return show(v, 200, edition, &form);
}
