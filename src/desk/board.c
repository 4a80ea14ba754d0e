/* The board: what is planned for a day, who is at it, and how far each language is. What is published or scheduled that
 * day without having been planned stands below. */
#include "desk/board.h"

#include "desk/handlers.h"
#include "desk/joining.h"
#include "desk/original.h"
#include "desk/siblings.h"
#include "desk/structure.h"

#include <stdio.h>

enum { PLANS_SHOWN = 200, STORIES_SHOWN = 100, NOON_MS = 12 * 60 * 60 * 1000 };

/* ---- days ---- */

static struct board_day make_day(struct visit *v, int year, int month, int day)
{
        struct board_day made = {.from_ms = language_day_start(v->texts, year, month, day),
                                 .before_ms = language_day_start(v->texts, year, month, day + 1)};
        struct local_time local = language_local(v->texts, made.from_ms);
        made.year = local.year;
        made.month = local.month;
        made.day = local.day;
        made.text = arena_format(visit_arena(v), "%04d-%02d-%02d", local.year, local.month, local.day);
        return made;
}

struct board_day board_day_of(struct visit *v, int64_t ms)
{
        struct local_time local = language_local(v->texts, ms);
        return make_day(v, local.year, local.month, local.day);
}

bool board_read_day(struct visit *v, struct slice text, struct board_day *ret)
{
        uint64_t year = 0, month = 0, day = 0;
        struct slice rest = text, parts[2] = {slice_cut(&rest, '-'), slice_cut(&rest, '-')};
        bool is_read = text.len == PLAN_DAY_BYTES && slice_to_u64(parts[0], 9998, &year) && year >= 1970 &&
                       slice_to_u64(parts[1], 12, &month) && slice_to_u64(rest, 31, &day);
        if (!is_read) return false;
        *ret = make_day(v, (int)year, (int)month, (int)day);
        return slice_eq(ret->text, text); /* else there is no such day */
}

/* ---- what stands on it ---- */

struct entry {
        const struct plan *plan; /* NULL: nobody planned it */
        int64_t story;
        struct work_rows rows;
};

struct board {
        const struct board_day *day;
        const struct plan_form *form;
        struct slice languages[EDITION_MAX]; /* as they call themselves, in the newsroom's order of editions */
        struct plans plans;
        struct people people;
        struct entry entries[STORIES_SHOWN]; /* without a plan */
        size_t count;
        bool has_more;
};

static bool is_there(const struct board *b, int64_t story)
{
        for (size_t i = 0; i < b->plans.count; i++)
                if (b->plans.at[i].story == story) return true;
        for (size_t i = 0; i < b->count; i++)
                if (b->entries[i].story == story) return true;
        return false;
}

static struct err add_entries(struct visit *v, struct board *b, const struct work_rows *rows)
{
        for (size_t i = 0; i < rows->count; i++) {
                int64_t story = rows->at[i].story;
                if (is_there(b, story)) continue;
                b->has_more |= b->count == STORIES_SHOWN;
                if (b->has_more) return NO_ERR;
                struct entry *entry = &b->entries[b->count++];
                *entry = (struct entry){.story = story};
                TRY(store_work_of_story(visit_store(v), story, visit_arena(v), &entry->rows));
        }
        return NO_ERR;
}

static struct err add_unplanned(struct visit *v, struct board *b)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        const struct work_span span = {b->day->from_ms, b->day->before_ms, STORIES_SHOWN};
        struct work_rows rows;
        TRY(store_work_due(visit_store(v), span, visit_arena(v), &rows));
        TRY(add_entries(v, b, &rows));
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                TRY(store_work_published(visit_store(v), newsroom->editions[i].id, span, visit_arena(v), &rows));
                TRY(add_entries(v, b, &rows));
        }
        return NO_ERR;
}

/* ---- a story's languages ---- */

static const char *kind_of(const struct work_row *row)
{
        if (work_is_behind(row)) return "behind";
        if (row->state == STATE_PUBLISHED) return "live";
        if (row->state == STATE_SCHEDULED) return "scheduled";
        if (row->state == STATE_WITHDRAWN) return "withdrawn";
        return row->stage == STAGE_REVIEW ? "review" : row->stage == STAGE_APPROVED ? "approved" : "draft";
}

