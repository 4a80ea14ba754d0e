/* The verb "settings": what an editor sets besides editions and sections. Read, changed by what is named, or put back
 * to what it was before; each change is a new version in the store. */
#include "writer/command_log.h"

#include "base/clock.h"
#include "news/json_value.h"
#include "store/settings.h"
#include "wire/settings_text.h"

/* ---- what is to be in force ---- */

struct settings_job {
        struct writer *writer;
        struct arena arena;
        json_t *request; /* owned */
        struct settings_versions versions;
};

static void settings_job_clear(struct settings_job *j)
{
        json_decref(j->request);
        arena_clear(&j->arena);
}

static json_t *parse(struct slice json)
{
        json_t *document = json_loadb(json.at, json.len, JSON_REJECT_DUPLICATES, NULL);
        must(document != NULL); /* the store reads what it keeps */
        return document;
}

static void put_lost(const struct intake *in, json_t *ret)
{
        CLEANUP(buf_clear) struct buf lost = BUF_INIT(1 << 20);
        losses_write(&in->lost, &lost);
        json_put(ret, "lost", json_stringn_nocheck(lost.at ? lost.at : "", lost.len));
}

static struct err take_texts(struct writer *d, json_t *named, struct arena *a, json_t *ret, struct buf *why)
{
        struct intake *in = arena_alloc(a, sizeof *in);
        intake_init(in, a);
        in->keeper = &d->keeper;
        TRY(settings_take_html(named, in, why));
        put_lost(in, ret);
        return NO_ERR;
}

/* ---- putting it in force ---- */

static struct err show(struct writer *d)
{
        struct publish_report report;
        TRY(writer_open_plant(d));
        TRY(writer_publish_all(d, &report));
        if (d->witness.shows) d->witness.shows(d->witness.context, report.change);
        return anew_begin(d);
}

/* The desk notes by itself what people did there. */
static struct err note_command(struct settings_job *j)
{
        if (json_integer_value(json_object_get(j->request, "by"))) return NO_ERR;
        json_t *named = json_object_get(j->request, "settings"), *value;
        struct slice names = SLICE("");
        const char *name;
        json_object_foreach(named, name, value)
        {
                names = arena_format(&j->arena, "%.*s%s%s", SLICE_ARGS(names), names.len ? ", " : "", name);
        }
        json_auto_t *detail = named ? json_pack("{s:o}", "part", json_from_slice(names)) : NULL;
        return writer_note_command(j->writer,
                                   &(struct command_done){.act = named ? "change-site" : "put-back", .detail = detail});
}

/* What articles say of the newsroom is furniture, so none is pressed. */
static struct err put_in_force(struct settings_job *j, struct slice json, json_t *ret, struct buf *why)
{
        struct store *store = j->writer->store;
        bool changed = false;
        TRY(store_begin(store));
        const struct new_settings settings = {
                .json = json,
                .now_ms = clock_wall_ms(),
                .made_by = json_integer_value(json_object_get(j->request, "by")), /* 0 when nobody is named */
        };
        struct err err = store_put_settings(store, &settings, &changed, why);
        json_put(ret, "changed", json_boolean(changed));
        if (err.code == OK && changed) err = note_command(j);
        if (err.code != OK || !changed) {
                store_rollback(store);
                return err;
        }
        TRY(store_commit(store));
        return show(j->writer);
}

/* ---- what is in force and does nothing yet ---- */

static struct err warn_unless_live(struct writer *d, const struct edition *edition, struct slice uri, const char *field,
                                   json_t *warnings)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct headlines found;
        if (uri.len == 0) return NO_ERR;
        TRY(store_named(d->store, edition->id, uri, &arena, &found));
        if (found.count) return NO_ERR;
        json_append(warnings, json_from_slice(arena_format(&arena,
                                                           "front.%.*s.%s: '%.*s' is no live article of this edition; "
                                                           "the front passes it over until it is",
                                                           SLICE_ARGS(edition->code), field, SLICE_ARGS(uri))));
        return NO_ERR;
}

