/* Acts on several articles at once. Each is done as its own button would do it (alone.h), so what one may not do to an
 * article alone is not done to it here; what was done, what was not, and why, is told row by row.
 *
 * What somebody else is writing at the moment is left alone at first, and offered by its name. A plain form: what an
 * act needs to know is asked on a page between. */
#include "desk/alone.h"
#include "desk/edition_clock.h"
#include "desk/handlers.h"
#include "desk/list.h"
#include "desk/publish.h"
#include "desk/siblings.h"
#include "desk/structure.h"
#include "http/form.h"

enum asks { ASKS_NOTHING, ASKS_NOTE, ASKS_TIME, ASKS_SECTION, ASKS_REASON };

static const struct bulk_act {
        const char *name;   /* of the form's button, and of the texts: "bulk_" and this; of a stage, the step */
        handler_fn *handle; /* of one article */
        enum asks asks;
        const char *undo;  /* the act that takes it back; NULL: none */
        bool is_dangerous; /* only behind a fresh proof, at an address of its own */
        bool spares;       /* what somebody else is writing; what only holds a text back, or takes back, need not */
} acts[] = {
        {"submit", handle_stage, ASKS_NOTHING, "take_back", false, true},
        {"approve", handle_stage, ASKS_NOTHING, "disapprove", false, true},
        {"hand_back", handle_stage, ASKS_NOTE, "hand_in_again", false, false},
        {"schedule", handle_schedule, ASKS_TIME, "unschedule", false, true},
        {"unschedule", handle_unschedule, ASKS_NOTHING, "schedule_back", false, false},
        {"section", handle_assign_section, ASKS_SECTION, "section_back", false, true},
        {"withdraw", handle_withdraw, ASKS_REASON, "bring_back", true, true},
        {"discard", handle_discard, ASKS_NOTHING, "retrieve", false, true},
        {"retrieve", handle_retrieve, ASKS_NOTHING, "discard", false, false},
        /* what takes back */
        {"take_back", handle_stage, ASKS_NOTHING, NULL, false, false},
        {"disapprove", handle_stage, ASKS_NOTHING, NULL, false, false},
        {"hand_in_again", handle_stage, ASKS_NOTHING, NULL, false, false},
        {"schedule_back", handle_schedule, ASKS_NOTHING, NULL, false, false},
        {"section_back", handle_assign_section, ASKS_NOTHING, NULL, false, false},
        {"bring_back", handle_undo, ASKS_NOTHING, NULL, false, false},
};

static const struct bulk_act *find_act(struct slice name)
{
        for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++)
                if (slice_eq(slice_of(acts[i].name), name)) return &acts[i];
        return NULL;
}

/* ---- what is asked ---- */

struct chosen {
        int64_t article;
        int64_t revision, version; /* of the text that the person saw, and readers'; 0: not told */
        int64_t before;            /* its section of before, for what takes that back */
        int64_t beside;            /* somebody else's claim, under which they were seen to write it; 0: nobody's */
};

struct bulk {
        const struct bulk_act *act;
        struct chosen chosen[ROWS_A_PAGE];
        size_t count;
        struct chosen done[ROWS_A_PAGE]; /* just before, when these were left alone */
        size_t done_count;
        struct slice note, at, reason, section;
        bool is_answered; /* the page between was sent */
};

/* "12:7:4", the article, the revision and readers' version that were seen; "12:7:4:3" with its section of before;
 * "12:7:4:3:9" with who was seen to write it. */
static bool read_mark(struct slice text, struct chosen *ret)
{
        uint64_t at[5] = {0};
        struct slice rest = text;
        for (size_t i = 0; i < sizeof at / sizeof at[0]; i++)
                slice_to_u64(slice_cut(&rest, ':'), i == 3 ? SECTION_MAX : INT64_MAX, &at[i]);
        *ret = (struct chosen){(int64_t)at[0], (int64_t)at[1], (int64_t)at[2], (int64_t)at[3], (int64_t)at[4]};
        return at[0] > 0;
}

static void add_chosen(struct slice text, struct chosen list[ROWS_A_PAGE], size_t *count)
{
        struct chosen chosen;
        if (!read_mark(text, &chosen) || *count == ROWS_A_PAGE) return;
        for (size_t i = 0; i < *count; i++)
                if (list[i].article == chosen.article) return;
        list[(*count)++] = chosen;
}

