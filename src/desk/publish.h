/* What every way to readers has in common. For this room only. */
#pragma once
#include "desk/article.h"

#include <jansson.h>

/* What readers are to get of `work`, and what the audit says of it. */
struct outgoing {
        const struct work *work;
        struct article text;
        const char *act;
        json_t *detail;          /* taken over */
        struct work_saved saved; /* what came of it */
};
/* Makes the text readers' version by its intent, in a transaction. ERR_CONFLICT: the work was changed meanwhile, or is
 * behind what readers have. */
struct err article_send(struct visit *v, struct outgoing *outgoing) CHECKED;
/* The same within a transaction of the caller's, who keeps the detail: `context` is a struct outgoing. */
struct err article_put_out(struct visit *v, void *context) CHECKED;
/* Answers that conflict, saying which it is. */
struct err reply_conflict(struct visit *v, const struct outgoing *outgoing) CHECKED;
/* After a commit that changed what readers see: brings it to them, and answers with how it stands. */
struct err reply_brought_out(struct visit *v, const struct work *work) CHECKED;
/* Keys of the texts for what is wrong with a reason to withdraw, with a note to what is handed on; NULL: nothing is. */
const char *withdraw_reason_fault(struct slice reason);
const char *stage_note_fault(struct slice note);
/* Answers with how the article stands, and what of it can be undone; `values` may have more, and are taken over. */
struct err reply_standing(struct visit *v, int64_t article, json_t *values) CHECKED;
/* State, whether readers have the text as it is, stage, embargo and what else holds it, and what the person may do
 * about it. */
struct err article_put_state(struct visit *v, const struct work *work, json_t *values) CHECKED;
/* Puts {"undo": {"act", "number", "left_ms"}} when the person published or withdrew it a moment ago, and may take that
 * back; by its number it is asked for. */
struct err article_put_undo(struct visit *v, const struct work *work, json_t *values) CHECKED;
/* Puts "may_discard": whether the person may discard the draft, as long as it is not. */
struct err article_put_discard(struct visit *v, const struct work *work, json_t *values) CHECKED;
/* Whether it was published for the first time and taken back at once, without a reason: readers are told that it is
 * gone, but none of them is taken to have known it. */
struct err article_is_taken_back(struct visit *v, const struct work *work, bool *ret) CHECKED;
/* Whether the person saw another revision than the newest, or another version than readers'; what is not told counts as
 * seen. */
bool article_is_moved(const json_t *asked, const struct work *work);
/* Answers 422 with what the text lacks that readers are to get, or what of its story holds it then, if that blocks;
 * else `ret_blocked` is false, and nothing is answered. */
struct err reply_if_lacking(struct visit *v, const struct work *work, const struct article *text, int64_t then_ms,
                            bool *ret_blocked) CHECKED;
/* Answers 409 with `why` and the newest revision, if the text has moved on since the person looked; then with who
 * writes it at the moment, if it is somebody else, under another claim than `asked` has as "beside". Who was told of
 * the writer, and means it, is not stopped by what that one saved meanwhile: the act goes on with the newest text. What
 * is not told counts as seen. When nothing is answered, `ret_moved` is false. */
struct err reply_if_moved(struct visit *v, const struct work *work, const json_t *asked, const char *why,
                          bool *ret_moved) CHECKED;
/* The section that was proposed to who publishes or schedules, asked for as "section": taken over with that act itself,
 * so that no change of the text undoes its approval. Where the text has one by now, that one holds, and `ret_section`
 * stays as it is. `ret_taken` false, and answered: there is none such, or the text is not theirs to change. */
struct err article_take_section(struct visit *v, const struct work *work, const json_t *asked, unsigned *ret_section,
                                bool *ret_taken) CHECKED;
/* Adds to the faults of a check who writes it at the moment, if it is somebody else. */
struct err article_add_writer(struct visit *v, const struct work *work, json_t *faults) CHECKED;
/* Puts "has_unseen": whether others saved something that the person had not seen when they asked, and that went along.
 */
struct err article_put_unseen(struct visit *v, const struct work *work, json_t *values) CHECKED;
/* Whether what was saved of a live article has what its readers do not; of a withdrawn one, what they had not. */
struct err article_is_ahead(struct visit *v, int64_t article, bool *ret) CHECKED;
/* What the audit says of an act, taken over: whole, however long, for undoing stands on it. */
struct slice detail_of(struct visit *v, json_t *detail);
struct slice member_of(const json_t *object, const char *name);

/* The body as JSON, and the article that the person may publish, withdraw or schedule by `permission`; handlers of
 * such acts begin with it. When `act` is not called, it is answered why. */
typedef struct err article_asked_fn(struct visit *v, const struct work *work, const json_t *asked);
struct err with_article(struct visit *v, enum permission permission, article_asked_fn *act) CHECKED;
