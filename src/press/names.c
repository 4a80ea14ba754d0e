/* A theme is refused when it asks for a value that no page has: Mustache would show nothing in its place, and a
 * misspelt name would empty every page without a word. That a name is right in one template and stands in another is
 * not found: partials are drawn in many places. */
#include "press/presser_inside.h"

static bool is_name(struct slice part)
{
        static const char *const names[] = {
#define NAME(name) #name,
#include "press/names.def"
#undef NAME
        };
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
                if (slice_eq(slice_of(names[i]), part)) return true;
        return false;
}

/* "." is the thing itself; "text.KEY" an interface text, which {{#text}} brings near. */
static bool is_known(struct slice name)
{
        if (slice_eq(name, SLICE("."))) return true;
        if (slice_starts_with(name, SLICE("text."))) return imprint_has_text(slice_skip(name, strlen("text.")));
        if (imprint_has_text(name)) return true;
        while (name.len)
                if (!is_name(slice_cut(&name, '.'))) return false;
        return true;
}

struct err presser_load_theme(const char *folder, struct theme **ret, struct buf *why)
{
        CLEANUP(theme_freep) struct theme *theme = NULL;
        TRY(folder ? theme_load_folder(folder, &theme, why) : theme_load_builtin(&theme, why));
        TRY(theme_check_names(theme, is_known, why));
        *ret = theme;
        theme = NULL;
        return NO_ERR;
}
