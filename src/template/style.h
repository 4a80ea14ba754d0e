/* Makes a style sheet small: for this room only. */
#pragma once
#include "base/buf.h"

/* Appends the style sheet without comments and needless white space. Strings and url() stay as they are, and nothing
 * that is not white space or a comment is changed but the last semicolon of a rule, which goes. */
void style_shrink(struct slice css, struct buf *out);

/* What leaves a style sheet open that a browser would silently close somewhere else: a comment, a string, an address, a
 * bracket; what would end it in a page; what asks for something of another host. NULL when there is nothing of it; else
 * the fault, and in `ret_line` where it begins, from 1. */
const char *style_fault(struct slice css, unsigned *ret_line);
