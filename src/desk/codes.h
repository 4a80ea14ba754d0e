/* The secrets behind people's codes (identity/totp.h): sealed in the store, under a key that is kept outside of it.
 *
 * The key is DATA/keys/codes.key: made when the first secret is kept, for its owner's eyes alone, and never written
 * over. So a copy of store.db opens nothing. When the key is lost, nobody's codes can be checked: people come in by
 * passkey or recovery code and set codes up anew, and pages tell them so. On the writer's thread. */
#pragma once
#include "desk/visit.h"
#include "identity/totp.h"

/* Seals what an older program left in the clear, and says in the log when the key does not fit what is kept. */
struct err codes_prepare(struct desk *d) CHECKED;

/* What is to be kept of a secret. ERR_INVALID: the key's file is there and no key; ERR_IO and the like: it cannot be
 * made. In the visit's arena. */
struct err codes_seal(struct visit *v, const struct person *person, const struct totp_secret *secret,
                      struct slice *ret) CHECKED;
/* False when the person has none, or it cannot be opened any more. */
bool codes_open(const struct desk *d, const struct person *person, struct totp_secret *ret);

static inline bool codes_are_set_up(const struct person *person)
{
        return person->totp_secret.len > 0;
}
/* Set up, and lost with the key. */
bool codes_are_lost(const struct desk *d, const struct person *person);
/* Of anybody: what those are told who are not known yet, so that nobody learns whose they are. */
struct err codes_are_lost_for_some(struct visit *v, bool *ret) CHECKED;
