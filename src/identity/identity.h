/* What the room needs before anything of it is used. */
#pragma once
#include "base/err.h"

/* Makes libsodium ready and loads libfido2 and libcrypto; the first call decides, further ones say the same. Any
 * thread. ERR_NOT_FOUND: the machine lacks a library. */
CHECKED struct err identity_load(void);
