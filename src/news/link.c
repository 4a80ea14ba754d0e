#include "news/link.h"

#include "news/text.h"

#include <ctype.h>

bool link_may_hold(uint32_t character)
{
        if (character >= 0x80) return text_may_hold(character) && character >= 0xA1;
        return isalnum((int)character) || (character && strchr("!$%&'()*+,-./:;=?@_~#", (int)character));
}

/* Every character is a URL's, every '%' begins an encoded byte, at most one fragment. */
static bool is_well_formed(struct slice href)
{
        unsigned fragments = 0;
        for (struct slice rest = href; rest.len;) {
                uint32_t character = 0;
                text_next(&rest, &character);
                if (!link_may_hold(character)) return false;
                if (character == '#' && ++fragments > 1) return false;
                if (character == '%' &&
                    !(rest.len >= 2 && isxdigit((unsigned char)rest.at[0]) && isxdigit((unsigned char)rest.at[1])))
                        return false;
        }
        return true;
}

static bool host_may_hold(char c)
{
        return (unsigned char)c >= 0x80 || isalnum((unsigned char)c) || c == '.' || c == '-' || c == '_';
}

/* host[:port], up to the path, query or fragment. */
static bool has_host(struct slice behind_scheme)
{
        struct slice authority = behind_scheme;
        authority.len = 0;
        while (authority.len < behind_scheme.len && !strchr("/?#", behind_scheme.at[authority.len]))
                authority.len++;

        struct slice port = authority;
        struct slice host = slice_cut(&port, ':');
        if (host.len == 0 || host.at[0] == '.') return false;
        for (size_t i = 0; i < host.len; i++)
                if (!host_may_hold(host.at[i])) return false;
        uint64_t number = 0;
        return host.len == authority.len || slice_to_u64(port, UINT16_MAX, &number);
}

static bool takes_scheme(struct slice *href, struct slice scheme)
{
        struct slice start = {href->at, href->len < scheme.len ? href->len : scheme.len};
        if (!slice_eq_nocase(start, scheme)) return false;
        *href = slice_skip(*href, scheme.len);
        return true;
}

bool link_is_allowed(struct slice href)
{
        if (href.len > LINK_MAX_BYTES || !is_well_formed(href)) return false;
        struct slice rest = href;
        if (takes_scheme(&rest, SLICE("mailto:"))) return rest.len > 0;
        return (takes_scheme(&rest, SLICE("https://")) || takes_scheme(&rest, SLICE("http://"))) && has_host(rest);
}

bool link_is_path(struct slice href)
{
        return href.len <= LINK_MAX_BYTES && slice_starts_with(href, SLICE("/")) &&
               !slice_starts_with(href, SLICE("//")) && is_well_formed(href);
}

/* What ends an address that stands in a text, though one may hold it: quotation marks, a dash, an ellipsis, spaces. */
static bool is_of_text(uint32_t character)
{
        static const uint32_t marks[] = {0xAB, 0xBB, 0x2014, 0x201C, 0x201D, 0x201E, 0x2026, 0x202F, 0x3000};
        for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
                if (character == marks[i]) return true;
        return character >= 0x2000 && character <= 0x200B;
}

/* What may be anywhere in an address, but at its end is the sentence's. */
static bool ends_sentence(uint32_t character)
{
        return character == 0x2019 || (character && character < 0x80 && strchr(".,:;!?'*_~", (int)character));
}

/* What begins like an address: up to the last character that is surely its own. A bracket is, when it was opened in it.
 */
static struct slice address_at(struct slice text)
{
        struct slice rest = text, address = {text.at, 0};
        int open = 0;
        for (uint32_t c; text_next(&rest, &c) && link_may_hold(c) && !is_of_text(c);) {
                open += (c == '(') - (c == ')');
                if (open < 0) break;
                if (!ends_sentence(c)) address.len = (size_t)(rest.at - text.at);
        }
        return address;
}

/* Where the scheme begins that ends with what `text` has before `at`; NULL: there is none, or it ends a longer word. */
static const char *scheme_before(struct slice text, const char *at)
{
        static const struct slice schemes[] = {{"https", 5}, {"http", 4}};
        for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
                size_t len = schemes[i].len, before = (size_t)(at - text.at);
                if (before < len || !slice_eq_nocase((struct slice){at - len, len}, schemes[i])) continue;
                return before > len && isalnum((unsigned char)at[-1 - (ptrdiff_t)len]) ? NULL : at - len;
        }
        return NULL;
}

struct slice link_find(struct slice text)
{
        const struct slice mark = SLICE("://");
        struct slice rest = text;
        for (const char *at; (at = slice_find(rest, mark));) {
                const char *begin = scheme_before(text, at);
                struct slice address = begin ? address_at(slice_skip(text, (size_t)(begin - text.at))) : SLICE("");
                if (address.len && link_is_allowed(address)) return address;
                rest = slice_skip(rest, (size_t)(at - rest.at) + mark.len);
        }
        return SLICE("");
}
