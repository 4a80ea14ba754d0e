/* libfido2 wants to be told the algorithm before it reads a key, and gives keys as plain bytes: x and y for ES256, the
 * point for EdDSA, modulus (2048 bits) and exponent for RS256. Only the key's type differs between the algorithms, so
 * each is a row of three functions. */
#include "identity/passkey_key.h"

#include "identity/library.h"

#include <sodium.h>

enum { ES256_BYTES = 64, EDDSA_BYTES = 32, RS256_BYTES = PASSKEY_KEY_MAX_BYTES };
_Static_assert(EDDSA_BYTES == crypto_core_ed25519_BYTES, "libsodium judges the point");

const int passkey_algorithms[PASSKEY_ALGORITHMS] = {COSE_EDDSA, COSE_ES256, COSE_RS256};

static fido_cred_t *read_credential(const struct authenticator_data *data, int algorithm)
{
        const struct identity_library *library = identity_library();
        const uint8_t *bytes = (const uint8_t *)data->bytes.at;
        fido_cred_t *credential = library->fido_cred_new();
        if (credential && library->fido_cred_set_type(credential, algorithm) == FIDO_OK &&
            library->fido_cred_set_authdata_raw(credential, bytes, data->bytes.len) == FIDO_OK)
                return credential;
        library->fido_cred_free(&credential);
        return NULL;
}

static void free_credential(fido_cred_t **credential)
{
        identity_library()->fido_cred_free(credential);
}

/* A key of libfido2's, of whichever algorithm; `at` is NULL when the bytes are no key. */
struct public_key {
        int algorithm;
        void *at;
};

static void free_key(struct public_key *key)
{
        const struct identity_library *library = identity_library();
        es256_pk_t *es256 = key->at;
        eddsa_pk_t *eddsa = key->at;
        rs256_pk_t *rs256 = key->at;
        if (key->algorithm == COSE_ES256) library->es256_pk_free(&es256);
        if (key->algorithm == COSE_EDDSA) library->eddsa_pk_free(&eddsa);
        if (key->algorithm == COSE_RS256) library->rs256_pk_free(&rs256);
}

static struct public_key make_key(const struct passkey_key *from)
{
        const struct identity_library *library = identity_library();
        struct public_key key = {.algorithm = from->algorithm};
        bool good = false;
        if (from->algorithm == COSE_ES256 && from->len == ES256_BYTES) {
                key.at = library->es256_pk_new();
                good = key.at && library->es256_pk_from_ptr(key.at, from->bytes, from->len) == FIDO_OK;
        } else if (from->algorithm == COSE_EDDSA && from->len == EDDSA_BYTES) {
                /* A point of small order verifies what nobody signed. */
                key.at = library->eddsa_pk_new();
                good = key.at && crypto_core_ed25519_is_valid_point(from->bytes) &&
                       library->eddsa_pk_from_ptr(key.at, from->bytes, from->len) == FIDO_OK;
        } else if (from->algorithm == COSE_RS256 && from->len == RS256_BYTES) {
                key.at = library->rs256_pk_new();
                good = key.at && library->rs256_pk_from_ptr(key.at, from->bytes, from->len) == FIDO_OK;
        }
        if (!good) {
                free_key(&key);
                key.at = NULL;
        }
        return key;
}

static bool is_good(const struct passkey_key *from)
{
        CLEANUP(free_key) struct public_key key = make_key(from);
        return key.at != NULL;
}

enum passkey_fault passkey_key_read(const struct authenticator_data *data, struct passkey_key *ret)
{
        const struct identity_library *library = identity_library();
        for (size_t i = 0; i < PASSKEY_ALGORITHMS; i++) {
                CLEANUP(free_credential) fido_cred_t *credential = read_credential(data, passkey_algorithms[i]);
                if (!credential) continue;
                struct passkey_key key = {.algorithm = passkey_algorithms[i]};
                key.len = library->fido_cred_pubkey_len(credential);
                if (key.len == 0 || key.len > sizeof key.bytes) return PASSKEY_WRONG_KEY;
                memcpy(key.bytes, library->fido_cred_pubkey_ptr(credential), key.len);
                if (!is_good(&key)) return PASSKEY_WRONG_KEY;
                *ret = key;
                return PASSKEY_GOOD;
        }
        return PASSKEY_WRONG_KEY;
}

static bool fill(fido_assert_t *assertion, const struct passkey_signed *what)
{
        const struct identity_library *library = identity_library();
        const uint8_t *data = (const uint8_t *)what->authenticator_data.at;
        const uint8_t *signature = (const uint8_t *)what->signature.at;
        uint8_t hash[crypto_hash_sha256_BYTES];
        crypto_hash_sha256(hash, (const uint8_t *)what->client_data.at, what->client_data.len);
        return library->fido_assert_set_count(assertion, 1) == FIDO_OK &&
               library->fido_assert_set_rp(assertion, what->host) == FIDO_OK &&
               library->fido_assert_set_up(assertion, FIDO_OPT_TRUE) == FIDO_OK &&
               library->fido_assert_set_uv(assertion, FIDO_OPT_TRUE) == FIDO_OK &&
               library->fido_assert_set_clientdata_hash(assertion, hash, sizeof hash) == FIDO_OK &&
               library->fido_assert_set_authdata_raw(assertion, 0, data, what->authenticator_data.len) == FIDO_OK &&
               library->fido_assert_set_sig(assertion, 0, signature, what->signature.len) == FIDO_OK;
}

static void free_assertion(fido_assert_t **assertion)
{
        identity_library()->fido_assert_free(assertion);
}

enum passkey_fault passkey_key_verify(const struct passkey_key *key, const struct passkey_signed *what)
{
        const struct identity_library *library = identity_library();
        CLEANUP(free_key) struct public_key public = make_key(key);
        if (!public.at) return PASSKEY_WRONG_KEY;
        CLEANUP(free_assertion) fido_assert_t *assertion = library->fido_assert_new();
        if (!assertion) return PASSKEY_NO_MEMORY;
        if (!fill(assertion, what)) return PASSKEY_DATA_BROKEN;
        return library->fido_assert_verify(assertion, 0, key->algorithm, public.at) == FIDO_OK
                       ? PASSKEY_GOOD
                       : PASSKEY_WRONG_SIGNATURE;
}
