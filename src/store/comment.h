/* Comments: short notes of colleagues on an article, open until somebody settles them. Readers never see them, and they
 * are no part of any version. Adding and settling are called in a transaction. */
#pragma once
#include "store/store.h"

enum { COMMENT_CHARACTERS = 900 };

struct comment {
        int64_t id; /* given by the store */
        int64_t article, made_by, made_ms;
        struct slice text;
        int64_t settled_by, settled_ms; /* 0: it is open */
};
struct comments {
        struct comment *at;
        size_t count;
};

/* ERR_INVALID: it is empty or too long; ERR_CONFLICT: no such article or person. */
struct err store_add_comment(struct store *s, const struct comment *comment, int64_t *ret_id) CHECKED;
/* By nobody (0): it is opened again. ERR_NOT_FOUND: the article has no such comment. */
struct err store_settle_comment(struct store *s, const struct comment *comment) CHECKED;
/* The newest first. */
struct err store_list_comments(struct store *s, int64_t article, unsigned limit, struct arena *a,
                               struct comments *ret) CHECKED;
struct err store_count_open_comments(struct store *s, int64_t article, int64_t *ret) CHECKED;
