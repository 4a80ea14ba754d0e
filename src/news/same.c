#include "news/same.h"

#include "news/body_form.h"

bool rich_text_is_same(struct rich_text a, struct rich_text b)
{
        if (a.count != b.count) return false;
        for (size_t i = 0; i < a.count; i++) {
                const struct span *one = &a.spans[i], *other = &b.spans[i];
                if (one->marks != other->marks || !slice_eq(one->text, other->text)) return false;
                if (one->marks & MARK_LINK && !slice_eq(one->href, other->href)) return false;
        }
        return true;
}

static bool attribute_is_same(const struct block *a, const struct block *b, const struct attribute *attribute)
{
        const void *one = attribute_of(a, attribute), *other = attribute_of(b, attribute);
        switch (attribute->type) {
        case ATTRIBUTE_TEXT:
                return slice_eq(*(const struct slice *)one, *(const struct slice *)other);
        case ATTRIBUTE_FLAG:
                return *(const bool *)one == *(const bool *)other;
        case ATTRIBUTE_LEVEL:
        case ATTRIBUTE_PIXELS:
                return *(const unsigned *)one == *(const unsigned *)other;
        case ATTRIBUTE_TIME:
        case ATTRIBUTE_LATER_TIME:
                return *(const int64_t *)one == *(const int64_t *)other;
        case ATTRIBUTE_LABEL:
                return *(const enum label *)one == *(const enum label *)other;
        }
        return false;
}

/* Recursion goes as deep as the body, at most BODY_DEPTH_MAX. */
bool block_is_same(const struct block *a, const struct block *b)
{
        if (a->kind != b->kind || a->child_count != b->child_count || !rich_text_is_same(a->text, b->text))
                return false;
        for (unsigned i = 0; i < ATTRIBUTES; i++)
                if (block_has(a->kind, (enum attribute_id)i) && !attribute_is_same(a, b, &attributes[i])) return false;
        for (size_t i = 0; i < a->child_count; i++)
                if (!block_is_same(&a->children[i], &b->children[i])) return false;
        return true;
}
