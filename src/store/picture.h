/* Which kept pictures readers may have: those that a live article, or the settings in force, show. Slices returned live
 * in the given arena. */
#pragma once
#include "store/store.h"

enum { PICTURES_OF_SETTINGS = 0 }; /* in the place of an article's id */

struct picture_uses {
        struct picture_use {
                struct slice asset;
                bool is_live; /* somebody shows it now */
        } * at;
        size_t count;
};

/* The pictures that an article has ever been seen with by readers. */
struct err store_pictures_of(struct store *s, int64_t article, struct arena *a, struct picture_uses *ret) CHECKED;
/* All that readers have ever seen, in the order of their assets, from behind `after`. */
struct err store_pictures(struct store *s, struct slice after, unsigned limit, struct arena *a,
                          struct picture_uses *ret) CHECKED;
