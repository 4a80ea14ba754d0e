/* Leaves of a rendition's file what draws the picture, and puts one XMP packet beside it. libvips 8.14 is told to strip
 * metadata and still writes the original's EXIF block, with where it was taken, into WebP. */
#pragma once
#include "base/buf.h"
#include "base/err.h"

/* Appends the file with all metadata dropped, and with the packet unless it is empty. ERR_INVALID when the file is not
 * as one that was just made must be: a JPEG; a WebP of one lossy or lossless image. */
struct err packet_replace_in_jpeg(struct slice jpeg, struct slice packet, struct buf *ret) CHECKED;
struct err packet_replace_in_webp(struct slice webp, struct slice packet, struct buf *ret) CHECKED;
