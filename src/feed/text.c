#include "feed/text.h"

#include <time.h>

/* U+FFFE and U+FFFF are EF BF BE and EF BF BF. */
static bool is_no_character(struct slice rest)
{
        return rest.len >= 3 && memcmp(rest.at, "\xEF\xBF", 2) == 0 && (unsigned char)rest.at[2] >= 0xBE;
}

static const char *reference_of(char c)
{
        switch (c) {
        case '&':
                return "&amp;";
        case '<':
                return "&lt;";
        case '>':
                return "&gt;";
        case '"':
                return "&quot;";
        default:
                return NULL;
        }
}

static bool is_control(char c)
{
        return (unsigned char)c < ' ' && c != '\n' && c != '\t';
}

void feed_add_xml(struct buf *ret, struct slice text)
{
        while (text.len) {
                size_t len = is_no_character(text) ? 3 : 1;
                const char *reference = reference_of(text.at[0]);
                if (reference)
                        buf_add_text(ret, reference);
                else if (len == 1 && !is_control(text.at[0]))
                        buf_add_char(ret, text.at[0]);
                text = slice_skip(text, len);
        }
}

void feed_add_element(struct buf *ret, const char *name, struct slice text)
{
        if (text.len == 0) return;
        buf_add_format(ret, "<%s>", name);
        feed_add_xml(ret, text);
        buf_add_format(ret, "</%s>\n", name);
}

void feed_add_json(struct buf *ret, struct slice text)
{
        buf_add_char(ret, '"');
        for (size_t i = 0; i < text.len; i++) {
                char c = text.at[i];
                if ((unsigned char)c < ' ') {
                        buf_add_format(ret, "\\u%04x", (unsigned)c);
                        continue;
                }
                if (c == '"' || c == '\\') buf_add_char(ret, '\\');
                buf_add_char(ret, c);
        }
        buf_add_char(ret, '"');
}

void feed_add_moment(struct buf *ret, int64_t utc_ms)
{
        time_t seconds = (time_t)(utc_ms / 1000);
        struct tm tm;
        char text[40];
        must(gmtime_r(&seconds, &tm) != NULL);
        size_t len = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
        buf_add(ret, (struct slice){text, len});
}
