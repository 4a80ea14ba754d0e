/* What is shown of an edition's newest, by its rail and its front, and pressed of that: as it is at first, and as it is
 * from each moment on at which something in it is no breaking news any more. It asks no store, so any thread may press
 * it that has a presser. */
#pragma once
#include "press/presser.h"

struct newest_view {
        struct headlines rail;
        struct front_view front; /* as it is when nothing is pinned to a time */
        bool has_pins;           /* later stretches of the front show something else: its publisher presses them */
        int64_t ahead_ms;        /* now, while somebody waits: only what is shown then; 0: nobody does */
};

enum { STRETCHES_MAX = 30 };
struct pressed_stretches {
        struct pressed_stretch {
                int64_t from_ms, until_ms; /* 0: from the beginning; INT64_MAX: for ever */
                struct buf stored;         /* owned */
        } at[STRETCHES_MAX];
        size_t count;
};
struct pressed_newest {
        struct pressed_stretches rails; /* from the beginning on */
        struct pressed_page front;
        struct pressed_stretches fronts; /* its main part from the first change on; none where there are pins */
        struct buf rail_data;            /* the rail as it is at first, for pages that are open (press/live.h) */
        bool leaves_stretches;           /* those of the clock were left out */
};
void pressed_newest_init(struct pressed_newest *p);
void pressed_newest_clear(struct pressed_newest *p);
struct err press_newest(struct presser *p, const struct newest_view *view, struct pressed_newest *ret) CHECKED;

/* When the view is another because something in it is no breaking news any more; INT64_MAX: never. */
int64_t front_fades_ms(const struct front_view *view);
