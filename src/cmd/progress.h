/* Progress on standard error, when it is a terminal: "12,400 items, 3,120 a second, 8 s left". Silent for what takes
 * less than a second. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

struct progress {
        const char *unit; /* "items" */
        int64_t started_ms, shown_ms;
        bool terminal, shown;
};

void progress_start(struct progress *p, const char *unit);
/* `count` so far; `part` of `whole` is what the time left is worked out from (0 of 0: not known). */
void progress_show(struct progress *p, int64_t count, uint64_t part, uint64_t whole);
void progress_end(struct progress *p);
