#include "wire/html_link.h"

#include "news/link.h"
#include "news/text.h"

#include <ctype.h>

static void write_percent(struct slice bytes, struct buf *ret)
{
        for (size_t i = 0; i < bytes.len; i++)
                buf_add_format(ret, "%%%02X", (unsigned char)bytes.at[i]);
}

/* The address with everything encoded that a URL cannot hold; browsers do the same. */
static void write_link(struct slice href, struct buf *ret)
{
        bool in_fragment = false;
        while (href.len) {
                struct slice bytes = href;
                uint32_t character = 0;
                text_next(&href, &character);
                bytes.len -= href.len;
                bool encoded =
                        href.len >= 2 && isxdigit((unsigned char)href.at[0]) && isxdigit((unsigned char)href.at[1]);
                bool fits = link_may_hold(character) && !(character == '%' && !encoded) &&
                            !(character == '#' && in_fragment);
                in_fragment = in_fragment || character == '#';
                if (fits)
                        buf_add(ret, bytes);
                else if (character != '\n' && character != '\r' && character != '\t')
                        write_percent(bytes, ret);
        }
}

static void count_lost(struct intake *in, struct slice href)
{
        struct slice rest = href;
        struct slice scheme = slice_cut(&rest, ':');
        size_t letters = 0;
        while (letters < scheme.len && isalpha((unsigned char)scheme.at[letters]))
                letters++;
        if (href.len == 0) return; /* an anchor, not a link */
        if (scheme.len == href.len || letters < scheme.len)
                intake_lose(in, "bodies: link that is neither an address nor a path of this site");
        else
                intake_lose(in, "bodies: link of scheme %.*s", SLICE_ARGS(scheme));
}

/* Browsers read a backslash as a slash, so what has one may lead elsewhere. */
static bool may_stand(struct slice href, const struct buf *link)
{
        if (link->full) return false;
        return link_is_allowed(buf_slice(link)) || (link_is_path(buf_slice(link)) && !memchr(href.at, '\\', href.len));
}

struct slice html_link_read(struct slice href, struct intake *in)
{
        href = slice_trim(href);
        CLEANUP(buf_clear) struct buf link = BUF_INIT(LINK_MAX_BYTES);
        write_link(href, &link);
        if (may_stand(href, &link)) return arena_copy(in->arena, buf_slice(&link));
        count_lost(in, href);
        return (struct slice){0};
}
