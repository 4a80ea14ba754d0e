/* An article's text for feeds: taken from the main fragment of its page by rule, as the text edition is. */
#pragma once
#include "base/buf.h"

/* Appends the lead and the picture before the text, the text and the corrections as HTML that stands alone: addresses
 * are whole, and of each tag only what says something is kept (no classes, no sizes for a layout that is not there).
 * `page` is the whole address of the article. Nothing when `main` has no element of the class "body". */
void feed_add_body(struct buf *ret, struct slice main, struct slice site, struct slice page);
