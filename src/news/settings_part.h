/* A part of the settings document: what is changed, remembered and put back by itself. Its name is the way to it:
 * "support.uk", "pages.about.uk", "creatives.club-2026" (a creative by its key), "accent". Pure. */
#pragma once
#include "base/slice.h"

#include <jansson.h>

enum { SETTINGS_PART_MAX_BYTES = 250 };

/* What is set there; borrowed, NULL when nothing is. */
json_t *settings_part(const json_t *document, struct slice part);

/* What settings_merge() is to be given so that `document` has `value` there; NULL takes away. Takes `value` over; a new
 * reference. */
json_t *settings_part_named(const json_t *document, struct slice part, json_t *value);

/* Calls `each` with every part in which the documents differ. */
typedef void settings_part_fn(void *context, struct slice part);
void settings_compare(const json_t *before, const json_t *after, settings_part_fn *each, void *context);
