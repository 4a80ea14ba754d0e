#include "cmd/progress.h"

#include "base/clock.h"

#include <stdio.h>
#include <unistd.h>

enum { FIRST_AFTER_MS = 1000, STEP_MS = 200 };

void progress_start(struct progress *p, const char *unit)
{
        *p = (struct progress){.unit = unit, .started_ms = clock_steady_ms(), .terminal = isatty(STDERR_FILENO)};
}

void progress_show(struct progress *p, int64_t count, uint64_t part, uint64_t whole)
{
        int64_t now = clock_steady_ms(), passed = now - p->started_ms;
        if (!p->terminal || passed < FIRST_AFTER_MS || now - p->shown_ms < STEP_MS) return;
        p->shown_ms = now;
        p->shown = true;
        fprintf(stderr, "\r\033[K%lld %s, %lld a second", (long long)count, p->unit,
                (long long)(count * 1000 / passed));
        if (part && whole >= part) {
                double left_s = (double)passed / 1000 * (double)(whole - part) / (double)part;
                fprintf(stderr, ", %d %% done, %.0f s left", (int)(100 * part / whole), left_s);
        }
        fflush(stderr);
}

void progress_end(struct progress *p)
{
        if (p->shown) fputs("\r\033[K", stderr);
}
