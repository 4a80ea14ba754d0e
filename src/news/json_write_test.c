#include "news/json_write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void writes_what_jansson_writes(void **state)
{
        (void)state;
        static const char *const texts[] = {
                "{}",
                "[]",
                "[{},[],\"\",0,-7,9007199254740993,true,false,null]",
                "{\"b\":1,\"a\":{\"z\":[1,2],\"y\":\"x\"},\"ab\":2,\"B\":3,\"ґ\":4,\"a\\\"\\n\":5}",
                "[\"їжак \\\"—\\\" \\\\ / 😀 \\b\\f\\n\\r\\t\\u0001\\u001f\\u007f\\u0080\\u2028 end\"]",
        };
        for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
                json_t *value = json_loads(texts[i], 0, NULL);
                assert_non_null(value);
                char *expected = json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS);
                CLEANUP(buf_clear) struct buf written = BUF_INIT(10000);
                json_write(value, &written);
                assert_string_equal(buf_text(&written), expected);
                free(expected);
                json_decref(value);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {cmocka_unit_test(writes_what_jansson_writes)};
        return cmocka_run_group_tests(tests, NULL, NULL);
}
