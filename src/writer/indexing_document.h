/* An article as the search index takes it. For this room only. */
#pragma once
#include "language/language.h"
#include "search/index.h"
#include "store/publication.h"

/* What is needed of the newsroom; all of it lives in the arena. */
struct index_newsroom {
        struct arena arena;
        struct newsroom newsroom;
        struct language *clocks[EDITION_MAX]; /* owned, by edition id - 1; for local days */
};
struct err index_newsroom_load(struct index_newsroom *n, struct store *store) CHECKED;
void index_newsroom_clear(struct index_newsroom *n);

/* Puts the article as readers have it; drops it when they do not. */
struct err index_article(struct search_index *index, struct index_newsroom *n, struct store *store,
                         int64_t article) CHECKED;
