/* What other pages show of an article: a link with a headline and what stands around it. */
#pragma once
#include "news/article.h"

struct headline {
        int64_t article;
        unsigned edition, section; /* ids */
        struct slice path, text, lead;
        int64_t published_ms;
        enum urgency urgency;
        bool is_running;        /* its live coverage goes on */
        struct picture picture; /* the main one; all empty when there is none */
};

/* How long what broke is called so. */
enum { BREAKING_FOR_MS = 6 * 60 * 60 * 1000 };

struct headlines {
        struct headline *at;
        size_t count;
};

/* The later one of `ms` and the newest one's time. */
static inline int64_t headlines_newest_ms(const struct headlines *headlines, int64_t ms)
{
        for (size_t i = 0; i < headlines->count; i++)
                if (headlines->at[i].published_ms > ms) ms = headlines->at[i].published_ms;
        return ms;
}

/* The first time behind `ms`, and not behind `found_ms`, at which one of them is no breaking news any more; else
 * `found_ms`. */
static inline int64_t headlines_fade_ms(const struct headlines *headlines, int64_t ms, int64_t found_ms)
{
        for (size_t i = 0; i < headlines->count; i++) {
                int64_t end_ms = headlines->at[i].published_ms + BREAKING_FOR_MS;
                bool fades = headlines->at[i].urgency == URGENCY_BREAKING && end_ms > ms;
                if (fades && end_ms < found_ms) found_ms = end_ms;
        }
        return found_ms;
}

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
