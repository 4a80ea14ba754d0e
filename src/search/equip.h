/* What the index's tables need of SQLite besides SQL: the tokenizer "stems", which only takes a stream apart
 * (search/stream.h), and the function search_score(), which says how well an article answers. For this room only. */
#pragma once
#include "base/err.h"

struct sqlite3;
struct err search_equip(struct sqlite3 *connection) CHECKED;
