/* For tests: what a browser makes of a soft authenticator's words (soft_authenticator_test.h), or of a deed's. */
#pragma once
#include "identity/base64url.h"
#include "identity/soft_authenticator_test.h"

#define SOFT_ORIGIN "https://" SOFT_HOST

static inline void soft_add_client_data(const struct passkey_ceremony *c, const struct deed *d, bool registers,
                                        struct buf *to)
{
        struct token_text challenge = token_write(&c->challenge);
        if (d->client_data) {
                buf_add_text(to, d->client_data);
                return;
        }
        buf_add_format(to, "{\"type\":%s", d->type ? d->type : registers ? "\"webauthn.create\"" : "\"webauthn.get\"");
        if (d->challenge)
                buf_add_format(to, ",\"challenge\":%s", d->challenge);
        else
                buf_add_format(to, ",\"challenge\":\"%s\"", challenge.at);
        buf_add_format(to, ",\"origin\":%s", d->origin ? d->origin : "\"" SOFT_ORIGIN "\"");
        buf_add_format(to, "%s}", d->more ? d->more : ",\"crossOrigin\":false");
}

static inline void soft_add_member(struct buf *to, const char *name, struct slice bytes)
{
        buf_add_format(to, "\"%s\":\"", name);
        base64url_write(to, bytes);
        buf_add_text(to, "\"");
}

static inline void soft_open_answer(const struct soft_authenticator *a, const struct deed *d, struct buf *to)
{
        struct slice id = d->answer_id.at ? d->answer_id : d->id.at ? d->id : soft_bytes(a->id, sizeof a->id);
        buf_add_text(to, "{\"type\":\"public-key\",\"clientExtensionResults\":{},");
        soft_add_member(to, "id", id);
        buf_add_char(to, ',');
        soft_add_member(to, "rawId", id);
        buf_add_text(to, ",\"response\":{");
}

/* The browser's answer to creation options. */
static inline void soft_register(const struct soft_authenticator *a, const struct passkey_ceremony *c,
                                 const struct deed *d, struct buf *to)
{
        CLEANUP(buf_clear)
        struct buf data = BUF_INIT(SOFT_MAX_BYTES), client = BUF_INIT(SOFT_MAX_BYTES),
                   object = BUF_INIT(SOFT_MAX_BYTES);
        soft_add_data(a, d, true, &data);
        soft_add_client_data(c, d, true, &client);
        buf_add(&object, d->object.at ? d->object
                                      : SLICE("\xa3\x63"
                                              "fmt\x64none\x67"
                                              "attStmt\xa0\x68"
                                              "authData"));
        soft_cbor_bytes(&object, buf_slice(&data));
        soft_open_answer(a, d, to);
        soft_add_member(to, "clientDataJSON", buf_slice(&client));
        buf_add_char(to, ',');
        soft_add_member(to, "attestationObject", buf_slice(&object));
        buf_add_text(to, "}}");
        must(!to->full);
}

static inline void soft_sign_both(const struct soft_authenticator *a, const struct deed *d, struct buf *data,
                                  struct slice client, struct buf *to)
{
        uint8_t hash[crypto_hash_sha256_BYTES];
        CLEANUP(buf_clear) struct buf what = BUF_INIT(SOFT_MAX_BYTES);
        crypto_hash_sha256(hash, (const uint8_t *)client.at, client.len);
        buf_add(&what, buf_slice(data));
        buf_add(&what, soft_bytes(hash, d->signs_less ? sizeof hash - 1 : sizeof hash));
        soft_sign(d->signs_with ? d->signs_with : a, buf_slice(&what), to);
        if (d->signs_der_cut) to->len--;
}

/* The browser's answer to request options. */
static inline void soft_sign_in(const struct soft_authenticator *a, const struct passkey_ceremony *c,
                                const struct deed *d, struct buf *to)
{
        CLEANUP(buf_clear)
        struct buf data = BUF_INIT(SOFT_MAX_BYTES), client = BUF_INIT(SOFT_MAX_BYTES),
                   signature = BUF_INIT(SOFT_MAX_BYTES);
        soft_add_data(a, d, false, &data);
        soft_add_client_data(c, d, false, &client);
        soft_sign_both(a, d, &data, buf_slice(&client), &signature);
        soft_open_answer(a, d, to);
        soft_add_member(to, "clientDataJSON", buf_slice(&client));
        buf_add_char(to, ',');
        soft_add_member(to, "authenticatorData", buf_slice(&data));
        buf_add_char(to, ',');
        soft_add_member(to, "signature", d->signature.at ? d->signature : buf_slice(&signature));
        if (!d->no_handle) {
                buf_add_char(to, ',');
                soft_add_member(to, "userHandle", d->handle.at ? d->handle : SLICE("a person's handle"));
        }
        buf_add_text(to, "}}");
        must(!to->full);
}
