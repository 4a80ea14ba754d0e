/* What a template asks for and no reader's browser will do, because the pages' Content-Security-Policy forbids it
 * (reader/compose.c): for this room only. It is no fault, for the page comes all the same; but whoever made the theme
 * must hear of it. */
#pragma once
#include "base/buf.h"

/* Appends a line for each: "rail.mustache:12: <script>: it will not run, ...". What comes of a template's values is not
 * known here. */
void forbidden_in_template(struct slice file, struct slice text, struct buf *ret);
/* The same of a style sheet that style_fault() has let pass. */
void forbidden_in_style(struct slice file, struct slice text, struct buf *ret);
