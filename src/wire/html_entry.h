/* An entry of a timeline, as HTML has it:
 *
 *   <section class="timeline-entry"><p><time datetime="2026-11-20T06:10:00+02:00">06:10</time></p><h3>...</h3> ...
 *
 * Of live coverage its class says besides that it is `pinned`, and data-corrected when readers were told so. One that
 * was struck says when:
 *
 *   <section class="timeline-entry"><time datetime="...">...</time><del datetime="...">...</del></section> */
#pragma once
#include "base/slice.h"
#include "news/body.h"

#include <gumbo.h>

/* Whether the section says that it is one. */
bool html_entry_is(const GumboNode *section);
/* The <time> that it opens with, and its moment in UTC milliseconds; NULL when it opens with anything else, or with a
 * time that cannot be read. */
const GumboNode *html_entry_time(const GumboNode *section, int64_t *ret_time_ms);
/* The <del> that holds all of an entry but its <time>, and its moment; NULL when there is none, or none with a moment
 * of news. */
const GumboNode *html_entry_struck(const GumboNode *section, int64_t *ret_struck_ms);
/* What it says besides; false when it names a moment that cannot be one, which is left out. */
bool html_entry_marks(const GumboNode *section, struct block *ret);
