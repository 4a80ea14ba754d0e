/* A token is 256 random bits: who knows it is let in. Sessions, invitations, challenges and a person's handle towards
 * authenticators are tokens. Kept is only a token's hash where the token itself opens something, so that a stolen
 * database opens nothing; plain SHA-256 does for that, since 256 random bits cannot be guessed. */
#pragma once
#include "base/slice.h"

enum { TOKEN_BYTES = 32, TOKEN_HASH_BYTES = 32, TOKEN_TEXT_LEN = 43 };

struct token {
        uint8_t bytes[TOKEN_BYTES];
};
struct token_text { /* base64url, and a NUL */
        char at[TOKEN_TEXT_LEN + 1];
};
struct token_hash {
        uint8_t bytes[TOKEN_HASH_BYTES];
};

struct token token_make(void); /* from the kernel's randomness */
struct token_text token_write(const struct token *token);
/* False when the text is no token as token_write() writes it. */
bool token_read(struct slice text, struct token *ret);

struct token_hash token_hash(const struct token *token);
/* Both compare in a time that does not depend on the bytes. */
bool token_is(const struct token *token, const struct token_hash *kept);
bool token_hash_is(const struct token_hash *hash, const struct token_hash *kept);
