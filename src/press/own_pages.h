/* What comes of the settings: pages of the newsroom's own, and the small files that machines ask for. */
#pragma once
#include "press/presser.h"

struct own_page_view {
        unsigned edition;
        const struct static_page *page; /* NULL: the support page */
        struct siblings siblings;       /* the same page in other editions; article is 0 */
};
/* A page at its address, or the edition's support page, which stands alone: without rail and slots. */
struct err press_own_page(struct presser *p, const struct own_page_view *view, struct pressed_page *ret) CHECKED;

/* The page of a search: `main` is the pieces that a reader's search is strung together from (fragment/found_page.h). */
struct err press_search_page(struct presser *p, unsigned edition, const struct siblings *siblings,
                             struct pressed_page *ret) CHECKED;

/* Bare pages: the file is `main`. */
struct err press_robots(struct presser *p, struct pressed_page *ret) CHECKED;
struct err press_ads_txt(struct presser *p, struct pressed_page *ret) CHECKED;
struct err press_security_txt(struct presser *p, struct pressed_page *ret) CHECKED; /* RFC 9116 */
struct err press_icon(struct presser *p, struct pressed_page *ret) CHECKED;         /* SVG */
/* The web app manifest of an edition (W3C "Web Application Manifest"). */
struct err press_manifest(struct presser *p, unsigned edition, struct pressed_page *ret) CHECKED;
/* A file of the theme as it is: "favicon.ico" (theme_file()). */
struct err press_theme_file(struct presser *p, struct slice name, struct pressed_page *ret) CHECKED;
