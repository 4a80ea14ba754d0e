/* Fields of a form that somebody else may have changed since it was made: what a field was then goes along as "was_"
 * and its name. For this room only. */
#pragma once
#include "desk/visit.h"

#include <jansson.h>

/* What is to be kept: what one of both changed, as it is changed; `typed` where both did, and then `ret_is_torn` says
 * whether they disagree, which a person has to decide. */
struct slice join_field(struct visit *v, const char *name, struct slice typed, struct slice now, bool *ret_is_torn);
/* A box that is ticked or not: two who changed it agree. */
bool join_box(struct visit *v, const char *name, bool is_typed, bool is_now);
/* "Now: ...", for beside the field. */
struct slice torn_text(struct visit *v, struct slice now);

/* For the log: {name: "before → after"}, long ones cut, unless both are the same. */
void note_change(struct visit *v, json_t *detail, const char *name, struct slice before, struct slice after);
