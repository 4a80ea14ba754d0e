/* What the room uses of libfido2 and of OpenSSL's libcrypto, found when somebody first signs in or registers.
 *
 * The program is not linked with them: together they would cost every process of it, the readers' and each command,
 * 1.5 ms at its start and 1.8 MB resident (docs/why/2026-11-passkey-libraries.md). Only identity_load() fills the
 * table, and everything else finds it filled. */
#pragma once
#include "base/err.h"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>
#include <openssl/hmac.h>

struct identity_library {
#define FIDO_FUNCTION(name)   __typeof__(&name) name;
#define CRYPTO_FUNCTION(name) __typeof__(&name) name;
#include "identity/library_functions.def"
#undef FIDO_FUNCTION
#undef CRYPTO_FUNCTION
};

/* Forever; stops the process when identity_load() has not worked before. Any thread. */
const struct identity_library *identity_library(void);
