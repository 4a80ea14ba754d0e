/* Signing in with a passkey, or with password and code; signing out.
 *
 * Replies to a known and an unknown login are the same, in words and in time. Tries with passwords are limited by
 * account and network, passkeys are not, so nobody can keep an editor out by guessing. */
#include "desk/sign_in.h"
#include "desk/codes.h"
#include "desk/handlers.h"
#include "desk/proof.h"

#include "identity/passkey_options.h"

#include <stdio.h>

enum { MINUTE_MS = 60 * 1000 };

/* ---- what all ways have in common ---- */

struct slice safe_next(struct slice next)
{
        bool is_path = slice_starts_with(next, SLICE("/")) && !slice_starts_with(next, SLICE("//"));
        for (size_t i = 0; i < next.len; i++)
                if (next.at[i] <= ' ' || next.at[i] == '\\' || next.at[i] > '~') is_path = false;
        return is_path ? next : SLICE("/");
}

static void set_cookie(struct visit *v, const char *value, const char *more)
{
        buf_truncate(&v->errand->reply.cookie);
        buf_add_format(&v->errand->reply.cookie, "%s=%s; Path=/; HttpOnly; SameSite=Strict%s%s",
                       session_cookie_name(v->desk), value, v->desk->is_secure ? "; Secure" : "", more);
}

struct err session_begin(struct visit *v, int64_t person, const char *way)
{
        struct token token = token_make();
        struct token_text text = token_write(&token);
        struct token_hash hash = token_hash(&token);
        struct session row = {
                .person = person,
                .made_ms = v->now_ms,
                .seen_ms = v->now_ms,
                .fresh_ms = v->now_ms,
                .address = v->errand->address,
                .agent = v->errand->agent,
        };
        memcpy(row.hash, hash.bytes, sizeof row.hash);
        TRY(store_add_session(visit_store(v), &row));
        TRY(store_load_person(visit_store(v), person, visit_arena(v), &v->who));
        v->person = &v->who;
        TRY(visit_note(v, "sign-in", &(struct noted){.detail = visit_detail(v, "way", slice_of(way))}));
        set_cookie(v, text.at, "");
        return NO_ERR;
}

/* ---- the page ---- */

static struct err show_sign_in(struct visit *v, unsigned status, struct slice fault, struct slice login)
{
        json_t *values = json_object();
        struct slice next = visit_query(v, "next");
        if (next.len == 0) next = visit_field(v, "next");
        if (fault.len)
                json_object_set_new(values, "notice",
                                    json_pack("{s:s, s:s%}", "kind", "bad", "text", fault.at, fault.len));
        json_object_set_new(values, "next", json_stringn(safe_next(next).at, safe_next(next).len));
        json_object_set_new(values, "login", json_stringn(login.at, login.len));
        return reply_page(v, status, "sign_in", values);
}

struct err handle_sign_in_page(struct visit *v)
{
        if (v->person) return reply_go(v, "/");
        return show_sign_in(v, 200, SLICE(""), SLICE(""));
}

/* ---- password and code ---- */

static struct err show_limited(struct visit *v, int64_t wait_ms, struct slice login)
{
        char minutes[24];
        CLEANUP(buf_clear) struct buf text = BUF_INIT(1000);
        snprintf(minutes, sizeof minutes, "%lld", (long long)((wait_ms + MINUTE_MS - 1) / MINUTE_MS));
        language_write_text(v->texts, "sign_in_limited", &(struct language_value){"minutes", slice_of(minutes)}, 1,
                            &text);
        return show_sign_in(v, 429, buf_slice(&text), login);
}

static struct err let_in(struct visit *v, const struct person *person, struct slice code, bool *ret)
{
        TRY(store_begin(visit_store(v)));
        struct err err = proof_take_code(v, person, code, ret);
        if (err.code == OK && *ret) err = session_begin(v, person->id, "password");
        if (err.code == OK && *ret) return store_commit(visit_store(v));
        store_rollback(visit_store(v));
        return err;
}

