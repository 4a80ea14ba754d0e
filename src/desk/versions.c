/* Versions of an article: who made which when and why, any two compared, any brought back. Nothing is brought back
 * unseen: the page shows what differs from the text of now, and the button stands below it. */
#include "desk/compared.h"
#include "desk/handlers.h"

enum { VERSIONS_SHOWN = 200 };

static int64_t asked_number(struct slice text)
{
        uint64_t number = 0;
        return slice_to_u64(text, INT64_MAX, &number) ? (int64_t)number : 0;
}

/* ---- the list ---- */

static const char *why_key(enum version_why why)
{
        static const char *const keys[] = {
                "version_why_1",
                [VERSION_IMPORTED] = "version_why_1",
                [VERSION_BEGUN] = "version_why_2",
                [VERSION_SUBMITTED] = "version_why_3",
                [VERSION_PUBLISHED] = "version_why_4",
                [VERSION_HANDED_OVER] = "version_why_5",
                [VERSION_KEPT] = "version_why_6",
                [VERSION_RESTORED] = "version_why_7",
                [VERSION_SIDE] = "version_why_8",
        };
        return keys[why];
}

static struct slice person_name(struct visit *v, int64_t id)
{
        struct person person;
        bool is_known = id && store_load_person(visit_store(v), id, visit_arena(v), &person).code == OK;
        return is_known ? person.name : SLICE("");
}

/* Which two are compared; `to` 0: the text of now. */
struct chosen {
        int64_t from, to;
};

static json_t *version_value(struct visit *v, const struct version_row *row, const struct work *work,
                             const struct chosen *chosen)
{
        json_t *value = json_object();
        json_object_set_new(value, "article", json_integer(work->article));
        json_object_set_new(value, "number", json_integer(row->number));
        json_object_set_new(value, "who", text_value(person_name(v, row->made.by)));
        json_object_set_new(value, "why", text_value(visit_text(v, why_key(row->made.why))));
        json_object_set_new(value, "is_from", json_boolean(row->number == chosen->from));
        json_object_set_new(value, "is_to", json_boolean(row->number == chosen->to));
        json_object_set_new(value, "is_readers",
                            json_boolean(work->state == STATE_PUBLISHED && row->number == work->version));
        put_time(v, value, row->made_ms);
        return value;
}

/* When there was live coverage: each entry is a publication then. Empty where there was none. */
struct coverage_time {
        int64_t from_ms, until_ms;
};

static struct err coverage_span(struct visit *v, const struct work *work, struct coverage_time *ret)
{
        struct article live;
        *ret = (struct coverage_time){0};
        if (!work->version) return NO_ERR;
        TRY(store_load_version(visit_store(v), work->article, work->version, visit_arena(v), &live));
        if (live.coverage_from_ms)
                *ret = (struct coverage_time){live.coverage_from_ms,
                                              live.coverage_until_ms ? live.coverage_until_ms : INT64_MAX};
        return NO_ERR;
}

/* How many from the first on make one line: publications of live coverage that follow each other, which would drown
 * what was deliberate. */
static size_t run_length(const struct version_row *rows, size_t count, const struct coverage_time *span)
{
        size_t length = 0;
        while (length < count && rows[length].made.why == VERSION_PUBLISHED && rows[length].made_ms >= span->from_ms &&
               rows[length].made_ms <= span->until_ms)
                length++;
        return length ? length : 1;
}

/* "Live coverage, publications: 12, 10:02–11:40" */
static json_t *run_title(struct visit *v, const struct version_row *rows, size_t count)
{
        json_auto_t *first = json_object(), *last = json_object();
        CLEANUP(buf_clear) struct buf text = BUF_INIT(1000);
        put_time(v, first, rows[count - 1].made_ms);
        put_time(v, last, rows[0].made_ms);
        const struct language_value values[] = {
                {"count", arena_format(visit_arena(v), "%zu", count)},
                {"from", slice_of(json_string_value(json_object_get(first, "time")))},
                {"to", slice_of(json_string_value(json_object_get(last, "time")))},
        };
        language_write_text(v->texts, "version_entries", values, 3, &text);
        return text_value(buf_slice(&text));
}

