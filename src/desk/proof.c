#include "desk/proof.h"

#include "desk/article.h"
#include "desk/codes.h"

#include "identity/password.h"
#include "identity/recovery.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- passwords ---- */

struct comparison {
        struct slice password; /* the errand's */
        struct password_hash kept;
        int64_t person; /* 0: nobody */
        bool is_right;
};

static void compare(void *task)
{
        struct comparison *c = task;
        c->is_right = password_is(c->password, c->person ? &c->kept : NULL);
}

struct err proof_compare_password(struct visit *v, const struct person *person, struct slice password, handler_fn *then)
{
        struct comparison *c = arena_alloc(visit_arena(v), sizeof *c);
        c->password = password;
        if (person && !person->is_disabled && person->password.len) {
                c->person = person->id;
                snprintf(c->kept.at, sizeof c->kept.at, "%.*s", SLICE_ARGS(person->password));
        }
        return visit_hand_over(v, compare, c, then);
}

struct err proof_password_outcome(struct visit *v, struct person *ret, bool *ret_right)
{
        const struct comparison *c = v->errand->task;
        *ret_right = false;
        if (!c->is_right) return NO_ERR;
        TRY(store_load_person(visit_store(v), c->person, visit_arena(v), ret));
        *ret_right = !ret->is_disabled && slice_eq(ret->password, slice_of(c->kept.at));
        return NO_ERR;
}

struct hashing {
        struct slice password; /* the errand's */
        struct password_hash hash;
};

static void hash(void *task)
{
        struct hashing *h = task;
        if (password_hash(h->password, &h->hash).code != OK) h->hash.at[0] = '\0';
}

struct err proof_hash_password(struct visit *v, struct slice password, handler_fn *then)
{
        struct hashing *h = arena_alloc(visit_arena(v), sizeof *h);
        h->password = password;
        return visit_hand_over(v, hash, h, then);
}

struct slice proof_hash_outcome(const struct visit *v)
{
        const struct hashing *h = v->errand->task;
        return slice_of(h->hash.at);
}

const char *proof_judge_password(struct slice password, struct slice login, struct slice name)
{
        const struct slice names[] = {login, name};
        switch (password_judge(password, names, sizeof names / sizeof names[0])) {
        case PASSWORD_GOOD:
                return NULL;
        case PASSWORD_LONG:
                return "fault_password_long";
        case PASSWORD_NOT_TEXT:
                return "fault_password_text";
        case PASSWORD_IS_NAME:
                return "fault_password_name";
        case PASSWORD_MONOTONE:
                return "fault_password_monotone";
        case PASSWORD_SHORT:
                break;
        }
        return "fault_password_short";
}

/* ---- codes ---- */

struct err proof_take_code(struct visit *v, const struct person *person, struct slice code, bool *ret)
{
        struct recovery_hash hash;
        *ret = !codes_are_set_up(person); /* nothing was set up yet: the password alone, until it is */
        if (*ret) return NO_ERR;
        if (recovery_hash(code, &hash)) {
                struct err err = store_use_recovery_code(visit_store(v), person->id, hash.bytes);
                *ret = err.code == OK;
                return err.code == ERR_NOT_FOUND ? NO_ERR : err;
        }
        struct totp_secret secret;
        if (!codes_open(v->desk, person, &secret)) return NO_ERR;
        int64_t step = totp_check(&secret, code, v->now_ms, person->totp_last_step);
        if (step < 0) return NO_ERR;
        return store_note_totp_step(visit_store(v), person->id, step, ret);
}

struct err proof_note_failure(struct visit *v, const char *act, struct slice login)
{
        TRY(store_begin(visit_store(v)));
        struct err err = visit_note(v, act, &(struct noted){.detail = visit_detail(v, "login", login)});
        if (err.code == OK) return store_commit(visit_store(v));
        store_rollback(visit_store(v));
        return err;
}

/* ---- passkeys ---- */

