/* What is planned: a story that is wanted on a day, before there is any article of it and after. What was struck off is
 * kept, and can be put back. All but loading and listing write, and are called in a transaction. */
#pragma once
#include "store/store.h"

enum { PLAN_TITLE_CHARACTERS = 200, PLAN_NOTE_CHARACTERS = 900, PLAN_DAY_BYTES = 10 };

struct plan {
        int64_t id;       /* given by the store */
        struct slice day; /* by the newsroom's clocks: "2023-08-01" */
        int64_t due_ms;   /* when it is to be there; 0: some time that day */
        struct slice title, note;
        int64_t person;    /* whose it is; 0: nobody's yet */
        unsigned editions; /* in which it is wanted: bit 0 is edition 1 */
        int64_t story;     /* 0: not begun */
        int64_t made_by, made_ms;
        bool is_struck;
};
struct plans {
        struct plan *at;
        size_t count;
};

static inline bool plan_wants(const struct plan *plan, unsigned edition)
{
        return plan->editions >> (edition - 1) & 1;
}

/* Adds one. ERR_INVALID: title or day is not of the form or length above; ERR_CONFLICT: no such person. */
struct err store_add_plan(struct store *s, const struct plan *plan, int64_t *ret_id) CHECKED;
/* All but who made it and when. Errors as above. */
struct err store_put_plan(struct store *s, const struct plan *plan) CHECKED;
/* ERR_NOT_FOUND: there is none. */
struct err store_load_plan(struct store *s, int64_t id, struct arena *a, struct plan *ret) CHECKED;
/* Of a day, without what was struck off: those without a time first, then by their time. */
struct err store_list_plans(struct store *s, struct slice day, unsigned limit, struct arena *a,
                            struct plans *ret) CHECKED;
/* Whether the story is planned for the day already. */
struct err store_is_planned(struct store *s, int64_t story, struct slice day, bool *ret) CHECKED;
