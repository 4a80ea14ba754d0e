/* Work: the copy of an article that somebody writes at, and that readers see nothing of until it is published.
 *
 * It has revisions (each save) and, at moments that matter, versions (version.h). Who holds its claim may save; the
 * claim is soft, for anybody may take it, and numbered: a save under an older number becomes a version on the side
 * while somebody holds it, never the text; else it has the claim anew. A save that began from an older revision is
 * merged (news/merge.h); what cannot be merged is kept on the side too. Nothing that was saved is ever refused for
 * coming late, and nothing is overwritten that its writer had not seen.
 *
 * All but store_work_load() write, and are called in a transaction. Persons are ids of people.h. */
#pragma once
#include "news/merge.h"
#include "store/store.h"

#define CLAIM_MAX_MS  INT64_C(60000)   /* a claim whose tab was silent for so long is nobody's */
#define REVISION_MS   INT64_C(3600000) /* a revision that its own writer went on from is kept for so long... */
#define REVISIONS_MIN 50               /* ...and the newest for ever */

enum work_stage { STAGE_NONE, STAGE_DRAFT, STAGE_REVIEW, STAGE_APPROVED };

struct work_claim {
        int64_t number;   /* of the last one; 0: there was none yet */
        int64_t by;       /* 0: nobody holds it */
        struct slice tab; /* which of their windows, as whoever claims names it */
        int64_t made_ms, seen_ms;
        bool writes; /* they saved something under it that they have not handed in, approved or published since, or
                      * typed what waits; else they only look at the text */
};

struct work {
        int64_t article, story;
        int64_t version, newest; /* readers' version, and the newest that there is */
        enum article_state state;
        int64_t revision, base_version; /* which version it was begun from or brought up to */
        enum work_stage stage;
        int64_t staged_by; /* who handed it in, approved it or handed it back last; 0: it came there by saving */
        int64_t saved_ms, saved_by;
        struct work_claim claim;
        struct slice notes;
        int64_t translated_from, translated_version; /* article and its version; 0: no translation */
        int64_t embargo_ms;   /* of the text; while it is scheduled, what it had before (hold.h). 0: none */
        int64_t discarded_ms; /* since when (discard.h); 0: it is not */
        struct article text;
};

/* Begins a new article with a text that may lack anything but uri and edition. ERR_CONFLICT: the uri is taken.
 * `translated_from` may be 0. */
struct work_beginning {
        const struct article *article;
        int64_t by, now_ms, translated_from;
};
struct err store_work_begin(struct store *s, const struct work_beginning *beginning, int64_t *ret_article) CHECKED;
/* Makes the work of an article that has none, from readers' version. ERR_NOT_FOUND: no such article. */
struct err store_work_open(struct store *s, int64_t article, int64_t now_ms) CHECKED;
/* ERR_NOT_FOUND: it has none. A claim that is too old is shown as nobody's. */
struct err store_work_load(struct store *s, int64_t article, int64_t now_ms, struct arena *a, struct work *ret) CHECKED;

/* ---- claims ---- */

struct claim_request {
        int64_t article, by, now_ms;
        struct slice tab;
        bool take_over; /* also when another tab holds it: the text so far becomes a version */
        bool take_idle; /* also when another tab holds it that writes nothing */
};
/* `ret_number` is the claim's, when it is theirs; else 0, and store_work_load() says whose it is. */
struct err store_work_claim(struct store *s, const struct claim_request *request, int64_t *ret_number) CHECKED;
/* Whether whoever holds the claim, or held it last, writes. Quick: for every row of a list. */
struct err store_work_is_written(struct store *s, int64_t article, bool *ret) CHECKED;
/* The tab is still there. False: the claim is another's by now. */
struct err store_work_ping(struct store *s, int64_t article, int64_t claim, int64_t now_ms, bool *ret_holds) CHECKED;
struct err store_work_release(struct store *s, int64_t article, int64_t claim) CHECKED;

/* ---- saving ---- */

