/* A form of any bytes: it ends, within its limits, and no text in it holds a NUL. */
#include "http/form.h"

#include "base/err.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        struct arena arena = {0};
        struct http_form form;
        struct http_form_pair pair;
        enum http_form_answer answer;
        unsigned count = 0;
        http_form_init(&form, (struct slice){size ? (const char *)data : "", size}, &arena);
        form.value_max = 100;
        while ((answer = http_form_next(&form, &pair)) == HTTP_FORM_PAIR) {
                must(++count <= HTTP_FORM_PAIRS_MAX && pair.name.len > 0);
                must(pair.name.len <= HTTP_FORM_NAME_MAX_BYTES && pair.value.len <= 100);
                must(strlen(pair.name.at) == pair.name.len && strlen(pair.value.at) == pair.value.len);
        }
        must(http_form_next(&form, &pair) == answer);
        arena_clear(&arena);
        return 0;
}
