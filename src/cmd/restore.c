/* stoppress restore: the site that an export holds, made anew: editions, sections and shelves are put back; settings
 * and articles are taken by the commands that any newsroom would use. */
#include "base/clock.h"
#include "cmd/commands.h"
#include "news/json_value.h"
#include "os/file.h"
#include "os/folder.h"
#include "store/carry.h"
#include "writer/writer.h"

#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DATA, URL };
enum { PATH_BYTES = 4096, LINE_BYTES = 65536, FILES_MAX = 99999 };

static const struct option options[] = {
        [DATA] = {"data", "DIR", NULL, "the data folder to make"},
        [URL] = {"url", "URL", "", "the site's public address; without it the one that it had"},
        {0},
};

struct restore {
        const struct arguments *arguments;
        const char *from;
        char data[PATH_BYTES], work[PATH_BYTES], making[PATH_BYTES + 8];
        json_t *site; /* owned; newsroom's texts are its */
        struct arena arena;
        struct newsroom newsroom;
        struct store *store;
};

static void restore_clear(struct restore *r)
{
        store_close(r->store);
        json_decref(r->site);
        arena_clear(&r->arena);
}

static struct err invalid(struct buf *why, const char *what)
{
        if (!why->len) buf_add_format(why, "site.json: %s; it is none that 'stoppress export' wrote", what);
        return ERR(ERR_INVALID, "read an export");
}

static struct slice text_of(const json_t *object, const char *name)
{
        return json_to_slice(json_object_get(object, name));
}

/* ---- site.json ---- */

static struct slice former_prefixes(struct restore *r, const json_t *list)
{
        CLEANUP(buf_clear) struct buf all = BUF_INIT(LINE_BYTES);
        for (size_t i = 0; i < json_array_size(list); i++) {
                struct slice prefix = json_to_slice(json_array_get(list, i));
                buf_add_format(&all, "%s%.*s/", i ? " " : "", SLICE_ARGS(prefix));
        }
        return arena_copy(&r->arena, buf_slice(&all));
}

static void read_edition(struct restore *r, const json_t *values, struct buf *list)
{
        struct slice prefix = text_of(values, "prefix");
        buf_add_format(list, "%s%.*s=%.*s", list->len ? "," : "", SLICE_ARGS(text_of(values, "code")),
                       SLICE_ARGS(prefix.len ? prefix : SLICE("/")));
        (void)r;
}

static void complete_edition(struct restore *r, struct edition *edition, const json_t *values)
{
        edition->zone = text_of(values, "time_zone");
        edition->name = text_of(values, "name");
        edition->permalink = text_of(values, "permalink");
        edition->support_url = text_of(values, "support_url");
        edition->former_prefixes = former_prefixes(r, json_object_get(values, "former_prefixes"));
}

static struct err read_editions(struct restore *r, struct buf *why)
{
        CLEANUP(buf_clear) struct buf list = BUF_INIT(LINE_BYTES);
        const json_t *editions = json_object_get(r->site, "editions");
        if (json_array_size(editions) == 0 || json_array_size(editions) > EDITION_MAX)
                return invalid(why, "no editions, or too many");
        for (size_t i = 0; i < json_array_size(editions); i++)
                read_edition(r, json_array_get(editions, i), &list);
        TRY(newsroom_read_editions(&r->newsroom, arena_copy(&r->arena, buf_slice(&list)), why));
        for (size_t i = 0; i < r->newsroom.edition_count; i++)
                complete_edition(r, &r->newsroom.editions[i], json_array_get(editions, i));
        return NO_ERR;
}

static const json_t *in_edition(const struct restore *r, const json_t *section, size_t edition)
{
        CLEANUP(buf_clear) struct buf code = BUF_INIT(100);
        buf_add(&code, r->newsroom.editions[edition].code);
        return json_object_get(json_object_get(section, "editions"), buf_text(&code));
}

