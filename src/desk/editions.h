/* What the screens of an edition have in common. For this room only. */
#pragma once
#include "desk/visit.h"

#include <jansson.h>

/* The edition in the path; NULL, and answered, when there is none such, or the person may not change it. */
const struct edition *edition_asked(struct visit *v, struct err *ret);

/* "/" for the empty prefix. */
struct slice prefix_in_words(struct slice prefix);

/* A prefix as it was typed, what it comes to, what is wrong with it. */
struct prefix_form {
        struct slice typed, prefix;
        const char *fault;
        bool is_changed; /* by somebody else, since the form was made */
        bool is_tried;
};
/* `typed` empty: none was tried. */
struct err prefix_take(struct visit *v, const struct edition *edition, struct slice typed,
                       struct prefix_form *ret) CHECKED;
/* Puts "moving", the form and what it would do. */
struct err prefix_put_values(struct visit *v, const struct edition *edition, const struct prefix_form *form,
                             json_t *values) CHECKED;
/* The page of an edition's addresses with that form; the other one as the edition is. */
struct err addresses_show(struct visit *v, unsigned status, const struct edition *edition,
                          const struct prefix_form *form) CHECKED;
