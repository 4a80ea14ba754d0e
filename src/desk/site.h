/* What the site's page has in common: five parts of the settings, each in a form of its own. For this room only. */
#pragma once
#include "desk/setting.h"
#include "news/settings.h"

/* A part as it was typed: its value, and what is wrong with it. */
struct site_form {
        struct slice part;
        json_t *value;            /* owned; NULL: empty */
        struct slice fault;       /* a field; empty: none */
        const char *fault_key;    /* a key of the texts; NULL: that of the field */
        const char *unread_until; /* a moment that could not be read, as it was typed; NULL: none */
        bool is_conflict;
};

/* Reads what the form of `part` sent; false, with `fault`, when it cannot be made a value. */
bool site_form_read(struct visit *v, struct site_form *form);
/* Changes a list that is arranged in the form; false: the button was that which saves. */
bool site_form_arrange(struct visit *v, struct site_form *form);

/* "words.uk" → "words": the object of the page's values that the part's form is made of. */
json_t *site_part_values(struct visit *v, const struct edition *edition, const struct site_form *form);
