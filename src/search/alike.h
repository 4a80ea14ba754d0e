/* Which articles an article shares rare words with: a few words of it are looked up, and of each only so many articles,
 * so that it takes the same whatever the size of the archive. For this room; others ask index.h. */
#pragma once
#include "base/buf.h"
#include "search/index.h"
#include "sqlite/query.h"

/* What it is asked about, as it was indexed. */
struct alike_asked {
        int64_t row, articles; /* of the whole index */
        unsigned edition;
        struct slice texts, streams; /* as they were kept */
};
struct err alike_find(struct database *database, const struct alike_asked *asked, struct search_alike *ret) CHECKED;
