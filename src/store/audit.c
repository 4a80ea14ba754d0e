/* Adding to the audit and listing it. What is hashed has numbers as 8 bytes, the lowest first, and texts behind their
 * length, so that no two rows have the same bytes. */
#include "store/audit_inside.h"

#include <sodium.h>

/* ---- hashing ---- */

static void hash_number(crypto_hash_sha256_state *hash, uint64_t number)
{
        uint8_t bytes[8];
        for (size_t i = 0; i < sizeof bytes; i++)
                bytes[i] = (uint8_t)(number >> 8 * i);
        crypto_hash_sha256_update(hash, bytes, sizeof bytes);
}

static void hash_text(crypto_hash_sha256_state *hash, struct slice text)
{
        hash_number(hash, text.len);
        if (text.len) crypto_hash_sha256_update(hash, (const uint8_t *)text.at, text.len);
}

struct audit_hash audit_hash_of(const struct audit_hash *before, const struct audit_row *row)
{
        _Static_assert(AUDIT_HASH_BYTES == crypto_hash_sha256_BYTES, "SHA-256");
        struct audit_hash ret;
        crypto_hash_sha256_state hash;
        crypto_hash_sha256_init(&hash);
        crypto_hash_sha256_update(&hash, before->bytes, sizeof before->bytes);
        hash_number(&hash, (uint64_t)row->number);
        hash_number(&hash, (uint64_t)row->time_ms);
        hash_number(&hash, (uint64_t)row->person);
        hash_text(&hash, row->act);
        hash_text(&hash, row->object_kind);
        hash_number(&hash, (uint64_t)row->object);
        hash_number(&hash, row->edition);
        hash_text(&hash, row->address);
        hash_text(&hash, row->detail);
        crypto_hash_sha256_final(&hash, ret.bytes);
        return ret;
}

static struct slice bytes_of(const struct audit_hash *hash)
{
        return (struct slice){(const char *)hash->bytes, sizeof hash->bytes};
}

struct audit_hash audit_read_hash(const struct query *q, int column)
{
        struct audit_hash ret = {0};
        struct slice bytes = query_slice(q, column);
        if (bytes.len == sizeof ret.bytes) memcpy(ret.bytes, bytes.at, sizeof ret.bytes);
        return ret;
}

/* ---- adding ---- */

struct err audit_load_end(struct store *s, struct audit_end *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_AUDIT_END);
        TRY(query_row(&q));
        *ret = (struct audit_end){.number = query_int(&q, 0), .hash = audit_read_hash(&q, 1)};
        return NO_ERR;
}

static struct err add_row(struct store *s, const struct audit_row *row, const struct audit_hash *hash)
{
        struct query q = ask(s, ADD_AUDIT);
        query_bind_int(&q, row->number);
        query_bind_int(&q, row->time_ms);
        query_bind_id(&q, row->person);
        query_bind_text(&q, row->act);
        query_bind_text(&q, row->object_kind);
        query_bind_int(&q, row->object);
        query_bind_int(&q, row->edition);
        query_bind_text(&q, row->address);
        query_bind_text(&q, row->detail);
        query_bind_bytes(&q, bytes_of(hash));
        return query_run(&q);
}

static struct err move_end(struct store *s, int64_t number, const struct audit_hash *hash)
{
        struct query q = ask(s, MOVE_AUDIT_END);
        query_bind_int(&q, number);
        query_bind_bytes(&q, bytes_of(hash));
        return query_run(&q);
}

struct err store_append_audit(struct store *s, const struct audit_row *row, int64_t *ret_number)
{
        store_check_writing(s);
        must(row->act.len > 0);
        struct audit_end end;
        TRY(audit_load_end(s, &end));
        struct audit_row added = *row;
        added.number = end.number + 1;
        if (added.detail.len == 0) added.detail = SLICE("{}");
        struct audit_hash hash = audit_hash_of(&end.hash, &added);
        TRY(add_row(s, &added, &hash));
        TRY(move_end(s, added.number, &hash));
        *ret_number = added.number;
        return NO_ERR;
}

/* ---- listing ---- */

struct audit_row audit_read(const struct query *q, struct arena *a)
{
        return (struct audit_row){
                .number = query_int(q, 0),
                .time_ms = query_int(q, 1),
                .person = query_int(q, 2),
                .act = query_copy(q, 3, a),
                .object_kind = query_copy(q, 4, a),
                .object = query_int(q, 5),
                .edition = (unsigned)query_int(q, 6),
                .address = query_copy(q, 7, a),
                .detail = query_copy(q, 8, a),
        };
}

/* The index that leaves the fewest rows to be passed over. */
static enum statement list_along(const struct audit_filter *filter)
{
        if (filter->object_kind.len && filter->object) return LIST_AUDIT_OF_OBJECT;
        if (filter->person) return LIST_AUDIT_OF_PERSON;
        return filter->act.len ? LIST_AUDIT_OF_ACT : LIST_AUDIT;
}

struct err store_list_audit(struct store *s, const struct audit_filter *filter, struct arena *a, struct audit_rows *ret)
{
        CLEANUP(query_end) struct query q = ask(s, list_along(filter));
        query_bind_int(&q, filter->before ? filter->before : INT64_MAX);
        query_bind_int(&q, filter->from_ms);
        query_bind_int(&q, filter->before_ms ? filter->before_ms : INT64_MAX);
        query_bind_id(&q, filter->person);
        query_bind_text(&q, filter->act);
        query_bind_text(&q, filter->object_kind);
        query_bind_int(&q, filter->object);
        query_bind_int(&q, filter->limit);
        struct err err;
        *ret = (struct audit_rows){0};
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = audit_read(&q, a);
        }
        return err;
}

struct err store_find_entry(struct store *s, int64_t article, struct slice entry, struct arena *a,
                            struct slice *ret_text)
{
        CLEANUP(query_end) struct query q = ask(s, FIND_ENTRY);
        query_bind_int(&q, article);
        query_bind_text(&q, entry);
        TRY(query_row(&q));
        *ret_text = query_copy(&q, 0, a);
        return NO_ERR;
}