struct slice proof_member(const json_t *object, const char *name)
{
        const json_t *value = json_object_get(object, name);
        if (!json_is_string(value)) return SLICE("");
        return slice_trim((struct slice){json_string_value(value), json_string_length(value)});
}

/* The browser's answer, to a challenge that was given to `person`. */
static bool read_answer(struct visit *v, json_t *asked, int64_t person, struct ceremony *ret_ceremony,
                        struct passkey_answer *ret)
{
        char *text = json_dumps(json_object_get(asked, "answer"), JSON_COMPACT);
        struct slice json = text ? arena_copy(visit_arena(v), slice_of(text)) : SLICE("");
        free(text);
        if (!ceremony_find(v, proof_member(asked, "ceremony"), person, ret_ceremony)) return false;
        return passkey_answer_read(json, visit_arena(v), ret) == PASSKEY_GOOD;
}

/* Whether the answer was signed with the passkey that is kept, which belongs to the person with the handle. */
static bool is_signed(const struct passkey_ceremony *of, const struct passkey_answer *answer,
                      struct person_passkey *kept, struct slice handle, struct passkey_use *ret)
{
        struct passkey passkey = {.id = kept->credential,
                                  .sign_count = (uint32_t)kept->sign_count,
                                  .backup_eligible = kept->backup_eligible,
                                  .backed_up = kept->backed_up};
        passkey.key.algorithm = (int)kept->algorithm;
        passkey.key.len = kept->key.len;
        must(kept->key.len <= sizeof passkey.key.bytes);
        memcpy(passkey.key.bytes, kept->key.at, kept->key.len);
        if (passkey_verify(of, answer, &passkey, handle, ret) != PASSKEY_GOOD) return false;
        kept->sign_count = ret->sign_count;
        kept->backed_up = ret->backed_up;
        return true;
}

/* For whoever reads the log: a passkey counted no further, as a copy of it would (identity/passkey.h). */
static struct err note_count(struct visit *v, void *context)
{
        const struct person *owner = context;
        return visit_note(v, "passkey-count", &(struct noted){.kind = "person", .object = owner->id});
}

struct err proof_check_passkey(struct visit *v, json_t *asked, int64_t person, struct person_passkey *kept, bool *ret)
{
        struct ceremony ceremony;
        struct passkey_answer answer;
        struct person owner;
        if (!read_answer(v, asked, person, &ceremony, &answer)) return NO_ERR;
        struct err err = store_find_passkey(visit_store(v), answer.id, visit_arena(v), kept, &owner);
        if (err.code == ERR_NOT_FOUND) return NO_ERR;
        TRY(err);
        if (owner.is_disabled || (person && owner.id != person)) return NO_ERR;
        struct passkey_use use = {0};
        const struct passkey_ceremony of = ceremony_of(v, &ceremony);
        *ret = is_signed(&of, &answer, kept, owner.handle, &use);
        if (*ret) ceremony_end(v, &ceremony);
        return use.count_stands ? in_transaction(v, note_count, &owner) : NO_ERR;
}

bool proof_read_new_passkey(struct visit *v, json_t *asked, int64_t person, struct ceremony *ret_ceremony,
                            struct person_passkey *ret)
{
        struct passkey_answer answer;
        struct passkey made;
        if (!read_answer(v, asked, person, ret_ceremony, &answer)) return false;
        const struct passkey_ceremony of = ceremony_of(v, ret_ceremony);
        if (passkey_register(&of, &answer, &made) != PASSKEY_GOOD) return false;
        ceremony_end(v, ret_ceremony);
        *ret = (struct person_passkey){
                .credential = made.id,
                .person = person,
                .key = arena_copy(visit_arena(v), (struct slice){(const char *)made.key.bytes, made.key.len}),
                .algorithm = made.key.algorithm,
                .aaguid = made.aaguid,
                .sign_count = made.sign_count,
                .backup_eligible = made.backup_eligible,
                .backed_up = made.backed_up,
                .name = visit_text(v, "passkey"),
                .made_ms = v->now_ms,
        };
        return true;
}
