/* Two clocks: the wall's, which labels things and may jump, and a steady one, which measures durations. */
#pragma once
#include <stdint.h>

int64_t clock_wall_ms(void);   /* UTC milliseconds since 1970 */
int64_t clock_steady_ms(void); /* from an arbitrary start, never backwards */
int64_t clock_steady_ns(void);
