/* Where no article has all the words: what has some of them. For this room only. */
#pragma once
#include "search/expression.h"
#include "sqlite/query.h"

/* Appends the expression; nothing when there are not several words, or none of them is anywhere. */
struct err some_write(const struct asking *asking, struct database *database, struct buf *ret,
                      struct scoring *ret_scoring) CHECKED;
