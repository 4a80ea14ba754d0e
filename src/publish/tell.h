/* What open pages are told of a run, an event an edition: that an article changed, or is withdrawn (both before the
 * archive says so); that the rail has other lines than it had, `now` being kept for the next time; that the front has
 * another main part, `stored`. A run that presses what no change asked for tells nothing. Inside `publish`. */
#pragma once
#include "publish/publish_inside.h"

void tidings_free(struct tidings *t);

struct err tell_begin(struct run *r, const struct edition *edition) CHECKED;
struct err tell_changed(struct run *r, const struct work *work) CHECKED;
struct err tell_withdrawn(struct run *r, const struct work *work) CHECKED;
struct err tell_rail(struct run *r, unsigned edition, const struct buf *now) CHECKED;
struct err tell_front(struct run *r, const struct edition *edition, int64_t page, struct slice stored) CHECKED;
struct err tell_edition(struct run *r, const struct edition *edition) CHECKED;
