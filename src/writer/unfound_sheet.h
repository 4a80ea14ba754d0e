/* What the reader has told of searches that found nothing, summed until it is written down. */
#pragma once
#include "writer/bell.h"

#include <stddef.h>

enum { UNFOUND_SHEET_LINES = 512 };

struct unfound_sheet {
        struct bell_unfound lines[UNFOUND_SHEET_LINES]; /* one of each edition and words */
        size_t count;
        uint64_t lost; /* times that found no line free */
};

void unfound_sheet_add(struct unfound_sheet *s, const struct bell_unfound *unfound);
