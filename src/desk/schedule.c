/* A time to come: when an article is to appear by itself, and before when it must not.
 *
 * It is one time of the article, embargo_ms. Scheduled, the article appears at it; before that, nobody can publish it
 * by any way, and taking it off the schedule leaves the time in force as an embargo, which is lifted by an act of its
 * own. An embargo holds the other languages of the story too, as long as none of them is out; a time on the schedule
 * does not (store/hold.h). Times are typed by the clocks of the edition. */
#include "desk/publish.h"

#include "desk/handlers.h"
#include "desk/time_asked.h"

static struct err reply_timed(struct visit *v, const struct work *work, const struct time_asked *time)
{
        json_t *values = json_object();
        if (time->comes_twice) json_object_set_new(values, "told", text_value(visit_text(v, "time_twice")));
        return reply_standing(v, work->article, values);
}

/* ---- the schedule ---- */

static struct err find_schedule_hindrance(struct visit *v, const struct work *work, int64_t time_ms, const char **ret)
{
        bool is_taken_back = false;
        *ret = NULL;
        TRY(article_is_taken_back(v, work, &is_taken_back));
        if (work->state == STATE_PUBLISHED)
                *ret = "schedule_live";
        else if (work->state == STATE_WITHDRAWN && !is_taken_back)
                *ret = "schedule_withdrawn";
        else if (time_ms < work->embargo_ms) /* under which it was scheduled holds when it is scheduled anew */
                *ret = "schedule_embargo";
        return NO_ERR;
}

/* In `section`; 0: in its own. */
static struct err schedule(struct visit *v, const struct work *work, const struct time_asked *time, unsigned section)
{
        bool is_blocked = false;
        struct outgoing o = {.work = work, .act = "schedule"};
        TRY(article_to_publish(v, work, &o.text));
        if (section) o.text.section = section;
        o.text.published_ms = time->ms;
        o.text.updated_ms = 0;
        o.text.embargo_ms = 0; /* that it waits is what is wanted */
        struct err err = reply_if_lacking(v, work, &o.text, time->ms, &is_blocked);
        if (is_blocked) return err;
        o.text.embargo_ms = time->ms;
        o.detail = json_pack("{s:I, s:I}", "at_ms", (json_int_t)time->ms, "embargo_before_ms",
                             (json_int_t)work->text.embargo_ms);
        if (section) json_object_set_new(o.detail, "section", json_integer((json_int_t)section));
        err = article_send(v, &o);
        if (err.code == ERR_CONFLICT) return reply_conflict(v, &o);
        TRY(err);
        return reply_timed(v, work, time);
}

static struct err schedule_asked(struct visit *v, const struct work *work, const json_t *asked)
{
        struct time_asked time = {0};
        unsigned section = 0;
        bool is_moved = false, is_taken = false;
        struct err err = reply_if_moved(v, work, asked, "text_moved", &is_moved);
        if (is_moved) return err;
        const char *refusal = time_asked_read(v, work->text.edition, member_of(asked, "at"), &time);
        if (!refusal) TRY(find_schedule_hindrance(v, work, time.ms, &refusal));
        if (refusal) return reply_refused(v, 422, refusal);
        err = article_take_section(v, work, asked, &section, &is_taken);
        return is_taken && err.code == OK ? schedule(v, work, &time, section) : err;
}

struct err handle_schedule(struct visit *v)
{
        return with_article(v, MAY_SCHEDULE, schedule_asked);
}

static struct err unschedule_asked(struct visit *v, const struct work *work, const json_t *asked)
{
        if (work->state != STATE_SCHEDULED) return reply_refused(v, 409, "unschedule_gone");
        if (article_is_moved(asked, work)) return reply_refused(v, 409, "text_moved");
        struct outgoing o = {.work = work, .act = "unschedule", .text = work->text, .detail = json_object()};
        o.text.intent = INTENT_WITHHOLD;
        struct err err = article_send(v, &o);
        if (err.code == ERR_CONFLICT) return reply_conflict(v, &o);
        TRY(err);
        return reply_standing(v, work->article, json_object());
}

struct err handle_unschedule(struct visit *v)
{
        return with_article(v, MAY_SCHEDULE, unschedule_asked);
}

/* ---- the embargo ---- */

struct embargo {
        const struct work *work;
        int64_t until_ms; /* 0: it is lifted */
};

static struct err put_embargo(struct visit *v, void *context)
{
        const struct embargo *e = context;
        struct article text = e->work->text;
        struct work_saved saved;
        text.embargo_ms = e->until_ms;
        /* In whose hand the text is does not matter: what they type and this go together. */
        const struct work_save save = {.article = e->work->article,
                                       .revision = e->work->revision,
                                       .beside = true,
                                       .by = v->person->id,
                                       .now_ms = v->now_ms,
                                       .text = &text};
        TRY(store_work_save(visit_store(v), &save, visit_arena(v), &saved));
        json_t *detail = json_pack("{s:I, s:I}", "until_ms", (json_int_t)e->until_ms, "before_ms",
                                   (json_int_t)e->work->text.embargo_ms);
        const struct noted noted = {
                .kind = "article", .object = e->work->article, .edition = text.edition, .detail = detail_of(v, detail)};
        return visit_note(v, "embargo", &noted);
}

static struct err embargo_asked(struct visit *v, const struct work *work, const json_t *asked)
{
        struct time_asked time = {0};
        struct slice at = slice_trim(member_of(asked, "at"));
        if (work->state == STATE_SCHEDULED) return reply_refused(v, 409, "embargo_scheduled");
        const char *refusal = at.len ? time_asked_read(v, work->text.edition, at, &time) : NULL;
        if (refusal) return reply_refused(v, 422, refusal);
        TRY(in_transaction(v, put_embargo, &(struct embargo){work, time.ms}));
        return reply_timed(v, work, &time);
}

struct err handle_embargo(struct visit *v)
{
        return with_article(v, MAY_SCHEDULE, embargo_asked);
}
