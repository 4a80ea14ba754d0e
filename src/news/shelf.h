/* What an article is filed under in its edition: its section, its topics, its people, its sources. Each shelf has a
 * page with its newest articles and pages of its months. */
#pragma once
#include "base/slice.h"

enum shelf_kind { SHELF_SECTION = 1, SHELF_TOPIC, SHELF_PERSON, SHELF_SOURCE };

struct shelf {
        enum shelf_kind kind;
        unsigned edition;
        int64_t id;        /* of its kind; a section's is the section's */
        struct slice name; /* in its edition */
        struct slice slug; /* in its addresses */
        struct slice uri;  /* the same in all editions; may be empty (and is a section's key) */
};

struct shelves {
        struct shelf *at;
        size_t count;
};
