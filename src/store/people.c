/* Persons and their roles. A login is stored with its case folded, so that one person has it whatever the case. */
#include "news/text.h"
#include "store/people_inside.h"
#include "store/sign_ins.h"

/* ---- roles ---- */

struct err roles_check(const struct store *s, struct person_roles roles)
{
        for (size_t i = 0; i < roles.count; i++)
                if (roles.at[i].role >= ROLE_COUNT || roles.at[i].edition > s->edition_count)
                        return ERR(ERR_INVALID, "give a role of an edition that is not there");
        return NO_ERR;
}

struct err roles_load(struct query *q, struct arena *a, struct person_roles *ret)
{
        struct err err;
        *ret = (struct person_roles){0};
        while (query_next(q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = (struct person_role){
                        .role = (enum role)query_int(q, 0),
                        .edition = (unsigned)query_int(q, 1),
                };
        }
        return err;
}

static struct err load_roles(struct store *s, struct arena *a, struct person *person)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_ROLES);
        query_bind_int(&q, person->id);
        return roles_load(&q, a, &person->roles);
}

static struct err add_roles(struct store *s, int64_t person, struct person_roles roles)
{
        for (size_t i = 0; i < roles.count; i++) {
                struct query q = ask(s, ADD_ROLE);
                query_bind_int(&q, person);
                query_bind_int(&q, roles.at[i].role);
                query_bind_int(&q, roles.at[i].edition);
                TRY(query_run(&q));
        }
        return NO_ERR;
}

static struct err person_is_there(struct store *s, int64_t id)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_PERSON);
        query_bind_int(&q, id);
        return query_row(&q);
}

struct err store_put_roles(struct store *s, int64_t person, struct person_roles roles)
{
        store_check_writing(s);
        TRY(roles_check(s, roles));
        TRY(person_is_there(s, person));
        struct query q = ask(s, DROP_ROLES);
        query_bind_int(&q, person);
        TRY(query_run(&q));
        return add_roles(s, person, roles);
}

/* ---- reading ---- */

static struct person read_person(const struct query *q, struct arena *a)
{
        return (struct person){
                .id = query_int(q, 0),
                .login = query_copy(q, 1, a),
                .name = query_copy(q, 2, a),
                .language = query_copy(q, 3, a),
                .handle = query_copy(q, 4, a),
                .password = query_copy(q, 5, a),
                .totp_secret = query_copy(q, 6, a),
                .totp_last_step = query_int(q, 7),
                .created_ms = query_int(q, 8),
                .is_disabled = query_int(q, 9),
                .single_keys_off = query_int(q, 10),
        };
}

static struct err load_one(struct store *s, struct query *q, struct arena *a, struct person *ret)
{
        TRY(query_row(q));
        struct person person = read_person(q, a);
        TRY(load_roles(s, a, &person));
        *ret = person;
        return NO_ERR;
}

struct err store_find_person_by_login(struct store *s, struct slice login, struct arena *a, struct person *ret)
{
        CLEANUP(query_end) struct query q = ask(s, FIND_PERSON);
        query_bind_text(&q, text_folded(login, a));
        return load_one(s, &q, a, ret);
}

struct err store_load_person(struct store *s, int64_t id, struct arena *a, struct person *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_PERSON);
        query_bind_int(&q, id);
        return load_one(s, &q, a, ret);
}

struct err store_list_people(struct store *s, struct arena *a, struct people *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_PEOPLE);
        struct err err;
        *ret = (struct people){0};
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count] = read_person(&q, a);
                TRY(load_roles(s, a, &ret->at[ret->count++]));
        }
        return err;
}

/* Nobody is ever deleted, and ids have no gaps. */
struct err store_count_people(struct store *s, int64_t *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LAST_PERSON);
        TRY(query_row(&q));
        *ret = query_int(&q, 0);
        return NO_ERR;
}

/* ---- writing ---- */

static struct err add_person(struct store *s, int64_t id, struct slice login, const struct person *person)
{
        struct query q = ask(s, ADD_PERSON);
        query_bind_int(&q, id);
        query_bind_text(&q, login);
        query_bind_text(&q, person->name);
        query_bind_text(&q, person->language);
        query_bind_bytes(&q, person->handle);
        query_bind_text(&q, person->password);
        query_bind_bytes(&q, person->totp_secret);
        query_bind_int(&q, person->totp_secret.len ? person->totp_last_step : -1);
        query_bind_int(&q, person->created_ms);
        query_bind_int(&q, person->is_disabled);
        return query_run(&q);
}

struct err store_add_person(struct store *s, const struct person *person, int64_t *ret_id)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        store_check_writing(s);
        struct slice login = person->login;
        if (login.len == 0 || login.len > LOGIN_MAX_BYTES || !text_is_line(login))
                return ERR(ERR_INVALID, "store a person without a proper login");
        TRY(roles_check(s, person->roles));
        int64_t last = 0;
        TRY(store_count_people(s, &last));
        TRY(add_person(s, last + 1, text_folded(login, &arena), person));
        TRY(add_roles(s, last + 1, person->roles));
        *ret_id = last + 1;
        return NO_ERR;
}

struct err run_on_row(struct store *s, struct query *q)
{
        TRY(query_run(q));
        return database_changed_rows(s->database) ? NO_ERR : ERR(ERR_NOT_FOUND, "change what is not there");
}

struct err store_put_person(struct store *s, const struct person *person)
{
        store_check_writing(s);
        struct query q = ask(s, PUT_PERSON);
        query_bind_int(&q, person->id);
        query_bind_text(&q, person->name);
        query_bind_text(&q, person->language);
        query_bind_int(&q, person->is_disabled);
        query_bind_int(&q, person->single_keys_off);
        TRY(run_on_row(s, &q));
        return person->is_disabled ? store_remove_sessions(s, person->id) : NO_ERR;
}

struct err store_put_password(struct store *s, int64_t person, struct slice hash)
{
        store_check_writing(s);
        struct query q = ask(s, PUT_PASSWORD);
        query_bind_int(&q, person);
        query_bind_text(&q, hash);
        return run_on_row(s, &q);
}

struct err store_put_totp(struct store *s, int64_t person, struct slice secret)
{
        store_check_writing(s);
        struct query q = ask(s, PUT_TOTP);
        query_bind_int(&q, person);
        query_bind_bytes(&q, secret);
        return run_on_row(s, &q);
}

struct err store_keep_totp_anew(struct store *s, int64_t person, struct slice secret)
{
        store_check_writing(s);
        struct query q = ask(s, KEEP_TOTP_ANEW);
        query_bind_int(&q, person);
        query_bind_bytes(&q, secret);
        return run_on_row(s, &q);
}

struct err store_note_totp_step(struct store *s, int64_t person, int64_t step, bool *ret_taken)
{
        store_check_writing(s);
        TRY(person_is_there(s, person));
        struct query q = ask(s, NOTE_TOTP_STEP);
        query_bind_int(&q, person);
        query_bind_int(&q, step);
        TRY(query_run(&q));
        *ret_taken = database_changed_rows(s->database) > 0;
        return NO_ERR;
}
