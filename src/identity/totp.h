/* Codes from an authenticator app (RFC 6238 with HMAC-SHA-1, 30 seconds, 6 digits: what every app knows).
 *
 * SHA-1 here is a keyed hash (HMAC), which the collisions that were found do not touch. The secret must be known in
 * full to check a code, so it cannot be kept hashed: whoever keeps it seals it (sealed.h). Any thread. */
#pragma once
#include "base/buf.h"

enum { TOTP_SECRET_BYTES = 20, TOTP_DIGITS = 6, TOTP_STEP_MS = 30 * 1000 };

struct totp_secret {
        uint8_t bytes[TOTP_SECRET_BYTES];
};

struct totp_secret totp_secret_make(void);

/* In base32 (RFC 4648) without padding: 32 characters, for typing into an app. */
void totp_secret_write(const struct totp_secret *secret, struct buf *to);

/* The address that an app reads from a QR code: otpauth://totp/ISSUER:ACCOUNT?secret=… Both names are UTF-8. */
void totp_write_uri(const struct totp_secret *secret, struct slice issuer, struct slice account, struct buf *to);

/* The code of a step, as a number below 1,000,000. */
uint32_t totp_code(const struct totp_secret *secret, int64_t step);

/* The step whose code was given, or -1. Taken are this step's code, the one before it and the one behind it, and none
 * of a step up to `last_step`, the last one that was taken (-1: none yet): whoever keeps what is returned sees to it
 * that no code works twice, also when the clock is set back. Spaces in the code, as apps show them, are passed over. */
int64_t totp_check(const struct totp_secret *secret, struct slice code, int64_t utc_ms, int64_t last_step);
