/* One's own account: name and language, where one is signed in, and the page that shows all of it. */
#include "desk/me.h"
#include "desk/article.h"
#include "desk/handlers.h"
#include "desk/proof.h"

#include <sodium.h>

enum { SHOWN_NAME_MAX_BYTES = 300 };

static const char *const done_words[] = {"saved", "password", "passkey", "passkey_removed", "session"};

/* ---- values ---- */

struct slice hex_written(struct visit *v, struct slice bytes)
{
        char *text = arena_alloc(visit_arena(v), bytes.len * 2 + 1);
        sodium_bin2hex(text, bytes.len * 2 + 1, (const unsigned char *)bytes.at, bytes.len);
        return (struct slice){text, bytes.len * 2};
}

struct slice hex_read(struct visit *v, struct slice text)
{
        unsigned char *bytes = arena_alloc(visit_arena(v), text.len / 2 + 1);
        size_t len = 0;
        const char *end = NULL;
        if (sodium_hex2bin(bytes, text.len / 2 + 1, text.at, text.len, NULL, &len, &end) != 0) return SLICE("");
        return end == text.at + text.len ? (struct slice){(const char *)bytes, len} : SLICE("");
}

json_t *moment_value(struct visit *v, int64_t ms)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(200);
        language_write_date(v->texts, ms, DATE_SHORT_DAY, &text);
        buf_add_text(&text, ", ");
        language_write_date(v->texts, ms, DATE_CLOCK, &text);
        return text_value(buf_slice(&text));
}

static const char *const languages[][2] = {{"uk", "Українська"}, {"ru", "Русский"}, {"en", "English"}};
enum { LANGUAGES = sizeof languages / sizeof languages[0] };

json_t *desk_languages(struct slice chosen)
{
        json_t *list = json_array();
        for (size_t i = 0; i < LANGUAGES; i++)
                json_array_append_new(list,
                                      json_pack("{s:s, s:s, s:b}", "code", languages[i][0], "name", languages[i][1],
                                                "is_chosen", slice_eq(chosen, slice_of(languages[i][0]))));
        return list;
}

bool desk_language_is_known(struct slice code)
{
        for (size_t i = 0; i < LANGUAGES; i++)
                if (slice_eq(code, slice_of(languages[i][0]))) return true;
        return false;
}

static struct err put_passkeys(struct visit *v, json_t *values)
{
        struct person_passkeys passkeys;
        TRY(store_list_passkeys(visit_store(v), v->person->id, visit_arena(v), &passkeys));
        json_t *list = json_array();
        for (size_t i = 0; i < passkeys.count; i++) {
                const struct person_passkey *p = &passkeys.at[i];
                json_array_append_new(list,
                                      json_pack("{s:o, s:o, s:o, s:o}", "id", text_value(hex_written(v, p->credential)),
                                                "name", text_value(p->name), "made", moment_value(v, p->made_ms),
                                                "used", p->used_ms ? moment_value(v, p->used_ms) : json_null()));
        }
        json_object_set_new(values, "passkeys", list);
        json_object_set_new(values, "has_passkeys", json_boolean(passkeys.count > 0));
        return NO_ERR;
}

static struct err put_sessions(struct visit *v, json_t *values)
{
        struct sessions sessions;
        TRY(store_list_sessions(visit_store(v), v->person->id, v->now_ms, visit_arena(v), &sessions));
        json_t *list = json_array();
        for (size_t i = 0; i < sessions.count; i++) {
                const struct session *s = &sessions.at[i];
                struct slice id = {(const char *)s->hash, sizeof s->hash};
                bool is_this = memcmp(s->hash, v->session_hash.bytes, sizeof s->hash) == 0;
                json_array_append_new(list,
                                      json_pack("{s:o, s:o, s:o, s:o, s:o, s:b}", "id", text_value(hex_written(v, id)),
                                                "address", text_value(s->address), "agent", text_value(s->agent),
                                                "made", moment_value(v, s->made_ms), "seen",
                                                moment_value(v, s->seen_ms), "is_this", is_this));
        }
        json_object_set_new(values, "sessions", list);
        return NO_ERR;
}

static struct err put_secrets(struct visit *v, json_t *values)
{
        int64_t left = 0;
        TRY(store_count_recovery_codes(visit_store(v), v->person->id, &left));
        json_object_set_new(values, "has_password", json_boolean(v->person->password.len > 0));
        json_object_set_new(values, "has_totp", json_boolean(v->person->totp_secret.len > 0));
        json_object_set_new(values, "asks_codes_after", json_boolean(me_asks_codes_after(v)));
        struct slice count = arena_format(visit_arena(v), "%lld", (long long)left);
        CLEANUP(buf_clear) struct buf text = BUF_INIT(500);
        language_write_text(v->texts, "me_codes_left", &(struct language_value){"count", count}, 1, &text);
        json_object_set_new(values, "codes_left", text_value(buf_slice(&text)));
        return NO_ERR;
}

