#include "desk/ceremony.h"

#include "desk/desk_inside.h"

#include <sodium.h>

enum { CEREMONY_MS = 5 * 60 * 1000, RANDOM_BYTES = TOKEN_BYTES - sizeof(int64_t) };

static struct token challenge_of(const struct desk *d, const struct token *id, int64_t person)
{
        struct token challenge;
        uint8_t named[TOKEN_BYTES + sizeof person];
        memcpy(named, id->bytes, TOKEN_BYTES);
        memcpy(named + TOKEN_BYTES, &person, sizeof person);
        must(crypto_generichash(challenge.bytes, TOKEN_BYTES, named, sizeof named, d->ceremony_key.bytes,
                                TOKEN_BYTES) == 0);
        return challenge;
}

struct ceremony ceremony_begin(struct visit *v, int64_t person)
{
        struct ceremony c = {.id = token_make(), .person = person, .expires_ms = v->now_ms + CEREMONY_MS};
        memcpy(c.id.bytes + RANDOM_BYTES, &c.expires_ms, sizeof c.expires_ms);
        c.challenge = challenge_of(v->desk, &c.id, person);
        return c;
}

static bool was_answered(const struct desk *d, const struct token *id)
{
        for (size_t i = 0; i < ANSWERED_MAX; i++)
                if (memcmp(d->answered[i].bytes, id->bytes, TOKEN_BYTES) == 0) return true;
        return false;
}

static int64_t end_of(const struct token *id)
{
        int64_t expires_ms;
        memcpy(&expires_ms, id->bytes + RANDOM_BYTES, sizeof expires_ms);
        return expires_ms;
}

bool ceremony_find(struct visit *v, struct slice id, int64_t person, struct ceremony *ret)
{
        *ret = (struct ceremony){.person = person};
        if (!token_read(id, &ret->id) || was_answered(v->desk, &ret->id)) return false;
        ret->expires_ms = end_of(&ret->id);
        ret->challenge = challenge_of(v->desk, &ret->id, person);
        return ret->expires_ms >= v->now_ms;
}

/* In the place of one whose time is over, or will be first. */
void ceremony_end(struct visit *v, const struct ceremony *c)
{
        struct token *oldest = &v->desk->answered[0];
        for (size_t i = 1; i < ANSWERED_MAX; i++)
                if (end_of(&v->desk->answered[i]) < end_of(oldest)) oldest = &v->desk->answered[i];
        *oldest = c->id;
}

struct passkey_ceremony ceremony_of(struct visit *v, const struct ceremony *c)
{
        return (struct passkey_ceremony){
                .site = &v->desk->site, .challenge = c->challenge, .person_known = c->person != 0};
}
