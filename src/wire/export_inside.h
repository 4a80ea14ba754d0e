/* What the files of the export share; nobody else includes it. */
#pragma once
#include "store/carry.h"
#include "wire/export.h"
#include "wire/import.h"
#include "wire/ninjs_write.h"

/* Digests of pictures, each once. */
struct asset_set {
        uint8_t (*at)[32]; /* owned; all 0: free */
        size_t count, size;
};
void asset_set_clear(struct asset_set *set);
/* False when it was there already. */
bool asset_set_add(struct asset_set *set, struct slice asset);

enum { EXPORT_FILE_FULL_BYTES = 8 * 1024 * 1024, EXPORT_NAME_BYTES = 100 };

enum export_phase { EXPORT_SITE, EXPORT_SHELVES, EXPORT_ALIASES, EXPORT_LIVE, EXPORT_DRAFTS, EXPORT_END };

struct exporter {
        struct export_wish wish;
        struct ninjs_writer *writer;
        enum export_phase phase;
        struct buf lines;   /* of the file under way */
        struct buf choices; /* likewise, of the file of choices */
        unsigned file_count, choice_file_count;
        int64_t after; /* what the phase has come to: a shelf, a change, an article */
        struct shelf_alias after_alias;
        struct arena alias_arena;
        uint8_t *seen; /* a bit an article: it has been written, or had its turn */
        int64_t seen_max;
        struct asset_set pictures;
        struct buf waiting; /* pictures of the article under way: their digests, one behind the other */
        struct export_counts counts;
};

/* Adds a file with a name made of the format. */
struct err export_add(struct exporter *e, const char *name, struct slice bytes) CHECKED;

/* export_pictures.c. Appends the picture's name in the export, which is then owed; nothing when it is not kept. */
void export_name_picture(void *exporter, struct slice asset, struct buf *ret);
/* Adds what is owed. */
struct err export_pictures(struct exporter *e) CHECKED;

/* export_site.c */
struct err export_site(struct exporter *e) CHECKED;
struct err export_shelves(struct exporter *e, bool *ret_more) CHECKED;
struct err export_aliases(struct exporter *e, bool *ret_more) CHECKED;

/* export_choices.c: what was chosen for the article. */
struct err export_choices(struct exporter *e, int64_t article) CHECKED;
struct err export_end_choices(struct exporter *e) CHECKED;
