/* Texts of the settings that were written as HTML. */
#pragma once
#include "wire/intake.h"

#include <jansson.h>

/* In a settings document (docs/settings.md), puts a "body" of blocks where a page or a support page has "html". What
 * In a creative, puts a picture's asset and size where it has a `data:` address. What
 * could not be kept is counted in `in` under the text's place ("pages.about.uk"). ERR_INVALID with `why`, which names
 * the place. What is no text of a page is left as it is: settings_read() judges it. */
struct err settings_take_html(json_t *document, struct intake *in, struct buf *why) CHECKED;
