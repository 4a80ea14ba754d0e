/* What readers are told of a topic, a person or a source, as a command gives it. */
#include "writer/command_log.h"

#include "base/clock.h"
#include "language/language.h"
#include "news/json_value.h"
#include "store/structure.h"

/* As the command names it: by its uri, which is the same in all editions, or by a name that it has or had in one. */
struct described {
        enum shelf_kind kind;
        struct slice name;
        json_t *texts; /* by the editions' codes */
};

static struct err read_described(json_t *json, struct described *ret, struct buf *why)
{
        ret->name = json_to_slice(json_object_get(json, "shelf"));
        ret->texts = json_object_get(json, "descriptions");
        if (!shelf_kind_named(json_to_slice(json_object_get(json, "kind")), &ret->kind))
                buf_add_text(why, "say whether it is a topic, a person or a source");
        else if (json_object_size(ret->texts) == 0)
                buf_add_text(why, "say something of it in at least one edition: uk=...");
        return why->len ? ERR(ERR_INVALID, "read a description") : NO_ERR;
}

/* With quotation marks and dashes as the edition's language writes them. */
static struct err read_text(const struct edition *edition, struct slice given, struct buf *ret, struct buf *why)
{
        language_write_marks(edition->code, slice_trim(given), ret);
        if (!ret->full && shelf_description_is_good(buf_slice(ret))) return NO_ERR;
        buf_add_format(why, "what is said in '%.*s' is longer than %d characters, or no text",
                       SLICE_ARGS(edition->code), SHELF_DESCRIPTION_CHARACTERS);
        return ERR(ERR_INVALID, "read a description");
}

static struct err find(struct store *s, const struct described *d, unsigned edition, struct arena *a, struct shelf *ret)
{
        struct shelf named = {.kind = d->kind, .edition = edition, .uri = d->name};
        struct err err = d->name.len ? store_named_shelf(s, &named, a, ret) : ERR(ERR_NOT_FOUND, "find no name");
        if (err.code != ERR_NOT_FOUND) return err;
        named.uri = SLICE("");
        named.name = d->name;
        return store_named_shelf(s, &named, a, ret);
}

static struct err describe(struct writer *w, const struct described *d, const char *code, struct buf *why)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        const struct edition *edition = newsroom_edition_for(&w->plant.newsroom, slice_of(code));
        CLEANUP(buf_clear) struct buf text = BUF_INIT(SHELF_DESCRIPTION_MAX_BYTES);
        struct shelf shelf;
        if (!edition) {
                buf_add_format(why, "this site has no edition '%s'", code);
                return ERR(ERR_INVALID, "read a description");
        }
        TRY(read_text(edition, json_to_slice(json_object_get(d->texts, code)), &text, why));
        struct err err = find(w->store, d, edition->id, &arena, &shelf);
        if (err.code == ERR_NOT_FOUND)
                buf_add_format(why, "there is no %s '%.*s' in '%s'", shelf_kind_word(d->kind), SLICE_ARGS(d->name),
                               code);
        TRY(err);
        json_auto_t *detail = json_pack("{s:o}", "name", json_from_slice(shelf.name));
        const struct command_done done = {.act = "describe-shelf", .detail = detail};
        TRY(store_describe_shelf(w->store, shelf.id, buf_slice(&text), clock_wall_ms()));
        return writer_note_command(w, &done);
}

static struct err describe_all(struct writer *w, const struct described *d, struct buf *why)
{
        const char *code;
        json_t *text;
        json_object_foreach(d->texts, code, text) TRY(describe(w, d, code, why));
        return NO_ERR;
}

struct err job_describe(struct caller *s, struct slice payload, json_t *ret, struct buf *why)
{
        json_auto_t *json = json_loadb(payload.at, payload.len, 0, NULL);
        struct writer *w = s->writer;
        struct described described;
        (void)ret;
        TRY(read_described(json, &described, why));
        TRY(store_begin(w->store));
        struct err err = describe_all(w, &described, why);
        if (err.code == OK)
                err = store_commit(w->store);
        else
                store_rollback(w->store);
        TRY(err);
        return writer_publish_and_tell(w);
}
