/* Planning: a story for a day is planned, changed, moved, taken, begun in a language, struck off and put back. */
#include "desk/board.h"
#include "desk/handlers.h"
#include "desk/joining.h"
#include "http/form.h"
#include "news/date_time.h"
#include "news/text.h"
#include "store/work_list.h"

/* ---- the form ---- */

static unsigned editions_asked(struct visit *v)
{
        struct http_form form;
        struct http_form_pair pair;
        unsigned editions = 0;
        uint64_t id = 0;
        http_form_init(&form, v->errand->body, visit_arena(v));
        while (http_form_next(&form, &pair) == HTTP_FORM_PAIR) {
                if (!slice_eq(pair.name, SLICE("edition")) || !slice_to_u64(pair.value, EDITION_MAX, &id)) continue;
                if (newsroom_edition(visit_newsroom(v), (unsigned)id)) editions |= 1U << (id - 1);
        }
        return editions;
}

static struct plan_form read_form(struct visit *v, int64_t plan)
{
        uint64_t person = 0;
        slice_to_u64(visit_field(v, "person"), INT64_MAX, &person);
        return (struct plan_form){.plan = plan,
                                  .title = visit_words(v, "title"),
                                  .note = visit_words(v, "note"),
                                  .day = visit_words(v, "day"),
                                  .due = visit_words(v, "due"),
                                  .person = (int64_t)person,
                                  .editions = editions_asked(v)};
}

static struct slice number_text(struct visit *v, int64_t number)
{
        return arena_format(visit_arena(v), "%lld", (long long)number);
}

/* What others changed since the form was made stays; where both changed a field each in their way, it is torn. */
static void join_form(struct visit *v, const struct plan *plan, struct plan_form *form)
{
        const struct plan_form now = board_form_of(v, plan);
        uint64_t was_editions = 0, person = 0;
        form->title = join_field(v, "title", form->title, now.title, &form->is_title_torn);
        form->note = join_field(v, "note", form->note, now.note, &form->is_note_torn);
        form->day = join_field(v, "day", form->day, now.day, &form->is_day_torn);
        form->due = join_field(v, "due", form->due, now.due, &form->is_due_torn);
        struct slice chosen = join_field(v, "person", number_text(v, form->person), number_text(v, now.person),
                                         &form->is_person_torn);
        slice_to_u64(chosen, INT64_MAX, &person);
        form->person = (int64_t)person;
        slice_to_u64(visit_field(v, "was_editions"), UINT32_MAX, &was_editions);
        unsigned ticked_else = form->editions ^ (unsigned)was_editions;
        form->editions = (now.editions & ~ticked_else) | (form->editions & ticked_else);
        form->is_changed = form->is_title_torn || form->is_note_torn || form->is_day_torn || form->is_due_torn ||
                           form->is_person_torn;
}

/* "08:30" of a day, by the newsroom's clocks; NULL, or why it cannot be meant. Without a time: 0. */
static const char *read_due(struct visit *v, struct slice day, struct slice due, int64_t *ret)
{
        int64_t local_ms = 0;
        *ret = 0;
        if (due.len == 0) return NULL;
        struct slice text = arena_format(visit_arena(v), "%.*sT%.*s:00Z", SLICE_ARGS(day), SLICE_ARGS(due));
        if (due.len != sizeof "08:30" - 1 || !date_time_read(text, &local_ms)) return "plan_time_unreadable";
        struct clock_moments moments = language_moments(v->texts, local_ms);
        if (moments.count == 0) return "time_skipped";
        *ret = moments.at[moments.count - 1];
        return NULL;
}

/* Whose it is already may stay so, whatever became of their roles. */
static const char *find_person_fault(struct visit *v, int64_t id, int64_t before)
{
        struct person person;
        if (id == 0 || id == before) return NULL;
        bool is_known = store_load_person(visit_store(v), id, visit_arena(v), &person).code == OK;
        if (!is_known || person.is_disabled) return "plan_person_unknown";
        return board_is_writer(&person) ? NULL : "plan_person_no_writer";
}

