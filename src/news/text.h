/* What may stand in a text of the newsroom: UTF-8 without control characters and noncharacters, so that it can go into
 * a page, a feed and a database as it is. */
#pragma once
#include "base/arena.h"

/* What text_next() gives for a byte that is not UTF-8. */
#define TEXT_BROKEN UINT32_MAX

/* Takes the next character off `rest`; false at its end. */
bool text_next(struct slice *rest, uint32_t *ret);

/* Whether a text may hold the character: none of the controls (C0, DEL, C1), no noncharacter, not TEXT_BROKEN. */
bool text_may_hold(uint32_t character);

/* Whether the character is not seen and yet changes what is: the controls of writing direction, by which a text can be
 * made to read otherwise than it is, and marks without width, by which equal words differ. Such are left out of what
 * comes in. Not meant are what joins emoji and letters (U+200C, U+200D, U+2060) and the soft hyphen. */
bool text_is_hidden(uint32_t character);

/* The text without such characters: itself when there are none. Bytes that are not UTF-8 stay. */
struct slice text_without_hidden(struct slice text, struct arena *a);

/* Whether it is UTF-8, whatever characters it has. */
bool text_is_utf8(struct slice text);

/* Whether it has so many characters at most, however many bytes that are: what a form counts. */
bool text_is_short(struct slice text, size_t characters_max);

/* Whether all of a text may stand: in one line, or in several ("\n" between them). */
bool text_is_line(struct slice text);
bool text_is_lines(struct slice text);

/* Whether two texts are the same whatever the case of their letters (Unicode simple case folding). */
bool text_is_same(struct slice a, struct slice b);

/* The text with the case of its letters folded: what text_is_same() calls the same becomes the same bytes. Bytes that
 * are not UTF-8 become U+FFFD. */
struct slice text_folded(struct slice text, struct arena *a);