static struct err put_runs(struct visit *v, const struct versions *versions, const struct work *work,
                           const struct chosen *chosen, json_t *runs)
{
        struct coverage_time span;
        TRY(coverage_span(v, work, &span));
        for (size_t i = 0, length; i < versions->count; i += length) {
                const struct version_row *rows = &versions->at[i];
                json_t *list = json_array();
                bool is_open = false;
                length = run_length(rows, versions->count - i, &span);
                for (size_t n = 0; n < length; n++) {
                        is_open |= rows[n].number == chosen->from || rows[n].number == chosen->to;
                        json_array_append_new(list, version_value(v, &rows[n], work, chosen));
                }
                json_array_append_new(runs, json_pack("{s:o, s:b, s:o}", "run_title",
                                                      length > 1 ? run_title(v, rows, length) : json_false(), "is_open",
                                                      is_open, "versions", list));
        }
        return NO_ERR;
}

/* ---- two of them ---- */

static struct err load_text(struct visit *v, const struct work *work, int64_t version, struct article *ret)
{
        *ret = work->text;
        return version ? store_load_version(visit_store(v), work->article, version, visit_arena(v), ret) : NO_ERR;
}

static struct err compare(struct visit *v, const struct work *work, const struct chosen *chosen, json_t **ret)
{
        struct article before, after;
        TRY(load_text(v, work, chosen->from, &before));
        TRY(load_text(v, work, chosen->to, &after));
        *ret = compared_articles(v, &before, &after);
        return NO_ERR;
}

/* What nobody asked for: the newest version that differs from the text of now, as far as the last two go. */
static struct err compare_chosen(struct visit *v, const struct work *work, const struct versions *versions,
                                 struct chosen *chosen, json_t **ret)
{
        bool is_asked = chosen->from != 0;
        if (!is_asked) chosen->from = versions->at[0].number;
        TRY(compare(v, work, chosen, ret));
        if (is_asked || versions->count < 2 || !json_is_true(json_object_get(*ret, "is_same"))) return NO_ERR;
        json_decref(*ret);
        chosen->from = versions->at[1].number;
        return compare(v, work, chosen, ret);
}

/* "Version 3", "the text now" */
static json_t *title_of(struct visit *v, int64_t number)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(1000);
        if (!number) return text_value(visit_text(v, "version_now"));
        struct language_value value = {"number", arena_format(visit_arena(v), "%lld", (long long)number)};
        language_write_text(v->texts, "version_number", &value, 1, &text);
        return text_value(buf_slice(&text));
}

