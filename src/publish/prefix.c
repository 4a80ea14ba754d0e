/* Prefixes of editions. Another one moves every page, so an archive keeps those that it was begun with, and is replaced
 * by one made anew: readers never see half of each. */
#include "archive/furniture.h"
#include "publish/publish.h"
#include "store/structure.h"

struct showing {
        struct store *store;
        struct newsroom *newsroom;
        struct arena *arena;
};

static struct err show_edition(void *context, unsigned edition, struct slice prefixes)
{
        const struct showing *showing = context;
        struct slice prefix = slice_cut(&prefixes, ' ');
        if (!newsroom_edition(showing->newsroom, edition)) return NO_ERR;
        struct edition *e = &showing->newsroom->editions[edition - 1];
        store_show_under(showing->store, edition, prefix);
        if (!slice_eq(e->prefix, prefix)) edition_show_under(e, arena_copy(showing->arena, prefix), showing->arena);
        return NO_ERR;
}

struct err publish_as_archive_has(struct archive *archive, struct store *store, struct newsroom *newsroom,
                                  struct arena *a)
{
        struct showing showing = {store, newsroom, a};
        return archive_each_edition(archive, show_edition, &showing);
}
