/* What an authenticator says and signs (WebAuthn, section 6.1), and the attestation object around it (6.5.4).
 *
 * Read here are the layout and the flags; the public key in it, a COSE key, is libfido2's (passkey_key.h). */
#pragma once
#include "base/slice.h"

struct authenticator_data {
        struct slice bytes;      /* all of it */
        struct slice rp_id_hash; /* 32 bytes */
        bool user_present, user_verified, backup_eligible, backed_up;
        uint32_t sign_count;
        struct slice aaguid;        /* 16 bytes: the authenticator's model; these two only in a registration */
        struct slice credential_id; /* of any length that fits */
};

/* `registering`: a credential with its key must be in it; otherwise none may be. False when it is laid out otherwise,
 * or when a byte is left over. What is returned lies within `bytes`. */
bool authenticator_data_read(struct slice bytes, bool registering, struct authenticator_data *ret);

/* The authenticator data in an attestation object: a map of fmt, attStmt and authData, in any order. The statement is
 * not looked at, whatever its format: nobody here trusts an authenticator for its maker's word. */
bool attestation_object_read(struct slice bytes, struct slice *ret_authenticator_data);
