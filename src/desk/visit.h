/* A visit: one errand while it is worked on, with whom it is for. What handlers get, and what they have to answer with.
 *
 * Handlers run on the writer's thread, one at a time, after the row's access was checked. They answer with one of the
 * functions below; an error they return is answered with a page that says so and that nothing was lost. */
#pragma once
#include "desk/desk_inside.h"
#include "store/audit.h"
#include "store/sign_ins.h"

struct visit {
        struct desk *desk;
        struct errand *errand;
        const struct person *person; /* NULL: nobody has signed in */
        struct language *texts;      /* of the desk, in the person's language; else in one that the browser asks for */
        int64_t now_ms;

        struct person who; /* what `person` points to */
        struct session session;
        struct token_hash session_hash;
};

static inline struct arena *visit_arena(struct visit *v)
{
        return &v->errand->arena;
}
static inline struct store *visit_store(struct visit *v)
{
        return writer_store(v->desk->writer);
}
static inline const struct newsroom *visit_newsroom(const struct visit *v)
{
        return writer_newsroom(v->desk->writer);
}

/* ---- what was asked ---- */

int64_t visit_id(const struct visit *v, unsigned step); /* the number that stood for {id} */
/* A field of the form in the body, or of the query; empty when it is not there, the form cannot be read, or it is no
 * UTF-8; of the query also when it is no text (news/text.h). A large one is as long as the body may be. */
struct slice visit_field(struct visit *v, const char *name);
struct slice visit_large_field(struct visit *v, const char *name);
bool visit_has_form(const struct visit *v);
struct slice visit_query(struct visit *v, const char *name);
/* A field of the form as lines of text: without what no text may hold (news/text.h). */
struct slice visit_words(struct visit *v, const char *name);
/* The same of any text. */
struct slice visit_readable(struct visit *v, struct slice text);
/* The text with quotation marks and dashes as the edition's language writes them (language_write_marks()). */
struct slice visit_marked(struct visit *v, unsigned edition, struct slice text);
/* The body as a JSON object, a new reference; NULL when it is none. */
json_t *visit_json(struct visit *v);
bool visit_wants_json(const struct visit *v); /* a script asks */
/* In `edition`; 0: in any. */
bool visit_may(const struct visit *v, enum permission permission, unsigned edition);
/* What concerns the whole site (people, the audit, another edition) is for roles held in all editions; anything else as
 * visit_may(). */
/* Has a password and no codes yet: nothing else opens until they are set up. */
bool visit_lacks_codes(const struct visit *v);
bool visit_may_use(const struct visit *v, enum permission permission);

/* ---- what is answered ---- */

struct slice visit_text(const struct visit *v, const char *key);
/* A text with "{who}" in it: the roles that may. */
struct slice visit_who_may(struct visit *v, const char *key, enum permission permission);
/* The same as a value of a page by the text's key, where the person may not; else false. */
void visit_put_who(struct visit *v, json_t *values, const char *key, enum permission permission, unsigned edition);
/* A whole page: `name` is a template of the desk; `values` are taken over. */
struct err reply_page(struct visit *v, unsigned status, const char *name, json_t *values) CHECKED;
/* Taken over. */
struct err reply_json(struct visit *v, unsigned status, json_t *values) CHECKED;
/* After a form, or to another page: 303. */
struct err reply_go(struct visit *v, const char *format, ...) CHECKED __attribute__((format(printf, 2, 3)));
/* To a page of the desk that leads back to this address afterwards: its query goes along, unless it is very long. */
struct err reply_go_and_back(struct visit *v, const char *page) CHECKED;
/* A refusal that says why, by a key of the desk's texts: as a page, or as JSON where a script asked. */
struct err reply_refused(struct visit *v, unsigned status, const char *text_key) CHECKED;
/* The same with a text. */
struct err reply_why(struct visit *v, unsigned status, struct slice why) CHECKED;
/* 403, saying which roles may. */
struct err reply_not_allowed(struct visit *v, enum permission permission) CHECKED;
/* The machine's fault: 500, in words; takes back what the handler had begun to answer. */
void reply_failed(struct visit *v);

/* A text, empty where there is none. */
json_t *text_value(struct slice text);
/* JSON for a data block of a page: written so that it can end no element. `data` is taken over. */
struct err page_data_write(json_t *data, struct buf *ret) CHECKED;

/* ---- what takes long ---- */

/* `work` on `task` (the arena's) is for a helping hand (hands.h); when it is done, `then` is the handler, with who
 * comes and what they may settled anew. To be called last. Answers "busy" when too many wait. */
struct err visit_hand_over(struct visit *v, void (*work)(void *task), void *task, handler_fn *then) CHECKED;

/* ---- what is written down ---- */

/* In the store's transaction: who did what to what (store/audit.h). `act` and `kind` are literals. */
struct noted {
        const char *kind; /* NULL: nothing in particular */
        int64_t object;
        unsigned edition;
        struct slice detail; /* a JSON object, or empty */
};
struct err visit_note(struct visit *v, const char *act, const struct noted *noted) CHECKED;
/* {"name": "value"}; what is too long is cut, and says so. */
struct slice visit_detail(struct visit *v, const char *name, struct slice value);
struct slice visit_details(struct visit *v, json_t *object); /* takes it; likewise */
