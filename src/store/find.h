/* Finding what articles are filed under by a part of its name, for whoever types it. Slices live in the given arena. */
#pragma once
#include "news/shelf.h"
#include "store/store.h"

enum { SHELF_WALK_MAX = 20000 };

struct shelf_search {
        enum shelf_kind kind; /* a topic, a person or a source */
        unsigned edition;
        struct slice text; /* in the name, whatever the case */
        unsigned limit;
        bool only_live; /* a live article stands there */
};
/* Those that begin with the text come first; at most SHELF_WALK_MAX names are looked at. */
struct err store_find_shelves(struct store *s, const struct shelf_search *search, struct arena *a,
                              struct shelves *ret) CHECKED;
