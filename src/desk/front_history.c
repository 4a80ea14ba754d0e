/* Who launched which front of an edition, and what it changed; each can be looked at again in the form, and launched.
 */
#include "desk/front.h"

#include "desk/handlers.h"
#include "store/audit.h"

enum { LAUNCHES_SHOWN = 30 };

/* ---- the difference of two arrangements ---- */

/* How many of those before the place stand in the other one too: places of what stayed, without what came and went. */
static size_t place_among_common(const struct arranged *list, size_t place, const struct arranged *other)
{
        size_t found = 0;
        for (size_t i = 0; i < place; i++)
                found += arranged_find(other, list->stories[i].uri) < other->count;
        return found;
}

static const char *change_of(const struct arranged *before, const struct arranged *after, size_t place)
{
        size_t was = arranged_find(before, after->stories[place].uri);
        if (was == before->count) return "came";
        size_t from = place_among_common(before, was, after), to = place_among_common(after, place, before);
        if (to < from) return "up";
        if (to > from) return "down";
        return before->stories[was].until_ms == after->stories[place].until_ms ? "stays" : "timed";
}

static struct err add_line(struct visit *v, const struct edition *edition, const struct arranged_story *story,
                           const char *change, json_t *lines)
{
        struct slice headline;
        bool is_live;
        TRY(front_headline(v, edition->id, story->uri, &headline, &is_live));
        struct slice key = arena_format(visit_arena(v), "front_change_%s", change);
        json_t *until = story->until_ms ? text_value(front_clock(v, edition, story->until_ms)) : json_null();
        bool stays = strcmp(change, "stays") == 0, went = strcmp(change, "went") == 0;
        json_array_append_new(lines,
                              json_pack("{s:o, s:s, s:o, s:b, s:b, s:o}", "headline", text_value(headline), "change",
                                        change, "change_text", stays ? json_null() : text_value(visit_text(v, key.at)),
                                        "came", strcmp(change, "came") == 0, "went", went, "until", until));
        return NO_ERR;
}

static struct err put_lines(struct visit *v, const struct edition *edition, const struct arranged *before,
                            const struct arranged *after, json_t *values)
{
        json_t *lines = json_array();
        json_object_set_new(values, "lines", lines);
        for (size_t i = 0; i < after->count; i++)
                TRY(add_line(v, edition, &after->stories[i], change_of(before, after, i), lines));
        for (size_t i = 0; i < before->count; i++)
                if (arranged_find(after, before->stories[i].uri) == after->count)
                        TRY(add_line(v, edition, &before->stories[i], "went", lines));
        return NO_ERR;
}

/* "Town, Sport" */
static struct slice blocks_text(struct visit *v, const struct edition *edition, const struct arranged *list)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(16 * 1024);
        for (size_t i = 0; i < list->block_count; i++) {
                if (!list->blocks[i].is_shown) continue;
                if (text.len) buf_add_text(&text, ", ");
                buf_add(&text, front_section_name(v, edition, list->blocks[i].key));
        }
        return text.len ? arena_copy(visit_arena(v), buf_slice(&text)) : visit_text(v, "front_no_blocks");
}

static void put_blocks(struct visit *v, const struct edition *edition, const struct arranged *before,
                       const struct arranged *after, json_t *values)
{
        struct slice was = blocks_text(v, edition, before), is = blocks_text(v, edition, after);
        if (slice_eq(was, is)) return;
        json_object_set_new(values, "blocks", json_pack("{s:o, s:o}", "was", text_value(was), "is", text_value(is)));
}

/* ---- the launches ---- */

static struct err read_front(struct visit *v, const struct edition *edition, int64_t number, struct arranged *ret)
{
        json_t *front = NULL;
        if (number > 0) TRY(front_settings(v, edition, number, NULL, &front));
        arranged_read_settings(v, edition, front, ret);
        json_decref(front);
        return NO_ERR;
}

static int64_t settings_of(const struct audit_row *row)
{
        json_t *detail = json_loadb(row->detail.at, row->detail.len, 0, NULL);
        int64_t number = json_integer_value(json_object_get(detail, "settings"));
        json_decref(detail);
        return number;
}

static struct err put_launch(struct visit *v, const struct edition *edition, const struct audit_row *row, json_t *list)
{
        struct arranged before, after;
        struct person person = {.name = SLICE("")};
        int64_t number = settings_of(row);
        if (number < 1) return NO_ERR;
        TRY(read_front(v, edition, number, &after));
        TRY(read_front(v, edition, number - 1, &before));
        if (row->person) TRY(store_load_person(visit_store(v), row->person, visit_arena(v), &person));
        json_t *launch = json_pack("{s:o, s:o, s:I, s:b}", "who", text_value(person.name), "time",
                                   text_value(front_clock(v, edition, row->time_ms)), "number", (json_int_t)number,
                                   "is_first", json_array_size(list) == 0);
        json_array_append_new(list, launch);
        put_blocks(v, edition, &before, &after, launch);
        return put_lines(v, edition, &before, &after, launch);
}

static struct err put_launches(struct visit *v, const struct edition *edition, json_t *values)
{
        struct audit_rows rows;
        json_t *list = json_array();
        const struct audit_filter filter = {.act = SLICE("launch-front"),
                                            .object_kind = SLICE("front"),
                                            .object = edition->id,
                                            .limit = LAUNCHES_SHOWN};
        json_object_set_new(values, "launches", list);
        TRY(store_list_audit(visit_store(v), &filter, visit_arena(v), &rows));
        for (size_t i = 0; i < rows.count; i++)
                TRY(put_launch(v, edition, &rows.at[i], list));
        json_object_set_new(values, "has_launches", json_boolean(json_array_size(list) > 0));
        return NO_ERR;
}

struct err handle_front_history(struct visit *v)
{
        const struct edition *edition = front_edition(v, visit_query(v, "edition"));
        if (!visit_may(v, MAY_FRONT, edition->id)) return reply_not_allowed(v, MAY_FRONT);
        json_t *values = json_object();
        json_object_set_new(values, "tabs", front_tabs(v, edition, "/front/history"));
        json_object_set_new(values, "edition", text_value(edition->code));
        struct err err = put_launches(v, edition, values);
        if (err.code == OK) return reply_page(v, 200, "front_history", values);
        json_decref(values);
        return err;
}
