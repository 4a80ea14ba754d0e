#include "wire/html_images.h"

#include <stdlib.h>

/* What of a tree is still to be looked at. Not recursion: how deep it is is for strangers to say. */
struct pile {
        struct arena *arena;
        const GumboNode **nodes;
        size_t count, size;
};

struct found {
        struct arena *arena;
        struct html_image *images;
        size_t count, size;
};

/* An array with room for one more. */
static void *grown(struct arena *a, void *array, size_t count, size_t *size, size_t element_size)
{
        if (count < *size) return array;
        *size = *size ? 2 * *size : 64;
        void *larger = arena_array(a, *size, element_size);
        if (count) memcpy(larger, array, count * element_size);
        return larger;
}

static void put(struct pile *p, const GumboNode *node)
{
        p->nodes = grown(p->arena, p->nodes, p->count, &p->size, sizeof(const GumboNode *));
        p->nodes[p->count++] = node;
}

/* From the sign behind its name: where gumbo says that a value begins, what begins with "&" has lost that. */
static struct slice written_of(const GumboAttribute *attribute)
{
        const GumboStringPiece *name = &attribute->original_name, *value = &attribute->original_value;
        const char *at = name->data + name->length, *end = value->data + value->length;
        const char *sign = end > at ? memchr(at, '=', (size_t)(end - at)) : NULL;
        return sign ? slice_trim((struct slice){sign + 1, (size_t)(end - sign) - 1}) : (struct slice){0};
}

static void take(struct found *f, const GumboElement *element)
{
        if (element->tag != GUMBO_TAG_IMG || element->tag_namespace != GUMBO_NAMESPACE_HTML) return;
        const GumboAttribute *src = gumbo_get_attribute(&element->attributes, "src");
        struct slice written = src ? written_of(src) : (struct slice){0};
        if (written.len == 0) return;
        f->images = grown(f->arena, f->images, f->count, &f->size, sizeof *f->images);
        f->images[f->count++] = (struct html_image){slice_trim(slice_of(src->value)), written};
}

static int compare_places(const void *a, const void *b)
{
        const char *one = ((const struct html_image *)a)->written.at,
                   *other = ((const struct html_image *)b)->written.at;
        return (one > other) - (one < other);
}

size_t html_images_find(const GumboNode *root, struct arena *a, struct html_image **ret)
{
        struct pile pile = {.arena = a};
        struct found found = {.arena = a};
        put(&pile, root);
        while (pile.count) {
                const GumboNode *node = pile.nodes[--pile.count];
                if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE) continue;
                take(&found, &node->v.element);
                for (unsigned i = 0; i < node->v.element.children.length; i++)
                        put(&pile, node->v.element.children.data[i]);
        }
        /* What stands in a table where it may not is moved before it. */
        if (found.count) qsort(found.images, found.count, sizeof *found.images, compare_places);
        *ret = found.images;
        return found.count;
}
