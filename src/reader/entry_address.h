/* An entry's own address, below that of its live coverage: "e-" and its id (news/coverage.h). On which page it stands
 * may change when others come or go, so the address leads to where it stands now. */
#pragma once
#include "site/page.h"

struct archive;

/* What of the path is behind the article's, when it could be an entry's: "e-a1b2/"; empty: it could not. */
struct slice entry_name_of(struct slice path);

/* A page that says where each entry of an article stands, under PAGE_ENTRIES; none of other articles. ERR_CONFLICT when
 * it is no article. */
struct err entries_load(struct archive *archive, struct page_key key, struct page **ret) CHECKED;

/* Where the entry stands, written into `scratch`; one that is not there any more leads to its article. Empty: longer
 * than `size_bytes`. */
struct slice entry_location(const struct page *entries, struct slice name, char *scratch, size_t size_bytes);
