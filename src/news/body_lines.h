/* A body as lines of text that can be edited where no editor runs, and back.
 *
 * Paragraphs stand a blank line apart; "## " and "### " begin headings, "- " and "1. " the items of lists; **bold**,
 * _italic_, ^superscript^, ~subscript~, [text](address). Any other block is a line such as "[[image a1]]", which can be
 * moved and taken out. What is not changed comes back as it was, with its id; nothing is lost by what the lines cannot
 * say. A backslash before a sign makes it a letter. */
#pragma once
#include "news/body.h"

/* Appends the lines of a sound body. */
void body_write_lines(const struct body *b, struct buf *ret);

/* The body that the lines tell of; blocks that they show as they were are `before`'s. Not checked yet (body_check()).
 * Everything lives in `a` or in what `before` lives in. */
void body_read_lines(struct slice lines, const struct body *before, struct arena *a, struct body *ret);
