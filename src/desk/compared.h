/* Two texts side by side, as the desk's pages show them: which words came, which went. For this room only. */
#pragma once
#include "desk/article.h"
#include "news/compare.h"

struct compared_words {
        size_t added, removed;
};

/* [{"text", "is_added", "is_removed", "is_replacing"}]: words in the order to show; their number is added to `words`.
 * What replaces the run before it is not to be joined with that. */
json_t *compared_runs(struct visit *v, struct rich_text before, struct rich_text after, struct compared_words *words);

/* All that is to be read in a block and within it, a line each; nothing for NULL. */
struct rich_text block_text(struct visit *v, const struct block *block);

/* {"fields": [{"name", "runs"}], "blocks": [{"id", "kind", "runs"}], "is_same", "words"}: fields that differ, and all
 * blocks. */
json_t *compared_articles(struct visit *v, const struct article *before, const struct article *after);
