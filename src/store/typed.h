/* What somebody typed and what cannot become an article's text yet: two texts of one paragraph wait for their choice,
 * or the text is refused. The server keeps it all the same, apart from the article, so that it outlives the window, the
 * browser and the device. Only its writer gets it back. Putting and dropping are called in a transaction. */
#pragma once
#include "store/store.h"

enum { TYPED_MAX = 20 }; /* windows of one person at one article; TYPED_MAX_BYTES: each */
#define TYPED_MAX_BYTES ((size_t)4000000)

struct typed {
        int64_t person, article;
        struct slice tab; /* the window, as it names itself */
        int64_t kept_ms;
        int64_t revision;     /* from which it was begun */
        struct slice content; /* JSON of the editor's page: the store does not look into it */
};
struct typed_list {
        struct typed *at;
        size_t count;
};

/* In the place of what that window had. ERR_FULL: there are too many of them, or it is too long; ERR_INVALID: no window
 * is named; ERR_CONFLICT: no such person or article. */
struct err store_put_typed(struct store *s, const struct typed *typed) CHECKED;
/* All that a person has at an article. */
struct err store_list_typed(struct store *s, int64_t person, int64_t article, struct arena *a,
                            struct typed_list *ret) CHECKED;
/* The articles at which a person has some: article and kept_ms alone are told. */
struct err store_list_typed_articles(struct store *s, int64_t person, unsigned limit, struct arena *a,
                                     struct typed_list *ret) CHECKED;
/* Whether there was any. */
struct err store_drop_typed(struct store *s, const struct typed *typed, bool *ret) CHECKED;
