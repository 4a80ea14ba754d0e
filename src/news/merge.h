/* A three-way merge of articles: what two people made of the same text, put together by field and by block.
 *
 * What only one side changed is taken from it. What both changed in the same way is that. What both changed otherwise,
 * or one changed and the other took away, is a conflict: `mine` stays in the merged article (of a block that one side
 * took away: what the other made of it), and both are in the list. So nothing that either side wrote is ever in
 * neither. Blocks are those of the top level, known by their ids: a list or a table is one. Lists of names, links and
 * corrections are joined: mine without what theirs took away, and behind it what theirs added. Pure, any thread. */
#pragma once
#include "news/article.h"

struct merge_conflict {
        const char *field;         /* its name in the stored form: "headline"; NULL: a block of the body */
        struct slice block;        /* its id */
        struct slice mine, theirs; /* a field's value, or list, as it is stored, JSON; of a block: plain text */
        const struct block *mine_block, *theirs_block; /* NULL: not in that side's body. They live as the sides do */
};

/* What came from theirs, to be shown to whoever wrote mine. */
struct merge_taken {
        const char *field;  /* NULL: a block */
        struct slice block; /* its id there; of one that theirs took away, too */
};

struct merge {
        struct article article; /* borrows from the three, and from the arena */
        struct merge_conflict *conflicts;
        struct merge_taken *taken;
        size_t conflict_count, taken_count;
};

/* `base` is what both began from. Blocks have ids, unique in each body (body_check()). The merged article may pass a
 * limit that neither side did: whoever keeps it checks it. */
void merge_articles(const struct article *base, const struct article *mine, const struct article *theirs,
                    struct arena *a, struct merge *ret);
