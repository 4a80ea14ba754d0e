/* What the handlers of pictures share. For this room only. */
#pragma once
#include "desk/visit.h"
#include "store/library.h"

/* As an article keeps a picture, and the file's name. */
json_t *picture_value(const struct library_picture *picture);

/* Whether the file that was brought is an animation, of which the first picture is shown. Of what cannot be read, or is
 * of another type than GIF and WebP, it is not known: false. */
bool picture_moves(struct visit *v, const struct picture *picture);

/* What scripts say that bring pictures or choose them: JSON in a text, for an attribute, which the template escapes. */
json_t *picture_texts(struct visit *v);
