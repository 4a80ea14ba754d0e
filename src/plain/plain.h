/* The text edition of an article: the site's own HTML as plain text for a terminal.
 *
 * Made of what readers get, not of the newsroom's data, so it needs nothing but the page: whatever markup a theme has,
 * unknown elements are looked through. Left out are script, style, nav, form, button, svg and the like, and what is
 * hidden or aria-hidden; of `more` only the elements with the class "sources" are taken. Lines have at most 72 columns
 * (longer words aside), no control characters (nobody's terminal is steered) and end with LF. */
#pragma once
#include "base/buf.h"
#include "base/err.h"

enum { PLAIN_COLUMNS = 72 };

/* The plain text of a page's own fragments. */
struct plain_source {
        struct slice head; /* for the canonical address, which stands at the end and completes links */
        struct slice main, more;
};

/* Appends the text. ERR_FULL when `ret` has no room for it. */
struct err plain_from_page(const struct plain_source *source, struct buf *ret) CHECKED;
