/* Whom an article might lead on to, the best first. For choice.c and alike.c alone. */
#pragma once
#include "store/filing.h"

struct candidate {
        int64_t article, published_ms, score; /* the higher, the better */
        bool shares_a_subject;                /* not a place alone */
};

struct candidates {
        struct candidate *at;
        size_t count;
};

/* By their scores. */
void candidates_sort(struct candidates *candidates);

/* Those filed beside it, itself too, but for what shares a place alone: by how rare is what they share and how near
 * they are in time. */
struct err candidates_about(struct store *s, const struct head *head, const struct article *article, struct arena *a,
                            struct candidates *ret) CHECKED;
/* Those of its section, `limit` on either side in time, the nearest first. */
struct err candidates_of_section(struct store *s, const struct head *head, unsigned limit, struct arena *a,
                                 struct candidates *ret) CHECKED;
