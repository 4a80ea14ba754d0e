/* The audit: who did what, and when. Rows are only ever added, in the transaction of what they tell of, so that neither
 * is there without the other. They are numbered from 1 without gaps, and each holds the SHA-256 of the row before it
 * and of itself: what is altered or missing afterwards, store_verify() names. */
#pragma once
#include "store/store.h"

struct audit_row {
        int64_t number; /* given by the store */
        int64_t time_ms;
        int64_t person;           /* 0: nobody who is known */
        struct slice act;         /* "sign-in", "publish"; by whom it is written, a literal */
        struct slice object_kind; /* what it was done to: "article", "person"; empty: nothing in particular */
        int64_t object;           /* its id; 0: none */
        unsigned edition;         /* 0: none in particular */
        struct slice address;     /* where it came from; may be empty */
        struct slice detail;      /* a JSON object; empty is stored as {} */
};
struct audit_rows {
        struct audit_row *at;
        size_t count;
};

/* Adds a row. ERR_CONFLICT: no such person. */
struct err store_append_audit(struct store *s, const struct audit_row *row, int64_t *ret_number) CHECKED;

/* Which rows are wanted: those that all that is set agrees with. */
struct audit_filter {
        int64_t before; /* number: only rows before it; 0: from the newest */
        int64_t person; /* 0: anybody */
        struct slice act, object_kind;
        int64_t object;             /* with object_kind */
        int64_t from_ms, before_ms; /* from_ms <= time_ms < before_ms; before_ms 0: until now */
        unsigned limit;
};
/* The newest first; the next page is of `before` = the last one's number. Costs what it passes over from there. */
struct err store_list_audit(struct store *s, const struct audit_filter *filter, struct arena *a,
                            struct audit_rows *ret) CHECKED;

/* The text that an entry of the article's live coverage came with, whatever became of it since: taken from the row that
 * its writer left, act "entry". ERR_NOT_FOUND: none came under this id. Passes over what was done to the article. */
struct err store_find_entry(struct store *s, int64_t article, struct slice entry, struct arena *a,
                            struct slice *ret_text) CHECKED;