/* The plan as the form has it; false: it says what is wrong. */
static bool fill_plan(struct visit *v, struct plan_form *form, struct board_day *day, struct plan *plan)
{
        if (!board_read_day(v, form->day, day)) form->day_fault = "plan_day_unreadable";
        if (form->title.len == 0) form->title_fault = "plan_title_missing";
        if (!text_is_short(form->title, PLAN_TITLE_CHARACTERS) || !text_is_line(form->title))
                form->title_fault = "plan_title_long";
        if (!text_is_short(form->note, PLAN_NOTE_CHARACTERS)) form->note_fault = "plan_note_long";
        if (!form->day_fault) form->due_fault = read_due(v, form->day, form->due, &plan->due_ms);
        form->person_fault = find_person_fault(v, form->person, plan->person);
        plan->day = form->day;
        plan->title = form->title;
        plan->note = form->note;
        plan->person = form->person;
        plan->editions = form->editions;
        return !form->title_fault && !form->note_fault && !form->day_fault && !form->due_fault && !form->person_fault;
}

/* ---- written ---- */

struct planning {
        struct plan plan;
        const char *act;
        unsigned edition;          /* in which it is begun */
        int64_t article;           /* that was begun */
        const struct plan *before; /* that was changed */
};

static struct err note_plan(struct visit *v, const struct planning *p)
{
        const struct noted noted = {
                .kind = "plan", .object = p->plan.id, .detail = visit_detail(v, "title", p->plan.title)};
        return visit_note(v, p->act, &noted);
}

static struct err add_plan(struct visit *v, void *context)
{
        struct planning *p = context;
        TRY(store_add_plan(visit_store(v), &p->plan, &p->plan.id));
        return note_plan(v, p);
}

static struct slice person_name(struct visit *v, int64_t id)
{
        struct person person;
        bool is_there = id && store_load_person(visit_store(v), id, visit_arena(v), &person).code == OK;
        return is_there ? person.name : SLICE("");
}

static struct slice edition_codes(struct visit *v, unsigned editions)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        struct slice codes = SLICE("");
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                const struct edition *edition = &newsroom->editions[i];
                if (!(editions >> (edition->id - 1) & 1)) continue;
                codes = arena_format(visit_arena(v), "%.*s%s%.*s", SLICE_ARGS(codes), codes.len ? " " : "",
                                     SLICE_ARGS(edition->code));
        }
        return codes;
}

/* What a form changed, field by field. */
static struct err note_changes(struct visit *v, const struct planning *p)
{
        const struct plan_form before = board_form_of(v, p->before), after = board_form_of(v, &p->plan);
        json_t *detail = json_object();
        note_change(v, detail, "title", before.title, after.title);
        note_change(v, detail, "note", before.note, after.note);
        note_change(v, detail, "day", before.day, after.day);
        note_change(v, detail, "due", before.due, after.due);
        note_change(v, detail, "person", person_name(v, before.person), person_name(v, after.person));
        note_change(v, detail, "editions", edition_codes(v, before.editions), edition_codes(v, after.editions));
        const struct noted noted = {.kind = "plan", .object = p->plan.id, .detail = visit_details(v, detail)};
        return visit_note(v, p->act, &noted);
}

static struct err change_plan(struct visit *v, void *context)
{
        const struct planning *p = context;
        TRY(store_put_plan(visit_store(v), &p->plan));
        return note_changes(v, p);
}

static struct err put_plan(struct visit *v, void *context)
{
        const struct planning *p = context;
        TRY(store_put_plan(visit_store(v), &p->plan));
        return note_plan(v, p);
}

struct err handle_plan_story(struct visit *v)
{
        struct board_day day;
        struct plan_form form = read_form(v, 0);
        struct planning p = {.plan = {.made_by = v->person->id, .made_ms = v->now_ms}, .act = "plan"};
        if (!fill_plan(v, &form, &day, &p.plan)) {
                if (form.day_fault) day = board_day_of(v, v->now_ms);
                return board_show(v, 422, &day, &form);
        }
        TRY(in_transaction(v, add_plan, &p));
        return reply_go(v, "/board?day=%.*s#plan-%lld", SLICE_ARGS(day.text), (long long)p.plan.id);
}

/* The plan in the path; false, and answered, when there is none. */
static struct err find_plan(struct visit *v, struct plan *ret, bool *ret_found)
{
        struct err err = store_load_plan(visit_store(v), visit_id(v, 0), visit_arena(v), ret);
        *ret_found = err.code == OK;
        return err.code == ERR_NOT_FOUND ? reply_refused(v, 404, "refused_missing") : err;
}

static struct err show_again(struct visit *v, const struct plan *plan, const struct plan_form *form)
{
        struct board_day day;
        if (!board_read_day(v, plan->day, &day)) day = board_day_of(v, v->now_ms);
        return board_show(v, form->is_changed ? 409 : 422, &day, form);
}

