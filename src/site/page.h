/* A page as the reader holds it: its own fragments, in one piece of memory, immutable. */
#pragma once
#include "fragment/fragment.h"

#include <stdatomic.h>

enum encoding { ENCODING_GZIP, ENCODING_IDENTITY };

/* A page has four fragments of its own; furniture stands between them (press/presser.h has the layout). */
enum page_part { PAGE_HEAD, PAGE_LANGUAGES, PAGE_MAIN, PAGE_MORE, PAGE_PARTS };

/* What of a page is kept under a key of its own. */
enum page_variant {
        PAGE_ITSELF,
        PAGE_REDIRECT, /* ids of redirects are their own */
        PAGE_TEXT,     /* an article's text edition */
        PAGE_NINJS,    /* an article as other programs take it */
        PAGE_RSS,      /* feeds of a listing */
        PAGE_ATOM,
        PAGE_JSON_FEED,
        PAGE_NEWS_SITEMAP,
        PAGE_ENTRIES, /* of live coverage: where each entry stands */
        PAGE_VARIANTS
};

struct page_key {
        uint64_t id; /* below 2^56 */
        enum page_variant variant;
        enum encoding encoding;
};

/* The key as one number below 2^61, never 0: ids begin at 1. */
static inline uint64_t page_key_pack(struct page_key key)
{
        return key.id << 5 | (uint64_t)key.variant << 1 | (uint64_t)key.encoding;
}
static inline struct page_key page_key_unpack(uint64_t packed)
{
        return (struct page_key){packed >> 5, (enum page_variant)(packed >> 1 & 15), (enum encoding)(packed & 1)};
}

/* Why a page could not be had; such a page is forgotten when the follower next comes by. Not loaded is what may be had
 * in a moment; damaged is what the archive holds wrongly or has lost. */
enum page_lack {
        PAGE_LACKS_NOTHING,
        PAGE_JUST_WITHDRAWN,
        PAGE_NOT_LOADED,
        PAGE_NOT_WRITTEN_YET, /* it comes a moment behind its article */
        PAGE_DAMAGED,
        PAGE_HAS_NO_TEXT
};

struct page {
        struct page_key key;
        struct slice path;
        struct slice location;     /* where a redirect leads, or (a record, feed/record.h) entries stand; else empty */
        struct slice content_type; /* of a bare page; else empty: HTML */
        bool bare;                 /* PAGE_MAIN alone, without furniture */
        bool alone;                /* without rail and slots */
        bool article;              /* the article slot is filled behind PAGE_MAIN */
        bool front;                /* the edition's furniture may have what stands in the place of PAGE_MAIN */
        bool search;               /* PAGE_MAIN is pieces for a search (fragment/found_page.h) */
        bool found_nothing;        /* the answer of a search */
        bool gone;                 /* says why the page that stood here is gone (410) */
        enum page_lack lack;
        unsigned edition;
        int64_t modified_ms;               /* of feeds: what If-Modified-Since is compared with; else 0 */
        int64_t until_ms;                  /* by the clock it is loaded again then; 0: never */
        struct slice last_modified;        /* as HTTP writes it; may be empty */
        struct fragment parts[PAGE_PARTS]; /* in ENCODING_IDENTITY a part's `run` is its plain text */
        struct stitch_memo memo;           /* of the whole that it was part of last: page_memo() */
        size_t size_bytes;                 /* of all of this, for the cache's budget */
        atomic_bool used;                  /* since the cache's hand last came by; set by readers */
        char bytes[];
};

/* The one thing that who composes a page changes of it, as any thread may. */
static inline struct stitch_memo *page_memo(const struct page *page)
{
        return (struct stitch_memo *)(uintptr_t)&page->memo;
}

/* What a page is made from; `stored` as the archive keeps them. Everything is copied. */
struct page_source {
        struct page_key key;
        struct slice path, location, content_type, last_modified;
        bool bare, alone, article, front, gone, search, found_nothing;
        enum page_lack lack;
        unsigned edition;
        int64_t modified_ms, until_ms;
        struct slice stored[PAGE_PARTS];
};

/* ERR_INVALID when a fragment is damaged; ERR_FULL. Free with page_free(). */
struct err page_new(const struct page_source *source, struct page **ret) CHECKED;
void page_free(void *page);
