/* The check before publication: what an article lacks. Some of it keeps it from being published, some is only told.
 * Pure, any thread. */
#pragma once
#include "news/article.h"

struct lack {
        const char *key;   /* "headline", "alt"; what screens call it is "ready_" and this */
        const char *field; /* where it is mended: a field of the stored form; "picture-alt" and "picture-credit" of its
                              own pictures */
        bool blocks;
        int item;         /* of a list: its place there; -1: the field as a whole */
        const char *part; /* of that element: "name", "url"; of the body's first picture without it: "alt", "credit";
                             NULL: all of it */
};

enum { LACKS_MAX = 20, HEADLINE_LONG_CHARACTERS = 80 };
struct lacks {
        struct lack at[LACKS_MAX];
        size_t count;
};

/* What keeps it comes first. `now_ms`: for the embargo. */
void article_find_lacks(const struct article *article, int64_t now_ms, struct lacks *ret);
bool lacks_block(const struct lacks *lacks);
