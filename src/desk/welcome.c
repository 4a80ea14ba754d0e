/* By a link, used once, somebody becomes a person: the first one of the newsroom, or whoever was invited. With a
 * passkey, or with a password. */
#include "desk/handlers.h"
#include "desk/me.h"
#include "desk/proof.h"
#include "desk/sign_in.h"

#include "identity/passkey_options.h"

enum { LINK_MAX_BYTES = 400 };

/* The invitation whose token stands in the path. */
static struct err find_invitation(struct visit *v, struct invitation *ret)
{
        struct token token;
        if (!token_read(v->errand->steps[0], &token)) return ERR(ERR_NOT_FOUND, "find an invitation");
        struct token_hash hash = token_hash(&token);
        return store_find_invitation(visit_store(v), hash.bytes, v->now_ms, visit_arena(v), ret);
}

static struct err refuse_link(struct visit *v)
{
        return reply_refused(v, 410, "welcome_gone");
}

/* ---- the page ---- */

static struct err write_intro(struct visit *v, const struct invitation *invitation, struct buf *ret)
{
        if (invitation->made_by == 0) {
                int64_t people = 0;
                TRY(store_count_people(visit_store(v), &people));
                buf_add(ret, visit_text(v, people ? "welcome_asked" : "welcome_first"));
                return NO_ERR;
        }
        struct person host;
        TRY(store_load_person(visit_store(v), invitation->made_by, visit_arena(v), &host));
        language_write_text(v->texts, "welcome_invited", &(struct language_value){"name", host.name}, 1, ret);
        return NO_ERR;
}

/* What was filled in, and what is wrong with it; keys of texts, NULL: nothing. */
struct filled {
        struct slice name, login, language, password;
        struct slice hash; /* the password's */
        const char *name_fault, *login_fault, *password_fault;
};

static void put_text(json_t *values, const char *key, struct slice text)
{
        json_object_set_new(values, key, json_stringn_nocheck(text.at, text.len));
}

static void put_fault(struct visit *v, json_t *values, const char *key, const char *fault)
{
        put_text(values, key, fault ? visit_text(v, fault) : SLICE(""));
}

static struct err show(struct visit *v, unsigned status, const struct invitation *invitation, const struct filled *f)
{
        CLEANUP(buf_clear) struct buf intro = BUF_INIT(2000);
        TRY(write_intro(v, invitation, &intro));
        json_t *values = json_object();
        put_text(values, "intro", buf_slice(&intro));
        put_text(values, "token", v->errand->steps[0]);
        put_text(values, "name", f->name);
        put_text(values, "login", f->login);
        put_fault(v, values, "name_fault", f->name_fault);
        put_fault(v, values, "login_fault", f->login_fault);
        put_fault(v, values, "password_fault", f->password_fault);
        struct slice locale = visit_text(v, "locale");
        json_object_set_new(values, "languages",
                            desk_languages(f->language.len ? f->language : (struct slice){locale.at, 2}));
        return reply_page(v, status, "welcome", values);
}

struct err handle_welcome_page(struct visit *v)
{
        struct invitation invitation;
        struct err err = find_invitation(v, &invitation);
        if (err.code == ERR_NOT_FOUND) return refuse_link(v);
        TRY(err);
        return show(v, 200, &invitation, &(struct filled){0});
}

/* ---- becoming one ---- */

static bool login_is_usable(struct slice login)
{
        for (size_t i = 0; i < login.len; i++)
                if ((unsigned char)login.at[i] <= ' ' || login.at[i] == 0x7f) return false;
        return login.len > 0 && login.len <= 100;
}

/* Name, login and language; the login's being taken is seen when it is added. */
static bool is_well_filled(struct filled *f)
{
        if (f->name.len == 0 || f->name.len > 300) f->name_fault = "fault_name";
        if (!login_is_usable(f->login)) f->login_fault = "fault_login";
        if (!desk_language_is_known(f->language)) f->language = SLICE("uk");
        return !f->name_fault && !f->login_fault && !f->password_fault;
}

static struct err add_person(struct visit *v, const struct invitation *invitation, const struct filled *f,
                             struct slice handle, int64_t *ret)
{
        const struct person person = {
                .login = f->login,
                .name = f->name,
                .language = f->language,
                .handle = handle,
                .password = f->hash,
                .totp_last_step = -1,
                .created_ms = v->now_ms,
                .roles = invitation->roles,
        };
        TRY(store_add_person(visit_store(v), &person, ret));
        TRY(store_use_invitation(visit_store(v), invitation->hash, *ret, v->now_ms));
        TRY(visit_note(v, "join", &(struct noted){.kind = "person", .object = *ret}));
        return session_begin(v, *ret, f->hash.len ? "password" : "passkey");
}

static struct slice new_handle(struct visit *v)
{
        struct token token = token_make();
        return arena_copy(visit_arena(v), (struct slice){(const char *)token.bytes, sizeof token.bytes});
}

/* All or nothing: person, invitation, passkey (may be NULL), session. */
static struct err become(struct visit *v, const struct invitation *invitation, const struct filled *f,
                         struct person_passkey *passkey, struct slice handle)
{
        int64_t id = 0;
        TRY(store_begin(visit_store(v)));
        struct err err = add_person(v, invitation, f, handle, &id);
        if (err.code == OK && passkey) {
                passkey->person = id;
                err = store_add_passkey(visit_store(v), passkey);
        }
        if (err.code == OK) return store_commit(visit_store(v));
        store_rollback(visit_store(v));
        return err;
}

