/* Public keys and signatures: what libfido2 does for passkeys. */
#pragma once
#include "identity/authenticator_data.h"
#include "identity/passkey.h"

/* The algorithms that are offered, the one liked best first (COSE numbers). */
enum { PASSKEY_ALGORITHMS = 3 };
extern const int passkey_algorithms[PASSKEY_ALGORITHMS];

/* The key of a new credential. */
enum passkey_fault passkey_key_read(const struct authenticator_data *data, struct passkey_key *ret);

/* What was signed: the authenticator data, followed by the hash of what the browser says. */
struct passkey_signed {
        const char *host; /* a C string */
        struct slice authenticator_data, client_data, signature;
};
enum passkey_fault passkey_key_verify(const struct passkey_key *key, const struct passkey_signed *what);
