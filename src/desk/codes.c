#include "desk/codes.h"

#include "base/log.h"

#include <sodium.h>

static const char *data_folder(const struct desk *d)
{
        return writer_data_folder(d->writer);
}

/* As an older program kept it. */
static bool is_in_the_clear(const struct person *person)
{
        return person->totp_secret.len == TOTP_SECRET_BYTES;
}

bool codes_open(const struct desk *d, const struct person *person, struct totp_secret *ret)
{
        if (is_in_the_clear(person)) { /* it could not be sealed when the desk opened */
                memcpy(ret->bytes, person->totp_secret.at, sizeof ret->bytes);
                return true;
        }
        return d->codes.is_there &&
               sealed_read(&d->codes.key, person->handle, person->totp_secret, ret->bytes, sizeof ret->bytes);
}

bool codes_are_lost(const struct desk *d, const struct person *person)
{
        struct totp_secret secret;
        bool is_lost = codes_are_set_up(person) && !codes_open(d, person, &secret);
        sodium_memzero(&secret, sizeof secret);
        return is_lost;
}

struct err codes_are_lost_for_some(struct visit *v, bool *ret)
{
        struct people people;
        TRY(store_list_people(visit_store(v), visit_arena(v), &people));
        *ret = false;
        for (size_t i = 0; i < people.count; i++)
                *ret = *ret || codes_are_lost(v->desk, &people.at[i]);
        return NO_ERR;
}

/* The key, made when there is none yet. */
static struct err want_key(struct desk *d)
{
        if (d->codes.is_there) return NO_ERR;
        struct err err = codes_key_load(data_folder(d), &d->codes);
        return err.code == ERR_NOT_FOUND ? codes_key_make(data_folder(d), &d->codes) : err;
}

static struct err seal(struct desk *d, const struct person *person, const struct totp_secret *secret, struct buf *ret)
{
        TRY(want_key(d));
        sealed_write(&d->codes.key, person->handle, (struct slice){(const char *)secret->bytes, sizeof secret->bytes},
                     ret);
        return BUF_OK(ret, "seal a secret");
}

struct err codes_seal(struct visit *v, const struct person *person, const struct totp_secret *secret, struct slice *ret)
{
        CLEANUP(buf_clear) struct buf sealed = BUF_INIT(sizeof secret->bytes + SEALED_MORE_BYTES);
        TRY(seal(v->desk, person, secret, &sealed));
        *ret = arena_copy(visit_arena(v), buf_slice(&sealed));
        return NO_ERR;
}

/* ---- when the desk opens ---- */

static struct err bring_over(struct desk *d, const struct person *person)
{
        CLEANUP(buf_clear) struct buf sealed = BUF_INIT(TOTP_SECRET_BYTES + SEALED_MORE_BYTES);
        struct totp_secret secret;
        if (!is_in_the_clear(person)) return NO_ERR;
        memcpy(secret.bytes, person->totp_secret.at, sizeof secret.bytes);
        TRY(seal(d, person, &secret, &sealed));
        return store_keep_totp_anew(writer_store(d->writer), person->id, buf_slice(&sealed));
}

/* SQLite as Debian builds it writes zeros over what is replaced (SQLITE_SECURE_DELETE); the checkpoint takes it out of
 * the write-ahead log too, as far as nobody reads. */
static struct err bring_all_over(struct desk *d, const struct people *people)
{
        struct store *s = writer_store(d->writer);
        unsigned count = 0;
        struct err err = NO_ERR;
        for (size_t i = 0; i < people->count; i++)
                count += is_in_the_clear(&people->at[i]);
        if (count == 0) return NO_ERR;
        TRY(store_begin(s));
        for (size_t i = 0; i < people->count && err.code == OK; i++)
                err = bring_over(d, &people->at[i]);
        if (err.code != OK) {
                store_rollback(s);
                return err;
        }
        TRY(store_commit(s));
        log_event(LOG_INFO, "sealed the secrets of the codes of %u people, with DATA/keys/codes.key", count);
        return store_checkpoint(s);
}

struct err codes_prepare(struct desk *d)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct people people;
        unsigned lost = 0;
        struct err err = codes_key_load(data_folder(d), &d->codes);
        if (err.code != OK && err.code != ERR_NOT_FOUND) log_err(err, "the key of people's codes");
        TRY(store_list_people(writer_store(d->writer), &arena, &people));
        err = bring_all_over(d, &people);
        if (err.code != OK) log_err(err, "sealing the secrets of people's codes"); /* no reason not to publish */
        for (size_t i = 0; i < people.count; i++)
                lost += codes_are_lost(d, &people.at[i]);
        if (lost)
                log_event(
                        LOG_ERROR,
                        "keys/codes.key does not open the codes of %u people: put the file back from a backup, or they "
                        "come in by passkey or recovery code and set codes up anew",
                        lost);
        return NO_ERR;
}