/* The same for everybody, whoever they said they are. */
static struct err show_failed(struct visit *v, struct slice login)
{
        bool are_lost = false;
        TRY(codes_are_lost_for_some(v, &are_lost));
        return show_sign_in(v, 403, visit_text(v, are_lost ? "sign_in_codes_lost" : "sign_in_failed"), login);
}

/* Who tries to sign in is nobody yet, whoever else is signed in on the device: the log has the name that was tried. */
static struct err note_failed_sign_in(struct visit *v, struct slice login)
{
        const struct person *signed_in = v->person;
        v->person = NULL;
        struct err err = proof_note_failure(v, "sign-in-failed", login);
        v->person = signed_in;
        return err;
}

static struct err end_sign_in(struct visit *v)
{
        struct slice login = visit_field(v, "login");
        struct person person;
        bool is_right = false;
        TRY(proof_password_outcome(v, &person, &is_right));
        if (is_right) TRY(let_in(v, &person, visit_field(v, "code"), &is_right));
        if (!is_right) {
                TRY(note_failed_sign_in(v, login));
                return show_failed(v, login);
        }
        try_limit_give_back(v->desk->tries, login, v->errand->address, v->now_ms);
        struct slice next = safe_next(visit_field(v, "next"));
        return reply_go(v, "%.*s", SLICE_ARGS(next));
}

struct err handle_sign_in(struct visit *v)
{
        struct slice login = visit_field(v, "login");
        struct person person;
        int64_t wait_ms = try_limit_take(v->desk->tries, login, v->errand->address, v->now_ms);
        if (wait_ms) return show_limited(v, wait_ms, login);
        struct err err = store_find_person_by_login(visit_store(v), login, visit_arena(v), &person);
        if (err.code != ERR_NOT_FOUND) TRY(err);
        return proof_compare_password(v, err.code == OK ? &person : NULL, visit_field(v, "password"), end_sign_in);
}

/* ---- passkeys ---- */

struct err handle_passkey_options(struct visit *v)
{
        const struct ceremony c = ceremony_begin(v, 0);
        const struct passkey_ceremony ceremony = ceremony_of(v, &c);
        struct token_text id = token_write(&c.id);
        return reply_json(v, 200,
                          json_pack("{s:s, s:o}", "ceremony", id.at, "options",
                                    passkey_request_options(&ceremony, (struct passkey_ids){0})));
}

static struct err let_in_with(struct visit *v, const struct person_passkey *kept)
{
        TRY(store_begin(visit_store(v)));
        struct err err =
                store_note_passkey_use(visit_store(v), kept->credential, kept->sign_count, kept->backed_up, v->now_ms);
        if (err.code == OK) err = session_begin(v, kept->person, "passkey");
        if (err.code == OK) return store_commit(visit_store(v));
        store_rollback(visit_store(v));
        return err;
}

struct err handle_passkey_sign_in(struct visit *v)
{
        struct person_passkey kept = {0};
        bool is_right = false;
        json_t *asked = visit_json(v);
        if (!asked) return reply_refused(v, 400, "refused_request");
        struct err err = proof_check_passkey(v, asked, 0, &kept, &is_right);
        json_decref(asked);
        TRY(err);
        if (!is_right) {
                if (try_limit_notes(v->desk->tries, v->errand->address, v->now_ms))
                        TRY(note_failed_sign_in(v, SLICE("")));
                return reply_refused(v, 403, "sign_in_failed");
        }
        TRY(let_in_with(v, &kept));
        return reply_json(v, 200, json_object());
}

/* Signed in in a window beside the text: the window tells the other one, and may be closed. */
struct err handle_signed_in(struct visit *v)
{
        return reply_page(v, 200, "signed_in", json_object());
}

/* ---- leaving ---- */

struct err handle_sign_out(struct visit *v)
{
        TRY(store_begin(visit_store(v)));
        struct err err = store_remove_session(visit_store(v), v->session_hash.bytes);
        if (err.code == OK) err = visit_note(v, "sign-out", &(struct noted){0});
        if (err.code != OK) {
                store_rollback(visit_store(v));
                return err;
        }
        TRY(store_commit(visit_store(v)));
        set_cookie(v, "", "; Max-Age=0");
        return reply_go(v, "/sign-in");
}
