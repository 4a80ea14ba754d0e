/* Public pictures: one path row "/media/{sha256}/" each, so that whoever follows the archive knows in memory which
 * pictures there are. The files below that address, {width}.webp and {width}.jpg, are not in the archive: they are hard
 * links in DATA/public/{sha256}/, made before the commit that shows the picture and removed after the one that drops
 * it. A digest is the SHA-256 of the picture's original, 64 lower-case hexadecimal digits. */
#pragma once
#include "archive/archive.h"

enum { PICTURE_DIGEST_LEN = 64, PICTURE_PATH_LEN = 7 + PICTURE_DIGEST_LEN + 1 };

/* The digest that "/media/{sha256}/" or any address below it names; at == NULL when it names none. */
struct slice picture_digest_of_path(struct slice path);
/* What a picture's path row has as its `page`: the digest's first 56 bits, so that whoever finds the row by the path's
 * hash can tell that it is this picture's. */
int64_t picture_id(struct slice digest);

/* Within a transaction. Readers may have the picture; putting it again changes nothing. ERR_INVALID for no digest. */
struct err archive_put_picture(struct archive *a, struct slice digest) CHECKED;
/* They may not any more: its path becomes PATH_GONE, of no edition. Also when it never was there. */
struct err archive_drop_picture(struct archive *a, struct slice digest) CHECKED;
