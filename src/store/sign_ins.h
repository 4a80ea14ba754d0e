/* Sessions, by which a browser stays signed in, and invitations, by which somebody becomes a person. Both are known by
 * the hash of a token that the store never sees. For the rest as people.h says. */
#pragma once
#include "store/people.h"

/* ---- sessions: sessions.c ---- */

struct session {
        uint8_t hash[STORE_HASH_BYTES]; /* of its token */
        int64_t person;
        int64_t made_ms, seen_ms;
        int64_t fresh_ms;            /* when the person last proved who they are */
        struct slice address, agent; /* where it began */
};
struct sessions {
        struct session *at;
        size_t count;
};

/* Adds one, and forgets the expired ones of everybody. ERR_CONFLICT: the hash is taken. */
struct err store_add_session(struct store *s, const struct session *session) CHECKED;
/* ERR_NOT_FOUND also when it is older than SESSION_MAX_MS, or its person is disabled. */
struct err store_find_session(struct store *s, const uint8_t hash[STORE_HASH_BYTES], int64_t now_ms, struct arena *a,
                              struct session *ret) CHECKED;
/* Those that store_find_session() would find, the newest first. */
struct err store_list_sessions(struct store *s, int64_t person, int64_t now_ms, struct arena *a,
                               struct sessions *ret) CHECKED;

/* Whether store_touch_session() would write: no transaction is wanted for less. */
static inline bool session_wants_touch(const struct session *session, int64_t now_ms)
{
        return now_ms - session->seen_ms >= SESSION_TOUCH_MS;
}
/* Its person was seen now; written at most every SESSION_TOUCH_MS. What is not there stays so. */
struct err store_touch_session(struct store *s, const uint8_t hash[STORE_HASH_BYTES], int64_t now_ms) CHECKED;
/* Its person has proved anew who they are. */
struct err store_freshen_session(struct store *s, const uint8_t hash[STORE_HASH_BYTES], int64_t now_ms) CHECKED;

/* Ends one; it may be gone already. */
struct err store_remove_session(struct store *s, const uint8_t hash[STORE_HASH_BYTES]) CHECKED;
/* Ends all of a person; all but one, and how many that were. */
struct err store_remove_sessions(struct store *s, int64_t person) CHECKED;
struct err store_remove_other_sessions(struct store *s, int64_t person, const uint8_t kept[STORE_HASH_BYTES],
                                       unsigned *ret_count) CHECKED;

/* ---- invitations: invitations.c ---- */

struct invitation {
        uint8_t hash[STORE_HASH_BYTES]; /* of its token */
        int64_t made_by;                /* a person; 0: the first link, which the machine's owner made */
        int64_t made_ms;
        struct person_roles roles; /* that whoever uses it gets */
};
struct invitations {
        struct invitation *at;
        size_t count;
};

/* ERR_CONFLICT: the hash is taken; ERR_INVALID: a role's edition is unknown. */
struct err store_add_invitation(struct store *s, const struct invitation *invitation) CHECKED;
/* Only a usable one: not used, not older than INVITATION_MAX_MS, and not of somebody who has been disabled since. */
struct err store_find_invitation(struct store *s, const uint8_t hash[STORE_HASH_BYTES], int64_t now_ms, struct arena *a,
                                 struct invitation *ret) CHECKED;
/* The usable ones, the newest first. */
struct err store_list_invitations(struct store *s, int64_t now_ms, struct arena *a, struct invitations *ret) CHECKED;
/* `person` became one by it. ERR_NOT_FOUND when it is not usable (any more). */
struct err store_use_invitation(struct store *s, const uint8_t hash[STORE_HASH_BYTES], int64_t person,
                                int64_t now_ms) CHECKED;
/* Takes an unused one back; it may be gone already. */
struct err store_remove_invitation(struct store *s, const uint8_t hash[STORE_HASH_BYTES]) CHECKED;
