/* What the browser says it did: clientDataJSON (WebAuthn, section 5.8.1). libfido2 signs for its hash only, so all that
 * is in it is checked here. */
#pragma once
#include "identity/passkey.h"

enum { CLIENT_DATA_MAX_BYTES = 4096 };

/* `type`: "webauthn.create" or "webauthn.get". Members that the standard may yet add are passed over; no member may
 * stand twice. */
enum passkey_fault client_data_check(struct slice json, const struct passkey_ceremony *ceremony, struct slice type);
