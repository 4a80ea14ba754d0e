/* What the files of this room share that keep the desk's work, and nobody else includes. */
#pragma once
#include "store/inside.h"
#include "store/version.h"
#include "store/work.h"

/* ---- save.c ---- */

struct new_version {
        int64_t article, number;
        struct made made;
        int64_t now_ms;
        struct slice content; /* article_write() */
};
struct err version_add(struct store *s, const struct new_version *version) CHECKED;

/* ---- hold.c ---- */

/* An import of the article has that embargo; the desk's holds on when it is later, for the desk alone lifts it. */
struct err hold_note_import(struct store *s, int64_t article, int64_t embargo_ms) CHECKED;

/* ---- version.c ---- */

struct err version_content(struct store *s, int64_t article, int64_t number, struct arena *a,
                           struct slice *ret) CHECKED;
struct err revision_content(struct store *s, int64_t article, int64_t revision, struct arena *a,
                            struct slice *ret) CHECKED;
struct err content_read(struct slice content, struct arena *a, struct article *ret) CHECKED;

/* ---- work_claim.c ---- */

struct working;
bool claim_is_held(const struct working *w);
bool claim_is_of(const struct work_claim *claim, int64_t by, struct slice tab);
/* Gives it to them, as the next one; to be written down. */
void claim_give(struct working *w, int64_t by, struct slice tab);

/* ---- work.c ---- */

/* One act on an article's work: where it stands, and what is written. */
struct working {
        struct store *store;
        int64_t by, now_ms;
        struct arena arena;
        struct head head;     /* the article's */
        struct work work;     /* its text is not read */
        struct slice content; /* of the newest revision */
};
void working_clear(struct working *w);
/* ERR_NOT_FOUND: there is no work. `by` and `now_ms` are the caller's. */
struct err working_load(struct working *w, struct store *s, int64_t article) CHECKED;
/* The article as stored bytes, in the arena. ERR_INVALID: it is another article's, or of another edition. */
struct err working_write(struct working *w, const struct article *text, struct slice *ret) CHECKED;
/* Makes `content` the text, as a new revision; `is_step`: whoever saved the last one went on from it. */
struct err working_append(struct working *w, struct slice content, bool is_step) CHECKED;
/* Makes a version of `content`, which is not readers'. */
struct err working_add_version(struct working *w, enum version_why why, struct slice content, int64_t *ret) CHECKED;
/* The text as a version, unless the newest one has it. */
struct err working_keep(struct working *w, enum version_why why, int64_t *ret) CHECKED;
/* Follows the embargo of the text, but for the time at which it is scheduled: that is none. */
void working_settle_embargo(struct working *w, const struct article *text);
/* Stores what of the work's row may change besides its text: base_version, stage, notes, source, claim, embargo. */
struct err working_put(struct working *w) CHECKED;
