#include "identity/token.h"

#include <sodium.h>

_Static_assert(TOKEN_HASH_BYTES == crypto_hash_sha256_BYTES, "a token's hash is a SHA-256");

enum { VARIANT = sodium_base64_VARIANT_URLSAFE_NO_PADDING };

struct token token_make(void)
{
        struct token token;
        randombytes_buf(token.bytes, sizeof token.bytes);
        return token;
}

struct token_text token_write(const struct token *token)
{
        struct token_text text;
        sodium_bin2base64(text.at, sizeof text.at, token->bytes, sizeof token->bytes, VARIANT);
        return text;
}

bool token_read(struct slice text, struct token *ret)
{
        struct token token;
        size_t len = 0;
        if (text.len != TOKEN_TEXT_LEN) return false;
        if (sodium_base642bin(token.bytes, sizeof token.bytes, text.at, text.len, NULL, &len, NULL, VARIANT) != 0)
                return false;
        if (len != TOKEN_BYTES) return false;
        *ret = token;
        return true;
}

struct token_hash token_hash(const struct token *token)
{
        struct token_hash hash;
        crypto_hash_sha256(hash.bytes, token->bytes, sizeof token->bytes);
        return hash;
}

bool token_is(const struct token *token, const struct token_hash *kept)
{
        struct token_hash hash = token_hash(token);
        return token_hash_is(&hash, kept);
}

bool token_hash_is(const struct token_hash *hash, const struct token_hash *kept)
{
        return sodium_memcmp(hash->bytes, kept->bytes, sizeof kept->bytes) == 0;
}
