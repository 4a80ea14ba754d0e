/* A page as the reader holds it: its own fragments, in one piece of memory, immutable. */
#pragma once
#include "fragment/fragment.h"

#include <stdatomic.h>

enum encoding { ENCODING_GZIP, ENCODING_IDENTITY };

/* A page has four fragments of its own; furniture stands between them (press/presser.h has the layout). */
enum page_part { PAGE_HEAD, PAGE_LANGUAGES, PAGE_MAIN, PAGE_MORE, PAGE_PARTS };

struct page_key {
        uint64_t id;
        bool moved; /* a redirect: its ids are their own */
        enum encoding encoding;
};

/* Why a page could not be had; such a page is forgotten when the follower next comes by. */
enum page_lack { PAGE_LACKS_NOTHING, PAGE_JUST_WITHDRAWN, PAGE_NOT_LOADED };

struct page {
        struct page_key key;
        struct slice path;
        struct slice location;     /* where a redirect leads; else empty */
        struct slice content_type; /* of a bare page; else empty: HTML */
        bool bare;                 /* PAGE_MAIN alone, without furniture */
        enum page_lack lack;
        unsigned edition;
        struct slice last_modified;        /* as HTTP writes it; may be empty */
        struct fragment parts[PAGE_PARTS]; /* in ENCODING_IDENTITY a part's `run` is its plain text */
        struct fragment end;               /* main and more, which always follow one another, as one */
        size_t size_bytes;                 /* of all of this, for the cache's budget */
        atomic_bool used;                  /* since the cache's hand last came by; set by readers */
        char bytes[];
};

/* What a page is made from; `stored` as the archive keeps them. Everything is copied. */
struct page_source {
        struct page_key key;
        struct slice path, location, content_type, last_modified;
        bool bare;
        enum page_lack lack;
        unsigned edition;
        struct slice stored[PAGE_PARTS];
};

/* ERR_INVALID when a fragment is damaged; ERR_FULL. Free with page_free(). */
struct err page_new(const struct page_source *source, struct page **ret) CHECKED;
void page_free(void *page);
