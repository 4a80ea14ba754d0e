/* Putting settings in force from the desk: the same job as 'stoppress settings put' (docs/settings.md). For this room.
 */
#pragma once
#include "desk/visit.h"

struct settings_answer {
        bool is_done;     /* in force, and readers have it */
        struct slice why; /* why not; in the visit's arena */
};

/* Merges what `named` names into the settings in force and brings it before readers; `named` is taken over. Writes down
 * who did it: `act` is a literal. */
struct err desk_put_settings(struct visit *v, json_t *named, const char *act, const struct noted *noted,
                             struct settings_answer *ret) CHECKED;
