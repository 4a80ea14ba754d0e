/* Mustache (the specification's core and its inheritance module; no lambdas, no dynamic names), rendered from JSON.
 *
 * A template is parsed once into an immutable tree and may then be rendered by any number of threads. Nesting and
 * partials are bounded to 32 levels, so no template can run for ever. */
#pragma once
#include "base/buf.h"
#include "base/err.h"
#include "base/slice.h"

#include <jansson.h>

struct template;

/* Where a theme's author looks: filled when parsing fails. */
struct template_fault {
        unsigned line;    /* from 1 */
        const char *what; /* literal: "section is not closed" */
};

/* Parses `text`, of which it keeps a copy. ERR_INVALID with `ret_fault`. */
struct err template_parse(struct slice text, struct template **ret, struct template_fault *ret_fault) CHECKED;
void template_free(struct template *t);
static inline void template_freep(struct template **t)
{
        template_free(*t);
}

/* Finds a partial or parent by name; NULL when there is none (it then renders as nothing, as the specification says). */
typedef const struct template *template_find_fn(void *context, struct slice name);

/* Appends the rendering to `out`. `{{name}}` escapes & < > " (and ' as &#39;), `{{{name}}}` does not. ERR_FULL when
 * `out` is full or templates nest too deeply. */
struct err template_render(const struct template *t, const json_t *data, template_find_fn *find, void *context,
                           struct buf *out) CHECKED;

/* Appends `text` with & < > " ' as character references. */
void template_escape(struct slice text, struct buf *out);
