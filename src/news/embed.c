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