static struct err put_behind(struct visit *v, const struct work_row *row, json_t *cell)
{
        struct original_changes changes;
        TRY(original_changes(v, row, &changes));
        json_object_set_new(
                cell, "behind",
                json_pack("{s:I, s:o}", "count", (json_int_t)changes.count, "names", text_value(changes.names)));
        return NO_ERR;
}

static struct err put_article(struct visit *v, const struct work_row *row, json_t *cell)
{
        const char *kind = kind_of(row);
        json_object_set_new(cell, "kind", json_string(kind));
        json_object_set_new(cell, "name", text_value(visit_text(v, arena_format(visit_arena(v), "cell_%s", kind).at)));
        if (visit_may(v, MAY_WRITE_OWN, row->edition)) json_object_set_new(cell, "article", json_integer(row->article));
        if (row->state == STATE_SCHEDULED) {
                json_t *at = json_object();
                put_time(v, at, row->embargo_ms);
                json_object_set_new(cell, "at", at);
        }
        return work_is_behind(row) ? put_behind(v, row, cell) : NO_ERR;
}

/* Which of a story's articles stands for it: what readers have, else the first. */
static const struct work_row *source_of(const struct entry *entry)
{
        for (size_t i = 0; i < entry->rows.count; i++)
                if (entry->rows.at[i].state == STATE_PUBLISHED && !entry->rows.at[i].translated_from)
                        return &entry->rows.at[i];
        return entry->rows.count ? &entry->rows.at[0] : NULL;
}

/* From which another language is begun: that one, else the first that the person may begin from. */
static const struct work_row *begun_from(const struct visit *v, const struct entry *entry)
{
        const struct work_row *source = source_of(entry);
        if (source && sibling_is_source(v, source)) return source;
        for (size_t i = 0; i < entry->rows.count; i++)
                if (sibling_is_source(v, &entry->rows.at[i])) return &entry->rows.at[i];
        return NULL;
}

static void put_missing(struct visit *v, const struct entry *entry, const struct edition *edition, json_t *cell)
{
        const struct work_row *source = begun_from(v, entry);
        bool is_wanted = !entry->plan || plan_wants(entry->plan, edition->id);
        const char *kind = is_wanted ? "missing" : "unwanted";
        json_object_set_new(cell, "kind", json_string(kind));
        json_object_set_new(cell, "name", text_value(visit_text(v, arena_format(visit_arena(v), "cell_%s", kind).at)));
        if (!visit_may(v, MAY_WRITE_OWN, edition->id)) return;
        if (source)
                json_object_set_new(cell, "translate",
                                    json_pack("{s:I, s:o}", "from", (json_int_t)source->article, "edition",
                                              text_value(edition->code)));
        else if (entry->plan && entry->rows.count == 0)
                json_object_set_new(
                        cell, "begin",
                        json_pack("{s:I, s:i}", "plan", (json_int_t)entry->plan->id, "edition", (int)edition->id));
}

static struct err put_cells(struct visit *v, const struct board *b, const struct entry *entry, json_t *value)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        json_t *cells = json_array();
        json_object_set_new(value, "cells", cells);
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                const struct edition *edition = &newsroom->editions[i];
                const struct work_row *row = sibling_in(&entry->rows, edition->id);
                json_t *cell = json_pack("{s:o, s:o, s:n, s:n, s:n, s:n, s:n}", "code", text_value(edition->code),
                                         "language_name", text_value(b->languages[i]), "article", "at", "behind",
                                         "translate", "begin");
                json_array_append_new(cells, cell);
                if (row)
                        TRY(put_article(v, row, cell));
                else
                        put_missing(v, entry, edition, cell);
        }
        return NO_ERR;
}

/* ---- forms ---- */

