/* A worker closes itself in before it looks at what strangers shaped: from then on it can compute, use the descriptors
 * that it has, and end. It cannot open a file (refused), start a program, connect, or map memory to run code from (each
 * ends the process); its memory, its processor time and the size of files that it writes (none) are limited. */
#pragma once
#include "base/err.h"

#include <stdint.h>

struct sandbox_limits {
        uint64_t memory_bytes; /* of address space */
        unsigned cpu_seconds;
};

/* For the rest of the process's life, all its threads. Call it while there is only one. */
struct err sandbox_close(struct sandbox_limits limits) CHECKED;
