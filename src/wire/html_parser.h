/* gumbo on a budget. Hostile HTML makes its time grow with the square of the text (deep nesting, endless attributes)
 * and its memory without bound (formatting left open is repeated in every paragraph), and it has no way to be told to
 * stop. But whatever it does, it allocates as it goes: so its allocator is ours, counts, looks at the clock, and leaves
 * the parse by longjmp when it has had enough. No other code stands between, and all that was allocated is freed here,
 * without walking the tree, which gumbo itself does by recursion. */
#pragma once
#include "base/slice.h"

#include <gumbo.h>
#include <setjmp.h>
#include <stdint.h>

enum { HTML_MEMORY_MAX_BYTES = 256 * 1024 * 1024, HTML_TIME_MAX_MS = 2000 };

struct html_parser {
        struct html_allocation *newest; /* everything that gumbo holds */
        size_t held_bytes;
        unsigned allocations;
        int64_t started_ms; /* by the thread's own time */
        jmp_buf enough;
};

/* Parses; the tree lives until html_parser_clear() and points into `html`. NULL when the budget was spent. */
const GumboNode *html_parse(struct html_parser *p, struct slice html);
void html_parser_clear(struct html_parser *p);
