#include "identity/client_data.h"

#include "identity/json_member.h"

/* A page inside another's says true, or names the page on top. */
static bool is_cross_origin(const json_t *object)
{
        const json_t *cross = json_object_get(object, "crossOrigin");
        return (cross && !json_is_false(cross)) || json_object_get(object, "topOrigin");
}

enum passkey_fault client_data_check(struct slice json, const struct passkey_ceremony *ceremony, struct slice type)
{
        if (json.len > CLIENT_DATA_MAX_BYTES) return PASSKEY_CLIENT_DATA_BROKEN;
        CLEANUP(json_clear) json_t *object = json_read_object(json);
        struct token_text challenge = token_write(&ceremony->challenge);
        struct slice found;
        if (!object) return PASSKEY_CLIENT_DATA_BROKEN;
        if (!json_member(object, "type", &found) || !slice_eq(found, type)) return PASSKEY_WRONG_TYPE;
        if (!json_member(object, "challenge", &found) || !slice_eq(found, slice_of(challenge.at)))
                return PASSKEY_WRONG_CHALLENGE;
        if (!json_member(object, "origin", &found) || !slice_eq(found, ceremony->site->origin))
                return PASSKEY_WRONG_ORIGIN;
        return is_cross_origin(object) ? PASSKEY_CROSS_ORIGIN : PASSKEY_GOOD;
}
