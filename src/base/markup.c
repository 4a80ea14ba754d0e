#include "base/markup.h"

#include <string.h>

static const struct slice references[256] = {
        ['&'] = {"&amp;", 5}, ['<'] = {"&lt;", 4}, ['>'] = {"&gt;", 4}, ['"'] = {"&quot;", 6}, ['\''] = {"&#39;", 5},
};

enum { TOGETHER = 16 };

/* Most texts have nothing to escape for long stretches: so many bytes are looked at together. */
static bool has_special(const char *at)
{
        unsigned char bytes __attribute__((vector_size(TOGETHER)));
        uint64_t halves[2];
        memcpy(&bytes, at, sizeof bytes);
        signed char special __attribute__((vector_size(TOGETHER))) =
                (bytes == '&') | (bytes == '<') | (bytes == '>') | (bytes == '"') | (bytes == '\'');
        memcpy(halves, &special, sizeof halves);
        return halves[0] || halves[1];
}

/* What stands between `begin` and the byte, and what stands for it; returns where the next begins. */
static size_t escape_byte(struct slice text, size_t begin, size_t at, struct buf *ret)
{
        const struct slice *reference = &references[(unsigned char)text.at[at]];
        if (!reference->at) return begin;
        buf_add(ret, (struct slice){text.at + begin, at - begin});
        buf_add(ret, *reference);
        return at + 1;
}

void markup_escape(struct slice text, struct buf *ret)
{
        size_t begin = 0;
        for (size_t i = 0; i < text.len;) {
                size_t end = text.len - i < TOGETHER ? text.len : i + TOGETHER;
                bool plain = end - i == TOGETHER && !has_special(text.at + i);
                for (; !plain && i < end; i++)
                        begin = escape_byte(text, begin, i, ret);
                i = end;
        }
        buf_add(ret, slice_skip(text, begin));
}

/* The byte that the reference at the beginning stands for; `*ret_len` is how long it is, 1 where there is none. */
static char referred(struct slice html, size_t *ret_len)
{
        static const char specials[] = {'&', '<', '>', '"', '\''};
        for (size_t i = 0; i < sizeof specials; i++) {
                struct slice reference = references[(unsigned char)specials[i]];
                *ret_len = reference.len;
                if (slice_starts_with(html, reference)) return specials[i];
        }
        *ret_len = 1;
        return *html.at;
}

void markup_unescape(struct slice html, struct buf *ret)
{
        while (html.len) {
                const char *at = memchr(html.at, '&', html.len);
                size_t plain = at ? (size_t)(at - html.at) : html.len, len = 0;
                buf_add(ret, (struct slice){html.at, plain});
                html = slice_skip(html, plain);
                if (html.len == 0) return;
                buf_add_char(ret, referred(html, &len));
                html = slice_skip(html, len);
        }
}
