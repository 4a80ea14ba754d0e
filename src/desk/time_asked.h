/* A time to come, typed by the clocks of an edition. For this room only. */
#pragma once
#include "desk/visit.h"

struct time_asked {
        int64_t ms;       /* UTC */
        bool comes_twice; /* the clocks are put back over it: the later one is meant, better too long than too short */
};
/* NULL, or why it cannot be meant, as a key of the desk's texts. */
const char *time_asked_read(struct visit *v, unsigned edition, struct slice text, struct time_asked *ret);
