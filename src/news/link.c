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
