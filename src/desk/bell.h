/* The bell between writer and reader: the writer says "there is a change N", the reader answers "I show everything up
 * to N" once it does. Both ends of a socket pair that outlives either process; what rings unheard is heard after a
 * restart. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

/* The writer: rings, and waits until the reader shows `change`; false when it did not say so in time. */
bool bell_ring(int fd, int64_t change, int timeout_ms);

/* The reader: waits for a ring, takes all that came; false when the time was up first. Then it answers. */
bool bell_wait(int fd, int timeout_ms);
void bell_answer(int fd, int64_t change);
