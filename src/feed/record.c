#include "feed/record.h"

void record_add(struct buf *ret, char field, struct slice value)
{
        if (value.len == 0) return;
        buf_add_char(ret, field);
        buf_add_char(ret, ' ');
        for (size_t i = 0; i < value.len; i++) {
                char c = value.at[i];
                buf_add_char(ret, (unsigned char)c < ' ' || c == 0x7f ? ' ' : c);
        }
        buf_add_char(ret, '\n');
}

bool record_take(struct slice *rest, struct record_line *ret)
{
        while (rest->len) {
                struct slice line = slice_cut(rest, '\n');
                if (line.len < 2) continue;
                *ret = (struct record_line){line.at[0], slice_skip(line, 2)};
                return true;
        }
        return false;
}

struct slice record_find(struct slice record, char field)
{
        struct record_line line;
        while (record_take(&record, &line))
                if (line.field == field) return line.value;
        return SLICE("");
}
