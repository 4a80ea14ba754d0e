/* For tests: an authenticator in software, which tells the truth or what a deed has it say instead. Keys and signatures
 * are OpenSSL's, CBOR is put together by hand. */
#pragma once
#include "base/buf.h"
#include "identity/passkey.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <sodium.h>

enum { SOFT_ID_BYTES = 32, SOFT_MAX_BYTES = 64 * 1024, ES256 = -7, EDDSA = -8, RS256 = -257 };
enum { UP = 0x01, UV = 0x04, BE = 0x08, BS = 0x10, AT = 0x40, ED = 0x80 };

#define SOFT_HOST "desk.example.org"

struct soft_authenticator {
        int algorithm;
        EVP_PKEY *key;
        uint8_t id[SOFT_ID_BYTES];
};

/* What is said otherwise than it should be; all zero is the truth. Texts are C strings. */
struct deed {
        const char *client_data;               /* instead of all of it */
        const char *type, *challenge, *origin; /* JSON values, with their quotes */
        const char *more;                      /* further members, each with a comma in front */
        const char *host;                      /* whose passkey it is */
        uint8_t flags_on, flags_off;
        uint32_t count;
        struct slice extensions, trailing; /* behind the authenticator data; `extensions` are CBOR */
        size_t cut;                        /* that many bytes less of it */
        struct slice key;                  /* a COSE key */
        struct slice id;                   /* in the authenticator data */
        struct slice object;               /* the attestation object; its authenticator data behind it */
        struct slice answer_id;            /* in the browser's answer */
        struct slice handle;
        struct slice signature;
        bool no_handle, signs_less, signs_der_cut;
        const struct soft_authenticator *signs_with;
};

static inline void soft_authenticator_init(struct soft_authenticator *a, int algorithm)
{
        a->algorithm = algorithm;
        if (algorithm == ES256) a->key = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
        if (algorithm == EDDSA) a->key = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
        if (algorithm == RS256) a->key = EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)2048);
        must(a->key != NULL);
        randombytes_buf(a->id, sizeof a->id);
}

static inline void soft_authenticator_clear(struct soft_authenticator *a)
{
        EVP_PKEY_free(a->key);
}

static inline struct slice soft_bytes(const void *at, size_t len)
{
        return (struct slice){at, len};
}

static inline void soft_cbor_bytes(struct buf *to, struct slice bytes)
{
        const char head[] = {0x59, (char)(bytes.len >> 8), (char)bytes.len};
        buf_add(to, soft_bytes(head, sizeof head));
        buf_add(to, bytes);
}

/* RFC 9053: EC2 with P-256 is kty 2, alg -7, crv 1, x, y; OKP with Ed25519 is kty 1, alg -8, crv 6, x; RFC 8230: RSA
 * is kty 3, alg -257, n, e. */
static inline void soft_add_key(const struct soft_authenticator *a, struct buf *to)
{
        uint8_t plain[256];
        size_t len = sizeof plain;
        if (a->algorithm == ES256) {
                must(EVP_PKEY_get_octet_string_param(a->key, OSSL_PKEY_PARAM_PUB_KEY, plain, len, &len) && len == 65);
                buf_add(to, SLICE("\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20"));
                buf_add(to, soft_bytes(plain + 1, 32));
                buf_add(to, SLICE("\x22\x58\x20"));
                buf_add(to, soft_bytes(plain + 33, 32));
        } else if (a->algorithm == EDDSA) {
                must(EVP_PKEY_get_raw_public_key(a->key, plain, &len) == 1 && len == 32);
                buf_add(to, SLICE("\xa4\x01\x01\x03\x27\x20\x06\x21\x58\x20"));
                buf_add(to, soft_bytes(plain, len));
        } else {
                BIGNUM *modulus = NULL;
                must(EVP_PKEY_get_bn_param(a->key, OSSL_PKEY_PARAM_RSA_N, &modulus) == 1);
                must(BN_bn2binpad(modulus, plain, sizeof plain) == sizeof plain);
                BN_free(modulus);
                buf_add(to, SLICE("\xa4\x01\x03\x03\x39\x01\x00\x20\x59\x01\x00"));
                buf_add(to, soft_bytes(plain, sizeof plain));
                buf_add(to, SLICE("\x21\x43\x01\x00\x01"));
        }
}

static inline void soft_add_credential(const struct soft_authenticator *a, const struct deed *d, struct buf *to)
{
        struct slice id = d->id.at ? d->id : soft_bytes(a->id, sizeof a->id);
        const char len[] = {(char)(id.len >> 8), (char)id.len};
        buf_add(to, SLICE("0123456789abcdef"));
        buf_add(to, soft_bytes(len, sizeof len));
        buf_add(to, id);
        if (d->key.at)
                buf_add(to, d->key);
        else
                soft_add_key(a, to);
}

static inline void soft_add_data(const struct soft_authenticator *a, const struct deed *d, bool registers,
                                 struct buf *to)
{
        uint8_t hash[crypto_hash_sha256_BYTES];
        const char *host = d->host ? d->host : SOFT_HOST;
        uint8_t flags =
                (uint8_t)((UP | UV | (registers ? AT : 0) | (d->extensions.at ? ED : 0) | d->flags_on) & ~d->flags_off);
        const char head[] = {(char)flags, (char)(d->count >> 24), (char)(d->count >> 16), (char)(d->count >> 8),
                             (char)d->count};
        crypto_hash_sha256(hash, (const uint8_t *)host, strlen(host));
        buf_add(to, soft_bytes(hash, sizeof hash));
        buf_add(to, soft_bytes(head, sizeof head));
        if (registers) soft_add_credential(a, d, to);
        buf_add(to, d->extensions);
        buf_add(to, d->trailing);
        must(d->cut <= to->len);
        to->len -= d->cut;
}

static inline void soft_sign(const struct soft_authenticator *a, struct slice what, struct buf *to)
{
        EVP_MD_CTX *context = EVP_MD_CTX_new();
        const EVP_MD *hash = a->algorithm == EDDSA ? NULL : EVP_sha256();
        size_t len = 512;
        uint8_t *at = (uint8_t *)buf_reserve(to, len);
        must(context && at && EVP_DigestSignInit(context, NULL, hash, NULL, a->key) == 1);
        must(EVP_DigestSign(context, at, &len, (const uint8_t *)what.at, what.len) == 1);
        to->len += len;
        EVP_MD_CTX_free(context);
}
