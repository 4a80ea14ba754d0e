/* HTML as a run of tags and texts. Inside `plain`.
 *
 * Nothing is refused: what is no tag is text, a tag without end reaches to the end of the input. Comments, doctypes and
 * the like are passed over. Slices point into the input. */
#pragma once
#include "base/slice.h"

enum html_token_kind { HTML_TEXT, HTML_OPEN, HTML_CLOSE };

struct html_token {
        enum html_token_kind kind;
        struct slice text;       /* of HTML_TEXT: not decoded */
        struct slice name;       /* of a tag, as it is written: compare without case */
        struct slice attributes; /* of HTML_OPEN */
};

/* Takes the next token from the start of `rest`; false at its end. The content of script, style and the like comes as
 * no token. */
bool html_next(struct slice *rest, struct html_token *ret);

/* The attribute's value, not decoded; false when the tag does not have it. Without "=" the value is empty. */
bool html_attribute(const struct html_token *token, struct slice name, struct slice *ret);

/* Whether the class attribute has this word. */
bool html_has_class(const struct html_token *token, struct slice class);

/* Goes behind the end of the element that `open` began: elements of the same name in it are counted. */
void html_pass_over(struct slice *rest, const struct html_token *open);
/* Whether such an element has no end tag. */
bool html_is_void(struct slice name);
