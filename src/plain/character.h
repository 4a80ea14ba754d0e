/* Characters of HTML text: what is decoded, what a terminal may get, how wide it is. Inside `plain`. */
#pragma once
#include "base/buf.h"

enum { CHARACTER_NO_BREAK_SPACE = 0xA0 };

/* The character at the start of `text` (not empty), with its references resolved: "&amp;", "&#8212;"; takes it from
 * `text`. What is no UTF-8 is U+FFFD; a reference that is not known is its "&". */
uint32_t character_take(struct slice *text);

/* White space that stands for one space. */
bool character_is_space(uint32_t c);
/* Controls and invisible marks, which could steer a terminal or hide text; soft hyphens. */
bool character_is_unwanted(uint32_t c);

void character_add(struct buf *to, uint32_t c);

/* How many columns a terminal needs for plain UTF-8 text. */
size_t character_columns(struct slice text);
