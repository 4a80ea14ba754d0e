/* The browser's answer, from JSON (WebAuthn, section 5.1: RegistrationResponseJSON, AuthenticationResponseJSON). */
#include "identity/base64url.h"
#include "identity/json_member.h"
#include "identity/passkey.h"

/* A member that is not there, or null, leaves its slice empty; a string must be base64url. */
static bool read_bytes(const json_t *object, const char *name, struct arena *arena, struct slice *ret)
{
        struct slice text;
        const json_t *value = json_object_get(object, name);
        if (!value || json_is_null(value)) return true;
        return json_member(object, name, &text) && base64url_read(text, arena, ret);
}

static bool read_response(const json_t *response, struct arena *arena, struct passkey_answer *answer)
{
        const struct {
                const char *name;
                struct slice *to;
        } members[] = {
                {"clientDataJSON", &answer->client_data},
                {"attestationObject", &answer->attestation},
                {"authenticatorData", &answer->authenticator_data},
                {"signature", &answer->signature},
                {"userHandle", &answer->handle},
        };
        for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
                if (!read_bytes(response, members[i].name, arena, members[i].to)) return false;
        return json_is_object(response);
}

enum passkey_fault passkey_answer_read(struct slice json, struct arena *arena, struct passkey_answer *ret)
{
        if (json.len > PASSKEY_ANSWER_MAX_BYTES) return PASSKEY_ANSWER_BROKEN;
        CLEANUP(json_clear) json_t *object = json_read_object(json);
        struct passkey_answer answer = {0};
        struct slice type, raw_id = {0};
        if (!object || !json_member(object, "type", &type) || !slice_eq(type, SLICE("public-key")))
                return PASSKEY_ANSWER_BROKEN;
        if (!read_bytes(object, "id", arena, &answer.id) || !read_bytes(object, "rawId", arena, &raw_id) ||
            !slice_eq(answer.id, raw_id) || !read_response(json_object_get(object, "response"), arena, &answer))
                return PASSKEY_ANSWER_BROKEN;
        *ret = answer;
        return PASSKEY_GOOD;
}
