/* Pictures that lie beside a file of items. */
#pragma once
#include "base/buf.h"

#include <jansson.h>

/* Puts into the item, as `data:` hrefs, the files that its associations' and their renditions' hrefs name by a path
 * relative to `folder`. Paths that are absolute or lead upwards, and files that are missing, unreadable, or too large
 * for a picture or for the item's own limit are left as they are: whoever takes the item counts them as lost. */
void item_pictures_embed(struct buf *item, const char *folder);

/* Likewise the pictures of the creatives in a settings document (docs/settings.md). */
void settings_pictures_embed(json_t *document, const char *folder);
