/* A small secret that must be known in full again (totp.h), encrypted for keeping: libsodium's secretbox of
 * XChaCha20-Poly1305, with a nonce of 24 random bytes.
 *
 * Each owner's secrets have a key of their own, which comes of the one key and of the owner's name: what was sealed for
 * one person cannot be put into another's row. Any thread. */
#pragma once
#include "base/buf.h"

enum { SEAL_KEY_BYTES = 32, SEALED_MORE_BYTES = 1 + 24 + 16 }; /* a kind's number, the nonce, the proof of wholeness */

struct seal_key {
        uint8_t bytes[SEAL_KEY_BYTES];
};

struct seal_key seal_key_make(void); /* from the kernel's randomness */

/* Appends `secret`, sealed: SEALED_MORE_BYTES longer than it is. */
void sealed_write(const struct seal_key *key, struct slice owner, struct slice secret, struct buf *to);
/* False, and `ret` untouched, when it was sealed with another key or for another owner, is of another length, or a bit
 * of it changed. */
bool sealed_read(const struct seal_key *key, struct slice owner, struct slice sealed, uint8_t *ret, size_t len);
