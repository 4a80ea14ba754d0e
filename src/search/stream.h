/* Text to the tokens that are indexed, as text again: a token a word, a space between them; a word's several stems are
 * one token with STEM_AND between. A compound ("веб-сайт") is the words of it, and at its first word also what it would
 * be in one word, behind two STEM_AND. What is indexed is kept so, and deleted by it, whatever a later dictionary would
 * make of the text. */
#pragma once
#include "search/stemmer.h"

#define STEMS_WHOLE "\x1f\x1f" /* before the stems of a whole compound */

/* Appends the tokens of a text that is asked for. */
void stream_write(struct stemmer *s, struct slice language, struct slice text, struct buf *ret);

/* The same of a text that is to be found: a number in groups ("9 200") is also each of the groups, for it may be a list
 * of numbers ("12 115"). */
void stream_write_indexed(struct stemmer *s, struct slice language, struct slice text, struct buf *ret);

/* Appends the stems of a whole compound, from its first word on, as if it was written in one word; `text` begins with
 * it. False when it is no compound. */
bool stream_write_joined(struct stemmer *s, struct slice language, struct slice text, struct buf *ret);
