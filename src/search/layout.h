/* The wrong keyboard layout: "ghbdsn" is what the keys of «привіт» write in a Latin layout. For this room only. */
#pragma once
#include "base/buf.h"
#include "base/slice.h"

enum layout { LAYOUT_LATIN, LAYOUT_UKRAINIAN, LAYOUT_RUSSIAN, LAYOUTS };

/* Appends what the same keys write in `to`; false when the text has none of the layout `from`, or nothing changes. */
bool layout_write(struct slice text, enum layout from, enum layout to, struct buf *ret);
