/* A position may have any number of digits (RFC 9110, 14.1.1), so numbers are read up to a limit and stay there: what
 * is above it is behind the end of every file. */
#include "http/range.h"

#include "base/err.h"

static const uint64_t position_max = UINT64_MAX;

/* False when it is empty or has another byte than digits. */
static bool read_position(struct slice digits, uint64_t *ret)
{
        uint64_t value = 0;
        for (size_t i = 0; i < digits.len; i++) {
                if (digits.at[i] < '0' || digits.at[i] > '9') return false;
                uint64_t digit = (uint64_t)(digits.at[i] - '0');
                value = value > (position_max - digit) / 10 ? position_max : value * 10 + digit;
        }
        *ret = value;
        return digits.len > 0;
}

static enum http_range_answer piece(uint64_t first, uint64_t last, uint64_t size, struct http_range *ret)
{
        *ret = (struct http_range){0};
        if (first >= size) return HTTP_RANGE_UNSATISFIABLE;
        if (last >= size) last = size - 1;
        *ret = (struct http_range){first, last - first + 1};
        return HTTP_RANGE_PART;
}

static enum http_range_answer last_bytes(uint64_t len, uint64_t size, struct http_range *ret)
{
        return piece(len == 0 ? size : len < size ? size - len : 0, position_max, size, ret);
}

enum http_range_answer http_range_read(struct slice value, uint64_t size, struct http_range *ret)
{
        *ret = (struct http_range){0, size};
        struct slice unit = slice_cut(&value, '=');
        if (!slice_eq_nocase(unit, SLICE("bytes")) || !memchr(value.at, '-', value.len)) return HTTP_RANGE_WHOLE;

        struct slice before = slice_trim(slice_cut(&value, '-')), behind = slice_trim(value);
        uint64_t first = 0, last = position_max;
        if (behind.len && !read_position(behind, &last)) return HTTP_RANGE_WHOLE;
        if (before.len == 0) return behind.len ? last_bytes(last, size, ret) : HTTP_RANGE_WHOLE;
        if (!read_position(before, &first) || last < first) return HTTP_RANGE_WHOLE;
        return piece(first, last, size, ret);
}

/* ---- writing ---- */

static char *put(char *at, struct slice text)
{
        memcpy(at, text.at, text.len);
        return at + text.len;
}

static char *put_number(char *at, uint64_t value)
{
        char digits[20];
        size_t first = sizeof digits;
        do {
                digits[--first] = (char)('0' + value % 10);
                value /= 10;
        } while (value);
        return put(at, (struct slice){digits + first, sizeof digits - first});
}

struct slice http_write_content_range(char ret[HTTP_CONTENT_RANGE_MAX_BYTES], struct http_range range, uint64_t size)
{
        char *at = put(ret, SLICE("bytes "));
        if (range.len) {
                at = put_number(at, range.first);
                at = put(at, SLICE("-"));
                at = put_number(at, range.first + range.len - 1);
        } else {
                at = put(at, SLICE("*"));
        }
        at = put(at, SLICE("/"));
        at = put_number(at, size);
        must(at - ret <= HTTP_CONTENT_RANGE_MAX_BYTES);
        return (struct slice){ret, (size_t)(at - ret)};
}
