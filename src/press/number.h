/* Which cells of a table are numbers, so that their figures stand below one another. For this room only. */
#pragma once
#include "news/body.h"

/* "1 234,5", "−3", "+0.4 %": a sign, digits in groups of three or in one, decimals, "%" or "‰"; each but the digits may
 * be missing. No time, no date, no unit: those are read as words. */
bool number_is(struct slice text);

/* Whether that is all a cell says, and it heads nothing. */
bool number_is_cell(const struct block *cell);

/* Whether the column has nothing but numbers below its first row, and at least one; what says that there is none (an
 * empty cell, a dash) does not count. */
bool number_fills_column(const struct block *table, size_t column);
