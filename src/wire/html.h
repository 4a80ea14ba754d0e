/* HTML from outside as a body: parsed by gumbo, as browsers do, then mapped to blocks. What has no block is flattened
 * to its text or, where it has none that belongs to the article (scripts, forms, frames of unknown
 * sites), dropped and counted. */
#pragma once
#include "news/body.h"
#include "wire/intake.h"

/* Pictures in `data:` addresses are taken by `in`. ERR_INVALID with `why` when the text does not fit into a body, or
 * when parsing it spends the budget of html_parser.h. */
struct err html_read(struct slice html, struct intake *in, struct body *ret, struct buf *why) CHECKED;

/* Its text alone, in one line; empty when it cannot be read. */
struct slice html_read_line(struct slice html, struct intake *in);

/* Plain text as a body: a paragraph a line. */
struct err plain_text_read(struct slice text, struct intake *in, struct body *ret, struct buf *why) CHECKED;
