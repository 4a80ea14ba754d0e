/* Versions and revisions of an article, to look at and to compare. Slices live in the given arena. */
#pragma once
#include "store/store.h"

struct version_row {
        int64_t number, made_ms;
        struct made made;
};
struct versions {
        struct version_row *at;
        size_t count;
};
struct version_page {
        int64_t article;
        int64_t before; /* this number; INT64_MAX: from the newest on */
        unsigned limit;
};
/* Newest first. */
struct err store_versions(struct store *s, struct version_page page, struct arena *a, struct versions *ret) CHECKED;
struct err store_load_version(struct store *s, int64_t article, int64_t number, struct arena *a,
                              struct article *ret) CHECKED;

/* The same of the work's revisions, as far as they are kept; why is 0. */
struct err store_revisions(struct store *s, struct version_page page, struct arena *a, struct versions *ret) CHECKED;
struct err store_load_revision(struct store *s, int64_t article, int64_t revision, struct arena *a,
                               struct article *ret) CHECKED;
