#include "plain/links.h"

#include "plain/character.h"

enum { URL_MAX_BYTES = 2048 };

/* The first bytes up to the path: "https://herald.example". */
static struct slice origin_of(struct slice url)
{
        const char *mark = slice_find(url, SLICE("://"));
        if (!mark) return SLICE("");
        struct slice behind = slice_skip(url, (size_t)(mark - url.at) + 3);
        struct slice host = slice_cut(&behind, '/');
        return (struct slice){url.at, (size_t)(host.at + host.len - url.at)};
}

/* With its references resolved, without what no address has; empty when it is too long. */
static struct slice decoded(struct links *links, struct slice href)
{
        CLEANUP(buf_clear) struct buf url = BUF_INIT(URL_MAX_BYTES);
        while (href.len) {
                uint32_t c = character_take(&href);
                if (!character_is_space(c) && c != CHARACTER_NO_BREAK_SPACE && !character_is_unwanted(c))
                        character_add(&url, c);
        }
        return url.full ? SLICE("") : arena_copy(links->arena, buf_slice(&url));
}

static bool is_whole(struct slice url)
{
        return slice_starts_with(url, SLICE("https://")) || slice_starts_with(url, SLICE("http://")) ||
               slice_starts_with(url, SLICE("mailto:")) || slice_starts_with(url, SLICE("tel:"));
}

struct slice links_resolve(struct links *links, struct slice href)
{
        struct slice url = decoded(links, href), origin = origin_of(links->canonical);
        if (is_whole(url)) return url;
        bool is_path = slice_starts_with(url, SLICE("/")) && !slice_starts_with(url, SLICE("//"));
        if (!is_path || origin.len == 0) return SLICE("");
        return arena_format(links->arena, "%.*s%.*s", SLICE_ARGS(origin), SLICE_ARGS(url));
}

bool links_says_itself(struct slice url, struct slice text)
{
        static const struct slice schemes[] = {{"https://", 8}, {"http://", 7}, {"mailto:", 7}, {"tel:", 4}};
        if (slice_eq(url, text)) return true;
        for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
                if (slice_starts_with(url, schemes[i])) url = slice_skip(url, schemes[i].len);
        if (slice_ends_with(url, SLICE("/")) && !slice_ends_with(text, SLICE("/"))) url.len--;
        return slice_eq(url, text);
}

size_t links_number(struct links *links, struct slice url)
{
        for (size_t i = 0; i < links->count; i++)
                if (slice_eq(links->urls[i], url)) return i + 1;
        if (links->count == LINKS_MAX) return 0;
        links->urls[links->count++] = url;
        return links->count;
}

void links_list(const struct links *links, struct paper *paper)
{
        paper->wants_gap = true;
        for (size_t i = 0; i < links->count; i++)
                paper_line(paper, arena_format(links->arena, "[%zu] %.*s", i + 1, SLICE_ARGS(links->urls[i])));
}
