/* Words to stems: what the inflected forms of a word have in common. Ukrainian by hunspell's dictionary, where one form
 * may belong to several words ("мати"); what the dictionary does not have by its ending. Other languages by libstemmer,
 * as far as it knows them. Foreign words in a text go by their letters.
 *
 * One stemmer serves all threads of a process; it holds some 40 MB of dictionary. */
#pragma once
#include "base/buf.h"
#include "base/err.h"
#include "base/slice.h"

struct stemmer;

/* ERR_NOT_FOUND when a library or the dictionary is not there, with `why` naming it and what to install. Takes a
 * quarter of a second. */
struct err stemmer_open(struct stemmer **ret, struct buf *why) CHECKED;
void stemmer_close(struct stemmer *s); /* NULL is fine */
static inline void stemmer_closep(struct stemmer **s)
{
        stemmer_close(*s);
}

/* The same as long as the same words get the same stems: made of the rules' number here and of the dictionary's file.
 */
int64_t stemmer_version(const struct stemmer *s);

/* Appends the stems of a folded word, each once, with STEM_AND between them; at least one. `language`: of the text (BCP
 * 47, the first subtag); empty: it may be any, which gives the stems of all. Any thread. */
#define STEM_AND '\x1f'
void stemmer_write(struct stemmer *s, struct slice language, struct slice word, struct buf *ret);
