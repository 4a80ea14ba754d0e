/* Colours that an editor sets, and whether words in them can be read. */
#pragma once
#include "base/slice.h"

/* What pages of the default theme are printed on (--bg in its style.css), in light and in dark. */
#define GROUND_LIGHT SLICE("#fdfdfb")
#define GROUND_DARK  SLICE("#15171b")

/* Whether it is "#" and six hexadecimal digits. */
bool colour_is_well_formed(struct slice colour);

/* The contrast of two well-formed colours by WCAG 2.2: 1 to 21. Words need 4.5. */
double colour_contrast(struct slice a, struct slice b);