static struct err read_sections(struct restore *r, struct buf *why)
{
        struct newsroom *n = &r->newsroom;
        const json_t *sections = json_object_get(r->site, "sections");
        if (json_array_size(sections) > SECTION_MAX) return invalid(why, "too many sections");
        for (size_t i = 0; i < json_array_size(sections); i++) {
                const json_t *values = json_array_get(sections, i);
                struct section *section = &n->sections[n->section_count++];
                section->id = (unsigned)n->section_count;
                section->key = text_of(values, "key");
                if (section->key.len == 0) return invalid(why, "a section without a key");
                for (size_t e = 0; e < n->edition_count; e++) {
                        const json_t *in = in_edition(r, values, e);
                        section->names[e] = text_of(in, "name");
                        section->slugs[e] = text_of(in, "slug");
                        section->places[e] = (unsigned)json_integer_value(json_object_get(in, "place"));
                        if (section->names[e].len && !slug_is_usable(section->slugs[e]))
                                return invalid(why, "a section with a slug that no address can have");
                }
        }
        return NO_ERR;
}

static struct err read_site(struct restore *r, struct buf *why)
{
        char path[PATH_BYTES * 2];
        json_error_t fault;
        snprintf(path, sizeof path, "%s/site.json", r->from);
        r->site = json_load_file(path, JSON_REJECT_DUPLICATES, &fault);
        if (!r->site) {
                buf_add_format(why, "%s: %s", path, json_fault_text(&fault));
                return ERR(ERR_INVALID, "read an export");
        }
        if (!slice_eq(text_of(r->site, "format"), SLICE("stoppress export 1")))
                return invalid(why, "its format is not \"stoppress export 1\"");
        const char *url = r->arguments->values[URL];
        r->newsroom.url = *url ? slice_of(url) : text_of(r->site, "url");
        if (r->newsroom.url.len == 0) return invalid(why, "no url");
        TRY(read_editions(r, why));
        return read_sections(r, why);
}

/* ---- into the store ---- */

static struct err carry_editions(struct restore *r, int64_t now_ms)
{
        for (size_t i = 0; i < r->newsroom.edition_count; i++)
                TRY(store_carry_edition(r->store, &r->newsroom.editions[i], now_ms));
        return NO_ERR;
}

static struct err carry_slugs_of(struct restore *r, unsigned section, size_t edition, const json_t *former)
{
        for (size_t i = 0; i < json_array_size(former); i++) {
                const struct section_slug slug = {.edition = r->newsroom.editions[edition].id,
                                                  .section = section,
                                                  .slug = json_to_slice(json_array_get(former, i))};
                if (slug_is_usable(slug.slug)) TRY(store_carry_section_slug(r->store, &slug));
        }
        return NO_ERR;
}

static struct err carry_section_slugs(struct restore *r)
{
        const json_t *sections = json_object_get(r->site, "sections");
        for (size_t i = 0; i < r->newsroom.section_count; i++)
                for (size_t e = 0; e < r->newsroom.edition_count; e++) {
                        const json_t *in = in_edition(r, json_array_get(sections, i), e);
                        TRY(carry_slugs_of(r, r->newsroom.sections[i].id, e, json_object_get(in, "former_slugs")));
                }
        return NO_ERR;
}

static struct err carry_page_addresses(struct restore *r)
{
        const json_t *pages = json_object_get(r->site, "page_addresses");
        for (size_t i = 0; i < json_array_size(pages); i++) {
                const json_t *page = json_array_get(pages, i);
                const struct set_page set = {
                        .edition = (unsigned)json_integer_value(json_object_get(page, "edition")),
                        .path = text_of(page, "path"),
                };
                if (slice_starts_with(set.path, SLICE("/"))) TRY(store_carry_set_page(r->store, &set));
        }
        return NO_ERR;
}

static struct err carry_shelf(struct restore *r, const json_t *values)
{
        enum shelf_kind kind;
        unsigned edition = (unsigned)json_integer_value(json_object_get(values, "edition"));
        if (!shelf_kind_named(text_of(values, "kind"), &kind)) return ERR(ERR_INVALID, "put back a shelf of no kind");
        if (!newsroom_edition(&r->newsroom, edition)) return ERR(ERR_INVALID, "put back a shelf of no edition");
        if (json_object_get(values, "alias")) {
                const struct shelf_alias alias = {.name = text_of(values, "alias"),
                                                  .kind = kind,
                                                  .edition = edition,
                                                  .shelf = json_integer_value(json_object_get(values, "shelf"))};
                return store_carry_alias(r->store, &alias);
        }
        const struct shelf shelf = {
                .id = json_integer_value(json_object_get(values, "id")),
                .kind = kind,
                .edition = edition,
                .name = text_of(values, "name"),
                .slug = text_of(values, "slug"),
                .uri = text_of(values, "uri"),
                .url = text_of(values, "url"),
                .description = text_of(values, "description"),
                .is_set = json_is_true(json_object_get(values, "is_set")),
                .merged_into = json_integer_value(json_object_get(values, "merged_into")),
                .is_removed = json_is_true(json_object_get(values, "is_removed")),
        };
        if (!slug_is_usable(shelf.slug)) return ERR(ERR_INVALID, "put back a shelf with a slug that is none");
        if (!shelf_description_is_good(shelf.description))
                return ERR(ERR_INVALID, "put back a shelf with a description that is too long, or no text");
        return store_carry_shelf(r->store, &shelf);
}

