/* Originals of pictures, each once. */
#include "media/folder.h"
#include "wire/export_inside.h"
#include "wire/picture_file.h"

#include <sodium.h>
#include <stdlib.h>

/* ---- which were added ---- */

void asset_set_clear(struct asset_set *set)
{
        free(set->at);
        *set = (struct asset_set){0};
}

static bool is_free(const uint8_t digest[32])
{
        static const uint8_t none[32];
        return memcmp(digest, none, sizeof none) == 0;
}

/* Where it is or would be. SHA-256 is as good as random, so its first bytes are a hash. */
static uint8_t *place_of(const struct asset_set *set, const uint8_t digest[32])
{
        size_t at = 0;
        memcpy(&at, digest, sizeof at);
        for (at %= set->size; !is_free(set->at[at]) && memcmp(set->at[at], digest, 32) != 0;)
                at = (at + 1) % set->size;
        return set->at[at];
}

static void grow(struct asset_set *set)
{
        enum { FIRST_SIZE = 256 };
        struct asset_set larger = {.size = set->size ? 2 * set->size : FIRST_SIZE};
        larger.at = calloc(larger.size, sizeof *larger.at);
        must(larger.at != NULL);
        for (size_t i = 0; i < set->size; i++)
                if (!is_free(set->at[i])) memcpy(place_of(&larger, set->at[i]), set->at[i], 32);
        larger.count = set->count;
        free(set->at);
        *set = larger;
}

bool asset_set_add(struct asset_set *set, struct slice asset)
{
        uint8_t digest[32];
        must(sodium_hex2bin(digest, sizeof digest, asset.at, asset.len, NULL, NULL, NULL) == 0);
        if (2 * set->count >= set->size) grow(set);
        uint8_t *place = place_of(set, digest);
        if (!is_free(place)) return false;
        memcpy(place, digest, sizeof digest);
        set->count++;
        return true;
}

/* ---- names ---- */

static const char *extension_of(struct slice media_type)
{
        static const struct {
                const char *type, *extension;
        } types[] = {{"image/jpeg", "jpg"}, {"image/png", "png"}, {"image/webp", "webp"}, {"image/gif", "gif"}};
        for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
                if (slice_eq(media_type, slice_of(types[i].type))) return types[i].extension;
        return "bin";
}

void export_name_picture(void *exporter, struct slice asset, struct buf *ret)
{
        struct exporter *e = exporter;
        CLEANUP(arena_clear) struct arena arena = {0};
        struct about about;
        if (media_folder_read(e->wish.media, asset, &arena, &about).code != OK) {
                e->counts.missing_pictures++;
                return;
        }
        buf_add_format(ret, "media/%.*s.%s", SLICE_ARGS(asset), extension_of(about.media_type));
        buf_add(&e->waiting, asset);
}

/* ---- files ---- */

static struct err add_original(struct exporter *e, struct slice asset)
{
        enum { ADDED_NAME_MAX_BYTES = 100 };
        CLEANUP(buf_clear) struct buf bytes = BUF_INIT(IMPORT_PICTURE_MAX_BYTES), name = BUF_INIT(ADDED_NAME_MAX_BYTES);
        CLEANUP(arena_clear) struct arena arena = {0};
        struct about about;
        struct err err = media_folder_original(e->wish.media, asset, &bytes);
        if (err.code == OK) err = media_folder_read(e->wish.media, asset, &arena, &about);
        if (err.code == ERR_NOT_FOUND) {
                e->counts.missing_pictures++;
                return NO_ERR;
        }
        TRY(err);
        buf_add_format(&name, "media/%.*s.%s", SLICE_ARGS(asset), extension_of(about.media_type));
        e->counts.pictures++;
        return export_add(e, buf_text(&name), buf_slice(&bytes));
}

struct err export_pictures(struct exporter *e)
{
        enum { ASSET_LEN = 64 };
        for (size_t at = 0; at + ASSET_LEN <= e->waiting.len; at += ASSET_LEN) {
                struct slice asset = {e->waiting.at + at, ASSET_LEN};
                if (asset_set_add(&e->pictures, asset)) TRY(add_original(e, asset));
        }
        return NO_ERR;
}
