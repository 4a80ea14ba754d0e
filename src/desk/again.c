/* Proving again who one is, before what must not be done from a desk that somebody left open: roles, invitations, one's
 * own passkeys and codes.
 *
 * What was asked is not lost by that. A form that came too late is shown as hidden fields of the page that asks for the
 * proof; when it is given, the browser sends the same form again (by 307 behind a password, by a script behind a
 * passkey). So there is nothing to keep here, and each row of the table is asked anew. */
#include "desk/article.h"
#include "desk/handlers.h"
#include "desk/proof.h"
#include "desk/sign_in.h"

#include "http/form.h"
#include "identity/passkey_options.h"

/* ---- the page ---- */

/* The fields of the form that came, without those of the page that asked for a proof before. */
static json_t *fields_of(struct visit *v)
{
        struct http_form form;
        struct http_form_pair pair;
        json_t *list = json_array();
        http_form_init(&form, v->errand->body, visit_arena(v));
        while (http_form_next(&form, &pair) == HTTP_FORM_PAIR) {
                if (slice_starts_with(pair.name, SLICE("again_"))) continue;
                json_array_append_new(
                        list, json_pack("{s:o, s:o}", "name", text_value(pair.name), "value", text_value(pair.value)));
        }
        return list;
}

/* Asks for the proof, to go on to `path`: with the form that came, or just there. */
static struct err show_again(struct visit *v, unsigned status, struct slice path, bool is_form, struct slice fault)
{
        struct person_passkeys passkeys;
        TRY(store_list_passkeys(visit_store(v), v->person->id, visit_arena(v), &passkeys));
        json_t *values = json_object();
        json_object_set_new(values, "path", text_value(path));
        json_object_set_new(values, "is_form", json_boolean(is_form));
        json_object_set_new(values, "fields", is_form ? fields_of(v) : json_array());
        json_object_set_new(values, "has_passkey", json_boolean(passkeys.count > 0));
        json_object_set_new(values, "has_password", json_boolean(v->person->password.len > 0));
        json_object_set_new(values, "wants_code", json_boolean(v->person->totp_secret.len > 0));
        json_object_set_new(values, "fault", text_value(fault));
        return reply_page(v, status, "again", values);
}

bool proof_is_fresh(const struct visit *v)
{
        enum { FRESH_MS = 5 * 60 * 1000 };
        return v->now_ms - v->session.fresh_ms < FRESH_MS;
}

struct err reply_ask_proof(struct visit *v)
{
        struct slice path = v->errand->path;
        if (visit_wants_json(v)) {
                json_t *values = json_object();
                json_object_set_new(values, "why", text_value(visit_text(v, "refused_fresh")));
                json_object_set_new(values, "again", json_true());
                return reply_json(v, 403, values);
        }
        if (v->errand->route->method == HTTP_GET) return reply_go_and_back(v, "/again");
        return show_again(v, 403, path, true, SLICE(""));
}

struct err handle_again_page(struct visit *v)
{
        return show_again(v, 200, safe_next(visit_query(v, "next")), false, SLICE(""));
}

/* ---- with password and code ---- */

static struct err freshen(struct visit *v, const char *way)
{
        TRY(store_freshen_session(visit_store(v), v->session_hash.bytes, v->now_ms));
        return visit_note(v, "proof", &(struct noted){.detail = visit_detail(v, "way", slice_of(way))});
}

static struct err freshen_with_code(struct visit *v, const struct person *person, bool *ret)
{
        TRY(store_begin(visit_store(v)));
        struct err err = proof_take_code(v, person, visit_field(v, "again_code"), ret);
        if (err.code == OK && *ret) err = freshen(v, "password");
        if (err.code == OK && *ret) return store_commit(visit_store(v));
        store_rollback(visit_store(v));
        return err;
}

static struct slice path_asked(struct visit *v, bool *ret_is_form)
{
        *ret_is_form = slice_eq(visit_field(v, "again_form"), SLICE("yes"));
        return safe_next(visit_field(v, "again_path"));
}

static struct err end_again(struct visit *v)
{
        struct person person;
        bool is_right = false, is_form;
        struct slice path = path_asked(v, &is_form);
        TRY(proof_password_outcome(v, &person, &is_right));
        if (is_right && person.id == v->person->id) TRY(freshen_with_code(v, &person, &is_right));
        if (!is_right) {
                TRY(proof_note_failure(v, "proof-failed", v->person->login));
                return show_again(v, 403, path, is_form, visit_text(v, "again_failed"));
        }
        try_limit_give_back(v->desk->tries, person.login, v->errand->address, v->now_ms);
        TRY(reply_go(v, "%.*s", SLICE_ARGS(path)));
        if (is_form) v->errand->reply.status = 307; /* the same form, once more */
        return NO_ERR;
}

struct err handle_again(struct visit *v)
{
        bool is_form;
        struct slice path = path_asked(v, &is_form);
        int64_t wait_ms = try_limit_take(v->desk->tries, v->person->login, v->errand->address, v->now_ms);
        if (wait_ms) return show_again(v, 429, path, is_form, visit_text(v, "again_limited"));
        return proof_compare_password(v, v->person, visit_field(v, "again_password"), end_again);
}

/* ---- with a passkey ---- */

struct err handle_again_options(struct visit *v)
{
        struct person_passkeys passkeys;
        TRY(store_list_passkeys(visit_store(v), v->person->id, visit_arena(v), &passkeys));
        struct slice *ids = arena_array(visit_arena(v), passkeys.count + 1, sizeof *ids);
        for (size_t i = 0; i < passkeys.count; i++)
                ids[i] = passkeys.at[i].credential;
        const struct ceremony c = ceremony_begin(v, v->person->id);
        const struct passkey_ceremony ceremony = ceremony_of(v, &c);
        struct token_text id = token_write(&c.id);
        return reply_json(v, 200,
                          json_pack("{s:s, s:o}", "ceremony", id.at, "options",
                                    passkey_request_options(&ceremony, (struct passkey_ids){ids, passkeys.count})));
}

static struct err freshen_with(struct visit *v, const struct person_passkey *kept)
{
        TRY(store_begin(visit_store(v)));
        struct err err =
                store_note_passkey_use(visit_store(v), kept->credential, kept->sign_count, kept->backed_up, v->now_ms);
        if (err.code == OK) err = freshen(v, "passkey");
        if (err.code == OK) return store_commit(visit_store(v));
        store_rollback(visit_store(v));
        return err;
}

struct err handle_again_passkey(struct visit *v)
{
        struct person_passkey kept = {0};
        bool is_right = false;
        json_t *asked = visit_json(v);
        if (!asked) return reply_refused(v, 400, "refused_request");
        struct err err = proof_check_passkey(v, asked, v->person->id, &kept, &is_right);
        json_decref(asked);
        TRY(err);
        if (!is_right) {
                TRY(proof_note_failure(v, "proof-failed", v->person->login));
                return reply_refused(v, 403, "passkey_failed");
        }
        TRY(freshen_with(v, &kept));
        return reply_json(v, 200, json_object());
}
