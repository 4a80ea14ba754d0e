/* The one script of the site's pages, compiled into the program (reader-web/): its address, which its content is part
 * of, so that browsers keep it for ever; and its tag. Inside `reader`. */
#pragma once
#include "fragment/fragment.h"
#include "http/head.h"

struct script;
struct err script_new(struct script **ret) CHECKED;
void script_free(struct script *s);

struct slice script_path(const struct script *s);
/* Its bytes, and compressed. */
struct slice script_plain(const struct script *s);
struct slice script_gzip(const struct script *s);

/* Appends the tag in stored form; `number` is the event that the page's rail is of. The follower's. */
struct err script_press_tag(struct script *s, int64_t number, struct buf *ret) CHECKED;
