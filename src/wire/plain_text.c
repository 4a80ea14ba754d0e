#include "wire/plain_text.h"

#include "news/text.h"

struct slice plain_line(struct arena *a, struct slice text)
{
        char *line = arena_alloc(a, text.len + 1);
        size_t len = 0;
        bool space_waits = false;
        for (struct slice rest = text; rest.len;) {
                const char *at = rest.at;
                uint32_t character = 0;
                text_next(&rest, &character);
                if (is_white_space(character)) space_waits = len > 0;
                if (!text_may_hold(character) || text_is_hidden(character) || character == ' ') continue;
                if (space_waits) line[len++] = ' ';
                space_waits = false;
                memcpy(line + len, at, (size_t)(rest.at - at));
                len += (size_t)(rest.at - at);
        }
        return (struct slice){line, len};
}

struct slice plain_cut(struct slice text, size_t max_bytes)
{
        if (text.len <= max_bytes) return text;
        while (max_bytes && ((unsigned char)text.at[max_bytes] & 0xC0) == 0x80)
                max_bytes--;
        return (struct slice){text.at, max_bytes};
}
