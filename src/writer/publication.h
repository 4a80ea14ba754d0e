/* What follows on a commit in the store: the archive, the readers' bell, reading the page back. */
#pragma once
#include "writer/writer.h"

#include "base/arena.h"
#include "publish/publish.h"

enum publication_step {
        STEP_STORE,
        STEP_PUBLISH, /* and what follows of enum publish_step */
        STEP_RING = STEP_PUBLISH + PUBLISH_STEPS,
        STEP_READ_BACK,
        PUBLICATION_STEPS
};
extern const char *const publication_step_names[PUBLICATION_STEPS];

struct publication {
        int64_t change;       /* readers see everything up to it, when it is seen */
        struct slice address; /* whole, "https://…"; in the arena */
        bool was_asked;       /* there is a reader, and the article has an address to read */
        bool is_seen;         /* readers got the very page that was pressed, or that it is gone */
        int64_t total_ns, step_ns[PUBLICATION_STEPS];
};

/* Commits the store's transaction. For who goes on with writer_bring_out(): that is prepared before, and a part of it
 * is done while the store comes to the disk. */
struct err writer_commit(struct writer *w) CHECKED;

/* Publishes all changes that wait, then shows that of `article`. `started_ns`: steady clock, when the work began. A
 * reader that does not answer is no error. */
struct err writer_bring_out(struct writer *w, int64_t started_ns, int64_t article, struct arena *a,
                            struct publication *ret) CHECKED;
