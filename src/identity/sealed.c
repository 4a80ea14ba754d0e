#include "identity/sealed.h"

#include <sodium.h>

enum { KIND = 1, NONCE_BYTES = crypto_secretbox_xchacha20poly1305_NONCEBYTES, SECRET_MAX_BYTES = 64 };
_Static_assert(SEAL_KEY_BYTES == crypto_secretbox_xchacha20poly1305_KEYBYTES, "one key for one box");
_Static_assert(SEALED_MORE_BYTES == 1 + NONCE_BYTES + crypto_secretbox_xchacha20poly1305_MACBYTES,
               "kind, nonce, proof");

struct seal_key seal_key_make(void)
{
        struct seal_key key;
        randombytes_buf(key.bytes, sizeof key.bytes);
        return key;
}

static struct seal_key key_of_owner(const struct seal_key *key, struct slice owner)
{
        struct seal_key own;
        must(crypto_generichash(own.bytes, sizeof own.bytes, (const uint8_t *)owner.at, owner.len, key->bytes,
                                sizeof key->bytes) == 0);
        return own;
}

void sealed_write(const struct seal_key *key, struct slice owner, struct slice secret, struct buf *to)
{
        uint8_t sealed[SEALED_MORE_BYTES + SECRET_MAX_BYTES] = {KIND};
        must(secret.len <= SECRET_MAX_BYTES);
        struct seal_key own = key_of_owner(key, owner);
        uint8_t *nonce = sealed + 1, *box = nonce + NONCE_BYTES;
        randombytes_buf(nonce, NONCE_BYTES);
        must(crypto_secretbox_xchacha20poly1305_easy(box, (const uint8_t *)secret.at, secret.len, nonce, own.bytes) ==
             0);
        sodium_memzero(&own, sizeof own);
        buf_add(to, (struct slice){(const char *)sealed, SEALED_MORE_BYTES + secret.len});
}

bool sealed_read(const struct seal_key *key, struct slice owner, struct slice sealed, uint8_t *ret, size_t len)
{
        uint8_t secret[SECRET_MAX_BYTES];
        must(len <= sizeof secret);
        if (sealed.len != len + SEALED_MORE_BYTES || sealed.at[0] != KIND) return false;
        struct seal_key own = key_of_owner(key, owner);
        const uint8_t *nonce = (const uint8_t *)sealed.at + 1, *box = nonce + NONCE_BYTES;
        size_t box_len = sealed.len - 1 - NONCE_BYTES;
        bool is_whole = crypto_secretbox_xchacha20poly1305_open_easy(secret, box, box_len, nonce, own.bytes) == 0;
        if (is_whole) memcpy(ret, secret, len);
        sodium_memzero(&own, sizeof own);
        sodium_memzero(secret, sizeof secret);
        return is_whole;
}
