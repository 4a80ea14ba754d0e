/* The job "invite": whoever may write to the data folder may ask people in, with or without a desk that runs. The
 * link's token never comes here, only its hash. */
#include "base/clock.h"
#include "store/audit.h"
#include "store/sign_ins.h"
#include "writer/writer_inside.h"

#include <stdlib.h>

enum { ROLES_MAX = 64 };

static int digit(char c)
{
        if (c >= '0' && c <= '9') return c - '0';
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_hash(struct slice text, uint8_t ret[STORE_HASH_BYTES])
{
        if (text.len != (size_t)2 * STORE_HASH_BYTES) return false;
        for (size_t i = 0; i < STORE_HASH_BYTES; i++) {
                int high = digit(text.at[2 * i]), low = digit(text.at[2 * i + 1]);
                if (high < 0 || low < 0) return false;
                ret[i] = (uint8_t)(high * 16 + low);
        }
        return true;
}

/* "editor", or "editor=uk" for one edition. */
static struct err read_role(const struct newsroom *newsroom, const char *word, struct person_role *ret, struct buf *why)
{
        struct slice code = slice_of(word), key = slice_cut(&code, '=');
        if (!role_read(key, &ret->role)) {
                buf_add_format(why, "there is no role '%.*s'", SLICE_ARGS(key));
                return ERR(ERR_INVALID, "read an invitation");
        }
        ret->edition = 0;
        if (key.len == strlen(word)) return NO_ERR;
        const struct edition *edition = newsroom_edition_for(newsroom, code);
        if (!edition) {
                buf_add_format(why, "this site has no edition '%.*s'", SLICE_ARGS(code));
                return ERR(ERR_INVALID, "read an invitation");
        }
        ret->edition = edition->id;
        return NO_ERR;
}

static struct err read_roles(const struct newsroom *newsroom, const json_t *words, struct person_roles *ret,
                             struct buf *why)
{
        size_t count = json_array_size(words);
        if (count == 0 || count > ROLES_MAX) {
                buf_add_format(why, "name one to %d roles", ROLES_MAX);
                return ERR(ERR_INVALID, "read an invitation");
        }
        for (size_t i = 0; i < count; i++) {
                const char *word = json_string_value(json_array_get(words, i));
                TRY(read_role(newsroom, word ? word : "", &ret->at[i], why));
        }
        ret->count = count;
        return NO_ERR;
}

/* {"roles": "editor=uk chief"}, as they were asked for. */
static struct slice detail_of(const json_t *words, struct arena *a)
{
        CLEANUP(buf_clear) struct buf roles = BUF_INIT(1000);
        for (size_t i = 0; i < json_array_size(words); i++)
                buf_add_format(&roles, "%s%s", i ? " " : "", json_string_value(json_array_get(words, i)));
        json_t *detail = json_pack("{s:s}", "roles", buf_text(&roles));
        char *written = json_dumps(detail, JSON_COMPACT);
        must(written != NULL);
        struct slice kept = arena_copy(a, slice_of(written));
        json_decref(detail);
        free(written);
        return kept;
}

static struct err save(struct writer *d, const struct invitation *invitation, const json_t *words)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        int64_t number;
        const struct audit_row row = {
                .time_ms = invitation->made_ms, .act = SLICE("invite"), .detail = detail_of(words, &arena)};
        TRY(store_begin(d->store));
        struct err err = store_add_invitation(d->store, invitation);
        if (err.code == OK) err = store_append_audit(d->store, &row, &number);
        if (err.code == OK) return store_commit(d->store);
        store_rollback(d->store);
        return err;
}

struct err job_invite(struct caller *s, struct slice payload, json_t *ret, struct buf *why)
{
        struct person_role roles[ROLES_MAX];
        struct invitation invitation = {.made_ms = clock_wall_ms(), .roles = {roles, 0}};
        json_t *json = json_loadb(payload.at, payload.len, 0, NULL);
        const char *hash = json_string_value(json_object_get(json, "hash"));
        bool is_hash = hash && read_hash(slice_of(hash), invitation.hash);
        if (!is_hash) buf_add_text(why, "hash: not a SHA-256");
        struct err err =
                is_hash ? read_roles(&s->writer->plant.newsroom, json_object_get(json, "roles"), &invitation.roles, why)
                        : ERR(ERR_INVALID, "read an invitation");
        if (err.code == OK) err = save(s->writer, &invitation, json_object_get(json, "roles"));
        json_decref(json);
        TRY(err);
        json_object_set_new(ret, "hours", json_integer(INVITATION_MAX_MS / (60 * 60 * 1000)));
        return NO_ERR;
}
