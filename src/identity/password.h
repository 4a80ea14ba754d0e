/* Passwords, for whoever has no passkey: never alone, always with a code (totp.h).
 *
 * Hashed with Argon2id, 64 MiB and three passes (RFC 9106's second choice). Hashing and comparing take a tenth of a
 * second to half a second of a processor and 64 MiB each: they belong on a worker thread, and how many run at once,
 * two at most, is the caller's matter. Any thread. */
#pragma once
#include "base/err.h"
#include "base/slice.h"

enum { PASSWORD_MIN_CHARACTERS = 12, PASSWORD_MAX_BYTES = 200, PASSWORD_HASH_SIZE = 128 };

struct password_hash { /* in the "$argon2id$v=19$m=…" form, with its salt; a C string */
        char at[PASSWORD_HASH_SIZE];
};

enum password_verdict {
        PASSWORD_GOOD,
        PASSWORD_SHORT,    /* fewer than PASSWORD_MIN_CHARACTERS code points */
        PASSWORD_LONG,     /* more than PASSWORD_MAX_BYTES */
        PASSWORD_NOT_TEXT, /* not UTF-8, or with a control character */
        PASSWORD_IS_NAME,  /* one of the names, whatever the case of its letters */
        PASSWORD_MONOTONE, /* one character over and over */
};
const char *password_verdict_words(enum password_verdict verdict); /* English, for logs */

/* Whether somebody may choose the password; `names` are what others can know: sign-in name, name, address. Quick. */
enum password_verdict password_judge(struct slice password, const struct slice *names, size_t count);

/* ERR_FULL when the machine has no 64 MiB left, ERR_INVALID when the password is too long. Slow. */
CHECKED struct err password_hash(struct slice password, struct password_hash *ret);

/* Whether it is the password. `kept` NULL: nobody has that name; the answer is false and takes as long as any other.
 * Slow. */
bool password_is(struct slice password, const struct password_hash *kept);

/* Whether the hash was made with other costs than now: then hash anew as soon as the password is known. Quick. */
bool password_is_stale(const struct password_hash *kept);
