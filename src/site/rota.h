/* Who fills a slot this minute? Candidates are shown one after another, each with its weight; the last one that was
 * taken has the minute. Each has it in proportion to its weight, and whoever asks for the same edition, slot and minute
 * with the same candidates gets the same answer: no memory, and no talk among several reader machines. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

enum { ROTA_MINUTE_MS = 60 * 1000 };

struct rota {
        uint64_t seed;
        uint64_t weights; /* of those shown so far */
        unsigned count;   /* of them */
};
struct rota rota_begin(unsigned edition, unsigned slot, int64_t utc_ms);
/* Whether the candidate takes the place of those before it; `weight` above 0. */
bool rota_takes(struct rota *rota, unsigned weight);
