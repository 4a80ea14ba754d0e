#include "identity/passkey.h"

enum { MAX_PORT = 65535, HTTP_PORT = 80, HTTPS_PORT = 443 };

static bool may_stand_in_host(char c)
{
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

static bool is_digit(char c)
{
        return c >= '0' && c <= '9';
}

/* A name whose last label is not a number, which would make it an IPv4 address. */
static bool is_host(struct slice host)
{
        if (host.len == 0 || host.len >= PASSKEY_HOST_SIZE) return false;
        for (size_t i = 0; i < host.len; i++) {
                if (!may_stand_in_host(host.at[i])) return false;
                bool ends_label = i + 1 == host.len || host.at[i + 1] == '.';
                if (host.at[i] == '.' && (i == 0 || ends_label)) return false;
        }
        size_t last = host.len;
        while (last && host.at[last - 1] != '.')
                last--;
        return !is_digit(host.at[last]);
}

/* As browsers write it: no zero in front, and not the scheme's own. */
static bool is_port(struct slice port, uint64_t own)
{
        uint64_t number = 0;
        return slice_to_u64(port, MAX_PORT, &number) && port.at[0] != '0' && number != own;
}

struct err passkey_site_init(struct passkey_site *site, struct slice origin, struct slice name)
{
        const struct slice https = SLICE("https://"), http = SLICE("http://");
        bool secure = slice_starts_with(origin, https);
        struct err no = ERR(ERR_INVALID, "make passkeys for this address");
        if (!secure && !slice_starts_with(origin, http)) return no;
        struct slice host = slice_skip(origin, secure ? https.len : http.len), rest = host;
        host = slice_cut(&rest, ':');
        bool has_port = host.at + host.len < origin.at + origin.len;
        if (has_port && !is_port(rest, secure ? HTTPS_PORT : HTTP_PORT)) return no;
        if (!is_host(host) || (!secure && !slice_eq(host, SLICE("localhost")))) return no;
        *site = (struct passkey_site){.origin = origin, .name = name};
        memcpy(site->host, host.at, host.len);
        return NO_ERR;
}
