/* jansson with slices, where failing means that there is no memory left or that somebody broke a promise. */
#pragma once
#include "base/err.h"
#include "base/slice.h"

#include <jansson.h>

/* `text` must be UTF-8: the newsroom's checks see to that before anything is written. */
static inline json_t *json_from_slice(struct slice text)
{
        json_t *string = json_stringn(text.len ? text.at : "", text.len);
        must(string != NULL);
        return string;
}

/* A string's bytes, followed by a NUL, for as long as `string` lives; empty when it is none. */
static inline struct slice json_to_slice(const json_t *string)
{
        const char *at = json_string_value(string);
        return (struct slice){at ? at : "", at ? json_string_length(string) : 0};
}

/* Both take `value` over. */
static inline void json_put(json_t *object, const char *key, json_t *value)
{
        must(json_object_set_new(object, key, value) == 0);
}

static inline void json_append(json_t *array, json_t *value)
{
        must(json_array_append_new(array, value) == 0);
}