static struct slice clock_of(struct visit *v, int64_t ms)
{
        struct local_time local = language_local(v->texts, ms);
        return ms ? arena_format(visit_arena(v), "%02d:%02d", local.hour, local.minute) : SLICE("");
}

struct plan_form board_form_of(struct visit *v, const struct plan *plan)
{
        return (struct plan_form){.plan = plan->id,
                                  .title = plan->title,
                                  .note = plan->note,
                                  .day = plan->day,
                                  .due = clock_of(v, plan->due_ms),
                                  .person = plan->person,
                                  .editions = plan->editions};
}

static json_t *fault_value(struct visit *v, const char *key)
{
        return key ? text_value(visit_text(v, key)) : json_null();
}

static json_t *people_of(const struct board *b, int64_t chosen)
{
        json_t *list = json_array();
        for (size_t i = 0; i < b->people.count; i++) {
                const struct person *person = &b->people.at[i];
                if (!board_is_writer(person) && person->id != chosen) continue;
                json_array_append_new(list, json_pack("{s:I, s:o, s:b}", "id", (json_int_t)person->id, "name",
                                                      text_value(person->name), "is_chosen", person->id == chosen));
        }
        return list;
}

static json_t *editions_of(struct visit *v, const struct board *b, unsigned chosen)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        json_t *list = json_array();
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                const struct edition *edition = &newsroom->editions[i];
                json_array_append_new(list, json_pack("{s:i, s:o, s:o, s:b}", "id", (int)edition->id, "code",
                                                      text_value(edition->code), "name", text_value(b->languages[i]),
                                                      "is_chosen", (int)(chosen >> (edition->id - 1) & 1)));
        }
        return list;
}

static struct slice name_of(const struct board *b, int64_t person)
{
        for (size_t i = 0; i < b->people.count; i++)
                if (b->people.at[i].id == person) return b->people.at[i].name;
        return SLICE("");
}

/* What was wrong with a field, or what somebody else made of it meanwhile. */
static json_t *told_of(struct visit *v, const char *fault, bool is_torn, struct slice now)
{
        if (fault || !is_torn) return fault_value(v, fault);
        return text_value(torn_text(v, now));
}

static void put_faults(struct visit *v, const struct board *b, const struct plan_form *form,
                       const struct plan_form *kept, json_t *value)
{
        struct slice person = kept->person ? name_of(b, kept->person) : visit_text(v, "board_nobody");
        json_object_set_new(value, "title_fault", told_of(v, form->title_fault, form->is_title_torn, kept->title));
        json_object_set_new(value, "note_fault", told_of(v, form->note_fault, form->is_note_torn, kept->note));
        json_object_set_new(value, "day_fault", told_of(v, form->day_fault, form->is_day_torn, kept->day));
        json_object_set_new(value, "due_fault", told_of(v, form->due_fault, form->is_due_torn, kept->due));
        json_object_set_new(value, "person_fault", told_of(v, form->person_fault, form->is_person_torn, person));
}

/* What the plan is while the form is made: so that what others change until it is sent is not written over. */
static json_t *was_value(struct visit *v, const struct plan_form *kept)
{
        struct slice person = arena_format(visit_arena(v), "%lld", (long long)kept->person);
        struct slice editions = arena_format(visit_arena(v), "%u", kept->editions);
        return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "title", text_value(kept->title), "note",
                         text_value(kept->note), "day", text_value(kept->day), "due", text_value(kept->due), "person",
                         text_value(person), "editions", text_value(editions));
}

static json_t *form_value(struct visit *v, const struct board *b, const struct plan_form *form,
                          const struct plan_form *kept)
{
        json_t *value =
                json_pack("{s:I, s:o, s:o, s:o, s:o}", "id", (json_int_t)form->plan, "title", text_value(form->title),
                          "note", text_value(form->note), "day", text_value(form->day), "due", text_value(form->due));
        json_object_set_new(value, "action",
                            form->plan ? text_value(arena_format(visit_arena(v), "/board/%lld", (long long)form->plan))
                                       : json_string("/board"));
        json_object_set_new(value, "people", people_of(b, form->person));
        json_object_set_new(value, "wanted", editions_of(v, b, form->editions));
        put_faults(v, b, form, kept, value);
        json_object_set_new(value, "was", form->plan ? was_value(v, kept) : json_null());
        json_object_set_new(value, "is_new", json_boolean(form->plan == 0));
        json_object_set_new(value, "is_open", json_boolean(b->form == form));
        return value;
}

