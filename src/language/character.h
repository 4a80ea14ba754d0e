/* UTF-8, one character at a time. For this room only. */
#pragma once
#include "base/slice.h"

#include <unicode/utypes.h>

/* The character at `*at`, which must be inside `text`; moves `*at` behind it. U+FFFD for bytes that are not UTF-8. */
UChar32 character_next(struct slice text, size_t *at);
