#include "writer/unfound_sheet.h"

#include <string.h>

static struct bell_unfound *line_for(struct unfound_sheet *s, const struct bell_unfound *unfound)
{
        for (size_t i = 0; i < s->count; i++)
                if (s->lines[i].edition == unfound->edition && strcmp(s->lines[i].words, unfound->words) == 0)
                        return &s->lines[i];
        if (s->count == UNFOUND_SHEET_LINES) return NULL;
        struct bell_unfound *line = &s->lines[s->count++];
        *line = *unfound;
        line->times = 0;
        return line;
}

void unfound_sheet_add(struct unfound_sheet *s, const struct bell_unfound *unfound)
{
        struct bell_unfound *line = line_for(s, unfound);
        if (line)
                line->times += unfound->times;
        else
                s->lost += unfound->times;
}
