/* The page of a search is strung together anew for each: from what was asked, what was found, and what stands between
 * them, which is pressed ahead like everything else. Its main fragment is the list of these pieces, with FOUND_CUT
 * between them; the template search_main.mustache has them in this order. */
#pragma once

#define FOUND_CUT "\x1e"

enum found_piece {
        FOUND_OPEN,    /* the form; behind it what was typed, and so on */
        FOUND_DETAILS, /* ends within the tag of what holds the filters: " open" may follow */
        FOUND_CHOICES, /* three <select>; then the first day */
        FOUND_UNTIL,   /* then the last day */
        FOUND_TOPIC,
        FOUND_AUTHOR,
        FOUND_SOURCE,
        FOUND_FORM_END,
        FOUND_WRONG_DAYS, /* the days cannot be those */
        FOUND_HELP,       /* where nothing was asked for */
        FOUND_NONE,       /* nothing was found; then the words */
        FOUND_NONE_END,
        FOUND_NONE_FILTERED, /* nothing was found where no words were asked for */
        FOUND_HINTS,
        FOUND_SOME,    /* what is shown has some of the words */
        FOUND_INSTEAD, /* what is shown instead; then the words, as a link */
        FOUND_INSTEAD_END,
        FOUND_COUNT, /* then the number */
        FOUND_OR_MORE,
        FOUND_COUNT_END,
        FOUND_LIST,
        FOUND_SNIPPET, /* at the end of each item */
        FOUND_SNIPPET_END,
        FOUND_LIST_END,
        FOUND_PAGER,
        FOUND_PREVIOUS, /* then an address */
        FOUND_PREVIOUS_END,
        FOUND_PLACE, /* then the number of the page */
        FOUND_PLACE_END,
        FOUND_NEXT, /* then an address */
        FOUND_NEXT_END,
        FOUND_PAGER_END,
        FOUND_END,
        FOUND_PIECES,
};