static struct bulk read_bulk(struct visit *v)
{
        struct http_form form;
        struct http_form_pair pair;
        struct bulk b = {.act = find_act(visit_field(v, "do")),
                         .note = visit_words(v, "note"),
                         .at = visit_words(v, "at"),
                         .reason = visit_words(v, "reason"),
                         .section = visit_words(v, "to_section"),
                         .is_answered = visit_field(v, "answered").len > 0};
        http_form_init(&form, v->errand->body, visit_arena(v));
        while (http_form_next(&form, &pair) == HTTP_FORM_PAIR) {
                if (slice_eq(pair.name, SLICE("id"))) add_chosen(pair.value, b.chosen, &b.count);
                if (slice_eq(pair.name, SLICE("done"))) add_chosen(pair.value, b.done, &b.done_count);
        }
        return b;
}

/* ---- the page ---- */

static json_t *sections_for(struct visit *v, struct slice chosen)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        json_t *list = json_array();
        for (size_t i = 0; i < newsroom->section_count; i++) {
                const struct section *section = &newsroom->sections[i];
                if (!section_is_there(section)) continue;
                struct slice id = arena_format(visit_arena(v), "%u", section->id);
                json_array_append_new(list, json_pack("{s:o, s:o, s:b}", "id", text_value(id), "name",
                                                      text_value(section_title(v, section)), "is_chosen",
                                                      (int)slice_eq(id, chosen)));
        }
        return list;
}

/* Where the act is asked for, and what was answered to what it asks. */
static json_t *answers_value(const struct bulk *b)
{
        const enum asks asks = b->act->asks;
        return json_pack("{s:s, s:b, s:b, s:b, s:b, s:o, s:o, s:o, s:o}", "action",
                         b->act->is_dangerous ? "/bulk/withdraw" : "/bulk", "note", asks == ASKS_NOTE, "time",
                         asks == ASKS_TIME, "section", asks == ASKS_SECTION, "reason", asks == ASKS_REASON,
                         "note_value", text_value(b->note), "at_value", text_value(b->at), "section_value",
                         text_value(b->section), "reason_value", text_value(b->reason));
}

static void put_question(struct visit *v, const struct bulk *b, const char *fault_key, json_t *values)
{
        json_t *asks = answers_value(b);
        json_object_set_new(asks, "sections", sections_for(v, b->section));
        json_object_set_new(asks, "fault", fault_key ? text_value(visit_text(v, fault_key)) : json_null());
        json_object_set_new(values, "asks", asks);
}

static struct slice act_text(struct visit *v, const char *name)
{
        return visit_text(v, arena_format(visit_arena(v), "bulk_%s", name).at);
}

/* A row is named only to whom its edition is open. */
static struct err row_value(struct visit *v, int64_t article, json_t **ret)
{
        struct work work = {0};
        struct err err = article_load(v, article, &work);
        bool is_seen = err.code == OK && visit_may(v, MAY_WRITE_OWN, work.text.edition);
        if (err.code != OK && err.code != ERR_NOT_FOUND) return err;
        struct slice headline = is_seen ? work.text.headline : SLICE("");
        const struct edition *edition = is_seen ? newsroom_edition(visit_newsroom(v), work.text.edition) : NULL;
        bool is_named = headline.len || !is_seen;
        json_t *original = NULL;
        TRY(original_name_value(v, work.story, is_named ? 0 : work.translated_from, &original));
        *ret = json_pack("{s:I, s:o, s:o, s:o, s:b}", "id", (json_int_t)article, "headline", text_value(headline),
                         "original", original, "language", text_value(edition ? edition->code : SLICE("")), "is_seen",
                         (int)is_seen);
        return NO_ERR;
}

static json_t *page_values(struct visit *v, const struct bulk *b)
{
        json_t *values = json_object();
        json_object_set_new(values, "act", json_string(b->act->name));
        json_object_set_new(values, "title", text_value(act_text(v, b->act->name)));
        json_object_set_new(values, "is_dangerous", json_boolean(b->act->is_dangerous));
        return values;
}

