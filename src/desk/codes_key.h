/* The file with the key under which the secrets behind people's codes are sealed: DATA/keys/codes.key. */
#pragma once
#include "identity/sealed.h"
#include "store/store.h"

struct codes_key {
        struct seal_key key;
        bool is_there;
};

/* ERR_NOT_FOUND: there is none; ERR_INVALID: what is there is no key. */
struct err codes_key_load(const char *data, struct codes_key *ret) CHECKED;
/* Makes one, on disk with its folder before it is used. ERR_CONFLICT: there is a file of that name. */
struct err codes_key_make(const char *data, struct codes_key *ret) CHECKED;

/* Is every secret sealed, and can it be opened; is the key its owner's alone? Appends a line a fault, each with what
 * mends it. */
struct err codes_verify(struct store *s, const char *data, struct buf *faults) CHECKED;
