/* The verbs of desk.h, each from its payload to its answer. */
#include "writer/command_log.h"

#include "base/clock.h"
#include "writer/publication.h"

#include <stdlib.h>

static void put_text(json_t *object, const char *key, struct slice text)
{
        json_object_set_new(object, key, json_stringn_nocheck(text.at, text.len));
}

static void put_step(json_t *steps, const char *name, int64_t ns)
{
        json_t *step = json_pack("[s, I]", name, (json_int_t)(ns / 1000));
        json_array_append_new(steps, step);
}

/* What follows on a commit in the store, as an answer tells it. */
static struct err publish_and_show(struct writer *d, int64_t started_ns, int64_t article, json_t *ret)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct publication done;
        TRY(writer_bring_out(d, started_ns, article, &arena, &done));
        json_t *steps = json_array();
        for (int i = 0; i < PUBLICATION_STEPS; i++)
                if (done.step_ns[i]) put_step(steps, publication_step_names[i], done.step_ns[i]);
        json_object_set_new(ret, "steps", steps);
        json_object_set_new(ret, "change", json_integer(done.change));
        put_text(ret, "address", done.address);
        if (done.was_asked) json_object_set_new(ret, "seen", json_boolean(done.is_seen));
        json_object_set_new(ret, "total_us", json_integer(done.total_ns / 1000));
        return NO_ERR;
}

/* ---- publish, withdraw ---- */

static struct err note_publication(struct writer *d, const struct import_result *result)
{
        static const char *const acts[IMPORT_OUTCOMES] = {
                [IMPORT_NEW] = "publish", [IMPORT_CHANGED] = "update", [IMPORT_WITHDRAWN] = "withdraw"};
        const struct command_done done = {.act = acts[result->outcome], .article = result->save.article};
        return done.act ? writer_note_command(d, &done) : NO_ERR;
}

static struct err save_item(struct caller *s, struct slice item, struct import_result *result, struct buf *why)
{
        struct importer *importer = NULL;
        TRY(caller_importer(s, &importer));
        TRY(store_begin(s->writer->store));
        struct err err = import_item(importer, item, clock_wall_ms(), result, why);
        if (err.code == OK) err = note_publication(s->writer, result);
        if (err.code == OK && result->outcome != IMPORT_REFUSED) return writer_commit(s->writer);
        store_rollback(s->writer->store);
        return err.code == OK ? ERR(ERR_INVALID, "take this item") : err;
}

/* What this caller's items had that could not be kept, and what they had not. */
static struct err put_report(struct caller *s, json_t *ret)
{
        CLEANUP(buf_clear) struct buf lost = BUF_INIT(1 << 20), noticed = BUF_INIT(1 << 20);
        struct importer *importer = NULL;
        TRY(caller_importer(s, &importer));
        importer_write_lost(importer, &lost);
        importer_write_noticed(importer, &noticed);
        put_text(ret, "lost", buf_slice(&lost));
        put_text(ret, "noticed", buf_slice(&noticed));
        return NO_ERR;
}

struct err job_publish(struct caller *s, struct slice payload, json_t *ret, struct buf *why)
{
        int64_t started = clock_steady_ns();
        struct import_result result = {0};
        TRY(save_item(s, payload, &result, why));
        put_text(ret, "outcome", slice_of(import_outcome_names[result.outcome]));
        TRY(put_report(s, ret));
        return publish_and_show(s->writer, started, result.save.article, ret);
}

static struct err withdraw(struct writer *d, struct slice uri, struct slice reason, struct save_result *result)
{
        json_auto_t *detail = json_pack("{s:o}", "reason", json_stringn(reason.at, reason.len));
        TRY(store_begin(d->store));
        struct err err = store_withdraw(d->store, uri, reason, clock_wall_ms(), result);
        if (err.code == OK) err = writer_note_command(d, &(struct command_done){"withdraw", result->article, detail});
        if (err.code == OK) return writer_commit(d);
        store_rollback(d->store);
        return err;
}

struct err job_withdraw(struct caller *s, struct slice payload, json_t *ret, struct buf *why)
{
        int64_t started = clock_steady_ns();
        const char *uri = NULL, *reason = NULL;
        struct save_result result = {0};
        json_t *json = json_loadb(payload.at, payload.len, 0, NULL);
        if (json_unpack(json, "{s:s, s:s}", "uri", &uri, "reason", &reason) != 0) {
                json_decref(json);
                buf_add_text(why, "a withdrawal names a uri and a reason");
                return ERR(ERR_INVALID, "read what to withdraw");
        }
        struct err err = withdraw(s->writer, slice_of(uri), slice_of(reason), &result);
        if (err.code == ERR_NOT_FOUND) buf_add_format(why, "there is no article with the uri %s", uri);
        if (err.code == ERR_CONFLICT) buf_add_format(why, "the article %s is not published", uri);
        json_decref(json);
        if (err.code != OK) return err;
        put_text(ret, "outcome", SLICE("withdrawn"));
        return publish_and_show(s->writer, started, result.article, ret);
}

/* ---- import ---- */

static bool next_item(struct slice *batch, struct slice *ret)
{
        uint32_t len = 0;
        if (batch->len < sizeof len) return false;
        memcpy(&len, batch->at, sizeof len);
        *batch = slice_skip(*batch, sizeof len);
        if (len > batch->len) return false;
        *ret = (struct slice){batch->at, len};
        *batch = slice_skip(*batch, len);
        return true;
}

