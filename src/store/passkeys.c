#include "store/people_inside.h"

struct err store_add_passkey(struct store *s, const struct person_passkey *passkey)
{
        store_check_writing(s);
        struct query q = ask(s, ADD_PASSKEY);
        query_bind_bytes(&q, passkey->credential);
        query_bind_int(&q, passkey->person);
        query_bind_bytes(&q, passkey->key);
        query_bind_int(&q, passkey->algorithm);
        query_bind_bytes(&q, passkey->aaguid);
        query_bind_int(&q, passkey->sign_count);
        query_bind_int(&q, passkey->backup_eligible);
        query_bind_int(&q, passkey->backed_up);
        query_bind_text(&q, passkey->name);
        query_bind_int(&q, passkey->made_ms);
        query_bind_int(&q, passkey->used_ms);
        return query_run(&q);
}

static struct person_passkey read_passkey(const struct query *q, struct arena *a)
{
        return (struct person_passkey){
                .credential = query_copy(q, 0, a),
                .person = query_int(q, 1),
                .key = query_copy(q, 2, a),
                .algorithm = query_int(q, 3),
                .aaguid = query_copy(q, 4, a),
                .sign_count = query_int(q, 5),
                .backup_eligible = query_int(q, 6),
                .backed_up = query_int(q, 7),
                .name = query_copy(q, 8, a),
                .made_ms = query_int(q, 9),
                .used_ms = query_int(q, 10),
        };
}

struct err store_find_passkey(struct store *s, struct slice credential, struct arena *a, struct person_passkey *ret,
                              struct person *ret_person)
{
        CLEANUP(query_end) struct query q = ask(s, FIND_PASSKEY);
        query_bind_bytes(&q, credential);
        TRY(query_row(&q));
        struct person_passkey passkey = read_passkey(&q, a);
        TRY(store_load_person(s, passkey.person, a, ret_person));
        *ret = passkey;
        return NO_ERR;
}

struct err store_list_passkeys(struct store *s, int64_t person, struct arena *a, struct person_passkeys *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_PASSKEYS);
        query_bind_int(&q, person);
        struct err err;
        *ret = (struct person_passkeys){0};
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = read_passkey(&q, a);
        }
        return err;
}

struct err store_note_passkey_use(struct store *s, struct slice credential, int64_t sign_count, bool backed_up,
                                  int64_t now_ms)
{
        store_check_writing(s);
        struct query q = ask(s, NOTE_PASSKEY_USE);
        query_bind_bytes(&q, credential);
        query_bind_int(&q, sign_count);
        query_bind_int(&q, backed_up);
        query_bind_int(&q, now_ms);
        return run_on_row(s, &q);
}

struct err store_name_passkey(struct store *s, int64_t person, struct slice credential, struct slice name)
{
        store_check_writing(s);
        struct query q = ask(s, NAME_PASSKEY);
        query_bind_bytes(&q, credential);
        query_bind_int(&q, person);
        query_bind_text(&q, name);
        return run_on_row(s, &q);
}

struct err store_remove_passkey(struct store *s, int64_t person, struct slice credential)
{
        store_check_writing(s);
        struct query q = ask(s, DROP_PASSKEY);
        query_bind_bytes(&q, credential);
        query_bind_int(&q, person);
        return run_on_row(s, &q);
}
