/* The n-th candidate is taken with the chance of its share of the first n weights; the product of the chances that
 * nobody behind it is taken leaves each with its share of all (reservoir sampling), in one pass. */
#include "site/rota.h"

static uint64_t mix(uint64_t hash, uint64_t number) /* a step of splitmix64 */
{
        hash += number + UINT64_C(0x9e3779b97f4a7c15);
        hash = (hash ^ (hash >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
        hash = (hash ^ (hash >> 27)) * UINT64_C(0x94d049bb133111eb);
        return hash ^ (hash >> 31);
}

struct rota rota_begin(unsigned edition, unsigned slot, int64_t utc_ms)
{
        return (struct rota){.seed = mix(mix(mix(0, (uint64_t)(utc_ms / ROTA_MINUTE_MS)), edition), slot)};
}

bool rota_takes(struct rota *rota, unsigned weight)
{
        rota->count++;
        rota->weights += weight;
        return rota->count == 1 || mix(rota->seed, rota->count) % rota->weights < weight;
}
