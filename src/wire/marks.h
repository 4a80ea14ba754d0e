/* Quotation marks, apostrophes, dashes and ellipses of what comes in, as its language writes them: agencies and other
 * programs type them straight. */
#pragma once
#include "base/arena.h"
#include "news/article.h"

/* Of headline, lead, body, captions and corrections; in the languages that language_marks_begin() has rules for. What
 * changes is the arena's. */
void marks_set(struct article *article, struct slice code, struct arena *a);
