/* Challenges for passkeys (WebAuthn level 3, 13.4.3), which cost no memory until they are answered: a challenge follows
 * from its id and from a key that only this process has. So however many are asked for, nobody's is lost, and no limit
 * is needed, which might keep an editor out. The id holds when its time is over. A challenge that was answered rightly
 * is remembered until then: it is good once. Lost when the desk starts again. The writer's thread alone. */
#pragma once
#include "desk/visit.h"

struct ceremony {
        struct token challenge;
        struct token id;    /* what the browser gives back; random but for its end */
        int64_t person;     /* who is to get or to have the passkey; 0: whoever signs in */
        int64_t expires_ms; /* wall clock */
};

/* A challenge for the person, good for five minutes. */
struct ceremony ceremony_begin(struct visit *v, int64_t person);
/* The one with that id that was given to that person; for another person's the challenge is another. False when it is
 * no id, its time is over, or it was answered before. */
bool ceremony_find(struct visit *v, struct slice id, int64_t person, struct ceremony *ret);
/* It was answered rightly. */
void ceremony_end(struct visit *v, const struct ceremony *c);

struct passkey_ceremony ceremony_of(struct visit *v, const struct ceremony *c);
