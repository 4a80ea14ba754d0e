/* Codes on paper for whoever has lost passkey and app: ten, each good once.
 *
 * A code has 80 random bits, so kept is its plain SHA-256: no list of guesses is short enough to be gone through, and
 * neither salt nor a slow hash would make it longer. (Forty bits would need both.) Any thread. */
#pragma once
#include "base/slice.h"

enum { RECOVERY_CODES = 10, RECOVERY_GROUPS = 4, RECOVERY_GROUP_LEN = 4, RECOVERY_CODE_SIZE = 20, RECOVERY_BYTES = 32 };

/* "7hq2-m9xk-0trv-c4we", a C string: digits and the letters that are not mistaken for others (no i, l, o, u). */
struct recovery_code {
        char at[RECOVERY_CODE_SIZE];
};
struct recovery_hash {
        uint8_t bytes[RECOVERY_BYTES];
};

void recovery_codes_make(struct recovery_code ret[RECOVERY_CODES]);

/* The hash of a code as somebody typed it: in any case, with or without hyphens and spaces, o for 0, i and l for 1.
 * False when it cannot be a code. */
bool recovery_hash(struct slice typed, struct recovery_hash *ret);

/* Which of the kept hashes it is; `count` when none. All are compared, whichever it is; whoever asks removes it. */
size_t recovery_find(const struct recovery_hash *hash, const struct recovery_hash *kept, size_t count);