static struct filled filled_in_form(struct visit *v)
{
        return (struct filled){.name = visit_field(v, "name"),
                               .login = visit_field(v, "login"),
                               .language = visit_field(v, "language"),
                               .password = visit_field(v, "password")};
}

static struct err end_welcome(struct visit *v)
{
        struct invitation invitation;
        struct filled f = filled_in_form(v);
        struct err err = find_invitation(v, &invitation);
        if (err.code == ERR_NOT_FOUND) return refuse_link(v);
        TRY(err);
        f.hash = proof_hash_outcome(v);
        if (!is_well_filled(&f) || f.hash.len == 0) return reply_refused(v, 503, "refused_busy");
        err = become(v, &invitation, &f, NULL, new_handle(v));
        if (err.code == ERR_CONFLICT) {
                f.login_fault = "fault_login_taken";
                return show(v, 409, &invitation, &f);
        }
        TRY(err);
        return reply_go(v, "/");
}

struct err handle_welcome(struct visit *v)
{
        struct invitation invitation;
        struct err err = find_invitation(v, &invitation);
        if (err.code == ERR_NOT_FOUND) return refuse_link(v);
        TRY(err);
        struct filled f = filled_in_form(v);
        f.password_fault = proof_judge_password(f.password, f.login, f.name);
        if (!is_well_filled(&f)) return show(v, 422, &invitation, &f);
        return proof_hash_password(v, f.password, end_welcome);
}

/* ---- with a passkey ---- */

static struct filled filled_from(const json_t *asked)
{
        return (struct filled){.name = proof_member(asked, "name"),
                               .login = proof_member(asked, "login"),
                               .language = proof_member(asked, "language")};
}

static struct err offer_passkey(struct visit *v, json_t *asked)
{
        struct invitation invitation;
        struct err err = find_invitation(v, &invitation);
        if (err.code == ERR_NOT_FOUND) return refuse_link(v);
        TRY(err);
        struct filled f = filled_from(asked);
        if (!is_well_filled(&f)) return reply_refused(v, 422, f.name_fault ? f.name_fault : f.login_fault);
        const struct ceremony c = ceremony_begin(v, 0);
        const struct passkey_ceremony ceremony = ceremony_of(v, &c);
        /* The handle is the ceremony's id: random, and known again when the answer comes. */
        const struct passkey_person person = {
                .handle = {(const char *)c.id.bytes, sizeof c.id.bytes}, .login = f.login, .name = f.name};
        struct token_text id = token_write(&c.id);
        return reply_json(v, 200,
                          json_pack("{s:s, s:o}", "ceremony", id.at, "options",
                                    passkey_creation_options(&ceremony, &person, (struct passkey_ids){0})));
}

struct err handle_welcome_passkey_options(struct visit *v)
{
        json_t *asked = visit_json(v);
        if (!asked) return reply_refused(v, 400, "refused_request");
        struct err err = offer_passkey(v, asked);
        json_decref(asked);
        return err;
}

static struct err keep_passkey(struct visit *v, const struct invitation *invitation, json_t *asked, bool *ret)
{
        struct ceremony ceremony;
        struct person_passkey passkey;
        struct filled f = filled_from(asked);
        *ret = false;
        if (!is_well_filled(&f) || !proof_read_new_passkey(v, asked, 0, &ceremony, &passkey)) return NO_ERR;
        struct slice handle =
                arena_copy(visit_arena(v), (struct slice){(const char *)ceremony.id.bytes, sizeof ceremony.id.bytes});
        TRY(become(v, invitation, &f, &passkey, handle));
        *ret = true;
        return NO_ERR;
}

struct err handle_welcome_passkey(struct visit *v)
{
        struct invitation invitation;
        bool is_kept = false;
        json_t *asked = visit_json(v);
        if (!asked) return reply_refused(v, 400, "refused_request");
        struct err err = find_invitation(v, &invitation);
        bool is_gone = err.code == ERR_NOT_FOUND;
        if (err.code == OK) err = keep_passkey(v, &invitation, asked, &is_kept);
        json_decref(asked);
        if (is_gone) return refuse_link(v);
        if (err.code == ERR_CONFLICT) return reply_refused(v, 409, "fault_login_taken");
        TRY(err);
        if (!is_kept) return reply_refused(v, 422, "passkey_failed");
        return reply_json(v, 200, json_pack("{s:s}", "go", "/"));
}

/* ---- links ---- */

struct err invitation_make(struct desk *d, const struct invitation *like, struct buf *ret_link)
{
        struct token token = token_make();
        struct token_text text = token_write(&token);
        struct token_hash hash = token_hash(&token);
        struct invitation invitation = *like;
        memcpy(invitation.hash, hash.bytes, sizeof invitation.hash);
        TRY(store_add_invitation(writer_store(d->writer), &invitation));
        buf_add_format(ret_link, "%s/welcome/%s", buf_text(&d->url), text.at);
        return BUF_OK(ret_link, "write a link");
}