static void note_refusal(json_t *refused, json_int_t number, struct buf *why)
{
        json_t *pair = json_array();
        json_array_append_new(pair, json_integer(number));
        json_array_append_new(pair, json_stringn_nocheck(why->at ? why->at : "", why->len));
        json_array_append_new(refused, pair);
}

struct batch {
        uint64_t outcomes[IMPORT_OUTCOMES];
        json_t *refused; /* borrowed from the answer */
};

static struct err import_batch(struct importer *importer, struct slice payload, struct batch *batch)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4000);
        struct slice item;
        for (json_int_t number = 0; next_item(&payload, &item); number++) {
                struct import_result result = {0};
                buf_truncate(&why);
                TRY(import_item(importer, item, clock_wall_ms(), &result, &why));
                batch->outcomes[result.outcome]++;
                if (result.outcome == IMPORT_REFUSED) note_refusal(batch->refused, number, &why);
        }
        return payload.len ? ERR(ERR_INVALID, "read a batch of items") : NO_ERR;
}

static struct err note_batch(struct writer *d, const struct batch *batch)
{
        uint64_t count =
                batch->outcomes[IMPORT_NEW] + batch->outcomes[IMPORT_CHANGED] + batch->outcomes[IMPORT_WITHDRAWN];
        if (count == 0) return NO_ERR;
        json_auto_t *detail = json_pack("{s:I}", "articles", (json_int_t)count);
        return writer_note_command(d, &(struct command_done){.act = "import", .detail = detail});
}

static struct err save_batch(struct caller *s, struct slice payload, struct batch *batch)
{
        struct importer *importer = NULL;
        TRY(caller_importer(s, &importer));
        TRY(store_begin(s->writer->store));
        struct err err = import_batch(importer, payload, batch);
        if (err.code == OK) err = note_batch(s->writer, batch);
        if (err.code == OK) return store_commit(s->writer->store);
        store_rollback(s->writer->store);
        return err;
}

struct err job_import(struct caller *s, struct slice payload, json_t *ret, struct buf *why)
{
        (void)why;
        struct batch batch = {.refused = json_array()};
        struct publish_report report;
        json_object_set_new(ret, "refused", batch.refused);
        TRY(save_batch(s, payload, &batch));
        TRY(writer_publish_all(s->writer, &report));
        if (s->writer->witness.shows) s->writer->witness.shows(s->writer->witness.context, report.change);

        json_t *outcomes = json_array();
        for (int i = 0; i < IMPORT_OUTCOMES; i++)
                json_array_append_new(outcomes, json_integer((json_int_t)batch.outcomes[i]));
        json_object_set_new(ret, "outcomes", outcomes);
        return NO_ERR;
}

struct err job_report(struct caller *s, struct slice payload, json_t *ret, struct buf *why)
{
        (void)payload;
        (void)why;
        return put_report(s, ret);
}

/* ---- sections ---- */

static struct err read_section_name(const struct newsroom *newsroom, const char *code, const char *name,
                                    struct section *ret, struct buf *why)
{
        const struct edition *edition = newsroom_edition_for(newsroom, slice_of(code));
        if (!edition) {
                buf_add_format(why, "this site has no edition '%s'", code);
                return ERR(ERR_INVALID, "read a section");
        }
        ret->names[edition->id - 1] = slice_trim(slice_of(name));
        if (ret->slugs[edition->id - 1].len) return NO_ERR; /* a slug is given once */
        ret->slugs[edition->id - 1] = ret->key;
        const struct section_list menu = newsroom_sections(newsroom, edition->id, true);
        ret->places[edition->id - 1] = menu.count ? menu.at[menu.count - 1]->places[edition->id - 1] + 1 : 1;
        return NO_ERR;
}

/* Editions that are not named keep the section as they have it. */
static struct err read_section(const struct newsroom *newsroom, const json_t *json, struct section *ret,
                               struct buf *why)
{
        struct slice key = slice_of(json_string_value(json_object_get(json, "key")));
        const struct section *known = newsroom_section_with_key(newsroom, key);
        *ret = known ? *known : (struct section){.key = key};
        if (json_object_size(json_object_get(json, "names")) == 0) {
                buf_add_text(why, "name the section in at least one edition: uk=...");
                return ERR(ERR_INVALID, "read a section");
        }
        const char *code;
        json_t *name;
        json_object_foreach(json_object_get(json, "names"), code, name)
        {
                TRY(read_section_name(newsroom, code, json_string_value(name), ret, why));
        }
        return newsroom_check_section(newsroom, ret, why);
}

static struct err save_section(struct writer *d, const struct section *section, bool is_known)
{
        json_auto_t *detail = json_pack("{s:o}", "name", json_stringn_nocheck(section->key.at, section->key.len));
        const struct command_done done = {.act = is_known ? "rename-section" : "add-section", .detail = detail};
        TRY(store_begin(d->store));
        struct err err = store_put_section(d->store, section, clock_wall_ms());
        if (err.code == OK) err = writer_note_command(d, &done);
        if (err.code == OK) return store_commit(d->store);
        store_rollback(d->store);
        return err;
}

struct err job_section(struct caller *s, struct slice payload, json_t *ret, struct buf *why)
{
        struct writer *d = s->writer;
        struct section section;
        json_t *json = json_loadb(payload.at, payload.len, 0, NULL);
        struct err err = read_section(&d->plant.newsroom, json, &section, why);
        bool renamed = err.code == OK && newsroom_section_with_key(&d->plant.newsroom, section.key) != NULL;
        if (err.code == OK) err = save_section(d, &section, renamed);
        json_decref(json);
        TRY(err);

        json_object_set_new(ret, "renamed", json_boolean(renamed));
        return writer_refurnish(d);
}
