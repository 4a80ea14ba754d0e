#include "store/people_inside.h"
#include "store/sign_ins.h"

static struct err drop_old(struct store *s, int64_t now_ms)
{
        struct query q = ask(s, DROP_OLD_SESSIONS);
        query_bind_int(&q, now_ms - SESSION_MAX_MS);
        return query_run(&q);
}

struct err store_add_session(struct store *s, const struct session *session)
{
        store_check_writing(s);
        TRY(drop_old(s, session->made_ms));
        struct query q = ask(s, ADD_SESSION);
        query_bind_bytes(&q, hash_slice(session->hash));
        query_bind_int(&q, session->person);
        query_bind_int(&q, session->made_ms);
        query_bind_int(&q, session->seen_ms);
        query_bind_int(&q, session->fresh_ms);
        query_bind_text(&q, session->address);
        query_bind_text(&q, session->agent);
        return query_run(&q);
}

static struct session read_session(const struct query *q, struct arena *a)
{
        struct session session = {
                .person = query_int(q, 1),
                .made_ms = query_int(q, 2),
                .seen_ms = query_int(q, 3),
                .fresh_ms = query_int(q, 4),
                .address = query_copy(q, 5, a),
                .agent = query_copy(q, 6, a),
        };
        hash_read(q, 0, session.hash);
        return session;
}

struct err store_find_session(struct store *s, const uint8_t hash[STORE_HASH_BYTES], int64_t now_ms, struct arena *a,
                              struct session *ret)
{
        CLEANUP(query_end) struct query q = ask(s, FIND_SESSION);
        query_bind_bytes(&q, hash_slice(hash));
        query_bind_int(&q, now_ms - SESSION_MAX_MS);
        TRY(query_row(&q));
        *ret = read_session(&q, a);
        return NO_ERR;
}

struct err store_list_sessions(struct store *s, int64_t person, int64_t now_ms, struct arena *a, struct sessions *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_SESSIONS);
        query_bind_int(&q, person);
        query_bind_int(&q, now_ms - SESSION_MAX_MS);
        struct err err;
        *ret = (struct sessions){0};
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = read_session(&q, a);
        }
        return err;
}

struct err store_touch_session(struct store *s, const uint8_t hash[STORE_HASH_BYTES], int64_t now_ms)
{
        store_check_writing(s);
        struct query q = ask(s, TOUCH_SESSION);
        query_bind_bytes(&q, hash_slice(hash));
        query_bind_int(&q, now_ms);
        query_bind_int(&q, now_ms - SESSION_TOUCH_MS);
        return query_run(&q);
}

struct err store_freshen_session(struct store *s, const uint8_t hash[STORE_HASH_BYTES], int64_t now_ms)
{
        store_check_writing(s);
        struct query q = ask(s, FRESHEN_SESSION);
        query_bind_bytes(&q, hash_slice(hash));
        query_bind_int(&q, now_ms);
        return run_on_row(s, &q);
}

struct err store_remove_session(struct store *s, const uint8_t hash[STORE_HASH_BYTES])
{
        store_check_writing(s);
        struct query q = ask(s, DROP_SESSION);
        query_bind_bytes(&q, hash_slice(hash));
        return query_run(&q);
}

struct err store_remove_sessions(struct store *s, int64_t person)
{
        store_check_writing(s);
        struct query q = ask(s, DROP_SESSIONS);
        query_bind_int(&q, person);
        return query_run(&q);
}

struct err store_remove_other_sessions(struct store *s, int64_t person, const uint8_t kept[STORE_HASH_BYTES],
                                       unsigned *ret_count)
{
        store_check_writing(s);
        CLEANUP(query_end) struct query q = ask(s, DROP_OTHER_SESSIONS);
        struct err err = NO_ERR;
        query_bind_int(&q, person);
        query_bind_bytes(&q, hash_slice(kept));
        *ret_count = 0;
        while (query_next(&q, &err))
                ++*ret_count;
        return err;
}
