/* How often somebody may try to sign in: at most 10 tries with a password or code in any hour for an account, 100 from
 * a network (an IPv4 /24, an IPv6 /64). A passkey cannot be guessed, so it is not limited, and nobody can keep an
 * editor out of theirs; but only so many wrong ones of a network are worth a line in the log.
 *
 * The memory is fixed: two tables, accounts and networks, of sets of eight rows. A row counts tries in each of twelve
 * spans of five minutes, so an hour's count is never too low and is forgotten up to five minutes late. A newcomer to a
 * full set takes the row with the fewest tries, so flooding the table with names or networks tried once does not wash
 * out one that was tried often; which set a name falls into only the seed knows. Limits survive no restart. One thread
 * at a time; time is handed in (clock_steady_ms()). */
#pragma once
#include "base/slice.h"

enum {
        TRY_ACCOUNT_LIMIT = 10,
        TRY_NETWORK_LIMIT = 100,
        TRY_SPAN_MS = 5 * 60 * 1000,
        TRY_HOUR_SPANS = 12,
        TRY_SEED_BYTES = 16
};

struct try_limit;
struct try_limit *try_limit_new(const uint8_t seed[TRY_SEED_BYTES]);
void try_limit_free(struct try_limit *limit);

/* One more try, for `account` (any bytes that name it, also one that does not exist) from `address` (as text; what is
 * no address counts as one network). Returns 0 when it may be made, and counts it; else, without counting it, how
 * many milliseconds from now it may. */
int64_t try_limit_take(struct try_limit *limit, struct slice account, struct slice address, int64_t now_ms);

/* The try was a good one: its account and network get it back, and nothing that was tried before. */
void try_limit_give_back(struct try_limit *limit, struct slice account, struct slice address, int64_t now_ms);

/* A wrong passkey from there: whether it is to be written down, as the first TRY_NETWORK_LIMIT of an hour are. */
bool try_limit_notes(struct try_limit *limit, struct slice address, int64_t now_ms);
