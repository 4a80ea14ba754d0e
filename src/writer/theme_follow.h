/* The theme's folder, when the desk was given one: loaded, followed when its files change, and its last good state
 * kept. The writer's thread. */
#pragma once
#include "writer/writer_inside.h"

struct err theme_open(struct writer *d, const char *folder, struct buf *why) CHECKED;
void theme_close(struct writer *d);
/* When the folder's files have changed and are quiet again, or another folder stands there: takes them over. */
void theme_follow(struct writer *d);

/* theme_kept.c: keeps the theme that is in force, of the folder, as the last good one; loads that one. ERR_NOT_FOUND:
 * there is none. */
struct err theme_keep(struct writer *d) CHECKED;
struct err theme_load_kept(struct writer *d, struct buf *why) CHECKED;
