#include "news/json_value.h"

static void drop_from_text(json_t *string)
{
        CLEANUP(arena_clear) struct arena a = {0};
        struct slice text = json_to_slice(string), seen = text_without_hidden(text, &a);
        if (seen.len == text.len) return;
        must(json_string_setn_nocheck(string, seen.len ? seen.at : "", seen.len) == 0);
}

/* As deep as the parser lets a document be. */
void json_drop_hidden(json_t *value)
{
        const char *key;
        size_t i;
        json_t *part;
        if (json_is_string(value)) drop_from_text(value);
        json_array_foreach(value, i, part) json_drop_hidden(part);
        json_object_foreach(value, key, part) json_drop_hidden(part);
}

/* jansson's own words will do, but where they name a switch of its own. */
const char *json_fault_text(const json_error_t *fault)
{
        enum json_error_code code = json_error_code(fault);
        bool is_nul = code == json_error_null_character || code == json_error_null_byte_in_key;
        return is_nul ? "a text with a NUL character (\\u0000)" : fault->text;
}
