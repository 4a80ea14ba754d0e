/* Feeds of a listing, put together from records (record.h): RSS 2.0 (https://www.rssboard.org/rss-specification, with
 * Media RSS, Dublin Core and content:encoded), Atom 1.0 (RFC 4287), JSON Feed 1.1
 * (https://www.jsonfeed.org/version/1.1). Equal records give equal bytes. */
#pragma once
#include "base/buf.h"

enum feed_format { FEED_RSS, FEED_ATOM, FEED_JSON, FEED_FORMATS };

/* What its address has behind the listing's, and what it is served as. */
struct feed_kind {
        struct slice name, content_type;
};
extern const struct feed_kind feed_kinds[FEED_FORMATS];

struct feed {
        enum feed_format format;
        struct slice about;  /* the listing's record */
        struct slice path;   /* the listing's */
        int64_t modified_ms; /* of what was modified last in it; 0: nothing is in it */
        unsigned entries;    /* that were added */
};
struct feed_entry {
        struct slice about; /* the article's record */
        struct slice main;  /* the main fragment of its page, plain */
        int64_t modified_ms;
};

int64_t feed_entry_published_ms(const struct feed_entry *entry);

void feed_open(const struct feed *f, struct buf *ret);
void feed_add(struct feed *f, const struct feed_entry *entry, struct buf *ret);
void feed_close(const struct feed *f, struct buf *ret);
