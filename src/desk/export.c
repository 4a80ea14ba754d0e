/* Taking everything out: an export is made beside the desk's work and offered as one file, behind a fresh proof of who
 * one is, for it holds all that was written. */
#include "desk/export_job.h"

#include "desk/article.h"
#include "desk/handlers.h"
#include "desk/me.h"
#include "news/json_value.h"

/* ---- shown ---- */

static json_t *filled(struct visit *v, const char *key, const struct language_value *values, size_t count)
{
        enum { TEXT_MAX_BYTES = 2000 };
        CLEANUP(buf_clear) struct buf text = BUF_INIT(TEXT_MAX_BYTES);
        language_write_text(v->texts, key, values, count, &text);
        return json_stringn_nocheck(buf_text(&text), text.len);
}

static struct slice number(struct visit *v, int64_t value)
{
        return arena_format(visit_arena(v), "%lld", (long long)value);
}

static struct slice megabytes(struct visit *v, uint64_t bytes)
{
        enum { MEGABYTE = 1000 * 1000 };
        return number(v, (int64_t)((bytes + MEGABYTE - 1) / MEGABYTE));
}

static void put_progress_of(struct visit *v, const struct export_status *status, json_t *values)
{
        const struct language_value articles = {"articles", number(v, status->articles)};
        json_t *list = json_array(), *line = json_object();
        json_put(line, "text", filled(v, "export_progress", &articles, 1));
        json_put(line, "done", json_integer(status->done));
        json_put(line, "total", json_integer(status->all ? status->all : 1));
        json_append(list, line);
        json_put(values, "progress", list);
        json_put(values, "is_under_way", json_true());
}

static json_t *ready_values(struct visit *v, const struct export_status *status)
{
        const struct language_value held[] = {{"articles", number(v, status->articles)},
                                              {"pictures", number(v, status->pictures)},
                                              {"megabytes", megabytes(v, status->size_bytes)}};
        const struct language_value missing = {"pictures", number(v, status->missing_pictures)};
        const struct language_value nameless = {"articles", number(v, status->without_headline)};
        json_t *ready = json_object();
        json_put(ready, "held", filled(v, "export_held", held, sizeof held / sizeof held[0]));
        json_put(ready, "begun", moment_value(v, status->begun_ms));
        json_put(ready, "until", moment_value(v, status->until_ms));
        json_put(ready, "with_drafts", json_boolean(status->with_drafts));
        json_put(ready, "missing", status->missing_pictures ? filled(v, "export_missing", &missing, 1) : json_null());
        json_put(ready, "nameless",
                 status->without_headline ? filled(v, "export_nameless", &nameless, 1) : json_null());
        return ready;
}

static struct err show(struct visit *v, unsigned status_code, const char *fault)
{
        struct export_status status = export_job_status(v->desk->exports);
        json_t *values = json_object();
        json_put(values, "fault", fault ? json_from_slice(visit_text(v, fault)) : json_null());
        json_put(values, "has_failed", json_boolean(status.state == EXPORT_FAILED));
        json_put(values, "may_begin", json_boolean(status.state == EXPORT_NONE || status.state == EXPORT_FAILED));
        json_put(values, "is_running", json_boolean(status.state == EXPORT_RUNNING));
        json_put(values, "ready", status.state == EXPORT_READY ? ready_values(v, &status) : json_null());
        if (status.state == EXPORT_RUNNING) put_progress_of(v, &status, values);
        return reply_page(v, status_code, "export", values);
}

struct err handle_export(struct visit *v)
{
        return show(v, 200, NULL);
}

/* ---- done ---- */

static struct err note(struct visit *v, void *context)
{
        const char *act = context;
        const char *what = export_job_status(v->desk->exports).with_drafts ? "with_drafts" : "published";
        return visit_note(v, act, &(struct noted){.detail = visit_detail(v, "export", slice_of(what))});
}

/* Written down before it is begun: no export leaves that the log does not know. */
static struct err note_begun(struct visit *v, void *context)
{
        const bool *with_drafts = context;
        const char *what = *with_drafts ? "with_drafts" : "published";
        return visit_note(v, "export", &(struct noted){.detail = visit_detail(v, "export", slice_of(what))});
}

struct err handle_begin_export(struct visit *v)
{
        bool with_drafts = slice_eq(visit_field(v, "drafts"), SLICE("yes"));
        enum export_state state = export_job_status(v->desk->exports).state;
        if (state == EXPORT_RUNNING || state == EXPORT_READY) return show(v, 409, "export_is_there");
        TRY(in_transaction(v, note_begun, &with_drafts));
        export_job_begin(v->desk->exports, with_drafts, v->person->id);
        return reply_go(v, "/export");
}

/* Who gives up what is under way looks at a page that may be older than the export's end: what is ready then stays. */
struct err handle_remove_export(struct visit *v)
{
        bool only_running = slice_eq(visit_field(v, "only"), SLICE("running"));
        enum export_state state = export_job_status(v->desk->exports).state;
        if (only_running && state != EXPORT_RUNNING) return reply_go(v, "/export");
        if (state != EXPORT_NONE) TRY(in_transaction(v, note, (void *)(uintptr_t) "remove-export"));
        if (only_running)
                export_job_give_up(v->desk->exports);
        else
                export_job_remove(v->desk->exports);
        return reply_go(v, "/export");
}

struct err handle_download_export(struct visit *v)
{
        struct export_file *file = export_job_file(v->desk->exports);
        if (!file) return show(v, 404, "export_is_gone");
        v->errand->reply.file = file; /* the reply's from now on */
        TRY(in_transaction(v, note, (void *)(uintptr_t) "download-export"));
        v->errand->reply.status = 200;
        v->errand->reply.type = "application/gzip";
        return NO_ERR;
}
