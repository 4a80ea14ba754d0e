/* What the room uses of libhunspell and libstemmer. The program is not linked with them: only the desk and the reader
 * load them, when they index and search (docs/why/2026-11-words-and-stems.md). */
#pragma once
#include "base/err.h"

#include <hunspell/hunspell.h>
#include <libstemmer.h>

struct stem_library {
#define HUNSPELL_FUNCTION(name) __typeof__(&name) name;
#define STEMMER_FUNCTION(name)  __typeof__(&name) name;
#include "search/library_functions.def"
#undef HUNSPELL_FUNCTION
#undef STEMMER_FUNCTION
};

/* Forever. ERR_NOT_FOUND when a library, or a function of it, is not there. Any thread. */
struct err stem_library_load(const struct stem_library **ret) CHECKED;