static void put_done(struct visit *v, json_t *values)
{
        struct slice done = visit_query(v, "done");
        for (size_t i = 0; i < sizeof done_words / sizeof done_words[0]; i++) {
                if (!slice_eq(done, slice_of(done_words[i]))) continue;
                struct slice key = arena_format(visit_arena(v), "me_done_%s", done_words[i]);
                json_object_set_new(values, "done", text_value(visit_text(v, key.at)));
        }
}

static void put_fault(struct visit *v, json_t *values, const char *name, const char *key)
{
        json_object_set_new(values, name, key ? text_value(visit_text(v, key)) : json_null());
}

struct err show_me(struct visit *v, unsigned status, const struct me_faults *faults)
{
        json_t *values = json_object();
        struct err err = put_passkeys(v, values);
        if (err.code == OK) err = put_sessions(v, values);
        if (err.code == OK) err = put_secrets(v, values);
        if (err.code != OK) {
                json_decref(values);
                return err;
        }
        put_done(v, values);
        put_fault(v, values, "name_fault", faults->name);
        put_fault(v, values, "old_fault", faults->old_password);
        put_fault(v, values, "new_fault", faults->new_password);
        put_fault(v, values, "codes_after_fault", faults->codes_after);
        json_object_set_new(values, "my_name", text_value(v->person->name));
        json_object_set_new(values, "login", text_value(v->person->login));
        json_object_set_new(values, "languages", desk_languages(v->person->language));
        return reply_page(v, status, "me", values);
}

struct err reply_me_done(struct visit *v, const char *done)
{
        return reply_go(v, "/me?done=%s", done);
}

struct err handle_me(struct visit *v)
{
        return show_me(v, 200, &(struct me_faults){0});
}

/* ---- name and language ---- */

static struct err put_person(struct visit *v, void *context)
{
        TRY(store_put_person(visit_store(v), context));
        return visit_note(v, "change-me", &(struct noted){.kind = "person", .object = v->person->id});
}

struct err handle_change_me(struct visit *v)
{
        struct person person = *v->person;
        person.name = visit_field(v, "name");
        struct slice language = visit_field(v, "language");
        if (desk_language_is_known(language)) person.language = language;
        person.single_keys_off = visit_field(v, "single_keys_off").len > 0;
        if (person.name.len == 0 || person.name.len > SHOWN_NAME_MAX_BYTES)
                return show_me(v, 422, &(struct me_faults){.name = "fault_name"});
        TRY(in_transaction(v, put_person, &person));
        return reply_me_done(v, "saved");
}

/* ---- where one is signed in ---- */

static struct err end_session(struct visit *v, void *context)
{
        TRY(store_remove_session(visit_store(v), context));
        return visit_note(v, "end-session", &(struct noted){.kind = "person", .object = v->person->id});
}

struct err handle_end_session(struct visit *v)
{
        struct session session;
        struct slice id = hex_read(v, visit_field(v, "id"));
        if (id.len != STORE_HASH_BYTES) return reply_refused(v, 400, "refused_request");
        struct err err =
                store_find_session(visit_store(v), (const uint8_t *)id.at, v->now_ms, visit_arena(v), &session);
        if (err.code == ERR_NOT_FOUND || (err.code == OK && session.person != v->person->id))
                return reply_me_done(v, "session"); /* it is over already, or nobody's business */
        TRY(err);
        TRY(in_transaction(v, end_session, session.hash));
        return reply_me_done(v, "session");
}

static struct err end_sessions(struct visit *v, void *context)
{
        (void)context;
        TRY(store_remove_sessions(visit_store(v), v->person->id));
        return visit_note(v, "end-sessions", &(struct noted){.kind = "person", .object = v->person->id});
}

struct err me_end_other_sessions(struct visit *v)
{
        unsigned count = 0;
        TRY(store_remove_other_sessions(visit_store(v), v->person->id, v->session_hash.bytes, &count));
        if (count == 0) return NO_ERR;
        return visit_note(v, "end-other-sessions", &(struct noted){.kind = "person", .object = v->person->id});
}

struct err handle_end_my_sessions(struct visit *v)
{
        TRY(in_transaction(v, end_sessions, NULL));
        return reply_go(v, "/sign-in");
}
