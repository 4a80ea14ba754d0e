/* A second press: rail and front of the editions that a run concerns, pressed on a thread of its own while the run
 * presses its articles and their listings. What they show is looked up before it begins; what it pressed is put into
 * the archive in the fourth step. Measured: docs/why/2026-11-what-a-publication-costs.md.
 *
 * Everything here is called by the publisher's thread. Between second_press_begin() and second_press_wait() what was
 * handed over belongs to the other thread: it reads the views (which lie in the run's arena), the newsroom and the
 * theme, and has a presser of its own. */
#pragma once
#include "publish/newest.h"

struct second_press;

/* Its thread makes a presser that is like `like`, whose newsroom and theme must outlive it. */
struct err second_press_start(const struct presser *like, struct second_press **ret) CHECKED;
void second_press_free(struct second_press *s);

/* Hands over; the views are borrowed until second_press_wait(). */
void second_press_begin(struct second_press *s, const struct newest_view *views, size_t count);

/* Waits until it is idle. What it pressed stays until it begins again. */
struct err second_press_wait(struct second_press *s) CHECKED;

/* What it pressed of the edition since it last began; NULL: nothing. While it is idle. */
const struct pressed_newest *second_press_of(const struct second_press *s, unsigned edition);
