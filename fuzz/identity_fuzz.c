/* What browsers and authenticators send: the first byte chooses which part of an answer the rest is; the other parts
 * are as they should be. Whatever it is, what is taken is within its limits, and nobody is signed in: no key here has
 * signed anything. */
#include "identity/authenticator_data.h"
#include "identity/identity.h"
#include "identity/passkey.h"
#include "identity/passkey_key.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum part { CLIENT_DATA, AUTHENTICATOR_DATA, ATTESTATION, KEY, ASSERTION, JSON, PARTS };

#define CHALLENGE "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define CREATES                                                                                                        \
        SLICE("{\"type\":\"webauthn.create\",\"challenge\":\"" CHALLENGE "\",\"origin\":\"https://example.org\"}")
#define GETS SLICE("{\"type\":\"webauthn.get\",\"challenge\":\"" CHALLENGE "\",\"origin\":\"https://example.org\"}")

static struct passkey_site site;
static const struct passkey_ceremony ceremony = {.site = &site, .person_known = true};

static void check_passkey(const struct passkey *passkey)
{
        must(passkey->id.len >= PASSKEY_ID_MIN_BYTES && passkey->id.len <= PASSKEY_ID_MAX_BYTES);
        must(passkey->aaguid.len == 16 && passkey->key.len && passkey->key.len <= PASSKEY_KEY_MAX_BYTES);
        must(passkey->backup_eligible || !passkey->backed_up);
}

/* The browser's id for it is the one that the authenticator tells, so that no answer fails for that alone. */
static void check_registration(struct passkey_answer answer)
{
        struct slice bytes;
        struct authenticator_data told;
        struct passkey passkey;
        if (answer.id.len == 0 && attestation_object_read(answer.attestation, &bytes) &&
            authenticator_data_read(bytes, true, &told))
                answer.id = told.credential_id;
        if (passkey_register(&ceremony, &answer, &passkey) == PASSKEY_GOOD) check_passkey(&passkey);
}

static void check_sign_in(struct passkey_answer answer)
{
        struct passkey kept = {.id = SLICE("sixteen letters!"), .key = {.algorithm = -8, .len = 32}};
        struct passkey_use use;
        memset(kept.key.bytes, 0x66, kept.key.len); /* the base point of Ed25519, but for its first byte */
        kept.key.bytes[0] = 0x58;
        answer.id = kept.id;
        if (answer.signature.len == 0)
                answer.signature = SLICE("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
        must(passkey_verify(&ceremony, &answer, &kept, SLICE("handle"), &use) != PASSKEY_GOOD);
}

static void check_key(struct slice bytes)
{
        struct authenticator_data told;
        struct passkey_key key;
        if (!authenticator_data_read(bytes, true, &told)) return;
        must(told.credential_id.len < bytes.len && told.rp_id_hash.len == 32);
        if (passkey_key_read(&told, &key) == PASSKEY_GOOD) must(key.len && key.len <= sizeof key.bytes);
}

static void check_json(struct slice json)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct passkey_answer answer;
        if (passkey_answer_read(json, &arena, &answer) != PASSKEY_GOOD) return;
        check_registration(answer);
        check_sign_in(answer);
}

static void begin(void)
{
        must(identity_load().code == OK);
        must(passkey_site_init(&site, SLICE("https://example.org"), SLICE("Example")).code == OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        struct authenticator_data told;
        if (!site.name.at) begin();
        if (size == 0) return 0;
        struct slice bytes = {(const char *)data + 1, size - 1};
        switch ((enum part)(data[0] % PARTS)) {
        case CLIENT_DATA:
                check_registration((struct passkey_answer){.client_data = bytes});
                check_sign_in((struct passkey_answer){.client_data = bytes});
                break;
        case AUTHENTICATOR_DATA:
                (void)authenticator_data_read(bytes, false, &told);
                break;
        case ATTESTATION:
                check_registration((struct passkey_answer){.client_data = CREATES, .attestation = bytes});
                break;
        case KEY:
                check_key(bytes);
                break;
        case ASSERTION:
                check_sign_in((struct passkey_answer){.client_data = GETS, .authenticator_data = bytes});
                break;
        case JSON:
                check_json(bytes);
                break;
        case PARTS:
                break;
        }
        return 0;
}
