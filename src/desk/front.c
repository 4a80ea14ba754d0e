/* The front page of an edition: the lead and the stories placed behind it, in their order, each as long as it is to
 * hold its place; and the sections' blocks below.
 *
 * What is arranged is in the form alone until it is launched; each button of the form works without a script, which
 * only makes it quicker; so does the search of older stories (front_stock.c). The form says which front it began from:
 * when somebody launched another one meanwhile, it is told, and launched only when asked again. What a launch replaced
 * can be brought back (front_history.c). */
#include "desk/front.h"

#include "desk/handlers.h"
#include "desk/preview.h"
#include "desk/settings.h"
#include "publish/preview.h"
#include "store/publication.h"

/* ---- what pages of fronts have in common ---- */

const struct edition *front_edition(struct visit *v, struct slice code)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        const struct edition *asked = newsroom_edition_for(newsroom, code);
        if (!asked) asked = newsroom_edition_for(newsroom, v->person->language);
        return asked ? asked : &newsroom->editions[0];
}

json_t *front_tabs(struct visit *v, const struct edition *here, const char *path)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        json_t *list = json_array();
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                const struct edition *edition = &newsroom->editions[i];
                if (!visit_may(v, MAY_FRONT, edition->id)) continue;
                struct slice href = arena_format(visit_arena(v), "%s?edition=%.*s", path, SLICE_ARGS(edition->code));
                json_array_append_new(list, json_pack("{s:s, s:o, s:o, s:b}", "href", href.at, "name",
                                                      text_value(edition->name), "language", text_value(edition->code),
                                                      "is_here", edition == here));
        }
        return list;
}

struct err front_headline(struct visit *v, unsigned edition, struct slice uri, struct slice *ret, bool *ret_found)
{
        struct headlines found = {0};
        TRY(store_named(visit_store(v), edition, uri, visit_arena(v), &found));
        *ret_found = found.count > 0;
        *ret = found.count ? found.at[0].text : visit_text(v, "front_not_live");
        return NO_ERR;
}

struct slice front_clock(struct visit *v, const struct edition *edition, int64_t ms)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(200);
        CLEANUP(language_closep) struct language *language = NULL;
        struct slice code = {visit_text(v, "locale").at, 2};
        if (language_open_for_desk(code, edition->zone, &language).code != OK) return SLICE("");
        language_write_date(language, ms, DATE_SHORT_DAY, &text);
        buf_add_text(&text, ", ");
        language_write_date(language, ms, DATE_CLOCK, &text);
        return arena_copy(visit_arena(v), buf_slice(&text));
}

struct slice front_section_name(struct visit *v, const struct edition *edition, struct slice key)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        for (size_t i = 0; i < newsroom->section_count; i++)
                if (slice_eq(newsroom->sections[i].key, key)) return newsroom->sections[i].names[edition->id - 1];
        return key;
}

/* ---- the page ---- */

struct notice {
        const char *kind;
        struct slice text;
        int64_t before; /* the settings to which it can be taken back; -1: none */
};

struct shown {
        unsigned status;
        unsigned edition;
        const struct arranged *draft;
        const struct notice *notice; /* NULL: none */
};

static struct err put_story(struct visit *v, const struct edition *edition, const struct arranged *list, size_t place,
                            json_t *ret)
{
        const struct arranged_story *story = &list->stories[place];
        struct slice text;
        bool is_live = false;
        TRY(front_headline(v, edition->id, story->uri, &text, &is_live));
        json_t *until = story->until_ms ? text_value(front_clock(v, edition, story->until_ms)) : json_null();
        json_t *fault = story->fault ? text_value(visit_text(v, story->fault)) : json_null();
        json_array_append_new(ret,
                              json_pack("{s:o, s:o, s:I, s:b, s:b, s:o, s:o, s:o, s:b}", "uri", text_value(story->uri),
                                        "headline", text_value(text), "place", (json_int_t)place, "is_lead", place == 0,
                                        "is_missing", !is_live, "until", text_value(story->until), "until_text", until,
                                        "fault", fault, "is_pinned", story->until.len > 0));
        return NO_ERR;
}

static struct err put_stories(struct visit *v, const struct edition *edition, const struct arranged *list,
                              json_t *values, const char *key)
{
        json_t *array = json_array();
        json_object_set_new(values, key, array);
        for (size_t i = 0; i < list->count; i++)
                TRY(put_story(v, edition, list, i, array));
        return NO_ERR;
}

static void put_blocks(struct visit *v, const struct edition *edition, const struct arranged *list, json_t *values,
                       const char *key)
{
        json_t *array = json_array();
        json_object_set_new(values, key, array);
        for (size_t i = 0; i < list->block_count; i++)
                json_array_append_new(array,
                                      json_pack("{s:o, s:o, s:I, s:b}", "key", text_value(list->blocks[i].key), "name",
                                                text_value(front_section_name(v, edition, list->blocks[i].key)),
                                                "place", (json_int_t)i, "is_shown", list->blocks[i].is_shown));
}

