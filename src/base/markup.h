/* Text within HTML and XML. */
#pragma once
#include "base/buf.h"

/* Appends `text` with references for what would be markup in it or end a quoted attribute: & < > " and '. */
void markup_escape(struct slice text, struct buf *ret);
/* Appends what was escaped so; any other reference stays as it is. */
void markup_unescape(struct slice html, struct buf *ret);
