/* Moments as the clocks of an edition show them: typed into forms, and told. For this room only. */
#pragma once
#include "desk/visit.h"

/* "2026-11-25T08:00", or with seconds, as a form's field has it. NULL, or why it can be no moment, as a key of the
 * texts; of two moments the later is the last. */
const char *clock_read(struct visit *v, const struct edition *edition, struct slice text, struct clock_moments *ret);

/* The same back; empty for 0. In the visit's arena. */
struct slice clock_field(struct visit *v, const struct edition *edition, int64_t ms);

/* "25 November 2026, 08:00", in the desk's language. */
json_t *clock_value(struct visit *v, const struct edition *edition, int64_t ms);

/* "2026-11-25T08:00:00+02:00" */
struct slice clock_iso(struct visit *v, int64_t ms);
