#include "wire/ninjs_field.h"

#include "news/json_value.h"

#include <ctype.h>

const json_t *ninjs_field(const json_t *object, const char *name)
{
        enum { NAME_MAX = 40 };
        const json_t *field = json_object_get(object, name);
        if (field) return field;
        char small[NAME_MAX] = "";
        must(strlen(name) < NAME_MAX);
        for (size_t i = 0; name[i]; i++)
                small[i] = (char)tolower((unsigned char)name[i]);
        return json_object_get(object, small);
}

struct slice ninjs_string(const json_t *object, const char *name)
{
        return json_to_slice(ninjs_field(object, name));
}

struct slice ninjs_line(const struct ninjs *n, const json_t *object, const char *name)
{
        struct slice text = ninjs_string(object, name);
        bool stays = n->intake->back.number && text_is_lines(text);
        if (!stays) return intake_line(n->intake, text);
        return arena_copy(n->intake->arena, text_without_hidden(text, n->intake->arena));
}

const json_t *ninjs_next(struct ninjs_list *l)
{
        if (json_is_array(l->list)) return json_array_get(l->list, l->next++);
        /* jansson's iterator changes nothing, but does not say so in its type. */
        json_t *object = (json_t *)(uintptr_t)l->list;
        if (l->next++ == 0)
                l->at = json_object_iter(object);
        else if (l->at)
                l->at = json_object_iter_next(object, l->at);
        return l->at ? json_object_iter_value(l->at) : NULL;
}

struct err ninjs_fault(const struct ninjs *n, const char *field, const char *format, ...)
{
        buf_add_format(n->why, "%s: ", field);
        va_list args;
        va_start(args, format);
        buf_add_format_list(n->why, format, args);
        va_end(args);
        return ERR(ERR_INVALID, "read a ninjs item");
}
