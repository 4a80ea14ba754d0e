#include "store/known_headlines.h"

#include <stdlib.h>

enum { KNOWN = 1024 };

struct known_headlines {
        struct known_headline {
                struct headline headline; /* article 0: none */
                char *texts;              /* owned: all of its texts */
        } at[KNOWN];
};

static const size_t texts[] = {
        offsetof(struct headline, path),
        offsetof(struct headline, text),
        offsetof(struct headline, lead),
        offsetof(struct headline, picture.asset),
        offsetof(struct headline, picture.media_type),
        offsetof(struct headline, picture.caption),
        offsetof(struct headline, picture.credit),
        offsetof(struct headline, picture.alt),
        offsetof(struct headline, picture.uri),
};
enum { TEXTS = sizeof texts / sizeof texts[0] };

static struct slice *text_of(struct headline *headline, size_t n)
{
        return (struct slice *)(void *)((char *)headline + texts[n]);
}

/* Moves its texts to `to`, where there is room for them. */
static void move_texts(struct headline *headline, char *to)
{
        for (size_t n = 0; n < TEXTS; n++) {
                struct slice *text = text_of(headline, n);
                if (text->len) memcpy(to, text->at, text->len);
                text->at = to;
                to += text->len;
        }
}

static size_t bytes_of(struct headline *headline)
{
        size_t bytes = 1;
        for (size_t n = 0; n < TEXTS; n++)
                bytes += text_of(headline, n)->len;
        return bytes;
}

struct headline headline_copy(const struct headline *headline, struct arena *a)
{
        struct headline copy = *headline;
        move_texts(&copy, arena_alloc(a, bytes_of(&copy)));
        return copy;
}

struct known_headlines *known_headlines_new(void)
{
        return calloc(1, sizeof(struct known_headlines));
}

void known_headlines_free(struct known_headlines *k)
{
        if (k) known_headlines_forget(k, 0);
        free(k);
}

const struct headline *known_headlines_find(const struct known_headlines *k, int64_t article)
{
        const struct headline *headline = &k->at[article % KNOWN].headline;
        return article && headline->article == article ? headline : NULL;
}

static void clear(struct known_headline *known)
{
        free(known->texts);
        *known = (struct known_headline){0};
}

void known_headlines_keep(struct known_headlines *k, const struct headline *headline)
{
        struct known_headline *known = &k->at[headline->article % KNOWN];
        struct headline copy = *headline;
        clear(known);
        known->texts = malloc(bytes_of(&copy));
        if (!known->texts) return;
        move_texts(&copy, known->texts);
        known->headline = copy;
}

void known_headlines_forget(struct known_headlines *k, int64_t article)
{
        if (article && known_headlines_find(k, article)) clear(&k->at[article % KNOWN]);
        for (size_t i = 0; article == 0 && i < KNOWN; i++)
                clear(&k->at[i]);
}
