/* Pictures whose folders were listed, with the files that are open: a bounded number of both; what was not used lately
 * makes room.
 *
 * Finding takes no lock and allocates nothing. A picture leaves through the quiescent list; who needs it longer than to
 * its next quiescent point holds it, and then its descriptors stay open after the cache has dropped it: at most as many
 * again as the cache may have. */
#pragma once
#include "site/picture.h"
#include "site/quiescent.h"

struct picture_cache;

/* `file_max` descriptors in the cache, and as many that are still held by others. */
struct err picture_cache_new(struct quiescent *quiescent, unsigned file_max, struct picture_cache **ret) CHECKED;
/* After quiescent_free(): all reader threads have ended. */
void picture_cache_free(struct picture_cache *c);

/* The picture, or NULL. Reader threads, between two quiescent points. */
struct picture *picture_cache_find(struct picture_cache *c, const struct picture_key *key);
/* The same for any thread: held, to be released. */
struct picture *picture_cache_hold(struct picture_cache *c, const struct picture_key *key);

/* Takes the picture over (the caller's hold becomes the cache's), in place of one with the same key. Any thread. */
void picture_cache_add(struct picture_cache *c, struct picture *p);

/* Makes `fd` the file's descriptor, for a picture that the caller holds. False, and the descriptor stays the caller's,
 * when too many are open, or the file has one already. Any thread. */
bool picture_cache_open_file(struct picture_cache *c, struct picture_file *file, int fd, uint64_t size);

/* Any thread. */
void picture_cache_drop(struct picture_cache *c, const struct picture_key *key);
void picture_cache_drop_all(struct picture_cache *c);

unsigned picture_cache_open_count(const struct picture_cache *c); /* also of pictures that it has dropped */
