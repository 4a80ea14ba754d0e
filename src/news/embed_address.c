/* Addresses of things on other sites, by a table of their forms; embeds.js of the desk has the same one. */
#include "news/embed.h"

#include <ctype.h>

/* In a path, `(` and `)` stand around the id, and capital letters for one or more characters: D digits, W also letters,
 * _ and -, P also dots; `?v=` for the parameter v, wherever it stands in the query. The rest stands for itself. */
static const struct form {
        const char *provider, *host, *path;
} forms[] = {
        {"youtube", "youtube.com", "watch?v=(W)"},
        {"youtube", "youtube.com", "shorts/(W)"},
        {"youtube", "youtube.com", "live/(W)"},
        {"youtube", "youtube.com", "embed/(W)"},
        {"youtube", "youtube-nocookie.com", "embed/(W)"},
        {"youtube", "youtu.be", "(W)"},
        {"vimeo", "vimeo.com", "(D)"},
        {"vimeo", "vimeo.com", "video/(D)"},
        {"telegram", "t.me", "(W/D)"},
        {"telegram", "t.me", "s/(W/D)"},
        {"telegram", "telegram.me", "(W/D)"},
        {"telegram", "telegram.me", "s/(W/D)"},
        {"x", "x.com", "W/status/(D)"},
        {"x", "twitter.com", "W/status/(D)"},
        {"facebook", "facebook.com", "(P/posts/P)"},
        {"facebook", "facebook.com", "(P/videos/P)"},
        {"instagram", "instagram.com", "p/(W)"},
        {"instagram", "instagram.com", "reel/(W)"},
        {"instagram", "instagram.com", "tv/(W)"},
        {"tiktok", "tiktok.com", "(@P/video/D)"},
        {"tiktok", "tiktok.com", "(embed/v2/D)"},
};

/* ---- paths ---- */

static bool is_of_class(char class, char c)
{
        if (isdigit((unsigned char)c)) return true;
        if (class == 'D' || c == '\0') return false;
        return isalpha((unsigned char)c) || c == '_' || c == '-' || (class == 'P' && c == '.');
}

static bool take_class(char class, struct slice *at)
{
        size_t len = 0;
        while (len < at->len && is_of_class(class, at->at[len]))
                len++;
        *at = slice_skip(*at, len);
        return len > 0;
}

/* Moves `at`, which is at the query, to the value of the parameter with a name of one letter. */
static bool take_parameter(char name, struct slice *at)
{
        if (at->len == 0 || at->at[0] != '?') return false;
        struct slice query = slice_skip(*at, 1);
        while (query.len) {
                struct slice value = slice_cut(&query, '&');
                if (value.len < 2 || value.at[0] != name || value.at[1] != '=') continue;
                *at = slice_skip(value, 2);
                return true;
        }
        return false;
}

static bool take_letter(char letter, struct slice *at)
{
        if (at->len == 0 || at->at[0] != letter) return false;
        *at = slice_skip(*at, 1);
        return true;
}

/* Whether the path has the form; an id that goes on in odd characters is another thing's. */
static bool read_path(const char *form, struct slice path, struct slice *ret_id)
{
        for (; *form; form++) {
                bool taken = true;
                if (*form == '(') {
                        *ret_id = path;
                } else if (*form == ')') {
                        ret_id->len -= path.len;
                } else if (*form == '?') {
                        taken = take_parameter(form[1], &path);
                        form += 2;
                } else if (isupper((unsigned char)*form)) {
                        taken = take_class(*form, &path);
                } else {
                        taken = take_letter(*form, &path);
                }
                if (!taken) return false;
        }
        return path.len == 0 || strchr("/?&#", path.at[0]);
}

/* YouTube's ids have eleven characters; "embed/videoseries?list=…" is a list of things, "embed/live_stream" any. */
static bool is_youtube_id(struct slice id)
{
        enum { SHORTEST = 6, LONGEST = 20 };
        if (slice_eq(id, SLICE("videoseries")) || slice_eq(id, SLICE("live_stream"))) return false;
        return id.len >= SHORTEST && id.len <= LONGEST;
}

/* ---- addresses ---- */

static struct slice without(struct slice text, struct slice start)
{
        struct slice head = {text.at, text.len < start.len ? text.len : start.len};
        return slice_eq_nocase(head, start) ? slice_skip(text, start.len) : text;
}

static struct slice without_scheme(struct slice address)
{
        return without(without(without(address, SLICE("https:")), SLICE("http:")), SLICE("//"));
}

/* Sites have the same paths on names for telephones and players. */
static struct slice without_subdomain(struct slice host)
{
        static const char *const names[] = {"www.", "m.", "mobile.", "web.", "player."};
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
                struct slice rest = without(host, slice_of(names[i]));
                if (rest.len < host.len) return rest;
        }
        return host;
}

static bool read_site(struct slice host, struct slice path, struct embed *ret)
{
        for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
                struct embed found = {.provider = slice_of(forms[i].provider)};
                if (!slice_eq_nocase(host, slice_of(forms[i].host))) continue;
                if (!read_path(forms[i].path, path, &found.id)) continue;
                if (slice_eq(found.provider, SLICE("youtube")) && !is_youtube_id(found.id)) continue;
                if (!embed_is_known(found.provider, found.id)) continue;
                *ret = found;
                return true;
        }
        return false;
}

static unsigned hex_value(char c)
{
        return isdigit((unsigned char)c) ? (unsigned)(c - '0') : (unsigned)(tolower((unsigned char)c) - 'a' + 10);
}

static struct slice percent_decoded(struct slice text, struct arena *a)
{
        char *decoded = arena_alloc(a, text.len + 1);
        size_t len = 0;
        for (size_t i = 0; i < text.len; i++) {
                bool encoded = text.at[i] == '%' && i + 2 < text.len && isxdigit((unsigned char)text.at[i + 1]) &&
                               isxdigit((unsigned char)text.at[i + 2]);
                decoded[len++] =
                        encoded ? (char)(16 * hex_value(text.at[i + 1]) + hex_value(text.at[i + 2])) : text.at[i];
                if (encoded) i += 2;
        }
        return (struct slice){decoded, len};
}

/* Facebook frames a thing by a page of its own that is told the thing's address; empty when this is none. */
static struct slice framed_address(struct slice host, struct slice path, struct arena *a)
{
        struct slice page = slice_cut(&path, '?'), value = {0};
        if (!slice_eq_nocase(host, SLICE("facebook.com")) || !slice_starts_with(page, SLICE("plugins/"))) return value;
        while (path.len && value.len == 0) {
                struct slice parameter = slice_cut(&path, '&');
                if (slice_starts_with(parameter, SLICE("href="))) value = slice_skip(parameter, strlen("href="));
        }
        return value.len ? percent_decoded(value, a) : value;
}

bool embed_of_address(struct slice address, struct arena *a, struct embed *ret)
{
        struct slice path = without_scheme(slice_trim(address));
        struct slice host = without_subdomain(slice_cut(&path, '/'));
        struct slice framed = framed_address(host, path, a);
        if (framed.len) {
                path = without_scheme(framed);
                host = without_subdomain(slice_cut(&path, '/'));
        }
        return read_site(host, path, ret);
}
