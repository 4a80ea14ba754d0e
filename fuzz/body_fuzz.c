/* The body's JSON: what is read is written so that it reads the same again, byte for byte from then on. */
#include "news/body.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { WHY_MAX_BYTES = 4096 };

/* The stored bytes of the body; the caller frees them. */
static char *write(const struct body *body)
{
        json_t *json = body_to_json(body);
        char *text = json_dumps(json, JSON_COMPACT | JSON_SORT_KEYS);
        json_decref(json);
        must(text != NULL && strlen(text) <= BODY_JSON_MAX_BYTES);
        return text;
}

static void check_round_trip(const struct body *body, struct arena *a, struct buf *why)
{
        char *first = write(body);
        json_t *json = json_loads(first, 0, NULL);
        struct body again = {0};
        must(json != NULL);
        must(body_from_json(json, a, &again, why).code == OK);
        char *second = write(&again);
        must(strcmp(first, second) == 0);
        json_decref(json);
        free(first);
        free(second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        json_t *json = json_loadb((const char *)data, size, 0, NULL);
        if (!json) return 0;
        CLEANUP(arena_clear) struct arena a = {0};
        CLEANUP(buf_clear) struct buf why = BUF_INIT(WHY_MAX_BYTES), text = BUF_INIT(BODY_JSON_MAX_BYTES);
        struct body body = {0};
        struct err err = body_from_json(json, &a, &body, &why);
        must(err.code == OK || (err.code == ERR_INVALID && (why.len || why.full)));
        if (err.code == OK) {
                check_round_trip(&body, &a, &why);
                body_write_text(&body, &text);
        }
        json_decref(json);
        return 0;
}