static json_t *mark_of(const struct chosen *chosen)
{
        CLEANUP(buf_clear) struct buf mark = BUF_INIT(200);
        buf_add_format(&mark, "%lld:%lld:%lld", (long long)chosen->article, (long long)chosen->revision,
                       (long long)chosen->version);
        if (chosen->before || chosen->beside) buf_add_format(&mark, ":%lld", (long long)chosen->before);
        if (chosen->beside) buf_add_format(&mark, ":%lld", (long long)chosen->beside);
        return text_value(buf_slice(&mark));
}

static struct err show_question(struct visit *v, const struct bulk *b, const char *fault_key)
{
        json_auto_t *values = page_values(v, b);
        json_t *rows = json_array();
        json_object_set_new(values, "rows", rows);
        put_question(v, b, fault_key, values);
        for (size_t i = 0; i < b->count; i++) {
                json_t *row = NULL;
                TRY(row_value(v, b->chosen[i].article, &row));
                json_object_set_new(row, "mark", mark_of(&b->chosen[i]));
                json_array_append_new(rows, row);
        }
        return reply_page(v, fault_key ? 422 : 200, "bulk", json_incref(values));
}

/* ---- doing it ---- */

static json_t *act_asked(const struct bulk *b, const struct chosen *chosen)
{
        uint64_t section = (uint64_t)chosen->before;
        if (b->act->handle == handle_stage)
                return json_pack("{s:s, s:o}", "act", b->act->name, "note", text_value(b->note));
        if (b->act->asks == ASKS_TIME) return json_pack("{s:o}", "at", text_value(b->at));
        if (b->act->asks == ASKS_REASON) return json_pack("{s:o}", "reason", text_value(b->reason));
        if (b->act->asks == ASKS_SECTION) slice_to_u64(b->section, SECTION_MAX, &section);
        return json_pack("{s:I}", "section", (json_int_t)section);
}

/* What was taken off the schedule has its time as an embargo. */
static json_t *time_of_before(struct visit *v, int64_t article)
{
        struct work work;
        struct slice at = SLICE("");
        if (article_load(v, article, &work).code == OK)
                at = clock_field(v, newsroom_edition(visit_newsroom(v), work.text.edition), work.text.embargo_ms);
        return json_pack("{s:o}", "at", text_value(at));
}

/* With what was seen, so that no text is acted on unread. */
static json_t *asked_of(struct visit *v, const struct bulk *b, const struct chosen *chosen)
{
        bool goes_back = b->act->handle == handle_schedule && b->act->asks != ASKS_TIME;
        json_t *asked = goes_back ? time_of_before(v, chosen->article) : act_asked(b, chosen);
        if (chosen->revision) json_object_set_new(asked, "revision", json_integer(chosen->revision));
        if (chosen->version) json_object_set_new(asked, "version", json_integer(chosen->version));
        if (b->act->spares) json_object_set_new(asked, "beside", json_integer(chosen->beside));
        return asked;
}

/* Left alone, because somebody else writes it: what may be asked for once more, with who it is and the text as it is
 * saved now. So too when they have written on since that was asked. */
static struct err put_offer(struct visit *v, const struct chosen *chosen, const struct alone_answer *answer,
                            json_t *row)
{
        struct work work;
        if (answer->status != 409) return NO_ERR;
        TRY(article_load(v, chosen->article, &work));
        bool is_written = json_object_get(answer->values, "faults") != NULL;
        if (!is_written && (!chosen->beside || chosen->revision == work.revision)) return NO_ERR;
        const struct chosen anew = {chosen->article, work.revision, work.version, chosen->before, work.claim.number};
        json_object_set_new(row, "is_offered", json_true());
        json_object_set_new(row, "mark", mark_of(&anew));
        return NO_ERR;
}

static void put_done(const struct chosen *done, json_t *row)
{
        json_object_set_new(row, "is_done", json_true());
        json_object_set_new(row, "mark", mark_of(done));
}

