/* What the files of this room share, and nobody else includes. */
#pragma once
#include "language/language.h"
#include "sqlite/query.h"
#include "store/publication.h"
#include "store/schema.h"

#define STORE_MAGIC 0x0570533eu

enum statement {
#define STATEMENT(name, what, sql) name,
#include "store/statements.def"
#undef STATEMENT
        FIRST_FAULT,
        BEFORE_FAULTS = FIRST_FAULT - 1,
#define FAULT(name, sql) name,
#include "store/faults.def"
#undef FAULT
        STATEMENT_COUNT
};

struct store {
        uint32_t magic;
        struct database *database;
        struct arena arena;                      /* of the editions' texts */
        struct edition editions[EDITION_MAX];    /* as store_reload() found them */
        struct language *languages[EDITION_MAX]; /* by edition id - 1; owned */
        size_t edition_count;
        struct shown_prefix {
                bool is_another; /* than the edition's own */
                char text[SLUG_MAX_BYTES + 2];
                size_t len;
        } shown[EDITION_MAX];       /* by edition id - 1: what publishing is told addresses begin with (prefix.c) */
        struct article_known known; /* the article that was saved last: whoever publishes it reads it next */
        struct known_headlines *headlines; /* owned; NULL where others may write */
};

static inline void store_check(const struct store *s)
{
        must(s && s->magic == STORE_MAGIC);
}

static inline struct query ask(struct store *s, enum statement statement)
{
        store_check(s);
        return query_start(s->database, statement);
}

/* For everything that writes: only in a transaction. */
static inline void store_check_writing(const struct store *s)
{
        store_check(s);
        must(database_in_transaction(s->database));
}

/* ---- newsroom.c ---- */

/* Within a transaction, into an empty store. */
struct err newsroom_store(struct database *d, const struct newsroom *newsroom) CHECKED;
/* Everything but the settings. */
struct err newsroom_load_base(struct store *s, struct arena *a, struct newsroom *ret) CHECKED;
struct err newsroom_load_editions(struct database *d, struct arena *a, struct edition *ret, size_t *ret_count) CHECKED;

/* ---- head.c ---- */

/* Where an article stands, besides what its versions hold. */
struct head {
        int64_t id, story, version;
        int64_t newest;            /* version: at least `version`; those above it are the desk's */
        int64_t elsewhere;         /* what is added to `version` for who knows the article from elsewhere */
        unsigned edition, section; /* section 0: none */
        enum article_state state;
        struct slice path;
        int64_t published_ms, changed_ms;
        int64_t first_live_ms; /* 0: readers never saw it */
        struct slice slug;     /* what its address may say of it (path.c); empty: not worked out yet */
        int64_t discarded_ms;  /* since when the desk has no use for it; 0: it has */
};
struct err head_find(struct store *s, struct slice uri, struct arena *a, struct head *ret, bool *ret_found) CHECKED;
struct err head_load(struct store *s, int64_t article, struct arena *a, struct head *ret) CHECKED;
/* Stores state, path, first_live_ms and changed_ms alone; what was discarded is taken back. */
struct err head_move(struct store *s, const struct head *head, struct slice withdrawn_reason) CHECKED;

static inline bool head_is_live(const struct head *head)
{
        return head->state == STATE_PUBLISHED;
}
/* Readers could see it once, and cannot any more. */
static inline bool head_is_gone(const struct head *head)
{
        return head->first_live_ms && !head_is_live(head);
}

/* ---- load.c ---- */

/* store_load() that says `why` a version cannot be read. */
struct err load_published(struct store *s, int64_t article, struct arena *a, struct published *ret,
                          struct buf *why) CHECKED;

/* ---- place.c ---- */

struct day local_day(struct store *s, unsigned edition, int64_t utc_ms);

/* ---- picture.c ---- */

/* Notes which pictures an article's new version shows, or the new settings; and that readers see them from now on. */
struct err picture_put_article(struct store *s, int64_t id, const struct article *article) CHECKED;
struct err picture_put_settings(struct store *s, const struct settings *settings) CHECKED;
struct err picture_note_seen(struct store *s, int64_t article) CHECKED;

/* ---- library.c: the library gets the pictures of an article, with its words where it had none of them ---- */

struct err library_note_article(struct store *s, const struct article *article) CHECKED;

/* ---- tally.c ---- */

/* The next number; it is taken with the transaction. */
enum counter { COUNTER_ARTICLE, COUNTER_STORY, COUNTER_CHANGE, COUNTER_SHELF };
struct err tally_next(struct store *s, enum counter counter, int64_t *ret) CHECKED;
/* No article is to be numbered so any more. */
struct err tally_reach(struct store *s, int64_t article) CHECKED;
/* Counts versions and live articles that a step brings or takes. */
struct err tally_save(struct store *s, const struct head *before, const struct head *after) CHECKED;

/* ---- change.c ---- */

/* The step of an article from `before` to `after`, with what to tell and to count. */
struct step {
        const struct head *before, *after;
        int64_t now_ms;
        struct slice reason;
};
/* Logs the step when readers see it, and counts it; `ret_change` is the change's number, or 0. */
struct err change_log_step(struct store *s, const struct step *step, int64_t *ret_change) CHECKED;
/* `article` 0: the newsroom itself. */
struct err change_log(struct store *s, const struct change *change, struct slice reason, int64_t *ret_number) CHECKED;

/* ---- list.c ---- */

/* An array in the arena that grows: `at` of `count` elements with room for one more. Start with NULL and 0. */
void *list_with_room(struct arena *a, void *at, size_t count, size_t element_size);
struct err load_headline(struct store *s, int64_t article, struct arena *a, struct headline *ret) CHECKED;
struct err list_headlines(const struct store *s, struct query *q, struct arena *a, struct headlines *ret) CHECKED;
/* The first column of every row. */
struct err list_ids(struct query *q, struct arena *a, struct article_ids *ret) CHECKED;
/* An id that may be missing: 0 is stored as NULL, so that references hold. */
static inline void query_bind_id(struct query *q, int64_t id)
{
        id ? query_bind_int(q, id) : query_bind_null(q);
}
