/* What the desk lists: articles by their last change, and stories with the editions that they have and lack.
 *
 * A list is walked by an index and looked through here: however narrow the filter, a page looks at no more than
 * WORK_WALK_MAX rows, or into WORK_TEXTS_MAX texts, or as long as it may, and says where to go on. Slices live in the
 * given arena. */
#pragma once
#include "store/work.h"

enum { WORK_WALK_MAX = 2000, WORK_TEXTS_MAX = 400 };

enum work_view {
        WORK_ALL,         /* newest change first, like the next */
        WORK_UNPUBLISHED, /* drafts, handed in, approved, scheduled, withdrawn */
        WORK_SCHEDULED,   /* the next to appear first */
        WORK_OF_PERSON,   /* what they worked on, last touched first */
        WORK_STAGED,      /* handed in and approved, last saved first */
        WORK_AWAITING,    /* WORK_STAGED and, of what they worked on, the rest: with `awaits` */
        WORK_CLAIMED,     /* what somebody writes at or did last, last heard of first */
        WORK_BY_TIME,     /* by when readers got it, newest first */
        WORK_DISCARDED,   /* discarded drafts, the last first: with `is_discarded` */
};
/* Where a list goes on. All 0: from its beginning. */
struct work_place {
        int64_t ms, article;
};

/* For whom a text waits: handed in, in an edition where they approve; approved, where they publish; or their own,
 * handed back to them or behind its original. Bit 0 of the editions is edition 1. */
struct work_waiting {
        int64_t person; /* 0: that is not asked for */
        unsigned approves, publishes;
};

struct work_filter {
        struct work_place from;
        unsigned limit;
        enum work_view view;
        int64_t person;            /* of WORK_OF_PERSON and WORK_AWAITING */
        unsigned edition, section; /* 0: any */
        enum article_state state;  /* 0: any */
        enum work_stage stage;     /* STAGE_NONE: any */
        struct slice text;         /* words of the headline (sought_words.h); none: any */
        bool in_texts;             /* they may stand in the lead or the body too, some here, some there */
        int64_t until_ns;          /* clock_steady_ns() from which no further text is looked into; 0: any time */
        int64_t claimed_after_ms;  /* who writes at it and whose tab was heard of since; 0: any */
        struct work_waiting awaits;
        bool is_discarded;  /* discarded drafts and nothing else; else none of them */
        bool is_of_readers; /* what readers have and nothing else: called as they call it, sought in their text */
};

struct work_row {
        int64_t article, story;
        unsigned edition, section;
        enum article_state state;
        enum work_stage stage;
        int64_t version, newest, base_version; /* base_version 0: the desk never opened it */
        int64_t changed_ms, published_ms, embargo_ms;
        enum urgency urgency;
        struct slice path, picture, headline; /* of the work, if there is any; the main picture's asset. What is live
                                               * and has no headline at the desk is called as its readers call it */
        int64_t saved_by, saved_ms;
        int64_t claim_by, claim_seen_ms;
        int64_t translated_from, translated_version;
        int64_t source_version; /* readers' of that article: when it is higher, the translation is behind */
        int64_t staged_by;
        int64_t revision;     /* of the desk's text; what the desk never opened begins at 1 */
        int64_t discarded_ms; /* 0: it is not */
        int64_t held_ms;      /* of a draft, however far it is: until when its own embargo holds it; 0: there is none */
};
struct work_rows {
        struct work_row *at;
        size_t count;
        bool has_more;
        struct work_place next;
        unsigned unreadable; /* texts that were to be looked into and are damaged: they are left out */
};
struct err store_work_list(struct store *s, const struct work_filter *filter, struct arena *a,
                           struct work_rows *ret) CHECKED;

/* How many there are, up to `most`; a count that looked at WORK_WALK_MAX rows, or as long as it may, is of those. */
struct err store_work_count(struct store *s, const struct work_filter *filter, unsigned most, unsigned *ret) CHECKED;

static inline bool work_is_behind(const struct work_row *row)
{
        return row->translated_from && row->translated_version < row->source_version;
}

/* The articles of one story, published or not; no discarded drafts. */
struct err store_work_of_story(struct store *s, int64_t story, struct arena *a, struct work_rows *ret) CHECKED;

/* What readers got between two moments, newest first, at most `limit` an edition; what is scheduled between them, the
 * next first, at most `limit`. */
struct work_span {
        int64_t from_ms, before_ms;
        unsigned limit;
};
struct err store_work_published(struct store *s, unsigned edition, struct work_span span, struct arena *a,
                                struct work_rows *ret) CHECKED;
struct err store_work_due(struct store *s, struct work_span span, struct arena *a, struct work_rows *ret) CHECKED;

/* Stories, the last changed first, each with all of its articles. */
struct work_story {
        int64_t story;
        struct work_rows articles;
};
struct work_board {
        struct work_story *at;
        size_t count;
        bool has_more;
        struct work_place next;
};
struct err store_work_board(struct store *s, struct work_place from, unsigned limit, struct arena *a,
                            struct work_board *ret) CHECKED;

/* What of the list somebody last chose to see; 0: all. Writing is in a transaction. */
struct list_choice {
        unsigned edition, section;
        int64_t author;
};
struct err store_load_list_choice(struct store *s, int64_t person, struct list_choice *ret) CHECKED;
struct err store_put_list_choice(struct store *s, int64_t person, struct list_choice choice) CHECKED;
