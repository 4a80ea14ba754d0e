#include "writer/count_sheet.h"

#include <string.h>

static struct bell_count *line_for(struct count_sheet *s, const struct bell_count *count)
{
        for (size_t i = 0; i < s->count; i++)
                if (s->lines[i].day == count->day && strcmp(s->lines[i].creative, count->creative) == 0)
                        return &s->lines[i];
        if (s->count == COUNT_SHEET_LINES) return NULL;
        struct bell_count *line = &s->lines[s->count++];
        *line = *count;
        line->views = line->clicks = 0;
        return line;
}

void count_sheet_add(void *context, const struct bell_count *count)
{
        struct count_sheet *s = context;
        struct bell_count *line = line_for(s, count);
        if (!line) {
                s->lost += count->views + count->clicks;
                return;
        }
        line->views += count->views;
        line->clicks += count->clicks;
}
