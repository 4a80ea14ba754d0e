#include "news/embed.h"

#include "base/err.h"

#include <ctype.h>

static const struct provider {
        const char *key, *name, *url; /* the id comes behind the url */
} providers[] = {
        {"youtube", "YouTube", "https://www.youtube.com/watch?v="},
        {"vimeo", "Vimeo", "https://vimeo.com/"},
        {"telegram", "Telegram", "https://t.me/"},
        {"x", "X", "https://x.com/i/status/"},
        {"facebook", "Facebook", "https://www.facebook.com/"},
        {"instagram", "Instagram", "https://www.instagram.com/p/"},
        {"tiktok", "TikTok", "https://www.tiktok.com/"},
};

/* How addresses begin, behind the scheme and the words for a kind of screen; the id is the steps from `first` to `last`
 * of what follows. */
static const struct form {
        const char *provider, *begin;
        unsigned first, last;
} forms[] = {
        {"youtube", "youtube.com/watch?v=", 1, 1},
        {"youtube", "youtube.com/embed/", 1, 1},
        {"youtube", "youtube.com/shorts/", 1, 1},
        {"youtube", "youtube.com/live/", 1, 1},
        {"youtube", "youtube-nocookie.com/embed/", 1, 1},
        {"youtube", "youtu.be/", 1, 1},
        {"vimeo", "vimeo.com/video/", 1, 1},
        {"vimeo", "vimeo.com/", 1, 1},
        {"telegram", "t.me/s/", 1, 2},
        {"telegram", "t.me/", 1, 2},
        {"telegram", "telegram.me/", 1, 2},
        {"x", "x.com/", 3, 3},
        {"x", "twitter.com/", 3, 3},
        {"facebook", "facebook.com/", 1, 3},
        {"instagram", "instagram.com/p/", 1, 1},
        {"instagram", "instagram.com/reel/", 1, 1},
        {"instagram", "instagram.com/tv/", 1, 1},
        {"tiktok", "tiktok.com/", 1, 3},
};

static const struct provider *find_provider(struct slice key)
{
        for (size_t i = 0; i < sizeof providers / sizeof providers[0]; i++)
                if (slice_eq(key, slice_of(providers[i].key))) return &providers[i];
        return NULL;
}

static bool id_may_hold(char c)
{
        return isalnum((unsigned char)c) || (c && strchr("._-@/", c));
}

static bool id_is_usable(struct slice id)
{
        if (id.len == 0 || id.len > EMBED_ID_MAX_BYTES || id.at[id.len - 1] == '/') return false;
        for (size_t i = 0; i < id.len; i++)
                if (!id_may_hold(id.at[i])) return false;
        while (id.len) {
                struct slice step = slice_cut(&id, '/');
                if (step.len == 0 || step.at[0] == '.') return false;
        }
        return true;
}

bool embed_is_known(struct slice provider, struct slice id)
{
        return find_provider(provider) && id_is_usable(id);
}

static struct slice skip_any(struct slice text, const char *const *begins, size_t count)
{
        for (size_t i = 0; i < count; i++)
                if (slice_starts_with(text, slice_of(begins[i]))) return slice_skip(text, strlen(begins[i]));
        return text;
}

/* From the first to the last of the steps, which must be the address's last too. */
static bool read_steps(struct slice rest, const struct form *form, struct slice *ret)
{
        size_t len = 0;
        while (len < rest.len && !strchr("?#&", rest.at[len]))
                len++;
        rest.len = len;
        if (slice_ends_with(rest, SLICE("/"))) rest.len--;
        for (unsigned step = 1; step < form->first; step++)
                slice_cut(&rest, '/');
        *ret = rest;
        unsigned steps = form->first - 1;
        while (rest.len) {
                if (slice_cut(&rest, '/').len == 0) return false;
                steps++;
        }
        return steps == form->last;
}

bool embed_read(struct slice url, struct slice *provider, struct slice *id)
{
        static const char *const schemes[] = {"https://", "http://", "//"};
        static const char *const screens[] = {"www.", "m.", "mobile.", "web.", "player."};
        struct slice address = skip_any(slice_trim(url), schemes, sizeof schemes / sizeof schemes[0]);
        address = skip_any(address, screens, sizeof screens / sizeof screens[0]);
        for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
                struct slice begin = slice_of(forms[i].begin);
                if (!slice_starts_with(address, begin)) continue;
                if (!read_steps(slice_skip(address, begin.len), &forms[i], id)) continue;
                *provider = slice_of(forms[i].provider);
                return embed_is_known(*provider, *id);
        }
        return false;
}

struct slice embed_url(struct arena *a, struct slice provider, struct slice id)
{
        must(embed_is_known(provider, id));
        return arena_format(a, "%s%.*s", find_provider(provider)->url, SLICE_ARGS(id));
}

struct slice embed_provider_name(struct slice provider)
{
        const struct provider *found = find_provider(provider);
        must(found != NULL);
        return slice_of(found->name);
}
