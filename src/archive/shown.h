/* Listings that show what other listings have: all items of these, whole, so that whoever reads on behind them meets
 * none again and misses none. `archive_page.shows` is their ids as a JSON array, in the order of `[2,1]`. When nothing
 * stands on any of them the listing shows its own newest (`item_max`), and so it does when it names none. */
#pragma once
#include "archive/archive.h"

/* Whether the listing, which is there, says just that. */
struct err archive_shows_same(struct archive *a, int64_t listing, struct slice shows, bool *ret) CHECKED;
/* One listing more, if it shows others at all and not this one: behind those that are said. Nothing when it is not
 * there. */
struct err archive_show_besides(struct archive *a, int64_t listing, int64_t shown) CHECKED;
