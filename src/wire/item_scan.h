/* Where one JSON value ends, told byte by byte, without reading what is in it. */
#pragma once
#include <stdbool.h>

struct item_scan {
        unsigned depth; /* open brackets */
        bool in_string, escaped;
};

/* Takes the next byte of a value that begins with a bracket; true when it was the last. */
static inline bool item_scan_takes(struct item_scan *s, char c)
{
        if (s->in_string) {
                s->in_string = s->escaped || c != '"';
                s->escaped = !s->escaped && c == '\\';
                return false;
        }
        s->in_string = c == '"';
        if (c == '{' || c == '[') s->depth++;
        if ((c == '}' || c == ']') && s->depth) return --s->depth == 0;
        return false;
}
