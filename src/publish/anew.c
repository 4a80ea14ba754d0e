/* The site pressed anew in place, a few articles at a time, while the archive goes on being the site's: after a new
 * theme, another name of a section, another version of the program. The archive notes what it was all pressed with; as
 * long as that is not what this presser makes, it is behind, also after a crash in the middle. */
#include "publish/publish_inside.h"

static struct slice fingerprint_of(const struct publisher *p, uint8_t bytes[PRESSER_FINGERPRINT_BYTES])
{
        presser_fingerprint(p->presser, bytes);
        return (struct slice){(const char *)bytes, PRESSER_FINGERPRINT_BYTES};
}

struct err publish_is_behind(struct publisher *p, bool *ret)
{
        uint8_t bytes[PRESSER_FINGERPRINT_BYTES];
        CLEANUP(buf_clear) struct buf with = BUF_INIT(PRESSER_FINGERPRINT_BYTES);
        TRY(archive_pressed_with(p->archive, &with));
        *ret = !slice_eq(buf_slice(&with), fingerprint_of(p, bytes));
        return NO_ERR;
}

/* An archive without articles, or that is pressed as a whole, is of one pressing from now on; another is mixed as soon
 * as this presser presses anything into it. */
struct err note_pressing(struct run *r)
{
        struct publisher *p = r->publisher;
        uint8_t bytes[PRESSER_FINGERPRINT_BYTES];
        bool behind = false;
        int64_t change = 0;
        TRY(publish_is_behind(p, &behind));
        TRY(archive_change(p->archive, &change));
        if (!behind) return NO_ERR;
        bool begins = r->everything || change == 0;
        return archive_set_pressed_with(p->archive, begins ? fingerprint_of(p, bytes) : (struct slice){0});
}

/* ---- a part of it ---- */

static struct err list_next(struct run *r, const struct pressing_anew *state, struct article_ids *ret)
{
        struct store *store = r->publisher->store;
        if (!state->live_done) return store_live_articles_before(store, state->before, r->limit, &r->arena, ret);
        return store_withdrawn_articles(store, state->after, r->limit, &r->arena, ret);
}

static struct err press_these(struct run *r, const struct article_ids *articles)
{
        for (size_t i = 0; i < articles->count; i++)
                works_add(r, articles->at[i], WORK_WHOLE);
        TRY(works_load(r));
        TRY(run_step(r, PUBLISH_PRESS));
        return run_step(r, PUBLISH_LIST);
}

static void go_on(struct pressing_anew *state, const struct article_ids *articles)
{
        state->done += (int64_t)articles->count;
        if (state->live_done)
                state->after = articles->at[articles->count - 1];
        else
                state->before = articles->at[articles->count - 1];
}

static struct err end(struct run *r, struct pressing_anew *state)
{
        uint8_t bytes[PRESSER_FINGERPRINT_BYTES];
        TRY(archive_set_pressed_with(r->publisher->archive, fingerprint_of(r->publisher, bytes)));
        state->is_under_way = false;
        return NO_ERR;
}

static struct err press_next(struct run *r, struct pressing_anew *state)
{
        struct article_ids articles;
        TRY(list_next(r, state, &articles));
        if (articles.count) {
                TRY(press_these(r, &articles));
                go_on(state, &articles);
        } else if (state->live_done) {
                TRY(end(r, state));
        } else {
                state->live_done = true;
        }
        return archive_commit(r->publisher->archive, r->change);
}

static struct err begin(struct publisher *p, struct pressing_anew *state)
{
        struct store_counts counts;
        if (state->is_under_way) return NO_ERR;
        TRY(store_count(p->store, &counts));
        *state = (struct pressing_anew){.before = INT64_MAX, .total = counts.live, .is_under_way = true};
        return NO_ERR;
}

struct err publish_anew(struct publisher *p, struct pressing_anew *state, unsigned limit)
{
        CLEANUP(run_clear) struct run run;
        TRY(begin(p, state));
        run_init(&run, p);
        run.anew = true;
        run.limit = limit;
        TRY(archive_change(p->archive, &run.change));
        TRY(archive_begin(p->archive));
        struct err err = press_next(&run, state);
        if (err.code) archive_rollback(p->archive);
        return err;
}
