/* What a run that somebody waits for leaves to the next one that nobody waits for: what an article's page leads on to,
 * the rest of an article that changed (WORK_REST), what an edition shows of its newest by the clock. */
#pragma once
#include "publish/publish_inside.h"

enum left { LEFT_MORE, LEFT_REST, LEFT_NEWEST };
/* Leaves that of an article, or of an edition (LEFT_NEWEST). Inside `publish`. */
struct err leave_for_later(struct run *r, enum left what, int64_t of) CHECKED;
/* Adds what other runs have left to the run's works, and loads these. */
struct err load_later(struct run *r) CHECKED;
/* Notes what is known by now of what this run leaves; forgets what it does. Inside `publish`. */
struct err note_later(struct run *r) CHECKED;
