/* Whether parts of an article are the same, as their stored forms would be. */
#pragma once
#include "news/article.h"

bool rich_text_is_same(struct rich_text a, struct rich_text b);
/* With everything below them, ids too. */
bool block_is_same(const struct block *a, const struct block *b);
