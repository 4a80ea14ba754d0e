/* Forms of words that no rule of their language joins: "діти" and "дітей", "день" and "дня", "child" and "children". */
#pragma once
#include "base/slice.h"

/* The form under which the word's others are joined; empty when the rules do. Both folded (search/words.h).
 * `language`: "uk", "ru" or "en". Lives as long as the program. Any thread. */
struct slice irregular_base(struct slice language, struct slice word);

/* A Russian word without the vowel that its other forms lose: "рынок" to "рынк", as in "рынка", and "остановок" to
 * "остановк". Written to `ret`, which has room for word.len + 2 bytes; returns how many, 0 when it has no such vowel.
 */
size_t irregular_without_fleeting(struct slice word, char *ret);
