/* Whether the text is still what the person saw who acts on it, and who writes it at the moment: asked by every act, in
 * this order, so that nobody is asked to mean something that is then refused. */
#include "desk/publish.h"

#include "desk/edition_clock.h"
#include "desk/handlers.h"
#include "store/version.h"

static bool is_told_otherwise(const json_t *asked, const char *name, int64_t now)
{
        const json_t *seen = json_object_get(asked, name);
        return json_is_integer(seen) && json_integer_value(seen) != now;
}

bool article_is_moved(const json_t *asked, const struct work *work)
{
        return is_told_otherwise(asked, "revision", work->revision) ||
               is_told_otherwise(asked, "version", work->version);
}

/* ---- who writes it ---- */

/* Who acts on what somebody else is writing at the moment says that they mean it: half a sentence may be in it. */
static bool is_written_by_another(const struct visit *v, const struct work *work)
{
        return work->claim.by && work->claim.writes && work->claim.by != v->person->id;
}

/* Who writes, and since when, as `key` of the texts says it. */
static struct err write_writer(struct visit *v, const struct work *work, const char *key, struct buf *ret)
{
        struct person writer;
        TRY(store_load_person(visit_store(v), work->claim.by, visit_arena(v), &writer));
        const struct edition *edition = newsroom_edition(visit_newsroom(v), work->text.edition);
        json_auto_t *since = clock_value(v, edition, work->claim.made_ms);
        const struct language_value values[] = {{"name", writer.name}, {"time", slice_of(json_string_value(since))}};
        language_write_text(v->texts, key, values, 2, ret);
        return NO_ERR;
}

struct err article_add_writer(struct visit *v, const struct work *work, json_t *faults)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(1000);
        if (!is_written_by_another(v, work)) return NO_ERR;
        TRY(write_writer(v, work, "ready_writer", &text));
        json_array_append_new(faults, json_pack("{s:s, s:b, s:I, s:o}", "field", "presence", "blocks", 0, "beside",
                                                (json_int_t)work->claim.number, "text", text_value(buf_slice(&text))));
        return NO_ERR;
}

/* ---- moved, or written ---- */

static struct err reply_written(struct visit *v, const struct work *work)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        TRY(write_writer(v, work, "text_written", &why));
        json_t *faults = json_array();
        json_t *values = json_pack("{s:o, s:o}", "why", text_value(buf_slice(&why)), "faults", faults);
        struct err err = article_add_writer(v, work, faults);
        if (err.code == OK) return reply_json(v, 409, values);
        json_decref(values);
        return err;
}

static bool is_meant(const json_t *asked, const struct work *work)
{
        const json_t *beside = json_object_get(asked, "beside");
        return json_is_integer(beside) && json_integer_value(beside) == work->claim.number;
}

/* Whether all that was saved since the person looked was saved by who writes, under the claim that they know of. */
static struct err is_moved_by_writer(struct visit *v, const struct work *work, const json_t *asked, bool *ret)
{
        const json_t *revision = json_object_get(asked, "revision");
        int64_t missed = json_is_integer(revision) ? work->revision - json_integer_value(revision) : 0;
        struct versions since;
        *ret = false;
        if (missed < 0 || missed > REVISIONS_MIN || is_told_otherwise(asked, "version", work->version)) return NO_ERR;
        const struct version_page page = {
                .article = work->article, .before = work->revision + 1, .limit = (unsigned)missed};
        TRY(store_revisions(visit_store(v), page, visit_arena(v), &since));
        if ((int64_t)since.count < missed) return NO_ERR;
        for (size_t i = 0; i < since.count; i++)
                if (since.at[i].made.by != work->claim.by || since.at[i].made_ms < work->claim.made_ms) return NO_ERR;
        *ret = true;
        return NO_ERR;
}

struct err reply_if_moved(struct visit *v, const struct work *work, const json_t *asked, const char *why,
                          bool *ret_moved)
{
        bool is_written = is_written_by_another(v, work), goes_on = false;
        *ret_moved = article_is_moved(asked, work);
        if (*ret_moved && is_written && is_meant(asked, work)) TRY(is_moved_by_writer(v, work, asked, &goes_on));
        *ret_moved = *ret_moved && !goes_on;
        if (*ret_moved)
                return reply_json(v, 409,
                                  json_pack("{s:o, s:I}", "why", text_value(visit_text(v, why)), "revision",
                                            (json_int_t)work->revision));
        *ret_moved = is_written && is_told_otherwise(asked, "beside", work->claim.number);
        return *ret_moved ? reply_written(v, work) : NO_ERR;
}

/* ---- afterwards ---- */

struct err article_put_unseen(struct visit *v, const struct work *work, json_t *values)
{
        json_auto_t *asked = visit_json(v);
        const json_t *revision = json_object_get(asked, "revision");
        const struct version_page page = {
                .article = work->article, .before = work->revision + 1, .limit = REVISIONS_MIN};
        struct versions kept;
        bool has_unseen = false;
        if (!json_is_integer(revision)) return NO_ERR;
        TRY(store_revisions(visit_store(v), page, visit_arena(v), &kept));
        for (size_t i = 0; i < kept.count && kept.at[i].number > json_integer_value(revision); i++)
                has_unseen |= kept.at[i].made.by != v->person->id;
        json_object_set_new(values, "has_unseen", json_boolean(has_unseen));
        return NO_ERR;
}