/* ---- entries ---- */

bool board_is_writer(const struct person *person)
{
        return !person->is_disabled && roles_may(person->roles.at, person->roles.count, MAY_WRITE_OWN, 0);
}

bool board_may_change(const struct visit *v, const struct plan *plan)
{
        return plan->made_by == v->person->id || plan->person == v->person->id || visit_may(v, MAY_EDIT_ANY, 0);
}

static void put_plan(struct visit *v, const struct board *b, const struct plan *plan, json_t *value)
{
        bool is_refused = b->form && b->form->plan == plan->id;
        const struct plan_form kept = board_form_of(v, plan);
        bool is_late = plan->due_ms && plan->due_ms < v->now_ms && !plan->story;
        json_t *planned =
                json_pack("{s:I, s:o, s:b, s:b, s:b, s:b}", "id", (json_int_t)plan->id, "note", text_value(plan->note),
                          "is_mine", plan->person == v->person->id, "is_free", plan->person == 0, "may_change",
                          (int)board_may_change(v, plan), "is_late", (int)is_late);
        json_object_set_new(value, "plan", planned);
        json_object_set_new(planned, "form", form_value(v, b, is_refused ? b->form : &kept, &kept));
        json_object_set_new(value, "who", text_value(name_of(b, plan->person)));
        json_object_set_new(value, "due", plan->due_ms ? text_value(clock_of(v, plan->due_ms)) : json_null());
}

static void put_unplanned(struct visit *v, const struct board *b, const struct work_row *source, json_t *value)
{
        json_object_set_new(value, "plan", json_null());
        json_object_set_new(value, "who", text_value(name_of(b, source->saved_by)));
        int64_t ms = source->state == STATE_SCHEDULED ? source->embargo_ms : source->published_ms;
        json_object_set_new(value, "due", text_value(clock_of(v, ms)));
}

static struct err add_value(struct visit *v, const struct board *b, const struct entry *entry, json_t *list)
{
        const struct work_row *source = source_of(entry);
        json_t *value = json_object();
        json_array_append_new(list, value);
        struct slice title = entry->plan ? entry->plan->title : source->headline;
        const struct newsroom *newsroom = visit_newsroom(v);
        json_object_set_new(value, "title", text_value(title.len ? title : visit_text(v, "no_headline")));
        json_object_set_new(value, "title_language",
                            text_value(entry->plan ? SLICE("") : newsroom_edition(newsroom, source->edition)->code));
        bool is_open = source && visit_may(v, MAY_WRITE_OWN, source->edition);
        json_object_set_new(value, "article", is_open ? json_integer(source->article) : json_null());
        if (entry->plan)
                put_plan(v, b, entry->plan, value);
        else
                put_unplanned(v, b, source, value);
        return put_cells(v, b, entry, value);
}

static struct err put_planned(struct visit *v, const struct board *b, json_t *values)
{
        json_t *list = json_array();
        json_object_set_new(values, "planned", list);
        json_object_set_new(values, "has_planned", json_boolean(b->plans.count > 0));
        for (size_t i = 0; i < b->plans.count; i++) {
                struct entry entry = {.plan = &b->plans.at[i], .story = b->plans.at[i].story};
                if (entry.story) TRY(store_work_of_story(visit_store(v), entry.story, visit_arena(v), &entry.rows));
                TRY(add_value(v, b, &entry, list));
        }
        return NO_ERR;
}

static struct err put_others(struct visit *v, const struct board *b, json_t *values)
{
        json_t *list = json_array();
        json_object_set_new(values, "others", list);
        json_object_set_new(values, "has_others", json_boolean(b->count > 0));
        json_object_set_new(values, "has_more", json_boolean(b->has_more));
        for (size_t i = 0; i < b->count; i++)
                if (b->entries[i].rows.count) TRY(add_value(v, b, &b->entries[i], list));
        return NO_ERR;
}

