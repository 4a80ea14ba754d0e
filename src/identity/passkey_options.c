#include "identity/passkey_options.h"

#include "identity/base64url.h"
#include "identity/passkey_key.h"

enum { TEXT_MAX_BYTES = 2048 };

/* Failing means that there is no memory left, or that a name is not UTF-8, which the caller has to see to. */
static void put(json_t *object, const char *name, json_t *value)
{
        must(json_object_set_new(object, name, value) == 0);
}

static void append(json_t *array, json_t *value)
{
        must(json_array_append_new(array, value) == 0);
}

static json_t *text(struct slice utf8)
{
        return json_stringn(utf8.len ? utf8.at : "", utf8.len);
}

static json_t *bytes(struct slice plain)
{
        CLEANUP(buf_clear) struct buf encoded = BUF_INIT(TEXT_MAX_BYTES);
        base64url_write(&encoded, plain);
        must(!encoded.full);
        return text(buf_slice(&encoded));
}

static json_t *credentials(struct passkey_ids of)
{
        json_t *array = json_array();
        for (size_t i = 0; i < of.count; i++) {
                json_t *one = json_object();
                put(one, "type", json_string("public-key"));
                put(one, "id", bytes(of.ids[i]));
                append(array, one);
        }
        return array;
}

static json_t *algorithms(void)
{
        json_t *array = json_array();
        for (size_t i = 0; i < PASSKEY_ALGORITHMS; i++) {
                json_t *one = json_object();
                put(one, "type", json_string("public-key"));
                put(one, "alg", json_integer(passkey_algorithms[i]));
                append(array, one);
        }
        return array;
}

static json_t *site(const struct passkey_site *of)
{
        json_t *object = json_object();
        put(object, "id", json_string(of->host));
        put(object, "name", text(of->name));
        return object;
}

static json_t *person_as_user(const struct passkey_person *person)
{
        must(person->handle.len > 0 && person->handle.len <= PASSKEY_HANDLE_MAX_BYTES);
        json_t *object = json_object();
        put(object, "id", bytes(person->handle));
        put(object, "name", text(person->login));
        put(object, "displayName", text(person->name));
        return object;
}

static json_t *authenticators(void)
{
        json_t *object = json_object();
        put(object, "residentKey", json_string("required"));
        put(object, "requireResidentKey", json_true()); /* what Level 1 called it */
        put(object, "userVerification", json_string("required"));
        return object;
}

static json_t *options(const struct passkey_ceremony *ceremony)
{
        struct token_text challenge = token_write(&ceremony->challenge);
        json_t *object = json_object();
        put(object, "challenge", json_string(challenge.at));
        put(object, "timeout", json_integer(PASSKEY_TIMEOUT_MS));
        return object;
}

json_t *passkey_creation_options(const struct passkey_ceremony *ceremony, const struct passkey_person *person,
                                 struct passkey_ids have)
{
        json_t *object = options(ceremony);
        put(object, "rp", site(ceremony->site));
        put(object, "user", person_as_user(person));
        put(object, "pubKeyCredParams", algorithms());
        put(object, "excludeCredentials", credentials(have));
        put(object, "authenticatorSelection", authenticators());
        put(object, "attestation", json_string("none"));
        return object;
}

json_t *passkey_request_options(const struct passkey_ceremony *ceremony, struct passkey_ids allowed)
{
        json_t *object = options(ceremony);
        put(object, "rpId", json_string(ceremony->site->host));
        put(object, "allowCredentials", credentials(allowed));
        put(object, "userVerification", json_string("required"));
        return object;
}
