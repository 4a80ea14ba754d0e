/* Who works here: their roles by edition, coming by invitation, being let in no more. For administrators.
 *
 * Somebody must be left who can do all this: the last administrator keeps the role, and stays. */
#include "desk/article.h"
#include "desk/handlers.h"
#include "desk/me.h"
#include "desk/people_roles.h"
#include "desk/sign_in.h"

enum { LINK_MAX_BYTES = 400 };

/* ---- the list ---- */

static struct err put_people(struct visit *v, json_t *values)
{
        struct people people;
        TRY(store_list_people(visit_store(v), visit_arena(v), &people));
        json_t *list = json_array();
        for (size_t i = 0; i < people.count; i++) {
                const struct person *p = &people.at[i];
                json_array_append_new(list,
                                      json_pack("{s:I, s:o, s:o, s:o, s:b, s:b}", "id", (json_int_t)p->id, "name",
                                                text_value(p->name), "login", text_value(p->login), "roles",
                                                text_value(roles_in_words(v, &p->roles)), "is_disabled", p->is_disabled,
                                                "lacks_codes", p->password.len > 0 && p->totp_secret.len == 0));
        }
        json_object_set_new(values, "people", list);
        return NO_ERR;
}

static struct err put_invitations(struct visit *v, json_t *values)
{
        struct invitations invitations;
        TRY(store_list_invitations(visit_store(v), v->now_ms, visit_arena(v), &invitations));
        json_t *list = json_array();
        for (size_t i = 0; i < invitations.count; i++) {
                const struct invitation *one = &invitations.at[i];
                struct person host = {.name = SLICE("")};
                if (one->made_by) TRY(store_load_person(visit_store(v), one->made_by, visit_arena(v), &host));
                struct slice id = {(const char *)one->hash, sizeof one->hash};
                json_array_append_new(list, json_pack("{s:o, s:o, s:o, s:o}", "id", text_value(hex_written(v, id)),
                                                      "roles", text_value(roles_in_words(v, &one->roles)), "host",
                                                      text_value(host.name), "until",
                                                      moment_value(v, one->made_ms + INVITATION_MAX_MS)));
        }
        json_object_set_new(values, "invitations", list);
        json_object_set_new(values, "has_invitations", json_boolean(invitations.count > 0));
        return NO_ERR;
}

static struct err show_people(struct visit *v, unsigned status, const char *fault)
{
        json_t *values = json_object();
        struct err err = put_people(v, values);
        if (err.code == OK) err = put_invitations(v, values);
        if (err.code != OK) {
                json_decref(values);
                return err;
        }
        json_object_set_new(values, "roles", roles_value(v, &(struct person_roles){0}));
        json_object_set_new(values, "fault", fault ? text_value(visit_text(v, fault)) : json_null());
        return reply_page(v, status, "people", values);
}

struct err handle_people(struct visit *v)
{
        return show_people(v, 200, NULL);
}

/* ---- invitations ---- */

struct invited {
        struct invitation like;
        struct buf *link;
};

static struct err invite(struct visit *v, void *context)
{
        const struct invited *invited = context;
        TRY(invitation_make(v->desk, &invited->like, invited->link));
        struct slice roles = roles_in_keys(v, &invited->like.roles);
        return visit_note(v, "invite", &(struct noted){.detail = visit_detail(v, "roles", roles)});
}

/* The link is shown this once: kept is only its token's hash. */
struct err handle_invite(struct visit *v)
{
        CLEANUP(buf_clear) struct buf link = BUF_INIT(LINK_MAX_BYTES);
        struct invited invited = {.like = {.made_by = v->person->id, .made_ms = v->now_ms}, .link = &link};
        if (!roles_read_form(v, &invited.like.roles)) return reply_refused(v, 400, "refused_request");
        if (invited.like.roles.count == 0) return show_people(v, 422, "people_no_role");
        TRY(in_transaction(v, invite, &invited));
        json_t *values = json_object();
        json_object_set_new(values, "link", text_value(buf_slice(&link)));
        json_object_set_new(values, "roles", text_value(roles_in_words(v, &invited.like.roles)));
        return reply_page(v, 200, "invited", values);
}

static struct err remove_invitation(struct visit *v, void *context)
{
        TRY(store_remove_invitation(visit_store(v), context));
        return visit_note(v, "take-back-invitation", &(struct noted){0});
}

struct err handle_remove_invitation(struct visit *v)
{
        uint8_t hash[STORE_HASH_BYTES];
        struct slice id = hex_read(v, visit_field(v, "id"));
        if (id.len != sizeof hash) return reply_refused(v, 400, "refused_request");
        memcpy(hash, id.at, sizeof hash);
        TRY(in_transaction(v, remove_invitation, hash));
        return reply_go(v, "/people");
}

/* ---- one person ---- */

