/* The tables, and the conditions that several statements and indexes must say with the same words: a partial index
 * serves only a query that repeats its condition. The numbers are those of enum article_state; schema.c asserts that.
 */
#pragma once
#include "sqlite/database.h"

/* Readers can see the article. */
#define LIVE "state = 5"
/* They will, when its embargo has passed. */
#define SCHEDULED "state = 4"
/* They could once, and cannot any more. */
#define GONE "first_live_ms <> 0 AND state <> 5"

extern const struct database_kind store_kind;
