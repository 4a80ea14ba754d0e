/* One's own passkeys: another one, its name, taking one away. */
#include "desk/article.h"
#include "desk/handlers.h"
#include "desk/me.h"
#include "desk/proof.h"

#include "identity/passkey_options.h"

enum { PASSKEYS_MAX = 20, PASSKEY_NAME_MAX_BYTES = 200 };

struct err handle_my_passkey_options(struct visit *v)
{
        struct person_passkeys passkeys;
        TRY(store_list_passkeys(visit_store(v), v->person->id, visit_arena(v), &passkeys));
        if (passkeys.count >= PASSKEYS_MAX) return reply_refused(v, 409, "me_passkeys_many");
        struct slice *ids = arena_array(visit_arena(v), passkeys.count + 1, sizeof *ids);
        for (size_t i = 0; i < passkeys.count; i++)
                ids[i] = passkeys.at[i].credential;
        const struct ceremony c = ceremony_begin(v, v->person->id);
        const struct passkey_ceremony ceremony = ceremony_of(v, &c);
        const struct passkey_person person = {
                .handle = v->person->handle, .login = v->person->login, .name = v->person->name};
        struct token_text id = token_write(&c.id);
        return reply_json(
                v, 200,
                json_pack("{s:s, s:o}", "ceremony", id.at, "options",
                          passkey_creation_options(&ceremony, &person, (struct passkey_ids){ids, passkeys.count})));
}

static struct err add_passkey(struct visit *v, void *context)
{
        const struct person_passkey *passkey = context;
        TRY(store_add_passkey(visit_store(v), passkey));
        return visit_note(v, "add-passkey",
                          &(struct noted){.kind = "person",
                                          .object = v->person->id,
                                          .detail = visit_detail(v, "name", passkey->name)});
}

struct err handle_my_passkey(struct visit *v)
{
        struct ceremony ceremony;
        struct person_passkey passkey;
        json_t *asked = visit_json(v);
        if (!asked) return reply_refused(v, 400, "refused_request");
        bool is_made = proof_read_new_passkey(v, asked, v->person->id, &ceremony, &passkey);
        struct slice name = arena_copy(visit_arena(v), proof_member(asked, "passkey_name"));
        json_decref(asked);
        if (!is_made) return reply_refused(v, 422, "passkey_failed");
        if (name.len && name.len <= PASSKEY_NAME_MAX_BYTES) passkey.name = name;
        struct err err = in_transaction(v, add_passkey, &passkey);
        if (err.code == ERR_CONFLICT) return reply_refused(v, 409, "passkey_failed");
        TRY(err);
        return reply_json(v, 200, json_pack("{s:s}", "go", "/me?done=passkey"));
}

/* ---- changing one ---- */

struct change {
        struct slice credential, name;
};

static struct err name_passkey(struct visit *v, void *context)
{
        const struct change *c = context;
        TRY(store_name_passkey(visit_store(v), v->person->id, c->credential, c->name));
        return visit_note(
                v, "name-passkey",
                &(struct noted){.kind = "person", .object = v->person->id, .detail = visit_detail(v, "name", c->name)});
}

static struct err remove_passkey(struct visit *v, void *context)
{
        const struct change *c = context;
        TRY(store_remove_passkey(visit_store(v), v->person->id, c->credential));
        TRY(visit_note(v, "remove-passkey", &(struct noted){.kind = "person", .object = v->person->id}));
        return me_end_other_sessions(v);
}

struct err handle_name_passkey(struct visit *v)
{
        struct change change = {hex_read(v, visit_field(v, "id")), visit_field(v, "name")};
        if (change.name.len == 0 || change.name.len > PASSKEY_NAME_MAX_BYTES)
                return reply_refused(v, 422, "refused_request");
        struct err err = in_transaction(v, name_passkey, &change);
        if (err.code == ERR_NOT_FOUND) return reply_refused(v, 404, "refused_missing");
        TRY(err);
        return reply_me_done(v, "saved");
}

/* The last passkey of who has no password stays: nobody shuts themselves out. */
struct err handle_remove_passkey(struct visit *v)
{
        struct person_passkeys passkeys;
        struct change change = {.credential = hex_read(v, visit_field(v, "id"))};
        TRY(store_list_passkeys(visit_store(v), v->person->id, visit_arena(v), &passkeys));
        if (passkeys.count < 2 && v->person->password.len == 0) return reply_refused(v, 409, "me_passkey_last");
        struct err err = in_transaction(v, remove_passkey, &change);
        if (err.code == ERR_NOT_FOUND) return reply_refused(v, 404, "refused_missing");
        TRY(err);
        return reply_me_done(v, "passkey_removed");
}
