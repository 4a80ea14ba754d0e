#include "wire/picture_file.h"

#include "base/buf.h"
#include "os/file.h"
#include "wire/import.h"

#include <sodium.h>

enum { DIGEST_BYTES = crypto_hash_sha256_BYTES };

const char *picture_fault_name(enum picture_fault fault)
{
        static const char *const names[] = {
                [PICTURE_GOOD] = "taken",
                [PICTURE_ELSEWHERE] = "at an address that is not fetched",
                [PICTURE_BROKEN] = "in a data: address that cannot be read",
                [PICTURE_TOO_LARGE] = "larger than can be kept",
                [PICTURE_OF_OTHER_TYPE] = "that are no JPEG, PNG, WebP or GIF",
        };
        return names[fault];
}

/* ---- what a picture's header says ---- */

static unsigned big_endian(const unsigned char *at, unsigned bytes)
{
        unsigned value = 0;
        for (unsigned i = 0; i < bytes; i++)
                value = value << 8 | at[i];
        return value;
}

static unsigned little_endian(const unsigned char *at, unsigned bytes)
{
        unsigned value = 0;
        for (unsigned i = bytes; i > 0; i--)
                value = value << 8 | at[i - 1];
        return value;
}

static void measure_png(const unsigned char *at, size_t len, struct picture_file *ret)
{
        if (len < 24) return;
        ret->width = big_endian(at + 16, 4);
        ret->height = big_endian(at + 20, 4);
}

static void measure_gif(const unsigned char *at, size_t len, struct picture_file *ret)
{
        if (len < 10) return;
        ret->width = little_endian(at + 6, 2);
        ret->height = little_endian(at + 8, 2);
}

/* The frame header is one of C0 to CF, but for the three that mark something else; segments stand before it. */
static void measure_jpeg(const unsigned char *at, size_t len, struct picture_file *ret)
{
        size_t i = 2;
        while (i + 9 <= len && at[i] == 0xFF) {
                unsigned char kind = at[i + 1];
                if (kind >= 0xC0 && kind <= 0xCF && kind != 0xC4 && kind != 0xC8 && kind != 0xCC) {
                        ret->height = big_endian(at + i + 5, 2);
                        ret->width = big_endian(at + i + 7, 2);
                        return;
                }
                i += kind == 0xFF ? 1 : 2 + big_endian(at + i + 2, 2);
        }
}

/* RFC 9649: lossy, lossless or extended, told by the first chunk. */
static void measure_webp(const unsigned char *at, size_t len, struct picture_file *ret)
{
        if (len < 30) return;
        if (memcmp(at + 12, "VP8 ", 4) == 0) {
                ret->width = little_endian(at + 26, 2) & 0x3FFF;
                ret->height = little_endian(at + 28, 2) & 0x3FFF;
        } else if (memcmp(at + 12, "VP8L", 4) == 0) {
                unsigned bits = little_endian(at + 21, 4);
                ret->width = (bits & 0x3FFF) + 1;
                ret->height = (bits >> 14 & 0x3FFF) + 1;
        } else if (memcmp(at + 12, "VP8X", 4) == 0) {
                ret->width = little_endian(at + 24, 3) + 1;
                ret->height = little_endian(at + 27, 3) + 1;
        }
}

static const struct picture_type {
        struct slice magic;
        size_t brand_at; /* where `brand` must stand, too */
        struct slice brand;
        const char *media_type;
        void (*measure)(const unsigned char *at, size_t len, struct picture_file *ret);
} types[] = {
        {{"\xFF\xD8\xFF", 3}, 0, {"", 0}, "image/jpeg", measure_jpeg},
        {{"\x89PNG\r\n\x1A\n", 8}, 0, {"", 0}, "image/png", measure_png},
        {{"GIF87a", 6}, 0, {"", 0}, "image/gif", measure_gif},
        {{"GIF89a", 6}, 0, {"", 0}, "image/gif", measure_gif},
        {{"RIFF", 4}, 8, {"WEBP", 4}, "image/webp", measure_webp},
};

static bool recognise(struct picture_file *picture)
{
        for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
                const struct picture_type *type = &types[i];
                if (!slice_starts_with(picture->bytes, type->magic)) continue;
                if (!slice_starts_with(slice_skip(picture->bytes, type->brand_at), type->brand)) continue;
                picture->media_type = slice_of(type->media_type);
                type->measure((const unsigned char *)picture->bytes.at, picture->bytes.len, picture);
                return true;
        }
        return false;
}

/* ---- taking and keeping ---- */

/* The base64 text of "data:[type][;parameters];base64,text". */
static bool find_base64(struct slice href, struct slice *ret)
{
        struct slice text = href;
        struct slice head = slice_cut(&text, ',');
        *ret = text;
        return head.len < href.len && slice_ends_with(head, SLICE(";base64"));
}

enum picture_fault picture_file_read(struct slice href, struct arena *a, struct picture_file *ret)
{
        struct slice start = {href.at, href.len < 5 ? href.len : 5}, text = {0};
        if (!slice_eq_nocase(start, SLICE("data:"))) return PICTURE_ELSEWHERE;
        if (!find_base64(href, &text)) return PICTURE_BROKEN;
        size_t size = text.len / 4 * 3 + 3;
        if (size > IMPORT_PICTURE_MAX_BYTES + 3) return PICTURE_TOO_LARGE;

        unsigned char *bytes = arena_alloc(a, size), digest[DIGEST_BYTES];
        struct picture_file read = {0};
        if (sodium_base642bin(bytes, size, text.at, text.len, " \t\r\n", &read.bytes.len, NULL,
                              sodium_base64_VARIANT_ORIGINAL) != 0)
                return PICTURE_BROKEN;
        read.bytes.at = (const char *)bytes;
        if (!recognise(&read)) return PICTURE_OF_OTHER_TYPE;

        crypto_hash_sha256(digest, bytes, read.bytes.len);
        char *name = arena_alloc(a, 2 * DIGEST_BYTES + 1);
        sodium_bin2hex(name, 2 * DIGEST_BYTES + 1, digest, sizeof digest);
        read.asset = (struct slice){name, 2 * DIGEST_BYTES};
        *ret = read;
        return PICTURE_GOOD;
}

struct err picture_file_keep(const struct picture_file *file, const char *folder)
{
        enum { PATH_MAX_BYTES = 4096 };
        CLEANUP(buf_clear) struct buf path = BUF_INIT(PATH_MAX_BYTES);
        buf_add_format(&path, "%s/%.*s", folder, SLICE_ARGS(file->asset));
        TRY(BUF_OK(&path, "keep a picture: the media folder's path is too long"));
        /* The name is the digest of the bytes and appears whole or not at all: a file of that name is this one. */
        if (file_exists(buf_text(&path))) return NO_ERR;
        return file_write_durably(buf_text(&path), file->bytes);
}
