/* Headlines that were loaded lately, kept until their row is another: nearly all that a publication's front and rail
 * show were shown by the one before. By article, the newest of so many at one place. */
#pragma once
#include "news/headline.h"

struct known_headlines;
struct known_headlines *known_headlines_new(void); /* NULL: no memory; then nothing is kept */
void known_headlines_free(struct known_headlines *k);

/* NULL when it is not kept; good until the next call. The path is the stored one. */
const struct headline *known_headlines_find(const struct known_headlines *k, int64_t article);
void known_headlines_keep(struct known_headlines *k, const struct headline *headline); /* copies it */
void known_headlines_forget(struct known_headlines *k, int64_t article);               /* 0: all */

/* A copy whose texts live in the arena. */
struct headline headline_copy(const struct headline *headline, struct arena *a);
