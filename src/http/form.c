/* Decoding never makes a text longer, so the arena gives room for the encoded length and the rest of it is left over.
 */
#include "http/form.h"

void http_form_init(struct http_form *form, struct slice encoded, struct arena *arena)
{
        *form = (struct http_form){
                .rest = encoded,
                .arena = arena,
                .pairs_left = HTTP_FORM_PAIRS_MAX,
                .name_max = HTTP_FORM_NAME_MAX_BYTES,
                .value_max = HTTP_FORM_VALUE_MAX_BYTES,
        };
}

static int hex_digit(char c)
{
        if (c >= '0' && c <= '9') return c - '0';
        c = (char)(c | 0x20);
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte that two digits stand for; -1 when they are none, or stand for NUL, which ends texts elsewhere. */
static int percent_byte(struct slice digits)
{
        if (digits.len < 2) return -1;
        int high = hex_digit(digits.at[0]), low = hex_digit(digits.at[1]);
        if (high < 0 || low < 0 || high + low == 0) return -1;
        return high * 16 + low;
}

static bool decode(struct arena *arena, struct slice encoded, size_t max, struct slice *ret)
{
        if (encoded.len > 3 * max) return false;
        char *at = arena_alloc(arena, encoded.len + 1);
        size_t len = 0;
        while (encoded.len) {
                int c = (unsigned char)*encoded.at;
                size_t taken = 1;
                if (c <= ' ' || c > '~') return false;
                if (c == '+') c = ' ';
                if (c == '%') {
                        c = percent_byte(slice_skip(encoded, 1));
                        taken = 3;
                }
                if (c < 0 || len == max) return false;
                at[len++] = (char)c;
                encoded = slice_skip(encoded, taken);
        }
        *ret = (struct slice){at, len};
        return true;
}

static enum http_form_answer read_pair(struct http_form *form, struct slice encoded, struct http_form_pair *ret)
{
        struct slice name = slice_cut(&encoded, '=');
        if (name.len == 0 || form->pairs_left == 0) return HTTP_FORM_REFUSED;
        struct http_form_pair pair;
        if (!decode(form->arena, name, form->name_max, &pair.name)) return HTTP_FORM_REFUSED;
        if (!decode(form->arena, encoded, form->value_max, &pair.value)) return HTTP_FORM_REFUSED;
        form->pairs_left--;
        *ret = pair;
        return HTTP_FORM_PAIR;
}

enum http_form_answer http_form_next(struct http_form *form, struct http_form_pair *ret)
{
        while (form->rest.len) {
                struct slice rest = form->rest, pair = slice_cut(&rest, '&');
                enum http_form_answer answer = pair.len ? read_pair(form, pair, ret) : HTTP_FORM_END;
                if (answer == HTTP_FORM_REFUSED) return answer;
                form->rest = rest;
                if (answer == HTTP_FORM_PAIR) return answer;
        }
        return HTTP_FORM_END;
}

void http_form_encode(struct slice text, struct buf *ret)
{
        static const char digits[] = "0123456789ABCDEF";
        for (size_t i = 0; i < text.len; i++) {
                unsigned char c = (unsigned char)text.at[i];
                bool is_plain = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-' ||
                                c == '.' || c == '_';
                if (is_plain) {
                        buf_add_char(ret, (char)c);
                } else if (c == ' ') {
                        buf_add_char(ret, '+');
                } else {
                        buf_add_char(ret, '%');
                        buf_add_char(ret, digits[c >> 4]);
                        buf_add_char(ret, digits[c & 15]);
                }
        }
}
