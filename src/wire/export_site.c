/* What an export says of the site itself. */
#include "news/json_value.h"
#include "wire/export_inside.h"

#include <stdlib.h>

enum { STEP_SHELVES = 500 };

static const char readme[] =
        "Everything that a newsroom has written, as `stoppress export ninjs` wrote it.\n\n"
        "articles-*.jsonl  articles, one a line, in IPTC ninjs 3.1 (https://iptc.org/standards/ninjs/)\n"
        "media/            the pictures' originals, to which articles lead by their names\n"
        "settings.json     the newsroom's own pages, ways to support it, advertising, front pages\n"
        "site.json         editions and sections\n"
        "shelves.jsonl     topics, people and sources, with what readers are told of them\n\n"
        "The same site again:       stoppress restore --data DIR THIS-FOLDER\n"
        "Articles to another site:  stoppress import ninjs --data DIR articles-*.jsonl\n";

static struct err add_json(struct exporter *e, const char *name, const json_t *json)
{
        char *text = json_dumps(json, JSON_INDENT(2));
        must(text != NULL);
        struct err err = export_add(e, name, slice_of(text));
        free(text);
        return err;
}

/* ---- editions ---- */

static json_t *former_prefixes(const struct edition *edition)
{
        json_t *list = json_array();
        for (struct slice rest = edition->former_prefixes; rest.len;)
                json_append(list, json_from_slice(former_prefix_next(&rest)));
        return list;
}

static json_t *edition_values(const struct edition *edition)
{
        json_t *values = json_object();
        json_put(values, "code", json_from_slice(edition->code));
        json_put(values, "prefix", json_from_slice(edition->prefix));
        json_put(values, "former_prefixes", former_prefixes(edition));
        json_put(values, "name", json_from_slice(edition->name));
        json_put(values, "time_zone", json_from_slice(edition->zone));
        json_put(values, "permalink", json_from_slice(edition->permalink));
        json_put(values, "support_url", json_from_slice(edition->support_url));
        return values;
}

static json_t *editions_values(const struct newsroom *n)
{
        json_t *list = json_array();
        for (size_t i = 0; i < n->edition_count; i++)
                json_append(list, edition_values(&n->editions[i]));
        return list;
}

/* ---- sections ---- */

static json_t *former_slugs(const struct section_slugs *slugs, unsigned section, unsigned edition, struct slice now)
{
        json_t *list = json_array();
        for (size_t i = 0; i < slugs->count; i++) {
                const struct section_slug *slug = &slugs->at[i];
                bool is_its = slug->section == section && slug->edition == edition && !slice_eq(slug->slug, now);
                if (is_its) json_append(list, json_from_slice(slug->slug));
        }
        return list;
}

static json_t *section_values(const struct newsroom *n, const struct section *section,
                              const struct section_slugs *slugs)
{
        json_t *values = json_object(), *editions = json_object();
        json_put(values, "key", json_from_slice(section->key));
        for (size_t i = 0; i < n->edition_count; i++) {
                json_t *former = former_slugs(slugs, section->id, n->editions[i].id, section->slugs[i]);
                json_t *in = json_object();
                json_put(in, "name", json_from_slice(section->names[i]));
                json_put(in, "slug", json_from_slice(section->slugs[i]));
                json_put(in, "place", json_integer(section->places[i]));
                json_put(in, "former_slugs", former);
                json_put(editions, n->editions[i].code.at, in);
        }
        json_put(values, "editions", editions);
        return values;
}

static struct err add_site(struct exporter *e)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        const struct newsroom *n = e->wish.newsroom;
        struct section_slugs slugs;
        struct set_pages pages;
        TRY(store_section_slugs(e->wish.store, &arena, &slugs));
        TRY(store_set_pages(e->wish.store, &arena, &pages));
        CLEANUP(json_decrefp) json_t *site = json_object();
        json_t *sections = json_array(), *addresses = json_array();
        for (size_t i = 0; i < n->section_count; i++)
                json_append(sections, section_values(n, &n->sections[i], &slugs));
        for (size_t i = 0; i < pages.count; i++) {
                json_t *page = json_object();
                json_put(page, "edition", json_integer(pages.at[i].edition));
                json_put(page, "path", json_from_slice(pages.at[i].path));
                json_append(addresses, page);
        }
        json_put(site, "format", json_string("stoppress export 1"));
        json_put(site, "url", json_from_slice(n->url));
        json_put(site, "editions", editions_values(n));
        json_put(site, "sections", sections);
        json_put(site, "page_addresses", addresses);
        return add_json(e, "site.json", site);
}

/* ---- settings ---- */

static void write_picture_name(void *exporter, const struct block *image, struct buf *ret)
{
        export_name_picture(exporter, image->asset, ret);
}

static bool shows_pictures(const struct block *blocks, size_t count)
{
        for (size_t i = 0; i < count; i++)
                if (blocks[i].asset.len || shows_pictures(blocks[i].children, blocks[i].child_count)) return true;
        return false;
}

