/* What the screens of an edition have in common. For this room only. */
#pragma once
#include "desk/visit.h"

#include <jansson.h>

/* The edition in the path; NULL, and answered, when there is none such, or the person may not change it. */
const struct edition *edition_asked(struct visit *v, struct err *ret);

/* What is wrong with it, as a key of the desk's texts; NULL: nothing. */
const char *edition_name_fault(struct slice name);
const char *edition_zone_fault(const struct newsroom *n, struct slice zone);
json_t *edition_fault(struct visit *v, const char *key); /* its text; null without one */
json_t *edition_zones(void);
/* Puts what others have and it has not: "sections", "pages", "lacks_support", and "has_gaps". */
void edition_put_gaps(struct visit *v, const struct edition *edition, json_t *values);

/* ---- patterns ---- */
const char *pattern_fault(struct visit *v, const struct edition *edition, struct slice pattern);
json_t *pattern_tokens(struct visit *v);
json_t *pattern_usual(void);

/* ---- prefixes ---- */

/* "/" for the empty prefix. */
struct slice prefix_in_words(struct slice prefix);

/* "ru", "/ru" and "/ru/" are one, and so are "/" and nothing. */
struct slice prefix_read(struct visit *v, struct slice typed);
/* Also of an edition that is yet to come. */
struct err prefix_find_fault(struct visit *v, const struct edition *edition, struct slice prefix,
                             const char **ret) CHECKED;
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
