/* What an article's page leads on to by the words that it shares with others. Finding these is another's work
 * (search/index.h), done when the article is out; choosing among them, and keeping what was chosen, is the store's. */
#pragma once
#include "store/publication.h"

struct alike {
        int64_t article, published_ms;
        int64_t centibits; /* hundredths of bits that the words tell which both have */
};

/* Chooses of those that are alike, the most first, together with what both are about, what the page leads on to besides
 * its editors' picks; and offers the article in return to at most three of them, so that an older story leads to its
 * follow-up. Logs a change of the article when anything became another; its publication presses the others' pages too.
 * Doing it again changes nothing. An article that readers do not have is left alone. In a transaction. */
struct err store_choose_alike(struct store *s, int64_t article, const struct alike *alike, unsigned count,
                              int64_t now_ms) CHECKED;
