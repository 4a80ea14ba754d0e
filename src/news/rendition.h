/* In which sizes a picture is made, and so which addresses it has: whoever makes the files and whoever names them in a
 * page ask here. */
#pragma once
#include <stddef.h>

enum { RENDITIONS_MAX = 6, RENDITION_WIDTH_MAX = 1920 };

/* The widths of a picture whose original, turned the right way up, is `width` pixels wide; ascending. Returns how
 * many: those of 320, 480, 640, 960, 1280 and 1920 below the original's width, and that width itself, or 1920. None for
 * a width of 0. */
size_t rendition_widths(unsigned width, unsigned ret[RENDITIONS_MAX]);

/* The height of the rendition that is `rendition_width` wide; never 0. */
unsigned rendition_height(unsigned width, unsigned height, unsigned rendition_width);
