#include "identity/recovery.h"

#include <sodium.h>

enum { CODE_LEN = RECOVERY_GROUPS * RECOVERY_GROUP_LEN };
_Static_assert(RECOVERY_CODE_SIZE == CODE_LEN + RECOVERY_GROUPS - 1 + 1, "a hyphen between groups, and a NUL");
_Static_assert(RECOVERY_BYTES == crypto_hash_sha256_BYTES, "a hash is a SHA-256");

static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";

static struct recovery_code make_code(void)
{
        struct recovery_code code = {0};
        size_t len = 0;
        for (size_t i = 0; i < CODE_LEN; i++) {
                if (i && i % RECOVERY_GROUP_LEN == 0) code.at[len++] = '-';
                code.at[len++] = letters[randombytes_uniform(sizeof letters - 1)];
        }
        return code;
}

void recovery_codes_make(struct recovery_code ret[RECOVERY_CODES])
{
        for (size_t i = 0; i < RECOVERY_CODES; i++)
                ret[i] = make_code();
}

/* The letter that was meant; NUL when there is none. */
static char meant_by(char typed)
{
        char c = typed >= 'A' && typed <= 'Z' ? (char)(typed - 'A' + 'a') : typed;
        if (c == 'o') return '0';
        if (c == 'i' || c == 'l') return '1';
        return c && strchr(letters, c) ? c : 0;
}

bool recovery_hash(struct slice typed, struct recovery_hash *ret)
{
        char code[CODE_LEN];
        size_t len = 0;
        for (size_t i = 0; i < typed.len; i++) {
                if (typed.at[i] == '-' || typed.at[i] == ' ') continue;
                char c = meant_by(typed.at[i]);
                if (!c || len == CODE_LEN) return false;
                code[len++] = c;
        }
        if (len != CODE_LEN) return false;
        crypto_hash_sha256(ret->bytes, (const uint8_t *)code, sizeof code);
        return true;
}

size_t recovery_find(const struct recovery_hash *hash, const struct recovery_hash *kept, size_t count)
{
        size_t found = count;
        for (size_t i = 0; i < count; i++)
                if (sodium_memcmp(hash->bytes, kept[i].bytes, RECOVERY_BYTES) == 0) found = i;
        return found;
}