static struct err do_one(struct visit *v, const struct bulk *b, const struct chosen *chosen, json_t *row)
{
        struct alone_answer answer = ask_alone(v, chosen->article, b->act->handle, asked_of(v, b, chosen));
        json_auto_t *values = answer.values;
        if (answer.status != 200) {
                json_object_set_new(row, "why", text_value(answer.why));
                return b->act->spares ? put_offer(v, chosen, &answer, row) : NO_ERR;
        }
        struct slice told = member_of(values, "told");
        if (told.len) json_object_set_new(row, "told", text_value(told));
        const struct chosen done = {.article = chosen->article,
                                    .revision = json_integer_value(json_object_get(values, "revision")),
                                    .version = json_integer_value(json_object_get(values, "version")),
                                    .before = json_integer_value(json_object_get(values, "before"))};
        put_done(&done, row);
        return NO_ERR;
}

static struct slice sum_of(struct visit *v, size_t done, size_t count)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(1000);
        const struct language_value sums[] = {
                {"done", arena_format(visit_arena(v), "%zu", done)},
                {"count", arena_format(visit_arena(v), "%zu", count)},
        };
        language_write_text(v->texts, "bulk_sum", sums, 2, &text);
        return arena_copy(visit_arena(v), buf_slice(&text));
}

static struct err add_row(struct visit *v, int64_t article, json_t *rows, json_t **ret)
{
        TRY(row_value(v, article, ret));
        json_array_append_new(rows, *ret);
        return NO_ERR;
}

static struct err do_rows(struct visit *v, const struct bulk *b, json_t *rows)
{
        json_t *row = NULL;
        for (size_t i = 0; i < b->done_count; i++) {
                TRY(add_row(v, b->done[i].article, rows, &row));
                put_done(&b->done[i], row);
        }
        for (size_t i = 0; i < b->count; i++) {
                TRY(add_row(v, b->chosen[i].article, rows, &row));
                TRY(do_one(v, b, &b->chosen[i], row));
        }
        return NO_ERR;
}

static size_t count_true(const json_t *rows, const char *name)
{
        size_t count = 0;
        for (size_t i = 0; i < json_array_size(rows); i++)
                count += json_is_true(json_object_get(json_array_get(rows, i), name));
        return count;
}

static json_t *result_value(struct visit *v, const struct bulk *b, const json_t *rows)
{
        size_t count = json_array_size(rows), done = count_true(rows, "is_done");
        json_t *result = json_pack("{s:o, s:s}", "sum", text_value(sum_of(v, done, count)), "kind",
                                   done == count ? "good" : "warn");
        if (done && b->act->undo)
                json_object_set_new(
                        result, "undo",
                        json_pack("{s:s, s:o}", "act", b->act->undo, "name", text_value(act_text(v, b->act->undo))));
        if (count_true(rows, "is_offered")) json_object_set_new(result, "offer", answers_value(b));
        return result;
}

static struct err do_all(struct visit *v, const struct bulk *b)
{
        json_auto_t *values = page_values(v, b);
        json_t *rows = json_array();
        json_object_set_new(values, "rows", rows);
        TRY(do_rows(v, b, rows));
        json_object_set_new(values, "result", result_value(v, b, rows));
        return reply_page(v, 200, "bulk", json_incref(values));
}

/* What is wrong with what answers the act's question, as a key of the texts. */
static const char *find_fault(const struct bulk *b)
{
        if (b->act->asks == ASKS_TIME && b->at.len == 0) return "time_unreadable";
        if (b->act->asks == ASKS_REASON) return withdraw_reason_fault(b->reason);
        if (b->act->asks == ASKS_NOTE) return stage_note_fault(b->note);
        if (b->act->asks == ASKS_SECTION && b->section.len == 0) return "bulk_section_missing";
        return NULL;
}

static struct err handle(struct visit *v, bool is_fresh)
{
        struct bulk b = read_bulk(v);
        if (!b.act || b.act->is_dangerous != is_fresh) return reply_refused(v, 400, "refused_request");
        if (b.count == 0) return reply_refused(v, 422, "bulk_none");
        if (b.act->asks == ASKS_NOTHING) return do_all(v, &b);
        if (!b.is_answered) return show_question(v, &b, NULL);
        const char *fault = find_fault(&b);
        return fault ? show_question(v, &b, fault) : do_all(v, &b);
}

struct err handle_bulk(struct visit *v)
{
        return handle(v, false);
}

struct err handle_bulk_withdraw(struct visit *v)
{
        return handle(v, true);
}
