/* A body as HTML that others can show and html_read() takes back: the elements that html_elements.def and the room's
 * README name, and no others. */
#pragma once
#include "base/buf.h"
#include "language/language.h"
#include "news/body.h"

/* Appends the address of a picture that is kept. */
typedef void html_picture_fn(void *context, const struct block *image, struct buf *ret);

struct html_form {
        const struct language *language; /* in which labels are said */
        html_picture_fn *address;
        void *context;
};

void html_write(const struct body *body, const struct html_form *form, struct buf *ret);
