/* A theme is a folder of templates ("article_main.mustache") and style sheets ("style.css", "pages.css"), from the
 * binary or from disk, parsed together and replaced together. Immutable once loaded. */
#pragma once
#include "template/template.h"

struct theme;

/* The theme compiled into the binary. */
struct err theme_load_builtin(struct theme **ret, struct buf *why) CHECKED;

/* A folder with the same file names; files it does not have come from the built-in theme, and it may have templates of
 * its own, as partials. ERR_INVALID with `why`: "article_main.mustache:12: section is not closed", or a partial that
 * neither has; ERR_IO with `why` when the folder or a file cannot be read. */
struct err theme_load_folder(const char *folder, struct theme **ret, struct buf *why) CHECKED;
void theme_free(struct theme *t);
static inline void theme_freep(struct theme **t)
{
        theme_free(*t);
}

/* ERR_INVALID with `why` when a template asks for a value whose name is not known. */
struct err theme_check_names(const struct theme *t, template_knows_fn *knows, struct buf *why) CHECKED;

/* The same for equal names and contents of the files that pages are pressed with, in whatever order they were read; of
 * those that are given as they are, only theme_is_same() tells. */
enum { THEME_FINGERPRINT_BYTES = 32 };
void theme_fingerprint(const struct theme *t, uint8_t ret[THEME_FINGERPRINT_BYTES]);
bool theme_is_same(const struct theme *a, const struct theme *b);

/* A style sheet without comments and needless white space: that of every page ("style.css"), and what is sent before it
 * in pages that are no articles ("pages.css"), which may be empty. */
enum theme_style { THEME_STYLE, THEME_PAGES_STYLE, THEME_STYLES };
struct slice theme_style(const struct theme *t, enum theme_style which);

/* What its folder's files ask for and no reader's browser will do: a line each, "rail.mustache:3: <script>: it will not
 * run: pages run nothing"; as many as there is room for. Empty when there is nothing. */
struct slice theme_warnings(const struct theme *t);

/* A file that is given to readers as it is: "icon-192.png", "icon-512.png", "apple-touch-icon.png", "favicon.ico". Any
 * other name is a programmer's mistake. */
struct slice theme_file(const struct theme *t, struct slice name);

/* Renders the template `name` (without ".mustache"). ERR_NOT_FOUND when the theme has none. */
struct err theme_render(const struct theme *t, struct slice name, const json_t *data, struct buf *out) CHECKED;