static struct err versions_page(struct visit *v, const struct work *work, bool may_edit)
{
        struct versions versions;
        int64_t before = asked_number(visit_query(v, "before"));
        struct chosen chosen = {asked_number(visit_query(v, "from")), asked_number(visit_query(v, "to"))};
        const struct version_page page = {
                .article = work->article, .before = before ? before : INT64_MAX, .limit = VERSIONS_SHOWN};
        json_t *compared = NULL, *values = json_object(), *runs = json_array();
        TRY(store_versions(visit_store(v), page, visit_arena(v), &versions));
        if (versions.count == 0) return reply_refused(v, 404, "refused_missing");
        struct err err = compare_chosen(v, work, &versions, &chosen, &compared);
        if (err.code == ERR_NOT_FOUND) return reply_refused(v, 404, "refused_missing");
        TRY(err);
        TRY(put_runs(v, &versions, work, &chosen, runs));
        bool has_older = versions.count == VERSIONS_SHOWN && versions.at[versions.count - 1].number > 1;
        bool may_restore = may_edit && !chosen.to && !json_is_true(json_object_get(compared, "is_same"));
        json_object_set_new(values, "id", json_integer(work->article));
        json_object_set_new(values, "headline", text_value(work->text.headline));
        json_object_set_new(values, "runs", runs);
        json_object_set_new(values, "older",
                            has_older ? json_integer(versions.at[versions.count - 1].number) : json_false());
        json_object_set_new(values, "compared", compared);
        json_object_set_new(values, "from", json_integer(chosen.from));
        json_object_set_new(values, "from_title", title_of(v, chosen.from));
        json_object_set_new(values, "to_title", title_of(v, chosen.to));
        json_object_set_new(values, "is_to_now", json_boolean(chosen.to == 0));
        json_object_set_new(values, "may_audit", json_boolean(visit_may_use(v, MAY_AUDIT)));
        json_object_set_new(values, "may_restore", json_boolean(may_restore));
        json_object_set_new(values, "is_restored", json_boolean(visit_query(v, "restored").len > 0));
        json_object_set_new(values, "article_language",
                            text_value(newsroom_edition(visit_newsroom(v), work->text.edition)->code));
        return reply_page(v, 200, "versions", values);
}

struct err handle_versions(struct visit *v)
{
        struct work work;
        bool found = false, may_edit = false;
        struct err err = article_work(v, &work, &found);
        if (!found) return err;
        TRY(article_may_edit(v, &work, &may_edit));
        return versions_page(v, &work, may_edit);
}

/* ---- bringing one back ---- */

struct restoring {
        const struct work *work;
        int64_t version;
        struct work_saved saved;
};

/* Under a claim of its own: a tab that writes meanwhile learns that the text was taken, and what it has is kept. */
static struct err restore(struct visit *v, void *context)
{
        struct restoring *r = context;
        const struct claim_request request = {
                .article = r->work->article,
                .by = v->person->id,
                .now_ms = v->now_ms,
                .tab = SLICE("restore"),
                .take_over = r->work->claim.by == v->person->id,
                .take_idle = true,
        };
        struct work_restore wish = {
                .article = r->work->article, .version = r->version, .by = v->person->id, .now_ms = v->now_ms};
        r->saved.outcome = WORK_TAKEN;
        TRY(store_work_claim(visit_store(v), &request, &wish.claim));
        if (!wish.claim) return NO_ERR;
        TRY(store_work_restore(visit_store(v), &wish, &r->saved));
        TRY(store_work_release(visit_store(v), r->work->article, wish.claim));
        struct slice number = arena_format(visit_arena(v), "%lld", (long long)r->version);
        return visit_note(v, "restore",
                          &(struct noted){.kind = "article",
                                          .object = r->work->article,
                                          .edition = r->work->text.edition,
                                          .detail = visit_detail(v, "version", number)});
}

struct err handle_restore(struct visit *v)
{
        struct work work;
        bool found = false, may_edit = false;
        struct err err = article_work(v, &work, &found);
        if (!found) return err;
        TRY(article_may_edit(v, &work, &may_edit));
        if (!may_edit) return reply_not_allowed(v, MAY_EDIT_ANY);
        struct restoring r = {.work = &work, .version = asked_number(visit_field(v, "version"))};
        if (!r.version) return reply_refused(v, 400, "refused_request");
        err = in_transaction(v, restore, &r);
        if (err.code == ERR_NOT_FOUND) return reply_refused(v, 404, "refused_missing");
        TRY(err);
        if (r.saved.outcome == WORK_TAKEN) return reply_refused(v, 409, "restore_busy");
        if (!r.saved.version) return reply_go(v, "/articles/%lld/versions", (long long)work.article);
        /* The version before the new one has the text that was replaced. */
        return reply_go(v, "/articles/%lld/versions?from=%lld&restored=%lld", (long long)work.article,
                        (long long)(r.saved.version - 1), (long long)r.saved.version);
}
