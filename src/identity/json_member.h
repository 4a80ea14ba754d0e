/* Strict reading of a JSON object that a stranger wrote, with jansson. */
#pragma once
#include "base/slice.h"

#include <jansson.h>

static inline void json_clear(json_t **value)
{
        json_decref(*value);
}

/* The object that all of `text` is, UTF-8, no member twice, no NUL in a string; NULL when it is something else. */
static inline json_t *json_read_object(struct slice text)
{
        json_t *value = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES, NULL);
        if (json_is_object(value)) return value;
        json_decref(value);
        return NULL;
}

/* Whether the object has a string of that name, which lives as long as the object. */
static inline bool json_member(const json_t *object, const char *name, struct slice *ret)
{
        const json_t *value = json_object_get(object, name);
        if (!json_is_string(value)) return false;
        *ret = (struct slice){json_string_value(value), json_string_length(value)};
        return true;
}
