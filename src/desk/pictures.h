/* What the handlers of pictures share. For this room only. */
#pragma once
#include "desk/visit.h"
#include "store/library.h"

/* As an article keeps a picture, and the file's name. */
json_t *picture_value(const struct library_picture *picture);

/* What scripts say that bring pictures or choose them: JSON in a text, for an attribute, which the template escapes. */
json_t *picture_texts(struct visit *v);
