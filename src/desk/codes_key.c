#include "desk/codes_key.h"

#include "identity/totp.h"
#include "os/file.h"
#include "store/people.h"

#include <sodium.h>

enum { PATH_MAX_BYTES = 4096 };

static void write_path(const char *data, struct buf *ret)
{
        *ret = BUF_INIT(PATH_MAX_BYTES);
        buf_add_format(ret, "%s/keys/codes.key", data);
}

struct err codes_key_load(const char *data, struct codes_key *ret)
{
        CLEANUP(buf_clear) struct buf path, bytes = BUF_INIT(SEAL_KEY_BYTES);
        write_path(data, &path);
        struct err err = file_read(buf_text(&path), &bytes);
        if (err.code == ERR_FULL || (err.code == OK && bytes.len != SEAL_KEY_BYTES))
                return ERR(ERR_INVALID, "read keys/codes.key: it is not 32 bytes long");
        TRY(err);
        memcpy(ret->key.bytes, bytes.at, sizeof ret->key.bytes);
        ret->is_there = true;
        sodium_memzero(bytes.at, bytes.len);
        return NO_ERR;
}

struct err codes_key_make(const char *data, struct codes_key *ret)
{
        CLEANUP(buf_clear) struct buf path;
        struct codes_key made = {seal_key_make(), true};
        write_path(data, &path);
        TRY(file_make_private(buf_text(&path), (struct slice){(const char *)made.key.bytes, sizeof made.key.bytes}));
        *ret = made;
        return NO_ERR;
}

/* ---- for `check` ---- */

static void verify_person(const struct codes_key *key, const struct person *person, struct buf *faults)
{
        struct totp_secret secret;
        if (person->totp_secret.len == 0) return;
        if (person->totp_secret.len == sizeof secret.bytes)
                buf_add_format(faults, "person %lld: the secret of their codes is in the clear; start the desk once\n",
                               (long long)person->id);
        else if (!key->is_there ||
                 !sealed_read(&key->key, person->handle, person->totp_secret, secret.bytes, sizeof secret.bytes))
                buf_add_format(faults,
                               "person %lld: keys/codes.key does not open the secret of their codes; put the file back "
                               "from a backup, or they come in by passkey or recovery code and set codes up anew\n",
                               (long long)person->id);
        sodium_memzero(&secret, sizeof secret);
}

static struct err verify_file(const char *data, struct codes_key *ret, struct buf *faults)
{
        CLEANUP(buf_clear) struct buf path;
        bool is_private = true;
        write_path(data, &path);
        struct err err = codes_key_load(data, ret);
        if (err.code == ERR_NOT_FOUND) return NO_ERR;
        if (err.code == ERR_INVALID)
                buf_add_text(faults, "keys/codes.key is no key; put the file back from a backup, or move it away\n");
        if (err.code != OK) return err.code == ERR_INVALID ? NO_ERR : err;
        TRY(file_is_private(buf_text(&path), &is_private));
        if (!is_private) buf_add_text(faults, "others than its owner may use keys/codes.key; chmod 600 it\n");
        return NO_ERR;
}

struct err codes_verify(struct store *s, const char *data, struct buf *faults)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct codes_key key = {0};
        struct people people;
        TRY(verify_file(data, &key, faults));
        TRY(store_list_people(s, &arena, &people));
        for (size_t i = 0; i < people.count; i++)
                verify_person(&key, &people.at[i], faults);
        sodium_memzero(&key, sizeof key);
        return BUF_OK(faults, "list the faults of the codes");
}
