/* Who has read what lately, so that whoever asks for an article again and again counts once in a while. No address is
 * kept: a cell has 28 bits of a keyed hash of address and page, and every LATELY_MS the key is another one, which makes
 * all that was noted meaningless. It is random, is never written down and is nowhere but here.
 *
 * One table for all threads, of relaxed atomics: whoever comes by another connection is on another thread. A look is
 * one hash of 24 bytes and one cache line, which is written only when the answer is yes; two threads that note the same
 * at once may both count it. When more read than there is room for (half a million in that time), others are forgotten,
 * and may count twice: too many rather than none. */
#pragma once
#include "base/err.h"
#include "base/slice.h"

enum { LATELY_MS = 10 * 60 * 1000, LATELY_WHO_MAX_BYTES = 8 };

struct lately;

struct err lately_new(struct lately **ret) CHECKED;
void lately_free(struct lately *l);

/* Whether it is the first time in a while, which is then noted. Any thread. `who`: at most LATELY_WHO_MAX_BYTES. */
bool lately_is_first(struct lately *l, struct slice who, int64_t page);

/* The follower's, at least once a minute: takes another key when it is time. */
void lately_pass(struct lately *l, int64_t steady_ms);