/* ---- the page ---- */

static void put_days(struct visit *v, const struct board_day *day, json_t *values)
{
        CLEANUP(buf_clear) struct buf heading = BUF_INIT(400);
        struct board_day today = board_day_of(v, v->now_ms);
        language_write_date(v->texts, day->from_ms + NOON_MS, DATE_DAY_HEADING, &heading);
        json_object_set_new(values, "heading", text_value(buf_slice(&heading)));
        json_object_set_new(values, "day", text_value(day->text));
        json_object_set_new(values, "is_today", json_boolean(slice_eq(day->text, today.text)));
        json_object_set_new(values, "before", text_value(make_day(v, day->year, day->month, day->day - 1).text));
        json_object_set_new(values, "after", text_value(make_day(v, day->year, day->month, day->day + 1).text));
}

/* What was just done to a plan, with the way back. */
static void put_told(struct visit *v, json_t *values)
{
        struct plan plan;
        uint64_t id = 0;
        bool is_struck = slice_to_u64(visit_query(v, "struck"), INT64_MAX, &id);
        json_object_set_new(values, "struck", json_null());
        if (!is_struck || store_load_plan(visit_store(v), (int64_t)id, visit_arena(v), &plan).code != OK) return;
        if (plan.is_struck)
                json_object_set_new(
                        values, "struck",
                        json_pack("{s:I, s:o}", "id", (json_int_t)plan.id, "title", text_value(plan.title)));
}

static struct plan_form new_form(const struct visit *v, const struct board_day *day)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        struct plan_form form = {.title = SLICE(""), .note = SLICE(""), .day = day->text, .due = SLICE("")};
        for (size_t i = 0; i < newsroom->edition_count; i++)
                form.editions |= 1U << (newsroom->editions[i].id - 1);
        return form;
}

static void find_languages(struct visit *v, struct board *b)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        for (size_t i = 0; i < newsroom->edition_count; i++)
                b->languages[i] = edition_language(v, &newsroom->editions[i]);
}

static json_t *heads_of(struct visit *v, const struct board *b)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        json_t *list = json_array();
        for (size_t i = 0; i < newsroom->edition_count; i++)
                json_array_append_new(list, json_pack("{s:o, s:o}", "code", text_value(newsroom->editions[i].code),
                                                      "name", text_value(b->languages[i])));
        return list;
}

static struct err put_board(struct visit *v, struct board *b, json_t *values)
{
        struct store *store = visit_store(v);
        TRY(store_list_people(store, visit_arena(v), &b->people));
        TRY(store_list_plans(store, b->day->text, PLANS_SHOWN, visit_arena(v), &b->plans));
        TRY(add_unplanned(v, b));
        TRY(put_planned(v, b, values));
        TRY(put_others(v, b, values));
        const struct plan_form fresh = new_form(v, b->day);
        bool is_refused = b->form && !b->form->plan;
        json_object_set_new(values, "form", form_value(v, b, is_refused ? b->form : &fresh, &fresh));
        return NO_ERR;
}

struct err board_show(struct visit *v, unsigned status, const struct board_day *day, const struct plan_form *form)
{
        struct board *b = arena_alloc(visit_arena(v), sizeof *b);
        *b = (struct board){.day = day, .form = form};
        json_t *values = json_object();
        put_days(v, day, values);
        put_told(v, values);
        json_object_set_new(values, "is_changed", json_boolean(form && form->is_changed));
        find_languages(v, b);
        json_object_set_new(values, "editions", heads_of(v, b));
        struct err err = put_board(v, b, values);
        if (err.code == OK) return reply_page(v, status, "board", values);
        json_decref(values);
        return err;
}

struct err handle_board(struct visit *v)
{
        struct board_day day;
        if (!board_read_day(v, visit_query(v, "day"), &day)) day = board_day_of(v, v->now_ms);
        return board_show(v, 200, &day, NULL);
}
