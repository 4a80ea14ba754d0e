/* What the pages that change settings have in common: a part of the settings (news/settings_part.h) is shown with who
 * changed it and when, changed by a form that says which version it was begun from, and put back. For this room only.
 */
#pragma once
#include "desk/settings.h"

/* Whether the person may change the part; of a creative, in all editions that it has now. */
bool setting_may(const struct visit *v, struct slice part);
bool setting_may_everywhere(const struct visit *v, enum permission permission);

struct setting_change {
        struct slice part;
        json_t *value;      /* taken over; NULL takes away */
        int64_t begun_from; /* the version that the form was made from */
        const char *act;    /* for the audit, a literal */
};
enum setting_outcome { SETTING_DONE, SETTING_REFUSED, SETTING_CONFLICT };
struct setting_answer {
        enum setting_outcome outcome;
        struct slice field; /* refused: where, within the part ("ways[2].url"); empty: as a whole */
};
/* Puts it in force and brings it before readers. A conflict: somebody has changed the part to something else since the
 * form was begun; nothing is done. The newsroom is another one afterwards. */
struct err setting_put(struct visit *v, const struct setting_change *change, struct setting_answer *ret) CHECKED;

/* The value in force, a new reference; NULL: none. `ret_number` is the version. */
struct err setting_now(struct visit *v, struct slice part, json_t **ret, int64_t *ret_number) CHECKED;
/* Which version the form in hand was begun from. */
int64_t setting_begun_from(struct visit *v);

/* ---- values of the page ---- */

/* Puts "version", "has_history", "history" (where `has_room`, as that takes a while), and after `?done=` a "notice" of
 * what was done, with what undoes it. */
struct err setting_put_frame(struct visit *v, struct slice part, bool has_room, json_t *values) CHECKED;
/* The same without the history, on a page that shows many parts; `part` is the one that `?part=` names. */
struct err setting_put_done(struct visit *v, json_t *values) CHECKED;
/* Puts "theirs": what somebody else has put in force meanwhile, in words. */
struct err setting_put_theirs(struct visit *v, struct slice part, json_t *values) CHECKED;
/* Puts "notice" of a kind ("good", "warn", "bad") that says `text_key`. */
void setting_put_notice(struct visit *v, const char *kind, const char *text_key, json_t *values);
/* The tabs of all these pages that the person may see; `here` is the path of one, or "". */
json_t *setting_tabs(const struct visit *v, const char *here);
void setting_put_tabs(struct visit *v, const char *here, json_t *values);
/* A tab for each edition in which the person may, and the one that is asked for (its code in `asked`), with "edition",
 * "edition_name"; NULL, and answered, when they may in none. */
const struct edition *setting_edition(struct visit *v, enum permission permission, struct slice asked);
void setting_put_editions(struct visit *v, enum permission permission, const struct edition *here, json_t *values);

/* What people call a part: "words.uk" is "words of the site (uk)"; the key itself where it has no words. */
void setting_write_part(struct visit *v, struct slice part, struct buf *ret);

/* What is wrong with a field, in words: "fault_<kind>_<field>" of the texts, or what is said of any. */
struct slice setting_fault_text(struct visit *v, const char *kind, struct slice field);
/* Puts "fault_<field>", and "notice", which says that nothing is lost. */
void setting_put_fault(struct visit *v, const char *kind, struct slice field, json_t *values);

/* A field without what no text may hold (news/text.h), as it could not be shown again; lines stay, with one "\n"
 * between them. */
struct slice setting_field(struct visit *v, const char *name);
struct slice setting_clean(struct visit *v, struct slice typed);
/* Puts a text where there is one. */
void setting_put_text(json_t *object, const char *name, struct slice text);
