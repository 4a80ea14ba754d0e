/* What holds an article besides its own embargo: that of another language of its story (store/hold.h), told with
 * which it is, until when, and the way there. For this room only. */
#pragma once
#include "desk/article.h"
#include "store/hold.h"

/* {"article", "until_ms", "text", "href"}; null: nothing holds it. `href` is empty to whom that edition is not open. */
struct err hold_value(struct visit *v, const struct work *work, json_t **ret) CHECKED;
/* The same as a fault of the check before publication, if it holds at `at_ms` still. */
struct err hold_add_fault(struct visit *v, const struct work *work, int64_t at_ms, json_t *faults) CHECKED;
