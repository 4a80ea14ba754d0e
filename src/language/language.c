#include "base/builtin.h"
#include "language/inside.h"

#include <stdlib.h>

enum { KEY_MAX = 64 };

/* ERR_NOT_FOUND when the binary has no catalogue of that language. */
static struct err read_catalogue(const char *folder, struct slice code, json_t **ret)
{
        if (code.len && memchr(code.at, '/', code.len))
                return ERR(ERR_NOT_FOUND, "find the texts of a language named by a path");
        struct buf name = BUF_INIT(KEY_MAX);
        buf_add_format(&name, "%s%.*s.json", folder, SLICE_ARGS(code));
        struct slice file = builtin_find(buf_slice(&name));
        buf_clear(&name);
        if (!file.at) return ERR(ERR_NOT_FOUND, "find the texts of a language");

        *ret = json_loadb(file.at, file.len, JSON_REJECT_DUPLICATES, NULL);
        must(json_is_object(*ret)); /* it is part of the program */
        return NO_ERR;
}

static struct err open_parts(struct language *l, const char *folder, struct slice code, struct slice zone)
{
        TRY(read_catalogue(folder, code, &l->texts));
        TRY(zone_open(&l->zone, zone));
        const char *locale = language_text(l, "locale").at;
        return language_open_dates(l, locale);
}

static struct err open_from(const char *folder, struct slice code, struct slice zone, struct language **ret)
{
        struct language *l = calloc(1, sizeof *l);
        if (!l) return ERR(ERR_FULL, "open a language");
        struct err err = open_parts(l, folder, code, zone);
        if (err.code)
                language_close(l);
        else
                *ret = l;
        return err;
}

struct err language_open(struct slice code, struct slice zone, struct language **ret)
{
        return open_from("messages/", code, zone, ret);
}

struct err language_open_for_desk(struct slice code, struct slice zone, struct language **ret)
{
        return open_from("messages/desk/", code, zone, ret);
}

void language_each(language_code_fn *fn, void *context)
{
        for (const struct builtin_file *file = builtin_files; file->name; file++) {
                struct slice code = slice_of(file->name);
                if (!slice_starts_with(code, SLICE("messages/")) || !slice_ends_with(code, SLICE(".json"))) continue;
                code = slice_skip(code, strlen("messages/"));
                code.len -= strlen(".json");
                if (!memchr(code.at, '/', code.len)) fn(context, code);
        }
}

void language_close(struct language *l)
{
        if (!l) return;
        zone_close(&l->zone);
        ucol_close(l->order);
        arena_clear(&l->arena);
        json_decref(l->texts);
        free(l);
}

struct slice language_text(const struct language *l, const char *key)
{
        const json_t *text = json_object_get(l->texts, key);
        must(json_is_string(text));
        return (struct slice){json_string_value(text), json_string_length(text)};
}

const json_t *language_texts(const struct language *l)
{
        return l->texts;
}

static struct slice value_of(const struct language_value *values, size_t count, struct slice name)
{
        size_t i = 0;
        while (i < count && !slice_eq(slice_of(values[i].name), name))
                i++;
        must(i < count);
        return values[i].value;
}

void language_write_text(const struct language *l, const char *key, const struct language_value *values, size_t count,
                         struct buf *ret)
{
        struct slice rest = language_text(l, key);
        while (rest.len) {
                bool has_name = memchr(rest.at, '{', rest.len) != NULL;
                buf_add(ret, slice_cut(&rest, '{'));
                if (has_name) buf_add(ret, value_of(values, count, slice_cut(&rest, '}')));
        }
}
