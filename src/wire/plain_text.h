/* Text from outside made fit for the newsroom: white space collapsed, what no text may hold, and what is not seen, left
 * out. */
#pragma once
#include "base/arena.h"

/* All of `text` as one line. */
struct slice plain_line(struct arena *a, struct slice text);

/* Not more than `max_bytes` of it, cut between characters. */
struct slice plain_cut(struct slice text, size_t max_bytes);

/* The white space that is collapsed: ASCII's. A no-break space is a character like others. */
static inline bool is_white_space(uint32_t character)
{
        return character == ' ' || (character >= '\t' && character <= '\r');
}
