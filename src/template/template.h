/* Mustache (the specification's core and its inheritance module; no lambdas, no dynamic names), rendered from JSON.
 *
 * A template is parsed once into an immutable tree and may then be rendered by any number of threads. Sections, blocks
 * and partials nest to 64 levels and a rendering takes a bounded number of steps, so no template can run for ever.
 *
 * Where the specification leaves it open: false are null, false, 0, "" and [] (as in mustache.js); true in a section
 * does not become its context; a block whose tags stand alone on their lines ends with exactly one line end. */
#pragma once
#include "base/buf.h"
#include "base/err.h"
#include "base/slice.h"

#include <jansson.h>

struct template;

/* Where a theme's author looks: filled when parsing fails. */
struct template_fault {
        unsigned line;     /* from 1 */
        const char *what;  /* literal: "section is not closed" */
        struct slice name; /* of the tag that `what` is about; empty when it is about none; borrows from the text */
};

/* Parses `text`, of which it keeps a copy. ERR_INVALID with `ret_fault`. */
struct err template_parse(struct slice text, struct template **ret, struct template_fault *ret_fault) CHECKED;
void template_free(struct template *t);
static inline void template_freep(struct template **t)
{
        template_free(*t);
}

/* Finds a partial or parent by name; NULL when there is none (it then renders as nothing, as the specification says).
 */
typedef const struct template *template_find_fn(void *context, struct slice name);

/* Appends the rendering to `out`. `{{name}}` escapes & < > " (and ' as &#39;), `{{{name}}}` does not. ERR_FULL when
 * `out` is full or templates nest too deeply. */
struct err template_render(const struct template *t, const json_t *data, template_find_fn *find, void *context,
                           struct buf *out) CHECKED;

/* The name of the `index`th partial or parent that the template asks for; empty after the last. */
struct slice template_partial(const struct template *t, size_t index);
/* The first name of a value or a section, whole ("edition.name"), that `knows` does not; empty when it knows all. */
typedef bool template_knows_fn(struct slice name);
struct slice template_unknown(const struct template *t, template_knows_fn *knows);
/* The line, from 1, on which a name that one of these two gave stands. */
unsigned template_line(const struct template *t, struct slice name);

/* Appends what a theme's author is to read: 'section is not closed: "main"'. */
void template_fault_write(const struct template_fault *fault, struct buf *ret);
