/* What kind of picture some bytes are and how large, by their first bytes, whatever they were called. Looks at the
 * header alone. */
#pragma once
#include "base/slice.h"

struct picture_type {
        const char *media_type; /* "image/jpeg"; NULL when it is nothing known */
        bool taken;             /* JPEG, PNG, WebP, GIF; the other known ones only have a name to refuse them by */
        unsigned width, height; /* pixels as stored; 0 when the header does not say */
};

struct picture_type picture_type_of(struct slice bytes);