static struct err show_person(struct visit *v, unsigned status, const struct person *person, const char *fault)
{
        struct sessions sessions;
        TRY(store_list_sessions(visit_store(v), person->id, v->now_ms, visit_arena(v), &sessions));
        json_t *values = json_object();
        json_object_set_new(values, "id", json_integer(person->id));
        json_object_set_new(values, "their_name", text_value(person->name));
        json_object_set_new(values, "login", text_value(person->login));
        json_object_set_new(values, "is_disabled", json_boolean(person->is_disabled));
        json_object_set_new(values, "since", moment_value(v, person->created_ms));
        json_object_set_new(values, "roles", roles_value(v, &person->roles));
        json_object_set_new(values, "has_sessions", json_boolean(sessions.count > 0));
        json_object_set_new(values, "seen", sessions.count ? moment_value(v, sessions.at[0].seen_ms) : json_null());
        json_object_set_new(values, "is_done", json_boolean(slice_eq(visit_query(v, "done"), SLICE("saved"))));
        json_object_set_new(values, "fault", fault ? text_value(visit_text(v, fault)) : json_null());
        return reply_page(v, status, "person", values);
}

/* The person in the path; ERR_NOT_FOUND. */
static struct err load_asked(struct visit *v, struct person *ret)
{
        return store_load_person(visit_store(v), visit_id(v, 0), visit_arena(v), ret);
}

struct err handle_person(struct visit *v)
{
        struct person person;
        struct err err = load_asked(v, &person);
        if (err.code == ERR_NOT_FOUND) return reply_refused(v, 404, "refused_missing");
        TRY(err);
        return show_person(v, 200, &person, NULL);
}

static bool is_administrator(const struct person_roles *roles)
{
        return roles_may_everywhere(roles->at, roles->count, MAY_PEOPLE);
}

/* Whether nobody but this person could let people in, were they not there. */
static struct err is_last_administrator(struct visit *v, const struct person *person, bool *ret)
{
        struct people people;
        TRY(store_list_people(visit_store(v), visit_arena(v), &people));
        *ret = is_administrator(&person->roles) && !person->is_disabled;
        for (size_t i = 0; i < people.count; i++) {
                const struct person *other = &people.at[i];
                if (other->id != person->id && !other->is_disabled && is_administrator(&other->roles)) *ret = false;
        }
        return NO_ERR;
}

static struct err put_roles(struct visit *v, void *context)
{
        const struct person *person = context;
        struct person before;
        TRY(load_asked(v, &before));
        TRY(store_put_roles(visit_store(v), person->id, person->roles));
        struct slice from = roles_in_keys(v, &before.roles), to = roles_in_keys(v, &person->roles);
        struct slice change = arena_format(visit_arena(v), "%.*s → %.*s", SLICE_ARGS(from), SLICE_ARGS(to));
        return visit_note(
                v, "roles",
                &(struct noted){.kind = "person", .object = person->id, .detail = visit_detail(v, "roles", change)});
}

struct err handle_put_roles(struct visit *v)
{
        struct person person;
        struct person_roles roles;
        bool is_last = false;
        struct err err = load_asked(v, &person);
        if (err.code == ERR_NOT_FOUND) return reply_refused(v, 404, "refused_missing");
        TRY(err);
        if (!roles_read_form(v, &roles)) return reply_refused(v, 400, "refused_request");
        TRY(is_last_administrator(v, &person, &is_last));
        if (is_last && !is_administrator(&roles)) return show_person(v, 409, &person, "people_last");
        person.roles = roles;
        TRY(in_transaction(v, put_roles, &person));
        return reply_go(v, "/people/%lld?done=saved", (long long)person.id);
}

/* ---- letting in ---- */

static struct err put_access(struct visit *v, void *context)
{
        const struct person *person = context;
        TRY(store_put_person(visit_store(v), person));
        return visit_note(v, person->is_disabled ? "disable" : "enable",
                          &(struct noted){.kind = "person", .object = person->id});
}

struct err handle_put_access(struct visit *v)
{
        struct person person;
        bool is_last = false;
        struct err err = load_asked(v, &person);
        if (err.code == ERR_NOT_FOUND) return reply_refused(v, 404, "refused_missing");
        TRY(err);
        bool disables = slice_eq(visit_field(v, "do"), SLICE("disable"));
        TRY(is_last_administrator(v, &person, &is_last));
        if (is_last && disables) return show_person(v, 409, &person, "people_last");
        person.is_disabled = disables;
        TRY(in_transaction(v, put_access, &person));
        return reply_go(v, "/people/%lld?done=saved", (long long)person.id);
}

static struct err end_sessions(struct visit *v, void *context)
{
        const struct person *person = context;
        TRY(store_remove_sessions(visit_store(v), person->id));
        return visit_note(v, "end-sessions", &(struct noted){.kind = "person", .object = person->id});
}

struct err handle_end_persons_sessions(struct visit *v)
{
        struct person person;
        struct err err = load_asked(v, &person);
        if (err.code == ERR_NOT_FOUND) return reply_refused(v, 404, "refused_missing");
        TRY(err);
        TRY(in_transaction(v, end_sessions, &person));
        return reply_go(v, "/people/%lld?done=saved", (long long)person.id);
}
