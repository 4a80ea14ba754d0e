/* Addresses that listings had: for this room only. */
#pragma once
#include "publish/publish_inside.h"

/* The addresses that a merged shelf's pages had, and those of slugs that sections had, lead on, or
 * are gone. */
struct err lead_on_from_shelf(struct run *r, const struct shelf *merged) CHECKED;
struct err lead_on_from_merged(struct run *r) CHECKED;
struct err lead_on_from_sections(struct run *r) CHECKED;
/* Pages of the months of sections whose own page is not there yet, as when one comes back. */
struct err add_returning_sections(struct run *r) CHECKED;
