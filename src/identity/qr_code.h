/* A text as a picture that a telephone reads (QR code, ISO/IEC 18004), by libqrencode. */
#pragma once
#include "base/buf.h"
#include "base/err.h"

/* Appends the dark modules to `ret` as the path data of an SVG ("M4 4h7v1h-7z…"), a unit each, with the quiet zone of
 * four around them; `ret_size`: units a side. ERR_FULL: too long for a code, or no memory. */
struct err qr_code_write(const char *text, unsigned *ret_size, struct buf *ret) CHECKED;
