/* Who works in the newsroom and what lets them in: persons with their roles, passkeys, recovery codes, sessions,
 * invitations. Plain values; a secret comes here hashed or encrypted, as whoever calls keeps it.
 *
 * What writes is called within a transaction, like store_save(); what is returned lives in the given arena.
 * ERR_NOT_FOUND: there is none such; ERR_CONFLICT: what is added is to belong to a person who is not there. Hashes have
 * 32 bytes. Persons are never deleted: what they did stays theirs. */
#pragma once
#include "news/role.h"
#include "store/store.h"

enum {
        LOGIN_MAX_BYTES = 200,
        STORE_HASH_BYTES = 32,
        SESSION_MAX_MS = 12 * 60 * 60 * 1000,    /* from when it was made, whatever is done in it */
        SESSION_TOUCH_MS = 60 * 1000,            /* how exactly it is known when somebody was last seen */
        INVITATION_MAX_MS = 48 * 60 * 60 * 1000, /* from when it was made */
};

struct person_roles {
        struct person_role *at;
        size_t count;
};

/* ---- persons: people.c ---- */

struct person {
        int64_t id;               /* from 1, without gaps */
        struct slice login;       /* unique; stored with its case folded, and found in any case */
        struct slice name;        /* as colleagues read it */
        struct slice language;    /* of the desk's texts: "uk" */
        struct slice handle;      /* random bytes by which authenticators know them; never changes */
        struct slice password;    /* the text of its hash; empty: none */
        struct slice totp_secret; /* sealed by whoever calls; empty: none */
        int64_t totp_last_step;   /* the last one that was taken; -1: none yet */
        int64_t created_ms;
        bool is_disabled;     /* cannot come in */
        bool single_keys_off; /* wants no keys of one letter; not told when added */
        struct person_roles roles;
};
struct people {
        struct person *at;
        size_t count;
};

/* Adds one with roles, password and secret as given; `id` is ours. ERR_CONFLICT: the login is another's; ERR_INVALID:
 * it is no line of 1 to LOGIN_MAX_BYTES, or a role's edition is unknown. */
struct err store_add_person(struct store *s, const struct person *person, int64_t *ret_id) CHECKED;
struct err store_find_person_by_login(struct store *s, struct slice login, struct arena *a, struct person *ret) CHECKED;
struct err store_load_person(struct store *s, int64_t id, struct arena *a, struct person *ret) CHECKED;
/* All of them, by login. */
struct err store_list_people(struct store *s, struct arena *a, struct people *ret) CHECKED;
struct err store_count_people(struct store *s, int64_t *ret) CHECKED;

/* Name, language, keys and whether disabled, of the person with that id; disabling ends all their sessions. */
struct err store_put_person(struct store *s, const struct person *person) CHECKED;
/* In place of all roles so far. ERR_INVALID: an edition is unknown. */
struct err store_put_roles(struct store *s, int64_t person, struct person_roles roles) CHECKED;
struct err store_put_password(struct store *s, int64_t person, struct slice hash) CHECKED;
/* A new secret, or none; no step of it was taken yet. */
struct err store_put_totp(struct store *s, int64_t person, struct slice secret) CHECKED;
/* The same secret, kept in another form; the steps that were taken stay taken. */
struct err store_keep_totp_anew(struct store *s, int64_t person, struct slice secret) CHECKED;
/* Takes a step; not `ret_taken` when it, or a later one, was taken before. */
struct err store_note_totp_step(struct store *s, int64_t person, int64_t step, bool *ret_taken) CHECKED;

/* ---- passkeys: passkeys.c ---- */

struct person_passkey {
        struct slice credential; /* the id that its authenticator gave it; unique */
        int64_t person;
        struct slice key;    /* public */
        int64_t algorithm;   /* its COSE number: -7 is ES256 */
        struct slice aaguid; /* its authenticator's model */
        int64_t sign_count;  /* as its authenticator last said */
        bool backup_eligible, backed_up;
        struct slice name; /* as its owner reads it */
        int64_t made_ms, used_ms;
};
struct person_passkeys {
        struct person_passkey *at;
        size_t count;
};

/* ERR_CONFLICT: somebody has the credential. */
struct err store_add_passkey(struct store *s, const struct person_passkey *passkey) CHECKED;
/* With its person, disabled ones too. */
struct err store_find_passkey(struct store *s, struct slice credential, struct arena *a, struct person_passkey *ret,
                              struct person *ret_person) CHECKED;
/* The oldest first. */
struct err store_list_passkeys(struct store *s, int64_t person, struct arena *a, struct person_passkeys *ret) CHECKED;
struct err store_note_passkey_use(struct store *s, struct slice credential, int64_t sign_count, bool backed_up,
                                  int64_t now_ms) CHECKED;
/* Both only for a passkey of that person. */
struct err store_name_passkey(struct store *s, int64_t person, struct slice credential, struct slice name) CHECKED;
struct err store_remove_passkey(struct store *s, int64_t person, struct slice credential) CHECKED;

/* ---- recovery codes: recovery_codes.c ---- */

/* In place of all that are left; the hashes stand one behind the other. */
struct err store_put_recovery_codes(struct store *s, int64_t person, struct slice hashes) CHECKED;
/* Takes the code out. ERR_NOT_FOUND: none of theirs, or used before. */
struct err store_use_recovery_code(struct store *s, int64_t person, const uint8_t hash[STORE_HASH_BYTES]) CHECKED;
struct err store_count_recovery_codes(struct store *s, int64_t person, int64_t *ret) CHECKED;
