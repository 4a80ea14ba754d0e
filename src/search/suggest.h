/* "Did you mean": what was typed with other words, which are in the archive. For this room only. */
#pragma once
#include "search/find.h"
#include "search/terms.h"
#include "sqlite/query.h"

/* What finds something: the expression of it matches. */
typedef struct err finds_fn(void *context, struct slice typed, bool *ret_finds);

struct suggesting {
        struct database *database;
        unsigned edition; /* 0: all, up to `editions` */
        unsigned editions;
        finds_fn *finds;
        void *context;
};

/* Empty when there is nothing better; else text that finds something, in the arena. */
struct err suggest(const struct suggesting *s, struct slice typed, struct arena *a, struct slice *ret) CHECKED;
