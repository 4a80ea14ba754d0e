/* The desk's keeper of pictures: what came in is developed by a worker and put into DATA/media, once. */
#pragma once
#include "wire/picture_file.h"

/* `media_folder` must outlive the keeper. */
struct picture_keeper darkroom_keeper(const char *media_folder);

/* Looks at all that is kept of a picture, and makes it anew from its original when something is missing or damaged.
 * Takes as long as reading its files, or a second or more when it is made anew. Any thread. */
enum darkroom_mended { PICTURE_WAS_WHOLE, PICTURE_MADE_ANEW, PICTURE_ORIGINAL_LOST };
struct err darkroom_mend(const char *media_folder, struct slice asset, enum darkroom_mended *ret,
                         struct buf *why) CHECKED;
