/* Who says what of a text before it is published: handed in, approved, handed back, each with a note to colleagues. */
#include "desk/publish.h"

#include "desk/handlers.h"
#include "news/text.h"

enum { NOTE_CHARACTERS = 900, NOTES_MAX_BYTES = 20000 };

struct staging {
        const struct work *work;
        enum work_stage to;
        const char *act;
        struct slice note;
        struct slice notes;
};

/* The newest note stands first, signed, above what stood there. */
static struct err write_notes(struct visit *v, struct staging *s)
{
        CLEANUP(buf_clear) struct buf notes = BUF_INIT(NOTES_MAX_BYTES);
        CLEANUP(buf_clear) struct buf key = BUF_INIT(40);
        if (s->note.len == 0) return NO_ERR;
        buf_add_format(&key, "stage_%s", s->act);
        buf_add_char(&key, '\0');
        struct language_value name = {"name", v->person->name};
        language_write_text(v->texts, key.at, &name, 1, &notes);
        buf_add_text(&notes, ", ");
        language_write_date(v->texts, v->now_ms, DATE_SHORT_DAY, &notes);
        buf_add_text(&notes, ", ");
        language_write_date(v->texts, v->now_ms, DATE_CLOCK, &notes);
        buf_add_format(&notes, ": %.*s", SLICE_ARGS(s->note));
        if (s->work->notes.len) buf_add_format(&notes, "\n%.*s", SLICE_ARGS(s->work->notes));
        TRY(BUF_OK(&notes, "add a note to the newsroom's"));
        s->notes = arena_copy(visit_arena(v), buf_slice(&notes));
        return NO_ERR;
}

static struct err put_stage(struct visit *v, void *context)
{
        const struct staging *s = context;
        struct store *store = visit_store(v);
        const struct made made = {.by = v->person->id, .why = s->to == STAGE_REVIEW ? VERSION_SUBMITTED : VERSION_KEPT};
        TRY(store_work_put_stage(store, s->work->article, s->to, made, v->now_ms));
        if (s->notes.len) TRY(store_work_put_notes(store, s->work->article, s->notes));
        const struct noted noted = {.kind = "article",
                                    .object = s->work->article,
                                    .edition = s->work->text.edition,
                                    .detail = s->note.len ? visit_detail(v, "note", s->note) : SLICE("")};
        return visit_note(v, s->act, &noted);
}

/* The steps by what people ask for, not by where they lead: "hand in" must never mean "take the approval back". */
enum { OPEN = 1 << STAGE_NONE | 1 << STAGE_DRAFT, REVIEW = 1 << STAGE_REVIEW, APPROVED = 1 << STAGE_APPROVED };
static const struct step {
        const char *name; /* of the request */
        const char *act;  /* of the audit, and of the texts: "stage_" and this */
        unsigned from;    /* the stages that it begins at */
        enum work_stage to;
} steps[] = {
        {"submit", "submit", OPEN, STAGE_REVIEW},
        {"hand_in_again", "submit", OPEN, STAGE_REVIEW},
        {"approve", "approve", OPEN | REVIEW, STAGE_APPROVED},
        {"disapprove", "disapprove", APPROVED, STAGE_REVIEW},
        {"take_back", "hand_back", REVIEW, STAGE_DRAFT},
        {"hand_back", "hand_back", REVIEW | APPROVED, STAGE_DRAFT},
};

static const struct step *find_step(struct slice name)
{
        for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
                if (slice_eq(slice_of(steps[i].name), name)) return &steps[i];
        return NULL;
}

/* Who wrote it hands it in, and may take it back while nobody has approved it; the rest is for who approves. */
static struct err may_step(struct visit *v, const struct work *work, const struct staging *s, bool *ret)
{
        bool is_writers = (s->to == STAGE_REVIEW && work->stage != STAGE_APPROVED) ||
                          (s->to == STAGE_DRAFT && work->stage == STAGE_REVIEW);
        *ret = visit_may(v, MAY_APPROVE, work->text.edition);
        if (*ret || !is_writers || !visit_may(v, MAY_SUBMIT, work->text.edition)) return NO_ERR;
        return article_may_edit(v, work, ret);
}

const char *stage_note_fault(struct slice note)
{
        return text_is_short(note, NOTE_CHARACTERS) ? NULL : "stage_note_long";
}

static struct err stage_asked(struct visit *v, const struct work *work, const json_t *asked)
{
        const struct step *step = find_step(member_of(asked, "act"));
        bool may = false, is_moved = false;
        if (!step) return reply_refused(v, 422, "refused_request");
        struct staging s = {.work = work, .to = step->to, .act = step->act};
        TRY(may_step(v, work, &s, &may));
        if (!may) return reply_not_allowed(v, MAY_APPROVE);
        if (!(step->from & 1U << work->stage)) return reply_refused(v, 409, "stage_moved");
        struct err err = reply_if_moved(v, work, asked, "text_moved", &is_moved);
        if (is_moved) return err;
        s.note = slice_trim(member_of(asked, "note"));
        const char *fault = stage_note_fault(s.note);
        if (fault) return reply_refused(v, 422, fault);
        TRY(write_notes(v, &s));
        TRY(in_transaction(v, put_stage, &s));
        return reply_standing(v, work->article, json_object());
}

struct err handle_stage(struct visit *v)
{
        return with_article(v, MAY_WRITE_OWN, stage_asked);
}