static struct slice filled(struct visit *v, const char *key, const char *name, struct slice value)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(2000);
        language_write_text(v->texts, key, &(struct language_value){name, value}, 1, &text);
        return arena_copy(visit_arena(v), buf_slice(&text));
}

static struct err put_page(struct visit *v, const struct shown *shown, json_t *values)
{
        const struct edition *edition = newsroom_edition(visit_newsroom(v), shown->edition);
        struct arranged now;
        json_t *front = NULL;
        TRY(front_settings(v, edition, 0, NULL, &front));
        arranged_read_settings(v, edition, front, &now);
        json_object_set_new(values, "seen", text_value(front_mark(v, front)));
        json_decref(front);
        arranged_drop_ended(&now, v->now_ms);
        json_object_set_new(values, "tabs", front_tabs(v, edition, "/front"));
        json_object_set_new(values, "edition", text_value(edition->code));
        json_object_set_new(values, "zone_text", text_value(filled(v, "front_zone", "zone", edition->zone)));
        TRY(put_stories(v, edition, shown->draft, values, "arranged"));
        TRY(put_stories(v, edition, &now, values, "now"));
        put_blocks(v, edition, shown->draft, values, "blocks");
        put_blocks(v, edition, &now, values, "now_blocks");
        return front_put_stock(v, edition->id, shown->draft, values);
}

static struct err show(struct visit *v, const struct shown *shown)
{
        json_t *values = json_object();
        struct err err = put_page(v, shown, values);
        if (err.code != OK) {
                json_decref(values);
                return err;
        }
        const struct notice *notice = shown->notice;
        if (notice)
                json_object_set_new(values, "notice",
                                    json_pack("{s:s, s:o, s:b, s:I}", "kind", notice->kind, "text",
                                              text_value(notice->text), "has_before", notice->before >= 0, "before",
                                              (json_int_t)notice->before));
        return reply_page(v, shown->status, "front", values);
}

/* The number in "back:12" or ?version=12; false when there is none. */
static bool read_number(struct slice text, int64_t *ret)
{
        uint64_t number = 0;
        if (!slice_to_u64(text, INT64_MAX, &number)) return false;
        *ret = (int64_t)number;
        return true;
}

/* As settings of before had it; number 0 is before anything was set. */
static struct err read_version(struct visit *v, const struct edition *edition, int64_t number, struct arranged *ret)
{
        json_t *front = NULL;
        if (number) TRY(front_settings(v, edition, number, NULL, &front));
        arranged_read_settings(v, edition, front, ret);
        json_decref(front);
        arranged_drop_ended(ret, v->now_ms);
        return NO_ERR;
}

struct err handle_front(struct visit *v)
{
        const struct edition *edition = front_edition(v, visit_query(v, "edition"));
        if (!visit_may(v, MAY_FRONT, edition->id)) return reply_not_allowed(v, MAY_FRONT);
        struct arranged draft;
        json_t *front = NULL;
        int64_t version = 0;
        if (read_number(visit_query(v, "version"), &version)) {
                struct err err = read_version(v, edition, version, &draft);
                if (err.code == ERR_NOT_FOUND) return reply_refused(v, 404, "refused_missing");
                TRY(err);
                const struct notice notice = {"", visit_text(v, "front_brought_back"), -1};
                return show(v, &(struct shown){200, edition->id, &draft, &notice});
        }
        TRY(front_settings(v, edition, 0, NULL, &front));
        arranged_read_settings(v, edition, front, &draft);
        json_decref(front);
        arranged_drop_ended(&draft, v->now_ms);
        return show(v, &(struct shown){200, edition->id, &draft, NULL});
}

/* ---- launching ---- */

/* Who launched last, for whoever began before that. */
static struct err moved_text(struct visit *v, const struct edition *edition, struct slice *ret)
{
        struct audit_rows rows;
        struct person person;
        const struct audit_filter filter = {
                .act = SLICE("launch-front"), .object_kind = SLICE("front"), .object = edition->id, .limit = 1};
        TRY(store_list_audit(visit_store(v), &filter, visit_arena(v), &rows));
        *ret = visit_text(v, "front_moved_by_nobody");
        if (rows.count == 0 || !rows.at[0].person) return NO_ERR;
        TRY(store_load_person(visit_store(v), rows.at[0].person, visit_arena(v), &person));
        CLEANUP(buf_clear) struct buf text = BUF_INIT(2000);
        const struct language_value values[] = {{"name", person.name},
                                                {"time", front_clock(v, edition, rows.at[0].time_ms)}};
        language_write_text(v->texts, "front_moved", values, 2, &text);
        *ret = arena_copy(visit_arena(v), buf_slice(&text));
        return NO_ERR;
}