struct work_notes {
        struct slice after, before; /* as whoever saves wrote them, and what they began from */
        bool has_before;            /* else what is there is replaced */
};
struct work_save {
        int64_t article, revision, claim, by, now_ms; /* the revision that the writer began from */
        struct slice tab, request; /* the window; what names this save, which sent twice is done once. May be empty */
        bool leaves, beside; /* the window goes, and gets no claim anew; put beside what is typed, whoever types */
        const struct article *text;
        const struct work_notes *notes; /* NULL: they stay. Lines that others wrote meanwhile stay too */
};
enum work_outcome {
        WORK_SAVED = 1, /* it is the text now */
        WORK_SAME,      /* it was the text already */
        WORK_MERGED,    /* together with what others saved meanwhile */
        WORK_CONFLICT,  /* it does not go together with that: kept as a version on the side */
        WORK_TAKEN,     /* another holds the claim: kept as a version on the side */
        WORK_MOVED,     /* nothing was done: the revision is not the newest any more */
        WORK_BEHIND,    /* nothing was done: readers' version is newer than what the work was begun from */
};
struct work_saved {
        enum work_outcome outcome;
        int64_t revision;   /* the newest one now */
        int64_t version;    /* that was made of it; 0: none */
        int64_t claim;      /* its number, where the window that saves holds it; else 0 */
        struct merge merge; /* WORK_MERGED, WORK_CONFLICT: the text to go on with, what conflicts, and but when answered
                             * again what was taken */
        struct slice notes; /* as they are now, where they were saved */
};
/* Sent twice it is answered twice, so that whoever missed the first answer goes on and overwrites nobody's text. */
struct err store_work_save(struct store *s, const struct work_save *save, struct arena *a,
                           struct work_saved *ret) CHECKED;

/* Keeps the text as a version, if the newest one is another; `ret_version` has it. */
struct err store_work_keep(struct store *s, int64_t article, struct made made, int64_t now_ms,
                           int64_t *ret_version) CHECKED;
/* Hands it in, approves it, hands it back. The text is kept as a version first. A save behind an approval takes it
 * back. */
struct err store_work_put_stage(struct store *s, int64_t article, enum work_stage stage, struct made made,
                                int64_t now_ms) CHECKED;
struct err store_work_put_notes(struct store *s, int64_t article, struct slice notes) CHECKED;
/* Of which version of which article it is the translation now; nothing of it is left to be done (part_done.h). */
struct err store_work_put_source(struct store *s, int64_t article, int64_t source, int64_t version) CHECKED;

/* Brings an older text back, as a new revision and a new version; the text that it replaces is kept as one. Embargo,
 * corrections and times stay those of now. With `revision` 0 that of `version`. WORK_TAKEN: nothing was done.
 * ERR_NOT_FOUND: no such revision or version. */
struct work_restore {
        int64_t article, claim, version, revision, by, now_ms;
};
struct err store_work_restore(struct store *s, const struct work_restore *restore, struct work_saved *ret) CHECKED;

/* ---- what readers see ---- */

/* Whether nothing at all was changed since the version that the work was begun from or brought up to; true when there
 * is no work. Quick: for every row of a list. */
struct err store_work_is_version(struct store *s, int64_t article, bool *ret) CHECKED;

/* Saves `text`, which was made of the revision and checked, as readers' version by its intent (store_save()).
 * WORK_MOVED and WORK_BEHIND as told above; else WORK_SAVED, and `ret_result` says what came of it. */
struct work_publication {
        int64_t article, revision, by, now_ms;
        const struct article *text;
};
struct err store_work_publish(struct store *s, const struct work_publication *publication, struct work_saved *ret,
                              struct save_result *ret_result) CHECKED;
/* Takes over what came to readers' version since the work was begun, as a new revision. Where both changed the same,
 * the work's stays, and the list says so (WORK_CONFLICT); the other is in readers' version. Or all of readers' text is
 * taken, and the work's is kept as a version; or the work's is, and nothing of theirs. */
enum catch_up_how { CATCH_UP_MERGE, CATCH_UP_THEIRS, CATCH_UP_MINE };
struct work_catch_up {
        int64_t article, by, now_ms;
        enum catch_up_how how;
};
struct err store_work_catch_up(struct store *s, const struct work_catch_up *catch_up, struct arena *a,
                               struct work_saved *ret) CHECKED;
