/* IPTC-IIM (version 4): datasets of a marker, record, number, length and text; in JPEG files within Photoshop's image
 * resources, of which 0x0404 holds them. */
#include "media/words.h"
#include "news/article.h"

enum { MARKER = 0x1C, APPLICATION = 2, RESOURCE_IIM = 0x0404 };
enum { BYLINE = 80, CREDIT = 110, COPYRIGHT = 116, CAPTION = 120 };

static unsigned byte_at(struct slice s, size_t i)
{
        return (unsigned char)s.at[i];
}

static unsigned big_endian(struct slice s, size_t at)
{
        return byte_at(s, at) << 8 | byte_at(s, at + 1);
}

static void take_dataset(struct words *w, unsigned number, struct slice text)
{
        switch (number) {
        case BYLINE:
                words_take(w, &w->creator, text, CREDIT_MAX_BYTES);
                break;
        case CREDIT:
                words_take(w, &w->credit, text, CREDIT_MAX_BYTES);
                break;
        case COPYRIGHT:
                words_take(w, &w->copyright, text, CREDIT_MAX_BYTES);
                break;
        case CAPTION:
                words_take(w, &w->caption, text, CAPTION_MAX_BYTES);
                break;
        default:
                break;
        }
}

/* Lengths of 32 KB and more have a form of their own, which no text that is looked for here needs: it ends the list. */
static void read_datasets(struct words *w, struct slice rest)
{
        while (rest.len >= 5 && byte_at(rest, 0) == MARKER) {
                unsigned record = byte_at(rest, 1), number = byte_at(rest, 2), len = big_endian(rest, 3);
                rest = slice_skip(rest, 5);
                if (len > 0x7FFF || len > rest.len) return;
                if (record == APPLICATION) take_dataset(w, number, (struct slice){rest.at, len});
                rest = slice_skip(rest, len);
        }
}

/* "8BIM", id, a name (its length and its bytes, padded to even), the length in four bytes, the data, padded to even. */
static void read_resources(struct words *w, struct slice rest)
{
        while (rest.len >= 8 && slice_starts_with(rest, SLICE("8BIM"))) {
                unsigned id = big_endian(rest, 4);
                size_t name = (byte_at(rest, 6) + 2u) & ~1u;
                rest = slice_skip(rest, 6 + name);
                if (rest.len < 4) return;
                size_t len = (size_t)big_endian(rest, 0) << 16 | big_endian(rest, 2);
                rest = slice_skip(rest, 4);
                if (len > rest.len) return;
                if (id == RESOURCE_IIM) read_datasets(w, (struct slice){rest.at, len});
                rest = slice_skip(rest, len + (len & 1));
        }
}

void words_read_iim(struct words *w, struct slice bytes)
{
        static const char photoshop[] = "Photoshop 3.0";
        struct slice start = {photoshop, sizeof photoshop}; /* with its NUL */
        if (slice_starts_with(bytes, start)) bytes = slice_skip(bytes, start.len);
        if (slice_starts_with(bytes, SLICE("8BIM")))
                read_resources(w, bytes);
        else
                read_datasets(w, bytes);
}
