#include "media/about.h"

#include "news/body.h"
#include "news/json_value.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

void about_digest(struct slice bytes, char ret[ABOUT_DIGEST_BYTES])
{
        unsigned char digest[crypto_hash_sha256_BYTES];
        _Static_assert(2 * crypto_hash_sha256_BYTES + 1 == ABOUT_DIGEST_BYTES, "hexadecimal and a NUL");
        crypto_hash_sha256(digest, (const unsigned char *)bytes.at, bytes.len);
        sodium_bin2hex(ret, ABOUT_DIGEST_BYTES, digest, sizeof digest);
}

void about_name(struct about_part *part, unsigned width, const char *kind)
{
        if (width)
                snprintf(part->name, sizeof part->name, "%u.%s", width, kind);
        else
                snprintf(part->name, sizeof part->name, "%s", kind);
}

/* ---- writing ---- */

static json_t *part_to_json(const struct about_part *part)
{
        json_t *json = json_object();
        json_put(json, "name", json_from_slice(slice_of(part->name)));
        json_put(json, "bytes", json_integer((json_int_t)part->bytes));
        json_put(json, "sha256", json_from_slice(slice_of(part->digest)));
        return json;
}

static json_t *about_to_json(const struct about_file *file)
{
        json_t *json = json_object(), *parts = json_array();
        json_put(json, "width", json_integer(file->about.width));
        json_put(json, "height", json_integer(file->about.height));
        json_put(json, "media_type", json_from_slice(file->about.media_type));
        if (file->about.moves) json_put(json, "moves", json_true());
        json_put(json, "credit", json_from_slice(file->about.credit));
        json_put(json, "copyright", json_from_slice(file->about.copyright));
        json_put(json, "caption", json_from_slice(file->about.caption));
        for (size_t i = 0; i < file->part_count; i++)
                json_append(parts, part_to_json(&file->parts[i]));
        json_put(json, "files", parts);
        return json;
}

struct err about_write(const struct about_file *file, struct buf *ret)
{
        json_t *json = about_to_json(file);
        char *text = json_dumps(json, JSON_INDENT(2));
        json_decref(json);
        must(text != NULL);
        buf_add_text(ret, text);
        buf_add_char(ret, '\n');
        free(text);
        return BUF_OK(ret, "write about.json");
}

/* ---- reading ---- */

static bool is_name(struct slice name, size_t index)
{
        uint64_t width;
        struct slice rest = name;
        if (index == 0) return slice_eq(name, SLICE("original"));
        if (!slice_to_u64(slice_cut(&rest, '.'), RENDITION_WIDTH_MAX, &width)) return false;
        return slice_eq(rest, index % 2 ? SLICE("webp") : SLICE("jpg"));
}

static bool read_part(const json_t *json, size_t index, struct about_part *ret)
{
        struct slice name = json_to_slice(json_object_get(json, "name"));
        struct slice digest = json_to_slice(json_object_get(json, "sha256"));
        json_int_t bytes = json_integer_value(json_object_get(json, "bytes"));
        if (!is_name(name, index) || digest.len == 0 || !asset_is_well_formed(digest) || bytes <= 0) return false;
        snprintf(ret->name, sizeof ret->name, "%s", name.at);
        snprintf(ret->digest, sizeof ret->digest, "%s", digest.at);
        ret->bytes = (uint64_t)bytes;
        return true;
}

static bool read_size(const json_t *json, const char *key, unsigned *ret)
{
        json_int_t value = json_integer_value(json_object_get(json, key));
        *ret = (unsigned)value;
        return value > 0 && value <= UINT16_MAX;
}

static bool read_all(const json_t *json, struct arena *a, struct about_file *ret)
{
        const json_t *parts = json_object_get(json, "files");
        if (!read_size(json, "width", &ret->about.width) || !read_size(json, "height", &ret->about.height))
                return false;
        ret->about.moves = json_is_true(json_object_get(json, "moves"));
        ret->about.media_type = arena_copy(a, json_to_slice(json_object_get(json, "media_type")));
        ret->about.credit = arena_copy(a, json_to_slice(json_object_get(json, "credit")));
        ret->about.copyright = arena_copy(a, json_to_slice(json_object_get(json, "copyright")));
        ret->about.caption = arena_copy(a, json_to_slice(json_object_get(json, "caption")));
        ret->part_count = json_array_size(parts);
        if (ret->part_count < 1 || ret->part_count > ABOUT_PARTS_MAX) return false;
        for (size_t i = 0; i < ret->part_count; i++)
                if (!read_part(json_array_get(parts, i), i, &ret->parts[i])) return false;
        return true;
}

struct err about_read(struct slice text, struct arena *a, struct about_file *ret)
{
        json_t *json = json_loadb(text.at, text.len, 0, NULL);
        *ret = (struct about_file){0};
        bool read = read_all(json, a, ret);
        json_decref(json);
        return read ? NO_ERR : ERR(ERR_INVALID, "read about.json");
}
