/* Finding: a request in, articles out, with the words marked. One searcher a thread; it reads DATA/archive/search.db,
 * which somebody else writes, and follows it when it is made anew. */
#pragma once
#include "base/arena.h"
#include "base/buf.h"
#include "search/stemmer.h"

struct searcher;

/* Borrows folder and stemmer. Opens nothing yet: what is not there now may come. */
struct err searcher_new(const char *archive_folder, struct stemmer *stemmer, struct searcher **ret) CHECKED;
void searcher_free(struct searcher *s); /* NULL is fine */
static inline void searcher_freep(struct searcher **s)
{
        searcher_free(*s);
}

struct search_request {
        struct slice words;                 /* as typed (terms.h) */
        struct slice topic, author, source; /* words that must be in the name of one; empty: any */
        unsigned edition;                   /* 0: all */
        unsigned section;                   /* id; 0: any */
        int32_t from_day, until_day; /* 20260131, both included, by the clocks of the article's edition; 0: any */
        bool newest;                 /* first; else by relevance, where fresh ones count a little more */
        unsigned page;               /* from 0 */
        int64_t now_ms;              /* UTC: what is fresh */
        int64_t give_up_ms;          /* steady clock; 0: never */
};

enum { SEARCH_PAGE_HITS = 20, SEARCH_HITS_MAX = 2000 /* the newest are looked at */ };

struct search_hit {
        int64_t article;
        unsigned edition;
        struct slice language; /* of its text; BCP 47 */
        struct slice snippet;  /* HTML: escaped, with <mark> around what was asked for; empty where that is in
                                * headline or names alone */
        struct slice entry;    /* of a live coverage: the id of the entry that the snippet is of; empty: of none */
        struct slice headline, headline_marks; /* as it was indexed; for search_mark_headline() */
};

struct search_result {
        struct search_hit hits[SEARCH_PAGE_HITS];
        unsigned count; /* of this page */
        unsigned total; /* SEARCH_HITS_MAX: so many or more */
        unsigned page;  /* from 0: that was asked for, or the last there is */
        bool asked;     /* for anything at all */
        bool unfound;   /* what was typed is nowhere; */
        /* then what the archive's own words, or another keyboard's layout, make of it, whose hits these are; may be
         * empty */
        struct slice instead;
        bool has_some; /* nothing has all that was typed; the hits are what has some of the words, most first */
};

/* Appends a text of a page as HTML, with what was asked for in <mark>, when it is the hit's headline: the same words,
 * whatever typography made of what is between them. False for any other text. */
bool search_mark_headline(const struct search_hit *hit, struct slice text, struct buf *ret);

/* What it returns lives in the arena. ERR_NOT_FOUND: there is no index yet; ERR_BUSY: not in time. */
struct err search_find(struct searcher *s, const struct search_request *request, struct arena *a,
                       struct search_result *ret) CHECKED;

/* Changes whenever a search may have another result; 0: there is no index. */
struct err search_state(struct searcher *s, uint64_t *ret) CHECKED;
