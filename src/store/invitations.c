#include "store/people_inside.h"
#include "store/sign_ins.h"

static struct err add_role(struct store *s, struct slice hash, const struct person_role *role)
{
        struct query q = ask(s, ADD_INVITATION_ROLE);
        query_bind_bytes(&q, hash);
        query_bind_int(&q, role->role);
        query_bind_int(&q, role->edition);
        return query_run(&q);
}

struct err store_add_invitation(struct store *s, const struct invitation *invitation)
{
        store_check_writing(s);
        TRY(roles_check(s, invitation->roles));
        struct slice hash = hash_slice(invitation->hash);
        struct query q = ask(s, ADD_INVITATION);
        query_bind_bytes(&q, hash);
        query_bind_id(&q, invitation->made_by);
        query_bind_int(&q, invitation->made_ms);
        TRY(query_run(&q));
        for (size_t i = 0; i < invitation->roles.count; i++)
                TRY(add_role(s, hash, &invitation->roles.at[i]));
        return NO_ERR;
}

static struct err read_invitation(struct store *s, const struct query *q, struct arena *a, struct invitation *ret)
{
        *ret = (struct invitation){.made_by = query_int(q, 1), .made_ms = query_int(q, 2)};
        hash_read(q, 0, ret->hash);
        CLEANUP(query_end) struct query roles = ask(s, LIST_INVITATION_ROLES);
        query_bind_bytes(&roles, hash_slice(ret->hash));
        return roles_load(&roles, a, &ret->roles);
}

struct err store_find_invitation(struct store *s, const uint8_t hash[STORE_HASH_BYTES], int64_t now_ms, struct arena *a,
                                 struct invitation *ret)
{
        CLEANUP(query_end) struct query q = ask(s, FIND_INVITATION);
        query_bind_int(&q, now_ms - INVITATION_MAX_MS);
        query_bind_bytes(&q, hash_slice(hash));
        TRY(query_row(&q));
        return read_invitation(s, &q, a, ret);
}

struct err store_list_invitations(struct store *s, int64_t now_ms, struct arena *a, struct invitations *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_INVITATIONS);
        query_bind_int(&q, now_ms - INVITATION_MAX_MS);
        struct err err;
        *ret = (struct invitations){0};
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                TRY(read_invitation(s, &q, a, &ret->at[ret->count++]));
        }
        return err;
}

struct err store_use_invitation(struct store *s, const uint8_t hash[STORE_HASH_BYTES], int64_t person, int64_t now_ms)
{
        store_check_writing(s);
        struct query q = ask(s, USE_INVITATION);
        query_bind_int(&q, now_ms - INVITATION_MAX_MS);
        query_bind_bytes(&q, hash_slice(hash));
        query_bind_int(&q, person);
        query_bind_int(&q, now_ms);
        return run_on_row(s, &q);
}

struct err store_remove_invitation(struct store *s, const uint8_t hash[STORE_HASH_BYTES])
{
        store_check_writing(s);
        struct query roles = ask(s, DROP_INVITATION_ROLES);
        query_bind_bytes(&roles, hash_slice(hash));
        TRY(query_run(&roles));
        struct query q = ask(s, DROP_INVITATION);
        query_bind_bytes(&q, hash_slice(hash));
        return query_run(&q);
}