static struct err carry_line(struct restore *r, const char *line, unsigned number, struct buf *why)
{
        CLEANUP(json_decrefp) json_t *values = json_loads(line, JSON_REJECT_DUPLICATES, NULL);
        struct err err = values ? carry_shelf(r, values) : ERR(ERR_INVALID, "read JSON");
        if (err.code != OK) buf_add_format(why, "shelves.jsonl:%u: could not %s", number, err.what);
        return err;
}

typedef struct err line_fn(struct restore *r, const char *line, unsigned number, struct buf *why);
static struct err each_line(struct restore *r, const char *name, line_fn *fn, struct buf *why)
{
        char path[PATH_BYTES * 2];
        snprintf(path, sizeof path, "%s/%s", r->from, name);
        FILE *file = fopen(path, "re");
        char *line = NULL;
        size_t size = 0;
        struct err err = NO_ERR;
        if (!file) {
                buf_add_format(why, "cannot read %s", path);
                return ERR_OS("read an export");
        }
        for (unsigned number = 1; err.code == OK && getline(&line, &size, file) > 0; number++)
                err = fn(r, line, number, why);
        free(line);
        fclose(file);
        return err;
}

static struct err carry_all(struct restore *r, struct buf *why)
{
        TRY(carry_editions(r, clock_wall_ms()));
        TRY(carry_section_slugs(r));
        TRY(carry_page_addresses(r));
        return each_line(r, "shelves.jsonl", carry_line, why);
}

static struct err change_store(struct restore *r, struct err (*change)(struct restore *r, struct buf *why),
                               struct buf *why)
{
        char path[PATH_BYTES * 2];
        snprintf(path, sizeof path, "%s/store.db", r->making);
        TRY(store_open(path, STORE_WRITE, &r->store, why));
        TRY(store_begin(r->store));
        struct err err = change(r, why);
        if (err.code == OK)
                err = store_commit(r->store);
        else
                store_rollback(r->store);
        store_close(r->store);
        r->store = NULL;
        return err;
}

/* Makes or completes the archive. */
static struct err open_once(const struct restore *r, struct buf *why)
{
        struct writer *writer = NULL;
        TRY(writer_open(&(struct writer_options){.data = r->making}, &writer, why));
        writer_close(writer);
        return NO_ERR;
}

static struct err make_store(struct restore *r, struct buf *why)
{
        char path[PATH_BYTES * 2];
        TRY(folder_make(r->making));
        snprintf(path, sizeof path, "%s/store.db", r->making);
        TRY(store_create(path, &r->newsroom, why));
        TRY(change_store(r, carry_all, why));
        return open_once(r, why);
}

/* ---- settings and articles, by their commands ---- */

static int put_settings(const struct restore *r)
{
        char path[PATH_BYTES * 2];
        snprintf(path, sizeof path, "%s/settings.json", r->from);
        const char *const words[] = {"--data", r->making, "put", path, NULL};
        return command_run(&command_settings, words);
}

/* In their order, which tells the places in months; to the first number that is not there. */
static int import_articles(const struct restore *r)
{
        int code = EXIT_DONE;
        for (unsigned number = 1; number <= FILES_MAX && code == EXIT_DONE; number++) {
                char path[PATH_BYTES * 2];
                snprintf(path, sizeof path, "%s/articles-%05u.jsonl", r->from, number);
                if (!file_exists(path)) break;
                const char *const words[] = {"--data", r->making, "ninjs", path, NULL};
                code = command_run(&command_import, words);
        }
        return code;
}

/* ---- the command ---- */

static int fail(struct err err, const char *what, const char *path)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(2 * PATH_BYTES);
        buf_add_format(&why, "%s%s", what, path);
        if (err.os_errno) buf_add_format(&why, ": %s", strerror(err.os_errno));
        return command_failed(err, &why);
}

/* ---- what was chosen ---- */

