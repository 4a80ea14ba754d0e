/* Cookie fields of any bytes: a cookie lies within them and has no byte that a cookie may not have. What stands between
 * two fields, which the same bytes are taken for, is no cookie. */
#include "base/err.h"
#include "http/request.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        struct slice cookie = {size ? (const char *)data : "", size};
        struct slice value = http_cookie(cookie, SLICE("s"));
        for (size_t i = 0; i < value.len; i++)
                must(value.at[i] > ' ' && value.at[i] <= '~' && value.at[i] != ';' && value.at[i] != ',');
        must(value.len == 0 || (value.at >= cookie.at && value.at + value.len <= cookie.at + cookie.len));
        return 0;
}