struct err handle_change_plan(struct visit *v)
{
        struct planning p = {.act = "change_plan"};
        struct board_day day;
        bool found;
        struct err err = find_plan(v, &p.plan, &found);
        if (!found) return err;
        if (!board_may_change(v, &p.plan)) return reply_refused(v, 403, "plan_not_yours");
        const struct plan kept = p.plan;
        struct plan_form form = read_form(v, p.plan.id);
        join_form(v, &kept, &form);
        p.before = &kept;
        if (!fill_plan(v, &form, &day, &p.plan) || form.is_changed) return show_again(v, &kept, &form);
        TRY(in_transaction(v, change_plan, &p));
        return reply_go(v, "/board?day=%.*s#plan-%lld", SLICE_ARGS(day.text), (long long)p.plan.id);
}

/* Whose it is already gives it up. */
struct err handle_take_plan(struct visit *v)
{
        struct planning p = {.act = "take_plan"};
        bool found;
        struct err err = find_plan(v, &p.plan, &found);
        if (!found) return err;
        bool is_mine = p.plan.person == v->person->id;
        if (p.plan.person && !board_may_change(v, &p.plan)) return reply_refused(v, 403, "plan_not_yours");
        p.plan.person = is_mine ? 0 : v->person->id;
        if (is_mine) p.act = "leave_plan";
        TRY(in_transaction(v, put_plan, &p));
        return reply_go(v, "/board?day=%.*s#plan-%lld", SLICE_ARGS(p.plan.day), (long long)p.plan.id);
}

struct err handle_strike_plan(struct visit *v)
{
        struct planning p = {.act = "strike_plan"};
        bool found, is_back = visit_field(v, "back").len > 0;
        struct err err = find_plan(v, &p.plan, &found);
        if (!found) return err;
        if (!board_may_change(v, &p.plan)) return reply_refused(v, 403, "plan_not_yours");
        p.plan.is_struck = !is_back;
        if (is_back) p.act = "put_plan_back";
        TRY(in_transaction(v, put_plan, &p));
        if (is_back) return reply_go(v, "/board?day=%.*s#plan-%lld", SLICE_ARGS(p.plan.day), (long long)p.plan.id);
        return reply_go(v, "/board?day=%.*s&struck=%lld", SLICE_ARGS(p.plan.day), (long long)p.plan.id);
}

/* ---- begun ---- */

/* The working title is what the article is called so far; what was noted goes along. */
static struct err begin_plan(struct visit *v, void *context)
{
        struct planning *p = context;
        struct store *store = visit_store(v);
        struct work work;
        TRY(article_begin(v, p->edition, p->plan.title, &p->article));
        if (p->plan.note.len) TRY(store_work_put_notes(store, p->article, p->plan.note));
        TRY(store_work_load(store, p->article, v->now_ms, visit_arena(v), &work));
        p->plan.story = work.story;
        if (!p->plan.person) p->plan.person = v->person->id;
        TRY(store_put_plan(store, &p->plan));
        return note_plan(v, p);
}

/* What somebody else began meanwhile is led to; 0: there is none but what was discarded. */
static struct err find_begun(struct visit *v, int64_t story, int64_t *ret)
{
        struct work_rows rows = {0};
        if (story) TRY(store_work_of_story(visit_store(v), story, visit_arena(v), &rows));
        *ret = rows.count ? rows.at[0].article : 0;
        return NO_ERR;
}

struct err handle_begin_plan(struct visit *v)
{
        struct planning p = {.act = "begin_plan"};
        bool found;
        uint64_t edition = 0;
        struct err err = find_plan(v, &p.plan, &found);
        if (!found) return err;
        bool is_edition = slice_to_u64(visit_field(v, "edition"), EDITION_MAX, &edition) &&
                          newsroom_edition(visit_newsroom(v), (unsigned)edition);
        if (!is_edition) return reply_refused(v, 400, "refused_request");
        if (!visit_may(v, MAY_WRITE_OWN, (unsigned)edition)) return reply_not_allowed(v, MAY_WRITE_OWN);
        TRY(find_begun(v, p.plan.story, &p.article));
        p.edition = (unsigned)edition;
        if (!p.article) TRY(in_transaction(v, begin_plan, &p));
        return reply_go(v, "/articles/%lld", (long long)p.article);
}
