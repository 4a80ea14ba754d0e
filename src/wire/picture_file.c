#include "wire/picture_file.h"

#include "base/buf.h"
#include "media/limits.h"
#include "news/picture_type.h"
#include "wire/import.h"

#include <sodium.h>

enum { DIGEST_BYTES = crypto_hash_sha256_BYTES };

_Static_assert(PICTURE_SIDE_MIN == 16 && PICTURE_PROPORTION_MAX == 20, "what names of faults say");
const char *picture_fault_name(enum picture_fault fault)
{
        static const char *const names[] = {
                [PICTURE_GOOD] = "taken",
                [PICTURE_ELSEWHERE] = "at an address that is not fetched",
                [PICTURE_UNREAD] = "in a file that could not be read",
                [PICTURE_BROKEN] = "in a data: address that cannot be read",
                [PICTURE_TOO_LARGE] = "larger than can be kept",
                [PICTURE_OF_OTHER_TYPE] = "that are no JPEG, PNG, WebP or GIF",
                [PICTURE_TOO_SMALL] = "smaller than 16 pixels",
                [PICTURE_TOO_LONG] = "more than 20 times as long as wide",
        };
        return names[fault];
}

/* ---- taking ---- */

static int digit_value(char c)
{
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'A' && c <= 'F') return c - 'A' + 10;
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static struct slice percent_decode(struct slice text, struct arena *a)
{
        char *decoded = arena_alloc(a, text.len + 1);
        size_t len = 0;
        for (size_t i = 0; i < text.len; i++) {
                int high = text.at[i] == '%' && i + 2 < text.len ? digit_value(text.at[i + 1]) : -1;
                int low = high >= 0 ? digit_value(text.at[i + 2]) : -1;
                if (low < 0) {
                        decoded[len++] = text.at[i];
                        continue;
                }
                decoded[len++] = (char)(16 * high + low);
                i += 2;
        }
        return (struct slice){decoded, len};
}

/* The base64 text of "data:[type][;parameters];base64,text". */
static bool find_base64(struct slice href, struct slice *ret)
{
        struct slice text = href;
        struct slice head = slice_cut(&text, ',');
        *ret = text;
        return head.len < href.len && slice_ends_with(head, SLICE(";base64"));
}

/* A parameter that whoever embeds a file adds ("data:;name=photo.jpg;base64,..."), percent-decoded. */
static struct slice read_parameter(struct slice href, struct slice key, struct arena *a)
{
        enum { READ_MAX_BYTES = 200 };
        struct slice head = slice_cut(&href, ',');
        while (head.len) {
                struct slice parameter = slice_cut(&head, ';');
                if (!slice_starts_with(parameter, key)) continue;
                struct slice value = slice_skip(parameter, key.len);
                return value.len <= READ_MAX_BYTES ? percent_decode(value, a) : (struct slice){0};
        }
        return (struct slice){0};
}

enum picture_fault picture_file_read(struct slice href, struct arena *a, struct picture_file *ret)
{
        struct slice start = {href.at, href.len < 5 ? href.len : 5}, text = {0};
        if (!slice_eq_nocase(start, SLICE("data:"))) return PICTURE_ELSEWHERE;
        if (slice_starts_with(href, SLICE(PICTURE_UNREAD_HREF))) {
                ret->name = read_parameter(href, SLICE("name="), a);
                ret->unread = read_parameter(href, SLICE("unread="), a);
                return PICTURE_UNREAD;
        }
        if (!find_base64(href, &text)) return PICTURE_BROKEN;
        size_t size = text.len / 4 * 3 + 3;
        if (size > IMPORT_PICTURE_MAX_BYTES + 3) return PICTURE_TOO_LARGE;

        unsigned char *bytes = arena_alloc(a, size), digest[DIGEST_BYTES];
        struct picture_file read = {0};
        if (sodium_base642bin(bytes, size, text.at, text.len, " \t\r\n", &read.bytes.len, NULL,
                              sodium_base64_VARIANT_ORIGINAL) != 0)
                return PICTURE_BROKEN;
        read.bytes.at = (const char *)bytes;
        struct picture_type type = picture_type_of(read.bytes);
        read.media_type = slice_of(type.media_type);
        read.width = type.width;
        read.height = type.height;
        read.name = read_parameter(href, SLICE("name="), a);
        *ret = read;
        if (!type.taken) return PICTURE_OF_OTHER_TYPE;
        if (picture_is_too_small(type.width, type.height)) return PICTURE_TOO_SMALL;
        if (picture_is_too_long(type.width, type.height)) return PICTURE_TOO_LONG;

        crypto_hash_sha256(digest, bytes, read.bytes.len);
        char *name = arena_alloc(a, 2 * DIGEST_BYTES + 1);
        sodium_bin2hex(name, 2 * DIGEST_BYTES + 1, digest, sizeof digest);
        read.asset = (struct slice){name, 2 * DIGEST_BYTES};
        *ret = read;
        return PICTURE_GOOD;
}