/* A text with pictures goes as HTML, which names their files; whoever reads it keeps them. */
static struct err name_pictures_of_text(struct exporter *e, json_t *text, const char *code)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        CLEANUP(buf_clear) struct buf html = BUF_INIT(SETTINGS_MAX_BYTES * 4), why = BUF_INIT(1000);
        CLEANUP(language_closep) struct language *language = NULL;
        json_t *tree = json_object_get(text, "body");
        struct body body;
        if (!tree) return NO_ERR;
        TRY(body_from_json(tree, &arena, &body, &why));
        if (!shows_pictures(body.blocks, body.count)) return NO_ERR;
        TRY(language_open(slice_of(code), SLICE("UTC"), &language));
        struct html_form form = {.language = language, .address = write_picture_name, .context = e};
        html_write(&body, &form, &html);
        json_put(text, "html", json_from_slice(buf_slice(&html)));
        json_object_del(text, "body");
        return NO_ERR;
}

static struct err name_pictures_of_texts(struct exporter *e, json_t *texts)
{
        const char *code;
        json_t *text;
        json_object_foreach(texts, code, text) TRY(name_pictures_of_text(e, text, code));
        return NO_ERR;
}

static void name_picture_of_creative(struct exporter *e, json_t *creative)
{
        enum { NAME_MAX = 200 };
        CLEANUP(buf_clear) struct buf name = BUF_INIT(NAME_MAX);
        struct slice asset = json_to_slice(json_object_get(creative, "picture"));
        if (asset.len == 0) return;
        export_name_picture(e, asset, &name);
        if (name.len == 0) return;
        json_put(creative, "picture", json_from_slice(buf_slice(&name)));
        json_object_del(creative, "picture_width");
        json_object_del(creative, "picture_height");
}

static struct err add_settings(struct exporter *e)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct settings_versions versions;
        TRY(store_settings(e->wish.store, &arena, &versions));
        CLEANUP(json_decrefp) json_t *settings = json_loadb(versions.in_force.at, versions.in_force.len, 0, NULL);
        must(settings != NULL); /* the store reads what it keeps */
        const char *name;
        json_t *page, *creative;
        size_t i;
        json_object_foreach(json_object_get(settings, "pages"), name, page) TRY(name_pictures_of_texts(e, page));
        TRY(name_pictures_of_texts(e, json_object_get(settings, "support")));
        json_array_foreach(json_object_get(settings, "creatives"), i, creative) name_picture_of_creative(e, creative);
        TRY(export_pictures(e));
        return add_json(e, "settings.json", settings);
}

struct err export_site(struct exporter *e)
{
        TRY(export_add(e, "README.txt", slice_of(readme)));
        TRY(add_site(e));
        return add_settings(e);
}

/* ---- shelves ---- */

static void add_line(struct exporter *e, json_t *values)
{
        char *text = json_dumps(values, JSON_COMPACT);
        must(text != NULL);
        buf_add_text(&e->lines, text);
        buf_add_char(&e->lines, '\n');
        free(text);
        json_decref(values);
}

static void add_shelf(struct exporter *e, const struct shelf *shelf)
{
        json_t *values = json_object();
        json_put(values, "id", json_integer(shelf->id));
        json_put(values, "kind", json_string(shelf_kind_word(shelf->kind)));
        json_put(values, "edition", json_integer(shelf->edition));
        json_put(values, "name", json_from_slice(shelf->name));
        json_put(values, "slug", json_from_slice(shelf->slug));
        json_put(values, "uri", json_from_slice(shelf->uri));
        json_put(values, "url", json_from_slice(shelf->url));
        if (shelf->description.len) json_put(values, "description", json_from_slice(shelf->description));
        if (shelf->is_set) json_put(values, "is_set", json_true());
        if (shelf->is_removed) json_put(values, "is_removed", json_true());
        if (shelf->merged_into) json_put(values, "merged_into", json_integer(shelf->merged_into));
        add_line(e, values);
}

struct err export_shelves(struct exporter *e, bool *ret_more)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct shelves shelves;
        TRY(store_shelves_after(e->wish.store, e->after, STEP_SHELVES, &arena, &shelves));
        for (size_t i = 0; i < shelves.count; i++) {
                e->after = shelves.at[i].id;
                add_shelf(e, &shelves.at[i]);
        }
        *ret_more = shelves.count > 0;
        return BUF_OK(&e->lines, "write the shelves");
}

struct err export_aliases(struct exporter *e, bool *ret_more)
{
        struct arena arena = {0};
        struct shelf_aliases aliases;
        TRY(store_aliases_after(e->wish.store, &e->after_alias, STEP_SHELVES, &arena, &aliases));
        for (size_t i = 0; i < aliases.count; i++) {
                json_t *values = json_object();
                json_put(values, "alias", json_from_slice(aliases.at[i].name));
                json_put(values, "kind", json_string(shelf_kind_word(aliases.at[i].kind)));
                json_put(values, "edition", json_integer(aliases.at[i].edition));
                json_put(values, "shelf", json_integer(aliases.at[i].shelf));
                add_line(e, values);
                e->after_alias = aliases.at[i];
        }
        arena_clear(&e->alias_arena);
        e->alias_arena = arena;
        *ret_more = aliases.count > 0;
        if (*ret_more) return BUF_OK(&e->lines, "write what shelves were called");
        TRY(export_add(e, "shelves.jsonl", buf_slice(&e->lines)));
        buf_truncate(&e->lines);
        return NO_ERR;
}
