#include "wire/html_entry.h"

#include "news/date_time.h"
#include "news/moment.h"

/* Far enough for what people write; not so far that strangers could make it long. */
enum { LEVELS_MAX = 20, SIBLINGS_MAX = 10 };

static struct slice attribute_of(const GumboNode *node, const char *name)
{
        const GumboAttribute *attribute = gumbo_get_attribute(&node->v.element.attributes, name);
        return slice_of(attribute ? attribute->value : NULL);
}

static bool has_class(const GumboNode *section, const char *name)
{
        struct slice rest = attribute_of(section, "class");
        while (rest.len)
                if (slice_eq(slice_cut(&rest, ' '), slice_of(name))) return true;
        return false;
}

bool html_entry_is(const GumboNode *section)
{
        return has_class(section, "timeline-entry");
}

/* Without the attribute it stays as it is. */
static bool read_moment(const GumboNode *section, const char *attribute, int64_t *ret_ms)
{
        int64_t moment_ms;
        struct slice text = slice_trim(attribute_of(section, attribute));
        if (text.len == 0) return true;
        if (!date_time_read(text, &moment_ms) || !moment_is_sane(moment_ms)) return false;
        *ret_ms = moment_ms;
        return true;
}

bool html_entry_marks(const GumboNode *section, struct block *ret)
{
        ret->pinned = has_class(section, "pinned");
        return read_moment(section, "data-corrected", &ret->corrected_ms);
}

/* The child, from the place `*at` on, that readers see something of; `*at` is then behind it. NULL when none is near.
 */
static const GumboNode *next_child(const GumboNode *node, unsigned *at)
{
        const GumboVector *children = &node->v.element.children;
        for (; *at < SIBLINGS_MAX && *at < children->length; (*at)++) {
                const GumboNode *child = children->data[*at];
                if (child->type == GUMBO_NODE_WHITESPACE || child->type == GUMBO_NODE_COMMENT) continue;
                (*at)++;
                return child;
        }
        return NULL;
}

static const GumboNode *first_child(const GumboNode *node)
{
        unsigned at = 0;
        return next_child(node, &at);
}

static bool is_element(const GumboNode *node, GumboTag tag)
{
        return node && node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag;
}

const GumboNode *html_entry_time(const GumboNode *section, int64_t *ret_time_ms)
{
        const GumboNode *node = section;
        for (int level = 0; level < LEVELS_MAX && node && node->type == GUMBO_NODE_ELEMENT; level++) {
                if (node->v.element.tag == GUMBO_TAG_TIME)
                        return date_time_read(slice_trim(attribute_of(node, "datetime")), ret_time_ms) ? node : NULL;
                node = first_child(node);
        }
        return NULL;
}

const GumboNode *html_entry_struck(const GumboNode *section, int64_t *ret_struck_ms)
{
        unsigned at = 0;
        if (!is_element(next_child(section, &at), GUMBO_TAG_TIME)) return NULL;
        const GumboNode *del = next_child(section, &at);
        if (!is_element(del, GUMBO_TAG_DEL) || next_child(section, &at) || at < section->v.element.children.length)
                return NULL;
        int64_t struck_ms = 0;
        bool is_timed = date_time_read(slice_trim(attribute_of(del, "datetime")), &struck_ms);
        if (!is_timed || struck_ms == 0) return NULL; /* 0: it was not */
        *ret_struck_ms = struck_ms;
        return del;
}
