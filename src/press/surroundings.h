/* What stands around every page's own text: its head, with what that says of the page to programs, and its language
 * switcher. */
#pragma once
#include "news/shelf.h"
#include "press/presser_inside.h"

enum { DESCRIPTION_MAX_BYTES = 8192 }; /* of one that is made of a name and a title */

struct surroundings {
        struct imprint *imprint;
        struct slice title;             /* empty: the page is the front */
        struct slice above, above_path; /* the page between the front and this one; empty: none */
        struct slice description;       /* may be empty; an article without one opens with it */
        struct slice path;              /* empty: the page has no address of its own, and must not be indexed */
        struct slice whole_path;        /* of a page with a part of live coverage its article's; else empty */
        const struct siblings *siblings;
        bool siblings_are_above;            /* what they are to this page is no translation of it */
        const struct article_view *article; /* NULL: the page is no article */
        const struct shelf *shelf;          /* whose own page it is; NULL: of none */
        bool alone;                         /* without rail and slots */
        bool asks;                          /* has a form to search by */
        bool has_calendar;
        struct slice feeds; /* path below which its feeds are; empty: it has none */
};
/* Fills `head` and `languages` of the page. */
struct err press_surroundings(struct presser *p, const struct surroundings *s, struct pressed_page *ret) CHECKED;

/* Appends which page of several it is, as titles end. */
void surroundings_write_page(const struct imprint *i, unsigned number, struct buf *ret);

/* structured_data.c: what the page is by schema.org, as JSON that is safe within <script>; false for a page without an
 * address. */
json_t *structured_data(struct presser *p, const struct surroundings *s, struct slice description);
#define SHARED_ICON "/icon-512.png" /* shown where a page without a picture is shared */

/* description.c: the text in one line, cut behind a word when it is longer than what is shown; and the first paragraph
 * of a body, as much as there is room for. */
void description_write(struct slice text, struct buf *ret);
void description_of_body(const struct body *body, struct buf *ret);