static struct err carry_choice_line(struct restore *r, const char *line, unsigned number, struct buf *why)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        CLEANUP(json_decrefp) json_t *values = json_loads(line, JSON_REJECT_DUPLICATES, NULL);
        const json_t *chosen = json_object_get(values, "chosen");
        struct carried_choices choices = {.wants_more = json_is_true(json_object_get(values, "wants_more"))};
        choices.at = arena_array(&arena, json_array_size(chosen), sizeof *choices.at);
        for (size_t i = 0; i < json_array_size(chosen); i++) {
                const json_t *one = json_array_get(chosen, i);
                choices.at[choices.count++] = (struct carried_choice){
                        .kind = json_integer_value(json_array_get(one, 0)),
                        .position = json_integer_value(json_array_get(one, 1)),
                        .other = json_integer_value(json_array_get(one, 2)),
                };
        }
        int64_t article = json_integer_value(json_object_get(values, "article"));
        struct err err = store_carry_choices(r->store, article, &choices, clock_wall_ms());
        if (err.code != OK) buf_add_format(why, "choices, line %u: could not %s", number, err.what);
        return err;
}

static struct err carry_choices(struct restore *r, struct buf *why)
{
        for (unsigned number = 1; number <= FILES_MAX; number++) {
                char name[100], path[PATH_BYTES * 2];
                snprintf(name, sizeof name, "choices-%05u.jsonl", number);
                snprintf(path, sizeof path, "%s/%s", r->from, name);
                if (!file_exists(path)) break;
                TRY(each_line(r, name, carry_choice_line, why));
        }
        return NO_ERR;
}

/* Opening the writer publishes what is another now. */
static struct err put_choices(struct restore *r, struct buf *why)
{
        TRY(change_store(r, carry_choices, why));
        return open_once(r, why);
}

static int make_there(struct restore *r)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4000);
        struct err err = make_store(r, &why);
        if (err.code != OK) return command_failed(err, &why);
        int code = import_articles(r);
        if (code == EXIT_DONE) code = put_settings(r);
        if (code != EXIT_DONE) return code;
        err = put_choices(r, &why);
        if (err.code != OK) return command_failed(err, &why);
        err = folder_move(r->making, r->data);
        return err.code == OK ? EXIT_DONE : fail(err, "cannot make ", r->data);
}

static int make(struct restore *r)
{
        CLEANUP(buf_clear) struct buf work = BUF_INIT(PATH_BYTES - 1);
        char copy[PATH_BYTES];
        memcpy(copy, r->data, sizeof copy);
        struct err err = folder_make_new(dirname(copy), &work);
        if (err.code != OK) return fail(err, "cannot write beside ", r->data);
        snprintf(r->work, sizeof r->work, "%s", buf_text(&work));
        snprintf(r->making, sizeof r->making, "%s/data", r->work);
        int code = make_there(r);
        err = folder_remove(r->work);
        return err.code == OK ? code : fail(err, "cannot remove ", r->work);
}

static int run(const struct arguments *a)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4000);
        CLEANUP(restore_clear) struct restore r = {.arguments = a, .from = a->operands[0]};
        struct slice data = slice_of(a->values[DATA]);
        while (data.len > 1 && slice_ends_with(data, SLICE("/")))
                data.len--;
        if (data.len > PATH_BYTES / 2 || strlen(r.from) > PATH_BYTES / 2)
                return fail(NO_ERR, "the folder's name is too long: ", data.len > PATH_BYTES / 2 ? data.at : r.from);
        snprintf(r.data, sizeof r.data, "%.*s", SLICE_ARGS(data));
        if (file_exists(r.data)) return fail(NO_ERR, "there is something already; choose another folder than ", r.data);
        struct err err = read_site(&r, &why);
        if (err.code != OK) return command_failed(err, &why);
        int code = make(&r);
        if (code == EXIT_DONE) printf("the site is in %s; see it with: stoppress serve --data %s\n", r.data, r.data);
        return code;
}

const struct command command_restore = {
        .name = "restore",
        .operands = "FOLDER",
        .operand_min = 1,
        .operand_max = 1,
        .summary = "makes a site of an export",
        .details =
                "Makes a new data folder with the site that 'stoppress export ninjs' wrote into the folder: the same\n"
                "addresses, pages, pictures and settings. It appears whole or not at all. People come by invitation\n"
                "('stoppress invite'): accounts are in no export.",
        .options = options,
        .run = run,
};
