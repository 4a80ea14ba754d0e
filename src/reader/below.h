/* What stands below a published page's address by rule: other editions of an article, its entries, a listing's feeds,
 * and what an open page asks for where an edition counts its reads so (an article that came from a cache in front was
 * read, too). */
#pragma once
#include "site/page.h"

struct below {
        struct slice name;         /* what the path has behind the page's; empty: nothing can be there */
        enum page_variant variant; /* what of the page it is; PAGE_ITSELF: it tells of a read */
};
struct below below_of(struct slice path);
