/* HTML from strangers: whatever it is, it becomes a body that keeps every rule, or is refused with a reason. */
#include "wire/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        enum { WHY_MAX_BYTES = 4096 };
        CLEANUP(arena_clear) struct arena a = {0};
        CLEANUP(buf_clear) struct buf why = BUF_INIT(WHY_MAX_BYTES);
        struct intake in;
        struct body body = {0}, again = {0};
        intake_init(&in, &a);
        struct err err = html_read((struct slice){(const char *)data, size}, &in, &body, &why);
        must(err.code == OK || (err.code == ERR_INVALID && (why.len || why.full)));
        if (err.code != OK) return 0;

        json_t *json = body_to_json(&body);
        must(body_from_json(json, &a, &again, &why).code == OK);
        json_t *same = body_to_json(&again);
        must(json_equal(json, same));
        json_decref(json);
        json_decref(same);
        return 0;
}
