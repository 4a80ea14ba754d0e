/* What the handlers of an article have in common. For this room only. */
#pragma once
#include "desk/visit.h"
#include "store/version.h"
#include "store/work.h"

#include <jansson.h>

/* The work of the article in the path; made when there is none yet. False, and answered, when there is no such article,
 * or the person may not see it. */
struct err article_work(struct visit *v, struct work *ret, bool *ret_found) CHECKED;

/* The work of any article, whoever asks. ERR_NOT_FOUND: no such article. */
struct err article_load(struct visit *v, int64_t id, struct work *ret) CHECKED;

/* Whether the person may change its text: whoever may edit any, or who began it. */
struct err article_may_edit(struct visit *v, const struct work *work, bool *ret) CHECKED;

/* In a transaction: a new article of the person's, alone in its story. */
struct err article_begin(struct visit *v, unsigned edition, struct slice headline, int64_t *ret) CHECKED;

/* Whether `number` is that of a section that the edition has. */
bool article_has_section(struct visit *v, unsigned edition, const json_t *number, unsigned *ret);

/* The text as it is published now. The time that readers see is that of the first publication; what changes later is
 * "updated". */
struct err article_to_publish(struct visit *v, const struct work *work, struct article *ret) CHECKED;

/* Takes out blocks of text without a word: they are no part of what is published, nor of what was written. */
void article_drop_empty_blocks(struct body *body, struct arena *a);

/* Runs `act` in a transaction of the store. */
typedef struct err article_act_fn(struct visit *v, void *context);
struct err in_transaction(struct visit *v, article_act_fn *act, void *context) CHECKED;

/* The headlines of what it is related to, by their uris. */
json_t *article_related_titles(struct visit *v, const struct article *article);
/* The words of labelled paragraphs in the edition's language, by their names. */
json_t *labels_of(struct visit *v, const struct edition *edition);
/* Puts {"time", "time_iso"}: the clock for what is of today, else the day too. */
void put_time(struct visit *v, json_t *row, int64_t ms);
