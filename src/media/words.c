#include "media/words.h"

#include "base/markup.h"
#include "news/text.h"

/* One line: white space and controls become single spaces. False when it is no UTF-8. */
static bool fold(struct slice text, struct buf *ret)
{
        bool space = false;
        for (struct slice rest = text; rest.len;) {
                struct slice before = rest;
                uint32_t character;
                text_next(&rest, &character);
                if (character == TEXT_BROKEN) return false;
                bool blank = character == ' ' || character == 0xA0 || !text_may_hold(character);
                if (!blank) {
                        if (space && ret->len) buf_add_char(ret, ' ');
                        buf_add(ret, (struct slice){before.at, before.len - rest.len});
                }
                space = blank;
        }
        return !ret->full;
}

static struct slice cut(struct slice text, size_t max_bytes)
{
        if (text.len <= max_bytes) return text;
        while (max_bytes && ((unsigned char)text.at[max_bytes] & 0xC0) == 0x80)
                max_bytes--;
        return slice_trim((struct slice){text.at, max_bytes});
}

void words_take(struct words *w, struct slice *field, struct slice text, size_t max_bytes)
{
        enum { LOOKED_AT_MAX_BYTES = 64 * 1024 };
        if (field->len || text.len == 0 || text.len > LOOKED_AT_MAX_BYTES) return;
        CLEANUP(buf_clear) struct buf line = BUF_INIT(2 * LOOKED_AT_MAX_BYTES);
        if (fold(text, &line)) *field = arena_copy(w->arena, cut(buf_slice(&line), max_bytes));
}

struct slice words_credit(const struct words *w)
{
        return w->credit.len ? w->credit : w->creator;
}

/* ---- writing ---- */

static void add_element(struct buf *ret, const char *open, struct slice text, const char *close)
{
        if (text.len == 0) return;
        buf_add_text(ret, open);
        markup_escape(text, ret);
        buf_add_text(ret, close);
}

void words_write_xmp(const struct words *w, struct buf *ret)
{
        if (words_credit(w).len == 0 && w->copyright.len == 0) return;
        buf_add_text(ret, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
                          "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
                          "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
                          "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                          " xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\">");
        add_element(ret, "<dc:creator><rdf:Seq><rdf:li>", w->creator, "</rdf:li></rdf:Seq></dc:creator>");
        add_element(ret, "<dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">", w->copyright,
                    "</rdf:li></rdf:Alt></dc:rights>");
        add_element(ret, "<photoshop:Credit>", words_credit(w), "</photoshop:Credit>");
        buf_add_text(ret, "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>");
}
