/* An edition's front and rail, as the store and its editors have them. */
#pragma once
#include "publish/publish_inside.h"

/* An edition's newest, for front and rail; the front as an editor chose it, at a moment, and pressed. */
struct err newest_of_edition(struct run *r, unsigned edition, struct headlines *ret) CHECKED;
struct front_at {
        const struct front_choice *choice;
        int64_t ms;
};
struct err load_front_view(struct run *r, const struct edition *edition, const struct front_at *at,
                           struct front_view *ret) CHECKED;
/* What rail and front show at first; and what was pressed of that, put into the archive. */
struct err load_newest_view(struct run *r, const struct edition *edition, struct newest_view *ret) CHECKED;
struct err put_rail(struct run *r, unsigned edition, const struct pressed_stretches *pressed) CHECKED;
struct err put_front(struct run *r, const struct newest_view *view, const struct pressed_newest *pressed) CHECKED;
