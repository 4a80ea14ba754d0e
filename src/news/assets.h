/* Which kept pictures something shows: their assets, each once, in the order of showing. */
#pragma once
#include "news/article.h"
#include "news/settings.h"

struct assets {
        struct slice *at; /* the array is in the arena, the texts are the owner's */
        size_t count;
};

/* What a page of the article shows: the main picture, and those of the body. */
struct assets assets_of_article(const struct article *article, struct arena *a);
/* What pages of the newsroom's own and slots show. */
struct assets assets_of_settings(const struct settings *settings, struct arena *a);
