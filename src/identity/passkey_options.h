/* What the browser is asked for, as JSON for PublicKeyCredential.parseCreationOptionsFromJSON() and
 * parseRequestOptionsFromJSON() (WebAuthn, section 5.4 and 5.5; bytes are base64url). */
#pragma once
#include "identity/passkey.h"

#include <jansson.h>

enum { PASSKEY_TIMEOUT_MS = 5 * 60 * 1000 };

struct passkey_person {
        struct slice handle; /* 1 to 64 random bytes, never a name: authenticators keep it, and show it to nobody */
        struct slice login;  /* UTF-8, what the person knows the account by */
        struct slice name;   /* UTF-8 */
};

/* Passkeys given by their ids: those that the person has already, or those that may be used. */
struct passkey_ids {
        const struct slice *ids;
        size_t count;
};

/* A new passkey that signs in without a name, by a finger, a face or a PIN; not on an authenticator that has one of
 * `have`. The caller's. */
json_t *passkey_creation_options(const struct passkey_ceremony *ceremony, const struct passkey_person *person,
                                 struct passkey_ids have);

/* With any passkey for this site, or only with those of `allowed` when there are some. The caller's. */
json_t *passkey_request_options(const struct passkey_ceremony *ceremony, struct passkey_ids allowed);
