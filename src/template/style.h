/* Makes a style sheet small: for this room only. */
#pragma once
#include "base/buf.h"

/* Appends the style sheet without comments and needless white space. Strings and url() stay as they are, and nothing
 * that is not white space or a comment is changed but the last semicolon of a rule, which goes. */
void style_shrink(struct slice css, struct buf *out);
