/* The images of an HTML text, and where in it their addresses stand: for whoever puts others in their place. */
#pragma once
#include "base/arena.h"
#include "wire/html_parser.h"

struct html_image {
        struct slice src;     /* the address, as the parser reads it; lives as long as the parser */
        struct slice written; /* the same as it stands in the text, with its quotation marks, if it has any */
};

/* All that have an address, in the order of the text. `root` is what html_parse() gave. */
size_t html_images_find(const GumboNode *root, struct arena *a, struct html_image **ret);
