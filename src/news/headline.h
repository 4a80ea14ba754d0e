/* What other pages show of an article: a link with a headline and what stands around it. */
#pragma once
#include "news/article.h"

struct headline {
        int64_t article;
        unsigned edition, section; /* ids */
        struct slice path, text, lead;
        int64_t published_ms;
        enum urgency urgency;
        struct picture picture; /* the main one; all empty when there is none */
};

struct headlines {
        struct headline *at;
        size_t count;
};

/* The same story in another edition. */
struct sibling {
        unsigned edition;
        int64_t article;
        struct slice path;
};
struct siblings {
        struct sibling *at;
        size_t count;
};
