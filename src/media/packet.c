#include "media/packet.h"

#include "news/picture_type.h"

static struct err unexpected(void)
{
        return ERR(ERR_INVALID, "understand a rendition's file");
}

/* ---- JPEG: segments of a marker and a length, up to the scan ---- */

enum { SCAN = 0xDA, APPLICATION_FIRST = 0xE0, APPLICATION_ADOBE = 0xEE, APPLICATION_LAST = 0xEF, COMMENT = 0xFE };

/* JFIF's and Adobe's segments say how to read the colours. */
static bool is_metadata(unsigned marker)
{
        return marker == COMMENT ||
               (marker > APPLICATION_FIRST && marker <= APPLICATION_LAST && marker != APPLICATION_ADOBE);
}

static void add_segment(struct buf *ret, struct slice packet)
{
        static const char name[] = "http://ns.adobe.com/xap/1.0/"; /* with its NUL */
        size_t len = 2 + sizeof name + packet.len;
        if (packet.len == 0 || len > UINT16_MAX) return;
        const char head[] = {(char)0xFF, (char)0xE1, (char)(len >> 8), (char)len};
        buf_add(ret, (struct slice){head, sizeof head});
        buf_add(ret, (struct slice){name, sizeof name});
        buf_add(ret, packet);
}

struct err packet_replace_in_jpeg(struct slice jpeg, struct slice packet, struct buf *ret)
{
        bool added = false;
        struct slice rest = slice_skip(jpeg, 2);
        if (!slice_starts_with(jpeg, SLICE("\xFF\xD8"))) return unexpected();
        buf_add(ret, (struct slice){jpeg.at, 2});
        for (;;) {
                const unsigned char *at = (const unsigned char *)rest.at;
                if (rest.len < 4 || at[0] != 0xFF) return unexpected();
                size_t len = 2 + ((size_t)at[2] << 8 | at[3]);
                if (len > rest.len) return unexpected();
                /* The packet stands behind JFIF's segment, which must be the first. */
                if (!added && at[1] != APPLICATION_FIRST) {
                        add_segment(ret, packet);
                        added = true;
                }
                if (at[1] == SCAN) break;
                if (!is_metadata(at[1])) buf_add(ret, (struct slice){rest.at, len});
                rest = slice_skip(rest, len);
        }
        buf_add(ret, rest);
        return BUF_OK(ret, "keep a rendition");
}

/* ---- WebP: chunks of a name and a length (RFC 9649) ---- */

enum { FILE_HEAD = 12, CHUNK_HEAD = 8, EXTENDED_LEN = 10, HAS_XMP = 4 };

static void add_little_endian(struct buf *ret, size_t value, unsigned bytes)
{
        for (unsigned i = 0; i < bytes; i++)
                buf_add_char(ret, (char)(value >> 8 * i));
}

static size_t padded(size_t len)
{
        return len + (len & 1);
}

static void add_chunk(struct buf *ret, const char *kind, struct slice data)
{
        buf_add_text(ret, kind);
        add_little_endian(ret, data.len, 4);
        buf_add(ret, data);
        if (data.len & 1) buf_add_char(ret, 0);
}

/* The chunk with the image, head and all. */
static struct err find_image(struct slice webp, struct slice *ret)
{
        for (struct slice rest = slice_skip(webp, FILE_HEAD); rest.len >= CHUNK_HEAD;) {
                const unsigned char *at = (const unsigned char *)rest.at;
                size_t len = (size_t)at[4] | (size_t)at[5] << 8 | (size_t)at[6] << 16 | (size_t)at[7] << 24;
                if (padded(len) > rest.len - CHUNK_HEAD) break;
                *ret = (struct slice){rest.at, CHUNK_HEAD + padded(len)};
                if (slice_starts_with(rest, SLICE("VP8 ")) || slice_starts_with(rest, SLICE("VP8L"))) return NO_ERR;
                rest = slice_skip(rest, ret->len);
        }
        return unexpected();
}

struct err packet_replace_in_webp(struct slice webp, struct slice packet, struct buf *ret)
{
        struct picture_type type = picture_type_of(webp);
        struct slice image;
        TRY(find_image(webp, &image));
        if (type.width == 0 || type.height == 0 || strcmp(type.media_type, "image/webp") != 0) return unexpected();
        size_t extras = packet.len ? CHUNK_HEAD + EXTENDED_LEN + CHUNK_HEAD + padded(packet.len) : 0;
        buf_add_text(ret, "RIFF");
        add_little_endian(ret, 4 + extras + image.len, 4);
        buf_add_text(ret, "WEBP");
        if (packet.len) {
                buf_add_text(ret, "VP8X");
                add_little_endian(ret, EXTENDED_LEN, 4);
                add_little_endian(ret, HAS_XMP, 4);
                add_little_endian(ret, type.width - 1, 3);
                add_little_endian(ret, type.height - 1, 3);
        }
        buf_add(ret, image);
        if (packet.len) add_chunk(ret, "XMP ", packet);
        return BUF_OK(ret, "keep a rendition");
}
