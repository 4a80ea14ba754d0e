/* Moments are UTC milliseconds since 1970. News has dates of four digits: addresses are made of them. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#define MOMENT_YEAR_1600 INT64_C(-11676096000000)
#define MOMENT_YEAR_2200 INT64_C(7258118400000)

static inline bool moment_is_sane(int64_t utc_ms)
{
        return utc_ms >= MOMENT_YEAR_1600 && utc_ms < MOMENT_YEAR_2200;
}
