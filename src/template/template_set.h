/* Templates by name, which find each other as partials and parents. Filled once, then immutable: any number of threads
 * may render. */
#pragma once
#include "template/template.h"

struct template_set;

struct err template_set_new(struct template_set **ret) CHECKED;
void template_set_free(struct template_set *s);
static inline void template_set_freep(struct template_set **s)
{
        template_set_free(*s);
}

/* `name` without ".mustache". Both are copied. ERR_INVALID with `why`: "list.mustache:12: section is not closed:
 * "main""; of two templates with one name the first stays, and it is no error. */
struct err template_set_add(struct template_set *s, struct slice name, struct slice text, struct buf *why) CHECKED;

bool template_set_has(const struct template_set *s, struct slice name);

/* What the binary holds below `folder` ("desk-web/templates/"), all of it, with every partial there. */
struct err template_set_load_builtin(const char *folder, struct template_set **ret, struct buf *why) CHECKED;

/* ERR_INVALID with `why` when a template asks for a partial that is not there. */
struct err template_set_check(const struct template_set *s, struct buf *why) CHECKED;

/* ERR_INVALID with `why` when one asks for a value whose name is not known: 'item.mustache:3: nothing is called "x"'.
 */
struct err template_set_check_names(const struct template_set *s, template_knows_fn *knows, struct buf *why) CHECKED;

/* ERR_NOT_FOUND when there is no such template. */
struct err template_set_render(const struct template_set *s, struct slice name, const json_t *data,
                               struct buf *out) CHECKED;
