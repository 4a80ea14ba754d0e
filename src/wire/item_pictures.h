/* Pictures that lie beside a file of items. */
#pragma once
#include "base/buf.h"

#include <jansson.h>

/* Puts into the item, as `data:` hrefs, the files that its associations' and their renditions' hrefs, and the images in
 * its bodies, name by a path relative to `folder`. In the place of a file that is missing, unreadable, behind a link,
 * or too large for a picture or for the item's own limit stands why (PICTURE_UNREAD_HREF), which whoever takes the item
 * reports. Paths that are absolute or lead upwards are left as they are. */
void item_pictures_embed(struct buf *item, const char *folder);

/* Likewise the pictures of the creatives in a settings document (docs/settings.md); but what cannot be read is left as
 * it is, and refused by the settings' rules. */
void settings_pictures_embed(json_t *document, const char *folder);
