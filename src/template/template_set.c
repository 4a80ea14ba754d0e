/* One array, sorted by name: a set has a few dozen, and rendering finds each by bisection.
 *
 * The specification renders a partial that does not exist as nothing. In a set that is a misspelt name and would empty
 * a page without a word, so template_set_check() asks for all of them. */
#include "template/template_set.h"

#include "base/arena.h"
#include "base/builtin.h"

#include <stdlib.h>

#define SUFFIX ".mustache"

enum { TEMPLATES_MAX = 256 };

struct entry {
        struct slice name; /* in `names` */
        struct template *template;
};

struct template_set {
        struct entry entries[TEMPLATES_MAX]; /* sorted by name */
        size_t count;
        struct arena names;
};

struct err template_set_new(struct template_set **ret)
{
        struct template_set *s = calloc(1, sizeof *s);
        if (!s) return ERR(ERR_FULL, "allocate a set of templates");
        *ret = s;
        return NO_ERR;
}

void template_set_free(struct template_set *s)
{
        if (!s) return;
        for (size_t i = 0; i < s->count; i++)
                template_free(s->entries[i].template);
        arena_clear(&s->names);
        free(s);
}

/* Where `name` stands, or would stand. */
static size_t place_of(const struct template_set *s, struct slice name)
{
        size_t low = 0, high = s->count;
        while (low < high) {
                size_t middle = low + (high - low) / 2;
                if (slice_cmp(s->entries[middle].name, name) < 0)
                        low = middle + 1;
                else
                        high = middle;
        }
        return low;
}

static const struct template *find(const struct template_set *s, struct slice name)
{
        size_t place = place_of(s, name);
        bool found = place < s->count && slice_eq(s->entries[place].name, name);
        return found ? s->entries[place].template : NULL;
}

bool template_set_has(const struct template_set *s, struct slice name)
{
        return find(s, name) != NULL;
}

static const struct template *find_partial(void *context, struct slice name)
{
        return find(context, name);
}

struct err template_set_add(struct template_set *s, struct slice name, struct slice text, struct buf *why)
{
        if (find(s, name)) return NO_ERR;
        if (s->count == TEMPLATES_MAX) {
                buf_add_format(why, "%.*s" SUFFIX ": there are at most %d templates", SLICE_ARGS(name), TEMPLATES_MAX);
                return ERR(ERR_INVALID, "add a template");
        }
        struct template *template = NULL;
        struct template_fault fault = {0};
        struct err err = template_parse(text, &template, &fault);
        if (err.code == ERR_INVALID) {
                buf_add_format(why, "%.*s" SUFFIX ":%u: ", SLICE_ARGS(name), fault.line);
                template_fault_write(&fault, why);
        }
        TRY(err);

        size_t place = place_of(s, name);
        memmove(s->entries + place + 1, s->entries + place, (s->count - place) * sizeof s->entries[0]);
        s->entries[place] = (struct entry){arena_copy(&s->names, name), template};
        s->count++;
        return NO_ERR;
}

static struct err check_entry(const struct template_set *s, const struct entry *entry, struct buf *why)
{
        for (size_t i = 0;; i++) {
                struct slice partial = template_partial(entry->template, i);
                if (partial.len == 0) return NO_ERR;
                if (find(s, partial)) continue;
                buf_add_format(why, "%.*s" SUFFIX ":%u: there is no template \"%.*s\"", SLICE_ARGS(entry->name),
                               template_line(entry->template, partial), SLICE_ARGS(partial));
                return ERR(ERR_INVALID, "load templates");
        }
}

/* ---- circles: what brings itself in would never end ---- */

enum walked { NOT_WALKED, UNDER_WAY, WALKED };

/* Recursion goes as deep as there are templates. */
static struct err walk(const struct template_set *s, size_t place, enum walked walked[], struct buf *why)
{
        const struct entry *entry = &s->entries[place];
        walked[place] = UNDER_WAY;
        for (size_t i = 0;; i++) {
                struct slice partial = template_partial(entry->template, i);
                if (partial.len == 0) break;
                size_t next = place_of(s, partial);
                if (walked[next] == UNDER_WAY) {
                        buf_add_format(why, "%.*s" SUFFIX ":%u: \"%.*s\" brings itself in, so it would never end",
                                       SLICE_ARGS(entry->name), template_line(entry->template, partial),
                                       SLICE_ARGS(partial));
                        return ERR(ERR_INVALID, "load templates");
                }
                if (walked[next] == NOT_WALKED) TRY(walk(s, next, walked, why));
        }
        walked[place] = WALKED;
        return NO_ERR;
}

static struct err check_circles(const struct template_set *s, struct buf *why)
{
        enum walked walked[TEMPLATES_MAX] = {NOT_WALKED};
        for (size_t i = 0; i < s->count; i++)
                if (walked[i] == NOT_WALKED) TRY(walk(s, i, walked, why));
        return NO_ERR;
}

struct err template_set_check(const struct template_set *s, struct buf *why)
{
        for (size_t i = 0; i < s->count; i++)
                TRY(check_entry(s, &s->entries[i], why));
        return check_circles(s, why);
}

struct err template_set_check_names(const struct template_set *s, template_knows_fn *knows, struct buf *why)
{
        for (size_t i = 0; i < s->count; i++) {
                const struct entry *entry = &s->entries[i];
                struct slice name = template_unknown(entry->template, knows);
                if (name.len == 0) continue;
                buf_add_format(why, "%.*s" SUFFIX ":%u: nothing is called \"%.*s\"", SLICE_ARGS(entry->name),
                               template_line(entry->template, name), SLICE_ARGS(name));
                return ERR(ERR_INVALID, "load templates");
        }
        return NO_ERR;
}

static struct err add_builtin(struct template_set *s, const char *folder, struct buf *why)
{
        for (const struct builtin_file *file = builtin_files; file->name; file++) {
                struct slice path = slice_of(file->name);
                if (!slice_starts_with(path, slice_of(folder)) || !slice_ends_with(path, SLICE(SUFFIX))) continue;
                struct slice name = slice_skip(path, strlen(folder));
                name.len -= strlen(SUFFIX);
                TRY(template_set_add(s, name, file->bytes, why));
        }
        return template_set_check(s, why);
}

struct err template_set_load_builtin(const char *folder, struct template_set **ret, struct buf *why)
{
        struct template_set *s = NULL;
        TRY(template_set_new(&s));
        struct err err = add_builtin(s, folder, why);
        if (err.code)
                template_set_free(s);
        else
                *ret = s;
        return err;
}

struct err template_set_render(const struct template_set *s, struct slice name, const json_t *data, struct buf *out)
{
        const struct template *template = find(s, name);
        if (!template) return ERR(ERR_NOT_FOUND, "find a template");
        return template_render(template, data, find_partial, (void *)(uintptr_t)s, out);
}