static struct err warn_of_front(struct writer *d, const struct edition *edition, json_t *warnings)
{
        const struct front_choice *front = &d->plant.newsroom.settings.fronts[edition->id - 1];
        TRY(warn_unless_live(d, edition, front->lead, "lead", warnings));
        for (size_t i = 0; i < front->placed_count; i++) {
                char field[32];
                snprintf(field, sizeof field, "placed[%zu]", i);
                TRY(warn_unless_live(d, edition, front->placed[i], field, warnings));
        }
        return NO_ERR;
}

/* A bar whose end has passed is shown to nobody. */
static void warn_of_bars(const struct newsroom *newsroom, const json_t *named, json_t *warnings)
{
        const char *code;
        json_t *bar;
        json_object_foreach(json_object_get(named, "breaking"), code, bar)
        {
                if (json_is_null(bar)) continue; /* of no edition, maybe */
                CLEANUP(arena_clear) struct arena arena = {0};
                const struct edition *edition = newsroom_edition_for(newsroom, slice_of(code));
                const struct breaking *breaking = &newsroom->settings.breaking[edition->id - 1];
                if (breaking->text.len == 0 || breaking->until_ms > clock_wall_ms()) continue;
                json_append(warnings, json_from_slice(arena_format(
                                              &arena, "breaking.%.*s.until: this has passed; readers are shown no bar",
                                              SLICE_ARGS(edition->code))));
        }
}

/* An editor may place on a front what is to be published later. */
static struct err warn(struct writer *d, const json_t *named, json_t *ret)
{
        const char *code;
        json_t *front, *warnings = json_array();
        json_put(ret, "warnings", warnings);
        warn_of_bars(&d->plant.newsroom, named, warnings);
        json_object_foreach(json_object_get(named, "front"), code, front)
        {
                if (!json_is_null(front))
                        TRY(warn_of_front(d, newsroom_edition_for(&d->plant.newsroom, slice_of(code)), warnings));
        }
        return NO_ERR;
}

/* ---- the three things to do ---- */

static struct err get(struct settings_job *j, json_t *ret, struct buf *why)
{
        (void)why;
        json_put(ret, "version", json_integer(j->versions.number));
        json_put(ret, "settings", parse(j->versions.in_force));
        return NO_ERR;
}

static struct err put(struct settings_job *j, json_t *ret, struct buf *why)
{
        json_t *named = json_object_get(j->request, "settings");
        if (!json_is_object(named)) {
                buf_add_text(why, "settings: must be an object, in { }");
                return ERR(ERR_INVALID, "read settings");
        }
        TRY(take_texts(j->writer, named, &j->arena, ret, why));
        json_auto_t *document = parse(j->versions.in_force);
        settings_merge(document, named);
        char *json = json_dumps(document, JSON_COMPACT);
        must(json != NULL);
        struct err err = put_in_force(j, slice_of(json), ret, why);
        free(json);
        return err.code == OK ? warn(j->writer, named, ret) : err;
}

static struct err undo(struct settings_job *j, json_t *ret, struct buf *why)
{
        if (j->versions.number == 0) {
                buf_add_text(why, "there is nothing to undo: nothing was set yet");
                return ERR(ERR_CONFLICT, "undo settings");
        }
        return put_in_force(j, j->versions.before, ret, why);
}

struct err job_settings(struct caller *s, struct slice payload, json_t *ret, struct buf *why)
{
        static const struct {
                const char *name;
                struct err (*act)(struct settings_job *j, json_t *ret, struct buf *why);
        } acts[] = {{"get", get}, {"put", put}, {"undo", undo}};
        CLEANUP(settings_job_clear) struct settings_job job = {.writer = s->writer};
        job.request = json_loadb(payload.at, payload.len, JSON_REJECT_DUPLICATES, NULL);
        struct slice name = json_to_slice(json_object_get(job.request, "do"));
        TRY(store_settings(s->writer->store, &job.arena, &job.versions));
        for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++)
                if (slice_eq(name, slice_of(acts[i].name))) return acts[i].act(&job, ret, why);
        buf_add_text(why, "settings can be told to get, put or undo");
        return ERR(ERR_INVALID, "read what to do with the settings");
}
