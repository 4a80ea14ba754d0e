#include "news/picture_type.h"

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

static void measure_png(const unsigned char *at, size_t len, struct picture_type *ret)
{
        if (len < 24) return;
        ret->width = big_endian(at + 16, 4);
        ret->height = big_endian(at + 20, 4);
}

static void measure_gif(const unsigned char *at, size_t len, struct picture_type *ret)
{
        if (len < 10) return;
        ret->width = little_endian(at + 6, 2);
        ret->height = little_endian(at + 8, 2);
}

/* The frame header is one of C0 to CF, but for the three that mark something else; segments stand before it. */
static void measure_jpeg(const unsigned char *at, size_t len, struct picture_type *ret)
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
static void measure_webp(const unsigned char *at, size_t len, struct picture_type *ret)
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

static const struct kind {
        struct slice magic;
        size_t brand_at; /* where `brand` must stand, too */
        struct slice brand;
        const char *media_type;
        void (*measure)(const unsigned char *at, size_t len, struct picture_type *ret); /* NULL: not taken */
} kinds[] = {
        {{"\xFF\xD8\xFF", 3}, 0, {"", 0}, "image/jpeg", measure_jpeg},
        {{"\x89PNG\r\n\x1A\n", 8}, 0, {"", 0}, "image/png", measure_png},
        {{"GIF87a", 6}, 0, {"", 0}, "image/gif", measure_gif},
        {{"GIF89a", 6}, 0, {"", 0}, "image/gif", measure_gif},
        {{"RIFF", 4}, 8, {"WEBP", 4}, "image/webp", measure_webp},
        {{"II*\0", 4}, 0, {"", 0}, "image/tiff", NULL},
        {{"MM\0*", 4}, 0, {"", 0}, "image/tiff", NULL},
        {{"BM", 2}, 6, {"\0\0\0\0", 4}, "image/bmp", NULL},
        {{"\0\0\0", 3}, 4, {"ftypavif", 8}, "image/avif", NULL},
        {{"\0\0\0", 3}, 4, {"ftyphei", 7}, "image/heic", NULL},
        {{"\0\0\0", 3}, 4, {"ftypmif1", 8}, "image/heif", NULL},
        {{"\0\0\0\x0CJXL ", 8}, 0, {"", 0}, "image/jxl", NULL},
        {{"\xFF\x0A", 2}, 0, {"", 0}, "image/jxl", NULL},
        {{"8BPS", 4}, 0, {"", 0}, "image/vnd.adobe.photoshop", NULL},
        {{"%PDF-", 5}, 0, {"", 0}, "application/pdf", NULL},
        {{"<svg", 4}, 0, {"", 0}, "image/svg+xml", NULL},
        {{"<?xml", 5}, 0, {"", 0}, "text/xml", NULL},
};

struct picture_type picture_type_of(struct slice bytes)
{
        struct picture_type found = {0};
        for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
                const struct kind *kind = &kinds[i];
                if (!slice_starts_with(bytes, kind->magic)) continue;
                if (!slice_starts_with(slice_skip(bytes, kind->brand_at), kind->brand)) continue;
                found.media_type = kind->media_type;
                found.taken = kind->measure != NULL;
                if (kind->measure) kind->measure((const unsigned char *)bytes.at, bytes.len, &found);
                return found;
        }
        return found;
}
