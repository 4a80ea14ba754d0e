#include "identity/try_limit.h"

#include "base/err.h"

#include <arpa/inet.h>
#include <sodium.h>
#include <stdlib.h>

_Static_assert(TRY_SEED_BYTES == crypto_shorthash_KEYBYTES, "the seed is a SipHash key");

/* Thirteen spans: the one that runs and the twelve before it reach back an hour whenever one asks. */
enum {
        SPANS = TRY_HOUR_SPANS + 1,
        SET_ROWS = 8,
        ACCOUNT_SETS = 512,
        NETWORK_SETS = 2048,
        V4_PREFIX = 3,
        NETWORK_PREFIX = 8
};

struct row {
        uint64_t key;         /* 0: empty */
        int64_t span;         /* the newest one counted */
        uint8_t tries[SPANS]; /* tries[span % SPANS] */
};

struct try_limit {
        uint8_t seed[TRY_SEED_BYTES];
        struct row accounts[ACCOUNT_SETS][SET_ROWS];
        struct row networks[NETWORK_SETS][SET_ROWS];
};

struct try_limit *try_limit_new(const uint8_t seed[TRY_SEED_BYTES])
{
        struct try_limit *limit = calloc(1, sizeof *limit);
        must(limit != NULL);
        memcpy(limit->seed, seed, TRY_SEED_BYTES);
        return limit;
}

void try_limit_free(struct try_limit *limit)
{
        free(limit);
}

/* The oldest span that still counts. */
static int64_t oldest(int64_t span)
{
        return span > TRY_HOUR_SPANS ? span - TRY_HOUR_SPANS : 0;
}

static unsigned count_tries(const struct row *row, int64_t span)
{
        unsigned count = 0;
        for (int64_t of = oldest(span); of <= row->span; of++)
                if (of >= oldest(row->span)) count += row->tries[of % SPANS];
        return count;
}

/* Forgets what no longer counts. A time before the newest span, which a steady clock never gives, is taken for it. */
static void advance(struct row *row, int64_t span)
{
        if (span - row->span >= SPANS)
                memset(row->tries, 0, sizeof row->tries);
        else
                for (int64_t passed = row->span + 1; passed <= span; passed++)
                        row->tries[passed % SPANS] = 0;
        if (span > row->span) row->span = span;
}

/* The row of a key, which for a newcomer is the one with the fewest tries, of these the one tried longest ago. */
static struct row *find_row(struct row set[SET_ROWS], uint64_t key, int64_t span)
{
        struct row *least = &set[0];
        for (size_t i = 0; i < SET_ROWS; i++) {
                struct row *row = &set[i];
                if (row->key == key) {
                        advance(row, span);
                        return row;
                }
                unsigned count = count_tries(row, span), fewest = count_tries(least, span);
                if (count < fewest || (count == fewest && row->span < least->span)) least = row;
        }
        *least = (struct row){.key = key, .span = span};
        return least;
}

static uint64_t hash(const struct try_limit *limit, struct slice name)
{
        uint8_t bytes[crypto_shorthash_BYTES];
        uint64_t key = 0;
        crypto_shorthash(bytes, (const uint8_t *)name.at, name.len, limit->seed);
        memcpy(&key, bytes, sizeof key);
        return key ? key : 1;
}

static struct row *find_account(struct try_limit *limit, struct slice account, int64_t now_ms)
{
        uint64_t key = hash(limit, account);
        return find_row(limit->accounts[key % ACCOUNT_SETS], key, now_ms / TRY_SPAN_MS);
}

enum way { BY_PASSWORD, BY_PASSKEY };

/* The first bytes of an address, which whoever has one address there may have all of. */
static size_t write_network(struct slice address, uint8_t ret[NETWORK_PREFIX])
{
        static const uint8_t v4_mapped[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
        char text[INET6_ADDRSTRLEN] = {0};
        uint8_t bytes[sizeof(struct in6_addr)];
        if (address.len >= sizeof text) return 0;
        memcpy(text, address.at, address.len);
        if (inet_pton(AF_INET, text, bytes) == 1) {
                memcpy(ret, bytes, V4_PREFIX);
                return V4_PREFIX;
        }
        if (inet_pton(AF_INET6, text, bytes) != 1) return 0;
        bool is_v4 = memcmp(bytes, v4_mapped, sizeof v4_mapped) == 0;
        size_t len = is_v4 ? V4_PREFIX : NETWORK_PREFIX;
        memcpy(ret, is_v4 ? bytes + sizeof v4_mapped : bytes, len);
        return len;
}

static struct row *find_network(struct try_limit *limit, enum way way, struct slice address, int64_t now_ms)
{
        uint8_t name[1 + NETWORK_PREFIX] = {(uint8_t)way};
        size_t len = 1 + write_network(address, name + 1);
        uint64_t key = hash(limit, (struct slice){(const char *)name, len});
        return find_row(limit->networks[key % NETWORK_SETS], key, now_ms / TRY_SPAN_MS);
}

/* 0 when a further try is within the limit; else until the oldest that counts is forgotten. */
static int64_t wait_ms(const struct row *row, unsigned limit, int64_t now_ms)
{
        if (count_tries(row, row->span) < limit) return 0;
        int64_t first = oldest(row->span);
        while (row->tries[first % SPANS] == 0)
                first++;
        return (first + SPANS) * TRY_SPAN_MS - now_ms;
}

static void count_one(struct row *row)
{
        row->tries[row->span % SPANS]++;
}

/* From the newest span that has one. */
static void give_one_back(struct row *row)
{
        for (int64_t span = row->span; span >= oldest(row->span); span--)
                if (row->tries[span % SPANS]) {
                        row->tries[span % SPANS]--;
                        return;
                }
}

int64_t try_limit_take(struct try_limit *limit, struct slice account, struct slice address, int64_t now_ms)
{
        struct row *by_account = find_account(limit, account, now_ms);
        struct row *by_network = find_network(limit, BY_PASSWORD, address, now_ms);
        int64_t account_ms = wait_ms(by_account, TRY_ACCOUNT_LIMIT, now_ms);
        int64_t network_ms = wait_ms(by_network, TRY_NETWORK_LIMIT, now_ms);
        if (account_ms || network_ms) return account_ms > network_ms ? account_ms : network_ms;
        count_one(by_account);
        count_one(by_network);
        return 0;
}

bool try_limit_notes(struct try_limit *limit, struct slice address, int64_t now_ms)
{
        struct row *by_network = find_network(limit, BY_PASSKEY, address, now_ms);
        if (wait_ms(by_network, TRY_NETWORK_LIMIT, now_ms)) return false;
        count_one(by_network);
        return true;
}

void try_limit_give_back(struct try_limit *limit, struct slice account, struct slice address, int64_t now_ms)
{
        give_one_back(find_account(limit, account, now_ms));
        give_one_back(find_network(limit, BY_PASSWORD, address, now_ms));
}
