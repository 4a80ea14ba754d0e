/* gumbo, kept within bounds: it checks no allocation, frees its tree by recursion, and repeats formatting that was left
 * open in every paragraph that follows. Here its memory is freed without walking the tree, and formatting elements lose
 * their attributes before it sees them, so that of each kind it remembers three at most (the "Noah's Ark clause", HTML
 * 13.2.4.3). */
#pragma once
#include "base/buf.h"
#include "base/slice.h"

#include <gumbo.h>

struct html_parser {
        struct html_allocation *newest; /* everything that gumbo holds */
        struct buf source;              /* what it parsed; the tree points into it */
};

size_t html_count_tags(struct slice html);

/* Parses; the tree lives until html_parser_clear(). */
const GumboNode *html_parse(struct html_parser *p, struct slice html);
void html_parser_clear(struct html_parser *p);
