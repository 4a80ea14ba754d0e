/* One's own password, the codes that go with it, and the ten for the day when the telephone is gone.
 *
 * A new secret for codes is nobody's until a code of it was typed: till then it is only on the page that shows it, and
 * comes back with the form. */
#include "desk/article.h"
#include "desk/codes.h"
#include "desk/handlers.h"
#include "desk/me.h"
#include "desk/proof.h"
#include "desk/sign_in.h"

#include "base/log.h"
#include "identity/qr_code.h"
#include "identity/recovery.h"

/* ---- the password ---- */

static struct err put_password(struct visit *v, void *context)
{
        const struct slice *hash = context;
        TRY(store_put_password(visit_store(v), v->person->id, *hash));
        TRY(visit_note(v, "change-password", &(struct noted){.kind = "person", .object = v->person->id}));
        return me_end_other_sessions(v);
}

static struct err end_new_password(struct visit *v)
{
        struct slice hash = proof_hash_outcome(v);
        if (hash.len == 0) return reply_refused(v, 503, "refused_busy");
        TRY(in_transaction(v, put_password, &hash));
        return reply_me_done(v, "password");
}

static struct err end_old_password(struct visit *v)
{
        struct person person;
        bool is_right = false;
        TRY(proof_password_outcome(v, &person, &is_right));
        if (!is_right || person.id != v->person->id) {
                TRY(proof_note_failure(v, "proof-failed", v->person->login));
                return show_me(v, 403, &(struct me_faults){.old_password = "me_old_wrong"});
        }
        try_limit_give_back(v->desk->tries, v->person->login, v->errand->address, v->now_ms);
        return proof_hash_password(v, visit_field(v, "new_password"), end_new_password);
}

bool me_asks_codes_after(const struct visit *v)
{
        return v->person->password.len == 0 && v->person->totp_secret.len == 0;
}

/* Who has one is asked for it; who has none is to have proved just now, with a passkey, who they are, and to know what
 * follows. */
struct err handle_change_password(struct visit *v)
{
        bool has_one = v->person->password.len > 0;
        if (!has_one && !proof_is_fresh(v)) return reply_go(v, "/again?next=/me");
        const char *fault = proof_judge_password(visit_field(v, "new_password"), v->person->login, v->person->name);
        if (fault) return show_me(v, 422, &(struct me_faults){.new_password = fault});
        if (me_asks_codes_after(v) && !slice_eq(visit_field(v, "codes_after"), SLICE("yes")))
                return show_me(v, 422, &(struct me_faults){.codes_after = "me_codes_after_unmeant"});
        if (!has_one) return proof_hash_password(v, visit_field(v, "new_password"), end_new_password);
        if (try_limit_take(v->desk->tries, v->person->login, v->errand->address, v->now_ms))
                return show_me(v, 429, &(struct me_faults){.old_password = "again_limited"});
        return proof_compare_password(v, v->person, visit_field(v, "old_password"), end_old_password);
}

/* ---- codes ---- */

static struct err show_totp(struct visit *v, unsigned status, const struct totp_secret *secret, const char *fault)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(100), uri = BUF_INIT(2000), picture = BUF_INIT(100000);
        unsigned size = 0;
        struct slice bytes = {(const char *)secret->bytes, sizeof secret->bytes};
        totp_secret_write(secret, &text);
        totp_write_uri(secret, visit_newsroom(v)->editions[0].name, v->person->login, &uri);
        TRY(qr_code_write(buf_text(&uri), &size, &picture));
        json_t *values = json_object();
        json_object_set_new(values, "secret", text_value(buf_slice(&text)));
        json_object_set_new(values, "uri", text_value(buf_slice(&uri)));
        json_object_set_new(values, "picture", text_value(buf_slice(&picture)));
        json_object_set_new(values, "picture_size", json_integer(size));
        json_object_set_new(values, "bytes", text_value(hex_written(v, bytes)));
        json_object_set_new(values, "fault", fault ? text_value(visit_text(v, fault)) : json_null());
        return reply_page(v, status, "totp", values);
}

struct err handle_totp_page(struct visit *v)
{
        struct totp_secret secret = totp_secret_make();
        return show_totp(v, 200, &secret, NULL);
}

struct set_up {
        struct slice secret; /* empty: it stays */
        int64_t step;
        struct recovery_code codes[RECOVERY_CODES];
        uint8_t hashes[RECOVERY_CODES * RECOVERY_BYTES];
};

static void make_codes(struct set_up *s)
{
        recovery_codes_make(s->codes);
        for (size_t i = 0; i < RECOVERY_CODES; i++) {
                struct recovery_hash hash;
                must(recovery_hash(slice_of(s->codes[i].at), &hash));
                memcpy(s->hashes + i * RECOVERY_BYTES, hash.bytes, RECOVERY_BYTES);
        }
}

static struct err put_codes(struct visit *v, void *context)
{
        const struct set_up *s = context;
        bool is_taken = true;
        const struct slice hashes = {(const char *)s->hashes, sizeof s->hashes};
        const struct noted noted = {.kind = "person", .object = v->person->id};
        if (s->secret.len) {
                TRY(store_put_totp(visit_store(v), v->person->id, s->secret));
                TRY(store_note_totp_step(visit_store(v), v->person->id, s->step, &is_taken));
        }
        TRY(store_put_recovery_codes(visit_store(v), v->person->id, hashes));
        TRY(visit_note(v, s->secret.len ? "set-up-codes" : "recovery-codes", &noted));
        return s->secret.len ? me_end_other_sessions(v) : NO_ERR;
}

/* Shown this once: kept are only their hashes. */
static struct err show_codes(struct visit *v, const struct set_up *s)
{
        json_t *list = json_array();
        for (size_t i = 0; i < RECOVERY_CODES; i++)
                json_array_append_new(list, json_string(s->codes[i].at));
        return reply_page(v, 200, "recovery", json_pack("{s:o, s:b}", "codes", list, "is_new_key", s->secret.len > 0));
}

struct err handle_set_up_totp(struct visit *v)
{
        struct totp_secret secret;
        struct set_up set_up = {0};
        struct slice typed = hex_read(v, visit_field(v, "secret"));
        if (typed.len != sizeof secret.bytes) return reply_refused(v, 400, "refused_request");
        memcpy(secret.bytes, typed.at, sizeof secret.bytes);
        set_up.step = totp_check(&secret, visit_field(v, "code"), v->now_ms, -1);
        if (set_up.step < 0) return show_totp(v, 422, &secret, "totp_wrong");
        struct err err = codes_seal(v, v->person, &secret, &set_up.secret);
        if (err.code != OK) {
                log_err(err, "the key of people's codes");
                return show_totp(v, 503, &secret, "totp_no_key");
        }
        make_codes(&set_up);
        TRY(in_transaction(v, put_codes, &set_up));
        v->who.totp_secret = set_up.secret; /* the notice that it is missing is out of date */
        return show_codes(v, &set_up);
}

struct err handle_new_recovery_codes(struct visit *v)
{
        struct set_up set_up = {0};
        if (v->person->totp_secret.len == 0) return reply_go(v, "/me/codes");
        make_codes(&set_up);
        TRY(in_transaction(v, put_codes, &set_up));
        return show_codes(v, &set_up);
}
