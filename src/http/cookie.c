/* Several Cookie fields come as one slice with all that stands between them (field.c), since nothing is copied here.
 * Its first line is a value; of the others only those named Cookie are. */
#include "http/request.h"

#include "http/character.h"

/* cookie-octet (RFC 6265, 4.1.1): visible ASCII but quote, comma, semicolon and backslash. */
static bool is_value(struct slice value)
{
        for (size_t i = 0; i < value.len; i++) {
                char c = value.at[i];
                if (c <= ' ' || c > '~' || c == '"' || c == ',' || c == ';' || c == '\\') return false;
        }
        return true;
}

/* Takes the next field's value from the lines. */
static bool take_field(struct slice *lines, bool first, struct slice *ret)
{
        for (; lines->len; first = false) {
                struct slice line = slice_cut(lines, '\n');
                struct slice name = first ? SLICE("cookie") : slice_cut(&line, ':');
                if (!slice_eq_nocase(name, SLICE("cookie"))) continue;
                *ret = slice_trim(line);
                return true;
        }
        return false;
}

struct slice http_cookie(struct slice cookie, struct slice name)
{
        struct slice found = {"", 0}, field;
        unsigned count = 0;
        for (bool first = true; take_field(&cookie, first, &field); first = false) {
                while (field.len) {
                        struct slice value = slice_cut(&field, ';');
                        if (!slice_eq(slice_trim(slice_cut(&value, '=')), name)) continue;
                        found = slice_trim(value);
                        count++;
                }
        }
        return count == 1 && is_value(found) ? found : SLICE("");
}
