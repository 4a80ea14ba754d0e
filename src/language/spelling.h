/* What spelling leaves open, closed: so that what somebody looks for is found however they, or the text, write it. In
 * what readers search, and at the desk. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

/* In lower case, ё as е, Latin letters without their marks; й and ї are letters of their own. ґ stays: a dictionary
 * tells words apart by it. */
int32_t spelling_folded(int32_t c);

/* The same, with ґ as г: for who compares letters alone. */
int32_t spelling_folded_most(int32_t c);

/* What stands within a word and is no part of it: stress marks, soft hyphens, joiners that keep a line together. */
bool spelling_passes_over(int32_t character);

/* Whichever of their many characters. */
bool spelling_is_apostrophe(int32_t character);
