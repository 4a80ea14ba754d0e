/* jansson with slices, where failing means that there is no memory left or that somebody broke a promise. */
#pragma once
#include "base/err.h"
#include "base/slice.h"
#include "news/text.h"

#include <jansson.h>

/* `text` must be UTF-8: the newsroom's checks see to that before anything is written. (jansson would look as well, and
 * takes three times as long for it.) */
static inline json_t *json_from_slice(struct slice text)
{
        must(text_is_utf8(text));
        json_t *string = json_stringn_nocheck(text.len ? text.at : "", text.len);
        must(string != NULL);
        return string;
}

/* A string's bytes, followed by a NUL, for as long as `string` lives; empty when it is none. */
static inline struct slice json_to_slice(const json_t *string)
{
        const char *at = json_string_value(string);
        return (struct slice){at ? at : "", at ? json_string_length(string) : 0};
}

/* Takes hidden characters (news/text.h) out of every text in it; keys stay as they are. */
void json_drop_hidden(json_t *value);

/* What is wrong with a text that is no JSON for us, for whoever wrote it. */
const char *json_fault_text(const json_error_t *fault);

/* Both take `value` over. Keys are the program's own, or jansson's: UTF-8. */
static inline void json_put(json_t *object, const char *key, json_t *value)
{
        must(json_object_set_new_nocheck(object, key, value) == 0);
}

static inline void json_append(json_t *array, json_t *value)
{
        must(json_array_append_new(array, value) == 0);
}
