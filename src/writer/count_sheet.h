/* What the reader has told of views and clicks, summed until it is written down. */
#pragma once
#include "writer/bell.h"

#include <stddef.h>

enum { COUNT_SHEET_LINES = 512 };

struct count_sheet {
        struct bell_count lines[COUNT_SHEET_LINES]; /* one of each creative and day */
        size_t count;
        uint64_t lost; /* views and clicks that found no line free */
};

/* A bell_count_fn: `context` is the sheet. */
void count_sheet_add(void *context, const struct bell_count *count);
