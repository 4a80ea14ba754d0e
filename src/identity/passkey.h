/* Passkeys: the site's side of WebAuthn Level 3 (https://www.w3.org/TR/webauthn-3/, sections 7.1 and 7.2).
 *
 * A ceremony: the options with a fresh challenge go to the browser (passkey_options.h), its answer comes back as JSON
 * and is read here, then checked: what the browser says it did (type, challenge, origin), what the authenticator says
 * (for which site, somebody present and verified), and the signature over both, which libfido2 verifies. Whoever
 * calls keeps the challenge, uses it once and within its time, and looks up the passkey by the answer's id.
 *
 * Attestation is not asked for and not believed: any authenticator will do. Any thread, after identity_load(). */
#pragma once
#include "base/arena.h"
#include "base/err.h"
#include "identity/token.h"

enum {
        PASSKEY_ID_MIN_BYTES = 16, /* as the standard has it */
        PASSKEY_ID_MAX_BYTES = 1023,
        PASSKEY_HANDLE_MAX_BYTES = 64,
        PASSKEY_KEY_MAX_BYTES = 259,
        PASSKEY_ANSWER_MAX_BYTES = 64 * 1024,
        PASSKEY_HOST_SIZE = 254
};

enum passkey_fault {
#define PASSKEY_FAULT(name, words) PASSKEY_##name,
#include "identity/passkey_faults.def"
#undef PASSKEY_FAULT
};
const char *passkey_fault_words(enum passkey_fault fault); /* English, for logs */

/* Where the desk stands. It comes from the settings and never from a request. */
struct passkey_site {
        struct slice origin;          /* as browsers write it: "https://desk.example.org"; forever */
        struct slice name;            /* what authenticators show; forever */
        char host[PASSKEY_HOST_SIZE]; /* of the origin: the "RP ID", for which passkeys are made */
};

/* ERR_INVALID when the origin cannot have passkeys: not https://host[:port] or http://localhost[:port] just as a
 * browser writes it (small letters, no default port, nothing behind), or an address instead of a name. */
CHECKED struct err passkey_site_init(struct passkey_site *site, struct slice origin, struct slice name);

struct passkey_ceremony {
        const struct passkey_site *site;
        struct token challenge;
        bool person_known; /* somebody signed in does it again: then the answer may leave their handle out */
};

/* The public key of a passkey as it is kept: the algorithm's COSE number and the key in libfido2's plain form. */
struct passkey_key {
        int algorithm;
        size_t len;
        uint8_t bytes[PASSKEY_KEY_MAX_BYTES];
};

struct passkey {
        struct slice id;
        struct passkey_key key;
        struct slice aaguid; /* 16 bytes, zero when not told: the authenticator's model, for naming it */
        uint32_t sign_count;
        bool backup_eligible; /* its maker may copy it to other devices */
        bool backed_up;       /* and has */
};

/* What a browser answered, decoded; what was left out is empty. Slices are the arena's. */
struct passkey_answer {
        struct slice id, client_data;
        struct slice attestation;                           /* registering */
        struct slice authenticator_data, signature, handle; /* signing in */
};

/* Reads what PublicKeyCredential.toJSON() gives, of either ceremony. */
enum passkey_fault passkey_answer_read(struct slice json, struct arena *arena, struct passkey_answer *ret);

/* A new passkey; its slices lie within the answer's. Whether its id is already somebody's only the caller can say. */
enum passkey_fault passkey_register(const struct passkey_ceremony *ceremony, const struct passkey_answer *answer,
                                    struct passkey *ret);

struct passkey_use { /* what to keep of a sign-in */
        uint32_t sign_count;
        bool backed_up;
        bool count_stands; /* a counter that should have risen did not: the key may have been copied. To be told, not
                              refused: synchronised passkeys count badly, and the real owner would be shut out too */
};

/* Whether the answer signs `kept` in, which belongs to the person with the handle. */
enum passkey_fault passkey_verify(const struct passkey_ceremony *ceremony, const struct passkey_answer *answer,
                                  const struct passkey *kept, struct slice handle, struct passkey_use *ret);
