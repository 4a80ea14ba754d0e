/* The checks of both ceremonies, in the standard's order: browser, authenticator, person, signature. */
#include "identity/passkey.h"

#include "identity/client_data.h"
#include "identity/passkey_key.h"

#include <sodium.h>

enum { ASSERTION_MAX_BYTES = 512, SIGNATURE_MAX_BYTES = 512 };

const char *passkey_fault_words(enum passkey_fault fault)
{
        static const char *const words[] = {
#define PASSKEY_FAULT(name, words) words,
#include "identity/passkey_faults.def"
#undef PASSKEY_FAULT
        };
        return (size_t)fault < sizeof words / sizeof words[0] ? words[fault] : "unknown";
}

static enum passkey_fault check_authenticator(const struct authenticator_data *data, const struct passkey_site *site)
{
        uint8_t hash[crypto_hash_sha256_BYTES];
        crypto_hash_sha256(hash, (const uint8_t *)site->host, strlen(site->host));
        if (!slice_eq(data->rp_id_hash, (struct slice){(const char *)hash, sizeof hash})) return PASSKEY_WRONG_SITE;
        if (!data->user_present) return PASSKEY_NOBODY_PRESENT;
        if (!data->user_verified) return PASSKEY_NOBODY_VERIFIED;
        return data->backed_up && !data->backup_eligible ? PASSKEY_WRONG_BACKUP : PASSKEY_GOOD;
}

static bool is_id(struct slice id)
{
        return id.len >= PASSKEY_ID_MIN_BYTES && id.len <= PASSKEY_ID_MAX_BYTES;
}

enum passkey_fault passkey_register(const struct passkey_ceremony *ceremony, const struct passkey_answer *answer,
                                    struct passkey *ret)
{
        struct authenticator_data data;
        struct slice bytes;
        enum passkey_fault fault = client_data_check(answer->client_data, ceremony, SLICE("webauthn.create"));
        if (fault) return fault;
        if (!attestation_object_read(answer->attestation, &bytes)) return PASSKEY_ATTESTATION_BROKEN;
        if (!authenticator_data_read(bytes, true, &data)) return PASSKEY_DATA_BROKEN;
        fault = check_authenticator(&data, ceremony->site);
        if (fault) return fault;
        if (!is_id(data.credential_id) || !slice_eq(data.credential_id, answer->id)) return PASSKEY_WRONG_ID;
        struct passkey made = {.id = data.credential_id, .aaguid = data.aaguid, .sign_count = data.sign_count};
        made.backup_eligible = data.backup_eligible;
        made.backed_up = data.backed_up;
        fault = passkey_key_read(&data, &made.key);
        if (fault) return fault;
        *ret = made;
        return PASSKEY_GOOD;
}

static bool is_persons(const struct passkey_answer *answer, struct slice handle, bool person_known)
{
        if (answer->handle.len == 0) return person_known;
        return slice_eq(answer->handle, handle);
}

/* A counter of 0 on both sides is an authenticator that does not count. */
static bool count_stands(uint32_t kept, uint32_t said)
{
        return (kept || said) && said <= kept;
}

enum passkey_fault passkey_verify(const struct passkey_ceremony *ceremony, const struct passkey_answer *answer,
                                  const struct passkey *kept, struct slice handle, struct passkey_use *ret)
{
        struct authenticator_data data;
        must(handle.len > 0 && handle.len <= PASSKEY_HANDLE_MAX_BYTES);
        if (!is_id(kept->id) || !slice_eq(answer->id, kept->id)) return PASSKEY_WRONG_ID;
        if (!is_persons(answer, handle, ceremony->person_known)) return PASSKEY_WRONG_PERSON;
        enum passkey_fault fault = client_data_check(answer->client_data, ceremony, SLICE("webauthn.get"));
        if (fault) return fault;
        struct slice bytes = answer->authenticator_data;
        if (bytes.len > ASSERTION_MAX_BYTES || !authenticator_data_read(bytes, false, &data))
                return PASSKEY_DATA_BROKEN;
        fault = check_authenticator(&data, ceremony->site);
        if (fault) return fault;
        if (data.backup_eligible != kept->backup_eligible) return PASSKEY_WRONG_BACKUP;
        if (answer->signature.len == 0 || answer->signature.len > SIGNATURE_MAX_BYTES) return PASSKEY_WRONG_SIGNATURE;
        struct passkey_signed what = {ceremony->site->host, bytes, answer->client_data, answer->signature};
        fault = passkey_key_verify(&kept->key, &what);
        if (fault) return fault;
        *ret = (struct passkey_use){data.sign_count, data.backed_up, count_stands(kept->sign_count, data.sign_count)};
        return PASSKEY_GOOD;
}