static struct err put_front(struct visit *v, unsigned edition_id, json_t *front, int64_t number, bool *ret_done)
{
        const struct edition *edition = newsroom_edition(visit_newsroom(v), edition_id);
        struct slice code = arena_copy(visit_arena(v), edition->code);
        struct settings_answer answer;
        const struct noted noted = {
                .kind = "front",
                .object = edition_id,
                .edition = edition_id,
                .detail = arena_format(visit_arena(v), "{\"settings\":%lld}", (long long)number),
        };
        json_t *named = json_pack("{s:{s:o}}", "front", code.at, front);
        TRY(desk_put_settings(v, named, "launch-front", &noted, &answer));
        *ret_done = answer.is_done;
        return NO_ERR;
}

static struct err launch(struct visit *v, unsigned edition_id, const struct arranged *list)
{
        const struct edition *edition = newsroom_edition(visit_newsroom(v), edition_id);
        json_t *now = NULL, *wanted = arranged_settings(v, edition, list);
        int64_t number = 0;
        bool is_done = true;
        struct notice notice = {"warn", SLICE(""), -1};
        TRY(front_settings(v, edition, 0, &number, &now));
        bool has_moved = !slice_eq(front_mark(v, now), visit_field(v, "seen"));
        bool is_same = json_is_null(wanted) ? !now : json_equal(wanted, now);
        json_decref(now);
        if (has_moved && !is_same) {
                json_decref(wanted);
                TRY(moved_text(v, edition, &notice.text));
                return show(v, &(struct shown){409, edition_id, list, &notice});
        }
        if (is_same)
                json_decref(wanted);
        else
                TRY(put_front(v, edition_id, wanted, number + 1, &is_done));
        notice.kind = is_done ? "good" : "bad";
        notice.text = visit_text(v, is_done ? "front_launched" : "front_refused");
        notice.before = is_done && !is_same ? number : -1;
        return show(v, &(struct shown){is_done ? 200 : 422, edition_id, list, &notice});
}

static struct err launch_version(struct visit *v, const struct edition *edition, struct slice number_text)
{
        struct arranged list;
        int64_t number = 0;
        if (!read_number(number_text, &number)) return reply_refused(v, 400, "refused_request");
        struct err err = read_version(v, edition, number, &list);
        if (err.code == ERR_NOT_FOUND) return reply_refused(v, 404, "refused_missing");
        TRY(err);
        return launch(v, edition->id, &list);
}

struct err handle_arrange_front(struct visit *v)
{
        const struct edition *edition = front_edition(v, visit_field(v, "edition"));
        if (!visit_may(v, MAY_FRONT, edition->id)) return reply_not_allowed(v, MAY_FRONT);
        struct slice about = visit_field(v, "do"), act = slice_cut(&about, ':');
        struct arranged list;
        if (slice_eq(act, SLICE("back"))) return launch_version(v, edition, about);
        bool all_fine = arranged_read_form(v, edition, &list);
        const struct notice fault = {"bad", visit_text(v, "front_times_wrong"), -1};
        if (!slice_eq(act, SLICE("launch"))) {
                arranged_act(&list, visit_field(v, "do"));
                return show(v, &(struct shown){200, edition->id, &list, NULL});
        }
        if (!all_fine) return show(v, &(struct shown){422, edition->id, &list, &fault});
        return launch(v, edition->id, &list);
}

/* ---- as readers will see it ---- */

static struct front_choice choice_of(struct visit *v, const struct arranged *list)
{
        struct arena *a = visit_arena(v);
        struct front_choice choice = {
                .lead = list->count ? list->stories[0].uri : SLICE(""),
                .placed = arena_array(a, list->count, sizeof *choice.placed),
                .sections = arena_array(a, list->block_count + 1, sizeof *choice.sections),
        };
        for (size_t i = 1; i < list->count; i++)
                choice.placed[choice.placed_count++] = list->stories[i].uri;
        for (size_t i = 0; i < list->block_count; i++)
                if (list->blocks[i].is_shown) choice.sections[choice.section_count++] = list->blocks[i].key;
        return choice;
}

struct err handle_front_preview(struct visit *v)
{
        const struct edition *edition = front_edition(v, visit_field(v, "edition"));
        if (!visit_may(v, MAY_FRONT, edition->id)) return reply_not_allowed(v, MAY_FRONT);
        struct arranged list;
        arranged_read_form(v, edition, &list); /* times that cannot be meant change nothing of now */
        const struct front_choice choice = choice_of(v, &list);
        const struct front_preview preview = {.edition = edition, .choice = &choice, .now_ms = v->now_ms};
        struct desk_reply *r = &v->errand->reply;
        TRY(publish_preview_front(writer_publisher(v->desk->writer), &preview, &r->body));
        reply_as_readers_see_it(r);
        return NO_ERR;
}
