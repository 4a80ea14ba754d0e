/* Proving who one is: a passkey, or a password with a code. For signing in, and for proving it again before what must
 * not be done from a desk that somebody left open. For this room only. */
#pragma once
#include "desk/ceremony.h"

/* ---- passwords: hashed and compared by a helping hand ---- */

/* Compares the password with the person's (NULL: nobody has that name; it takes as long); `then` asks for the outcome.
 */
struct err proof_compare_password(struct visit *v, const struct person *person, struct slice password,
                                  handler_fn *then) CHECKED;
/* In `then`: whether it was right and still is theirs; `ret` is the person as they are now. */
struct err proof_password_outcome(struct visit *v, struct person *ret, bool *ret_right) CHECKED;

/* Hashes a new one; `then` takes the hash, empty when it could not be made. */
struct err proof_hash_password(struct visit *v, struct slice password, handler_fn *then) CHECKED;
struct slice proof_hash_outcome(const struct visit *v);

/* What speaks against a password, as a key of the desk's texts; NULL: nothing. */
const char *proof_judge_password(struct slice password, struct slice login, struct slice name);

/* ---- codes ---- */

/* Whether the code, or recovery code, is right, where the person has set codes up; it is used up by that. In the
 * store's transaction. */
struct err proof_take_code(struct visit *v, const struct person *person, struct slice code, bool *ret) CHECKED;
/* "olena": a failed try is written down, with what was typed for a login. */
struct err proof_note_failure(struct visit *v, const char *act, struct slice login) CHECKED;

/* ---- passkeys ---- */

/* The passkey that answered, and whose it is; `person` is whom the challenge was given to, 0: whoever comes. `ret`
 * stays false when it is none of ours or theirs, or did not answer rightly. */
struct err proof_check_passkey(struct visit *v, json_t *asked, int64_t person, struct person_passkey *kept,
                               bool *ret) CHECKED;
/* The new passkey that was made; its challenge was for `person`. False: none, or not rightly made. The ceremony's id is
 * the handle of who was nobody when it began. */
bool proof_read_new_passkey(struct visit *v, json_t *asked, int64_t person, struct ceremony *ret_ceremony,
                            struct person_passkey *ret);

/* A member of a JSON object that is a string; else empty. */
struct slice proof_member(const json_t *object, const char *name);

/* ---- proving it again ---- */

/* Within the last five minutes. */
bool proof_is_fresh(const struct visit *v);
/* What was asked wants a fresh proof: the page that asks for it, and goes on with the form afterwards. */
struct err reply_ask_proof(struct visit *v) CHECKED;
