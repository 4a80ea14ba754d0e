#include "identity/authenticator_data.h"

#include "identity/cbor.h"

enum { HASH_BYTES = 32, COUNT_BYTES = 4, AAGUID_BYTES = 16, LEN_BYTES = 2 };
enum {
        FLAG_USER_PRESENT = 0x01,
        FLAG_USER_VERIFIED = 0x04,
        FLAG_BACKUP_ELIGIBLE = 0x08,
        FLAG_BACKED_UP = 0x10,
        FLAG_CREDENTIAL = 0x40,
        FLAG_EXTENSIONS = 0x80
};

static bool take(struct slice *rest, size_t len, struct slice *ret)
{
        if (rest->len < len) return false;
        *ret = (struct slice){rest->at, len};
        *rest = slice_skip(*rest, len);
        return true;
}

static bool take_number(struct slice *rest, size_t len, uint32_t *ret)
{
        struct slice bytes;
        if (!take(rest, len, &bytes)) return false;
        *ret = 0;
        for (size_t i = 0; i < len; i++)
                *ret = *ret << 8 | (uint8_t)bytes.at[i];
        return true;
}

static bool take_map(struct slice *rest)
{
        enum cbor_kind kind = CBOR_SIMPLE;
        return cbor_take_item(rest, &kind) && kind == CBOR_MAP;
}

static bool take_credential(struct slice *rest, struct authenticator_data *data)
{
        uint32_t id_len = 0;
        return take(rest, AAGUID_BYTES, &data->aaguid) && take_number(rest, LEN_BYTES, &id_len) &&
               take(rest, id_len, &data->credential_id) && take_map(rest);
}

bool authenticator_data_read(struct slice bytes, bool registering, struct authenticator_data *ret)
{
        struct authenticator_data data = {.bytes = bytes};
        struct slice rest = bytes;
        uint32_t flags = 0;
        if (!take(&rest, HASH_BYTES, &data.rp_id_hash) || !take_number(&rest, 1, &flags) ||
            !take_number(&rest, COUNT_BYTES, &data.sign_count))
                return false;
        if (((flags & FLAG_CREDENTIAL) != 0) != registering) return false;
        if (registering && !take_credential(&rest, &data)) return false;
        if ((flags & FLAG_EXTENSIONS) && !take_map(&rest)) return false;
        if (rest.len) return false;
        data.user_present = flags & FLAG_USER_PRESENT;
        data.user_verified = flags & FLAG_USER_VERIFIED;
        data.backup_eligible = flags & FLAG_BACKUP_ELIGIBLE;
        data.backed_up = flags & FLAG_BACKED_UP;
        *ret = data;
        return true;
}

/* Three pairs whose keys are three different names: each of them is there once. */
bool attestation_object_read(struct slice bytes, struct slice *ret_authenticator_data)
{
        struct slice rest = bytes, key, format, data = {0};
        bool has_format = false, has_statement = false;
        uint64_t pairs = 0;
        if (!cbor_take_map(&rest, &pairs) || pairs != 3) return false;
        for (uint64_t i = 0; i < pairs; i++) {
                if (!cbor_take_string(&rest, CBOR_TEXT, &key)) return false;
                bool good = false;
                if (slice_eq(key, SLICE("fmt")) && !has_format)
                        good = has_format = cbor_take_string(&rest, CBOR_TEXT, &format);
                else if (slice_eq(key, SLICE("attStmt")) && !has_statement)
                        good = has_statement = take_map(&rest);
                else if (slice_eq(key, SLICE("authData")) && !data.at)
                        good = cbor_take_string(&rest, CBOR_BYTES, &data);
                if (!good) return false;
        }
        if (rest.len) return false;
        *ret_authenticator_data = data;
        return true;
}
